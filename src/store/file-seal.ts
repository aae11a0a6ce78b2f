/**
 * A file's bytes under the key of its tenant's files: AES-GCM, chunk by chunk, so that a file of
 * any size is sealed and opened with one chunk in memory. Tenant, file and number of the chunk are
 * authenticated: chunks that change places, or files, don't open.
 */
import { utf8 } from "../domain/platform/text.ts";
import { sealContext, randomBytes } from "./seal.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const IV_BYTES = 12;
export const FILE_KEY_BYTES = 32;

/** `chunk`: from 0; -1 is the file's name. */
type ChunkPlace = {
  readonly tenantId: string;
  readonly file: string;
  readonly chunk: number;
};

const aad = ({ tenantId, file, chunk }: ChunkPlace): Bytes =>
  utf8(sealContext(tenantId, "payout_files", `${file} ${chunk}`));

const keyOf = (key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);

export async function sealChunk(key: Bytes, plain: Bytes, at: ChunkPlace): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES);
  const cipher = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: aad(at) },
    await keyOf(key),
    plain,
  );
  const bytes = new Uint8Array(IV_BYTES + cipher.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(cipher), IV_BYTES);
  return bytes;
}

/** `null`: it isn't what was sealed for this place under this key. */
export async function openChunk(key: Bytes, sealed: Bytes, at: ChunkPlace): Promise<Bytes | null> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: sealed.slice(0, IV_BYTES), additionalData: aad(at) },
      await keyOf(key),
      sealed.slice(IV_BYTES),
    );
    return new Uint8Array(plain);
  } catch {
    return null;
  }
}
