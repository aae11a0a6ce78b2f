/**
 * The address to which a shop's settlement files are mailed: its id and a code that only this
 * deployment can make. Nothing is stored; an address stays good as long as the key that it was made
 * with is among the configured ones.
 */
import type { EncryptionKey } from "../../env.ts";

const CODE_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
/** 80 bits: it can't be guessed. */
const CODE_LENGTH = 16;

async function codeOf({ bytes }: EncryptionKey, tenantId: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    bytes,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const text = new TextEncoder().encode(`settlement mail ${tenantId}`);
  const signed = new Uint8Array(await crypto.subtle.sign("HMAC", key, text));
  return Array.from(
    signed.subarray(0, CODE_LENGTH),
    (byte) => CODE_LETTERS[byte % CODE_LETTERS.length],
  ).join("");
}

/** `null`: this deployment takes no mail. */
export const intakeAddress = async (
  [key]: readonly [EncryptionKey, ...EncryptionKey[]],
  domain: string,
  tenantId: string,
): Promise<string | null> =>
  domain === "" ? null : `${tenantId}.${await codeOf(key, tenantId)}@${domain}`;

/** Returns the tenant of an address; `null`: none. */
export async function tenantAt(
  keys: readonly EncryptionKey[],
  domain: string,
  address: string,
): Promise<string | null> {
  const [, tenantId, code, at] =
    /^([a-z0-9-]{1,40})\.([a-z0-9]{16})@(.+)$/.exec(address.trim().toLowerCase()) ?? [];
  if (domain === "" || tenantId === undefined || code === undefined || at !== domain) return null;
  for (const key of keys) if (same(await codeOf(key, tenantId), code)) return tenantId;
  return null;
}

/** Takes as long whether they differ early or late. */
function same(one: string, other: string): boolean {
  let differs = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) differs |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return differs === 0;
}
