/** A payout of a day on which the books are closed: held with the reason, or on the next open day. */
import { expect, test } from "vitest";
import { planPayout, type PayoutBooks } from "../../../src/flows/payouts/plan-voucher.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { matchLines } from "../../support/match-lines.ts";
import { WRITE } from "../../sandbox/settlement-files.ts";
import { finding, optionsOf, readFile, settingsOf, target } from "./kit.ts";

const YEAR = {
  id: "y",
  start: "2026-01-01",
  end: "2026-12-31",
  locked: false,
  method: "invoicing",
} as const;

function planned(closedPeriod: PayoutBooks["closedPeriod"], lockedTo: string | null, day: string) {
  const lines = [{ kind: "sale", ref: "A1", cents: 10_000, fee: 0 }] as const;
  const read = readFile(WRITE.stripe([{ id: "P1", day, lines }]), optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  const [{ head, amount, all }] = read.payouts;
  const found = matchLines(all, { find: finding([target("A1")]), currency: head.currency });
  const { currency } = head;
  const books = { closedPeriod, company: { lockedTo }, years: [YEAR], today: "2026-04-10" };
  const sums = addLines(NO_SUMS, found);
  return planPayout({ head, amount, sums, settings: settingsOf(), currency, books });
}

test("open: its own day, also one to come", () => {
  for (const day of ["2026-03-02", "2026-05-01"]) {
    const plan = planned("hold", "2026-02-28", day);
    expect(plan).toMatchObject({ kind: "voucher", date: day });
    expect(plan).not.toHaveProperty("moved");
  }
});

test("closed: held before it is approved, where the tenant wants that", () => {
  expect(planned("hold", "2026-03-31", "2026-03-02")).toEqual({
    kind: "held",
    reasons: [
      { code: "payout-period-closed", params: { date: "2026-03-02", why: "period-locked" } },
    ],
  });
});

test.each(["next-open-day", "ask"] as const)("closed, %s: the next open day is shown", (policy) => {
  expect(planned(policy, "2026-03-31", "2026-03-02")).toMatchObject({
    kind: "voucher",
    date: "2026-04-01",
    moved: { code: "booking-date-moved", params: { from: "2026-03-02", to: "2026-04-01" } },
  });
});

test("nothing is open: held", () => {
  expect(planned("next-open-day", "2026-12-31", "2026-03-02")).toMatchObject({
    kind: "held",
    reasons: [{ code: "no-open-day" }],
  });
});
