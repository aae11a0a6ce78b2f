import fc from "fast-check";
import { expect, test } from "vitest";
import {
  gunzip,
  gzip,
  hmacs,
  open,
  openJson,
  openKeyring,
  openText,
  sealContext,
  seal,
  sealJson,
  sealText,
} from "../../src/store/seal.ts";

const material = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const AAD = sealContext("shop", "webhook_secrets", "s1");

test("what was sealed opens in its place, with the name of its key beside it", async () => {
  const ring = await openKeyring([material("k1", 1)]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (plain) => {
      const sealed = await seal(ring, new Uint8Array(plain), AAD);
      expect(sealed.keyId).toBe("k1");
      expect(await open(ring, sealed, AAD)).toEqual({ ok: true, value: new Uint8Array(plain) });
    }),
    { numRuns: 50 },
  );
});

test("after a rotation the new key writes and the old one still reads", async () => {
  const before = await sealText(await openKeyring([material("k1", 1)]), "old", AAD);
  const ring = await openKeyring([material("k2", 2), material("k1", 1)]);
  expect(await openText(ring, before, AAD)).toEqual({ ok: true, value: "old" });
  expect((await sealText(ring, "new", AAD)).keyId).toBe("k2");
});

test("a key that is gone is a failure with its name", async () => {
  const sealed = await sealText(await openKeyring([material("k1", 1)]), "old", AAD);
  expect(await openText(await openKeyring([material("k2", 2)]), sealed, AAD)).toEqual({
    ok: false,
    error: { kind: "key-missing", keyId: "k1" },
  });
});

test("another place, a changed byte and another key under the same name don't open", async () => {
  const ring = await openKeyring([material("k1", 1)]);
  const sealed = await sealText(ring, "secret", AAD);
  const refused = { ok: false, error: { kind: "not-authentic", keyId: "k1" } };
  for (const elsewhere of [
    sealContext("other", "webhook_secrets", "s1"),
    sealContext("shop", "oauth_states", "s1"),
    sealContext("shop", "webhook_secrets", "s2"),
  ])
    expect(await openText(ring, sealed, elsewhere)).toEqual(refused);
  const changed = sealed.bytes.slice();
  changed[20] = (changed[20] ?? 0) ^ 1;
  expect(await openText(ring, { keyId: "k1", bytes: changed }, AAD)).toEqual(refused);
  expect(await openText(ring, { keyId: "k1", bytes: new Uint8Array(3) }, AAD)).toEqual(refused);
  expect(await openText(await openKeyring([material("k1", 9)]), sealed, AAD)).toEqual(refused);
});

test("no two places have one text, whatever their names hold", () => {
  expect(sealContext("a", "b|c", "d")).not.toBe(sealContext("a|b", "c", "d"));
  expect(sealContext('a","b', "c", "d")).not.toBe(sealContext("a", 'b","c', "d"));
});

test("the same text sealed twice differs, as each has random bytes of its own", async () => {
  const ring = await openKeyring([material("k1", 1)]);
  const [one, two] = [await sealText(ring, "x", AAD), await sealText(ring, "x", AAD)];
  expect(one.bytes).not.toEqual(two.bytes);
});

test("JSON comes back as it was, and smaller on the way", async () => {
  const ring = await openKeyring([material("k1", 1)]);
  const value = {
    rows: Array.from({ length: 200 }, (_, index) => ({ index, text: "the same words again" })),
  };
  const sealed = await sealJson(ring, value, AAD);
  expect(sealed.bytes.length).toBeLessThan(JSON.stringify(value).length / 5);
  expect(await openJson(ring, sealed, AAD)).toEqual({ ok: true, value });
  expect(await gunzip(await gzip(new Uint8Array(0)))).toEqual(new Uint8Array(0));
});

test("a look-up hash is the same for the same text and key, and there is one for each key in use", async () => {
  const ring = await openKeyring([material("k2", 2), material("k1", 1)]);
  const [one, again, other] = [
    await hmacs(ring, "anna@x.se"),
    await hmacs(ring, "anna@x.se"),
    await hmacs(ring, "bo@x.se"),
  ];
  expect(one).toEqual(again);
  expect(one.map((entry) => entry.keyId)).toEqual(["k2", "k1"]);
  expect(new Set([...one, ...other].map((entry) => entry.hmac)).size).toBe(4);
});
