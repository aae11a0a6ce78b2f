/** Promise 1: whatever is lost, late, repeated or killed, one order makes one document. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Tenant } from "../support/bridge.ts";

let bridge: Bridge;
let tenant: Tenant;
const MINUTE = 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  // The first order of a kind is a draft that is confirmed: these tests are about the known case.
  const warm = await bridge.place({
    debtorId: null,
    companyName: "Warm AB",
    emailAddress: "warm@example.com",
    lines: [{ articleCode: "MUG", quantity: 1 }],
  });
  expect((await bridge.book(tenant, warm.id)).job.outcome).toBe("booked");
});

afterEach(async () => {
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.control("asperion", "DELETE", "/faults");
  await bridge.break({ d1: false, queueSend: false, crash: null });
});

afterAll(() => bridge.stop());

const company = (name: string) => ({
  debtorId: null,
  companyName: `${name} AB`,
  emailAddress: `${name.toLowerCase()}@example.com`,
  lines: [{ articleCode: "MUG", quantity: 2 }],
});

/** How often this order was sent to the ledger, whatever came of it. */
async function posts(orderNumber: string): Promise<number> {
  const { calls } = (await bridge.control(
    "eaccounting",
    "GET",
    "/calls?route=POST%20/v2/orders&limit=5000",
  )) as { calls: { requestBody: unknown }[] };
  return calls.filter((call) => JSON.stringify(call.requestBody).includes(`${orderNumber} #`))
    .length;
}

/** The reasons of all jobs of an order. */
async function reasonsOf(orderId: number): Promise<readonly string[]> {
  const jobs = await bridge.jobs(tenant.id, { key: `order:${orderId}` });
  return jobs.flatMap((job) => job.reasons.map((reason) => reason.code));
}

/** Moves time on until nothing waits for a look-up any more. */
async function untilResolved(orderId: number): Promise<void> {
  for (let step = 0; step < 8; step += 1) {
    await bridge.settled(tenant.id);
    const [job] = await bridge.jobs(tenant.id, { key: `order:${orderId}` });
    if (job?.status === "done") return;
    await bridge.advance(5 * MINUTE);
  }
  throw new Error(`order ${orderId} was never resolved`);
}

test("an order that committed and whose answer was lost is found by its marker and not sent again", async () => {
  const order = await bridge.place(company("Lost"));
  await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
  await bridge.webhook(tenant, order.id);
  await untilResolved(order.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  expect(await posts(order.orderNumber)).toBe(1);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
  expect(job).toMatchObject({ outcome: "booked" });
});

test("an order that never arrived is sent once more, but only after the third look-up", async () => {
  const order = await bridge.place(company("Dropped"));
  await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "drop" });
  await bridge.webhook(tenant, order.id);
  await bridge.settled(tenant.id);
  await bridge.advance(2 * MINUTE);
  await bridge.settled(tenant.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(0);
  await untilResolved(order.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  expect(await posts(order.orderNumber)).toBe(2);
  expect(await reasonsOf(order.id)).toContain("sent-again");
});

test("a write that commits ten minutes late is found by a later look-up, not doubled", async () => {
  const order = await bridge.place(company("Late"));
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "late-commit",
    ms: 10 * MINUTE,
  });
  await bridge.webhook(tenant, order.id);
  await untilResolved(order.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  expect(await posts(order.orderNumber)).toBe(1);
});

test("a write that commits after it was sent again is noticed: the younger document is deleted and reported", async () => {
  // The sandbox asks for a valid token again when it commits late: the grant is renewed first.
  await bridge.advance(55 * MINUTE);
  await bridge.settled(tenant.id);
  const order = await bridge.place(company("Zombie"));
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "late-commit",
    ms: 25 * MINUTE,
  });
  await bridge.webhook(tenant, order.id);
  await bridge.until(async () => {
    await bridge.advance(2 * MINUTE);
    await bridge.settled(tenant.id);
    return (await posts(order.orderNumber)) === 2;
  }, "the order is sent again");
  await bridge.control("eaccounting", "PUT", "/clock", { advanceMs: 10 * MINUTE });
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(2);
  await bridge.advance(20 * MINUTE);
  await bridge.until(
    async () => (await reasonsOf(order.id)).includes("second-document-deleted"),
    "the second document is reported",
  );
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("a new customer whose answer was lost is not made twice", async () => {
  const order = await bridge.place(company("Customerlost"));
  await bridge.fault("eaccounting", { route: "POST /v2/customers", kind: "commit-then-drop" });
  await bridge.webhook(tenant, order.id);
  await untilResolved(order.id);
  const { customers } = await bridge.ledger(undefined, "customers");
  expect(
    customers?.filter((customer) => customer["EmailAddress"] === "customerlost@example.com"),
  ).toHaveLength(1);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("the same webhook twenty times at once makes one document and one job", async () => {
  const order = await bridge.place(company("Twenty"));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => bridge.webhook(tenant, order.id)),
  );
  expect(new Set(answers.map((answer) => answer.body["jobId"])).size).toBe(1);
  await untilResolved(order.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("the same webhook-id again is answered with 200 and starts nothing", async () => {
  const order = await bridge.place(company("Sameid"));
  const first = await bridge.webhook(tenant, order.id, { id: "msg_1" });
  const second = await bridge.webhook(tenant, order.id, { id: "msg_1" });
  expect([first.status, second.status]).toEqual([202, 200]);
  expect(second.body["jobId"]).toBe(first.body["jobId"]);
});

test("two first orders of one new customer at once make one customer", async () => {
  const buyer = company("Twins");
  const orders = [await bridge.place(buyer), await bridge.place(buyer)];
  // The ledger is slow to take the first one: without the lock the second order would look in vain and make another.
  await bridge.fault("eaccounting", {
    route: "POST /v2/customers",
    kind: "latency",
    ms: 800,
    times: 1,
  });
  await Promise.all(orders.map((order) => bridge.webhook(tenant, order.id)));
  for (const order of orders) await untilResolved(order.id);
  const { customers } = await bridge.ledger(undefined, "customers");
  expect(
    customers?.filter((customer) => customer["EmailAddress"] === "twins@example.com"),
  ).toHaveLength(1);
  for (const order of orders) expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("two debtors with one e-mail address are one customer, also when both order at once", async () => {
  const debtors = await Promise.all(
    [1, 2].map((n) =>
      bridge.control("asperion", "POST", "/debtors", {
        name: `Shared ${n}`,
        emailAddress: n === 1 ? "shared@example.com" : "Shared@Example.com",
        countryCode: "SE",
        city: "Lund",
        postCode: "222 22",
      }),
    ),
  );
  // The ledger is slow to take the first one: without the lock the second order would look in vain and make another.
  await bridge.fault("eaccounting", {
    route: "POST /v2/customers",
    kind: "latency",
    ms: 800,
    times: 1,
  });
  const orders = await Promise.all(
    debtors.map((debtor) =>
      bridge.place({ debtorId: debtor["id"], lines: [{ articleCode: "MUG", quantity: 1 }] }),
    ),
  );
  await Promise.all(orders.map((order) => bridge.webhook(tenant, order.id)));
  for (const order of orders) await untilResolved(order.id);
  const { customers } = await bridge.ledger(undefined, "customers");
  expect(
    customers?.filter(
      (customer) => String(customer["EmailAddress"]).toLowerCase() === "shared@example.com",
    ),
  ).toHaveLength(1);
  for (const order of orders) expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("a redelivered queue message for a finished job does nothing", async () => {
  const order = await bridge.place(company("Redelivered"));
  await bridge.break({ crash: { method: "claim", nth: 1, when: "before", seen: 0 } });
  await bridge.webhook(tenant, order.id);
  await bridge.advance(MINUTE);
  await untilResolved(order.id);
  const before = await bridge.calls("eaccounting");
  await bridge.fetch("/_test/redeliver", { method: "PUT", body: "{}" });
  await bridge.settled(tenant.id);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  expect((await bridge.calls("eaccounting"))["POST /v2/orders"]).toBe(before["POST /v2/orders"]);
});

test("a re-created journal looks before it writes: the order that an earlier one made is adopted", async () => {
  const order = await bridge.place(company("Reborn"));
  await bridge.book(tenant, order.id);
  const storage = await bridge.storage(tenant);
  await storage.exec("DELETE FROM operations WHERE key = ?", `order:${order.id}`);
  await storage.exec("DELETE FROM documents WHERE key = ?", `order:${order.id}`);
  await storage.exec("DELETE FROM jobs WHERE key = ?", `order:${order.id}`);
  await storage.exec("UPDATE meta SET v = ? WHERE k = 'born'", String(await bridge.now()));
  await bridge.advance(10_000);
  const timeline = await bridge.book(tenant, order.id, "order.updated");
  expect(timeline.job.outcome).toBe("booked");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("an order in doubt that a person links to what was typed in the ledger is never sent again; unlinked and retried it is booked once", async () => {
  const [order, other] = [
    await bridge.place(company("Linked")),
    await bridge.place(company("Unlinked")),
  ];
  await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "drop" });
  await bridge.webhook(tenant, order.id);
  await bridge.settled(tenant.id);
  const [{ id: jobId } = { id: "" }] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
  const customer = await bridge.control("eaccounting", "POST", "/customers", {
    Name: "Linked by hand AB",
  });
  const typed = await bridge.control("eaccounting", "POST", "/orders", {
    CustomerId: customer["Id"],
    Rows: [{ ArticleNumber: "MUG", Quantity: 1 }],
  });
  // What was sent may still come true for as long as the vendor is waited for.
  await bridge.advance(30_000);
  const link = (number: unknown, confirm?: boolean, job = jobId) =>
    bridge.api("POST", `/tenants/${tenant.id}/jobs/${job}/link`, {
      what: "order",
      number: String(number),
      ...(confirm === undefined ? {} : { confirm }),
    });

  const wrong = await link(987_654);
  expect([wrong.status, wrong.body["kind"], String(wrong.body["detail"])]).toEqual([
    409,
    "link-not-found",
    expect.stringContaining("987654"),
  ]);
  const differs = await link(typed["Number"]);
  expect([
    differs.status,
    differs.body["kind"],
    (differs.body["errors"] as { path: string }[]).map(({ path }) => path),
  ]).toEqual([409, "differs", expect.arrayContaining(["confirm"])]);
  expect((await link(typed["Number"], true)).status).toBe(200);
  expect(await bridge.jobs(tenant.id, { key: `order:${order.id}` })).toMatchObject([
    {
      status: "done",
      outcome: "booked",
      reasons: [{ code: "document-linked", params: { differs: 3 } }],
    },
  ]);

  // However long one waits, and whatever is told of it.
  await bridge.advance(60 * MINUTE);
  await bridge.book(tenant, order.id, "order.updated");
  await bridge.settled(tenant.id);
  expect([await posts(order.orderNumber), await bridge.ordersOf(order.orderNumber)]).toEqual([
    1,
    [],
  ]);
  expect(
    (await bridge.timeline(tenant.id, jobId)).timeline.some(
      ({ what, title, detail }) =>
        what === "person" &&
        title === "link" &&
        JSON.stringify(detail).includes(String(typed["Number"])),
    ),
  ).toBe(true);

  // A document stands for one order.
  const { job: second } = await bridge.book(tenant, other.id);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${second.id}/unlink`, { note: "to see" });
  const [own] = await bridge.ordersOf(other.orderNumber);
  await bridge.control("eaccounting", "DELETE", `/orders/${String(own?.["Id"])}`);
  const taken = await link(typed["Number"], true, second.id);
  expect([taken.status, taken.body["kind"]]).toEqual([409, "link-elsewhere"]);

  const [newest] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${newest?.id ?? ""}/unlink`, {
    note: "typed for another",
  });
  await bridge.advance(6_000);
  await bridge.webhook(tenant, order.id, { type: "order.updated" });
  await bridge.settled(tenant.id);
  expect([await reasonsOf(order.id), await posts(order.orderNumber)]).toEqual([
    expect.arrayContaining(["document-unlinked"]),
    1,
  ]);
  const [held] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
  await bridge.advance(6_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${held?.id ?? ""}/retry`);
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { key: `order:${order.id}` }))[0]?.outcome === "booked",
    "the order is booked anew",
  );
  expect([
    (await bridge.ordersOf(order.orderNumber)).length,
    await posts(order.orderNumber),
  ]).toEqual([1, 2]);
});
