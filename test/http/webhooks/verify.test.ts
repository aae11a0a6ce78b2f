import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { importSecret, isFresh, isSigned } from "../../../src/http/webhooks/verify.ts";

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
const ONE = secretOf(1);
const TWO = secretOf(2);
const AT = new Date(1_795_000_000_000);

const keysOf = async (...secrets: string[]): Promise<CryptoKey[]> =>
  (await Promise.all(secrets.map(importSecret))).filter((key) => key !== null);
const headersFor = (secret: string, id: string, body: string, at = AT) => ({
  id,
  timestamp: String(Math.floor(at.getTime() / 1000)),
  signature: new Webhook(secret).sign(id, at, body),
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("whatever the standardwebhooks package signs is taken, and one changed character of body, id or time isn't", async () => {
  const keys = await keysOf(ONE);
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.string(), async (id, body) => {
      const headers = headersFor(ONE, id, body);
      expect(await isSigned(headers, bytes(body), keys)).toBe(true);
      expect(await isSigned(headers, bytes(`${body} `), keys)).toBe(false);
      expect(await isSigned({ ...headers, id: `${id}x` }, bytes(body), keys)).toBe(false);
      expect(
        await isSigned({ ...headers, timestamp: `${headers.timestamp}1` }, bytes(body), keys),
      ).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test("while a secret is rotated either one is taken, in any place of the list", async () => {
  const old = headersFor(ONE, "m1", "{}");
  const both = { ...old, signature: `${headersFor(TWO, "m1", "{}").signature} ${old.signature}` };
  expect(await isSigned(both, bytes("{}"), await keysOf(ONE))).toBe(true);
  expect(await isSigned(old, bytes("{}"), await keysOf(TWO, ONE))).toBe(true);
  expect(await isSigned(old, bytes("{}"), await keysOf(TWO))).toBe(false);
});

test("signatures of another version, broken base64 and empty ones are no signatures", async () => {
  const keys = await keysOf(ONE);
  const good = headersFor(ONE, "m1", "{}");
  for (const signature of [
    "",
    "v1,",
    "v1,%%%",
    good.signature.replace("v1,", "v1a,"),
    good.signature.slice(3),
    good.signature.slice(0, -4),
  ])
    expect(await isSigned({ ...good, signature }, bytes("{}"), keys)).toBe(false);
});

test("no key verifies nothing", async () => {
  expect(await isSigned(headersFor(ONE, "m1", "{}"), bytes("{}"), [])).toBe(false);
});

test("the timestamp may be off by five minutes to either side, and not by a second more", () => {
  const now = AT.getTime();
  const at = (offset: number): boolean => isFresh(String(Math.floor(now / 1000) + offset), now);
  expect([at(0), at(-300), at(300), at(-301), at(301)]).toEqual([true, true, true, false, false]);
  expect(["", "12.5", "-1", "1e9", " 1", "NaN"].map((text) => isFresh(text, now))).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("a secret is whsec_ and at least 24 bytes of base64", async () => {
  expect(await importSecret(ONE)).not.toBeNull();
  expect(await importSecret(ONE.slice(6))).toBeNull();
  expect(await importSecret("whsec_AAAA")).toBeNull();
  expect(await importSecret("whsec_***")).toBeNull();
});
