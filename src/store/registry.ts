/** What the webhook endpoint needs of a tenant, in one round trip. Secrets stay sealed here. */
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "./db.ts";
import { withD1Retry } from "./d1-errors.ts";
import { tenants, webhookSecrets } from "./schema.ts";
import type { Sealed } from "./seal.ts";

type RegistryRow = {
  readonly state: "active" | "paused" | "retired";
  readonly administrationId: number;
  readonly webhookTokenHash: string | null;
  readonly secrets: readonly (Sealed & { readonly id: string })[];
};

/** `null`: no such tenant. Throws when D1 can't answer. */
export async function readRegistry(db: Db, tenantId: string): Promise<RegistryRow | null> {
  const [found, secrets] = await withD1Retry(() =>
    db.batch([
      db
        .select({
          state: tenants.state,
          administrationId: tenants.administrationId,
          webhookTokenHash: tenants.webhookTokenHash,
        })
        .from(tenants)
        .where(eq(tenants.id, tenantId)),
      db
        .select({
          id: webhookSecrets.id,
          bytes: webhookSecrets.sealed,
          keyId: webhookSecrets.keyId,
        })
        .from(webhookSecrets)
        .where(and(eq(webhookSecrets.tenantId, tenantId), isNull(webhookSecrets.revokedAt))),
    ]),
  );
  const [tenant] = found;
  return tenant === undefined ? null : { ...tenant, secrets };
}

/** The place of a sealed webhook secret. */
export const webhookSecretPlace = (secretId: string): readonly [table: string, row: string] => [
  "webhook_secrets",
  secretId,
];
