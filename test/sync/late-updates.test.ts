/** When what was in doubt is looked at once more: after nothing can come true any more. */
import { expect, test } from "vitest";
import type { OperationKind } from "../../src/domain/jobs/job.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { CREATE, enqueued, NOTHING, ORDER, OVER, SEALED } from "./one-transaction/worlds.ts";

const MINUTE = 60_000;

/** An order's write was closed without an answer, and its run planned anew to the end. */
async function superseded(
  kind: OperationKind,
  state: "live" | "gone" | "none" = "live",
  key = "order:1",
  { flow = "orders", written = key }: { flow?: "orders" | "customers"; written?: string } = {},
) {
  const world = await tenantInNode();
  const { object, sql, clock } = world;
  const context = object.inside();
  const claim = async (jobId: string): Promise<ClaimRef> => {
    const answer = await object.runner.claim(TENANT, jobId);
    if (answer.kind !== "run") throw new Error(answer.kind);
    return { tenantId: TENANT, jobId, claimNo: answer.claim.claimNo };
  };
  const end = (ref: ClaimRef) =>
    object.runs.complete(ref, NOTHING, { ...OVER, outcome: "updated" });
  const open = () => {
    const latest = jobs.latestFor(sql, key);
    return latest !== null && jobs.isOpen(latest) ? latest : null;
  };
  if (state !== "none") journal.saveDocument(sql, key, { ...ORDER, state }, NOW);
  const first = await claim(enqueued(world, key, flow));
  const { opId } = journal.send(sql, {
    jobId: first.jobId,
    claimNo: first.claimNo,
    intent: { ...CREATE, key: written, kind, documentId: ORDER.id },
    request: SEALED,
    now: NOW,
    abortAt: NOW + MINUTE,
  });
  clock.at = NOW + 2 * MINUTE;
  journal.supersede(sql, opId, context.now());
  await end(first);
  /** The shop tells of a change. */
  const told = (): void =>
    void intake.enqueue(context, {
      key,
      flow: "orders",
      type: "order.updated",
      lane: null,
    });
  return { clock, claim, end, open, told };
}

test.each(["order.update", "draft.update", "order.delete", "draft.delete"] as const)(
  "%s without an answer: its document is read again after the last look-up, and then no more",
  async (kind) => {
    const { clock, claim, end, open } = await superseded(kind);
    const look = open();
    expect([look?.due, look?.types]).toEqual([NOW + 16 * MINUTE, '["verify-repeat"]']);
    clock.at = NOW + 16 * MINUTE;
    await end(await claim(look?.id ?? ""));
    expect(open()).toBeNull();
  },
);

test("a product's update without an answer: its article of the shop is read again, though no document is one", async () => {
  const { clock, claim, end, open } = await superseded("product.update", "none", "product:a-1");
  const look = open();
  expect([look?.due, look?.types]).toEqual([NOW + 16 * MINUTE, '["verify-repeat"]']);
  clock.at = NOW + 16 * MINUTE;
  await end(await claim(look?.id ?? ""));
  expect(open()).toBeNull();
});

const DEBTOR = { key: "debtor:55", flow: "customers", written: "customer:A55" } as const;

test("a customer's update without an answer: its debtor's job looks at it once, after the last look-up", async () => {
  const { clock, claim, end, open } = await superseded(
    "customer.update",
    "none",
    DEBTOR.key,
    DEBTOR,
  );
  const look = open();
  expect([look?.due, look?.types, look?.flow]).toEqual([
    NOW + 16 * MINUTE,
    '["verify-repeat"]',
    "customers",
  ]);
  clock.at = NOW + 16 * MINUTE;
  await end(await claim(look?.id ?? ""));
  expect(open()).toBeNull();
});

test("an order's own look isn't begun for the customer that it wrote", async () => {
  const order = { flow: "orders", written: "customer:A55" } as const;
  const { open } = await superseded("customer.update", "none", "order:1", order);
  expect(open()).toBeNull();
});

test("a run that began before that time proves nothing, though it ends after it", async () => {
  const { clock, claim, end, open, told } = await superseded("order.update");
  clock.at = NOW + 16 * MINUTE - 1;
  told();
  const ref = await claim(open()?.id ?? "");
  clock.at = NOW + 17 * MINUTE;
  await end(ref);
  expect(open()?.types).toBe('["verify-repeat"]');
  clock.at = NOW + 18 * MINUTE;
  await end(await claim(open()?.id ?? ""));
  expect(open()).toBeNull();
});

test.each([
  ["order.confirm", "live"],
  ["order.update", "gone"],
] as const)("%s of a %s document is looked at no more", async (kind, state) => {
  const { open } = await superseded(kind, state);
  expect(open()).toBeNull();
});
