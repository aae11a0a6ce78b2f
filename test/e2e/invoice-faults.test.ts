/**
 * For each kind of write of an invoice: a runner that dies around it, a connection that is cut
 * before or after the vendor commits, a commit that comes minutes late, and in the end one right
 * invoice (or none, for a cancelled order). The table is typed by the engine's own kinds: a new one
 * without a row doesn't compile.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OperationKind, OperationState } from "../../src/domain/jobs/job.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { timesCut } from "../support/cut.ts";
import { type Death, statesOf as orderStates, untilDead as orderDies } from "../support/dying.ts";
import { draftsOf, figuresOf, invoicesOf, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

type DraftWrite = Extract<OperationKind, `draft.${string}`>;
type Placed = Json & { id: number; orderNumber: string };
type Case = {
  readonly placed: Placed;
  readonly type: string;
  readonly invoices: number;
  readonly drafts: number;
};
type Row = {
  readonly arrange: () => Promise<Case>;
  /** Which of the run's writes it is. */ readonly nth: number;
  readonly route: string;
};

const MINUTE = 60_000;
let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await bridge.tenant({ orders: { type: "invoice" } });
  await warm();
});

afterEach(async () => {
  await bridge.break({ crash: null });
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "row" });
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", cancelledAfterBooking: "hold" },
  });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

/** What was learnt of rounding is as it was, whatever the test before taught. */
async function warm(): Promise<void> {
  const { timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer(`Warm${(n += 1)}`),
    lines: nine,
  });
  expect(timeline.job.outcome).toBe("booked");
}

const nine = Array.from({ length: 9 }, () => ({ articleCode: "MUG", quantity: 1, price: 8.47 }));

async function known(lines: readonly Json[] = [mug(2)]): Promise<Placed> {
  const buyer = companyBuyer(`Faulty${(n += 1)}`);
  await placeAndBook(bridge, tenant, { ...buyer, lines: [mug()] });
  return bridge.place({ ...buyer, lines });
}

const toBook = async (): Promise<Case> => ({
  placed: await known(),
  type: "order.created",
  invoices: 1,
  drafts: 0,
});

/** Planned for a rounding by row, answered by rate: one PUT between the draft and its booking. */
async function turned(): Promise<Case> {
  await warm();
  const placed = await known(nine);
  await bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "rate" });
  return { placed, type: "order.created", invoices: 1, drafts: 0 };
}

async function cancelledDraft(): Promise<Case> {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const placed = await known();
  expect(codesOf((await bridge.book(tenant, placed.id)).job)[0]).toBe("invoice-draft-made");
  await bridge.edit(placed.id, { status: 9 });
  await bridge.advance(COALESCE);
  return { placed, type: "order.cancelled", invoices: 0, drafts: 0 };
}

const WRITES: { readonly [Kind in DraftWrite]: Row } = {
  "draft.create": { arrange: toBook, nth: 1, route: "POST /v2/customerinvoicedrafts" },
  "draft.update": { arrange: turned, nth: 2, route: "PUT /v2/customerinvoicedrafts/{id}" },
  "draft.delete": {
    arrange: cancelledDraft,
    nth: 1,
    route: "DELETE /v2/customerinvoicedrafts/{id}",
  },
  "draft.convert": {
    arrange: toBook,
    nth: 2,
    route: "POST /v2/customerinvoicedrafts/{id}/convert",
  },
};
const rows = Object.entries(WRITES).map(([kind, row]) => [kind as DraftWrite, row] as const);

const statesOf = ({ placed }: Case, kind: OperationKind): Promise<readonly OperationState[]> =>
  orderStates(bridge, tenant, placed.id, kind);
const untilDead = ({ placed, type }: Case, death: Death): Promise<void> =>
  orderDies(bridge, tenant, { id: placed.id, type }, death);

async function expectRightEnd({ placed, invoices, drafts }: Case): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([
    job.status,
    job.outcome === "booked" || job.outcome === "updated" ? "well" : job.reasons,
  ]).toEqual(["done", "well"]);
  const found = await invoicesOf(bridge, placed.orderNumber);
  expect([found.length, (await draftsOf(bridge, placed.orderNumber)).length]).toEqual([
    invoices,
    drafts,
  ]);
  for (const invoice of found)
    expect(figuresOf(invoice)[0]).toBe(Number(placed["amountInclVat"]).toFixed(2));
}

describe("a runner that dies", () => {
  test.each(rows)("before %s is journaled", async (_, { arrange, nth }) => {
    const made = await arrange();
    await untilDead(made, { method: "begin", nth, when: "before" });
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });

  test.each(rows)("when %s is journaled as sent, and not sent", async (kind, { arrange, nth }) => {
    const made = await arrange();
    await untilDead(made, { method: "begin", nth, when: "after" });
    expect(await statesOf(made, kind)).toContain("sent");
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });

  test.each(rows)(
    "when %s is done and its answer not recorded",
    async (kind, { arrange, nth, route }) => {
      const made = await arrange();
      const before = await bridge.calls("eaccounting");
      // The answer is carried by the next write's `begin`, or by the end of the run.
      const last = kind === "draft.convert" || kind === "draft.delete";
      await untilDead(
        made,
        last
          ? { method: "complete", nth: 1, when: "before" }
          : { method: "begin", nth: nth + 1, when: "before" },
      );
      expect((await bridge.calls("eaccounting"))[route]).toBe((before[route] ?? 0) + 1);
      expect(await statesOf(made, kind)).toContain("sent");
      await bridge.advance(LEASE);
      await expectRightEnd(made);
    },
  );

  test.each(rows)("after %s was recorded", async (_, { arrange }) => {
    const made = await arrange();
    await untilDead(made, { method: "complete", nth: 1, when: "after" });
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });
});

describe("a connection that is cut", () => {
  test.each(
    rows.flatMap(([kind, row]) =>
      (["commit-then-drop", "drop"] as const).map((fault) => [kind, fault, row] as const),
    ),
  )("%s: %s", async (kind, fault, { arrange, route }) => {
    const made = await arrange();
    await bridge.fault("eaccounting", { route, kind: fault, times: timesCut(route) });
    await untilDead(made, { method: "park", nth: 1, when: "after" });
    await bridge.control("eaccounting", "DELETE", "/faults");
    expect(await statesOf(made, kind)).toContain("in-doubt");
    await bridge.advance(LEASE);
    await expectRightEnd(made);
  });
});

describe("a commit that comes late", () => {
  const lateness = [0.5, 4, 10] as const;
  test.each(
    rows.flatMap(([kind, row]) => lateness.map((minutes) => [kind, minutes, row] as const)),
  )("%s, %d minutes", async (kind, minutes, { arrange, route }) => {
    const made = await arrange();
    // What the runtime would repeat isn't cut but never answered.
    await bridge.fault("eaccounting", {
      route,
      kind: "late-commit",
      ms: minutes * MINUTE,
      answer: timesCut(route) === 1 ? "drop" : "hang",
    });
    expect((await bridge.webhook(tenant, made.placed.id, { type: made.type })).status).toBe(202);
    await bridge.until(
      async () => (await statesOf(made, kind)).includes("in-doubt"),
      "the write is in doubt",
    );
    await expectRightEnd(made);
    await bridge.advance(20 * MINUTE);
    await expectRightEnd(made);
  });
});

test("an order that was cancelled before its booking came late, and was given up, is credited", async () => {
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", cancelledAfterBooking: "credit" },
  });
  const made = await toBook();
  // What comes late needs a token that still holds then: the next call has a new one.
  await bridge.advance(60 * MINUTE);
  const { route } = WRITES["draft.convert"];
  await bridge.fault("eaccounting", {
    route,
    kind: "late-commit",
    ms: 4 * MINUTE,
    answer: timesCut(route) === 1 ? "drop" : "hang",
  });
  await bridge.webhook(tenant, made.placed.id);
  const is = (state: OperationState) => async (): Promise<boolean> =>
    (await statesOf(made, "draft.convert")).includes(state);
  await bridge.until(is("in-doubt"), "the write is in doubt");
  // Until it has come, nobody reads the order.
  await bridge.fault("asperion", {
    route: "GET /v1/SalesOrderWithLines",
    kind: "status",
    status: 503,
    times: "always",
  });
  await bridge.advance(1.5 * MINUTE);
  await bridge.until(is("rejected"), "the write was given up");
  await bridge.edit(made.placed.id, { status: 9 });
  await bridge.webhook(tenant, made.placed.id, { type: "order.cancelled" });
  await bridge.advance(5 * MINUTE);
  await bridge.control("asperion", "DELETE", "/faults");
  const { job } = await bridge.resolved(tenant, `order:${made.placed.id}`);
  expect([job.outcome, codesOf(job)[0]]).toEqual(["updated", "order-cancelled-credited"]);
  const booked = await invoicesOf(bridge, made.placed.orderNumber);
  const totals = booked.map((one) => Math.abs(Number(one["TotalAmount"])));
  expect([
    booked.map((one) => one["IsCreditInvoice"]),
    totals[0] === totals[1],
    await draftsOf(bridge, made.placed.orderNumber),
  ]).toEqual([[false, true], true, []]);
});

test("a booking whose draft and invoice both can't be found is given to a person, and not booked again by itself", async () => {
  const made = await toBook();
  await bridge.fault("eaccounting", {
    route: "POST /v2/customerinvoicedrafts/{id}/convert",
    kind: "drop",
  });
  expect((await bridge.webhook(tenant, made.placed.id)).status).toBe(202);
  await bridge.until(
    async () => (await statesOf(made, "draft.convert")).includes("in-doubt"),
    "the write is in doubt",
  );
  const [draft] = await draftsOf(bridge, made.placed.orderNumber);
  await bridge.control("eaccounting", "DELETE", `/customerinvoicedrafts/${String(draft?.["Id"])}`);
  const { job } = await bridge.resolved(tenant, `order:${made.placed.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
  await bridge.advance(COALESCE);
  const again = await bridge.book(tenant, made.placed.id, "order.updated");
  expect([again.job.outcome, codesOf(again.job)[0]]).toEqual(["held", "document-gone"]);
  expect([
    await draftsOf(bridge, made.placed.orderNumber),
    await invoicesOf(bridge, made.placed.orderNumber),
  ]).toEqual([[], []]);
});
