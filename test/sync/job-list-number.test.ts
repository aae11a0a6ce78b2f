/** A number that is searched: its own jobs first, in the same walk in which the others are found. */
import { expect, test } from "vitest";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { conditionsOf } from "../../src/sync/tenant/views/job-conditions.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { objectSql } from "../support/object-sql.ts";

const sql = objectSql();
const context = { sql } as unknown as TenantContext;
let now = Date.UTC(2026, 10, 24);

function end(key: string, label: string): string {
  const made = { key, flow: "orders", lane: "live", type: "order.updated", due: now, now } as const;
  const { id } = jobs.create(sql, made);
  jobs.update(sql, id, { status: "done", outcome: "booked", label, reasons: "[]" }, now);
  now += 1;
  return id;
}

test("of a number that many jobs have the newest come first, and nothing else is lost behind them", async () => {
  const looks = Array.from({ length: 14 }, () => end("order:1", "1007"));
  const others = [11_007, 10_070, 21_007].map((label) => end(`order:${label}`, String(label)));
  const found = async (more: object): Promise<readonly string[]> => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const asked = { text: "1007", number: "1007", ...more };
      const one: Awaited<ReturnType<typeof page>> = await page(context, {
        ...asked,
        ...(cursor === null ? {} : { cursor }),
      });
      ids.push(...one.jobs.map(({ id }) => id));
      ({ cursor } = one);
    } while (cursor !== null);
    return ids;
  };
  const all = [...looks.toReversed().slice(0, 10), ...others.toReversed()];
  expect(await found({})).toEqual(all);
  expect(await found({ limit: 2 })).toEqual(all);
  expect(await found({ newest: true })).toEqual([looks.at(-1), ...others.toReversed()]);
  // As it is typed with a sign that no order's number has.
  expect(await found({ text: "#1007" })).toEqual(all.slice(0, 10));
});

test.each([
  ["A9", false],
  ["PK1", false],
  ["A_9", true],
  ["A900", true],
  ["MUG", true],
])("%s is looked for in what reasons name: %s", (text, isLooked) => {
  const [[condition = ""] = []] = conditionsOf(
    { text },
    { people: [], words: null, manyDocuments: false },
  );
  expect(condition.includes("'$.params'")).toBe(isLooked);
});
