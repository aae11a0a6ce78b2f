/**
 * Predicts what the invoice of a planned document will book, by account. Pure. It adds up the
 * plan's own rows and totals. The sales account is the one that the article's coding has for this
 * kind of sale. VAT goes to the first account of the VAT code that this sales account has in the
 * ledger's chart (assumption E180). The ledger names the accounts of the receivable and of the
 * rounding to whole units only when it books, so those lines have no account.
 *
 * A sales order and a draft book nothing themselves: the prediction is what their invoice will
 * book.
 */
import { exemptAccount } from "../../../domain/ledger/accounts.ts";
import type { LedgerCoding } from "../../../domain/ledger/ledger.ts";
import {
  amount,
  dec,
  type Decimal,
  plain,
  round,
  same,
  sum,
  vatInGross,
  type Figure,
} from "../../../domain/money.ts";
import type {
  Chart,
  ChartAccount,
  Posting,
  PostingLine,
  PostingRole,
} from "../../../domain/ledger/posting.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { CodedSale } from "../../../domain/reasons/postings.ts";
import type { PlannedRow, SalesOrder } from "../../../domain/orders/sales-order.ts";
import { roundedBy } from "../../../domain/ledger/whole-units.ts";
import { lookupFacts } from "../shared/filled-fields.ts";
import type { PlanInput } from "../shared/plan-input.ts";
import { accountOf } from "../money/cross-border-rows.ts";
import { decideSale, type Sale } from "../money/cross-border-sale.ts";
import { linesToPlan } from "../money/lines.ts";

/** The chart; an unknown account has no entry. */
type Accounts = ReadonlyMap<number | null, ChartAccount>;

/** Rows of one rate on one account. */
type Group = {
  readonly account: number | null;
  readonly rate: Decimal;
  readonly rows: readonly PlannedRow[];
  readonly why: Reason;
};

/** Above zero is credit, as in a sale. */
type PredictedPart = {
  readonly role: PostingRole;
  readonly account: number | null;
  readonly amount: Figure;
  readonly lines: readonly number[];
  readonly reasons: readonly Reason[];
  /** See `PostingLine`. */
  readonly within: Figure;
};

export function predictPosting(input: PlanInput, document: SalesOrder, chart: Chart): Posting {
  const totals = document.prediction[document.rounding];
  const groups = groupsOf(input, document);
  const parts = totals.perRate.flatMap((total) => {
    const ofRate = groups.filter(({ rate }) => same(rate, total.rate));
    return [
      ...salesParts(ofRate, total.net, document),
      ...vatParts(ofRate, total.vat, total.rate, chart),
    ].map((one) => unlearnt(one, input, document, total.rate));
  });
  const rounding = dec(roundedBy(input.company, document.currency, totals.gross));
  const owed = dec(totals.gross).plus(rounding);
  const all: readonly PredictedPart[] = [
    part("receivable", owed.times(-1), [unknown("receivable")]),
    ...merged(parts),
    part("rounding", rounding, [unknown("rounding")]),
  ];
  const turned = document.credit === undefined ? 1 : -1;
  return {
    currency: document.currency,
    converted: document.currency !== input.company.currency,
    date: input.form === "invoice" || input.form === "credit" ? document.orderDate : null,
    lines: all
      .filter((one) => !one.amount.eq(0))
      .map((one) => lineOf({ ...one, amount: one.amount.times(turned) }, chart)),
  };
}

const unknown = (of: "receivable" | "rounding" | "sales" | "vat"): Reason =>
  reason("posting-account-unknown", { part: of });

const part = (role: PostingRole, of: Figure, reasons: readonly Reason[]): PredictedPart => ({
  role,
  account: null,
  amount: of,
  lines: [],
  reasons,
  within: dec("0"),
});

function lineOf(one: PredictedPart, chart: Accounts): PostingLine {
  const { role, account, lines, reasons } = one;
  return {
    role,
    account,
    debit: one.amount.lt(0) ? amount(one.amount.abs()) : "0.00",
    credit: one.amount.gt(0) ? amount(one.amount) : "0.00",
    vatCode: chart.get(account)?.vat?.code ?? null,
    lines,
    reasons,
    ...(one.within.eq(0) ? {} : { within: amount(one.within) }),
  };
}

const CENT = dec("0.01");

/** Until it is known how the ledger rounds VAT, net and VAT may differ by both ways' difference. */
function unlearnt(
  one: PredictedPart,
  { learnt }: PlanInput,
  { prediction }: SalesOrder,
  rate: Decimal,
): PredictedPart {
  const vatOf = (way: "row" | "rate"): Decimal =>
    prediction[way].perRate.find((total) => same(total.rate, rate))?.vat ?? "0";
  const most = dec(vatOf("row"))
    .minus(dec(vatOf("rate")))
    .abs();
  return learnt.vatRounding !== null || most.eq(0)
    ? one
    : {
        ...one,
        within: one.within.plus(most),
        reasons: [...one.reasons, reason("posting-rounding-unknown", { rate, most: amount(most) })],
      };
}

function groupsOf(input: PlanInput, { rows }: SalesOrder): readonly Group[] {
  const facts = lookupFacts(input.order, input, input.customer.kind);
  const { sale } = linesToPlan(input.order, input.settings, facts);
  const taxed = decideSale({ ...input, order: sale.order });
  const groups = new Map<string, Group>();
  for (const row of rows) {
    if (row.vatRate === null) continue;
    const { account, why } = taxed.ok ? salesAccount(row, taxed.value, input) : NOT_KNOWN;
    const key = `${account ?? "?"} ${plain(row.vatRate)}`;
    const before = groups.get(key);
    groups.set(key, {
      account,
      why: before?.why ?? why,
      rate: plain(row.vatRate),
      rows: [...(before?.rows ?? []), row],
    });
  }
  return [...groups.values()];
}

const NOT_KNOWN = { account: null, why: unknown("sales") };

function salesAccount(
  row: PlannedRow,
  sale: Sale,
  input: PlanInput,
): { readonly account: number | null; readonly why: Reason } {
  const { coding, oss } = codingOfRow(row, input);
  if (coding === null) return NOT_KNOWN;
  const [account, kind] = accountFor(coding, sale, {
    ...(oss && sale.kind === "eu-consumer" && sale.oss ? { oss: true as const } : {}),
    ...(row.reversed === true ? { reversed: true as const } : {}),
  });
  return account == null
    ? NOT_KNOWN
    : {
        account,
        why: reason("posting-by-coding", {
          account: String(account),
          coding: coding.name,
          sale: kind,
        }),
      };
}

/** For exports with VAT only the ledger knows the account. */
function accountFor(
  coding: LedgerCoding,
  sale: Sale,
  vat: Parameters<typeof accountOf>[2],
): readonly [number | null | undefined, CodedSale] {
  const account = accountOf(coding, sale, vat);
  if (vat.oss === true) return [account, "oss"];
  if (vat.reversed === true) return [account, "reversed"];
  if (sale.triangular === true) return [account, "triangular"];
  if (sale.kind === "export-with-vat") return [null, "export"];
  if (sale.kind !== "domestic") return [account, sale.kind];
  return same(coding.vatRate, 0)
    ? [exemptAccount(coding), "exempt"]
    : [coding.accounts.domestic, "domestic"];
}

/**
 * Returns the coding of the article as planned: the shop's, or a system article that set-up made
 * with a coding. An article that isn't created yet has the coding that its row was planned with.
 */
function codingOfRow(
  { articleId, reasons }: PlannedRow,
  { articles, codings, systemArticles }: PlanInput,
): { readonly coding: LedgerCoding | null; readonly oss: boolean } {
  const id = articleId ?? "";
  const article = Object.values(articles)
    .flatMap((answer) => (answer.kind === "found" ? [answer.article] : []))
    .find((one) => one.id === id);
  const planned = reasons.find(({ code }) => code === "line-article-chosen")?.params["coding"];
  const codingId = article?.codingId ?? systemArticles.codings?.[id] ?? planned ?? null;
  return {
    coding: codings.find((one) => one.id === codingId) ?? null,
    oss:
      article?.usesOss ??
      Object.values(systemArticles.oss ?? {}).some((ofKind) => Object.values(ofKind).includes(id)),
  };
}

const linesOf = (rows: readonly PlannedRow[]): readonly number[] => [
  ...new Set(rows.flatMap(({ sourceLine }) => (sourceLine === null ? [] : [sourceLine]))),
];

/**
 * Returns the amount of each account of a rate. Where prices include VAT, it isn't known how the
 * ledger divides cents between accounts of one rate: here by rows where it rounds by rows,
 * otherwise by amounts; it may do otherwise.
 */
function salesParts(
  groups: readonly Group[],
  net: Decimal,
  { pricesIncludeVat, rounding }: SalesOrder,
): readonly PredictedPart[] {
  const nets = groups.map(({ rows, rate }) => {
    const counted = sum(rows.map((row) => row.amount));
    if (!pricesIncludeVat || same(rate, 0)) return counted;
    return counted.minus(sum(rows.map((row) => round(vatInGross(row.amount, rate)))));
  });
  const rate = groups[0]?.rate ?? "0";
  const exact = groups.length < 2 || !pricesIncludeVat || same(rate, 0);
  const byRows = groups.length > 1 && (exact || rounding === "row");
  const amounts = byRows ? nets : divided(groups, net);
  return groups.map(({ account, rows, why }, index) => ({
    role: "revenue",
    account,
    amount: amounts[index] ?? dec("0"),
    lines: linesOf(rows),
    reasons: exact ? [why] : [why, reason("posting-cents-unknown", { rate })],
    within: exact ? dec("0") : CENT.times(groups.length),
  }));
}

/** Divided by amount; the last one takes what is left. */
function divided(groups: readonly Group[], whole: Decimal): readonly Figure[] {
  const sums = groups.map(({ rows }) => sum(rows.map((row) => row.amount)));
  const all = sum(sums);
  let rest = dec(whole);
  return sums.map((one, index) => {
    const share =
      index === sums.length - 1
        ? rest
        : round(all.eq(0) ? dec("0") : dec(whole).times(one).div(all));
    rest = rest.minus(share);
    return share;
  });
}

function vatParts(
  groups: readonly Group[],
  vat: Decimal,
  rate: Decimal,
  chart: Accounts,
): readonly PredictedPart[] {
  const byAccount = new Map<number | null, { rows: readonly PlannedRow[]; why: Reason }>();
  for (const { account: sales, rows } of groups) {
    const code = chart.get(sales)?.vat ?? null;
    const known = code !== null && code.account !== null && same(code.rate, rate) ? code : null;
    const account = known?.account ?? null;
    const before = byAccount.get(account);
    byAccount.set(account, {
      rows: [...(before?.rows ?? []), ...rows],
      why:
        before?.why ??
        (known === null
          ? unknown("vat")
          : reason("posting-by-vat-code", {
              account: String(known.account),
              code: known.code,
              sales: String(sales),
            })),
    });
  }
  const entries = [...byAccount].map(([account, { rows, why }]) => ({ account, rows, why, rate }));
  const amounts = divided(entries, vat);
  return entries.map(({ account, rows, why }, index) => ({
    role: "vat",
    account,
    amount: amounts[index] ?? dec("0"),
    lines: linesOf(rows),
    reasons: entries.length < 2 ? [why] : [why, reason("posting-cents-unknown", { rate })],
    within: entries.length > 1 ? CENT.times(entries.length) : dec("0"),
  }));
}

/** One line per account; lines without one stay apart by rate. */
function merged(parts: readonly PredictedPart[]): readonly PredictedPart[] {
  const found = new Map<string, PredictedPart>();
  for (const [index, one] of parts.entries()) {
    const key = one.account === null ? `? ${index}` : `${one.role} ${one.account}`;
    const before = found.get(key);
    found.set(
      key,
      before === undefined
        ? one
        : {
            ...before,
            amount: before.amount.plus(one.amount),
            lines: [...new Set([...before.lines, ...one.lines])],
            reasons: [...before.reasons, ...one.reasons.filter((why) => !hasReason(before, why))],
            within: before.within.plus(one.within),
          },
    );
  }
  return [...found.values()];
}

const hasReason = ({ reasons }: PredictedPart, why: Reason): boolean =>
  reasons.some((one) => JSON.stringify(one) === JSON.stringify(why));
