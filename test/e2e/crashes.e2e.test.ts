/**
 * Whoever runs a job may die at any moment: before or after every call of its object, in every kind
 * of write, in every state of the journal, with the object evicted from memory too. Afterwards
 * there is one document, and it is right.
 *
 * The rows are typed by the engine's own words: a new call, kind of write or state without a row
 * doesn't compile.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OperationKind, OperationState } from "../../src/domain/jobs/job.ts";
import type { RunnerMethod } from "../support/runner-calls.ts";
import { Bridge, type Json } from "../support/bridge.ts";
import { timesCut } from "../support/cut.ts";
import { type Case, COALESCE, LEASE, ORDER_WRITES, WriteCases } from "../support/write-cases.ts";

let bridge: Bridge;
let cases: WriteCases;
const ofKnownCustomer = (): Promise<Case> => cases.ofKnownCustomer();
const placed = (): Promise<Case> => cases.placed();
const turnedRounding = (): Promise<Case> => cases.turnedRounding();

beforeAll(async () => {
  bridge = await Bridge.startFast();
  cases = await WriteCases.at(bridge);
});

afterEach(async () => {
  await bridge.break({ crash: null });
  for (const vendor of ["asperion", "eaccounting"] as const)
    await bridge.control(vendor, "DELETE", "/faults");
  await bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "row" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

/** Tells of the order, and waits until its runner has died. */
async function untilDead(
  { tenant: at, order, type }: Case,
  crash: { method: RunnerMethod; nth: number; when: "before" | "after" },
): Promise<void> {
  await bridge.break({ crash: { ...crash, seen: 0, key: `order:${order.id}` } });
  expect((await bridge.webhook(at, order.id, { type })).status).toBe(202);
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    `the runner died ${crash.when} ${crash.method} ${crash.nth}`,
  );
}

/** Lets the lease run out, and expects the one right end. */
async function expectRightEnd(made: Case): Promise<void> {
  await bridge.advance(LEASE);
  await cases.expectRightEnd(made);
}

describe("a runner that dies at a call of its object", () => {
  type Row = { readonly arrange: () => Promise<Case>; readonly nth?: readonly number[] };
  const fail = async (fault: Json): Promise<Case> => {
    const made = await ofKnownCustomer();
    await bridge.fault("eaccounting", fault);
    return made;
  };

  const CALLS: { readonly [Method in RunnerMethod]: Row } = {
    claim: { arrange: ofKnownCustomer },
    resolveFor: { arrange: ofKnownCustomer },
    lockParty: { arrange: placed },
    // Called for credits only, which have tests of their own.
    lockOriginal: { arrange: placed, nth: [] },
    slot: { arrange: placed },
    begin: { arrange: placed, nth: [1, 2] },
    complete: { arrange: ofKnownCustomer },
    park: { arrange: () => fail({ route: "POST /v2/orders", kind: "commit-then-drop" }) },
    renewToken: { arrange: () => fail({ route: "POST /v2/orders", kind: "expired-token" }) },
    throttled: {
      arrange: () =>
        fail({
          route: "POST /v2/orders",
          kind: "status",
          status: 429,
          body: {
            ErrorCode: 4010,
            DeveloperErrorMessage: "API calls quota exceeded! Try again in 7 seconds.",
          },
        }),
    },
    stopTenant: {
      arrange: () =>
        fail({
          route: "POST /v2/orders",
          kind: "status",
          status: 403,
          body: { ErrorCode: 4004, DeveloperErrorMessage: "CompanyNotActiveException" },
        }),
    },
    // Called for items of the customer ledger only, which have tests of their own.
    reserveNumber: { arrange: placed, nth: [] },
    // Met only when a doubt is looked up, by a runner of the queue: its own test is below.
    record: { arrange: ofKnownCustomer, nth: [] },
    // No order's.
    enqueue: { arrange: ofKnownCustomer, nth: [] },
    recall: { arrange: ofKnownCustomer, nth: [] },
    products: { arrange: ofKnownCustomer, nth: [] },
    enrol: { arrange: ofKnownCustomer, nth: [] },
    progress: { arrange: ofKnownCustomer, nth: [] },
    openKeys: { arrange: ofKnownCustomer, nth: [] },
    orderStates: { arrange: ofKnownCustomer, nth: [] },
    linkedSales: { arrange: ofKnownCustomer, nth: [] },
    drafts: { arrange: ofKnownCustomer, nth: [] },
    reconciliation: { arrange: ofKnownCustomer, nth: [] },
    takeLink: { arrange: ofKnownCustomer, nth: [] },
    payout: { arrange: ofKnownCustomer, nth: [] },
    day: { arrange: ofKnownCustomer, nth: [] },
    dayShares: { arrange: ofKnownCustomer, nth: [] },
    takeFound: { arrange: ofKnownCustomer, nth: [] },
  };

  const rows = Object.entries(CALLS).flatMap(([method, { arrange, nth }]) =>
    (nth ?? [1]).flatMap((at) =>
      (["before", "after"] as const).map(
        (when) => [when, method as RunnerMethod, at, arrange] as const,
      ),
    ),
  );

  test.each(rows)("%s %s (%i) leaves one right document", async (when, method, nth, arrange) => {
    const made = await arrange();
    await untilDead(made, { method, nth, when });
    await bridge.control("eaccounting", "DELETE", "/faults");
    if (method === "stopTenant" && when === "after") {
      expect((await bridge.health(made.tenant.id)).pause.paused).toBe(true);
      await bridge.ask("POST", `/tenants/${made.tenant.id}/resume`);
    }
    await expectRightEnd(made);
  });
});

const mendConnections = (): Promise<Json> => bridge.control("eaccounting", "DELETE", "/faults");

test("a delete that the runtime repeats after a cut connection finds nothing left, and counts as done", async () => {
  const { arrange, route } = cases.writes["order.delete"];
  const made = await arrange();
  const before = (await bridge.calls("eaccounting"))[route] ?? 0;
  await bridge.fault("eaccounting", { route, kind: "commit-then-drop" });
  await bridge.webhook(made.tenant, made.order.id, { type: made.type });
  const { job } = await bridge.resolved(made.tenant, `order:${made.order.id}`);
  expect((await bridge.calls("eaccounting"))[route]).toBeGreaterThan(before + 1);
  expect([job.outcome, job.reasons.map(({ code }) => code)]).toEqual([
    "updated",
    ["order-removed"],
  ]);
  await expectRightEnd(made);
});

describe("a runner that dies around a write", () => {
  test.each(ORDER_WRITES)("%s: before it is journaled", async (kind) => {
    const { arrange, nth } = cases.writes[kind];
    const made = await arrange();
    await untilDead(made, { method: "begin", nth, when: "before" });
    await expectRightEnd(made);
  });

  test.each(ORDER_WRITES)("%s: journaled as sent, and not sent", async (kind) => {
    const { arrange, nth } = cases.writes[kind];
    const made = await arrange();
    await untilDead(made, { method: "begin", nth, when: "after" });
    expect(await cases.statesOf(made, kind)).toContain("sent");
    await bridge.evict(made.tenant);
    await expectRightEnd(made);
  });

  test.each(ORDER_WRITES)("%s: sent and done, and the answer not recorded", async (kind) => {
    const { arrange, nth, route } = cases.writes[kind];
    const made = await arrange();
    const before = await bridge.calls("eaccounting");
    // The answer is carried by the next write's `begin`, or by the end of the run.
    const last =
      kind === "customer.create" ||
      kind === "customer.update" ||
      kind === "article.create" ||
      kind === "order.void";
    await untilDead(
      made,
      last
        ? { method: "begin", nth: nth + 1, when: "before" }
        : { method: "complete", nth: 1, when: "before" },
    );
    expect((await bridge.calls("eaccounting"))[route]).toBe((before[route] ?? 0) + 1);
    expect(await cases.statesOf(made, kind)).toContain("sent");
    await expectRightEnd(made);
  });

  test.each(ORDER_WRITES)("%s: done, and its connection cut before the answer", async (kind) => {
    const { arrange, route } = cases.writes[kind];
    const made = await arrange();
    await bridge.fault("eaccounting", { route, kind: "commit-then-drop", times: timesCut(route) });
    await untilDead(made, { method: "park", nth: 1, when: "after" });
    await mendConnections();
    expect(await cases.statesOf(made, kind)).toContain("in-doubt");
    await expectRightEnd(made);
  });

  test.each(ORDER_WRITES)("%s: cut before it reached the vendor", async (kind) => {
    const { arrange, route } = cases.writes[kind];
    const made = await arrange();
    await bridge.fault("eaccounting", { route, kind: "drop", times: timesCut(route) });
    await untilDead(made, { method: "park", nth: 1, when: "after" });
    await mendConnections();
    expect(await cases.statesOf(made, kind)).toContain("in-doubt");
    await expectRightEnd(made);
  });
});

describe("a runner that dies when the journal says", () => {
  type Row = {
    readonly kind: OperationKind;
    readonly arrange: () => Promise<Case>;
    readonly crash: { method: RunnerMethod; nth: number; when: "before" | "after" };
  };
  const refused = (status: number, body: Json) => async (): Promise<Case> => {
    const made = await ofKnownCustomer();
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "status", status, body });
    return made;
  };

  const STATES: { readonly [State in OperationState]: Row } = {
    planned: {
      kind: "order.create",
      arrange: refused(429, { ErrorCode: 4010, DeveloperErrorMessage: "Try again in 7 seconds." }),
      crash: { method: "park", nth: 1, when: "after" },
    },
    sent: {
      kind: "order.create",
      arrange: ofKnownCustomer,
      crash: { method: "begin", nth: 1, when: "after" },
    },
    done: {
      kind: "order.create",
      arrange: turnedRounding,
      crash: { method: "begin", nth: 2, when: "after" },
    },
    compared: {
      kind: "order.create",
      arrange: ofKnownCustomer,
      crash: { method: "complete", nth: 1, when: "after" },
    },
    rejected: {
      kind: "order.create",
      arrange: refused(400, {
        ErrorCode: 2000,
        DeveloperErrorMessage: "ValidationException - for a test",
      }),
      crash: { method: "complete", nth: 1, when: "after" },
    },
    "in-doubt": {
      kind: "order.create",
      arrange: async () => {
        const made = await ofKnownCustomer();
        await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
        return made;
      },
      crash: { method: "park", nth: 1, when: "after" },
    },
  };

  test.each(Object.entries(STATES).map(([state, row]) => [state as OperationState, row] as const))(
    "%s",
    async (state, { kind, arrange, crash }) => {
      const made = await arrange();
      // A refusal makes look-ups doubtful: where they may be read anew, it is planned once more by itself.
      if (state === "rejected")
        await bridge.reconfigure(made.tenant, { schedules: { orders: "never", lookups: "never" } });
      await untilDead(made, crash);
      expect(await cases.statesOf(made, kind)).toEqual([state]);
      await bridge.evict(made.tenant);
      await bridge.control("eaccounting", "DELETE", "/faults");
      if (state === "rejected") {
        const [job] = await bridge.jobs(made.tenant.id, { key: `order:${made.order.id}` });
        expect(job?.outcome).toBe("rejected");
        await bridge.advance(COALESCE);
        await bridge.ask("POST", `/tenants/${made.tenant.id}/jobs/${job?.id ?? ""}/retry`);
        await bridge.until(
          async () => (await bridge.ordersOf(made.order.orderNumber)).length === 1,
          "the retried order is in the ledger",
        );
      }
      await expectRightEnd(made);
    },
  );
});

test.each(["before", "after"] as const)(
  "a runner that dies %s recording what a look-up found leaves one document",
  async (when) => {
    const made = await ofKnownCustomer();
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
    await bridge.webhook(made.tenant, made.order.id);
    const waiting = await bridge.newest(made.tenant, `order:${made.order.id}`);
    expect(waiting).toMatchObject({ status: "waiting", wait: "in-doubt" });
    await bridge.break({
      crash: { method: "record", nth: 1, when, seen: 0, key: `order:${made.order.id}` },
    });
    await bridge.until(async () => {
      const [job] = await bridge.jobs(made.tenant.id, { key: `order:${made.order.id}` });
      const wait = (job?.due ?? 0) - (await bridge.now());
      if (wait > 0) await bridge.advance(wait);
      return (await bridge.broken())["crash"] === null;
    }, "the runner died");
    await expectRightEnd(made);
  },
);

test("a consumer that dies three times at one job is not fed to a fourth: the job is held as poison", async () => {
  const made = await ofKnownCustomer();
  for (let death = 0; death < 3; death += 1) {
    await bridge.break({
      crash: {
        method: "resolveFor",
        nth: 1,
        when: "before",
        seen: 0,
        key: `order:${made.order.id}`,
      },
    });
    // The next runner may come as soon as time has passed: its end is settled before.
    if (death === 0) await bridge.webhook(made.tenant, made.order.id);
    else await bridge.advance(LEASE);
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
  }
  await bridge.advance(LEASE);
  await bridge.until(
    async () =>
      (await bridge.jobs(made.tenant.id, { key: `order:${made.order.id}` }))[0]?.status === "dead",
    "the job is given up",
  );
  const [job] = await bridge.jobs(made.tenant.id, { key: `order:${made.order.id}` });
  expect(job).toMatchObject({ outcome: "held", reasons: [{ code: "poison" }] });
  await bridge.ask("POST", `/tenants/${made.tenant.id}/jobs/${job?.id ?? ""}/retry`);
  await bridge.until(
    async () => (await bridge.ordersOf(made.order.orderNumber)).length === 1,
    "the retried order is booked",
  );
});
