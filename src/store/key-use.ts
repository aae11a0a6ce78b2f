/** Which encryption keys something is still sealed with, here and in the tenants' objects. */
import { isNull } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import type { Db } from "./db.ts";
import { chatAddresses, keyIds, noticeSecrets, oauthStates, webhookSecrets } from "./schema.ts";

/** One statement; each key once. */
export const keyIdsInUse = (db: Db) =>
  union(
    db.select({ keyId: keyIds.keyId }).from(keyIds),
    db
      .select({ keyId: webhookSecrets.keyId })
      .from(webhookSecrets)
      .where(isNull(webhookSecrets.revokedAt)),
    db.select({ keyId: noticeSecrets.keyId }).from(noticeSecrets),
    db.select({ keyId: chatAddresses.keyId }).from(chatAddresses),
    db.select({ keyId: oauthStates.keyId }).from(oauthStates),
  );
