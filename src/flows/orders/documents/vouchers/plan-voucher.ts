/**
 * Plans the journal voucher of an order, or returns the reasons that hold it. Pure: the same input
 * gives the same plan byte for byte.
 *
 * It balances by construction: every part of the order has its row, each is converted by itself,
 * and what conversion leaves is a row of its own. A credit is the same with both sides changed, its
 * cents in step with the other credits of its order (credit-conversion.ts), so that an order and
 * its credits add up to zero.
 */
import { amount, dec, type Decimal, round, sum, type Figure } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { cut } from "../../../../domain/platform/text.ts";
import type {
  Voucher,
  VoucherChoices,
  VoucherRow,
  VoucherShare,
} from "../../../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../../../eaccounting/vouchers.ts";
import { rateValue } from "../../../../settings/orders/codings.ts";
import { sourceLines, type SourceLine } from "../../money/lines.ts";
import { checkSource, isTooLarge } from "../../preparation/check-source.ts";
import { dimensionsOf, ruleFailedReason, orderDate } from "../../shared/filled-fields.ts";
import { orderPage } from "../../money/document-head.ts";
import { reversalWord } from "../../texts/document-words.ts";
import { bookingDay, type BookingDay } from "../../../booking-day.ts";
import { isCashBooks } from "../../preparation/booking.ts";
import { PLAN_VERSION } from "../../shared/plan-input.ts";
import { accountFor, type AccountPlace, accountPlaceOf } from "./accounts.ts";
import { priorAccountOf, isOnClearingAccount, voucherChoicesOf } from "./prior-voucher.ts";
import { type Converted, alignCreditParts, voucherSharesOf } from "./credit-conversion.ts";
import { mapVoucher } from "./mapped.ts";
import { ledgerItem, moneySide, type MoneySide, settledAmount } from "./money-side.ts";
import { type VoucherPart, partsOf, roundingPart, vatOfOrder } from "./parts.ts";
import { levelOf, type VoucherInput, type VoucherPlan, voucherScope } from "./voucher-input.ts";

export function planVoucher(input: VoucherInput): VoucherPlan {
  const hold = (reasons: readonly Reason[]): VoucherPlan => ({
    version: PLAN_VERSION,
    kind: "hold",
    reasons,
  });
  const { order, settings, company } = input;
  const booking = bookingOf(input);
  if (!booking.ok) return hold(booking.error);
  const { ordered, lines, date, side } = booking.value;

  const soldOn = orderDate(order.soldOn ?? order.date, company.country) ?? ordered;
  const place = accountPlaceOf(input, soldOn);
  const made = rowsOf(input, [...side.parts, ...partsOf(input, lines, place)], place);
  if ("missing" in made) return hold(made.missing);
  if (input.rate !== null && isUnfit(order.gross, made.rows))
    return hold([reason("rate-missing", { currency: order.currency, rate: input.rate.rate })]);
  if (made.rows.length === 0) return hold([reason("voucher-empty")]);
  const dimensions = dimensionsOf(settings, place.facts);
  const mapped = mapVoucher(input, made.rows, dimensions.values);
  if (!mapped.ok) return hold([ruleFailedReason(mapped.error)]);
  const item = ledgerItem(input, side.claimed, date.day, made.rows);
  if (item !== null && "error" in item) return hold([item.error]);
  const { voucher: wanted } = settings.orders;
  const level = levelOf(input);
  const voucher: Voucher = {
    date: date.day,
    text: textOf(input, mapped.value.words),
    series: wanted.series === "" ? null : wanted.series,
    rows: mapped.value.rows,
    ledgerItem: item,
    charged: amount(order.gross),
    currency: order.currency,
    rate: input.rate,
    owed: amount(side.owed),
    ...standsBeside(input, side.owed),
    shares: made.shares,
    soldOn,
    made: made.made,
    level,
    ...(input.vatBy === "lines" ? {} : { vatBy: "order" }),
    paymentMethod: order.paymentMethodId,
    ...creditedBefore(input),
  };
  return {
    version: PLAN_VERSION,
    kind: "write",
    voucher,
    reasons: [
      ...date.recorded,
      reason("voucher-planned", { level, rows: made.rows.length }),
      ...(level === "simple" && !dec(order.vat).eq(0)
        ? [reason("voucher-keeps-vat", { vat: order.vat, currency: order.currency })]
        : []),
      ...vatOfOrder(input, lines),
      ...rateChosen(input),
      ...dimensions.recorded,
      ...mapped.value.recorded,
    ],
  };
}

/** What keeps the cents of a credit in another currency in step. */
const creditedBefore = ({ rate, credits }: VoucherInput): Pick<Voucher, "credited"> =>
  rate === null || credits?.before === undefined ? {} : { credited: credits.before.credits };

/** Money that the tenant has on the receivable is matched in the ledger. */
function standsBeside(
  { order, form, ...input }: VoucherInput,
  owed: Decimal,
): Pick<Voucher, "received" | "disputed"> {
  if (isOnClearingAccount({ order, form, ...input })) return defined({ disputed: input.disputed });
  const paid = settledAmount({ order, form }) ?? "0";
  const there = dec(paid).minus(dec(order.gross).minus(dec(owed)));
  return there.lte(0) ? {} : { received: amount(there) };
}

type Booking = {
  readonly ordered: string;
  readonly lines: readonly SourceLine[];
  readonly date: Extract<BookingDay, { readonly day: string }>;
  readonly side: MoneySide;
};

/** Returns the day, lines and money, or what prevents any of them. */
function bookingOf(input: VoucherInput): Result<Booking, readonly Reason[]> {
  const { order, company } = input;
  const scope = voucherScope(input);
  if (scope.length > 0) return err(scope);
  const ordered = orderDate(order.date, company.country);
  if (ordered === null)
    return err([reason("faulty-source-shape", { field: "date", got: order.date })]);
  const lines = sourceLines(order);
  const faults = checkSource(order, lines);
  if (faults.length > 0) return err(faults);
  const soldOn =
    input.form === "voucher-credit" && order.soldOn !== undefined
      ? orderDate(order.soldOn, company.country)
      : null;
  const date = bookingDay(input.anew === true ? input.today : ordered, { ...input, soldOn });
  if ("closed" in date) return err([date.closed]);
  const side = moneySide(input);
  if (!side.ok) return err([side.error]);
  // The cash method has no receivables.
  if (isCashBooks(input.years, input.today) && dec(side.value.owed).gt(0))
    return err([reason("voucher-cash-bookkeeping")]);
  return ok({ ordered, lines, date, side: side.value });
}

/** A rate that makes an amount zero, or larger than the ledger accepts. */
function isUnfit(gross: Decimal, rows: readonly VoucherRow[]): boolean {
  const amounts = rows.flatMap(({ debit, credit }) => [debit, credit]);
  return amounts.some(isTooLarge) || (amounts.length === 0 && !dec(gross).eq(0));
}

const rateChosen = ({ rate, order, company }: VoucherInput): readonly Reason[] =>
  rate === null
    ? []
    : [reason("rate-chosen", { ...rate, currency: order.currency, into: company.currency })];

type Placed = {
  readonly part: VoucherPart;
  readonly account: number;
  readonly why: Reason;
  readonly amount: Figure;
};

/**
 * Returns the rows in the order of the parts, in the company's currency; what each conversion
 * leaves goes on the rounding account.
 */
function rowsOf(
  input: VoucherInput,
  parts: readonly VoucherPart[],
  place: AccountPlace,
):
  | {
      readonly rows: readonly VoucherRow[];
      readonly shares: readonly VoucherShare[];
      readonly made: VoucherChoices;
    }
  | { readonly missing: readonly Reason[] } {
  const rate = input.rate?.rate ?? "1";
  const alone = parts.map((part) =>
    chooseAccount(input, place, part, round(part.amount.times(rate))),
  );
  const before = input.rate === null ? undefined : input.credits?.before;
  const converted = before === undefined ? alone : alignCreditParts(alone, before, rate);
  const left = sum(converted.map((one) => one.amount)).times(-1);
  const rest = chooseAccount(input, place, roundingPart(left), left);
  const figures = [...converted, rest].filter((one) => !one.amount.eq(0));
  const missing = figures.flatMap(({ why }) => ("missing" in why ? [why.missing] : []));
  if (missing.length > 0) return { missing: missing.filter(isFirst) };
  const byDay = levelOf(input) === "daily";
  const rows = together(figures.flatMap(placedOn), byDay ? (part) => ofPart(input, part) : null)
    .filter((one) => !one.amount.eq(0))
    .map((one) => row(input, one))
    .map((one) =>
      one.role === "rounding"
        ? { ...one, reasons: [...one.reasons, ...roundingWhy(converted, rest)] }
        : one,
    );
  if (!sum(rows.map((one) => one.debit)).eq(sum(rows.map((one) => one.credit))))
    throw new Error("a voucher that doesn't balance");
  const reported = [...converted, rest].filter(
    (one) => !one.amount.eq(0) || !one.part.amount.eq(0),
  );
  const shares = reported
    .flatMap(placedOn)
    .map(({ part, account, amount: booked }) => ({ part, account, booked }));
  const of = reported.flatMap(placedOn);
  return {
    rows,
    shares: voucherSharesOf(input, shares, rest.part),
    made: voucherChoicesOf(input, place, of),
  };
}

/** Which rounding the row has its cents from: the shop's head and lines, or the conversion. */
const roundingWhy = (
  converted: readonly ConvertedPart[],
  rest: ConvertedPart,
): readonly Reason[] => {
  const head = sum(
    converted.filter(({ part }) => part.role === "rounding").map((one) => one.amount),
  );
  const told = (by: "document" | "currency", figure: Figure): readonly Reason[] =>
    figure.eq(0) ? [] : [reason("rounding-row", { by, amount: amount(figure.abs()) })];
  return [...told("document", head), ...told("currency", rest.amount)];
};

type ConvertedPart = Converted & {
  readonly why: { readonly found: Reason } | { readonly missing: Reason };
};

/** Returns a part's account, or the look-up that lacks it. */
function chooseAccount(
  input: VoucherInput,
  place: AccountPlace,
  part: VoucherPart,
  figure: Figure,
): ConvertedPart {
  const { settings, credits } = input;
  const line = part.lines[0] ?? null;
  const { account } = part;
  const sold = priorAccountOf(input, part);
  if (sold !== null)
    return {
      part,
      amount: figure,
      account: sold,
      why: {
        found: reason("account-as-sold", {
          account: String(sold),
          number: credits?.voucher ?? null,
          line,
        }),
      },
    };
  if (account !== undefined)
    return {
      part,
      amount: figure,
      account,
      why: { found: reason("account-of-article", { account: String(account), line }) },
    };
  const found = accountFor(part.requests, settings.lookups, place, line);
  return found.ok
    ? { part, amount: figure, account: found.value.account, why: { found: found.value.why } }
    : { part, amount: figure, account: null, why: { missing: found.error } };
}

/** A part of zero needs no account. */
const placedOn = ({ part, amount: figure, account, why }: ConvertedPart): readonly Placed[] =>
  account === null || !("found" in why) ? [] : [{ part, amount: figure, account, why: why.found }];

/** A reason that several parts share is given once. */
const isFirst = (one: Reason, index: number, all: readonly Reason[]): boolean =>
  all.findIndex(
    ({ code, params }) =>
      code === one.code &&
      params["lookup"] === one.params["lookup"] &&
      params["from"] === one.params["from"] &&
      params["rate"] === one.params["rate"] &&
      params["coding"] === one.params["coding"],
  ) === index;

type Gathered = Omit<Placed, "why"> & { readonly why: readonly Reason[] };

/** Returns the VAT rate or payment method of a part: a day's voucher has a row for each. */
function ofPart({ order }: VoucherInput, { role, rate }: VoucherPart): string {
  if (role === "clearing" || role === "receivable") return order.paymentMethodId ?? "";
  return rate === undefined ? "" : rateValue(rate);
}

/**
 * Adds up parts of one role and account, unless a line has its own row. `apart`: a further key;
 * `null`: none.
 */
function together(
  placed: readonly Placed[],
  apart: ((part: VoucherPart) => string) | null,
): readonly Gathered[] {
  const rows = new Map<string, Gathered>();
  for (const [index, one] of placed.entries()) {
    const key =
      one.part.text === null
        ? JSON.stringify([one.part.role, one.account, apart?.(one.part)])
        : String(index);
    const before = rows.get(key);
    const lines = [...(before?.part.lines ?? []), ...one.part.lines];
    rows.set(key, {
      ...one,
      part: { ...one.part, lines: [...new Set(lines)] },
      amount: one.amount.plus(before?.amount ?? 0),
      why: withWhy(before?.why ?? [], one.why),
    });
  }
  return [...rows.values()];
}

/** Adds a row's origin once. */
const withWhy = (known: readonly Reason[], why: Reason): readonly Reason[] =>
  known.some(({ params }) => params["from"] === why.params["from"]) ? known : [...known, why];

function row(input: VoucherInput, { part, account, amount: figure, why }: Gathered): VoucherRow {
  const isCredit = figure.gt(0) === (input.form === "voucher");
  const size = amount(figure.abs());
  return {
    role: part.role,
    account,
    debit: isCredit ? "0.00" : size,
    credit: isCredit ? size : "0.00",
    text: part.text ?? cut(input.order.number ?? `id ${input.order.id}`, MAX_ROW_TEXT),
    sourceLines: part.lines,
    reasons: why,
    ...(levelOf(input) === "daily" ? { of: ofPart(input, part) } : {}),
  };
}

/**
 * Returns the voucher's text. The marker comes first and is never cut. Then what it takes back, the
 * buyer, and the link to the order's page; a rule of the tenant replaces the last two.
 */
function textOf(
  { order, settings, company, marker, credits }: VoucherInput,
  words: string | null,
): string {
  const buyer = order.companyName ?? order.invoiceAddress.name ?? order.attentionTo;
  const page = orderPage(settings.orders.orderPage, order.id, order.number);
  const original = credits === undefined ? null : reversalWord(company.country, credits.voucher);
  return cut(
    [
      marker.text,
      original,
      ...(words === null ? [buyer, settings.orders.ourReference || null, page] : [words]),
    ]
      .filter((part) => part !== null)
      .join(" · "),
    MAX_VOUCHER_TEXT,
  );
}
