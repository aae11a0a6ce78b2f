/**
 * Whatever became of an order, and whatever somebody did to the ledger since: what is wrong is
 * told, and nothing else is.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DOCUMENT_KINDS } from "../../src/eaccounting/documents.ts";
import {
  type LedgerFact,
  type OrderMemory,
  type RecordedDocument,
  STATES,
} from "../../src/monitor/reconciliation/facts.ts";
import { classifyDocument } from "../../src/monitor/reconciliation/classify-document.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { JOB_STATUSES, OUTCOMES } from "../../src/domain/jobs/job.ts";
import { context, document, job, memory, remembered, source } from "./facts.ts";

/** An order that was booked in one of the lawful ways, with what the ledger lists of it. */
const booked: fc.Arbitrary<{ memory: OrderMemory; documents: readonly LedgerFact[] }> = fc
  .constantFrom<{ role: RecordedDocument["role"]; documents: readonly LedgerFact[] }>(
    { role: "sales-order", documents: [document()] },
    {
      role: "sales-order",
      documents: [document({ invoiced: true }), document({ kind: "invoice", id: "i1" })],
    },
    { role: "invoice-draft", documents: [document({ kind: "invoice-draft" })] },
    { role: "invoice-draft", documents: [document({ kind: "invoice", id: "i1" })] },
    { role: "invoice", documents: [document({ kind: "invoice" })] },
  )
  .chain(({ role, documents }) =>
    // Earlier attempts that were deleted again.
    fc.integer({ min: 0, max: 3 }).map((before) => ({
      documents,
      memory: memory({
        documents: [
          ...Array.from({ length: before }, (_, at) =>
            remembered({ role, id: `gone${at}`, state: "gone", code: `GONE${at}AAA` }),
          ),
          remembered({ role }),
        ],
      }),
    })),
  );

const told = ({
  memory: remembers,
  documents,
}: {
  memory: OrderMemory;
  documents: readonly LedgerFact[];
}) => ({
  findings: classifyOrder(source(), remembers, documents, context()).findings,
  strangers: documents.filter((one) =>
    ["twice", "without-order"].includes(classifyDocument(one, remembers, documents)),
  ).length,
});

test("a lawful history has no finding", () => {
  fc.assert(
    fc.property(booked, (history) => {
      expect(told(history)).toEqual({ findings: [], strangers: 0 });
    }),
  );
});

test("one more document, of whatever kind and with whichever of the order's markers, is told", () => {
  const more = fc.record({
    kind: fc.constantFrom("order", "invoice-draft", "invoice", "voucher"),
    code: fc.constantFrom("AAAAAAAA", "BBBBBBBB", "GONE0AAA"),
    invoiced: fc.boolean(),
  });
  fc.assert(
    fc.property(booked, more, ({ memory: remembers, documents }, extra) => {
      const second = document({ ...extra, id: "second" });
      const { strangers } = told({ memory: remembers, documents: [...documents, second] });
      expect(strangers).toBeGreaterThan(0);
    }),
  );
});

test("a ledger that lost all of an order's documents is told", () => {
  fc.assert(
    fc.property(booked, ({ memory: remembers }) => {
      expect(told({ memory: remembers, documents: [] }).findings).toEqual(["missing"]);
    }),
  );
});

test("any change of a booked gross is told, to the cent", () => {
  fc.assert(
    fc.property(
      booked,
      fc.integer({ min: -20_000, max: 20_000 }).filter((cents) => cents !== 0),
      ({ memory: remembers, documents }, cents) => {
        const changed = documents.map((one) => ({
          ...one,
          sums:
            one.sums === null ? null : { ...one.sums, gross: ((12_500 + cents) / 100).toFixed(2) },
        }));
        expect(told({ memory: remembers, documents: changed }).findings).toEqual(["amount"]);
      },
    ),
  );
});

test("every order has one of the states, and is taken up only where nothing is under way and nothing in doubt", () => {
  const any = fc.record({
    doubt: fc.boolean(),
    knownState: fc.constantFrom("m", "other", null),
    live: fc.boolean(),
    status: fc.constantFrom(...JOB_STATUSES),
    outcome: fc.constantFrom(...OUTCOMES, null),
    none: fc.boolean(),
    side: fc.constantFrom("before" as const, "perhaps" as const, "after" as const),
    enabled: fc.boolean(),
  });
  fc.assert(
    fc.property(any, ({ doubt, knownState, live, status, outcome, none, side, enabled }) => {
      const remembers = memory({
        doubt,
        knownState,
        documents: live ? [remembered()] : [],
        job: none ? null : job({ status, outcome }),
      });
      const { state, needsJob } = classifyOrder(
        source(),
        remembers,
        [],
        context({ side, enabled, notListed: DOCUMENT_KINDS }),
      );
      expect(STATES).toContain(state);
      const underWay = !none && ["queued", "running", "waiting"].includes(status);
      if (needsJob)
        expect([doubt, underWay, enabled, side === "before" && !live]).toEqual([
          false,
          false,
          true,
          false,
        ]);
      // Never lost: after the start line, with the flow on, what nobody met as it is now is taken up.
      if (enabled && !doubt && !underWay && knownState !== "m" && (side !== "before" || live))
        expect(needsJob).toBe(outcome === "before-start" && !none ? needsJob : true);
    }),
  );
});
