/**
 * The customers flow, end to end: a debtor changes in the shop, its customer in the ledger follows,
 * with and without orders.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, homeAddress, mug } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;
const COALESCE = 6_000;
const HALF_AN_HOUR = 31 * 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  const lookups = {
    customerLabel: { table: { "7": "Wholesale" } },
    customerLanguage: { table: { SE: "sv" } },
  };
  tenant = await bridge.tenant({
    settings: { customers: { enabled: true, classifyBy: "debtor-kind" }, lookups },
  });
  await bridge.control("eaccounting", "PUT", "/switches", { extraFields: "on" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Debtor = Json & {
  readonly id: number;
  readonly customerNumber: string;
  readonly emailAddress: string;
};

/** A debtor of the shop, told to nobody yet. */
const debtor = async (fields: Json = {}): Promise<Debtor> => {
  n += 1;
  const made = {
    name: `Debtor ${n} of the shop`,
    address: "Storgatan 1",
    postCode: "111 22",
    city: "Stockholm",
    countryCode: "SE",
    emailAddress: `debtor-${n}@example.com`,
    phoneNumber: "08-1",
    notify: false,
  };
  return (await bridge.control("asperion", "POST", "/debtors", { ...made, ...fields })) as Debtor;
};

const change = (id: number, fields: Json): Promise<Json> =>
  bridge.control("asperion", "POST", "/debtors", { id, notify: false, ...fields });

const customersOf = async (email: string): Promise<readonly Json[]> =>
  ((await bridge.ledger())["customers"] ?? []).filter(
    (customer) => String(customer["EmailAddress"]).toLowerCase() === email,
  );

async function customerOf({ emailAddress }: Debtor): Promise<Json> {
  const found = await customersOf(emailAddress);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

/** The debtor's event, once more of it may be fetched. */
async function told(
  id: number,
  type = "debtor.updated",
): Promise<Awaited<ReturnType<Bridge["book"]>>> {
  await bridge.advance(COALESCE);
  return bridge.book(tenant, id, type);
}

test("a debtor that comes becomes a customer, and each change follows; fields of nobody here survive", async () => {
  const one = await debtor();
  const made = await told(one.id, "debtor.created");
  expect([made.job.outcome, made.job.key, made.job.label]).toEqual([
    "updated",
    `debtor:${one.id}`,
    one.customerNumber,
  ]);
  const customer = await customerOf(one);
  expect(customer).toMatchObject({
    CustomerNumber: `AS${one.id}`,
    IsPrivatePerson: true,
    SalesDocumentLanguage: "sv",
  });
  await bridge.control("eaccounting", "PATCH", `/customers/${String(customer["Id"])}`, {
    NewFieldOfTheVendor: "keep me",
    Note: "Pays late",
    DiscountPercentage: 0.1,
  });
  await change(one.id, { address: "Nygatan 2", phoneNumber: "08-2" });
  expect(codesOf((await told(one.id)).job)).toContain("customer-updated");
  expect(await customerOf(one)).toMatchObject({
    InvoiceAddress1: "Nygatan 2",
    Telephone: "08-2",
    NewFieldOfTheVendor: "keep me",
    Note: "Pays late",
    DiscountPercentage: 0.1,
  });
});

test("its job stands in the list and tells its timeline", async () => {
  const one = await debtor();
  const { job, operations, timeline } = await told(one.id, "debtor.created");
  const [listed] = await bridge.jobs(tenant.id, { key: `debtor:${one.id}` });
  expect([listed?.id, listed?.flow, listed?.label]).toEqual([
    job.id,
    "customers",
    one.customerNumber,
  ]);
  expect(operations.map((operation) => [operation.kind, operation.state])).toEqual([
    ["customer.create", "compared"],
  ]);
  expect(timeline.map((entry) => entry.what)).toEqual(
    expect.arrayContaining(["read", "plan", "write", "answer", "outcome"]),
  );
});

test("an event that changes nothing costs one read of the shop and none of the ledger", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  await bridge.advance(COALESCE);
  const calls = await bridge.counting(async () =>
    expect((await bridge.book(tenant, one.id, "debtor.updated")).job.outcome).toBe("skipped"),
  );
  expect(calls).toEqual({ "GET /v1/debtors": 1 });
});

test("an event that changes a field costs one read of the shop, and one read and one write of the ledger", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  await change(one.id, { phoneNumber: "08-2" });
  await bridge.advance(COALESCE);
  const calls = await bridge.counting(() => bridge.book(tenant, one.id, "debtor.updated"));
  expect(calls).toEqual({
    "GET /v1/debtors": 1,
    "GET /v2/customers/{id}": 1,
    "PUT /v2/customers/{id}": 1,
  });
});

test("an order and a change of the same debtor at the same time make one customer, which is the debtor's", async () => {
  const one = await debtor({ phoneNumber: "08-7" });
  const order = await bridge.place({
    debtorId: one.id,
    emailAddress: one.emailAddress,
    phoneNumber: "08-from-the-order",
    companyName: null,
    invoiceAddress: homeAddress("Debtor"),
    lines: [mug()],
  });
  await bridge.fault("eaccounting", {
    route: "POST /v2/customers",
    kind: "latency",
    ms: 800,
    times: 1,
  });
  const [first, second] = await Promise.all([
    bridge.webhook(tenant, order.id),
    bridge.webhook(tenant, one.id, { type: "debtor.created" }),
  ]);
  const stories = [
    await bridge.finished(tenant, String(first.body["jobId"])),
    await bridge.finished(tenant, String(second.body["jobId"])),
  ];
  expect(stories.map((timeline) => timeline.job.outcome)).toEqual(["booked", "updated"]);
  expect(
    stories.some((timeline) =>
      timeline.timeline.some((entry) => entry.what === "wait" && entry.title === "party"),
    ),
  ).toBe(true);
  expect(await customerOf(one)).toMatchObject({ CustomerNumber: `AS${one.id}`, Telephone: "08-7" });
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("a change that no webhook tells is found by the next look", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  await bridge.advance(HALF_AN_HOUR);
  await bridge.settled(tenant.id);
  await change(one.id, { city: "Uppsala" });
  await bridge.advance(HALF_AN_HOUR);
  await bridge.until(
    async () => (await customerOf(one))["InvoiceCity"] === "Uppsala",
    "the look found the change",
  );
  await bridge.settled(tenant.id);
});

test("two debtors of one class that come at once get one label between them", async () => {
  const both = [await debtor({ debtorKindId: "7" }), await debtor({ debtorKindId: "7" })];
  await bridge.fault("eaccounting", {
    route: "POST /v2/customerlabels",
    kind: "latency",
    ms: 500,
    times: 1,
  });
  const answers = await Promise.all(
    both.map((one) => bridge.webhook(tenant, one.id, { type: "debtor.created" })),
  );
  for (const answer of answers)
    expect((await bridge.finished(tenant, String(answer.body["jobId"]))).job.outcome).toBe(
      "updated",
    );
  expect(
    ((await bridge.ledger())["customerLabels"] ?? []).filter(
      (label) => label["Name"] === "Wholesale",
    ),
  ).toHaveLength(1);
  for (const one of both)
    expect((await customerOf(one))["CustomerLabels"]).toMatchObject([{ Name: "Wholesale" }]);
});

test("of two debtors with one e-mail address the one that changed last is the customer, whichever is told again", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  const other = await debtor({ emailAddress: one.emailAddress, name: "The other one" });
  await told(other.id, "debtor.created");
  expect(await customerOf(one)).toMatchObject({ Name: "The other one" });
  for (const id of [one.id, other.id]) {
    const calls = await bridge.counting(() => told(id));
    expect(Object.keys(calls).filter((route) => / \/v2\/customers/.test(route))).toEqual([]);
    expect(await customerOf(one)).toMatchObject({ Name: "The other one" });
  }
  await change(one.id, { city: "Luleå" });
  await told(one.id);
  const name = String(one["name"]);
  expect(await customerOf(one)).toMatchObject({ Name: name, InvoiceCity: "Luleå" });
});

test("an e-mail address that another customer has isn't given to a second one, and a person is asked", async () => {
  const [one, other] = [await debtor(), await debtor()];
  for (const each of [one, other]) await told(each.id, "debtor.created");
  await change(one.id, { emailAddress: other.emailAddress, city: "Malmö" });
  const { job } = await told(one.id);
  expect([job.outcome, codesOf(job)]).toEqual([
    "needs-attention",
    expect.arrayContaining(["customer-email-taken", "customer-updated"]),
  ]);
  expect(await customerOf(one)).toMatchObject({ InvoiceCity: "Malmö" });
  expect(await customersOf(other.emailAddress)).toHaveLength(1);
});

test("a deleted debtor's customer stays as it is", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  const before = await customerOf(one);
  await bridge.control("asperion", "DELETE", `/debtors/${one.id}?notify=false`);
  expect((await told(one.id, "debtor.deleted")).job).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "debtor-deleted" }],
  });
  expect(await customerOf(one)).toEqual(before);
});

test("an update whose answer was lost is read again and made good, once", async () => {
  const one = await debtor();
  await told(one.id, "debtor.created");
  await change(one.id, { phoneNumber: "08-5" });
  await bridge.fault("eaccounting", { route: "PUT /v2/customers/:id", kind: "commit-then-drop" });
  await bridge.advance(COALESCE);
  await bridge.webhook(tenant, one.id, { type: "debtor.updated" });
  const { job } = await bridge.resolved(tenant, `debtor:${one.id}`);
  expect([job.outcome, (await customerOf(one))["Telephone"]]).toEqual(["skipped", "08-5"]);
  await change(one.id, { phoneNumber: "08-6" });
  expect(codesOf((await told(one.id)).job)).not.toContain("customer-fields-kept");
  expect((await customerOf(one))["Telephone"]).toBe("08-6");
});
