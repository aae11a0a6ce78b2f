/** The secret that signs this tenant's outgoing webhooks: made here, shown once, sealed. */
import { encodeBase64 } from "../../../domain/platform/text.ts";
import { SECRET_PREFIX } from "../../../monitor/webhook.ts";
import {
  type Keyring,
  openText,
  sealContext,
  randomBytes,
  type Sealed,
  sealText,
} from "../../../store/seal.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

const NAME = "notice-secret";
/** The one-time value of the request that made it. */
const ONCE = "notice-secret-once";
const BYTES = 32;

type SealedSecret = { readonly keyId: string; readonly bytes: readonly number[] };

const aad = (context: TenantContext): string => sealContext(context.tenantId(), "meta", NAME);

/** Makes a new one and drops the old. `null`: the same request made the present one already. */
export async function make(context: TenantContext): Promise<string>;
export async function make(
  context: TenantContext,
  once: string | undefined,
): Promise<string | null>;
export async function make(context: TenantContext, once?: string): Promise<string | null> {
  const secret = `${SECRET_PREFIX}${encodeBase64(randomBytes(BYTES))}`;
  const sealed = await sealText(await context.deps.keyring(), secret, aad(context));
  // Nothing is awaited from here on: of two equal requests at once only one makes a secret.
  if (once !== undefined && meta.get(context.sql, ONCE) === once) return null;
  context.atomically(() => {
    meta.set(context.sql, ONCE, once ?? "");
    keep(context, sealed);
  });
  return secret;
}

function keep(context: TenantContext, { keyId, bytes }: Sealed): void {
  meta.set(context.sql, NAME, JSON.stringify({ keyId, bytes: [...bytes] } satisfies SealedSecret));
}

export const has = (sql: SqlStorage): boolean => meta.get(sql, NAME) !== null;

/** `null`: none was made, or no key opens it any more. */
export async function read(context: TenantContext): Promise<string | null> {
  const text = meta.get(context.sql, NAME);
  if (text === null) return null;
  const { keyId, bytes } = storedJson<SealedSecret>(text);
  const opened = await openText(
    await context.deps.keyring(),
    { keyId, bytes: new Uint8Array(bytes) },
    aad(context),
  );
  return opened.ok ? opened.value : null;
}

/** Under the key that writes, should another one seal it. */
export async function reseal(context: TenantContext, keyring: Keyring): Promise<void> {
  const text = meta.get(context.sql, NAME);
  if (text === null || storedJson<SealedSecret>(text).keyId === keyring.writes.id) return;
  const secret = await read(context);
  if (secret !== null) keep(context, await sealText(keyring, secret, aad(context)));
}
