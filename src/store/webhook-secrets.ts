/** Secrets of the webhook door: kept sealed, several while one is rotated, gone for the door once revoked. */
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { auditRow } from "./audit.ts";
import type { Db } from "./db.ts";
import { webhookSecrets } from "./schema.ts";
import { type Keyring, openText, place, type Sealed, sealText } from "./seal.ts";

export type WebhookSecretView = { readonly id: string; readonly createdAt: number };

export async function listWebhookSecrets(db: Db, tenantId: string): Promise<WebhookSecretView[]> {
  return db
    .select({ id: webhookSecrets.id, createdAt: webhookSecrets.createdAt })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.tenantId, tenantId), isNull(webhookSecrets.revokedAt)))
    .orderBy(desc(webhookSecrets.createdAt), webhookSecrets.id);
}

export async function insertWebhookSecret(db: Db, tenantId: string, id: string, sealed: Sealed, who: { readonly actor: string; readonly at: number }): Promise<void> {
  await db.batch([
    db.insert(webhookSecrets).values({ tenantId, id, sealed: sealed.bytes, keyId: sealed.keyId, createdAt: who.at }),
    auditRow(db, tenantId, { ...who, action: "webhook-secret.make", after: id }),
  ]);
}

/** False when there is no such secret in use. */
export async function revokeWebhookSecret(db: Db, tenantId: string, id: string, who: { readonly actor: string; readonly at: number }): Promise<boolean> {
  const inUse = and(eq(webhookSecrets.tenantId, tenantId), eq(webhookSecrets.id, id), isNull(webhookSecrets.revokedAt));
  const [found] = await db.select({ id: webhookSecrets.id }).from(webhookSecrets).where(inUse);
  if (found === undefined) return false;
  await db.batch([db.update(webhookSecrets).set({ revokedAt: who.at }).where(inUse), auditRow(db, tenantId, { ...who, action: "webhook-secret.revoke", before: id })]);
  return true;
}

/** Seals a tenant's secrets anew that are sealed under an older key. `placeOf`: where a secret lives. Answers how many can't be opened. */
export async function resealWebhookSecrets(db: Db, tenantId: string, keyring: Keyring, placeOf: (id: string) => readonly [string, string]): Promise<number> {
  const older = await db.select().from(webhookSecrets).where(and(eq(webhookSecrets.tenantId, tenantId), ne(webhookSecrets.keyId, keyring.writes.id)));
  let lost = 0;
  for (const row of older) {
    const aad = place(tenantId, ...placeOf(row.id));
    const opened = await openText(keyring, { keyId: row.keyId, bytes: row.sealed }, aad);
    if (!opened.ok) {
      lost += 1;
      continue;
    }
    const sealed = await sealText(keyring, opened.value, aad);
    await db
      .update(webhookSecrets)
      .set({ sealed: sealed.bytes, keyId: sealed.keyId })
      .where(and(eq(webhookSecrets.tenantId, tenantId), eq(webhookSecrets.id, row.id), eq(webhookSecrets.keyId, row.keyId)));
  }
  return lost;
}
