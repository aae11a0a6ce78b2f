/**
 * A tenant's registry row with its secrets opened. A secret whose key is gone doesn't verify; the
 * others still do.
 */
import type { Db } from "../../store/db.ts";
import { readRegistry, webhookSecretPlace } from "../../store/registry.ts";
import { openText, sealContext, type Keyring } from "../../store/seal.ts";
import type { ReadTenant } from "./registry.ts";
import { importSecret } from "./verify.ts";

export function tenantReader(db: Db, keyring: () => Promise<Keyring>): ReadTenant {
  return async (tenantId) => {
    const row = await readRegistry(db, tenantId);
    if (row === null) return null;
    const ring = await keyring();
    const keys = await Promise.all(
      row.secrets.map(async (secret) => {
        const opened = await openText(
          ring,
          secret,
          sealContext(tenantId, ...webhookSecretPlace(secret.id)),
        );
        return opened.ok ? importSecret(opened.value) : null;
      }),
    );
    return {
      state: row.state,
      administrationId: row.administrationId,
      webhookTokenHash: row.webhookTokenHash,
      keys: keys.filter((key) => key !== null),
    };
  };
}
