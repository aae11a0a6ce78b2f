/**
 * Text helpers: cutting text for the vendors' fields, the text of any JSON value, and the text of
 * bytes.
 */

/**
 * Without control characters (line breaks and tabs stay) and halves of characters: nothing that is
 * written to a vendor has them.
 */
export const legible = (text: string): string =>
  text.replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, "");

/**
 * Text as the vendors' fields take it: legible, short enough, and never cut in the middle of a
 * character.
 *
 * The first `max` UTF-16 units of it, one fewer where the cut would split a surrogate pair (an
 * emoji, a rare name).
 */
export function cut(text: string, max: number): string {
  const whole = legible(text);
  if (whole.length <= max) return whole;
  const last = whole.charCodeAt(max - 1);
  return whole.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** `cut`, without trailing blanks. */
export const cutTrimmed = (text: string, max: number): string => cut(text, max).trimEnd();

/** The same for a reader: whole words, and a mark that there was more. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  // One more, so that a word that ends there stays.
  const end = cut(text, max + 1).lastIndexOf(" ");
  const short = cut(text, max);
  return `${(end <= 0 ? short : short.slice(0, end)).replace(/[\s,;:.]+$/u, "")}…`;
}

/** Line breaks and runs of blanks become one blank: for fields that are a single line. */
export const oneLine = (text: string): string => nonBlankOrNull(text.replace(/\s+/gu, " ")) ?? "";

/** `null` for a text without visible characters. */
export function nonBlankOrNull(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const trimmed = legible(text).trim();
  return /^[\s\p{Default_Ignorable_Code_Point}]*$/u.test(trimmed) ? null : trimmed;
}

/**
 * Returns a JSON value as text: a scalar as a template writes it, a list or object as JSON. Never
 * `[object Object]`.
 */
export function jsonText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Bytes as text and back. Decoders return `null` for text outside their alphabet. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** URL-safe, without padding. */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");

// Made once: with each order's dozen of texts, making them took longer than using them.
const encoder = new TextEncoder();
const decoder = new TextDecoder();

// The types of some runtimes leave open which kind of buffer it is; none of them answers another.
export const utf8 = (text: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(text) as Uint8Array<ArrayBuffer>;

/** Reads whole UTF-8; what is none becomes the replacement character. */
export const utf8Text = (bytes: Uint8Array): string => decoder.decode(bytes);
