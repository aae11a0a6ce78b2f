/**
 * Secrets of the webhook endpoint: kept sealed, several while one is rotated, gone for the webhook
 * endpoint once revoked.
 */
import { and, desc, eq, exists, isNull, ne, sql } from "drizzle-orm";
import { auditRowIf } from "./audit.ts";
import type { Db } from "./db.ts";
import { webhookSecrets } from "./schema.ts";
import { type Keyring, openText, sealContext, type Sealed, sealText } from "./seal.ts";

export type WebhookSecretView = { readonly id: string; readonly createdAt: number };

const inUse = (tenantId: string) =>
  and(eq(webhookSecrets.tenantId, tenantId), isNull(webhookSecrets.revokedAt));

export async function listWebhookSecrets(db: Db, tenantId: string): Promise<WebhookSecretView[]> {
  return db
    .select({ id: webhookSecrets.id, createdAt: webhookSecrets.createdAt })
    .from(webhookSecrets)
    .where(inUse(tenantId))
    .orderBy(desc(webhookSecrets.createdAt), webhookSecrets.id);
}

/** Whether there ever was one of this id, in use or not. */
export async function wasWebhookSecret(db: Db, tenantId: string, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: webhookSecrets.id })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.tenantId, tenantId), eq(webhookSecrets.id, id)));
  return rows.length > 0;
}

/** False where `most` are in use already. Throws when the id was ever used. */
export async function insertWebhookSecret(
  db: Db,
  tenantId: string,
  id: string,
  sealed: Sealed,
  most: number,
  who: { readonly actor: string; readonly at: number },
): Promise<boolean> {
  const isRoom = sql`(SELECT COUNT(*) FROM ${webhookSecrets} WHERE ${inUse(tenantId)}) < ${most}`;
  const [, made] = await db.batch([
    auditRowIf(db, tenantId, { ...who, action: "webhook-secret.make", after: id }, isRoom),
    db
      .insert(webhookSecrets)
      .select(
        sql`SELECT ${tenantId}, ${id}, ${sql.param(sealed.bytes, webhookSecrets.sealed)},
              ${sealed.keyId}, ${who.at}, NULL
            WHERE ${isRoom}`,
      )
      .returning({ id: webhookSecrets.id }),
  ]);
  return made.length > 0;
}

/** False when there is no such secret in use. */
export async function revokeWebhookSecret(
  db: Db,
  tenantId: string,
  id: string,
  who: { readonly actor: string; readonly at: number },
): Promise<boolean> {
  const it = and(inUse(tenantId), eq(webhookSecrets.id, id));
  const [, revoked] = await db.batch([
    auditRowIf(
      db,
      tenantId,
      { ...who, action: "webhook-secret.revoke", before: id },
      exists(db.select({ id: webhookSecrets.id }).from(webhookSecrets).where(it)),
    ),
    db
      .update(webhookSecrets)
      .set({ revokedAt: who.at })
      .where(it)
      .returning({ id: webhookSecrets.id }),
  ]);
  return revoked.length > 0;
}

/**
 * Seals a tenant's secrets again that are sealed under an older key. `placeOf`: the place of a
 * secret. Returns how many can't be opened.
 */
export async function resealWebhookSecrets(
  db: Db,
  tenantId: string,
  keyring: Keyring,
  placeOf: (id: string) => readonly [string, string],
): Promise<number> {
  const older = await db
    .select()
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.tenantId, tenantId), ne(webhookSecrets.keyId, keyring.writes.id)));
  let lost = 0;
  for (const row of older) {
    const aad = sealContext(tenantId, ...placeOf(row.id));
    const opened = await openText(keyring, { keyId: row.keyId, bytes: row.sealed }, aad);
    if (!opened.ok) {
      lost += 1;
      continue;
    }
    const sealed = await sealText(keyring, opened.value, aad);
    await db
      .update(webhookSecrets)
      .set({ sealed: sealed.bytes, keyId: sealed.keyId })
      .where(
        and(
          eq(webhookSecrets.tenantId, tenantId),
          eq(webhookSecrets.id, row.id),
          eq(webhookSecrets.keyId, row.keyId),
        ),
      );
  }
  return lost;
}
