/** Moving to a new key: what is sealed, and hashes by which a person's data is told and erased. */
import { beforeEach, describe, expect, test } from "vitest";
import { debtorIdentity, emailIdentity } from "../../src/domain/party.ts";
import { derivedNumber } from "../../src/flows/parties/party.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { hmacs, type Keyring, openKeyring, sealJson } from "../../src/store/seal.ts";
import { RunTimeline } from "../../src/sync/run/run-timeline.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { Vault } from "../../src/sync/tenant/context/vault.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { buffer } from "../../src/sync/tenant/journal/journal.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import * as manualActions from "../../src/sync/tenant/manual/manual-actions.ts";
import * as noticeSecret from "../../src/sync/tenant/monitoring/notice-secret.ts";
import { beginFile } from "../../src/sync/tenant/payouts/payout-files.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import { hasOlder, step } from "../../src/sync/tenant/privacy/reseal.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const key = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.charCodeAt(1)) });
let sql: SqlStorage;
let keyring: Keyring;
let context: TenantContext;
let kept: string[];

const uses = async (...ids: [string, ...string[]]): Promise<void> => {
  const [first, ...rest] = ids;
  keyring = await openKeyring([key(first), ...rest.map(key)]);
};

beforeEach(async () => {
  sql = objectSql();
  kept = [];
  await uses("k1");
  const clock = { now: () => 1_000 };
  const vault = new Vault(
    sql,
    clock,
    async () => keyring,
    async () => {
      throw new Error("nothing is renewed here");
    },
    () => "shop",
    [],
  );
  context = {
    sql,
    atomically: atomicallyOn(sql),
    vault,
    now: clock.now,
    wake: () => undefined,
    tenantId: () => "shop",
    deps: {
      keyring: async () => keyring,
      forgetKeys: async (_: string, keyId: string) => void kept.push(keyId),
    },
  } as unknown as TenantContext;
  meta.configure(sql, { administrationId: 1, version: 1, settings: defaultSettings() });
});

async function timeline(jobId: string, email: string, debtorId: number | null): Promise<void> {
  jobs.create(sql, {
    key: `order:${jobId}`,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  run(
    sql,
    "UPDATE jobs SET id = ?, status = 'done', over = 1, outcome = 'booked', due = NULL WHERE key = ?",
    jobId,
    `order:${jobId}`,
  );
  const entries = [
    {
      at: 0,
      what: "read",
      title: "GET",
      detail: { body: { emailAddress: email, debtorId, comments: "ring twice" } },
    },
  ];
  const sealed = await sealJson(keyring, entries, payloads.placeOf("shop", jobId));
  const hashes = await Promise.all(
    [emailIdentity(email), ...(debtorId === null ? [] : [debtorIdentity(debtorId)])].map(
      (identity) => hmacs(keyring, identity),
    ),
  );
  payloads.add(
    sql,
    jobId,
    {
      timeline: sealed,
      people: hashes.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`),
    },
    0,
  );
  const request = await sealJson(keyring, { email }, payloads.placeOf("shop", jobId));
  run(
    sql,
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, marker, request_key, request) VALUES ((SELECT count(*) + 1 FROM operations), ?, ?, 'sales-order', 1, 'order.create', 'compared', 1, ?, ?, ?)",
    jobId,
    `order:${jobId}`,
    `${jobId} #AAAAAAAA`,
    request.keyId,
    buffer(request.bytes),
  );
}

const found = async (email: string): Promise<string[]> =>
  (await people.page(context, { identities: [emailIdentity(email)], erase: false })).jobs.map(
    ({ job }) => job.id,
  );
const keysUsed = (): string[] =>
  all<{ k: string }>(
    sql,
    "SELECT key_id AS k FROM payloads UNION SELECT request_key FROM operations WHERE request IS NOT NULL UNION SELECT key_id FROM tokens",
  ).map(({ k }) => k);

describe("a new key", () => {
  test("takes over everything, people are found under it alone, and the older key may go", async () => {
    await timeline("a", "Anna@Example.com ", 7);
    await timeline("b", "bo@example.com", null);
    await context.vault.store({
      vendor: "asperion",
      accessToken: "secret",
      refreshToken: "more",
      accessExpiresAt: 9e12,
      scope: "",
      identity: "1",
      name: "Shop",
      company: null,
      client: null,
    });
    const signs = await noticeSecret.make(context);
    await uses("k2", "k1");
    expect(await step(context)).toEqual({ left: 0, lost: 0 });
    expect([keysUsed(), kept]).toEqual([["k2"], ["k2"]]);
    await uses("k2");
    expect(await noticeSecret.read(context)).toBe(signs);
    expect(await found("anna@example.com")).toEqual(["a"]);
    expect(
      (await people.page(context, { identities: [debtorIdentity(7)], erase: false })).jobs.map(
        ({ job }) => job.id,
      ),
    ).toEqual(["a"]);
    expect(JSON.stringify(await manualActions.timeline(context, "b"))).toContain("ring twice");
    expect(await context.vault.access("asperion")).toMatchObject({
      kind: "token",
      token: { token: "secret" },
    });
  });

  // What a run of the job saw, sealed as runs do.
  const ran = async (jobId: string, about: readonly string[], detail: unknown): Promise<void> => {
    await timeline(jobId, "other@example.com", null);
    run(sql, "DELETE FROM payloads WHERE job_id = ?", jobId);
    const sealing = { now: () => 0, keyring: async () => keyring, tenantId: "shop", jobId };
    const seen = new RunTimeline(sealing);
    for (const identity of about) seen.person(identity);
    seen.note("lookup", "GET /customers", detail);
    const { timeline: sealed, people: hashes } = await seen.sealed();
    if (sealed === null) throw new Error("nothing was seen");
    payloads.add(sql, jobId, { timeline: sealed, people: hashes }, 0);
  };

  const EMAIL = "anna@example.com";
  test.each<[string, unknown]>([
    ["an address that was only asked for", { query: { email: "ANNA%40…" } }],
    ["one whose answer was too long", { body: { email: EMAIL, text: "x".repeat(1_600_000) } }],
  ])("finds %s, twice over, and shows nothing of that", async (_, detail) => {
    await ran("a", [emailIdentity(EMAIL)], detail);
    for (const next of ["k2", "k3"]) {
      await uses(next, keyring.writes.id);
      expect(await step(context)).toEqual({ left: 0, lost: 0 });
      await uses(next);
      expect(await found(EMAIL)).toEqual(["a"]);
    }
    const [told] = (await manualActions.timeline(context, "a"))?.timeline ?? [];
    expect(Object.keys(told ?? {})).toEqual(["at", "what", "title", "detail"]);
  });

  test("finds who was asked for in the ledger before runs said so in what is sealed", async () => {
    const $filter =
      "(EmailAddress eq 'Anna@example.com' or EmailAddress eq 'o''brien@example.com')";
    await ran("a", [], { vendor: "eaccounting", query: { $filter }, status: 200 });
    await uses("k2", "k1");
    await step(context);
    expect([await found("anna@example.com"), await found("o'brien@example.com")]).toEqual([
      ["a"],
      ["a"],
    ]);
  });

  test("goes on where it was, a step at a time", async () => {
    for (let n = 0; n < 130; n += 1) await timeline(`s${n}`, `p${n}@example.com`, null);
    await uses("k2", "k1");
    expect(await step(context)).toEqual({ left: 60, lost: 0 });
    expect(kept).toEqual([]);
    expect(await step(context)).toEqual({ left: 0, lost: 0 });
  });

  test("says what no key opens any more, and is asked for as long as it is there", async () => {
    await timeline("a", "anna@example.com", null);
    await uses("k2");
    expect(await step(context)).toEqual({ left: 2, lost: 2 });
    expect(kept).toEqual([]);
  });

  test("isn't held up by one that was moved to another row, which doesn't open", async () => {
    await timeline("a", "anna@example.com", null);
    await timeline("b", "bo@example.com", null);
    run(sql, "UPDATE payloads SET job_id = 'elsewhere' WHERE job_id = 'a'");
    await uses("k2", "k1");
    await step(context);
    expect(await step(context)).toEqual({ left: 1, lost: 0 });
    expect(await found("bo@example.com")).toEqual(["b"]);
  });
});

describe("a person", () => {
  test("is found by a folded address, and nobody else is", async () => {
    await timeline("a", "Anna@Example.com", 7);
    await timeline("b", "bo@example.com", 8);
    expect([
      await found(" ANNA@example.COM"),
      await found("anna@example.co"),
      await found("bo@example.com"),
    ]).toEqual([["a"], [], ["b"]]);
  });

  test("is erased: timeline and requests go, marker, documents and the link stay, the link without what was known", async () => {
    await timeline("a", "anna@example.com", 7);
    await timeline("b", "bo@example.com", 8);
    links.save(
      sql,
      {
        kind: "customer",
        source: "7",
        target: "c7",
        by: "engine",
        data: {
          customer: {
            id: "c7",
            number: "AS7",
            kind: "private",
            country: "SE",
            vatNumber: "SE640823323401",
            termsOfPaymentId: "t",
          },
          fingerprint: "f",
        },
      },
      0,
    );
    const erased = await people.page(context, {
      identities: [emailIdentity("anna@example.com"), debtorIdentity(7)],
      erase: true,
    });
    expect(erased).toEqual({
      jobs: [],
      open: 0,
      links: [{ source: "7", target: "c7" }],
      evidence: { count: 0, records: [] },
      cursor: null,
    });
    expect([await found("anna@example.com"), await found("bo@example.com")]).toEqual([[], ["b"]]);
    expect(
      all(sql, "SELECT job_id, marker, request IS NULL AS bare FROM operations ORDER BY job_id"),
    ).toEqual([
      { job_id: "a", marker: "a #AAAAAAAA", bare: 1 },
      { job_id: "b", marker: "b #AAAAAAAA", bare: 0 },
    ]);
    expect(links.customer(sql, "7")).toEqual({
      customer: {
        id: "c7",
        number: null,
        kind: "private",
        country: null,
        vatNumber: null,
        termsOfPaymentId: "t",
      },
      fingerprint: "",
    });
  });

  test("is found before what an older key hashed has moved to the new one", async () => {
    await timeline("a", "anna@example.com", 7);
    await uses("k2", "k1");
    expect(await found("anna@example.com")).toEqual(["a"]);
  });

  test("who bought as a guest has a link by the code of the address alone, erased as well, whichever prefix numbers had then", async () => {
    const guest = (source: string) =>
      links.save(
        sql,
        {
          kind: "customer",
          source,
          target: source,
          by: "engine",
          data: {
            customer: {
              id: source,
              number: "AS-1",
              kind: "private",
              country: "SE",
              vatNumber: null,
              termsOfPaymentId: null,
            },
            fingerprint: "f",
          },
        },
        0,
      );
    const anna = [
      `guest:${derivedNumber(null, "anna@example.com", "AS-")}`,
      `guest:${derivedNumber(null, "anna@example.com", "OLD")}`,
      // With a customer of her own for a currency, and ordering for a company.
      `guest:${derivedNumber(null, "anna@example.com", "AS-")}:EUR`,
      `guest:K7Q2M4XA:${derivedNumber(null, "anna@example.com", "AS-")}`,
    ];
    const bo = `guest:${derivedNumber(null, "bo@example.com", "AS-")}`;
    for (const source of [...anna, bo]) guest(source);
    const erased = await people.page(context, {
      identities: [emailIdentity("Anna@Example.com")],
      erase: true,
    });
    expect(erased.links.map(({ source }) => source).toSorted()).toEqual(anna.toSorted());
    expect([...anna, bo].map((source) => links.customer(sql, source)?.fingerprint)).toEqual([
      ...anna.map(() => ""),
      "f",
    ]);
    for (const source of ["7", "7:EUR", "77"]) guest(source);
    const debtor = await people.page(context, { identities: [debtorIdentity(7)], erase: true });
    expect(debtor.links.map(({ source }) => source)).toEqual(["7", "7:EUR"]);
  });

  test("whose job is still to end is told of: it will write again", async () => {
    await timeline("a", "anna@example.com", 7);
    run(sql, "UPDATE jobs SET status = 'waiting', over = 0, due = 5 WHERE id = 'a'");
    expect(
      (await people.page(context, { identities: [debtorIdentity(7)], erase: true })).open,
    ).toBe(1);
  });

  test("with thousands of orders is told and erased page by page, whole", async () => {
    for (let n = 0; n < 45; n += 1)
      await timeline(`s${n}`, n % 2 === 0 ? "anna@example.com" : "bo@example.com", null);
    const told: string[] = [];
    for (let cursor: string | null = "0"; cursor !== null;) {
      const page = await people.page(context, {
        identities: [emailIdentity("anna@example.com")],
        erase: false,
        cursor,
      });
      told.push(...page.jobs.map(({ job }) => job.id));
      ({ cursor } = page);
    }
    expect([told.length, new Set(told).size]).toEqual([23, 23]);
  });
});

describe("what an older key seals", () => {
  const DAY = 86_400_000;
  /** The same tables, and how many statements looked at the timelines. */
  function counted() {
    let looks = 0;
    const exec = (query: string, ...binds: (string | number | null)[]) => {
      if (/FROM payloads/.test(query)) looks += 1;
      return sql.exec(query, ...binds);
    };
    return { sql: { exec } as unknown as SqlStorage, looks: () => looks };
  }

  test("is looked for each hour until a key has written for a day, and then not before another writes", async () => {
    await timeline("j1", "a@example.com", null);
    const { sql: tables, looks } = counted();
    const at = (key: string, ms: number) => hasOlder(tables, key, 1_000 + ms);
    expect([await at("k1", 0), await at("k1", DAY - 1)]).toEqual([false, false]);
    expect(looks()).toBe(2);
    for (const ms of [DAY, DAY + 1, 2 * DAY]) expect(await at("k1", ms)).toBe(false);
    expect(looks()).toBe(3);
    for (const ms of [2 * DAY, 4 * DAY]) expect(await at("k2", ms)).toBe(true);
    await uses("k2", "k1");
    await step(context);
    for (const ms of [4 * DAY, 5 * DAY]) expect(await at("k2", ms)).toBe(false);
    expect(looks()).toBe(6);
  });

  test("is found where a runner of the configuration before seals within the day", async () => {
    await uses("k2", "k1");
    expect(await hasOlder(sql, "k2", 0)).toBe(false);
    await uses("k1");
    await timeline("j1", "a@example.com", null);
    expect(await hasOlder(sql, "k2", 3_600_000)).toBe(true);
  });
});

test("the key of settlement files is sealed anew, and opens under the new key alone", async () => {
  const before = await beginFile(context, "f1");
  await uses("k2", "k1");
  await step(context);
  await uses("k2");
  expect(await beginFile(context, "f2")).toEqual(before);
});
