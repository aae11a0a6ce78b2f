/** Moving to a new key: what is sealed and the hashes that find a person. */
import { beforeEach, describe, expect, test } from "vitest";
import { debtorIdentity, emailIdentity } from "../../src/domain/parties/party.ts";
import { RunTimeline } from "../../src/sync/run/run-timeline.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { timeline as timelineOf } from "../../src/sync/tenant/views/timelines.ts";
import * as noticeSecret from "../../src/sync/tenant/monitoring/notice-secret.ts";
import { beginFile } from "../../src/sync/tenant/payouts/payout-files.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import { hasOlder } from "../../src/sync/tenant/privacy/older-seals.ts";
import { step } from "../../src/sync/tenant/privacy/reseal.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import {
  begin,
  context,
  found,
  keyring,
  keysUsed,
  kept,
  sql,
  timeline,
  uses,
} from "./people-kit.ts";
import { everyOf } from "../support/every-of.ts";

beforeEach(begin);

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
    expect(await step(context)).toEqual({ left: 0, lost: 0, more: false });
    expect([keysUsed(), kept]).toEqual([["k2"], ["k2"]]);
    await uses("k2");
    expect(await noticeSecret.read(context)).toBe(signs);
    expect(await found("anna@example.com")).toEqual(["a"]);
    expect(
      (await people.page(context, { identities: [debtorIdentity(7)], erase: false })).jobs.map(
        ({ job }) => job.id,
      ),
    ).toEqual(["a"]);
    expect(JSON.stringify(await timelineOf(context, "b"))).toContain("ring twice");
    expect(await context.vault.access("asperion")).toMatchObject({
      kind: "token",
      token: { token: "secret" },
    });
  });

  // What a run of the job saw, sealed as runs do.
  const ran = async (jobId: string, about: readonly string[], detail: unknown): Promise<void> => {
    await timeline(jobId, "other@example.com", null);
    run(sql, "DELETE FROM payloads WHERE job_id = ?", jobId);
    const claim = { jobId } as Claim;
    const seen = new RunTimeline({
      now: () => 0,
      keyring: async () => keyring,
      tenantId: "shop",
      claim,
    });
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
      expect(await step(context)).toEqual({ left: 0, lost: 0, more: false });
      await uses(next);
      expect(await found(EMAIL)).toEqual(["a"]);
    }
    const [told] = (await timelineOf(context, "a"))?.timeline ?? [];
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
    expect(await step(context)).toEqual({ left: 60, lost: 0, more: true });
    expect(kept).toEqual([]);
    expect(await step(context)).toEqual({ left: 0, lost: 0, more: false });
  });

  test("says what no key opens any more, and is asked for as long as it is there", async () => {
    await timeline("a", "anna@example.com", null);
    await uses("k2");
    expect(await step(context)).toEqual({ left: 2, lost: 2, more: false });
    expect(kept).toEqual([]);
  });

  test("isn't held up by one that was moved to another row, which doesn't open", async () => {
    await timeline("a", "anna@example.com", null);
    await timeline("b", "bo@example.com", null);
    run(sql, "UPDATE payloads SET job_id = 'elsewhere' WHERE job_id = 'a'");
    await uses("k2", "k1");
    await step(context);
    expect(await step(context)).toEqual({ left: 1, lost: 0, more: false });
    expect(await found("bo@example.com")).toEqual(["b"]);
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

describe("of a shop with a long journal", () => {
  const HEADS = 50_000;
  const heads = (): void =>
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim)
       WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${HEADS})
       SELECT 'order:' || n, 10000000 + n, 'j', 'invoice', 0, 'draft.create', 'done', 1 FROM s`,
    );
  /** How many rows each statement since then answered with, and its text. */
  function watched() {
    const seen: { readonly query: string; readonly rows: number }[] = [];
    const exec = (query: string, ...binds: (string | number | null)[]) => {
      const answer = sql.exec(query, ...binds);
      seen.push({ query, rows: answer.toArray().length });
      return answer;
    };
    return { seen, context: { ...context, sql: { exec } as unknown as SqlStorage } };
  }

  test("no statement of a step looks at more than 2,000 rows, and nothing is done before all was looked at again", async () => {
    heads();
    await timeline("a", "anna@example.com", null);
    await uses("k2", "k1");
    const { seen, context: counting } = watched();
    const answers = [await step(counting)];
    while (answers.at(-1)?.more === true) answers.push(await step(counting));
    expect(answers.at(-1)).toEqual({ left: 0, lost: 0, more: false });
    // Twenty slices of 2,000 a step, each row looked at three times.
    expect(answers.length).toBe(5);
    expect(everyOf(answers.slice(0, -1), ({ left }) => left > 0)).toBe(true);
    expect(kept).toEqual(["k2"]);
    const most = Math.max(...seen.map(({ rows }) => rows));
    expect(most).toBe(2_000);
    const counts = seen.filter(({ query }) =>
      /count\(\*\) FROM (operations|payloads|evidence)/.test(query),
    );
    expect(counts).toEqual([]);
  });

  test("what a runner of the configuration before seals behind the walk is told as left", async () => {
    heads();
    await timeline("a", "anna@example.com", null);
    await uses("k2", "k1");
    await step(context);
    await step(context);
    await uses("k1");
    await timeline("b", "bo@example.com", null);
    await uses("k2", "k1");
    const answers = [await step(context)];
    while (answers.at(-1)?.more === true) answers.push(await step(context));
    // Its request lies before the walk, its timeline behind it.
    expect(answers.at(-1)).toEqual({ left: 1, lost: 0, more: false });
    expect(kept).toEqual([]);
    while ((await step(context)).more) continue;
    expect(kept).toEqual(["k2"]);
  });
});
