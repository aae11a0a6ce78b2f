/**
 * Who changed what, as whoever holds the database would falsify it: the real D1 is changed, and the
 * log is read.
 */
import { expect, test } from "vitest";
import { bridge, tenant, useEngine } from "../support/engine-set-up.ts";

useEngine();

type Change = { id: number; actor: string; action: string };

async function log() {
  const { body } = await bridge.api("GET", `/tenants/${tenant.id}/audit`);
  const seals = body["seals"] as { sealedUpTo: number; faults: { id: number; kind: string }[] };
  return { changes: body["changes"] as Change[], seals };
}

test("a row that was changed or taken out after it was sealed is named", async () => {
  const before = await log();
  expect(before.changes.length).toBeGreaterThan(3);
  expect(before.seals).toEqual({ sealedUpTo: before.changes[0]?.id, faults: [] });
  const [, changed, removed] = before.changes;
  const db = await bridge.runtime.d1("DB");
  for (const statement of [
    "DROP TRIGGER audit_no_update",
    "DROP TRIGGER audit_no_delete",
    `UPDATE audit SET actor = 'somebody else' WHERE id = ${changed?.id}`,
    `DELETE FROM audit WHERE id = ${removed?.id}`,
  ])
    await db.prepare(statement).all();
  const after = await log();
  expect(after.changes.some(({ actor }) => actor === "somebody else")).toBe(true);
  expect(after.seals.faults).toEqual([
    { id: changed?.id, kind: "changed" },
    { id: removed?.id, kind: "removed" },
  ]);
});
