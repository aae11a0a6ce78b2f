import { expect, test } from "vitest";
import { isOneOf, newToken, sameHash, tokenHash } from "../../src/store/secrets.ts";
import { randomBytes } from "../../src/store/seal.ts";

test("a token is one of several, or none", async () => {
  expect(await isOneOf("second-admin-token", ["first-admin-token", "second-admin-token"])).toBe(
    true,
  );
  expect(await isOneOf("second-admin-toke", ["first-admin-token", "second-admin-token"])).toBe(
    false,
  );
  expect(await isOneOf("", [])).toBe(false);
});

test("hashes are compared as a whole, and different lengths never fit", async () => {
  expect(sameHash(await tokenHash("a"), await tokenHash("a"))).toBe(true);
  expect(sameHash(await tokenHash("a"), await tokenHash("b"))).toBe(false);
  expect(sameHash("ab", "abc")).toBe(false);
});

test("a new token has 256 bits and no character that an address would escape", () => {
  expect(newToken(randomBytes)).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
