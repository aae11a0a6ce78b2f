/**
 * Passwords as they are kept: `pbkdf2-sha512$<passes>$<salt>$<hash>`. PBKDF2 with HMAC-SHA-512 and
 * a salt of 16 bytes, three passes of 100,000 iterations, each over the one before: the platform
 * refuses more in one call, and OWASP asks for 210,000 at least. About a fifth of a second of CPU,
 * which is what a guess costs too.
 */
import { decodeBase64, encodeBase64, utf8 } from "../domain/platform/text.ts";
import type { RandomBytes } from "./seal.ts";
import { sameHash } from "./secrets.ts";

const PASSES = 3;
// Trap: workerd throws NotSupportedError above 100,000 iterations.
const ITERATIONS = 100_000;
const BITS = 512;
const NAME = "pbkdf2-sha512";

async function derive(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  passes: number,
): Promise<string> {
  let secret = password;
  for (let pass = 0; pass < passes; pass += 1) {
    const key = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
    secret = new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: "PBKDF2", hash: "SHA-512", salt, iterations: ITERATIONS },
        key,
        BITS,
      ),
    );
  }
  return encodeBase64(secret);
}

/** One text for one password: composed and decomposed characters are equal. */
const bytesOf = (password: string): Uint8Array<ArrayBuffer> => utf8(password.normalize("NFKC"));

export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const salt = random(16);
  return [NAME, PASSES, encodeBase64(salt), await derive(bytesOf(password), salt, PASSES)].join(
    "$",
  );
}

const NOBODY = `${NAME}$${PASSES}$${encodeBase64(new Uint8Array(16))}$`;

/**
 * Costs the same for an unknown user or one without a password (`null`), so that the time reveals
 * no accounts.
 */
export async function isPasswordCorrect(password: string, kept: string | null): Promise<boolean> {
  const [name, passes, salt, hash = ""] = (kept ?? NOBODY).split("$");
  const bytes = decodeBase64(salt ?? "");
  if (name !== NAME || bytes === null || !/^[1-9]\d?$/.test(passes ?? "")) return false;
  return sameHash(await derive(bytesOf(password), bytes, Number(passes)), hash);
}
