/**
 * Secrets of one run: made at its start, kept nowhere. The client credentials are the sandboxes'
 * own, known to all.
 */
import { randomBytes } from "node:crypto";
import { DEFAULT_CLIENT } from "../../test/sandbox/asperion/sandbox.ts";
import { CLIENT } from "../../test/sandbox/eaccounting/index.ts";

export type RunSecrets = Readonly<
  Record<
    | "ADMIN_TOKEN"
    | "ENCRYPTION_KEYS"
    | "ASPERION_CLIENT_ID"
    | "ASPERION_CLIENT_SECRET"
    | "EACCOUNTING_CLIENT_ID"
    | "EACCOUNTING_CLIENT_SECRET",
    string
  >
>;

export function makeSecrets(): RunSecrets {
  return {
    ADMIN_TOKEN: randomBytes(18).toString("base64url"),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    ASPERION_CLIENT_ID: DEFAULT_CLIENT.id,
    ASPERION_CLIENT_SECRET: DEFAULT_CLIENT.secret,
    EACCOUNTING_CLIENT_ID: CLIENT.id,
    EACCOUNTING_CLIENT_SECRET: CLIENT.secret,
  };
}
