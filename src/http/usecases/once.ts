/** A form's word of its own: what is made by it is made once, however often the form is sent. */
import { utf8 } from "../../domain/encoding.ts";
import type { RandomBytes } from "../../store/seal.ts";

/** In place of random bytes, up to 32: always the same ones for a word. The word is random itself. */
export async function bytesOf(word: string): Promise<RandomBytes> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(word)));
  return (length) => digest.slice(0, length);
}
