/** A shop is given up by its owner only as long as it has written nothing to either side. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { CREATE, enqueued, NOTHING, running, SEALED } from "./one-transaction/worlds.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

test("a run that was under way when the shop ended writes nothing any more", async () => {
  const world = await tenantInNode();
  const { object } = world;
  const jobId = enqueued(world, "order:1");
  const answer = await object.runner.claim(TENANT, jobId);
  if (answer.kind !== "run") throw new Error(answer.kind);
  const ref = { tenantId: TENANT, jobId, claimNo: answer.claim.claimNo };
  expect(await object.admin.written(TENANT)).toEqual([]);
  expect(await object.admin.retire(TENANT, "anna", { onlyUnwritten: true })).toEqual({ ok: true });
  const begun = await object.runs.begin(ref, NOTHING, CREATE, {
    vendor: "eaccounting",
    endpoint: "/orders",
    capability: "orders",
    request: SEALED,
  });
  expect(begun).toEqual({ kind: "fenced" });
  expect(await object.admin.written(TENANT)).toEqual([]);
});

test.each([
  ["sent", false],
  ["in-doubt", false],
  ["done", false],
  ["rejected", true],
])("a write that is %s: given up is %s", async (state, ends) => {
  const world = await running();
  run(world.sql, "UPDATE operations SET state = ?", state);
  expect(await world.object.admin.written(TENANT)).toEqual(
    ends ? [] : [{ kind: "order.create", count: 1 }],
  );
  expect(await world.object.admin.retire(TENANT, "anna", { onlyUnwritten: true })).toMatchObject(
    ends ? { ok: true } : { ok: false, kind: "shop-has-written", message: { args: { count: 1 } } },
  );
  // An operator may, through the API.
  expect(await world.object.admin.retire(TENANT, "anna")).toEqual({ ok: true });
});
