/**
 * Standard Webhooks 1.0, the symmetric part: HMAC-SHA256 over `id.timestamp.body`, several secrets
 * and several signatures while one is rotated, five minutes to either side. The comparison is
 * WebCrypto's own, over the raw bytes that came in. Tested against the `standardwebhooks` package.
 */
import { decodeBase64, utf8 } from "../../domain/platform/text.ts";

const TOLERANCE_SECONDS = 300;

/** More than a rotation needs, so that a sender can't keep the endpoint computing. */
const MAX_SIGNATURES = 8;

const PREFIX = "whsec_";

export type SignedHeaders = {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
};

/** The key of a `whsec_…` secret; `null` when the text isn't one. */
export async function importSecret(secret: string): Promise<CryptoKey | null> {
  const bytes = secret.startsWith(PREFIX) ? decodeBase64(secret.slice(PREFIX.length)) : null;
  if (bytes === null || bytes.length < 24) return null;
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
}

/** The three headers; `null` if one is missing. */
export function signedHeaders(headers: Headers): SignedHeaders | null {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signature = headers.get("webhook-signature");
  return id === null || id === "" || timestamp === null || signature === null
    ? null
    : { id, timestamp, signature };
}

/** True when the timestamp is whole seconds within the tolerance around `now` (ms). */
export function isFresh(timestamp: string, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Math.floor(now / 1000) - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/** True when one of the signatures was made with one of the keys. Always checks all of them. */
export async function isSigned(
  headers: SignedHeaders,
  body: Uint8Array,
  keys: readonly CryptoKey[],
): Promise<boolean> {
  const head = utf8(`${headers.id}.${headers.timestamp}.`);
  const signed = new Uint8Array(head.length + body.length);
  signed.set(head);
  signed.set(body, head.length);
  const signatures = headers.signature
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .slice(0, MAX_SIGNATURES)
    .map((part) => decodeBase64(part.slice(3)))
    .filter((signature) => signature !== null);
  const answers = await Promise.all(
    keys.flatMap((key) =>
      signatures.map((signature) => crypto.subtle.verify("HMAC", key, signature, signed)),
    ),
  );
  return answers.includes(true);
}
