/** What was paid in the shop, on the ledger's invoices: in parts or whole, and never twice, whatever answer is lost. */
import { beforeAll, describe, expect, test } from "vitest";
import type { OperationState } from "../../src/domain/job.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

const PAY = "POST /v2/customerinvoices/{id}/payments";
const MINUTE = 60_000;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  const { bankaccounts = [] } = await bridge.ledger();
  const account = (number: number): string => String(bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
  tenant = await bridge.tenant({ orders: { type: "invoice", payments: "register" }, settings: { lookups: { paymentMethod: { default: account(1930), table: { 2: account(1580) } } } } });
  await make({});
});

type Placed = Json & { id: number; orderNumber: string };

const make = (order: Json) => placeAndBook(bridge, tenant, { ...companyBuyer(`Payer${(n += 1)}`), lines: [mug(4)], paymentStatus: "Open", ...order });

async function paid(placed: Placed, change: Json) {
  await bridge.edit(placed.id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, placed.id, "order.paid");
}

const remaining = async ({ orderNumber }: Placed): Promise<string> => money((await invoicesOf(bridge, orderNumber))[0]?.["RemainingAmountInvoiceCurrency"]);

/** The bank's own list: each payment is a transaction of it. */
async function payments({ orderNumber }: Placed): Promise<number> {
  const { banktransactions = [] } = await bridge.ledger();
  return banktransactions.filter((one) => JSON.stringify(one).includes(`${orderNumber} #`)).length;
}

async function statesOf(placed: Placed): Promise<readonly OperationState[]> {
  const storage = await bridge.harness.getWorker().getDurableObjectStorage("TENANTS", { name: tenant.id });
  const found = (await storage.exec("SELECT state FROM operations WHERE key = ? AND kind = 'payment.create' ORDER BY id", `order:${placed.id}`)) as unknown as Iterable<{ state: OperationState }>;
  return [...found].map(({ state }) => state);
}

test("an order that was paid when it was placed costs one write more, and its invoice is paid", async () => {
  const buyer = companyBuyer("Prepaid");
  await placeAndBook(bridge, tenant, { ...buyer, lines: [mug()], paymentStatus: "Open" });
  const placed = await bridge.place({ ...buyer, lines: [mug(4)], paymentStatus: "Paid" });
  const calls = await bridge.counting(() => bridge.book(tenant, placed.id));
  expect(calls).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/customerinvoicedrafts": 1, "POST /v2/customerinvoicedrafts/{id}/convert": 1, [PAY]: 1 });
  expect(await remaining(placed)).toBe("0.00");
});

test("an order that is paid later, in two parts, is paid in two parts", async () => {
  const { placed, story } = await make({});
  expect(codesOf(story.job)[0]).toBe("invoice-booked");
  const total = Number(placed["amountInclVat"]);
  const first = await paid(placed, { paymentStatus: "PartlyPaid", amountPaid: 10 });
  expect([first.job.outcome, codesOf(first.job)]).toEqual(["booked", expect.arrayContaining(["order-unchanged", "payment-registered"])]);
  expect(await remaining(placed)).toBe(money(total - 10));
  const second = await paid(placed, { paymentStatus: "Paid", amountPaid: total });
  expect([second.job.outcome, await remaining(placed)]).toEqual(["booked", "0.00"]);
  const nothing = await paid(placed, { status: 4 });
  expect([codesOf(nothing.job), (await statesOf(placed)).length]).toEqual([["order-unchanged"], 2]);
});

test("a payment that a person registered in the ledger isn't registered again", async () => {
  const { placed } = await make({});
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  await bridge.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, { RemainingAmountInvoiceCurrency: 0, RemainingAmount: 0 });
  const story = await paid(placed, { paymentStatus: "Paid" });
  expect([story.job.outcome, codesOf(story.job)]).toEqual(["booked", expect.arrayContaining(["payment-already-registered"])]);
  expect(await statesOf(placed)).toEqual([]);
});

test("a payment method without an account leaves the invoice booked and asks a person", async () => {
  const { version: _, ...usual } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  await bridge.reconfigure(tenant, { lookups: { paymentMethod: { table: {} } } });
  const { placed, story } = await make({ paymentStatus: "Paid" });
  expect([story.job.outcome, codesOf(story.job).slice(0, 2)]).toEqual(["needs-attention", ["payment-method-not-mapped", "invoice-booked"]]);
  await bridge.configure(tenant.id, usual);
  await bridge.advance(COALESCE);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${story.job.id}/retry`);
  await bridge.until(async () => (await remaining(placed)) === "0.00", "the payment is registered after all");
});

describe("a payment whose answer is lost", () => {
  test.each([["before", "begin"], ["after", "begin"], ["before", "complete"], ["after", "complete"]] as const)("by a runner that dies %s %s is there once, or is for a person", async (when, method) => {
    const { placed } = await make({});
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.break({ crash: { method, nth: 1, when, seen: 0, key: `order:${placed.id}` } });
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
    await bridge.advance(LEASE);
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    // Journaled as sent and never sent: nothing tells it apart from a lost answer.
    const unsent = when === "after" && method === "begin";
    expect([job.outcome, await remaining(placed)]).toEqual(unsent ? ["needs-attention", money(placed["amountInclVat"])] : ["booked", "0.00"]);
    expect(await payments(placed)).toBe(unsent ? 0 : 1);
  });

  test("after it came through is found by what remains", async () => {
    const { placed } = await make({});
    await bridge.fault("eaccounting", { route: PAY, kind: "commit-then-drop" });
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(async () => (await statesOf(placed)).includes("in-doubt"), "the payment is in doubt");
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, await payments(placed), await remaining(placed)]).toEqual(["booked", 1, "0.00"]);
  });

  test("before it came through is never sent again by itself, and once more when a person says so", async () => {
    const { placed } = await make({});
    await bridge.fault("eaccounting", { route: PAY, kind: "drop" });
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(async () => (await statesOf(placed)).includes("in-doubt"), "the payment is in doubt");
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    await bridge.advance(COALESCE);
    const event = await bridge.book(tenant, placed.id, "order.updated");
    expect([event.job.outcome, codesOf(event.job)[0], await payments(placed)]).toEqual(["needs-attention", "in-doubt-needs-person", 0]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${event.job.id}/retry`);
    await bridge.until(async () => (await remaining(placed)) === "0.00", "the person's payment is there");
    expect(await payments(placed)).toBe(1);
  });

  test.each([0.5, 4, 10])("and that comes through %d minutes late is found, and not doubled", async (minutes) => {
    const { placed } = await make({});
    await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: minutes * MINUTE });
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(async () => (await statesOf(placed)).includes("in-doubt"), "the payment is in doubt");
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, await payments(placed), await remaining(placed)]).toEqual(["booked", 1, "0.00"]);
  });
});
