import { expect, test } from "vitest";
import { auditPage, writeAudit } from "../../src/store/audit.ts";
import { migratedDb } from "./d1.ts";

test("what the audit log says can't be changed or removed by any statement", async () => {
  const db = await migratedDb();
  await writeAudit(db, "trail", { at: 1, actor: "anna", action: "tenant.pause" });
  const [row] = await auditPage(db, "trail", null, 1);
  const replacement = `(id, at, actor, tenant_id, action) VALUES (${row?.id}, 1, 'bo', 'trail', 'tenant.resume')`;
  for (const statement of [
    "UPDATE audit SET actor = 'bo'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE tenant_id = 'trail'",
    `INSERT OR REPLACE INTO audit ${replacement}`,
    `REPLACE INTO audit ${replacement}`,
    `INSERT INTO audit ${replacement} ON CONFLICT (id) DO UPDATE SET actor = 'bo'`,
  ])
    await expect(db.$client.prepare(statement).run()).rejects.toThrow("append-only");
  expect(await auditPage(db, "trail", null, 10)).toMatchObject([
    { actor: "anna", action: "tenant.pause", before: null, after: null },
  ]);
});
