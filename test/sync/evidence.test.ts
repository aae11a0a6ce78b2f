/**
 * Evidence of VAT in the tenant's object: kept once, by quarter, apart from payloads, as long as
 * the law asks; told of a person and left by an erasure; sealed anew and handed over.
 */
import { beforeEach, expect, test } from "vitest";
import type { VatEvidence } from "../../src/domain/orders/vat-evidence.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { type Keyring, openKeyring } from "../../src/store/seal.ts";
import type { SealedEvidence } from "../../src/sync/contract/runs.ts";
import { hashEvidencePerson, sealEvidence } from "../../src/sync/evidence.ts";
import type { TransferRow } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { Vault } from "../../src/sync/tenant/context/vault.ts";
import * as evidence from "../../src/sync/tenant/journal/evidence.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as kept from "../../src/sync/tenant/privacy/kept-evidence.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import { step } from "../../src/sync/tenant/privacy/reseal.ts";
import { previewDeletion } from "../../src/sync/tenant/privacy/would-delete.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { giveEvidence, takeEvidence } from "../../src/sync/tenant/transfer/evidence-rows.ts";
import { company } from "../flows/orders/kit.ts";
import { clear } from "../support/hourly-care.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const ANNA = "email:anna@example.com";
const key = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.charCodeAt(1)) });

let sql: SqlStorage;
let keyring: Keyring;
let context: TenantContext;
let now: number;

const uses = async (...ids: [string, ...string[]]): Promise<void> => {
  const [first, ...rest] = ids;
  keyring = await openKeyring([key(first), ...rest.map(key)]);
};

function contextOf(of: SqlStorage, tenantId: string): TenantContext {
  const vault = new Vault({
    sql: of,
    clock: { now: () => now },
    keyring: async () => keyring,
    renew: async () => {
      throw new Error("nothing is renewed here");
    },
    tenantId: () => tenantId,
    waits: [],
  });
  return {
    sql: of,
    atomically: atomicallyOn(of),
    vault,
    now: () => now,
    wake: () => undefined,
    tenantId: () => tenantId,
    deps: { keyring: async () => keyring, forgetKeys: async () => undefined },
  } as unknown as TenantContext;
}

beforeEach(async () => {
  sql = objectSql();
  now = NOW;
  await uses("k1");
  context = contextOf(sql, "shop");
  meta.configure(sql, { administrationId: 1, version: 1, settings: defaultSettings() });
});

const german = (orderId: string, day: string): VatEvidence => ({
  v: 1,
  orderId,
  orderNumber: orderId,
  day,
  document: "invoice",
  seller: { country: "SE", currency: "SEK", oss: false },
  buyer: { kind: "private", debtorId: 7, customerId: "c7" },
  sale: {
    kind: "eu-consumer",
    country: "DE",
    facts: [
      { from: "invoice-address", country: "DE" },
      { from: "customer", country: "DE" },
    ],
  },
  vatNumber: null,
  charged: [{ rate: "0.25", net: "80", vat: "20", gross: "100" }],
  currency: "SEK",
  gross: "100",
  exchange: null,
});

type Told = {
  readonly quarter?: string;
  readonly version?: string;
  readonly oss?: boolean;
  readonly countsFrom?: number;
  readonly identity?: string;
};

/** As a run tells it: of order 1007, in the last quarter of 2026. */
async function told(orderId: string, more: Told = {}): Promise<SealedEvidence> {
  const { quarter = "2026Q4", version = "v1", oss = false, countsFrom = 2026 } = more;
  const day = `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3).padStart(2, "0")}-15`;
  const at = { tenantId: "shop", key: `order:${orderId}`, version };
  const content = {
    evidence: german(orderId, day),
    people: [await hashEvidencePerson(more.identity ?? ANNA)],
  };
  return {
    key: at.key,
    quarter,
    version,
    countsFrom,
    oss,
    ...(await sealEvidence(keyring, at, content)),
  };
}

const stands = (orderId: string): void =>
  journal.saveDocument(
    sql,
    `order:${orderId}`,
    {
      role: "invoice",
      n: 1,
      id: `doc-${orderId}`,
      number: `9${orderId}`,
      state: "live",
      sourceHash: null,
      ownedHash: null,
    },
    NOW,
  );

async function keep(orderId: string, more: Told = {}): Promise<void> {
  stands(orderId);
  evidence.save(sql, await told(orderId, more), NOW);
}

const versions = () =>
  all<{ key: string; version: string }>(
    sql,
    "SELECT key, version FROM evidence ORDER BY quarter, key, version",
  ).map((row) => `${row.key} ${row.version}`);

test("a repeated run keeps nothing more, an edited order keeps what it is now beside what it was", async () => {
  await keep("1");
  const [first] = all<{ bytes: ArrayBuffer }>(sql, "SELECT bytes FROM evidence");
  await keep("1");
  expect(versions()).toEqual(["order:1 v1"]);
  const [second] = all<{ bytes: ArrayBuffer }>(sql, "SELECT bytes FROM evidence");
  expect(new Uint8Array(second?.bytes ?? new ArrayBuffer())).toEqual(
    new Uint8Array(first?.bytes ?? new ArrayBuffer()),
  );
  await keep("1", { version: "v2" });
  expect(versions()).toEqual(["order:1 v1", "order:1 v2"]);
});

test("nothing is kept of an order that has no document in the ledger", async () => {
  evidence.save(sql, await told("1"), NOW);
  expect(versions()).toEqual([]);
});

test("a quarter is told alone, page by page, with what stands for each order", async () => {
  await keep("1", { quarter: "2026Q3" });
  await keep("2");
  await keep("3", { quarter: "2027Q1" });
  const page = await kept.page(context, "2026Q4", null);
  expect(page.evidence.map(({ orderId, documents, at }) => [orderId, documents, at])).toEqual([
    ["2", ["92"], NOW],
  ]);
  expect(page.cursor).toBeNull();
  expect(kept.quarters(context)).toEqual([
    { quarter: "2027Q1", count: 1 },
    { quarter: "2026Q4", count: 1 },
    { quarter: "2026Q3", count: 1 },
  ]);
});

test("a quarter of more than a page is told whole, each order once", async () => {
  const ids = Array.from({ length: 450 }, (_, index) => String(1000 + index));
  for (const id of ids) await keep(id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof kept.page>> = await kept.page(context, "2026Q4", cursor);
    seen.push(...page.evidence.map(({ orderId }) => orderId));
    ({ cursor } = page);
  } while (cursor !== null);
  expect(seen).toEqual(ids);
});

test("what no key opens is counted, and the rest is told", async () => {
  await keep("1");
  await uses("k2");
  await keep("2");
  const page = await kept.page(context, "2026Q4", null);
  expect([page.evidence.map(({ orderId }) => orderId), page.unreadable]).toEqual([["2"], 1]);
});

test("payloads go with their retention, evidence stays for the years of the law", async () => {
  cache.save(sql, { company }, NOW);
  await keep("1");
  await keep("2", { oss: true });
  payloads.add(sql, "j1", { timeline: { keyId: "k1", bytes: new Uint8Array(3) }, people: [] }, NOW);
  const at = (year: number): number => Date.UTC(year, 0, 2);
  now = at(2033);
  const cleared = clear(context, 30);
  expect([cleared.payloads, cleared.evidence, versions().length]).toEqual([1, 0, 2]);
  // Seven years after 2026, in Sweden.
  now = at(2034);
  expect(previewDeletion(context, { retentionDays: 30, evidenceYears: null })).toMatchObject({
    records: 1,
    country: "SE",
    years: 7,
    asked: 7,
  });
  expect(versions()).toHaveLength(2);
  expect([clear(context, 30).evidence, versions()]).toEqual([1, ["order:2 v1"]]);
  now = at(2036);
  expect(clear(context, 30).evidence).toBe(0);
  // Ten under OSS.
  now = at(2037);
  expect([clear(context, 30).evidence, versions()]).toEqual([1, []]);
});

test.each([
  ["a company whose country isn't known", null, null, 2037],
  ["the tenant's own choice", company, 12, 2039],
  ["a fiscal year that ends in the next calendar year", company, null, 2035],
] as const)("%s decides how long", async (name, of, years, goneIn) => {
  if (of !== null) cache.save(sql, { company: of }, NOW);
  await keep("1", { countsFrom: name.startsWith("a fiscal") ? 2027 : 2026 });
  now = Date.UTC(goneIn - 1, 11, 31);
  expect(clear(context, 30, years).evidence).toBe(0);
  now = Date.UTC(goneIn, 0, 2);
  expect(clear(context, 30, years).evidence).toBe(1);
});

test("a person is told what is kept of them, and an erasure leaves it", async () => {
  await keep("1");
  await keep("2", { identity: "email:bo@example.com" });
  const ask = (erase: boolean, brief?: true) =>
    people.page(context, {
      identities: [ANNA],
      erase,
      ...(brief === undefined ? {} : { brief }),
    });
  const full = await ask(false);
  expect([full.evidence.count, full.evidence.records.map(({ orderId }) => orderId)]).toEqual([
    1,
    ["1"],
  ]);
  expect((await ask(false, true)).evidence).toEqual({ count: 1, records: [] });
  await ask(true);
  expect(versions()).toEqual(["order:1 v1", "order:2 v1"]);
  expect((await ask(false)).evidence.count).toBe(1);
  // Neither the address nor its plain hash stands beside what is sealed.
  const [row] = all<{ people: string }>(sql, "SELECT people FROM evidence");
  expect(row?.people).not.toContain("anna");
  expect(row?.people).not.toContain(await hashEvidencePerson(ANNA));
});

test("it is sealed anew under a new key, and the person is found by the new key alone", async () => {
  await keep("1");
  await uses("k2", "k1");
  expect(await step(context)).toEqual({ left: 0, lost: 0, more: false });
  await uses("k2");
  const page = await kept.page(context, "2026Q4", null);
  expect([page.evidence.length, page.unreadable]).toEqual([1, 0]);
  expect((await kept.ofPerson(context, [ANNA], { after: null, brief: true })).count).toBe(1);
});

test("what can't be opened is left behind by a re-encryption, and counted as lost", async () => {
  await keep("1");
  await uses("k2");
  expect(await step(context)).toEqual({ left: 1, lost: 1, more: false });
});

test("it moves with the tenant to a deployment with other keys, and twice is once", async () => {
  await keep("1", { oss: true });
  const given = await giveEvidence(context, null);
  if ("ok" in given) throw new Error("refused");
  await uses("k3");
  const there = contextOf(objectSql(), "other");
  expect(await takeEvidence(there, given.rows)).toEqual({ ok: true });
  expect(await takeEvidence(there, given.rows)).toEqual({ ok: true });
  const page = await kept.page(there, "2026Q4", null);
  expect(page.evidence.map(({ orderId, at }) => [orderId, at])).toEqual([["1", NOW]]);
  expect((await kept.ofPerson(there, [ANNA], { after: null, brief: true })).count).toBe(1);
});

test.each([
  ["another quarter", { quarter: "2026Q3" }],
  ["no content", { content: "{}" }],
  ["a column of its own", { bytes: "1" }],
] as const)("a row with %s is refused, and none of its page is kept", async (_, wrong) => {
  await keep("1");
  await keep("2");
  const given = await giveEvidence(context, null);
  if ("ok" in given) throw new Error("refused");
  const rows: TransferRow[] = given.rows.map((row, index) =>
    index === 0 ? row : { ...row, ...wrong },
  );
  const there = contextOf(objectSql(), "other");
  expect(await takeEvidence(there, rows)).toMatchObject({ ok: false });
  expect(all(there.sql, "SELECT 1 FROM evidence")).toEqual([]);
});

test("a person's export tells all their evidence, page by page, each record once, and then the jobs", async () => {
  const orders = Array.from({ length: 450 }, (_, n) => String(1_000 + n));
  for (const orderId of orders) await keep(orderId);
  await keep("7", { identity: "email:bo@example.com" });
  const found: string[] = [];
  let cursor: string | null = null;
  const counts: number[] = [];
  for (let pages = 0; pages === 0 || (cursor !== null && pages < 10); pages += 1) {
    const page: Awaited<ReturnType<typeof people.page>> = await people.page(context, {
      identities: [ANNA],
      erase: false,
      ...(cursor === null ? {} : { cursor }),
    });
    counts.push(page.evidence.count);
    found.push(...page.evidence.records.map(({ orderId }) => orderId));
    ({ cursor } = page);
  }
  expect([counts, cursor]).toEqual([[450, 0, 0], null]);
  expect(found.toSorted()).toEqual(orders);
  // A preview and an erasure are told how much there is, and open none of it.
  const brief = { identities: [ANNA], erase: false, brief: true } as const;
  expect(await people.page(context, brief)).toMatchObject({
    evidence: { count: 450, records: [] },
    cursor: null,
  });
});
