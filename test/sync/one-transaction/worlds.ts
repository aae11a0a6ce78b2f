/**
 * Objects in the midst of their work, and what runs and people tell them: for faults in the middle
 * of what they write.
 */
import { expect } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import type { DocumentRecord, WriteIntent } from "../../../src/flows/port.ts";
import type {
  PendingUpdates,
  ClaimRef,
  CompleteInput,
  ParkInput,
  Sealed,
} from "../../../src/sync/contract/runs.ts";
import * as backfills from "../../../src/sync/tenant/backfills/backfills.ts";
import * as jobs from "../../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../../src/sync/tenant/journal/journal.ts";
import * as alerts from "../../../src/sync/tenant/monitoring/alerts.ts";
import { run } from "../../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../../support/bare-reason.ts";
import { article } from "../../flows/products/kit.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../../support/tenant-in-node.ts";

export const SEALED: Sealed = { keyId: "k1", bytes: new Uint8Array([1, 2, 3]) };
export const NOTHING: PendingUpdates = {
  settlements: [],
  documents: [],
  kinds: {},
  links: [],
  lists: {},
  memory: {},
};
export const CREATE: WriteIntent = {
  key: "order:1",
  role: "sales-order",
  n: 0,
  kind: "order.create",
  marker: "1 #K7Q2M9XA",
  markerCode: "K7Q2M9XA",
  markerField: "OurReference",
  documentId: null,
  sentAs: ["a"],
  payment: { amount: "1.00", remaining: "1.00" },
};
export const ORDER: DocumentRecord = {
  role: "sales-order",
  n: 0,
  id: "d-1",
  number: "42",
  state: "live",
  sourceHash: "h",
  ownedHash: "h",
  credits: { original: "order:9", amount: "1.00" },
};
const CUSTOMER = {
  source: "7",
  owned: { name: ["a"] },
  link: {
    customer: {
      id: "c-1",
      number: "7",
      kind: "company" as const,
      country: "SE",
      vatNumber: null,
      termsOfPaymentId: null,
    },
    fingerprint: "f",
  },
};
export const OVER: CompleteInput = {
  outcome: "held",
  reasons: [reason("article-not-found", { sku: "MUG" })],
  label: "1001",
  figures: { gross: "1.00", vat: "0.20", currency: "SEK" },
  articles: ["MUG"],
  values: {},
  timeline: SEALED,
  people: ["k1:ab"],
};
export const DOWN: ParkInput = {
  wait: "pause",
  dueMs: 1_000,
  reasons: [bareReason("no-access")],
  capability: { vendor: "eaccounting", capability: "orders" },
  countsAsTry: true,
  timeline: SEALED,
  people: ["k1:ab"],
};

/** What a run tells with a call of its own write: its outcome, and all else that it may have learnt. */
export const carry = (opId: number): PendingUpdates => ({
  settlements: [
    {
      opId,
      attempt: 1,
      state: "compared",
      documentId: "d-1",
      documentNumber: "42",
      failure: null,
      document: { ...ORDER, key: "order:1" },
      link: CUSTOMER,
    },
  ],
  documents: [{ ...ORDER, role: "invoice", id: "d-2" }],
  kinds: { "c-1": "private" },
  links: [{ ...CUSTOMER, source: "8" }],
  lists: { units: [], currencies: [] },
  memory: { "orders-since": "1" },
  knownState: { "order:1": "m" },
  products: [
    {
      id: "p-1",
      settledState: "w",
      pushedGroup: null,
      product: article({ id: "p-1", number: "CAP" }),
      gone: true,
    },
  ],
  label: "1001",
});

export type World = NodeTenant & { readonly ref: ClaimRef; readonly opId: number };

/** A job that was claimed and has one write on its way, with a lock that another job waits for. */
export async function running(over: Parameters<typeof tenantInNode>[0] = {}): Promise<World> {
  const world = await tenantInNode(over);
  const { object, sql } = world;
  const jobId = enqueued(world, "order:1");
  const answer = await object.runner.claim(TENANT, jobId);
  if (answer.kind !== "run") throw new Error(answer.kind);
  const ref = { tenantId: TENANT, jobId, claimNo: answer.claim.claimNo };
  const begun = await object.runs.begin(ref, NOTHING, CREATE, {
    vendor: "eaccounting",
    endpoint: "/orders",
    capability: "orders",
    request: SEALED,
  });
  if (begun.kind !== "start") throw new Error(begun.kind);
  await object.runs.lockParty(ref, NOTHING, {
    lockKeys: ["a", "b"],
    linkSource: null,
    journalKey: null,
  });
  const waiter = enqueued(world, "order:2");
  jobs.update(sql, waiter, { status: "waiting", wait: "party", due: NOW + 60_000 }, NOW);
  run(sql, "INSERT INTO waiting (key, job_id) VALUES ('a', ?)", waiter);
  const credit = enqueued(world, "order:3");
  jobs.update(sql, credit, { status: "waiting", wait: "key", due: NOW + 3_600_000 }, NOW);
  run(sql, "INSERT INTO waiting (key, job_id) VALUES ('order:1', ?)", credit);
  alerts.raise(sql, "doubt order:1", reason("outcome-unknown"), jobId, NOW);
  return { ...world, ref, opId: begun.opId };
}

export function enqueued(
  { sql }: NodeTenant,
  key: string,
  flow: jobs.JobRow["flow"] = "orders",
): string {
  jobs.countReport(sql, key);
  return jobs.create(sql, { key, flow, lane: "live", type: "order.created", due: NOW, now: NOW })
    .id;
}

/** A job that is over, with documents and a payload. */
export async function held(): Promise<NodeTenant & { readonly jobId: string }> {
  const world = await tenantInNode();
  const jobId = enqueued(world, "order:1");
  jobs.update(
    world.sql,
    jobId,
    {
      status: "done",
      outcome: "held",
      due: null,
      reasons: JSON.stringify([reason("article-not-found", { sku: "MUG" })]),
    },
    NOW,
  );
  journal.saveDocument(
    world.sql,
    "order:1",
    { ...ORDER, credits: undefined } as unknown as DocumentRecord,
    NOW,
  );
  alerts.raise(world.sql, "job order:1", reason("article-not-found", { sku: "MUG" }), jobId, NOW);
  const credit = enqueued(world, "order:3");
  jobs.update(world.sql, credit, { status: "waiting", wait: "key", due: NOW + 3_600_000 }, NOW);
  run(world.sql, "INSERT INTO waiting (key, job_id) VALUES ('order:1', ?)", credit);
  return { ...world, jobId };
}

/**
 * A dry run that is over, and the run that follows it, of which one order is booked and one is on
 * its way.
 */
export async function filling(): Promise<
  NodeTenant & { readonly id: string; readonly dry: string }
> {
  const world = await tenantInNode();
  const context = world.object.inside();
  const begun = backfills.begin(
    context,
    { from: "2026-09-01", to: "2026-09-30", dryRunId: null },
    "anna",
  );
  if (!begun.ok) throw new Error(begun.kind);
  const { id: dry } = begun;
  const listing = jobs.openFor(world.sql, backfills.listKey(dry));
  if (listing === null) throw new Error("nothing lists");
  backfills.addOrders(
    world.sql,
    listing,
    ["1", "2", "3"].map((n) => ({ key: `order:${n}`, dated: "2026-09-02" })),
  );
  run(world.sql, "UPDATE backfill_orders SET state = 'done', verdict = 'would-book'");
  run(world.sql, "UPDATE backfills SET state = 'done'");
  jobs.update(world.sql, listing.id, { status: "done", outcome: "updated" }, NOW);
  const next = backfills.begin(
    context,
    { from: "2026-09-01", to: "2026-09-30", dryRunId: dry },
    "anna",
  );
  if (!next.ok) throw new Error(next.kind);
  return { ...world, id: next.id, dry };
}

type Case<W extends NodeTenant> = {
  readonly make: () => Promise<W>;
  readonly call: (world: W) => Promise<unknown>;
  /** Brings the world to where a call may also be left, as it is made of two transactions. */
  readonly stages?: (world: W) => unknown;
};

/** Whichever statement of the call fails, the world is as it was before, or as `stages` left it. */
export const trial =
  <W extends NodeTenant>({ make, call, stages }: Case<W>) =>
  async (): Promise<void> => {
    const world = await make();
    const allowed = [world.dump()];
    if (stages !== undefined) {
      const twin = await make();
      await stages(twin);
      allowed.push(twin.dump());
    }
    world.keep();
    world.again();
    const before = world.statements();
    await call(world);
    const statements = world.statements() - before;
    expect(world.dump()).not.toBe(allowed[0]);
    for (let n = 1; n <= statements; n += 1) {
      world.again();
      world.failAt(n);
      // A fault that is dealt with is answered as "later".
      await call(world).catch((fault: unknown) =>
        expect(String(fault)).toContain("this statement fails"),
      );
      world.mend();
      expect(allowed.indexOf(world.dump()), `statement ${n} of ${statements}`).not.toBe(-1);
    }
  };

export const kept = ({ object, ref, opId }: World): Promise<unknown> =>
  object.runs.record(ref, carry(opId), null);
