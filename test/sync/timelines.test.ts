/** Timelines of several jobs in one answer: in their order, and no more than an answer holds. */
import { expect, test } from "vitest";
import { openKeyring, sealJson } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { jobs as calls } from "../../src/sync/tenant/calls/jobs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { objectSql } from "../support/object-sql.ts";

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);

/** Runs of so many orders, each with a timeline of so many bytes that don't compress. */
async function shop(count: number, bytes: number) {
  const sql = objectSql();
  const context = {
    sql,
    tenantId: () => "shop",
    deps: { keyring: async () => keyring },
  } as unknown as TenantContext;
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = jobs.create(sql, {
      key: `order:${n}`,
      flow: "orders",
      lane: "live",
      type: "order.updated",
      due: 1,
      now: 1,
    });
    const detail = Array.from({ length: bytes / 8 }, (_, at) =>
      (Math.imul(at + n * 7_919, 2_654_435_761) >>> 0).toString(16).padStart(8, "0"),
    ).join("");
    const entries = [{ at: n, what: "read", title: "GET /v1/articles", detail }];
    const timeline = await sealJson(keyring, entries, payloads.placeOf("shop", id));
    payloads.add(sql, id, { timeline, people: [] }, 1);
    ids.push(id);
  }
  return { context, ids };
}

test("several are told in one call, in the order in which they were asked for, and none for a job that isn't there", async () => {
  const { context, ids } = await shop(3, 80);
  const [a = "", b = "", c = ""] = ids;
  const told = await calls.timelines(context, [c, "nobody", a, b]);
  expect(told.map((one) => one?.job.id ?? null)).toEqual([c, null, a, b]);
  expect(told[0]).toEqual(await calls.timeline(context, c));
});

test("large ones are told as far as an answer holds them, and one in any case", async () => {
  const { context, ids } = await shop(5, 1_600_000);
  const told = await calls.timelines(context, ids);
  expect(told.length).toBeGreaterThanOrEqual(1);
  expect(told.length).toBeLessThan(5);
  expect(told.map((one) => one?.job.id)).toEqual(ids.slice(0, told.length));
  const { context: other, ids: large } = await shop(1, 4_000_000);
  expect(await calls.timelines(other, large)).toHaveLength(1);
});
