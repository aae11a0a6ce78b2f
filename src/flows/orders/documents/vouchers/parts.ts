/**
 * The parts of an order by the level that the tenant chose: each is an amount and the look-ups that
 * give its account. Amounts are in the order's currency, without VAT except at the level that keeps
 * none apart; above zero is credit.
 *
 * A sold gift card is a liability and no revenue, and a used one is a payment: both are separate at
 * every level. What the head says beyond its lines is a part of its own, so that all parts add up
 * to what was charged.
 */
import type { Coded } from "../../../../domain/ledger/ledger.ts";
import {
  amount,
  dec,
  type Decimal,
  plain,
  round,
  sum,
  type Figure,
} from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err } from "../../../../domain/result.ts";
import { cutTrimmed, oneLine } from "../../../../domain/platform/text.ts";
import { type RateDifference, rateDifferences } from "../../../../domain/orders/sold.ts";
import type { VoucherRowRole } from "../../../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT } from "../../../../eaccounting/vouchers.ts";
import { rateValue } from "../../../../settings/orders/codings.ts";
import { choose } from "../../../../settings/lookups/lookup.ts";
import { isCodedLine } from "../../money/cross-border-rows.ts";
import { linesWithAmounts, type SourceLine } from "../../money/lines.ts";
import { isTooLarge } from "../../preparation/check-source.ts";
import {
  type AccountRequest,
  type AccountPlace,
  vatRequest,
  codedAccount,
  triangularOf,
} from "./accounts.ts";
import { byProduct, levelOf, type VoucherInput } from "./voucher-input.ts";

export type VoucherPart = {
  readonly role: VoucherRowRole;
  readonly amount: Figure;
  readonly requests: readonly AccountRequest[];
  /** The account itself, where the ledger's article names it. */
  readonly account?: number;
  readonly lines: readonly number[];
  /** For sales and VAT parts. */
  readonly rate?: Decimal;
  /** What beside its rate may have chosen its account. */
  readonly sku?: string | null;
  readonly vatCode?: string | null;
  /**
   * `null`: the row's text is the order's number. Each such line has a row of its own instead of
   * one per account.
   */
  readonly text: string | null;
};

type Kind = Exclude<VoucherRowRole, "receivable" | "clearing">;

const ROLES: Readonly<Record<Exclude<LineKind, "text" | "gift-card">, Kind>> = {
  article: "revenue",
  "sales-type": "revenue",
  shipping: "shipping",
  discount: "discount",
  fee: "fee",
  tip: "fee",
};

export function partsOf(
  input: VoucherInput,
  lines: readonly SourceLine[],
  place: AccountPlace,
): readonly VoucherPart[] {
  const money = linesWithAmounts(lines);
  const cards = money.filter((line) => line.kind === "gift-card").map(giftCard);
  const sold = money.filter((line) => line.kind !== "gift-card");
  if (levelOf(input) === "simple") return [...cards, ...simple(input, cards, sold)];
  const off = offLines(money, input);
  const parts = sold.flatMap((line) => lineParts(line, input, place));
  const all = [...parts, ...lessSold(parts, off), ...cards, ...withOff(vatParts(sold, input), off)];
  const head = dec(input.order.gross).minus(sum(all.map((part) => part.amount)));
  return [...all, roundingPart(head)].filter((part) => !part.amount.eq(0));
}

/** Returns reasons for VAT that is booked otherwise than the lines say. */
export function vatOfOrder(input: VoucherInput, lines: readonly SourceLine[]): readonly Reason[] {
  if (levelOf(input) === "simple") return [];
  const money = linesWithAmounts(lines);
  return offLines(money, input).map(({ rate, vat: more }) => {
    const own = sum(money.filter((line) => plain(line.vatRate) === rate).map(({ vat }) => vat));
    return reason("voucher-vat-of-order", {
      rate,
      vat: amount(own.plus(more)),
      lines: amount(own),
      currency: input.order.currency,
    });
  });
}

/** By rate, the difference between the order's VAT and that of its lines. */
const offLines = (
  lines: readonly SourceLine[],
  { order, vatBy }: VoucherInput,
): readonly RateDifference[] =>
  vatBy === "lines"
    ? []
    : rateDifferences(
        lines.map(({ vatRate: rate, net, vat }) => ({ rate, net, vat })),
        order,
      );

/** The cent of a rate goes on its largest part, whichever of the shop's codes have that rate. */
function withOff(
  parts: readonly VoucherPart[],
  off: readonly RateDifference[],
): readonly VoucherPart[] {
  const cents = new Map(off.map(({ rate, vat }) => [largest(parts, rate), vat]));
  return parts.map((part) => {
    const more = cents.get(part);
    return more === undefined ? part : { ...part, amount: part.amount.plus(more) };
  });
}

/** What VAT takes of the charged amount wasn't sold: on the account of the largest part. */
const lessSold = (
  parts: readonly VoucherPart[],
  off: readonly RateDifference[],
): readonly VoucherPart[] =>
  off.flatMap(({ rate, net }): readonly VoucherPart[] => {
    const of = largest(parts, rate);
    return of === undefined ? [] : [{ ...of, amount: net, lines: [], text: null }];
  });

const largest = (parts: readonly VoucherPart[], rate: Decimal): VoucherPart | undefined =>
  parts
    .filter((part) => part.rate === rate)
    .toSorted((a, b) => b.amount.abs().cmp(a.amount.abs()))[0];

/** What parts and money differ by, and what conversion into the company's currency leaves. */
export const roundingPart = (amount: Figure): VoucherPart => ({
  role: "rounding",
  amount,
  requests: [{ lookup: "roundingAccount", value: null, anywhere: true }],
  lines: [],
  text: null,
});

/** Everything in one part, VAT included. */
function simple(
  { order }: VoucherInput,
  cards: readonly VoucherPart[],
  sold: readonly SourceLine[],
): readonly VoucherPart[] {
  const amount = dec(order.gross).minus(sum(cards.map((part) => part.amount)));
  return amount.eq(0)
    ? []
    : [
        {
          role: "revenue",
          amount,
          requests: [{ lookup: "revenueAccount", value: null }],
          lines: sold.flatMap(numberOf),
          text: null,
        },
      ];
}

function giftCard(line: SourceLine): VoucherPart {
  const amount = dec(line.gross);
  return {
    role: amount.lt(0) ? "gift-card-used" : "gift-card-sold",
    amount,
    requests: [{ lookup: "giftCardAccount", value: null, anywhere: true }],
    lines: numberOf(line),
    rate: plain(line.vatRate),
    text: null,
  };
}

/** The line before its own discount, and the discount. */
function lineParts(
  line: SourceLine,
  input: VoucherInput,
  place: AccountPlace,
): readonly VoucherPart[] {
  if (line.kind === "text" || line.kind === "gift-card") return [];
  const full = beforeDiscount(line, input.order.pricesIncludeVat);
  const off = dec(line.net).minus(full);
  const alone = levelOf(input) === "extreme";
  const text = alone ? cutTrimmed(oneLine(line.text), MAX_ROW_TEXT) || line.sku : null;
  const role = ROLES[line.kind];
  const byCoding = isCodedLine(line, input.settings);
  const own = line.kind === "article" && !byCoding ? productAccount(line, input, place) : {};
  const part = {
    requests: requestsOf(role, line, input, place),
    lines: numberOf(line),
    rate: plain(line.vatRate),
    sku: line.sku,
    vatCode: line.vatCode,
    text,
  };
  return [
    { ...part, ...own, role, amount: full },
    {
      ...part,
      role: "discount",
      amount: off,
      requests: requestsOf("discount", line, input, place),
    },
  ];
}

/** The line's amount at its price, without VAT. */
function beforeDiscount(line: SourceLine, pricesIncludeVat: boolean): Figure {
  if (dec(line.discount).eq(0)) return dec(line.net);
  const price = dec(line.price).times(dec(line.quantity));
  const full = round(pricesIncludeVat ? price.div(dec(line.vatRate).plus(1)) : price);
  // A price that isn't above the rest explains no discount: the amounts count, and nothing is
  // split.
  return isTooLarge(full.toFixed()) ||
    full.abs().lt(dec(line.net).abs()) ||
    full.times(dec(line.net)).lt(0)
    ? dec(line.net)
    : full;
}

/**
 * An account that is named for vouchers comes before the table of codings, which serves all kinds
 * of document; the revenue account is used where neither has one.
 */
function requestsOf(
  role: Kind,
  line: SourceLine,
  input: VoucherInput,
  place: AccountPlace,
): readonly AccountRequest[] {
  const value = rateValue(line.vatRate);
  const revenue: AccountRequest = { lookup: "revenueAccount", value };
  const coded = (table: Coded): readonly AccountRequest[] => {
    const account = codedAccount(line, table, input, place);
    return account === null ? [] : [{ coded: account }];
  };
  switch (role) {
    case "shipping":
      return [{ lookup: "shippingAccount", value }, ...coded("shippingCoding"), revenue];
    case "discount":
      return [{ lookup: "discountAccount", value }, ...coded("discountCoding"), revenue];
    case "fee": {
      const tip = line.kind === "tip" ? coded("tipCoding") : [];
      return [{ lookup: "feeAccount", value }, ...tip, ...coded("feeCoding"), revenue];
    }
    default: {
      const product: readonly AccountRequest[] =
        byProduct(levelOf(input)) && line.sku !== null
          ? [{ lookup: "productAccount", value: line.sku }]
          : [];
      const goods = isCodedLine(line, input.settings) ? coded("goodsCoding") : [];
      return [
        ...product,
        ...goods,
        ...(goods.length === 0 ? needsCoding(line, input) : []),
        revenue,
      ];
    }
  }
}

/** A revenue account covers all sales without VAT within the EU, triangular trade included. */
function needsCoding(line: SourceLine, input: VoucherInput): readonly AccountRequest[] {
  const marked = triangularOf(input);
  if (!marked.ok) return [{ coded: marked }];
  const { lineNumber, vatCode } = line;
  return marked.value === null
    ? []
    : [{ coded: err(reason("triangular-needs-coding", { line: lineNumber, vatCode })) }];
}

/**
 * Returns the account that the ledger's article books on, where no table has the product. For a
 * cross-border sale its coding can't be used.
 */
function productAccount(
  line: SourceLine,
  input: VoucherInput,
  place: AccountPlace,
): { readonly account?: number } {
  const { sku } = line;
  if (
    !byProduct(levelOf(input)) ||
    sku === null ||
    place.crossBorder ||
    choose(input.settings.lookups.productAccount, sku, place.facts).value !== null
  )
    return {};
  const answer = Object.hasOwn(input.articles, sku) ? input.articles[sku] : undefined;
  if (answer?.kind !== "found") return {};
  const coding = input.codings.find((one) => one.id === answer.article.codingId);
  const account = dec(line.vatRate).eq(0)
    ? coding?.accounts.domesticExempt
    : coding?.accounts.domestic;
  // A coding of another rate books on another rate's account.
  return coding === undefined ||
    account === null ||
    account === undefined ||
    !dec(coding.vatRate).eq(dec(line.vatRate))
    ? {}
    : { account };
}

/** One part for each rate and VAT code of the shop; parts on one account become one row. */
function vatParts(
  lines: readonly SourceLine[],
  { settings }: VoucherInput,
): readonly VoucherPart[] {
  const groups = new Map<string, readonly SourceLine[]>();
  for (const line of lines) {
    const key = JSON.stringify([plain(line.vatRate), line.vatCode]);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((group): readonly VoucherPart[] => {
    const [first] = group;
    if (first === undefined) return [];
    const rate: Decimal = plain(first.vatRate);
    return [
      {
        role: "vat",
        amount: sum(group.map((line) => line.vat)),
        requests: [vatRequest(settings.lookups.vatAccount, first.vatCode, rate)],
        lines: group.flatMap(numberOf),
        rate,
        vatCode: first.vatCode,
        text: null,
      },
    ];
  });
}

const numberOf = (line: SourceLine): readonly number[] => (line.fromHead ? [] : [line.lineNumber]);
