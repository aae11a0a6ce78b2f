/** A number that is searched: its own jobs first, in the same walk in which the others are found. */
import { expect, test } from "vitest";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
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
  const [first] = conditionsOf({ text }, { people: [], words: null, manyDocuments: false });
  expect(first?.[0].includes("'$.params'")).toBe(isLooked);
});

test("an order of a booked day has the number of the day's voucher, and is found by it", async () => {
  const id = end("order:77", "2077");
  end("order:78", "2078");
  const save = (key: string, role: "voucher" | "day-voucher", number: string): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n: 1,
        id: `${role} ${key}`,
        number,
        state: "live",
        sourceHash: "compared 2026-11-24",
        ownedHash: null,
      },
      now,
    );
  save("order:77", "voucher", "2026-11-24");
  run(
    sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
     VALUES ('order:77', 'voucher', 1, '2077', '2026-11-24', '[]', 1, '2026-11-24-1')`,
  );
  const asked = [
    { text: "A5" },
    { text: "a5", number: "a5" },
    { text: "Journal voucher A5", document: { number: "A5", roles: ["voucher"] as const } },
  ];
  const found = async (query: object) => (await page(context, query)).jobs.map((job) => job.id);
  for (const query of asked) expect(await found(query)).toEqual([]);
  save("day:2026-11-24-1", "day-voucher", "A5");
  for (const query of asked) expect(await found(query)).toEqual([id]);
  const { rows } = await page(context, { text: "A5", rows: true, withoutPeople: true });
  expect(rows?.[id]).toMatchObject({
    document: { role: "voucher", number: "A5" },
    matched: [{ by: "document", of: "A5" }],
  });
});
