/** Digests that are made at once are the platform's, of whatever is handed over. */
import { expect, test } from "vitest";

const ABC = new TextEncoder().encode("abc");
const SHA_256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const hex = async (algorithm: string | { name: string }, data: BufferSource): Promise<string> =>
  Buffer.from(await crypto.subtle.digest(algorithm, data)).toString("hex");

test.each([
  ["SHA-256", SHA_256],
  ["SHA-1", "a9993e364706816aba3e25717850c26c9cd0d89d"],
  // Made by the platform itself.
  [
    "SHA-512",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ],
])("%s of three letters is the published one", async (algorithm, published) => {
  expect(await hex(algorithm, ABC)).toBe(published);
  expect(await hex({ name: algorithm }, ABC)).toBe(published);
});

test("only the part of a buffer is read that a view shows", async () => {
  const padded = new TextEncoder().encode("xxabcxx");
  expect(await hex("SHA-256", padded.subarray(2, 5))).toBe(SHA_256);
  expect(await hex("SHA-256", new DataView(padded.buffer, 2, 3))).toBe(SHA_256);
  expect(await hex("SHA-256", ABC.slice().buffer)).toBe(SHA_256);
});
