/**
 * The registry's copy of a tenant's notice secret, sealed: cron signs with it what a silent object
 * can't say.
 */
import { eq } from "drizzle-orm";
import type { Db } from "./db.ts";
import { noticeSecrets } from "./schema.ts";
import { type Keyring, openText, sealContext, sealText } from "./seal.ts";

const aad = (tenantId: string): string => sealContext(tenantId, "notice_secrets", "-");

/** The one before is gone. */
export async function keepNoticeSecret(
  db: Db,
  keyring: Keyring,
  tenantId: string,
  secret: string,
): Promise<void> {
  const { bytes, keyId } = await sealText(keyring, secret, aad(tenantId));
  await db
    .insert(noticeSecrets)
    .values({ tenantId, sealed: bytes, keyId })
    .onConflictDoUpdate({ target: noticeSecrets.tenantId, set: { sealed: bytes, keyId } });
}

/** `null`: none was made, or no key opens it any more. */
export async function readNoticeSecret(
  db: Db,
  keyring: Keyring,
  tenantId: string,
): Promise<string | null> {
  const [row] = await db.select().from(noticeSecrets).where(eq(noticeSecrets.tenantId, tenantId));
  if (row === undefined) return null;
  const opened = await openText(keyring, { keyId: row.keyId, bytes: row.sealed }, aad(tenantId));
  return opened.ok ? opened.value : null;
}

/** Under the key that writes. Answers how many can't be opened. */
export async function resealNoticeSecret(
  db: Db,
  keyring: Keyring,
  tenantId: string,
): Promise<number> {
  const [row] = await db.select().from(noticeSecrets).where(eq(noticeSecrets.tenantId, tenantId));
  if (row === undefined || row.keyId === keyring.writes.id) return 0;
  const secret = await readNoticeSecret(db, keyring, tenantId);
  if (secret === null) return 1;
  await keepNoticeSecret(db, keyring, tenantId, secret);
  return 0;
}
