/** A word that reasons say: jobs of it may be many or few, and each page has the newest of them. */
import { beforeEach, expect, test, vi } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { lazyKeyring } from "../../src/store/seal.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { allIds } from "../support/all-jobs.ts";
import { objectSql } from "../support/object-sql.ts";

const keyring = lazyKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
const JOBS = 2_400;
const ASKED: JobQuery = { text: "article", codes: ["article-not-found"] };
let sql: SqlStorage;
let context: TenantContext;

beforeEach(() => {
  sql = objectSql();
  context = { sql, now: () => JOBS, deps: { keyring } } as unknown as TenantContext;
});

/** Jobs in the order of their change. Answers those that are on hold, the newest first. */
function shop(isHeld: (n: number) => boolean): readonly string[] {
  const held: string[] = [];
  for (let n = 0; n < JOBS; n += 1) {
    const its = { key: `order:${n}`, flow: "orders", lane: "live", type: "x" } as const;
    const { id } = jobs.create(sql, { ...its, due: n, now: n });
    // Some are still at work.
    const status = n % 50 === 0 ? {} : ({ status: "done" } as const);
    const why = isHeld(n) ? [reason("article-not-found", { sku: "A1", line: 1 })] : [];
    jobs.update(
      sql,
      id,
      { ...status, outcome: isHeld(n) ? "held" : "booked", reasons: JSON.stringify(why) },
      n,
    );
    if (isHeld(n)) held.unshift(id);
  }
  return held;
}

/** Whether a part of a statement was asked for the first page. */
async function asks(part: string, query = ASKED): Promise<boolean> {
  const exec = vi.spyOn(sql, "exec");
  await page(context, query);
  const isAsked = exec.mock.calls.some(([text]) => text.includes(part));
  exec.mockRestore();
  return isAsked;
}
/** The whole table is gone through. */
const readsAll = (): Promise<boolean> => asks("NOT INDEXED");

test("where the newest fill a page, the others aren't read; each page goes on from the last", async () => {
  const held = shop((n) => n % 20 === 0);
  expect(await readsAll()).toBe(false);
  expect(await allIds(context, ASKED)).toEqual(held);
});

test.each<[string, (n: number) => boolean]>([
  ["most of them are older", (n) => n < 300 || n > JOBS - 10],
  ["the oldest alone", (n) => n === 0],
  ["none", () => false],
  ["a page is filled exactly", (n) => n >= JOBS - 50],
])("the older ones are read where the newest don't fill a page: %s", async (_, isHeld) => {
  const held = shop(isHeld);
  expect(await readsAll()).toBe(true);
  expect(await allIds(context, ASKED)).toEqual(held);
});

test.each<[JobQuery, boolean]>([
  [ASKED, false],
  [{ text: "lamp 9" }, true],
  [{ text: "voucher A", document: { number: "A", roles: ["voucher"] } }, true],
  [{ text: "QXKZ", code: "QXKZ" }, true],
])("how many documents there are is asked where they are searched: %j", async (query, isAsked) => {
  expect(await asks("FROM documents LIMIT 1", query)).toBe(isAsked);
});
