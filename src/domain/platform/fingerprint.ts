/**
 * A short fingerprint of a text, to tell whether a value is still the one that was written. It
 * isn't cryptographic and needn't be: it is compared with one other value, and a forged match would
 * only hide a change of one field. Synchronous, unlike the platform's digests, so that plans stay
 * plain functions.
 */

const LOW = 0x9e3779b1;
const HIGH = 0x85ebca6b;

/** 64 bits as 16 hex digits, from two independent 32-bit hashes over UTF-16 units. */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef ^ text.length;
  let b = 0x41c6ce57 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, LOW);
    b = Math.imul(b ^ unit, HIGH);
  }
  a = mixed(a ^ (b >>> 13));
  b = mixed(b ^ (a >>> 11));
  return hex(a) + hex(b);
}

function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");
