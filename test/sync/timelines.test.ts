/** Timelines of several jobs in one answer: in their order, and no more than an answer holds. */
import { expect, test } from "vitest";
import { openKeyring, sealJson } from "../../src/store/seal.ts";
import { timelinesOf } from "../../src/http/usecases/jobs/timelines.ts";
import { Late } from "../../src/sync/with-timeout.ts";
import type { JobTimeline } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { jobs as calls } from "../../src/sync/tenant/calls/jobs.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";
import { objectSql } from "../support/object-sql.ts";

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);

/** Text that doesn't compress. */
const mixed = (bytes: number, n: number): string =>
  Array.from({ length: bytes / 8 }, (_, at) =>
    (Math.imul(at + n * 7_919, 2_654_435_761) >>> 0).toString(16).padStart(8, "0"),
  ).join("");

/** Runs of so many orders, each with a timeline of so many bytes. */
async function shop(count: number, bytes: number, text = mixed) {
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
    const detail = text(bytes, n);
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

test("what is small while it is sealed is told as far as an answer holds it once it is open", async () => {
  const { context, ids } = await shop(5, 3_000_000, (bytes) => "x".repeat(bytes));
  const told = await calls.timelines(context, ids);
  expect(told.map((one) => one?.job.id)).toEqual(ids.slice(0, 2));
});

/** An object that fails where one of these is asked for. */
function failing(bad: readonly string[], fault = new Error("too large")) {
  const asked: string[][] = [];
  const timelines = async (_: string, jobIds: readonly string[]) => {
    asked.push([...jobIds]);
    if (jobIds.some((jobId) => bad.includes(jobId))) throw fault;
    return jobIds.map((id) => ({ job: { id } }) as unknown as JobTimeline);
  };
  return { stub: { jobs: { timelines } } as unknown as TenantStub, asked };
}
const JOBS = ["a", "b", "c", "d", "e", "f"];
const toldOf = async (stub: TenantStub, jobIds: readonly string[]) =>
  [...(await timelinesOf(stub, "shop", jobIds))].map(([id, one]) => [id, one?.job.id ?? null]);

test.each([["a"], ["d"], ["f"]])(
  "one that fails (%s) leaves the others, and is told as one that failed",
  async (bad) => {
    const { stub } = failing([bad]);
    expect(await toldOf(stub, JOBS)).toEqual(JOBS.map((id) => [id, id === bad ? null : id]));
  },
);

test("an object that fails for all, or is late, isn't asked for each", async () => {
  const away = failing(JOBS);
  await expect(timelinesOf(away.stub, "shop", JOBS)).rejects.toThrow("too large");
  expect(away.asked.filter(({ length }) => length === 1)).toEqual([["a"], ["b"]]);
  const late = failing(JOBS, new Late("no answer"));
  await expect(timelinesOf(late.stub, "shop", JOBS)).rejects.toThrow("no answer");
  expect(late.asked).toHaveLength(1);
  await expect(timelinesOf(failing(["a"]).stub, "shop", ["a"])).rejects.toThrow("too large");
});
