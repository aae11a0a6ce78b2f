/**
 * What belongs together is written together: whichever statement of a run's call fails, all or
 * nothing of it stays.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as claims from "../../../src/sync/tenant/claims/claims.ts";
import * as jobs from "../../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../../src/sync/tenant/journal/journal.ts";
import { run } from "../../../src/sync/tenant/storage/sql.ts";
import { article } from "../../flows/products/kit.ts";
import { NOW, TENANT, tenantInNode } from "../../support/tenant-in-node.ts";
import {
  carry,
  CREATE,
  DOWN,
  enqueued,
  held,
  kept,
  NOTHING,
  ORDER,
  OVER,
  running,
  SEALED,
  trial,
} from "./worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const CALLS = {
  accept: trial({
    make: () => tenantInNode(),
    call: async ({ object }) => {
      const accepted = object.inbox.accept(TENANT, {
        eventId: "e1",
        type: "order.created",
        key: "order:5",
        flow: "orders",
      });
      vi.advanceTimersByTime(0);
      return accepted;
    },
  }),
  claim: trial({
    make: async () => {
      const world = await tenantInNode();
      return { ...world, jobId: enqueued(world, "order:1") };
    },
    call: ({ object, jobId }) => object.runner.claim(TENANT, jobId),
    // That it was claimed is kept, and nothing else is: a job that can't even be answered is held after three times.
    stages: ({ sql, object, jobId }) =>
      void claims.takeClaim(sql, jobId, NOW, object.inside().deps.timings),
  }),
  "claim of a job that dies again and again": trial({
    make: async () => {
      const world = await held();
      jobs.update(world.sql, world.jobId, { status: "queued", due: NOW, failed_attempts: 3 }, NOW);
      return world;
    },
    call: ({ object, jobId }) => object.runner.claim(TENANT, jobId),
  }),
  carry: trial({ make: running, call: kept }),
  complete: trial({
    make: running,
    call: ({ object, ref, opId }) => object.runs.complete(ref, carry(opId), OVER),
    stages: kept,
  }),
  "complete, told of anew meanwhile": trial({
    make: async () => {
      const world = await running();
      jobs.countReport(world.sql, "order:1");
      return world;
    },
    call: ({ object, ref, opId }) =>
      object.runs.complete(ref, carry(opId), { ...OVER, outcome: "booked", reasons: [] }),
    stages: kept,
  }),
  park: trial({
    make: running,
    call: ({ object, ref, opId }) => object.runs.park(ref, carry(opId), DOWN),
    stages: kept,
  }),
  "park in doubt": trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.park(ref, NOTHING, { ...DOWN, wait: "in-doubt", capability: null }),
  }),
  "park for another order": trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.park(ref, NOTHING, {
        ...DOWN,
        wait: "key",
        waitsFor: "order:3",
        capability: null,
      }),
  }),
  "record what was found": trial({
    make: running,
    call: ({ object, ref, opId }) =>
      object.runs.record(ref, NOTHING, {
        opId,
        verdict: {
          kind: "found",
          documentId: "d-1",
          documentNumber: "42",
          document: { ...ORDER, key: "order:1" },
        },
      }),
  }),
  "record that it is closed": trial({
    make: running,
    call: ({ object, ref, opId }) =>
      object.runs.record(ref, NOTHING, { opId, verdict: { kind: "superseded" } }),
  }),
  resolve: trial({
    make: running,
    call: ({ object, ref, opId }) =>
      object.runs.resolveFor(ref, carry(opId), { linkSource: "7", skus: ["MUG"] }),
    stages: kept,
  }),
  "lock a party": trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.lockParty(ref, NOTHING, {
        lockKeys: ["c", "d"],
        linkSource: null,
        journalKey: null,
      }),
  }),
  "lock an original": trial({
    make: running,
    call: ({ object, ref }) => object.runs.lockOriginal(ref, NOTHING, { original: "order:77" }),
  }),
  begin: trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.begin(
        ref,
        NOTHING,
        { ...CREATE, role: "invoice-draft", kind: "draft.create" },
        { vendor: "eaccounting", endpoint: "/drafts", capability: "drafts", request: SEALED },
      ),
  }),
  "reserve a number": trial({
    make: running,
    call: ({ object, ref }) => object.runs.reserveNumber(ref, { series: "s", owner: "o", from: 1 }),
  }),
  enqueue: trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.enqueue(
        ref,
        ["5", "6"].map((id) => ({
          key: `order:${id}`,
          flow: "orders" as const,
          type: "sweep",
          lane: "sweep" as const,
          knownState: "m",
        })),
      ),
  }),
  "progress of a run": trial({
    make: async () => {
      const world = await tenantInNode();
      const jobId = enqueued(world, "products", "products");
      const answer = await world.object.runner.claim(TENANT, jobId);
      if (answer.kind !== "run") throw new Error(answer.kind);
      return { ...world, ref: { tenantId: TENANT, jobId, claimNo: answer.claim.claimNo } };
    },
    call: ({ object, ref }) =>
      object.runs.progress(
        ref,
        { ...NOTHING, memory: { "products-since": "9" } },
        { whole: true, read: 1, readTotal: 9, found: 1, written: null },
      ),
  }),
  products: trial({
    make: running,
    call: ({ object, ref }) =>
      object.runs.products(ref, {
        ask: "stage",
        pass: 1,
        items: ["CAP", "HAT"].map((number) => ({
          product: article({ id: number, number }),
          goes: true,
          group: null,
          desired: "w",
        })),
      }),
  }),
  "the end of a comparison": trial({
    make: async () => {
      const world = await running();
      await world.object.runs.reconciliation(world.ref, {
        ask: "begin",
        from: "2026-11-01",
        to: "2026-11-24",
        since: 0,
      });
      run(
        world.sql,
        "INSERT INTO reconciliation_findings (finding, thing, run, at) VALUES ('missing', 'order:9', 1, 1)",
      );
      return world;
    },
    call: ({ object, ref }) => object.runs.reconciliation(ref, { ask: "end" }),
  }),
};

test.each(Object.entries(CALLS))(
  "%s: whichever statement fails, all or nothing is kept",
  (_name, tried) => tried(),
);

test("what came of a write is kept also where its job can't be ended, and the run that follows goes on from it", async () => {
  const world = await running();
  const { object, sql, ref, opId } = world;
  world.keep();
  world.again();
  const before = world.statements();
  await kept(world);
  const toKeep = world.statements() - before;
  world.again();
  world.failAt(toKeep + 1);
  await expect(object.runs.complete(ref, carry(opId), OVER)).rejects.toThrow(
    "this statement fails",
  );
  world.mend();
  const stored = () => [
    journal.forJob(sql, ref.jobId, "order:1").find(({ id }) => id === opId)?.state,
    journal.documents(sql, "order:1").length,
    jobs.byId(sql, ref.jobId)?.status,
  ];
  expect(stored()).toEqual(["compared", 2, "running"]);
  expect(await object.runs.complete(ref, NOTHING, OVER)).toMatchObject({ fenced: false });
  expect(stored()).toEqual(["compared", 2, "done"]);
});
