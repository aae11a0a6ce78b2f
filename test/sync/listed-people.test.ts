/**
 * Whom orders are about, as lists show and search it: kept sealed and hashed, told to whoever asks
 * for it, and gone with retention, erasure and a transfer.
 */
import { beforeEach, expect, test } from "vitest";
import { type ListedPerson, nameWords, wordsIn } from "../../src/domain/jobs/listed.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { emailIdentity } from "../../src/domain/parties/party.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { hmacs, type Keyring, openKeyring, sealJson } from "../../src/store/seal.ts";
import { sealListedPerson } from "../../src/sync/sealed-people.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { Vault } from "../../src/sync/tenant/context/vault.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { withNameHashes } from "../../src/sync/tenant/journal/name-words.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import { step } from "../../src/sync/tenant/privacy/reseal.ts";
import { reconciliation } from "../../src/sync/tenant/calls/reconciliation.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { give } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { TABLES } from "../../src/sync/tenant/transfer/transfer-tables.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const key = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.charCodeAt(1)) });
let sql: SqlStorage;
let keyring: Keyring;
let context: TenantContext;
let now = 1_000;

const uses = async (...ids: [string, ...string[]]): Promise<void> => {
  const [first, ...rest] = ids;
  keyring = await openKeyring([key(first), ...rest.map(key)]);
};

const contextOf = (tenantId: string, of: SqlStorage): TenantContext => {
  const clock = { now: () => now };
  const vault = new Vault({
    sql: of,
    clock,
    keyring: async () => keyring,
    renew: async () => expect.unreachable(),
    tenantId: () => tenantId,
    waits: [],
  });
  return {
    sql: of,
    atomically: atomicallyOn(of),
    vault,
    now: clock.now,
    wake: () => undefined,
    tenantId: () => tenantId,
    deps: { keyring: async () => keyring, forgetKeys: async () => undefined },
  } as unknown as TenantContext;
};

beforeEach(async () => {
  sql = objectSql();
  now = 1_000;
  await uses("k1");
  context = contextOf("shop", sql);
  meta.configure(sql, { administrationId: 1, version: 1, settings: defaultSettings() });
});

const ANNA: ListedPerson = {
  company: "Żółw Sp. z o.o.",
  name: "Anna Nowak",
  city: "Łódź",
  country: "PL",
};

/** `null`: the run read no order. */
async function ended(
  orderKey: string,
  person: ListedPerson | null,
  more: { readonly email?: string; readonly context?: TenantContext } = {},
): Promise<string> {
  const of = more.context ?? context;
  now += 1;
  const { id } = jobs.create(of.sql, {
    key: orderKey,
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: now,
    now,
  });
  jobs.update(of.sql, id, { status: "done", outcome: "booked", label: orderKey.slice(6) }, now);
  const at = { tenantId: of.tenantId(), jobId: id };
  const entries = [{ at: 0, what: "read", title: "GET", detail: { email: more.email ?? null } }];
  const hashes = more.email === undefined ? [] : await hmacs(keyring, emailIdentity(more.email));
  const report = {
    timeline: await sealJson(keyring, entries, payloads.placeOf(at.tenantId, id)),
    people: hashes.map(({ keyId, hmac }) => `${keyId}:${hmac}`),
    ...(person === null
      ? {}
      : { head: (await sealListedPerson(keyring, at, person)).bytes, words: nameWords(person) }),
  };
  payloads.add(of.sql, id, await withNameHashes(of, report), now);
  return id;
}

const found = async (name: string, query: JobQuery = {}): Promise<readonly string[]> =>
  (await page(context, { ...query, text: name, words: wordsIn(name) })).jobs.map(({ id }) => id);
const personOf = async (id: string): Promise<ListedPerson | null | undefined> =>
  (await page(context, { rows: true })).rows?.[id]?.person;
const stored = (): string =>
  all<{ people: string }>(sql, "SELECT people FROM payloads")
    .map((row) => row.people)
    .join(" ");

test("an order is found by whole words of its customer's name, in any order, however typed", async () => {
  const anna = await ended("order:1", ANNA);
  const bo = await ended("order:2", { ...ANNA, company: null, name: "Anna Ek" });
  expect(await found("anna")).toEqual([bo, anna]);
  for (const name of ["Nowak Anna", "ZOLW", "żółw nowak", "Żołw  Anna!"])
    expect([name, await found(name)]).toEqual([name, [anna]]);
  for (const name of ["Now", "Anna Berg", "Nowakowska", "Łódź"])
    expect([name, await found(name)]).toEqual([name, []]);
});

test("the name is told to whoever asks for it, and to nobody else", async () => {
  const id = await ended("order:1", ANNA);
  expect(await personOf(id)).toEqual(ANNA);
  const without = await page(context, { rows: true, withoutPeople: true });
  expect(without.rows?.[id]?.person).toBeNull();
  expect((await page(context, {})).rows).toBeUndefined();
  expect(await found("nowak", { withoutPeople: true })).toEqual([]);
});

test("the comparison names the customer of each order and of each difference to whoever may see them, while it is kept", async () => {
  await ended("order:1", ANNA);
  await ended("order:2", ANNA);
  run(sql, "DELETE FROM payloads WHERE job_id IN (SELECT id FROM jobs WHERE key = 'order:2')");
  const parts = [{ name: "amount", currency: "SEK", gross: "-0.01", rates: [] }];
  for (const id of [1, 2])
    run(
      sql,
      `INSERT INTO reconciliation_orders (id, key, day, date, known_state, state, balance, run, at)
       VALUES (?, ?, '2026-11-23', '2026-11-23T10:00:00', 'open', 'booked', ?, 1, 1)`,
      id,
      `order:${id}`,
      JSON.stringify({ parts }),
    );
  const days = { from: "2026-11-20", to: "2026-11-24" };
  const { view, differences } = reconciliation;
  const asked = { ...days, people: true } as const;
  expect((await view(context, asked)).orders.map(({ person }) => person)).toEqual([ANNA, null]);
  const { items } = await differences(context, { ...asked, each: 10 });
  expect(items.map(({ order }) => order?.person)).toEqual([ANNA, null]);
  const on = { ...days, placed: true, cursor: "2026-11-23 1", limit: 1 } as const;
  expect((await view(context, on)).place).toEqual({ before: 1, of: 2 });
  // Home asks for the days alone.
  expect(await view(context, { ...asked, brief: true })).toEqual({
    run: null,
    asked: null,
    compared: [],
    findings: [],
    orders: [],
    cursor: null,
  });
  const key = "reconciliation";
  const its = { key, flow: key, lane: "sweep", type: "sweep.due", due: now, now } as const;
  const { id: jobId } = jobs.create(sql, its);
  expect((await view(context, days)).asked).toEqual({ jobId, over: false });
  jobs.update(sql, jobId, { status: "done", outcome: "held" }, now);
  expect((await view(context, days)).asked).toEqual({ jobId, over: true });
  const without = [
    ...(await view(context, days)).orders,
    ...(await differences(context, { ...days, each: 10 })).items.map(({ order }) => order),
  ];
  expect(without.map((order) => "person" in (order ?? {}))).toEqual([false, false, false, false]);
});

test("a report of thousands of orders reads customers at once, opens them in batches, ends at 1000", async () => {
  const parts = (name: string) =>
    JSON.stringify({ parts: [{ name, currency: "SEK", gross: "-0.01", rates: [] }] });
  run(
    sql,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1600)
     INSERT INTO reconciliation_orders (id, key, day, date, known_state, state, balance, run, at)
     SELECT i, 'order:' || i, '2026-11-23', '2026-11-23T10:00:00', 'open', 'booked',
       CASE WHEN i <= 900 THEN ? WHEN i <= 1590 THEN ? ELSE ? END, 1, 1
     FROM n`,
    parts("held"),
    parts("amount"),
    parts("rounding"),
  );
  for (const n of [1, 901, 1_600]) await ended(`order:${n}`, ANNA);
  const asked: string[] = [];
  const seen = new Proxy(sql, {
    get: (of, name) =>
      name === "exec"
        ? (query: string, ...binds: unknown[]) => {
            if (query.includes(".head")) asked.push(query);
            return of.exec(query, ...binds);
          }
        : Reflect.get(of, name),
  });
  const days = { from: "2026-11-23", to: "2026-11-23", each: 1_000, people: true } as const;
  const { items, counts } = await reconciliation.differences({ ...context, sql: seen }, days);
  expect(counts).toEqual({ held: 900, amount: 690, rounding: 10 });
  const of = (name: string) => items.filter((item) => item.name === name).length;
  expect([of("held"), of("amount"), of("rounding")]).toEqual([495, 495, 10]);
  expect(items.filter(({ order }) => order?.person != null).map(({ order }) => order?.id)).toEqual([
    1, 901, 1_600,
  ]);
  const [query = "", ...others] = asked;
  expect(others).toEqual([]);
  const plan = all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, "[]");
  expect(plan.map(({ detail }) => detail).filter((step) => /^SCAN (?!k )/.test(step))).toEqual([]);
});

test("whoever may not see people finds nothing by who did something, a note or a buyer's number", async () => {
  const id = await ended("order:1", null);
  const reasons = [
    reason("skipped-by-person", {
      why: "Nowak moved",
      documents: null,
      actor: "anna@shop.example",
    }),
    reason("sale-decided", { country: "PL", kind: "eu-business", vatNumber: "PL5260001246" }),
    reason("article-not-found", { sku: "MUG-1", line: 1 }),
  ];
  jobs.update(sql, id, { reasons: JSON.stringify(reasons) }, now);
  const named = [
    { code: "skipped-by-person", params: [{ name: "actor", parts: ["anna@shop.example"] }] },
  ];
  const asks: readonly (readonly [string, JobQuery])[] = [
    ["nowak", {}],
    ["anna@", {}],
    ["5260001", {}],
    ["by anna@shop.example", { named }],
  ];
  for (const [text, more] of asks) {
    expect([text, await found(text, more)]).toEqual([text, [id]]);
    expect([text, await found(text, { ...more, withoutPeople: true })]).toEqual([text, []]);
  }
  expect(await found("mug-1", { withoutPeople: true })).toEqual([id]);
});

test("neither a name nor a word of it stands in the object in the clear, and another shop hashes it otherwise", async () => {
  await ended("order:1", ANNA);
  const other = contextOf("other", objectSql());
  await ended("order:1", ANNA, { context: other });
  const [mine, theirs] = [sql, other.sql].map((of) =>
    all<{ people: string }>(of, "SELECT people FROM payloads")
      .flatMap((row) => row.people.split(" "))
      .toSorted(),
  );
  expect(mine?.length).toBe(nameWords(ANNA).length);
  expect(mine?.filter((hash) => theirs?.includes(hash))).toEqual([]);
  const rows = JSON.stringify(
    [...all<{ head: ArrayBuffer; people: string }>(sql, "SELECT head, people FROM payloads")].map(
      ({ head, people: of }) => [new TextDecoder().decode(head), of],
    ),
  );
  const kept = JSON.stringify(all(sql, "SELECT * FROM meta"));
  for (const word of ["Anna", "anna", "Nowak", "nowak", "Żółw", "zolw"])
    expect([word, rows.includes(word), kept.includes(word)]).toEqual([word, false, false]);
});

test("a later run that couldn't read the order leaves the name that an earlier one knew", async () => {
  await ended("order:1", ANNA);
  const newest = await ended("order:1", null);
  expect(await personOf(newest)).toEqual(ANNA);
  expect(await found("nowak", { newest: true })).toEqual([newest]);
});

test("after the retention the name is gone and finds nothing; the number stands", async () => {
  const id = await ended("order:7", ANNA);
  payloads.expire(sql, now + 1, now);
  expect([await personOf(id), await found("nowak"), stored()]).toEqual([null, [], ""]);
  const { jobs: listed } = await page(context, { text: "7", rows: true });
  expect(listed.map(({ label }) => label)).toEqual(["7"]);
});

test("an erasure takes head and words of that person, and of nobody else", async () => {
  const anna = await ended("order:1", ANNA, { email: "anna@example.com" });
  const bo = await ended("order:2", { ...ANNA, name: "Bo Ek", company: null });
  await people.page(context, {
    identities: [emailIdentity("anna@example.com")],
    erase: true,
  });
  expect([await personOf(anna), await found("nowak")]).toEqual([null, []]);
  expect(await found("ek")).toEqual([bo]);
  expect(stored().split(" ")).toHaveLength(2);
});

test("a new key seals heads anew and hashes words under another key of the tenant; the older one may go", async () => {
  const id = await ended("order:1", ANNA, { email: "anna@example.com" });
  const words = stored()
    .split(" ")
    .filter((hash) => hash.length < "k1:".length + 10);
  await uses("k2", "k1");
  const later = await ended("order:2", ANNA);
  // Both are found while some is hashed under the one and some under the other.
  expect(await found("nowak")).toEqual([later, id]);
  expect(await step(context)).toEqual({ left: 0, lost: 0, more: false });
  await uses("k2");
  expect(await found("nowak")).toEqual([later, id]);
  expect(await found("anna@example.com")).toEqual([id]);
  expect(await personOf(id)).toEqual(ANNA);
  expect(words).toHaveLength(nameWords(ANNA).length);
  expect(words.filter((hash) => stored().includes(hash))).toEqual([]);
  expect(Object.keys(JSON.parse(meta.get(sql, "word-keys") ?? "{}") as object)).toEqual(["k2"]);
});

test("what no key opens any more shows no name and stops no list", async () => {
  const id = await ended("order:1", ANNA);
  await uses("k2");
  // As after a deployment: what was opened is forgotten.
  const tables = sql;
  const anew = { exec: tables.exec.bind(tables) } as unknown as SqlStorage;
  context = { ...context, sql: anew };
  expect([await personOf(id), await found("nowak")]).toEqual([null, []]);
  await ended("order:2", ANNA);
  expect(await found("nowak")).toHaveLength(1);
});

test("a head that was moved to another job doesn't open there", async () => {
  const anna = await ended("order:1", ANNA);
  const bo = await ended("order:2", { ...ANNA, name: "Bo Ek" });
  run(
    sql,
    "UPDATE payloads SET head = (SELECT head FROM payloads WHERE job_id = ?) WHERE job_id = ?",
    anna,
    bo,
  );
  expect([await personOf(anna), await personOf(bo)]).toEqual([ANNA, null]);
});

test("a transfer takes neither heads nor words nor their key", async () => {
  await ended("order:1", ANNA);
  const given = [...Object.keys(TABLES), "open", "facts"].map((part) =>
    give(context, part as keyof typeof TABLES, null),
  );
  const text = JSON.stringify(given);
  for (const secret of [...stored().split(" "), meta.get(sql, "word-keys") ?? "word-keys", "Anna"])
    expect(text).not.toContain(secret);
});

test("of several calls at once the first makes the key, and all hash with it", async () => {
  await Promise.all([ended("order:1", ANNA), ended("order:2", ANNA), ended("order:3", ANNA)]);
  expect(await found("nowak")).toHaveLength(3);
});
