/**
 * Hashes and comparisons of tokens: what is stored is a hash, and a comparison takes the same time
 * for every answer.
 */
import { encodeBase64Url, utf8 } from "../domain/platform/text.ts";
import type { RandomBytes } from "./seal.ts";

/** SHA-256 as base64url. For tokens of 128 random bits or more, which need no salt. */
export async function tokenHash(token: string): Promise<string> {
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(token))));
}

/** Compares two hashes of equal length without telling where they differ. */
export function sameHash(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1)
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  return difference === 0;
}

/** True when `token` is one of `allowed`. All are always hashed and compared. */
export async function isOneOf(token: string, allowed: readonly string[]): Promise<boolean> {
  const given = await tokenHash(token);
  const hashes = await Promise.all(allowed.map(tokenHash));
  return hashes.map((hash) => sameHash(hash, given)).includes(true);
}

/** 256 random bits, URL-safe. */
export const newToken = (random: RandomBytes): string => encodeBase64Url(random(32));
