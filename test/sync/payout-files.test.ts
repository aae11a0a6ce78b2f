/**
 * Settlement files that are kept: what is in the bucket says nothing without the tenant's key,
 * comes back byte by byte or not at all, is there once, and goes when its time is over.
 */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { FileWriter, openedFile } from "../../src/http/usecases/vouchers/payout-files.ts";
import { openKeyring, randomBytes } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import {
  beginFile,
  careForFiles,
  fileContent,
  filesOf,
  keepFile,
  reseal,
} from "../../src/sync/tenant/payouts/payout-files.ts";
import { addLines } from "../../src/sync/tenant/payouts/payout-store.ts";
import { discard, stage } from "../../src/sync/tenant/payouts/payouts.ts";
import { payoutSettings } from "../../src/settings/payouts.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { count } from "../../src/sync/tenant/storage/sql.ts";
import { OLDER_FEW } from "../../src/sync/tenant/privacy/older-seals.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

type Bytes = Uint8Array<ArrayBuffer>;
const DAY = 86_400_000;
const MATERIALS = [
  { id: "k1", bytes: randomBytes(32) },
  { id: "k2", bytes: randomBytes(32) },
] as const;

async function room(country = "SE") {
  const sql = objectSql();
  const clock = { at: Date.parse("2026-04-01T12:00:00Z") };
  const bucket = new Map<string, Bytes>();
  /** What comes between a question to the bucket and its answer, once. */
  const meanwhile: (() => Promise<unknown>)[] = [];
  const files = {
    put: async (name: string, bytes: Bytes) => void bucket.set(name, bytes),
    get: async (name: string) => bucket.get(name) ?? null,
    drop: async (prefix: string) => {
      await meanwhile.shift()?.();
      for (const name of bucket.keys()) if (name.startsWith(prefix)) bucket.delete(name);
    },
  };
  const ring = { now: await openKeyring([MATERIALS[0]]) };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
    wake: () => undefined,
    tenantId: () => "t1",
    deps: { files, keyring: async () => ring.now },
  } as unknown as TenantContext;
  cache.save(sql, { company: { currency: "SEK", country } } as never, clock.at);
  /** By how many the tenant lengthens those of the law. */
  const years = (keptLonger: unknown): void => {
    const settings = { payouts: { keptLonger } };
    meta.set(sql, "configuration", JSON.stringify({ administrationId: 1, version: 1, settings }));
  };
  years(0);
  const keep = async (file: string, pieces: readonly Bytes[], payouts: readonly string[]) => {
    const key = await beginFile(context, file);
    if (key === null) throw new Error("no key");
    const writer = new FileWriter(files, key, { tenantId: "t1", file }, createHash("sha256"));
    for (const piece of pieces) await writer.push(piece);
    const read = await writer.end(`settlement ${file} Åsa.csv`);
    const { same } = context.atomically(() => keepFile(context, { ...read, payouts }));
    if (same) await writer.drop();
    return same;
  };
  const staged = async (id: string, day = "2026-03-03"): Promise<void> => {
    addLines(sql, { upload: `u-${id}`, slot: "s", part: 0, bytes: new Uint8Array(1) });
    await stage(
      context,
      `u-${id}`,
      [
        {
          id,
          slot: "s",
          head: {
            provider: "stripe",
            account: "",
            payout: id,
            currency: "SEK",
            day,
            stated: null,
          },
          amount: "1.00",
          lines: 1,
          digest: "d",
          said: "d",
        },
      ],
      "somebody",
    );
  };
  const read = async (payout: string, file: string): Promise<Bytes | null> => {
    const found = await fileContent(context, payout, file);
    if (found === null) return null;
    const at = { tenantId: "t1", file };
    const stream = await openedFile(files, Uint8Array.from(found.key), at, found.chunks);
    return stream === null ? null : new Uint8Array(await new Response(stream).arrayBuffer());
  };
  return { sql, clock, bucket, meanwhile, ring, context, keep, staged, read, years };
}

const text = (length: number): Bytes =>
  Uint8Array.from({ length }, (_, at) => 32 + ((at * 7 + (at >> 9)) % 90));

const pieces = (bytes: Bytes, size: number): readonly Bytes[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.slice(at * size, (at + 1) * size),
  );

test("a file of several chunks comes back as it was, and the bucket doesn't say what it is", async () => {
  const { bucket, keep, staged, read, context } = await room();
  const file = text(9 * 1024 * 1024 + 17);
  await staged("p1");
  expect(await keep("f1", pieces(file, 65_537), ["p1"])).toBe(false);
  expect([...bucket.keys()]).toEqual(["t1/f1/0", "t1/f1/1", "t1/f1/2"]);
  const words = Buffer.from(file.slice(0, 64)).toString("latin1");
  for (const sealed of bucket.values())
    expect(Buffer.from(sealed).toString("latin1").includes(words)).toBe(false);
  expect(Buffer.compare((await read("p1", "f1")) ?? new Uint8Array(), file)).toBe(0);
  expect(await filesOf(context, "p1")).toMatchObject([
    { id: "f1", name: "settlement f1 Åsa.csv", bytes: file.length },
  ]);
  expect(await read("p2", "f1")).toBeNull();
});

test("a chunk that is gone, cut, or of another place cuts the file off", async () => {
  const { bucket, keep, staged, read } = await room();
  await staged("p1");
  await keep("f1", [text(9 * 1024 * 1024)], ["p1"]);
  const [first, second] = [bucket.get("t1/f1/0"), bucket.get("t1/f1/1")];
  if (first === undefined || second === undefined) throw new Error("no chunks");
  const whole = async (): Promise<number | undefined> => (await read("p1", "f1"))?.length;
  bucket.set("t1/f1/1", first);
  await expect(whole()).rejects.toThrow();
  bucket.set("t1/f1/1", second.slice(0, -1));
  await expect(whole()).rejects.toThrow();
  bucket.delete("t1/f1/1");
  await expect(whole()).rejects.toThrow();
  bucket.set("t1/f1/0", second);
  expect(await read("p1", "f1")).toBeNull();
});

test("the same file again is kept once, for all payouts that it holds", async () => {
  const { bucket, keep, staged, context, sql } = await room();
  await staged("p1");
  await staged("p2");
  const file = [text(1_000)];
  expect(await keep("f1", file, ["p1"])).toBe(false);
  expect(await keep("f2", file, ["p1", "p2"])).toBe(true);
  expect([...bucket.keys()]).toEqual(["t1/f1/0"]);
  for (const payout of ["p1", "p2"])
    expect((await filesOf(context, payout)).map(({ id }) => id)).toEqual(["f1"]);
  expect(count(sql, "SELECT count(*) AS n FROM payout_files")).toBe(1);
});

test.each([
  ["SE", "2035-01-01"],
  ["NL", "2035-01-01"],
  ["PL", "2033-01-01"],
  ["XX", "2035-01-01"],
])("in %s a file of 2026 stays to the end of its years", async (country, until) => {
  const { clock, bucket, keep, staged, context } = await room(country);
  await staged("p1");
  await keep("f1", [text(10)], ["p1"]);
  clock.at = Date.parse(until) - 1;
  await careForFiles(context);
  expect(bucket.size).toBe(1);
  clock.at += 1;
  await careForFiles(context);
  expect([bucket.size, await filesOf(context, "p1")]).toEqual([0, []]);
});

test("a tenant may keep its files for longer, those that it has too, and never for less", async () => {
  const { clock, bucket, keep, staged, context, years } = await room("PL");
  await staged("p1");
  await keep("f1", [text(10)], ["p1"]);
  years(3);
  expect((await filesOf(context, "p1")).map(({ until }) => until)).toEqual([
    Date.parse("2036-01-01"),
  ]);
  clock.at = Date.parse("2036-01-01") - 1;
  await careForFiles(context);
  expect(bucket.size).toBe(1);
  // Settings of a newer release say nothing here, and nothing goes.
  clock.at = Date.parse("2050-01-01");
  years("of a newer release");
  await careForFiles(context);
  expect(bucket.size).toBe(1);
  years(3);
  await careForFiles(context);
  expect(bucket.size).toBe(0);
  expect(payoutSettings.safeParse({ keptLonger: -1 }).success).toBe(false);
});

test("what was never read to its end goes after a day, and what is of no payout any more", async () => {
  const { clock, bucket, keep, staged, context, sql } = await room();
  await staged("p1");
  await staged("p2");
  await keep("f1", [text(10)], ["p1"]);
  await keep("f2", [text(20)], ["p1", "p2"]);
  await beginFile(context, "f3");
  bucket.set("t1/f3/0", text(5));
  expect(discard(context, "p1")).toMatchObject({ ok: true });
  await careForFiles(context);
  expect(bucket.size).toBe(3);
  clock.at += DAY + 1;
  await careForFiles(context);
  expect([...bucket.keys()]).toEqual(["t1/f2/0"]);
  expect(count(sql, "SELECT count(*) AS n FROM payout_files")).toBe(1);
});

test("when keys rotate, the file's key alone is sealed anew", async () => {
  const { sql, ring, bucket, keep, staged, context, read } = await room();
  await staged("p1");
  const file = text(100);
  await keep("f1", [file], ["p1"]);
  const before = bucket.get("t1/f1/0");
  ring.now = await openKeyring([MATERIALS[1], MATERIALS[0]]);
  expect(count(sql, OLDER_FEW, "k2")).toBe(1);
  await reseal(context, ring.now);
  expect(count(sql, OLDER_FEW, "k2")).toBe(0);
  ring.now = await openKeyring([MATERIALS[1]]);
  expect(await read("p1", "f1")).toEqual(file);
  expect(bucket.get("t1/f1/0")).toBe(before);
  ring.now = await openKeyring([MATERIALS[0]]);
  // A key that nothing opens keeps nothing new.
  expect([await read("p1", "f1"), await beginFile(context, "f9")]).toEqual([null, null]);
});

test("one that comes again while it is being deleted is kept anew", async () => {
  const { clock, bucket, meanwhile, context, keep, staged, read } = await room();
  const again = async (file: string): Promise<void> => {
    await staged("p1");
    await keep(file, [text(9)], ["p1"]);
  };
  await again("f1");
  await keep("f0", [text(8)], ["p1"]);
  discard(context, "p1");
  clock.at += 2 * DAY;
  // Both go; each comes again before the bucket has answered for the first.
  meanwhile.push(async () => {
    await again("f2");
    await keep("f3", [text(8)], ["p1"]);
  });
  await careForFiles(context);
  expect((await filesOf(context, "p1")).map(({ id }) => id).toSorted()).toEqual(["f2", "f3"]);
  expect([...bucket.keys()].toSorted()).toEqual(["t1/f2/0", "t1/f3/0"]);
  expect([await read("p1", "f2"), await read("p1", "f3")]).toEqual([text(9), text(8)]);
});

test("one that the bucket doesn't delete is no kept file any more, and goes with the next care", async () => {
  const { sql, clock, bucket, meanwhile, context, keep, staged } = await room();
  await staged("p1");
  await keep("f1", [text(9)], ["p1"]);
  discard(context, "p1");
  clock.at += 2 * DAY;
  meanwhile.push(() => Promise.reject(new Error("the bucket is gone")));
  await expect(careForFiles(context)).rejects.toThrow("the bucket is gone");
  expect([...bucket.keys()]).toEqual(["t1/f1/0"]);
  await careForFiles(context);
  expect([bucket.size, count(sql, "SELECT count(*) AS n FROM payout_files")]).toEqual([0, 0]);
});
