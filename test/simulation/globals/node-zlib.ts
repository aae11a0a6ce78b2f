/** `node:zlib` for the product: what is zipped can be told from what isn't, and isn't shorter. */
import { gunzipSync as unzippedByMachine } from "node:zlib";

export type Bytes = Uint8Array<ArrayBuffer>;
/** What a zip of the simulation begins with: nobody reads its inside. */
const ZIPPED = new Uint8Array([0x53, 0x49, 0x4d, 0x5a]);

export function gzipSync(bytes: Uint8Array): Bytes {
  const zip = new Uint8Array(ZIPPED.length + bytes.length);
  zip.set(ZIPPED);
  zip.set(bytes, ZIPPED.length);
  return zip;
}

export const gunzipSync = (bytes: Uint8Array): Bytes =>
  ZIPPED.every((byte, at) => bytes[at] === byte)
    ? new Uint8Array(bytes.subarray(ZIPPED.length))
    : new Uint8Array(unzippedByMachine(bytes));
