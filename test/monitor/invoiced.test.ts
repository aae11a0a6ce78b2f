/** A sales order that a person invoiced in the ledger: what is looked for, and what counts. */
import { describe, expect, test } from "vitest";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { bareReason } from "../support/bare-reason.ts";
import { context, document, job, memory, remembered, source } from "./facts.ts";

describe("an invoiced sales order", () => {
  const order = document({ invoiced: true });
  const invoice = document({ kind: "invoice", id: "i1" });
  const linked = [remembered({ n: 1 }), remembered({ role: "invoice", id: "i1", n: 1 })];
  const told = job({
    outcome: "needs-attention",
    reasons: [bareReason("order-invoice-not-found")],
  });
  test.each([
    ["and no run knows of it", [order, invoice], memory(), true],
    ["where its invoice has no marker", [order], memory(), true],
    ["and its invoice is known", [order, invoice], memory({ documents: linked }), false],
    ["by nobody", [document()], memory(), false],
    ["while a run is under way", [order], memory({ job: job({ status: "running" }) }), false],
    ["and a run told that it isn't found", [order], memory({ job: told }), false],
  ] as const)(
    "a sales order that was invoiced %s is looked for or not",
    (_, facts, remembers, looked) => {
      const verdict = classifyOrder(source(), remembers, facts, context());
      expect([verdict.invoiced, verdict.needsJob, verdict.findings]).toEqual([looked, false, []]);
    },
  );

  test("an invoice is counted once, whatever a person unlinked and whether it has the marker", () => {
    const unlinked = [remembered({ n: 1, state: "unlinked" }), ...linked.slice(1)];
    for (const [facts, documents] of [
      [[order, invoice], linked],
      [[order, { ...invoice, code: "" }], linked],
      [[order, invoice], unlinked],
      [[order, { ...invoice, code: "" }], unlinked],
    ] as const) {
      const { ledger, balance } = classifyOrder(source(), memory({ documents }), facts, context());
      expect([ledger?.gross, balance.parts]).toEqual(["125.00", []]);
    }
  });
});
