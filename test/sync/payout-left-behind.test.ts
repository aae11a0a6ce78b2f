/** A payout whose lines an export didn't have: its run books nothing, and says what was begun. */
import { expect, test } from "vitest";
import type { DocumentRecord, FlowPorts, JournalEntry } from "../../src/flows/port.ts";
import { runPayout } from "../../src/sync/run/payout.ts";

const gone = {
  ref: {},
  halt: () => {
    throw new Error("halted");
  },
  object: { runs: { payout: () => Promise.resolve({ kind: "none" }) } },
} as never;

const payment = (state: JournalEntry["state"], amount: string, refused = false) =>
  ({ role: "payout-payment", state, refused, payment: { amount, remaining: amount } }) as never;

async function ended(ports: {
  readonly journal?: readonly JournalEntry[];
  readonly documents?: readonly Partial<DocumentRecord>[];
  readonly eventTypes?: readonly string[];
}) {
  const found = await runPayout(
    { journal: [], documents: [], eventTypes: [], ...ports } as unknown as FlowPorts,
    gone,
  );
  if (!found.ok) throw new Error(found.error.kind);
  const { outcome, reasons } = found.value;
  return { outcome, reasons };
}

test("a voucher and some of its payments are known: a person is told of both", async () => {
  expect(
    await ended({
      documents: [{ role: "payout", number: "A7" }],
      journal: [
        payment("compared", "100.00"),
        payment("done", "-20.50"),
        payment("planned", "7.00"),
        payment("rejected", "9.00", true),
        { role: "payout", state: "compared", refused: false } as never,
      ],
    }),
  ).toMatchObject({
    outcome: "needs-attention",
    reasons: [{ code: "payout-left-behind", params: { number: "A7", count: 2, amount: "120.50" } }],
  });
});

test.each([
  ["a write of unknown outcome", { journal: [payment("in-doubt", "7.00")] }],
  ["nothing, and it was handed over", { eventTypes: ["imported"] }],
])("%s is all that is known: a person is told", async (_, ports) => {
  expect(await ended(ports)).toMatchObject({
    outcome: "needs-attention",
    reasons: [{ code: "payout-left-behind", params: { number: null, count: 0, amount: "0.00" } }],
  });
});

test("one that a person removed before anything was booked is gone, and asks nobody", async () => {
  expect(await ended({ journal: [payment("rejected", "9.00", true)] })).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "payout-gone" }],
  });
});
