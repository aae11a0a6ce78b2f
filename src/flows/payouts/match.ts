/**
 * Which order each line is of. Only a reference decides: the shop's own number, a number that
 * stands alone in the free text, or the payment that another line of the same payout named. Amount
 * and day only ever suggest. Pure.
 */
import { DAY_MS } from "../../domain/platform/durations.ts";
import { dec, type Decimal } from "../../domain/money.ts";
import { CLEARED, type PayoutLine } from "../../domain/payouts/lines.ts";

/** An order (or a credit) of the shop as the tenant knows it. */
export type MatchableOrder = {
  readonly key: string;
  readonly label: string;
  /** What it comes to, in its currency; `null`: not known. */
  readonly gross: Decimal | null;
  /** The most that was booked of its sales at once, as money in its currency. */
  readonly booked?: Decimal;
  readonly currency: string | null;
  /** Units of the company's currency for one of the order's, as it was booked. */
  readonly rate: Decimal | null;
  /**
   * On the account of its payment method: by which, and `of`, the key of the order that a credit
   * takes back. `accounts`: where its vouchers stand; absent: that isn't known. Absent: it was
   * never booked on one.
   */
  readonly clears?: {
    readonly of?: string;
    readonly method: string;
    readonly accounts?: readonly number[];
  };
  /** Booked by a voucher, and on receivables: it will never have an invoice. */
  readonly onReceivables?: true;
  /** Nothing is posted for it in the ledger, and it waits for no day's voucher. */
  readonly unbooked?: true;
  /** Absent: the order has no invoice and no registered payment. */
  readonly invoiced?: Invoiced;
};

export type LedgerInvoice = { readonly id: string; readonly number: string | null };

/** An order whose money is registered on invoices. */
export type Invoiced = {
  readonly invoices: readonly LedgerInvoice[];
  /** Its own, and those of its credit orders. */
  readonly credits: readonly LedgerInvoice[];
  /** What was registered for it as the shop said so, not by a payout. */
  readonly received: Registered;
  readonly back: Registered;
};

/** `amount`: above zero. */
export type Registered = {
  readonly amount: Decimal;
  /** On which bank accounts, by the ledger's id; `null`: not known, or it may not have come. */
  readonly banks: readonly (string | null)[];
  /** What each was kept on when it was paid; `null`, or absent: not known, so what it is now. */
  readonly accounts?: readonly (number | null)[];
};

/** Why a line can't be settled. */
export const UNSETTLED = ["not-chosen", "missing", "voucher", "currency", "account"] as const;

export type Settling =
  /** `account`: where the order stands, if that is another account than the payout's. */
  | { readonly by: "clearing"; readonly account?: number }
  /** A dispute that was won, where it was booked: as a loss, or on clearing. */
  | { readonly by: "dispute"; readonly account: number; readonly isLoss: boolean }
  /**
   * Its payment is registered already, on a bank account that is kept on this account. `foreign`:
   * in another currency, or a person will register it; what it moves there isn't known here.
   */
  | { readonly by: "account"; readonly account: number; readonly foreign?: true }
  | {
      readonly by: "payment";
      readonly on: "invoice" | "credit";
      readonly documents: readonly LedgerInvoice[];
    }
  | { readonly by: "none"; readonly why: (typeof UNSETTLED)[number] };

export type Match = {
  readonly target: MatchableOrder;
  readonly by: "reference" | "text" | "payment" | "person";
};

/**
 * Why a line has none. `paid`: other lines of the payout pay all of the order; `unbooked`: its
 * order isn't in the ledger; `rate`: converted by a rate that is far from the order's.
 */
export type Unmatched = "none" | "several" | "currency" | "amount" | "paid" | "unbooked" | "rate";

export type Matched =
  /**
   * `settling`: how the line is taken off; absent: off clearing, without a payment. `booked`: what
   * it takes off, where that isn't its own amount (rounding-rest.ts).
   */
  | {
      readonly line: PayoutLine;
      readonly match: Match;
      readonly settling?: Settling;
      readonly booked?: Decimal;
    }
  | { readonly line: PayoutLine; readonly match: null; readonly why: Unmatched };

/** Everything that bears this number. */
export type Find = (number: string) => readonly MatchableOrder[];

const MAX_WORDS = 20;

/**
 * A number without its marks and in small letters, as the index of orders folds it (`foldedSql`):
 * letters beyond ASCII stay.
 */
export const foldOrderNumber = (number: string): string =>
  number
    .trim()
    .replace(/^#+/, "")
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Returns what may be an order's number in this line. */
export const numbersIn = ({ reference, text }: PayoutLine): readonly string[] => [
  ...new Set([...(reference === null ? [] : [foldOrderNumber(reference)]), ...words(text)]),
];

const words = (text: string): readonly string[] =>
  text
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => /\d/.test(word) && word.length > 1)
    .slice(0, MAX_WORDS)
    .map(foldOrderNumber);

/** What is known beside a line, from all lines of its payout. */
export type MatchFacts = {
  readonly find: Find;
  /** The payout's currency. */
  readonly currency: string;
  /** People's assignments of lines, by line id. */
  readonly persons?: ReadonlyMap<string, MatchableOrder>;
};

/** By what each line says itself. */
export const matchNumbered = (
  lines: readonly PayoutLine[],
  known: MatchFacts,
): readonly Matched[] => lines.map((line) => matchByNumber(line, known));

/** The payment by which a line that names no order may still be matched; `null`: it has one. */
export const wantedPayment = (one: Matched): string | null =>
  one.match === null && one.why === "none" ? one.line.paymentId : null;

/** A line that names no order, and the order of another line of its payment, if one named any. */
export const matchByPayment = (
  one: Matched,
  target: MatchableOrder | undefined,
  currency: string,
): Matched => (target === undefined ? one : held(one.line, { target, by: "payment" }, currency));

function matchByNumber(line: PayoutLine, { find, currency, persons }: MatchFacts): Matched {
  const said = persons?.get(line.id);
  if (said !== undefined) return held(line, { target: said, by: "person" }, currency);
  const named = line.reference === null ? [] : find(foldOrderNumber(line.reference));
  if (named.length > 1) return { line, match: null, why: "several" };
  if (named[0] !== undefined) return held(line, { target: named[0], by: "reference" }, currency);
  const inText = new Map(
    words(line.text)
      .flatMap(find)
      .map((target) => [target.key, target]),
  );
  if (inText.size > 1) return { line, match: null, why: "several" };
  const [target] = inText.values();
  return target === undefined
    ? { line, match: null, why: "none" }
    : held(line, { target, by: "text" }, currency);
}

/**
 * A line of another currency, or of more than its order, isn't that order's. One that was made
 * smaller or cancelled was paid, and is paid back, as it was before. Where the provider doesn't say
 * what was paid in the order's own currency, the reference alone decides. A converted amount that
 * is far from what the order was booked at is left to a person.
 */
function held(line: PayoutLine, match: Match, currency: string): Matched {
  if (!CLEARED.has(line.kind)) return { line, match };
  const { target } = match;
  const paid = line.paid?.currency ?? currency;
  if (target.currency !== null && target.currency !== paid)
    return line.paid === null ? { line, match } : { line, match: null, why: "currency" };
  const size = dec(line.paid?.amount ?? line.gross).abs();
  const { gross, booked } = target;
  const isKnown = gross !== null || booked !== undefined;
  if (isKnown && size.gt(dec(gross ?? "0").abs()) && size.gt(booked ?? "0"))
    return { line, match: null, why: "amount" };
  return match.by !== "person" && isFarFrom(line, target.rate)
    ? { line, match: null, why: "rate" }
    : { line, match };
}

/** Part of the amount: rates move between order and payout, and providers take a margin of 4 %. */
export const MOST_RATE_MOVES = 0.1;
/** What rounding makes of a small amount. */
const ROUNDING = "0.05";

/**
 * Whether what came is no exchange difference of what was paid: a provider's figure isn't what it
 * is taken for, or it isn't this order's. `rate`: the order's, `null` in the company's currency.
 */
function isFarFrom({ paid, gross }: PayoutLine, rate: Decimal | null): boolean {
  if (paid === null || rate === null) return false;
  const expected = dec(paid.amount).times(rate);
  const most = expected.abs().times(MOST_RATE_MOVES).plus(ROUNDING);
  return dec(gross).minus(expected).abs().gt(most);
}

/** Of equal amounts the nearer day comes first. A person decides. */
export type Suggestible = MatchableOrder & { readonly day: string };

const MAX_SUGGESTED = 3;
const DAYS_APART = 14;
/** The shop's day and the provider's may end at different hours. */
const DAYS_BEFORE_ORDER = 1;

export type UnmatchedLine = { readonly line: PayoutLine; readonly why: Unmatched };

/** Orders that no line names: one that names an unbooked order leaves it to no other line. */
export function unnamedOrders(
  orders: readonly Suggestible[],
  unmatched: readonly UnmatchedLine[],
): readonly Suggestible[] {
  const named = new Set(
    unmatched.flatMap(({ line: { reference }, why }) =>
      reference === null || why === "several" ? [] : [foldOrderNumber(reference)],
    ),
  );
  return orders.filter(({ label }) => !named.has(foldOrderNumber(label)));
}

/** Its reference names an order, which only can't be taken as it is: no other one is meant. */
const namesAnOrder = ({ line: { reference }, why }: UnmatchedLine): boolean =>
  reference !== null && why !== "none" && why !== "several";

/** Of an amount that was received, no order that came after it. */
export function suggest(
  unmatched: UnmatchedLine,
  currency: string,
  orders: readonly Suggestible[],
): readonly Suggestible[] {
  if (namesAnOrder(unmatched)) return [];
  const { line } = unmatched;
  const figure = dec(line.paid?.amount ?? line.gross).abs();
  const wanted = line.paid?.currency ?? currency;
  const since = ({ day }: Suggestible): number =>
    (Date.parse(line.happenedOn ?? line.day) - Date.parse(day.slice(0, 10))) / DAY_MS;
  const apart = (order: Suggestible): number => Math.abs(since(order));
  const isLater = (order: Suggestible): boolean =>
    since(order) < -DAYS_BEFORE_ORDER && !dec(line.gross).lt(0);
  return orders
    .filter(
      (order) =>
        order.gross !== null &&
        order.currency === wanted &&
        dec(order.gross).abs().eq(figure) &&
        apart(order) <= DAYS_APART &&
        !isLater(order),
    )
    .toSorted((a, b) => apart(a) - apart(b) || (a.key < b.key ? -1 : 1))
    .slice(0, MAX_SUGGESTED);
}
