/** What a kept password is, by another implementation of PBKDF2; the cost of a guess among it. */
import { pbkdf2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { hashPassword, isPasswordCorrect } from "../../src/store/passwords.ts";

const SALT = new Uint8Array(16).fill(7);
const kept = (password: string): Promise<string> => hashPassword(password, () => SALT);

test("a password is kept as three passes of 100,000 iterations of PBKDF2 with SHA-512", async () => {
  const once = (secret: string | Buffer): Buffer => pbkdf2Sync(secret, SALT, 100_000, 64, "sha512");
  const hash = once(once(once("correct horse"))).toString("base64");
  expect(await kept("correct horse")).toBe(
    `pbkdf2-sha512$3$${Buffer.from(SALT).toString("base64")}$${hash}`,
  );
});

test("it fits itself, however its letters were composed, and no other; nobody's fits nothing", async () => {
  const hash = await kept("caf\u00e9 caf\u00e9");
  expect(await isPasswordCorrect("cafe\u0301 cafe\u0301", hash)).toBe(true);
  expect(await isPasswordCorrect("cafe cafe", hash)).toBe(false);
  expect(await isPasswordCorrect("caf\u00e9 caf\u00e9", null)).toBe(false);
});
