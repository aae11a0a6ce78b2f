/**
 * Sealing: everything personal or secret is kept encrypted with AES-GCM under a named key. The name
 * is stored beside the bytes, so the first key of the ring writes and all of them read during a
 * rotation.
 *
 * The place (tenant, table, row) is authenticated with the bytes: a sealed value moved to another
 * row doesn't open. A missing key is a failure with the key's name, never an exception: one old row
 * must not take a page down. It doesn't protect against somebody with the keys.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { err, ok, type Result } from "../domain/result.ts";
import { encodeBase64Url, utf8, utf8Text } from "../domain/platform/text.ts";

type Bytes = Uint8Array<ArrayBuffer>;

type KeyMaterial = { readonly id: string; readonly bytes: Bytes };

type SealKey = { readonly id: string; readonly aes: CryptoKey; readonly mac: CryptoKey };

export type Keyring = { readonly writes: SealKey; readonly reads: ReadonlyMap<string, SealKey> };

/** `bytes` is the 12-byte IV followed by the ciphertext with its tag. */
export type Sealed = { readonly keyId: string; readonly bytes: Bytes };

type SealFault = { readonly kind: "key-missing" | "not-authentic"; readonly keyId: string };

export type RandomBytes = (length: number) => Bytes;

const IV_BYTES = 12;

export const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Encryption and look-up hashes get keys of their own, derived from the configured one. */
export async function openKeyring(
  materials: readonly [KeyMaterial, ...KeyMaterial[]],
): Promise<Keyring> {
  const keys = await Promise.all(materials.map(derive));
  const [writes] = keys;
  if (writes === undefined) throw new Error("a keyring needs a key");
  return { writes, reads: new Map(keys.map((key) => [key.id, key])) };
}

async function derive({ id, bytes }: KeyMaterial): Promise<SealKey> {
  const base = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const from = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(32),
    info: utf8(info),
  });
  const [aes, mac] = await Promise.all([
    crypto.subtle.deriveKey(from("seal"), base, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
    crypto.subtle.deriveKey(
      from("look-up"),
      base,
      { name: "HMAC", hash: "SHA-256", length: 256 },
      false,
      ["sign"],
    ),
  ]);
  return { id, aes, mac };
}

/** The place of a sealed value. Each part is quoted, so that no two places have one text. */
export const sealContext = (tenantId: string, table: string, row: string): string =>
  JSON.stringify([tenantId, table, row]);

export async function seal(
  ring: Keyring,
  plain: Bytes,
  aad: string,
  random: RandomBytes = randomBytes,
): Promise<Sealed> {
  const iv = random(IV_BYTES);
  const cipher = new Uint8Array(
    await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData: utf8(aad) },
      ring.writes.aes,
      plain,
    ),
  );
  const bytes = new Uint8Array(IV_BYTES + cipher.length);
  bytes.set(iv);
  bytes.set(cipher, IV_BYTES);
  return { keyId: ring.writes.id, bytes };
}

export async function open(
  ring: Keyring,
  sealed: Sealed,
  aad: string,
): Promise<Result<Bytes, SealFault>> {
  const key = ring.reads.get(sealed.keyId);
  if (key === undefined) return err({ kind: "key-missing", keyId: sealed.keyId });
  const iv = sealed.bytes.slice(0, IV_BYTES);
  try {
    return ok(
      new Uint8Array(
        await crypto.subtle.decrypt(
          { name: "AES-GCM", iv, additionalData: utf8(aad) },
          key.aes,
          sealed.bytes.slice(IV_BYTES),
        ),
      ),
    );
  } catch {
    return err({ kind: "not-authentic", keyId: sealed.keyId });
  }
}

export const sealText = (
  ring: Keyring,
  text: string,
  aad: string,
  random?: RandomBytes,
): Promise<Sealed> => seal(ring, utf8(text), aad, random);

export async function openText(
  ring: Keyring,
  sealed: Sealed,
  aad: string,
): Promise<Result<string, SealFault>> {
  const opened = await open(ring, sealed, aad);
  return opened.ok ? ok(utf8Text(opened.value)) : opened;
}

/** JSON, gzipped and sealed: how payloads are kept. */
export const sealJson = (
  ring: Keyring,
  value: unknown,
  aad: string,
  random?: RandomBytes,
): Promise<Sealed> => sealJsonText(ring, JSON.stringify(value), aad, random);

/** Like `sealJson`, for a text of JSON. */
export async function sealJsonText(
  ring: Keyring,
  text: string,
  aad: string,
  random?: RandomBytes,
): Promise<Sealed> {
  return seal(ring, await packed(utf8(text)), aad, random);
}

export async function openJson(
  ring: Keyring,
  sealed: Sealed,
  aad: string,
): Promise<Result<unknown, SealFault>> {
  const opened = await open(ring, sealed, aad);
  return opened.ok ? ok(JSON.parse(utf8Text(await unpacked(opened.value))) as unknown) : opened;
}

/**
 * Look-up hashes of a text under every key in use: what erasure searches by when the payloads are
 * sealed. Fold the text before.
 */
export async function hmacs(
  ring: Keyring,
  text: string,
): Promise<readonly { readonly keyId: string; readonly hmac: string }[]> {
  return Promise.all(
    [...ring.reads.values()].map(async (key) => ({
      keyId: key.id,
      hmac: encodeBase64Url(new Uint8Array(await crypto.subtle.sign("HMAC", key.mac, utf8(text)))),
    })),
  );
}

/**
 * Up to this many bytes a text is compressed in one call: a stream of the platform takes several
 * times the processor. More would hold up the isolate for milliseconds.
 */
const AT_ONCE_BYTES = 128 * 1024;
/**
 * Of zlib: a seventh longer than at the usual level, in a third of the time. Smaller tables make
 * nothing longer at this level; clearing the usual ones takes longer than packing a request.
 */
const FAST = { level: 1, memLevel: 6 };

const packed = async (bytes: Bytes): Promise<Bytes> =>
  bytes.length > AT_ONCE_BYTES ? gzip(bytes) : new Uint8Array(gzipSync(bytes, FAST));

/** Compressed JSON has about a fifth of its length. */
const unpacked = async (bytes: Bytes): Promise<Bytes> =>
  bytes.length > AT_ONCE_BYTES / 5 ? gunzip(bytes) : new Uint8Array(gunzipSync(bytes));

export const gzip = (bytes: Bytes): Promise<Bytes> => pipe(bytes, new CompressionStream("gzip"));
export const gunzip = (bytes: Bytes): Promise<Bytes> =>
  pipe(bytes, new DecompressionStream("gzip"));

/** Written out: `Blob` and `pipeThrough` take twice the time. */
async function pipe(
  bytes: Bytes,
  through: CompressionStream | DecompressionStream,
): Promise<Bytes> {
  const writer = through.writable.getWriter();
  const [piped] = await Promise.all([
    new Response(through.readable).arrayBuffer(),
    writer.write(bytes),
    writer.close(),
  ]);
  return new Uint8Array(piped);
}

/**
 * The ring, derived at first use and kept. The value is kept, not the promise: one request never
 * waits on another's.
 */
export function lazyKeyring(
  materials: readonly [KeyMaterial, ...KeyMaterial[]],
): () => Promise<Keyring> {
  let ring: Keyring | null = null;
  return async () => (ring ??= await openKeyring(materials));
}
