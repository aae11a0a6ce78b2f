/** What the page of a payout offers for a line that names no order. */
import { expect, test } from "vitest";
import type { PayoutView } from "../../src/sync/contract/payouts.ts";
import { shop } from "./payout-stage.ts";

test("an order of the same amount is suggested beside the line, and never filled in", async () => {
  const unmatched: PayoutView["unmatched"] = [
    {
      id: "l4",
      at: 4,
      day: "2026-03-02",
      kind: "sale",
      reference: "4711",
      gross: "122.50",
      why: "none",
      suggestions: [{ key: "order:7", label: "1007", day: "2026-03-01" }],
    },
  ];
  const { user, at, asked } = await shop("203.0.113.239", { unmatched });
  const { text } = await user.go(at);
  expect(text).toContain("Same amount: 1007");
  expect(text).toMatch(/name="order"[^>]* value=""/);
  expect(text).not.toContain('value="1007"');
  const csrf = await user.csrf(at);
  expect((await user.post(`${at}/match`, { csrf, line: "l4", order: "1007" })).status).toBe(303);
  expect(asked("payouts.choose")).toEqual([["p1", "l4", "1007"]]);
});

test("a chosen order that another payout names is told before the approval", async () => {
  const beyond: PayoutView["beyond"] = [
    { at: 4, key: "order:7", order: "1007", what: "named", amount: "122.50", payout: "po_2" },
  ];
  const { user, at } = await shop("203.0.113.228", { beyond });
  const text = (await user.go(at)).text.replaceAll(/[\u2066-\u2069]/g, "");
  expect(text).toContain("Line 4: payout po_2 names order 1007 too, which was chosen here.");
  expect(text).not.toContain("Booked like this, the orders are named under Owed by providers.");
});
