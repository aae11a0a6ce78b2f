/** Invoices whose day lies in closed books: held, moved to the next open day, or asked about. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { draftsOf, invoicesOf, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
let today: string;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ orders: { type: "invoice", startLine: "2020-01-01T00:00:00Z" } });
  const { placed } = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Warm"),
    lines: [mug()],
  });
  today = String(placed["date"]).slice(0, 10);
});

afterEach(async () => {
  await bridge.control("eaccounting", "PUT", "/company", { lockedTo: null });
  await bridge.control("eaccounting", "PUT", "/switches", { status4013: "400" });
  await bridge.reconfigure(tenant, { orders: { closedPeriod: "hold" } });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const lock = (day: string | null) =>
  bridge.control("eaccounting", "PUT", "/company", { lockedTo: day });
const make = () =>
  placeAndBook(bridge, tenant, { ...companyBuyer(`Locked${(n += 1)}`), lines: [mug()] });
const later = (day: string, by: number): string =>
  new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);

async function retried(jobId: string, placed: Json & { id: number }) {
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/retry`);
  return bridge.resolved(tenant, `order:${placed.id}`);
}

test.each(["400", "403"])(
  "a lock that nobody knew of yet, answered with %s, holds the order with its draft, and retry books it once the period is open",
  async (status4013) => {
    await bridge.control("eaccounting", "PUT", "/switches", { status4013 });
    await lock(today);
    const { placed, timeline } = await make();
    expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["held", "period-closed"]);
    expect([
      (await draftsOf(bridge, placed.orderNumber)).length,
      await invoicesOf(bridge, placed.orderNumber),
    ]).toEqual([1, []]);
    expect((await bridge.health(tenant.id)).capabilities).toEqual([]);
    // Reading what it booked isn't asked of the draft as of an invoice, which would be gone.
    const job = `/tenants/${tenant.id}/jobs/${timeline.job.id}`;
    await bridge.ask("POST", `${job}/posting`);
    const shown = (await bridge.ask("GET", job))["postings"] as Json[];
    expect(shown.map((one) => [one["role"], one["booked"]])).toEqual([["invoice-draft", null]]);
    await lock(null);
    await bridge.reconfigure(tenant, {});
    const done = await retried(timeline.job.id, placed);
    expect(done.job.outcome).toBe("booked");
    const [invoice] = await invoicesOf(bridge, placed.orderNumber);
    expect(String(invoice?.["InvoiceDate"]).slice(0, 10)).toBe(today);
  },
);

test("a closed day is moved to the next open one, and the invoice says so", async () => {
  await bridge.reconfigure(tenant, { orders: { closedPeriod: "next-open-day" } });
  await lock(today);
  await bridge.advance(86_400_000);
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Moved"),
    lines: [mug()],
    date: `${today}T10:00:00`,
  });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual([
    "booked",
    expect.arrayContaining(["invoice-booked", "booking-date-moved"]),
  ]);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect(String(invoice?.["InvoiceDate"]).slice(0, 10)).toBe(later(today, 1));
});

test("where the tenant wants to be asked, the question names the day, and retry is the answer", async () => {
  await bridge.reconfigure(tenant, { orders: { closedPeriod: "ask" } });
  await lock(today);
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Asked"),
    lines: [mug()],
    date: `${today}T10:00:00`,
  });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["held", "period-closed-ask"]);
  expect(timeline.job.reasons[0]?.params).toMatchObject({ date: today, next: later(today, 1) });
  const done = await retried(timeline.job.id, placed);
  expect([done.job.outcome, codesOf(done.job)]).toEqual([
    "booked",
    expect.arrayContaining(["booking-date-moved"]),
  ]);
  expect(await invoicesOf(bridge, placed.orderNumber)).toHaveLength(1);
});
