/**
 * Judges what the ledger has of payouts against the files that were sent of them, in whole cents
 * and pure: each is booked once, as it was shown to whoever approved it, and is the payout to the
 * cent; no line of a file is booked twice.
 */
import { added, type FileLine, netOf } from "../../sandbox/settlement-files.ts";
import { converted, shown } from "./cents.ts";
import type { Finding, Voucher } from "./judge.ts";

/** What of a payout a file said; `more`: a line of another payout that the file has as well. */
export type Said = { readonly lines: readonly FileLine[]; readonly more: FileLine | null };

export type SentPayout = {
  readonly id: string;
  readonly versions: readonly Said[];
  /** The payout of which the file has a line as well. */
  readonly borrowedFrom: string | null;
  /** By account what was shown, debit less credit, each time somebody approved it. */
  readonly approved: readonly Readonly<Record<number, number>>[];
  /** It was answered that the payout is approved: of one that never arrived nothing is told. */
  readonly taken: boolean;
  /** In a currency that the company doesn't keep: why its page says that it isn't booked. */
  readonly foreign?: readonly string[];
};

export type BookedPayout = Pick<Voucher, "rows"> & { readonly id: string };

type Accounts = {
  readonly bank: number;
  readonly fee: number;
  readonly feeVat: number;
  readonly reserve: number;
  /** What came in beside what orders in another currency were booked at. */
  readonly gain: number;
  readonly loss: number;
};

export type PayoutsKnown = {
  readonly accounts: Accounts;
  /** Of the ledger: what is taken off for orders is on one of these. */
  readonly clears: readonly number[];
  /** Units of the company's currency for one of any other, as its orders say. */
  readonly rate: number;
  /** What a page names to a person. */
  readonly told: ReadonlySet<string>;
  readonly mayBeLeft: boolean;
};

const CLEARED: ReadonlySet<string> = new Set(["sale", "refund", "chargeback", "won"]);

/** What the line's order was booked at. */
const bookedAs = (line: FileLine, rate: number): number =>
  line.paid === undefined ? added(line) : Math.sign(added(line)) * converted(line.paid.cents, rate);

const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0);
const linesOf = ({ lines, more }: Said): readonly FileLine[] => [
  ...lines,
  ...(more === null ? [] : [more]),
];
/** Of zero nothing is said. */
const without = (figures: Readonly<Record<number, number>>): string =>
  JSON.stringify(
    Object.entries(figures)
      .filter(([, figure]) => figure !== 0)
      .toSorted(([a], [b]) => Number(a) - Number(b)),
  );

export const movedBy = (rows: Voucher["rows"]): Readonly<Record<number, number>> => {
  const moved: Record<number, number> = {};
  for (const { account, debit, credit } of rows)
    moved[account] = (moved[account] ?? 0) + debit - credit;
  return moved;
};

export function judgePayouts(
  sent: readonly SentPayout[],
  booked: readonly BookedPayout[],
  known: PayoutsKnown,
): readonly Finding[] {
  const byId = Map.groupBy(booked, ({ id }) => id);
  const names = new Set(sent.map(({ id }) => id));
  // Whoever comes second with a line is refused, whichever of the two has borrowed it.
  const refused = new Set(
    sent.flatMap(({ id, borrowedFrom }) =>
      borrowedFrom !== null && byId.has(id) ? [borrowedFrom] : [],
    ),
  );
  return [
    ...sent.flatMap((one) =>
      weigh(one, byId.get(one.id) ?? [], {
        ...known,
        mayBeLeft: known.mayBeLeft || refused.has(one.id),
      }),
    ),
    ...sent.flatMap((one) => pair(one, byId, known)),
    ...booked
      .filter(({ id }) => !names.has(id))
      .map(({ id }) => found("stranger", id, "a payout that nobody sent")),
  ];
}

const found = (fault: string, of: string, detail: string): Finding => ({ fault, of, detail });

function weigh(
  { id, versions, borrowedFrom, approved, taken, foreign }: SentPayout,
  vouchers: readonly BookedPayout[],
  known: PayoutsKnown,
): readonly Finding[] {
  const { told, mayBeLeft } = known;
  const [voucher] = vouchers;
  if (foreign !== undefined)
    return [
      ...(voucher === undefined ? [] : [found("foreign", id, "booked, in another currency")]),
      ...(foreign.includes("payout-currency-foreign")
        ? []
        : [found("untold", id, `of another currency, and said is ${foreign.join()}`)]),
    ];
  if (vouchers.length > 1) return [found("doubled", id, `${vouchers.length} vouchers`)];
  if (voucher === undefined) {
    const isNothing = versions.some((said) => fits(said, {}, known));
    const isTold = [...told].some((name) => name.includes(id));
    return [
      ...(taken && !isTold ? [found("untold", id, "approved, and not booked")] : []),
      ...(mayBeLeft || borrowedFrom !== null || isNothing
        ? []
        : [found("lost", id, "a payout isn't booked")]),
    ];
  }
  const moved = movedBy(voucher.rows);
  const isSeen = approved.some((one) => without(one) === without(moved));
  const isRight = versions.some((said) => fits(said, moved, known));
  return [
    ...(isSeen ? [] : [found("not-as-seen", id, `booked ${without(moved)}`)]),
    ...(isRight ? [] : [found("payout", id, `no file of it says ${without(moved)}`)]),
  ];
}

/**
 * Whether a voucher moves what this file says; where it moves nothing, the payout comes to nothing
 * on each account. Bank, fees and what is held back are each on an account of their own; the rest
 * is clearing's.
 */
function fits(
  said: Said,
  moved: Readonly<Record<number, number>>,
  { accounts: { bank, fee, feeVat, reserve, gain, loss }, clears, rate }: PayoutsKnown,
): boolean {
  const lines = linesOf(said);
  const beside = lines.map((line) => added(line) - bookedAs(line, rate));
  const of = (kinds: readonly string[], figure: (line: FileLine) => number): number =>
    sum(lines.filter(({ kind }) => kinds.includes(kind)).map(figure));
  const wanted = {
    [bank]: sum(lines.map(netOf)),
    [fee]: sum(lines.map((line) => line.fee ?? 0)) + of(["fee"], ({ cents }) => cents),
    [feeVat]: sum(lines.map((line) => line.vat ?? 0)),
    [reserve]: -of(["held", "released"], added),
    [gain]: -sum(beside.filter((figure) => figure > 0)),
    [loss]: -sum(beside.filter((figure) => figure < 0)),
  };
  const others = Object.entries(moved).filter(([account]) => !(account in wanted));
  const rest = sum(others.map(([, figure]) => figure));
  return (
    others.every(([account]) => clears.includes(Number(account))) &&
    Object.entries(wanted).every(([account, figure]) => (moved[Number(account)] ?? 0) === figure) &&
    rest === -of([...CLEARED], (line) => bookedAs(line, rate))
  );
}

/**
 * What is left on the account of card money, in the ledger, is what its orders brought there less
 * what the files of booked payouts say was paid out of it. A payout's payment of an invoice goes
 * through it, and a dispute stays there.
 */
export function judgeBalance(
  sent: readonly SentPayout[],
  booked: readonly BookedPayout[],
  ledger: {
    readonly sold: number;
    readonly balance: number;
    /** Numbers of the orders that brought it. */
    readonly orders: ReadonlySet<string>;
    readonly rate: number;
  },
  { told, mayBeLeft }: Pick<PayoutsKnown, "told" | "mayBeLeft">,
): readonly Finding[] {
  const ids = new Set(booked.map(({ id }) => id));
  const there = sent.filter(({ id }) => ids.has(id));
  const lines = there.flatMap(({ versions }) => versions.slice(-1).flatMap(linesOf));
  const stays = ({ kind, ref }: FileLine): boolean =>
    kind === "chargeback" || (CLEARED.has(kind) && ledger.orders.has(ref));
  const out = sum(lines.filter(stays).map((line) => bookedAs(line, ledger.rate)));
  // A payment that the ledger refuses leaves its line there, and a person is told of the payout.
  const refused = there
    .filter(({ id }) => mayBeLeft && [...told].some((name) => name.includes(id)))
    .flatMap(({ versions }) => versions.slice(-1).flatMap(linesOf))
    .filter((line) => CLEARED.has(line.kind) && !stays(line));
  return sumsOf(refused.map(added)).has(ledger.sold - out - ledger.balance)
    ? []
    : [
        found(
          "clearing",
          "the ledger",
          `${shown(ledger.balance)} is left of ${shown(ledger.sold)} less ${shown(out)}`,
        ),
      ];
}

/** What any of these come to together, none of them among it. */
const sumsOf = (figures: readonly number[]): ReadonlySet<number> =>
  figures.reduce(
    (sums, figure) => new Set([...sums, ...[...sums].map((one) => one + figure)]),
    new Set([0]),
  );

/** Of two payouts with one line between them one is booked. */
function pair(
  { id, borrowedFrom }: SentPayout,
  booked: ReadonlyMap<string, readonly BookedPayout[]>,
  { mayBeLeft }: PayoutsKnown,
): readonly Finding[] {
  if (borrowedFrom === null) return [];
  const isThere = [id, borrowedFrom].filter((one) => booked.has(one));
  if (isThere.length > 1) return [found("line-twice", id, `a line of ${borrowedFrom} as well`)];
  return isThere.length === 0 && !mayBeLeft
    ? [found("lost", id, `neither it nor ${borrowedFrom} is booked`)]
    : [];
}

export type ClearingSaid = {
  readonly account: number;
  readonly agrees: boolean;
  /** Of the account, as the page counts them. */
  readonly sold: number;
  readonly other: number;
  readonly ledger: number;
};

/**
 * The page of what providers owe, against the ledger: sold is what orders moved on the account, and
 * nothing there was booked by others. A page that never compares the two is a finding as well.
 */
export function judgeClearing(
  said: ClearingSaid | "never-compared" | null,
  ledger: { readonly sold: number },
  mayBeLeft = false,
): readonly Finding[] {
  if (said === "never-compared") return [found("clearing", "the ledger", "was never compared")];
  if (said === null || mayBeLeft) return [];
  const wrong = (detail: string): Finding => found("clearing", String(said.account), detail);
  return [
    ...(said.agrees ? [] : [wrong("sold less paid out isn't what is open")]),
    ...(said.other === 0
      ? []
      : [wrong(`${shown(said.other)} of ${shown(said.ledger)} are said to be others'`)]),
    ...(said.sold === ledger.sold
      ? []
      : [wrong(`${shown(said.sold)} sold in place of ${shown(ledger.sold)}`)]),
  ];
}
