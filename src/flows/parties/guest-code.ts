/**
 * 8 base-32 characters out of a guest's folded e-mail address, for the customer number that we
 * derive: the same on every run and after every restore. FNV-1a of 64 bits, folded to 40. It hides
 * nothing (the address stands beside it in the ledger) and needn't: two addresses with one code
 * meet as a number that is taken, and the order is held.
 */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PRIME = 0x100000001b3n;
const BASIS = 0xcbf29ce484222325n;
const CODE_BITS = 40n;

export function guestCode(foldedEmail: string): string {
  const hash = new TextEncoder()
    .encode(foldedEmail)
    .reduce((state, byte) => BigInt.asUintN(64, (state ^ BigInt(byte)) * PRIME), BASIS);
  const bits = BigInt.asUintN(Number(CODE_BITS), hash ^ (hash >> CODE_BITS));
  return Array.from(
    { length: 8 },
    (_, index) => ALPHABET[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  ).join("");
}
