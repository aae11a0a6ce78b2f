/** Which encryption keys something is still sealed with, here and in the tenants' objects. */
import { isNull } from "drizzle-orm";
import type { Db } from "./db.ts";
import { keyIds, noticeSecrets, oauthStates, webhookSecrets } from "./schema.ts";

export async function keyIdsInUse(db: Db): Promise<string[]> {
  const [objects, secrets, notices, states] = await db.batch([
    db.selectDistinct({ keyId: keyIds.keyId }).from(keyIds),
    db.selectDistinct({ keyId: webhookSecrets.keyId }).from(webhookSecrets).where(isNull(webhookSecrets.revokedAt)),
    db.selectDistinct({ keyId: noticeSecrets.keyId }).from(noticeSecrets),
    db.selectDistinct({ keyId: oauthStates.keyId }).from(oauthStates),
  ]);
  return [...new Set([...objects, ...secrets, ...notices, ...states].map((row) => row.keyId))].sort();
}
