/**
 * Judges what the ledger has of payouts against the files that were sent of them, in whole cents
 * and pure: each is booked once, as it was shown to whoever approved it, and is the payout to the
 * cent; no line of a file is booked twice.
 */
import { added, netOf } from "../../flows/payouts/files.ts";
import type { FileLine } from "../../flows/payouts/files.ts";
import { shown } from "./cents.ts";
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
};

export type BookedPayout = Pick<Voucher, "rows"> & { readonly id: string };

type Accounts = {
  readonly bank: number;
  readonly fee: number;
  readonly feeVat: number;
  readonly reserve: number;
};

export type PayoutsKnown = {
  readonly accounts: Accounts;
  /** What a page names to a person. */
  readonly told: ReadonlySet<string>;
  readonly mayBeLeft: boolean;
};

const CLEARED: ReadonlySet<string> = new Set(["sale", "refund", "chargeback", "won"]);

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
  return [
    ...sent.flatMap((one) => weigh(one, byId.get(one.id) ?? [], known)),
    ...sent.flatMap((one) => pair(one, byId, known)),
    ...booked
      .filter(({ id }) => !names.has(id))
      .map(({ id }) => found("stranger", id, "a payout that nobody sent")),
  ];
}

const found = (fault: string, of: string, detail: string): Finding => ({ fault, of, detail });

function weigh(
  { id, versions, borrowedFrom, approved }: SentPayout,
  vouchers: readonly BookedPayout[],
  { accounts, told, mayBeLeft }: PayoutsKnown,
): readonly Finding[] {
  const [voucher] = vouchers;
  if (vouchers.length > 1) return [found("doubled", id, `${vouchers.length} vouchers`)];
  if (voucher === undefined) {
    const isTold = [...told].some((name) => name.includes(id));
    return [
      ...(approved.length > 0 && !isTold ? [found("untold", id, "approved, and not booked")] : []),
      ...(mayBeLeft || borrowedFrom !== null ? [] : [found("lost", id, "a payout isn't booked")]),
    ];
  }
  const moved = movedBy(voucher.rows);
  const isSeen = approved.some((one) => without(one) === without(moved));
  const isRight = versions.some((said) => fits(said, moved, accounts));
  return [
    ...(isSeen ? [] : [found("not-as-seen", id, `booked ${without(moved)}`)]),
    ...(isRight ? [] : [found("payout", id, `no file of it says ${without(moved)}`)]),
  ];
}

/** Bank, fees and what is held back are each on an account of their own; the rest is clearing's. */
function fits(
  said: Said,
  moved: Readonly<Record<number, number>>,
  { bank, fee, feeVat, reserve }: Accounts,
): boolean {
  const lines = linesOf(said);
  const of = (kinds: readonly string[], figure: (line: FileLine) => number): number =>
    sum(lines.filter(({ kind }) => kinds.includes(kind)).map(figure));
  const wanted = {
    [bank]: sum(lines.map(netOf)),
    [fee]: sum(lines.map((line) => line.fee ?? 0)) + of(["fee"], ({ cents }) => cents),
    [feeVat]: sum(lines.map((line) => line.vat ?? 0)),
    [reserve]: -of(["held", "released"], added),
  };
  const rest = sum(
    Object.entries(moved)
      .filter(([account]) => !(account in wanted))
      .map(([, figure]) => figure),
  );
  return (
    Object.entries(wanted).every(([account, figure]) => (moved[Number(account)] ?? 0) === figure) &&
    rest === -of([...CLEARED], added)
  );
}

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
 * nothing there was booked by others.
 */
export function judgeClearing(
  said: ClearingSaid,
  ledger: { readonly sold: number },
): readonly Finding[] {
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
