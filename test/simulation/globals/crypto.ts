/**
 * Web Crypto as far as the product uses it: computed at once, answered by promises that are
 * fulfilled already, and with chance that can be had again.
 */
import * as real from "node:crypto";
import { machine } from "../current.ts";

type Key = {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** As the machine takes it: made once. */
  readonly secret: real.KeyObject;
};
type Named = { readonly name: string };
type Derive = Named & {
  readonly salt: Uint8Array;
  readonly info?: Uint8Array;
  readonly iterations?: number;
};
type Sealing = Named & { readonly iv: Uint8Array; readonly additionalData: Uint8Array };

const TAG_BYTES = 16;
const hashName = (of: string): string => of.toLowerCase().replace("-", "");
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const view = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);

/** Bytes by chance, as the seed has it. */
export function chosenBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = machine.ids.below(256);
  return bytes;
}

export function chosenUuid(): string {
  const bytes = Buffer.from(chosenBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [8, 12, 16, 20, 32]
    .map((end, at, ends) => hex.slice(at === 0 ? 0 : ends[at - 1], end))
    .join("-");
}

/** Only HMAC with SHA-256, HKDF, PBKDF2 and AES-GCM: what else is asked for is a fault. */
const subtle = {
  async digest(algorithm: string | Named, data: ArrayBuffer | ArrayBufferView) {
    const name = typeof algorithm === "string" ? algorithm : algorithm.name;
    return buffer(real.createHash(hashName(name)).update(view(data)).digest());
  },

  async importKey(format: string, bytes: Uint8Array, algorithm: string | Named): Promise<Key> {
    if (format !== "raw") throw new Error(`the simulation imports no key as ${format}`);
    return keyOf(view(bytes), typeof algorithm === "string" ? algorithm : algorithm.name);
  },

  async sign(_: string | Named, key: Key, data: ArrayBufferView) {
    return buffer(mac(key, data));
  },

  async verify(_: string | Named, key: Key, signature: ArrayBufferView, data: ArrayBufferView) {
    return mac(key, data).equals(view(signature));
  },

  async deriveKey(from: Derive, base: Key, to: Named): Promise<Key> {
    const bytes = real.hkdfSync("sha256", base.bytes, from.salt, from.info ?? "", 32);
    return keyOf(new Uint8Array(bytes), to.name);
  },

  async deriveBits(from: Derive, base: Key, bits: number) {
    return buffer(real.pbkdf2Sync(base.bytes, from.salt, from.iterations ?? 1, bits / 8, "sha256"));
  },

  async encrypt({ iv, additionalData }: Sealing, key: Key, plain: Uint8Array) {
    const cipher = real.createCipheriv("aes-256-gcm", key.secret, iv).setAAD(additionalData);
    return buffer(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
  },

  async decrypt({ iv, additionalData }: Sealing, key: Key, sealed: Uint8Array) {
    const opening = real
      .createDecipheriv("aes-256-gcm", key.secret, iv)
      .setAAD(additionalData)
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return buffer(Buffer.concat([opening.update(sealed.subarray(0, -TAG_BYTES)), opening.final()]));
  },
};

const keyOf = (bytes: Uint8Array, name: string): Key => ({
  bytes: new Uint8Array(bytes),
  name,
  secret: real.createSecretKey(bytes),
});

const mac = (key: Key, data: ArrayBufferView): Buffer =>
  real.createHmac("sha256", key.secret).update(view(data)).digest();

export const simulatedCrypto = {
  subtle,
  randomUUID: chosenUuid,
  getRandomValues<T extends Uint8Array>(into: T): T {
    into.set(chosenBytes(into.length));
    return into;
  },
};
