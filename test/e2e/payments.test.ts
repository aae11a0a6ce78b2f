/**
 * What follows on a booked invoice, its payments in parts or whole and its way to the customer:
 * never twice, whatever answer is lost.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OperationState } from "../../src/domain/jobs/job.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { bridge, useMended } from "../support/mended-set-up.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useMended();

const PAY = "POST /v2/customerinvoices/{id}/payments";
const MINUTE = 60_000;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  const { bankaccounts = [] } = await bridge.ledger();
  const account = (number: number): string =>
    String(bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
  tenant = await bridge.tenant({
    orders: { type: "invoice", payments: "register" },
    settings: {
      lookups: { paymentMethod: { default: account(1930), table: { 2: account(1580) } } },
    },
  });
  await make({});
});

type Placed = Json & { id: number; orderNumber: string };

const make = (order: Json) =>
  placeAndBook(bridge, tenant, {
    ...companyBuyer(`Payer${(n += 1)}`),
    lines: [mug(4)],
    paymentStatus: "Open",
    ...order,
  });

async function paid(placed: Placed, change: Json) {
  await bridge.edit(placed.id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, placed.id, "order.paid");
}

const remaining = async ({ orderNumber }: Placed): Promise<string> =>
  money((await invoicesOf(bridge, orderNumber))[0]?.["RemainingAmountInvoiceCurrency"]);

/** The bank's own list: each payment is a transaction of it. */
async function payments({ orderNumber }: Placed): Promise<number> {
  const { banktransactions = [] } = await bridge.ledger(undefined, "banktransactions");
  return banktransactions.filter((one) => JSON.stringify(one).includes(`${orderNumber} #`)).length;
}

async function statesOf(placed: Placed): Promise<readonly OperationState[]> {
  const storage = await bridge.storage(tenant);
  const found = (await storage.exec(
    "SELECT state FROM operations WHERE key = ? AND kind = 'payment.create' ORDER BY id",
    `order:${placed.id}`,
  )) as unknown as Iterable<{ state: OperationState }>;
  return [...found].map(({ state }) => state);
}

test("an order that was paid when it was placed costs one write more, and its invoice is paid", async () => {
  const buyer = companyBuyer("Prepaid");
  await placeAndBook(bridge, tenant, { ...buyer, lines: [mug()], paymentStatus: "Open" });
  const placed = await bridge.place({ ...buyer, lines: [mug(4)], paymentStatus: "Paid" });
  const calls = await bridge.counting(() => bridge.book(tenant, placed.id));
  expect(calls).toEqual({
    "GET /v1/SalesOrderWithLines": 1,
    "POST /v2/customerinvoicedrafts": 1,
    "POST /v2/customerinvoicedrafts/{id}/convert": 1,
    [PAY]: 1,
  });
  expect(await remaining(placed)).toBe("0.00");
});

test("an order that is paid later, in two parts, is paid in two parts", async () => {
  const { placed, timeline } = await make({});
  expect(codesOf(timeline.job)[0]).toBe("invoice-booked");
  const total = Number(placed["amountInclVat"]);
  const first = await paid(placed, { paymentStatus: "PartlyPaid", amountPaid: 10 });
  expect([first.job.outcome, codesOf(first.job)]).toEqual([
    "booked",
    expect.arrayContaining(["order-unchanged", "payment-registered"]),
  ]);
  expect(await remaining(placed)).toBe(money(total - 10));
  const second = await paid(placed, { paymentStatus: "Paid", amountPaid: total });
  expect([second.job.outcome, await remaining(placed)]).toEqual(["booked", "0.00"]);
  const nothing = await paid(placed, { status: 4 });
  expect([codesOf(nothing.job), (await statesOf(placed)).length]).toEqual([["order-unchanged"], 2]);
});

test("a payment that a person registered in the ledger isn't registered again", async () => {
  const { placed } = await make({});
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  await bridge.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, {
    RemainingAmountInvoiceCurrency: 0,
    RemainingAmount: 0,
  });
  const timeline = await paid(placed, { paymentStatus: "Paid" });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual([
    "booked",
    expect.arrayContaining(["payment-already-registered"]),
  ]);
  expect(await statesOf(placed)).toEqual([]);
});

test("an order that changes its currency isn't paid in the other one, and is once it changes back", async () => {
  const { placed } = await make({ currencyCode: "SEK" });
  const other = { currencyCode: "EUR", paymentStatus: "PartlyPaid", amountPaid: 10 };
  const { job } = await paid(placed, other);
  expect([job.outcome, job.reasons]).toEqual([
    "needs-attention",
    [
      expect.objectContaining({
        code: "order-changed-after-booking",
        params: expect.objectContaining({ what: "currency" }) as unknown,
      }),
    ],
  ]);
  expect([await remaining(placed), await statesOf(placed)]).toEqual([
    money(placed["amountInclVat"]),
    [],
  ]);
  const back = await paid(placed, { currencyCode: "SEK" });
  expect([back.job.outcome, await remaining(placed)]).toEqual([
    "booked",
    money(Number(placed["amountInclVat"]) - 10),
  ]);
});

test("a payment method without an account leaves the invoice booked and asks a person", async () => {
  const { version: _, ...usual } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  await bridge.reconfigure(tenant, { lookups: { paymentMethod: { table: {} } } });
  const { placed, timeline } = await make({ paymentStatus: "Paid" });
  expect([timeline.job.outcome, codesOf(timeline.job).slice(0, 2)]).toEqual([
    "needs-attention",
    ["payment-method-not-mapped", "invoice-booked"],
  ]);
  await bridge.configure(tenant.id, usual);
  await bridge.advance(COALESCE);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${timeline.job.id}/retry`);
  await bridge.until(
    async () => (await remaining(placed)) === "0.00",
    "the payment is registered after all",
  );
});

describe("a payment whose answer is lost", () => {
  test.each([
    ["before", "begin"],
    ["after", "begin"],
    ["before", "complete"],
    ["after", "complete"],
  ] as const)(
    "by a runner that dies %s %s is there once, or is for a person",
    async (when, method) => {
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
      expect([job.outcome, await remaining(placed)]).toEqual(
        unsent ? ["needs-attention", money(placed["amountInclVat"])] : ["booked", "0.00"],
      );
      expect(await payments(placed)).toBe(unsent ? 0 : 1);
    },
  );

  test("after it came through is found by what remains", async () => {
    const { placed } = await make({});
    await bridge.fault("eaccounting", { route: PAY, kind: "commit-then-drop" });
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(
      async () => (await statesOf(placed)).includes("in-doubt"),
      "the payment is in doubt",
    );
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, await payments(placed), await remaining(placed)]).toEqual([
      "booked",
      1,
      "0.00",
    ]);
  });

  test("before it came through is never sent again by itself, and once more when a person says so", async () => {
    const { placed } = await make({});
    await bridge.fault("eaccounting", { route: PAY, kind: "drop" });
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(
      async () => (await statesOf(placed)).includes("in-doubt"),
      "the payment is in doubt",
    );
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    await bridge.advance(COALESCE);
    const event = await bridge.book(tenant, placed.id, "order.updated");
    expect([event.job.outcome, codesOf(event.job)[0], await payments(placed)]).toEqual([
      "needs-attention",
      "in-doubt-needs-person",
      0,
    ]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${event.job.id}/retry`);
    await bridge.until(
      async () => (await remaining(placed)) === "0.00",
      "the person's payment is there",
    );
    expect(await payments(placed)).toBe(1);
  });

  test.each([0.5, 4, 10])(
    "and that comes through %d minutes late is found, and not doubled",
    async (minutes) => {
      const { placed } = await make({});
      await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: minutes * MINUTE });
      await bridge.edit(placed.id, { paymentStatus: "Paid" });
      await bridge.advance(COALESCE);
      await bridge.webhook(tenant, placed.id, { type: "order.paid" });
      await bridge.until(
        async () => (await statesOf(placed)).includes("in-doubt"),
        "the payment is in doubt",
      );
      const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
      expect([job.outcome, await payments(placed), await remaining(placed)]).toEqual([
        "booked",
        1,
        "0.00",
      ]);
    },
  );
});

describe("an invoice that is sent to its customer", () => {
  const MAIL = "POST /v2/customerinvoices/{id}/email";
  const SENDING = { sending: { company: "email", private: "none" } };
  const mails = async (name: string): Promise<number> =>
    ((await bridge.ledger())["sent"] ?? []).filter(
      ({ to }) => to === `${name.toLowerCase()}@example.com`,
    ).length;

  beforeEach(() => bridge.reconfigure(tenant, { orders: SENDING }));
  afterEach(() =>
    bridge.reconfigure(tenant, { orders: { sending: { company: "none", private: "none" } } }),
  );

  test("costs one write more, the last of the run", async () => {
    const buyer = companyBuyer("Sentonce");
    await placeAndBook(bridge, tenant, { ...buyer, lines: [mug()], paymentStatus: "Open" });
    const placed = await bridge.place({ ...buyer, lines: [mug(4)], paymentStatus: "Paid" });
    const calls = await bridge.counting(() => bridge.book(tenant, placed.id));
    expect(calls).toEqual({
      "GET /v1/SalesOrderWithLines": 1,
      "POST /v2/customerinvoicedrafts": 1,
      "POST /v2/customerinvoicedrafts/{id}/convert": 1,
      [PAY]: 1,
      [MAIL]: 1,
    });
    expect(await mails("Sentonce")).toBe(2);
  });

  test.each([
    ["commit-then-drop", 1],
    ["drop", 0],
  ] as const)(
    "and whose answer is lost (%s) isn't sent again by itself, whatever is told of the order, but once more by a person",
    async (kind, out) => {
      const name = `Lost${kind.replaceAll("-", "")}`;
      const placed = await bridge.place({
        ...companyBuyer(name),
        lines: [mug()],
        paymentStatus: "Open",
      });
      await bridge.fault("eaccounting", { route: MAIL, kind });
      await bridge.webhook(tenant, placed.id);
      const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
      expect([job.outcome, codesOf(job)[0], await mails(name)]).toEqual([
        "needs-attention",
        "sending-in-doubt",
        out,
      ]);
      await bridge.advance(COALESCE);
      const told = await bridge.book(tenant, placed.id, "order.updated");
      expect([told.job.outcome, codesOf(told.job)[0], await mails(name)]).toEqual([
        "needs-attention",
        "sending-in-doubt",
        out,
      ]);
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${told.job.id}/retry`);
      await bridge.until(async () => (await mails(name)) === out + 1, "the person's mail is out");
    },
  );

  test.each([
    ["before", "begin", 3],
    ["after", "begin", 3],
    ["before", "complete", 1],
    ["after", "complete", 1],
  ] as const)(
    "by a runner that dies %s %s goes out once at most, and is for a person where nothing tells",
    async (when, method, nth) => {
      const name = `Dying${when}${method}`;
      await placeAndBook(bridge, tenant, {
        ...companyBuyer(name),
        lines: [mug()],
        paymentStatus: "Open",
      });
      const placed = await bridge.place({
        ...companyBuyer(name),
        lines: [mug(2)],
        paymentStatus: "Open",
      });
      await bridge.break({ crash: { method, nth, when, seen: 0, key: `order:${placed.id}` } });
      await bridge.webhook(tenant, placed.id);
      await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
      await bridge.advance(LEASE);
      const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
      const open =
        (when === "after" && method === "begin") || (when === "before" && method === "complete");
      expect([job.outcome, open ? codesOf(job)[0] : null, (await mails(name)) - 1]).toEqual([
        open ? "needs-attention" : "booked",
        open ? "sending-in-doubt" : null,
        when === "after" && method === "begin" ? 0 : 1,
      ]);
    },
  );
});
