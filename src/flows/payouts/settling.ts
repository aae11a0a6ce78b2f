/**
 * How a matched line is taken off where orders become invoices. Pure. A registered payment is never
 * registered again: the line is taken off that payment's account. An open invoice is paid by the
 * payout alone, onto clearing, and the payout's voucher empties clearing: the receivable ends at
 * zero, and nothing is booked twice. A refund that came back takes off refunds of its order: where
 * all of them came back, they meet on clearing, and none is paid back on a credit. What came back
 * of an earlier payout's refund stays on clearing, as it is owed to the buyer. One that came back
 * under another account than its refund is held: it can't take off what that one pays.
 */
import { dec, toCents } from "../../domain/money.ts";
import {
  isReturnedRefund,
  CLEARED,
  isDispute,
  type PayoutLine,
} from "../../domain/payouts/lines.ts";
import type { PayoutSettings } from "../../settings/payouts.ts";
import type { Matched, Registered, Settling, MatchableOrder } from "./match.ts";
import {
  maxBookedCents,
  NOTHING_PAID,
  type PaidOfOrder,
  type PaidByOrder,
  paidWith,
  SEVERAL,
} from "./excess-lines.ts";

/** The company's own bank account, and the account of the ledger that it is kept on. */
export type BankAccount = { readonly id: string; readonly account: number };

export type SettlingInput = {
  readonly invoices: PayoutSettings["invoices"];
  /** Absent: they hold the payout. */
  readonly foreign?: PayoutSettings["foreignInvoices"];
  /** The company's. */
  readonly currency: string;
  readonly banks: readonly BankAccount[];
  /** The account that the payout takes a line off; `null`: it is booked elsewhere. */
  readonly clearingOf: (line: PayoutLine) => number | null;
  /** Won disputes that take back a loss: they give no refund back. */
  readonly losses?: ReadonlySet<PayoutLine>;
};

/** Cents that lines have taken off payments of orders, by `deductionPlace`. */
export type DeductedCents = ReadonlyMap<string, number>;

/** Where an order's money comes in, or goes back: both numbers of a credit meet on that. */
export const placeOf = (
  on: "invoice" | "credit",
  key: string,
  credits: readonly { readonly id: string }[],
): string => (on === "invoice" ? `in ${key}` : `back ${credits[0]?.id ?? key}`);

/** Where a line's money was registered. */
export function deductionPlace({ line, match }: Matched): string | null {
  if (match === null) return null;
  const { key, invoiced } = match.target;
  return placeOf(line.kind === "sale" ? "invoice" : "credit", key, invoiced?.credits ?? []);
}

/** What of it were disputes: one that is won gives back no more than these. */
export const lostAt = (place: string): string => `lost ${place}`;

const isWon = ({ kind }: PayoutLine): boolean => kind === "chargeback-reversed";

/**
 * Returns what a line takes off a payment, in cents: below zero where a refund came back, or a
 * dispute was won.
 */
export const deductedCents = ({ line }: Matched): number =>
  Number(
    dec(line.paid?.amount ?? line.gross)
      .abs()
      .times(isReturnedRefund(line) || isWon(line) ? -100 : 100)
      .toFixed(0),
  );

/** `taken`: by other lines. `paid`: of the line's order, by all lines of the payout. */
function settlingOf(
  one: Matched,
  input: SettlingInput,
  taken: DeductedCents,
  paid: PaidOfOrder,
): Settling {
  const { line, match } = one;
  const { kind } = line;
  if (match === null || !CLEARED.has(kind)) return { by: "clearing" };
  const { clears, invoiced, currency, onReceivables } = match.target;
  const isMoney = kind === "sale" || kind === "refund";
  const at = input.clearingOf(line);
  if (clears !== undefined) return at === null ? { by: "clearing" } : offClearing(clears, at);
  // Taken off clearing, the receivable would stay open.
  if (onReceivables === true && (isMoney || at !== null)) return none("voucher");
  // A dispute leaves the invoice paid.
  if (!isMoney) {
    const mayBeRefund = at === null && input.losses?.has(line) !== true;
    return (mayBeRefund ? refundOf(one, input, taken, paid) : null) ?? { by: "clearing" };
  }
  const settles = input.invoices === "settle" || input.invoices === "settle-open";
  if (invoiced === undefined) return settles ? none("missing") : { by: "clearing" };
  const registered = kind === "sale" ? invoiced.received : invoiced.back;
  const isForeign = line.paid !== null || (currency !== null && currency !== input.currency);
  const isHeld = isForeign && input.foreign !== "clear";
  const back = kind === "refund" ? paid.returned : 0;
  const before = (taken.get(deductionPlace(one) ?? "") ?? 0) - back;
  if (registered.banks.length > 0) {
    if (isHeld) return none("currency");
    const account = accountOf(registered, input.banks);
    return account === null || isMore(one, isForeign, toCents(registered.amount), before)
      ? none("account")
      : { by: "account", account, ...(isForeign ? { foreign: true } : {}) };
  }
  if (input.invoices === "clear" || meetsOnClearing(one, paid)) return { by: "clearing" };
  const on = kind === "sale" ? "invoice" : "credit";
  const documents = on === "invoice" ? invoiced.invoices : invoiced.credits;
  if (input.invoices === "ask")
    return documents.length === 0 ? { by: "clearing" } : none("not-chosen");
  if (isHeld) return none("currency");
  // What came back would take off payments of another account than its refund made.
  if (on === "credit" && paid.returned > 0 && paid.refundsOn === SEVERAL) return none("account");
  if (documents.length === 0) return none("missing");
  if (!isForeign) return { by: "payment", on, documents };
  // Without an account, the row on clearing reports it.
  if (at === null) return { by: "clearing" };
  return isMore(one, isForeign, maxBookedCents(match.target), before)
    ? none("account")
    : { by: "account", account: at, foreign: true };
}

/**
 * A dispute that would be a loss, and is the refund that was registered on clearing and that no
 * payout paid back: it takes that off. One that is won gives it back. `null`: it isn't.
 */
function refundOf(
  one: Matched,
  { banks, currency, clearingOf }: SettlingInput,
  taken: DeductedCents,
  { refunded }: PaidOfOrder,
): Settling | null {
  const { line, match } = one;
  const back = match?.target.invoiced?.back;
  if (back === undefined || back.banks.length === 0 || line.paid !== null) return null;
  if (match !== null && (match.target.currency ?? currency) !== currency) return null;
  const account = accountOf(back, banks);
  if (account === null || account !== clearingOf({ ...line, kind: "sale" })) return null;
  const place = deductionPlace(one) ?? "";
  const [before, cents] = [taken.get(place) ?? 0, deductedCents(one)];
  const isIt = isWon(line)
    ? (taken.get(lostAt(place)) ?? 0) + cents >= 0
    : dec(back.amount)
        .times(100)
        .gte(before + refunded + cents);
  return isIt ? { by: "account", account } : null;
}

/**
 * Whether the line takes off more than is left of these cents, in the order's currency. What the
 * ledger booked for a payment in another one can't be read. Where nobody says what was paid in
 * that, the first line takes all of it.
 */
function isMore(one: Matched, isForeign: boolean, most: number | null, before: number): boolean {
  const cents = deductedCents(one);
  if (isForeign && (one.line.paid === null || most === null)) return cents > 0 && before > 0;
  return most !== null && most < before + cents;
}

/** An order is taken off the account on which it stands, whatever the payout's is. */
function offClearing(clears: NonNullable<MatchableOrder["clears"]>, account: number): Settling {
  const of = standsOn(clears, account);
  return of === account ? { by: "clearing" } : { by: "clearing", account: of };
}

/** The account that an order is taken off, where the payout's is this one. */
export function standsOn(
  { accounts = [] }: NonNullable<MatchableOrder["clears"]>,
  account: number,
): number {
  const [first] = accounts;
  return first === undefined || accounts.includes(account) ? account : first;
}

/** Whether it is of refunds that all came back, or of none of this payout. */
const meetsOnClearing = ({ line }: Matched, { refunded, returned }: PaidOfOrder): boolean =>
  line.kind === "refund" && (isReturnedRefund(line) || returned > 0) && returned >= refunded;

const none = (why: Extract<Settling, { by: "none" }>["why"]): Settling => ({ by: "none", why });

/**
 * Whether nothing was booked that the line could be taken off, so that it would leave a balance
 * below zero. A sale or refund that is settled by payments is held by its missing document.
 */
export function lacksSale({ line, match }: Matched, { invoices }: SettlingInput): boolean {
  if (match?.target.unbooked !== true || !CLEARED.has(line.kind)) return false;
  const settles = invoices === "settle" || invoices === "settle-open";
  return !settles || (line.kind !== "sale" && line.kind !== "refund");
}

/** The one account that all of these are kept on. */
function accountOf(
  { banks: ids, accounts = [] }: Registered,
  banks: readonly BankAccount[],
): number | null {
  const now = (id: string | null): number | null =>
    banks.find((bank) => bank.id === id)?.account ?? null;
  const all = new Set(ids.map((id, n) => accounts[n] ?? now(id)));
  const [account] = all;
  return all.size === 1 ? (account ?? null) : null;
}

/**
 * With what each line is taken off by. `taken`: by lines before these, and by other payouts; and
 * with these, where they took anything off. What came back is in `paid` for the whole payout, so
 * that the order of lines doesn't matter. `paid`: by all lines of the payout, absent: these are
 * all.
 */
export function withSettling(
  found: readonly Matched[],
  input: SettlingInput,
  taken: DeductedCents,
  paid: PaidByOrder = paidWith(found, input.currency, new Map(), input.clearingOf),
): { readonly found: readonly Matched[]; readonly taken: DeductedCents } {
  const all = new Map(taken);
  return {
    found: found.map((one) => {
      if (one.match === null) return one;
      const settling = settlingOf(one, input, all, paid.get(one.match.target.key) ?? NOTHING_PAID);
      const place = deductionPlace(one);
      if (settling.by === "account" && place !== null && !isReturnedRefund(one.line))
        for (const at of isDispute(one.line) ? [place, lostAt(place)] : [place])
          all.set(at, (all.get(at) ?? 0) + deductedCents(one));
      return { ...one, settling };
    }),
    taken: all,
  };
}
