import { describe, expect, test } from "vitest";
import { jobName } from "../../../src/messages/job-names.ts";
import { messagesOf } from "../../../src/messages/index.ts";
import type { FileLine } from "../../sandbox/settlement-files.ts";
import { type Day, judgeDays, toldWithDays } from "./days.ts";
import {
  type BookedPayout,
  judgeBalance,
  judgeClearing,
  judgePayouts,
  movedBy,
  type SentPayout,
} from "./payouts.ts";

const ACCOUNTS = {
  bank: 1940,
  fee: 6570,
  feeVat: 2641,
  reserve: 1630,
  gain: 3960,
  loss: 7960,
};
const nobody = {
  accounts: ACCOUNTS,
  clears: [1580],
  rate: 11.2,
  told: new Set<string>(),
  mayBeLeft: false,
};
const row = (account: number, debit: number, credit = 0) => ({ account, debit, credit });

const lines: readonly FileLine[] = [
  { kind: "sale", ref: "1001", cents: 10_000, fee: 200 },
  { kind: "refund", ref: "1002", cents: 3_000 },
  { kind: "held", ref: "", cents: 500 },
];
const voucher: BookedPayout = {
  id: "po_1",
  rows: [row(1940, 6_300), row(6570, 200), row(1630, 500), row(1580, 0, 7_000)],
};
const sent: SentPayout = {
  id: "po_1",
  versions: [{ lines, more: null }],
  borrowedFrom: null,
  approved: [movedBy(voucher.rows)],
  taken: true,
};
const faults = (
  payouts: readonly SentPayout[],
  booked: readonly BookedPayout[],
  known = nobody,
): readonly string[] => judgePayouts(payouts, booked, known).map(({ fault }) => fault);

test("a payout that is booked as it was shown is nobody's matter", () => {
  expect(faults([sent], [voucher])).toEqual([]);
});

describe("what is wrong with a payout is seen", () => {
  const off: BookedPayout = {
    ...voucher,
    rows: [...voucher.rows.slice(1), row(1940, 6_301), row(1580, 0, 1)],
  };
  const elsewhere: BookedPayout = {
    ...voucher,
    rows: [...voucher.rows.slice(0, 3), row(1930, 0, 7_000)],
  };
  const other = { ...sent, id: "po_2", borrowedFrom: "po_1" };
  const cases: readonly (readonly [string, readonly SentPayout[], readonly BookedPayout[]])[] = [
    ["doubled", [sent], [voucher, voucher]],
    ["not-as-seen", [{ ...sent, approved: [], taken: false }], [voucher]],
    ["payout", [{ ...sent, approved: [movedBy(off.rows)] }], [off]],
    ["payout", [{ ...sent, approved: [movedBy(elsewhere.rows)] }], [elsewhere]],
    ["stranger", [], [voucher]],
    ["foreign", [{ ...sent, foreign: ["payout-currency-foreign"] }], [voucher]],
    ["untold", [{ ...sent, foreign: [] }], []],
    ["lost", [{ ...sent, approved: [], taken: false }], []],
    ["line-twice", [sent, other], [voucher, { ...voucher, id: "po_2" }]],
  ];
  test.each(cases)("%s", (fault, payouts, booked) => {
    expect(faults(payouts, booked)).toEqual([fault]);
  });

  test("one that was approved and isn't booked is told", () => {
    expect(faults([sent], [])).toEqual(["untold", "lost"]);
    const told = { ...nobody, told: new Set(["Payout po_1"]) };
    expect(faults([sent], [], told)).toEqual(["lost"]);
    expect(faults([sent], [], { ...told, mayBeLeft: true })).toEqual([]);
  });

  test("of an approval that never arrived nothing is told, and the payout has to be booked", () => {
    expect(faults([{ ...sent, taken: false }], [])).toEqual(["lost"]);
    const borrower = { ...sent, id: "po_2", borrowedFrom: "po_1" };
    const booked = { ...voucher, id: "po_2" };
    expect(faults([{ ...sent, taken: false }, borrower], [booked])).toEqual([]);
  });

  test("one that comes to nothing on each account has no voucher; one with a fee has", () => {
    const of = (fee: number): readonly string[] => {
      const sale: FileLine = { kind: "sale", ref: "1001", cents: 10_000, fee };
      const disputed: FileLine = { kind: "chargeback", ref: "1001", cents: 10_000 };
      const versions = [{ lines: [sale, disputed], more: null }];
      return faults([{ ...sent, versions, approved: [], taken: false }], []);
    };
    expect([of(0), of(7)]).toEqual([[], ["lost"]]);
  });

  test("of two payouts with one line one is booked", () => {
    expect(faults([sent, other], [voucher], { ...nobody, told: new Set(["po_2"]) })).toEqual([]);
    const second = { ...voucher, id: "po_2" };
    expect(faults([{ ...sent, approved: [], taken: false }, other], [second])).toEqual([]);
  });
});

test("an order in another currency is taken off as it was booked, and the rest is a gain or a loss", () => {
  const paid = { currency: "EUR", cents: 1_000 };
  const of = (cents: number, rows: BookedPayout["rows"]): readonly string[] => {
    const sales: readonly FileLine[] = [{ kind: "sale", ref: "1001", cents, paid }];
    const one = { ...sent, versions: [{ lines: sales, more: null }], approved: [movedBy(rows)] };
    return faults([one], [{ id: "po_1", rows }]);
  };
  const booked = row(1580, 0, 11_200);
  expect(of(11_300, [row(1940, 11_300), booked, row(3960, 0, 100)])).toEqual([]);
  expect(of(11_150, [row(1940, 11_150), booked, row(7960, 50)])).toEqual([]);
  expect(of(11_300, [row(1940, 11_300), row(1580, 0, 11_300)])).toEqual(["payout"]);
});

test("what is left on the account of card money is what was sold less what was paid out", () => {
  const disputed: FileLine = { kind: "chargeback", ref: "2001", cents: 400 };
  const one = { ...sent, versions: [{ lines: [...lines, disputed], more: null }] };
  const left = (balance: number, orders: readonly string[]): number =>
    judgeBalance(
      [one],
      [voucher],
      { sold: 20_000, balance, orders: new Set(orders), rate: 11.2 },
      nobody,
    ).length;
  expect([
    left(13_400, ["1001", "1002"]),
    left(13_401, ["1001", "1002"]),
    left(10_400, ["1001"]),
    left(20_400, []),
  ]).toEqual([0, 1, 0, 0]);
  const empty = { sold: 5, balance: 5, orders: new Set<string>(), rate: 1 };
  expect(judgeBalance([one], [], empty, nobody)).toEqual([]);
});

test("a refund that the ledger refused is left on the account, where a person is told", () => {
  const told = { mayBeLeft: true, told: new Set(["Payout po_1"]) };
  const left = (balance: number, known: Pick<typeof nobody, "told" | "mayBeLeft">): number => {
    const ledger = { sold: 20_000, balance, orders: new Set(["1001"]), rate: 1 };
    return judgeBalance([sent], [voucher], ledger, known).length;
  };
  expect([
    left(10_000, nobody),
    left(13_000, nobody),
    left(10_000, told),
    left(13_000, told),
    left(13_001, told),
    left(13_000, { ...told, mayBeLeft: false }),
    left(13_000, { ...told, told: new Set<string>() }),
  ]).toEqual([0, 1, 0, 0, 1, 1, 1]);
});

test("what providers owe is the ledger's", () => {
  const said = { account: 1580, agrees: true, sold: 100, other: 0, ledger: 100 };
  const found = (change: Partial<typeof said>, ledger = { sold: 100 }): number =>
    judgeClearing({ ...said, ...change }, ledger).length;
  expect([
    found({}),
    found({ agrees: false }),
    found({ other: 1 }),
    found({}, { sold: 99 }),
  ]).toEqual([0, 1, 1, 1]);
});

test("the page of what providers owe compares, also where figures may be left to a person", () => {
  const ledger = { sold: 100 };
  const apart = { account: 1580, agrees: false, sold: 90, other: 0, ledger: 100 };
  expect(judgeClearing("never-compared", ledger, true)).toHaveLength(1);
  expect(judgeClearing(null, ledger)).toEqual([]);
  expect(judgeClearing(apart, ledger, true)).toEqual([]);
});

describe("a day's voucher", () => {
  const shares = [
    { order: "1", role: "voucher 1", rows: [row(1580, 125), row(3001, 0, 125)] },
    { order: "2", role: "voucher 1", rows: [row(1580, 50), row(3001, 0, 50)] },
  ];
  const day: Day = { id: "2026-06-01-1", isClosed: true, shares };
  const booked = { id: day.id, rows: [row(1580, 175), row(3001, 0, 175)] };
  const of = (...input: Parameters<typeof judgeDays>): readonly string[] =>
    judgeDays(...input).map(({ fault }) => fault);

  /** As the page names it. */
  const told = (id: string): ReadonlySet<string> =>
    new Set([jobName(messagesOf("en").t, { flow: "days", key: `day:${id}`, label: id })]);

  test("moves what its orders come to", () => {
    expect(of([day], [booked], new Set())).toEqual([]);
    expect(of([{ ...day, shares: shares.slice(1) }], [booked], new Set())).toEqual(["day", "day"]);
  });

  test("is there once, is somebody's, and is told where it isn't there", () => {
    expect(of([day], [booked, booked], new Set())).toEqual(["doubled"]);
    expect(of([], [booked], new Set())).toEqual(["stranger"]);
    expect(of([day], [], new Set())).toEqual(["untold"]);
    expect(of([day], [], told(day.id))).toEqual([]);
    const further = { ...day, id: "2026-06-01-2" };
    expect(of([further], [], told(day.id))).toEqual(["untold"]);
    expect(of([further], [], told(further.id))).toEqual([]);
    expect(of([{ ...day, isClosed: false }], [], new Set())).toEqual([]);
  });

  test("that isn't booked is told for each of its orders", () => {
    expect([...toldWithDays([day], [], told(day.id))]).toEqual(["1", "2"]);
    expect([...toldWithDays([day], [booked], told(day.id))]).toEqual([]);
    expect([...toldWithDays([day], [], new Set())]).toEqual([]);
  });
});
