/** Booked documents that no order of a posting list has: the list and its totals say so. */
import { expect, test } from "vitest";
import type { FindingView } from "../../src/sync/contract/index.ts";
import { compared, comparisonView } from "./compared.ts";

const found = (over: Partial<FindingView>): FindingView => ({
  finding: "without-order",
  key: null,
  number: "9",
  at: 1,
  day: "2026-11-23",
  jobId: null,
  document: { kind: "voucher", id: "v9", number: "A9" },
  ...over,
});

async function pages(findings: readonly FindingView[]) {
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, orders: [], cursor: null, findings }),
    "reads.names": () => ({}),
  });
  const list = `/admin/tenants/${id}/comparison/postings`;
  const { text } = await user.go(`${list}?day=2026-11-23`);
  const csrf = await user.csrf(`${list}?day=2026-11-23`);
  const totals = await user.post(`${list}/totals?day=2026-11-23`, { csrf });
  return [text, totals.text];
}

test("those of its days are counted, with the way to the reconciliation", async () => {
  const shown = await pages([
    found({}),
    found({ finding: "twice", document: { kind: "credit-invoice", id: "i9", number: "9" } }),
    // They book nothing, are of another day, or are no document too much.
    found({ document: { kind: "order", id: "o9", number: "9" } }),
    found({ day: "2026-11-24" }),
    found({ finding: "amount" }),
  ]);
  for (const text of shown)
    expect(text).toMatch(
      /2 booked documents of these days belong to no order[^<]*<a href="[^"]*\/comparison\?from=2026-11-23&amp;to=2026-11-23"/,
    );
});

test("where each has its order nothing is said", async () => {
  for (const text of await pages([])) expect(text).not.toContain("of these days belong");
});
