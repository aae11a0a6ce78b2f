/**
 * What was interrupted goes on where it was: nothing is taken for done that isn't, and nothing of a
 * person's is lost.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";

let bridge: Bridge;
let tenant: Tenant;
const MINUTE = 60_000;

beforeAll(async () => {
  // The one file at the vendor's real limit, set-up included: the others have none that they meet.
  bridge = await Bridge.start();
  tenant = await bridge.tenant();
});

afterEach(async () => {
  await bridge.control("eaccounting", "DELETE", "/faults");
});

afterAll(() => bridge.stop());

const company = (name: string, more: Json = {}): Json => ({
  debtorId: null,
  companyName: `${name} AB`,
  emailAddress: `${name.toLowerCase()}@example.com`,
  lines: [{ articleCode: "MUG", quantity: 2 }],
  ...more,
});

async function untilDone(
  orderId: number,
): Promise<{ outcome: string | null; reasons: readonly string[] }> {
  for (let step = 0; step < 10; step += 1) {
    await bridge.settled(tenant.id);
    const [job] = await bridge.jobs(tenant.id, { key: `order:${orderId}` });
    if (job?.status === "done")
      return { outcome: job.outcome, reasons: job.reasons.map((reason) => reason.code) };
    await bridge.advance(5 * MINUTE);
  }
  throw new Error(`order ${orderId} was never done`);
}

async function only(orderNumber: string): Promise<Json> {
  const orders = await bridge.ordersOf(orderNumber);
  expect(orders).toHaveLength(1);
  return orders[0] ?? {};
}

const quota = {
  ErrorCode: 4010,
  DeveloperErrorMessage:
    "API calls quota exceeded! maximum admitted 600 per Minute. Try again in 55 seconds.",
  ErrorId: "00000000-0000-0000-0000-000000000001",
};

test("a first order whose confirmation met a 429 is confirmed later, and not called booked while it is a draft", async () => {
  const order = await bridge.place(company("Unconfirmed"));
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders/{id}/converteddrafttoorder",
    kind: "status",
    status: 429,
    body: quota,
  });
  await bridge.webhook(tenant, order.id);
  expect((await untilDone(order.id)).outcome).toBe("booked");
  expect(await only(order.orderNumber)).toMatchObject({ Status: 2 });
});

test("an update whose answer was lost isn't taken for a person's change", async () => {
  const order = await bridge.place(company("Lostupdate"));
  await bridge.book(tenant, order.id);
  await bridge.edit(order.id, { lines: [{ articleCode: "MUG", quantity: 5 }] });
  await bridge.fault("eaccounting", { route: "PUT /v2/orders/{id}", kind: "commit-then-drop" });
  await bridge.advance(10_000);
  await bridge.webhook(tenant, order.id, { type: "order.updated" });
  const done = await untilDone(order.id);
  expect(done.reasons).not.toContain("document-changed-by-person");
  expect(["booked", "updated"]).toContain(done.outcome);
  expect(JSON.stringify((await only(order.orderNumber))["Rows"])).toContain('"Quantity":5');
});

test("a document that a person deleted is made again when a person asks for it, and only then", async () => {
  const order = await bridge.place(company("Deleted"));
  const timeline = await bridge.book(tenant, order.id);
  await bridge.control(
    "eaccounting",
    "DELETE",
    `/orders/${String((await only(order.orderNumber))["Id"])}`,
  );
  await bridge.edit(order.id, { lines: [{ articleCode: "MUG", quantity: 3 }] });
  await bridge.advance(10_000);
  const held = await bridge.book(tenant, order.id, "order.updated");
  expect(held.job.outcome).toBe("held");
  expect(held.job.reasons[0]?.code).toBe("document-gone");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(0);
  expect(held.job.key).toBe(timeline.job.key);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${held.job.id}/retry`);
  expect((await untilDone(order.id)).outcome).toBe("booked");
  await only(order.orderNumber);
});

test("a company that was made a person in the ledger gets its prices in the new basis, to the cent", async () => {
  const debtor = await bridge.control("asperion", "POST", "/debtors", {
    name: "Flipped AB",
    emailAddress: "flipped@example.com",
    cocNumber: "556677-1122",
    countryCode: "SE",
    city: "Lund",
    postCode: "222 22",
  });
  const buyer = { debtorId: debtor["id"], lines: [{ articleCode: "MUG", quantity: 2 }] };
  const order = await bridge.place(buyer);
  await bridge.book(tenant, order.id);
  const customer = (await bridge.ledger())["customers"]?.find(
    (one) => one["EmailAddress"] === "flipped@example.com",
  );
  await bridge.control("eaccounting", "PATCH", `/customers/${String(customer?.["Id"])}`, {
    IsPrivatePerson: true,
  });
  const next = await bridge.place(buyer);
  const timeline = await bridge.book(tenant, next.id);
  expect(timeline.job.outcome).toBe("booked");
  const booked = await only(next.orderNumber);
  expect(booked["IncludesVat"]).toBe(true);
  expect((Number(booked["Amount"]) + Number(booked["VatAmount"])).toFixed(2)).toBe("21.25");
});

test("a found document that somebody changed is held, never overwritten", async () => {
  const order = await bridge.place(company("Found"));
  await bridge.book(tenant, order.id);
  const storage = await bridge.storage(tenant);
  for (const table of ["operations", "documents", "jobs"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, `order:${order.id}`);
  await storage.exec("UPDATE meta SET v = ? WHERE k = 'born'", String(await bridge.now()));
  const { Id, Rows } = await only(order.orderNumber);
  await bridge.control("eaccounting", "PATCH", `/orders/${String(Id)}`, {
    Rows: (Rows as Json[]).map((row) => ({ ...row, UnitPrice: 1 })),
  });
  await bridge.advance(10_000);
  const timeline = await bridge.book(tenant, order.id, "order.updated");
  expect(timeline.job.outcome).toBe("held");
  expect(timeline.job.reasons[0]?.code).toBe("document-not-as-calculated");
  expect(JSON.stringify((await only(order.orderNumber))["Rows"])).toContain('"UnitPrice":1,');
});

test("an order cancelled after the journal was lost takes its document with it", async () => {
  const order = await bridge.place(company("Cancelled"));
  await bridge.book(tenant, order.id);
  const storage = await bridge.storage(tenant);
  for (const table of ["operations", "documents", "jobs"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, `order:${order.id}`);
  await storage.exec("UPDATE meta SET v = ? WHERE k = 'born'", String(await bridge.now()));
  await bridge.edit(order.id, { status: 9 });
  await bridge.advance(10_000);
  const timeline = await bridge.book(tenant, order.id, "order.cancelled");
  expect(timeline.job.reasons.map((reason) => reason.code)).toContain("order-removed");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(0);
});

test("a closed capability is tried again after an hour, however much traffic meets a closed capability", async () => {
  const forbidden = {
    ErrorCode: 4002,
    DeveloperErrorMessage: "ForbiddenRequestException - No access to module: order_standard",
    ErrorId: "00000000-0000-0000-0000-000000000002",
  };
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "status",
    status: 403,
    body: forbidden,
  });
  const first = await bridge.place(company("Closed"));
  await bridge.webhook(tenant, first.id);
  await bridge.until(
    async () => (await bridge.health(tenant.id)).capabilities.length === 1,
    "the capability is closed",
  );
  await bridge.advance(50 * MINUTE);
  const second = await bridge.place(company("Closedtoo"));
  await bridge.webhook(tenant, second.id);
  await bridge.settled(tenant.id);
  await bridge.advance(11 * MINUTE);
  await bridge.until(
    async () => (await bridge.jobs(tenant.id, { key: `order:${first.id}` }))[0]?.status === "done",
    "the first order is booked after an hour",
  );
  await only(first.orderNumber);
  expect((await untilDone(second.id)).outcome).toBe("booked");
});
