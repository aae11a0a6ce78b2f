/**
 * Orders that are edited or cancelled after their invoice was booked: what is in the books comes to
 * what the shop charges now, once, whatever happens to the answers, and only where the tenant wants
 * it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { draftsOf, invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug, textRows } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

const WANTED = { type: "invoice", editedAfterBooking: "delta", cancelledAfterBooking: "credit" };

beforeAll(async () => {
  bridge = await Bridge.startFast();
  const { bankaccounts = [] } = await bridge.ledger();
  const account = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  tenant = await bridge.tenant({
    orders: WANTED,
    settings: { lookups: { paymentMethod: { default: account } } },
  });
});

afterEach(async () => {
  await bridge.break({ crash: null });
  await bridge.control("eaccounting", "DELETE", "/faults");
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
const tea = (quantity: number): Json => ({ articleCode: "TEA", quantity });

async function invoiced(lines: readonly Json[] = [mug(10)]): Promise<Placed> {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer(`Edited${(n += 1)}`),
    lines,
  });
  expect(codesOf(timeline.job)[0]).toBe("invoice-booked");
  return placed;
}

/** Edits the order and answers how that ended. */
async function edited(placed: Placed, change: Json) {
  await bridge.edit(placed.id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, placed.id, "order.updated");
}

async function chargedNow({ id }: Placed): Promise<string> {
  const state = (await bridge.control("asperion", "GET", "/state?administrationId=123")) as {
    administrations: { orders: Json[] }[];
  };
  const source = state.administrations[0]?.orders.find((one) => one["id"] === id);
  return source?.["status"] === 9 ? "0.00" : money(source?.["amountInclVat"]);
}

/** Totals of the order's booked documents, credits with a minus, and their sum. */
async function booked({ orderNumber }: Placed): Promise<{
  readonly documents: readonly (readonly [boolean, string])[];
  readonly sum: string;
}> {
  const documents = (await invoicesOf(bridge, orderNumber)).map(
    (one) =>
      [
        one["IsCreditInvoice"] === true,
        money(Math.abs(Number(one["TotalAmountInvoiceCurrency"]))),
      ] as const,
  );
  return {
    documents,
    sum: money(
      documents.reduce((all, [isCredit, total]) => all + (isCredit ? -1 : 1) * Number(total), 0),
    ),
  };
}

/** Once nothing waits any more, nobody is asked for anything. */
async function expectWell({ id }: Placed): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${id}`);
  expect([
    job.status,
    job.outcome === "booked" || job.outcome === "updated" ? "well" : job.reasons,
  ]).toEqual(["done", "well"]);
}

async function expectInStep(placed: Placed): Promise<void> {
  expect((await booked(placed)).sum).toBe(await chargedNow(placed));
  expect(await draftsOf(bridge, placed.orderNumber)).toEqual([]);
}

test("what was removed is credited and what was added is invoiced, and both come to what the shop charges now", async () => {
  const placed = await invoiced([mug(10), tea(2)]);
  const before = (await booked(placed)).documents.length;
  const { job } = await edited(placed, { lines: [mug(7), tea(5)] });
  expect([job.outcome, codesOf(job).filter((code) => code.startsWith("delta"))]).toEqual([
    "updated",
    ["delta-credited", "delta-added"],
  ]);
  const { documents } = await booked(placed);
  expect([before, documents.length, documents.filter(([isCredit]) => isCredit).length]).toEqual([
    1, 3, 1,
  ]);
  await expectInStep(placed);
  const credit = (await invoicesOf(bridge, placed.orderNumber)).find(
    (one) => one["IsCreditInvoice"] === true,
  );
  expect(textRows(credit).some((text) => text.startsWith("Kreditering av faktura "))).toBe(true);
});

test("one edit after another, back and forth, keeps the books at what the shop says, and a touch that changes nothing books nothing", async () => {
  const placed = await invoiced();
  for (const lines of [[mug(12)], [mug(4), tea(1)], [mug(10)], [tea(3)]]) {
    expect((await edited(placed, { lines })).job.outcome).toBe("updated");
    await expectInStep(placed);
  }
  const { documents } = await booked(placed);
  const { job } = await edited(placed, { comments: "Leave at the webhook endpoint" });
  expect([codesOf(job)[0], (await booked(placed)).documents.length]).toEqual([
    "order-unchanged",
    documents.length,
  ]);
});

test("a cancelled order is credited as it stands in the books, and invoiced again if it comes back to life", async () => {
  const placed = await invoiced();
  await edited(placed, { lines: [mug(12)] });
  const cancelled = await edited(placed, { status: 9 });
  expect([cancelled.job.outcome, codesOf(cancelled.job)[0]]).toEqual([
    "updated",
    "order-cancelled-credited",
  ]);
  await expectInStep(placed);
  expect((await edited(placed, { status: 2 })).job.outcome).toBe("updated");
  await expectInStep(placed);
});

test("unless the tenant chose it, an edit and a cancellation of a booked invoice are a person's", async () => {
  const placed = await invoiced();
  await bridge.reconfigure(tenant, {
    orders: { editedAfterBooking: "hold", cancelledAfterBooking: "hold" },
  });
  const [one, two] = [
    await edited(placed, { lines: [mug(9)] }),
    await edited(placed, { status: 9 }),
  ];
  await bridge.reconfigure(tenant, { orders: WANTED });
  expect([one, two].map(({ job }) => [job.outcome, codesOf(job)[0]])).toEqual([
    ["needs-attention", "order-changed-after-booking"],
    ["needs-attention", "order-cancelled-after-booking"],
  ]);
  expect((await booked(placed)).documents).toHaveLength(1);
});

test("an edit beside a credit order of the shop is held: both may mean the same", async () => {
  const placed = await invoiced();
  const { timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer(`Edited${n}`),
    creditsOrderId: placed.id,
    paymentStatus: "Refunded",
    lines: [mug(-3)],
  });
  expect(timeline.job.outcome).toBe("booked");
  const { job } = await edited(placed, { lines: [mug(7)] });
  expect([job.outcome, codesOf(job)[0]]).toEqual(["held", "delta-beside-credits"]);
});

test("credit orders may take back what was invoiced afterwards, and not what a delta has credited", async () => {
  const placed = await invoiced();
  await edited(placed, { lines: [mug(12)] });
  await edited(placed, { lines: [mug(11)] });
  const credit = (count: number) =>
    placeAndBook(bridge, tenant, {
      ...companyBuyer(`Edited${n}`),
      creditsOrderId: placed.id,
      paymentStatus: "Refunded",
      lines: [mug(-count)],
    });
  expect([
    (await credit(12)).timeline.job.outcome,
    (await credit(11)).timeline.job.outcome,
  ]).toEqual(["held", "booked"]);
});

test("an address that changed with the figures is told, as no figure puts it right", async () => {
  const placed = await invoiced();
  const { job } = await edited(placed, { lines: [mug(9)], reference: "PO 77" });
  expect([job.outcome, codesOf(job).slice(0, 2)]).toEqual([
    "needs-attention",
    ["order-changed-after-booking", "delta-credited"],
  ]);
  await expectInStep(placed);
});

describe("money", () => {
  const remaining = async ({ orderNumber }: Placed): Promise<readonly string[]> =>
    (await invoicesOf(bridge, orderNumber)).map((one) =>
      money(one["RemainingAmountInvoiceCurrency"]),
    );
  const REFUND = "POST /v2/customerinvoices/{id}/payments";

  beforeAll(() =>
    bridge.reconfigure(tenant, { orders: { payments: "register", refunds: "register" } }),
  );
  afterAll(() => bridge.reconfigure(tenant, { orders: { payments: "none", refunds: "none" } }));

  /** Ten mugs, paid in full. */
  async function paid(): Promise<{ readonly placed: Placed; readonly all: number }> {
    const placed = await invoiced();
    const all = Number(placed["amountInclVat"]);
    expect(await remaining(placed)).toEqual(["0.00"]);
    return { placed, all };
  }

  test("what was paid for more is registered on the further invoice", async () => {
    const { placed } = await paid();
    await bridge.edit(placed.id, { lines: [mug(12)] });
    const { job } = await edited(placed, { amountPaid: Number(await chargedNow(placed)) });
    expect([job.outcome, await remaining(placed)]).toEqual(["updated", ["0.00", "0.00"]]);
  });

  test("what was paid back for less is registered on the credit, once, though the answer is lost", async () => {
    const { placed } = await paid();
    await bridge.edit(placed.id, { lines: [mug(7)] });
    await bridge.edit(placed.id, { amountPaid: Number(await chargedNow(placed)) });
    await bridge.advance(COALESCE);
    await bridge.fault("eaccounting", { route: REFUND, kind: "commit-then-drop" });
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.advance(LEASE);
    await expectWell(placed);
    expect(await remaining(placed)).toEqual(["0.00", "0.00"]);
    const calls = await bridge.counting(() => edited(placed, { comments: "Thanks" }));
    expect(calls[REFUND]).toBeUndefined();
  });

  test("a cancelled order whose money went back ends with nothing open", async () => {
    const { placed } = await paid();
    const { job } = await edited(placed, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
    expect([
      codesOf(job)[0],
      codesOf(job).includes("refund-registered"),
      await remaining(placed),
    ]).toEqual(["order-cancelled-credited", true, ["0.00", "0.00"]]);
  });

  test("a credit order that was refunded is paid back, and more than is credited never, though it came in", async () => {
    const { placed, all } = await paid();
    const credit = (amountPaid?: number) =>
      placeAndBook(bridge, tenant, {
        ...companyBuyer(`Edited${n}`),
        creditsOrderId: placed.id,
        paymentStatus: "Refunded",
        lines: [mug(-3)],
        ...(amountPaid === undefined ? {} : { amountPaid }),
      });
    const [right, wrong] = [await credit(), await credit(-Math.floor(all / 2))];
    expect([right.timeline.job.outcome, codesOf(wrong.timeline.job)[0]]).toEqual([
      "booked",
      "refund-exceeds-credit",
    ]);
    expect((await remaining(right.placed))[0]).toBe("0.00");
  });
});

const CREATE = "POST /v2/customerinvoicedrafts";
const CONVERT = "POST /v2/customerinvoicedrafts/{id}/convert";

describe("faults", () => {
  const faults = [
    { kind: "drop" },
    { kind: "commit-then-drop" },
    { kind: "late-commit", ms: 240_000 },
  ] as const;

  /**
   * Seven of ten mugs and some tea are a credit first and a further invoice after it; twelve mugs
   * are a further invoice alone.
   */
  const edits = { credit: [[mug(7), tea(2)], 3], "further invoice": [[mug(12)], 2] } as const;

  test.each(
    Object.entries(edits).flatMap(([what, [lines, documents]]) =>
      [CREATE, CONVERT].flatMap((route) =>
        faults.map((fault) => [what, route, fault.kind, { lines, documents, fault }] as const),
      ),
    ),
  )("%s, %s, %s: each document once", async (_what, route, _kind, { lines, documents, fault }) => {
    const placed = await invoiced();
    await bridge.edit(placed.id, { lines });
    await bridge.advance(COALESCE);
    await bridge.fault("eaccounting", { route, ...fault });
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.advance(LEASE);
    await expectWell(placed);
    await bridge.advance(1_200_000);
    expect((await booked(placed)).documents).toHaveLength(documents);
    await expectInStep(placed);
  });

  test("an order that is edited back while a credit's answer is lost ends where it began", async () => {
    const placed = await invoiced();
    await bridge.edit(placed.id, { lines: [mug(7)] });
    await bridge.advance(COALESCE);
    await bridge.fault("eaccounting", { route: CONVERT, kind: "commit-then-drop" });
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.edit(placed.id, { lines: [mug(10)] });
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.advance(LEASE);
    await expectWell(placed);
    await expectInStep(placed);
  });
});

/**
 * Around each write: the credit's draft, its booking, the further draft, its booking; and before
 * the run's end.
 */
describe("a runner that dies", () => {
  const deaths = [
    ...[1, 2, 3, 4].map((nth) => ({ method: "begin", nth, when: "after" })),
    { method: "begin", nth: 3, when: "before" },
    { method: "complete", nth: 1, when: "before" },
    { method: "lockOriginal", nth: 1, when: "after" },
  ];

  test.each(deaths.map((death) => [death.when, death.method, death.nth, death] as const))(
    "%s %s %i: one credit and one invoice",
    async (_when, _method, _nth, death) => {
      const placed = await invoiced();
      await bridge.edit(placed.id, { lines: [mug(7), tea(2)] });
      await bridge.advance(COALESCE);
      await bridge.break({ crash: { ...death, seen: 0, key: `order:${placed.id}` } });
      await bridge.webhook(tenant, placed.id, { type: "order.updated" });
      await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
      await bridge.evict(tenant);
      await bridge.advance(LEASE);
      await expectWell(placed);
      expect((await booked(placed)).documents).toHaveLength(3);
      await expectInStep(placed);
    },
  );
});
