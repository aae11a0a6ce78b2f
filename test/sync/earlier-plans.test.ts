/** What a job of an order is told of the jobs before it: their plans, and readings of postings. */
import { expect, test } from "vitest";
import { openKeyring, sealJson } from "../../src/store/seal.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { timeline } from "../../src/sync/tenant/views/timelines.ts";
import { objectSql } from "../support/object-sql.ts";

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);

test("a run that changes nothing is told what the run before it read and planned, and only what that one wrote", async () => {
  const sql = objectSql();
  const context = {
    sql,
    tenantId: () => "shop",
    deps: { keyring: async () => keyring },
  } as unknown as TenantContext;
  const ran = async (wrote: boolean, ...whats: readonly TimelineEntry["what"][]) => {
    const its = {
      key: "order:1",
      flow: "orders",
      lane: "live",
      type: "x",
      due: 1,
      now: 1,
    } as const;
    const { id } = jobs.create(sql, its);
    jobs.update(sql, id, { status: "done", outcome: "booked" }, 1);
    const entries = whats.map((what): TimelineEntry => ({ at: 1, what, title: id, detail: null }));
    const sealed = await sealJson(keyring, entries, payloads.placeOf("shop", id));
    payloads.add(sql, id, { timeline: sealed, people: [] }, 1);
    if (wrote)
      sql.exec(
        `INSERT INTO operations (key, id, role, n, kind, state, job_id, claim, attempt, sent_at)
         VALUES ('order:1', 1, 'voucher', 1, 'voucher.create', 'compared', ?, 1, 1, 1)`,
        id,
      );
    return id;
  };
  const first = await ran(true, "plan", "write", "posting");
  const second = await ran(false, "plan", "posting");
  const newest = await ran(false, "outcome");
  const told = await timeline(context, newest);
  expect(told?.timeline.map(({ what }) => what)).toEqual(["outcome"]);
  expect(told?.earlier?.map(({ what, title }) => [what, title])).toEqual([
    ["plan", first],
    ["posting", first],
    ["posting", second],
  ]);
  expect((await timeline(context, first))?.earlier?.map(({ title }) => title)).toEqual([second]);
});
