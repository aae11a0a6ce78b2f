import { describe, expect, test } from "vitest";
import { Ledger } from "../parties/ledger.ts";
import { CASES, type Case } from "./cases.ts";
import { run } from "./world.ts";

function arrange({ there = [], linked = false, labels = [] }: Case, id: unknown): Ledger {
  const ledger = new Ledger();
  for (const [index, name] of labels.entries())
    ledger.labels.push({
      Id: `a0000000-0000-4000-8000-00000000000${index}`,
      Name: name,
      Description: null,
    });
  const customers = there.map((customer) => ledger.add(customer));
  if (linked)
    ledger.link(String(id), customers[0]?.["Id"] ?? "e0000000-0000-4000-8000-000000000009");
  return ledger;
}

/** Recorded without being the matter of a case. */
const ASIDE = new Set(["terms-chosen", "address-missing-filled"]);

describe.each(CASES.map((one) => [one.name, one] as const))("%s", (_name, one) => {
  const id = one.debtor?.["id"] ?? 55;

  test("outcome, reasons, writes", async () => {
    const ledger = arrange(one, id);
    const ran = await run(ledger, id, one.debtor, one.given);
    const named = new Set(one.codes);
    expect([ran.outcome, ran.codes.filter((code) => named.has(code) || !ASIDE.has(code))]).toEqual([
      one.outcome,
      one.codes,
    ]);
    expect(ledger.writes.map(({ method }) => method)).toEqual(one.writes ?? []);
    if (one.after !== undefined) expect([...ledger.customers.values()][0]).toMatchObject(one.after);
  });

  test("a second run with nothing changed writes nothing", async () => {
    const ledger = arrange(one, id);
    const first = await run(ledger, id, one.debtor, one.given);
    const writes = ledger.writes.length;
    const again = await run(ledger, id, one.debtor, one.given);
    // A number that a stranger has is asked for again: only a refusal can tell.
    if (!one.codes.includes("customer-number-taken")) expect(ledger.writes).toHaveLength(writes);
    if (first.outcome === "held" || first.outcome === "needs-attention")
      expect(again.outcome).toBe(first.outcome);
  });
});

test("there are cases for every way in which a debtor can end", () => {
  expect(new Set(CASES.map((one) => one.outcome))).toEqual(
    new Set(["updated", "skipped", "held", "needs-attention"]),
  );
  expect(CASES.length).toBeGreaterThanOrEqual(15);
  expect(new Set(CASES.map((one) => one.name)).size).toBe(CASES.length);
});
