// Sales orders: what the shop does to them, what the API shows, and each switch in its other position.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SandboxClock } from "../kit/clock.ts";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion({
    clock: new SandboxClock(() => Date.parse("2026-03-10T09:00:00Z")),
  });
});
beforeEach(async () => {
  await asperion.control("POST", "/reset");
});
afterAll(() => asperion.close());

const ORDERS = "/v1/SalesOrderWithLines";

async function place(body: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const answer = await asperion.control("POST", "/orders", {
    lines: [{ articleCode: "TSHIRT" }],
    ...body,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as Record<string, unknown>;
}

async function ids(query: string): Promise<unknown> {
  const answer = await asperion.api("GET", `${ORDERS}?${query}`);
  return answer.status === 200
    ? (answer.body as { _data: { id: number }[] })._data.map((order) => order.id)
    : answer.status;
}

test("a placed order fills in the buyer from the debtor, and a guest has a name but no debtor", async () => {
  expect(await place()).toMatchObject({
    id: 1002,
    orderNumber: "1002",
    companyName: "Bloemen & Zonen B.V.",
    date: "2026-03-10T10:00:00",
    dateLastChange: null,
  });
  expect(await place({ debtorId: 202 })).toMatchObject({
    companyName: null,
    attentionTo: "Eva Jansen",
  });
  expect(await place({ debtorId: null })).toMatchObject({
    debtorId: null,
    debtorCustomerNumber: null,
    emailAddress: "guest1004@example.com",
  });
  expect(await place({ debtorId: 299 })).toMatchObject({
    debtorId: 299,
    debtorCustomerNumber: "10299",
    emailAddress: "guest1005@example.com",
  });
  expect(await place({ deliveryAddress: { postCode: null } })).toMatchObject({
    deliveryAddress: { postCode: null, city: "Amsterdam" },
  });
});

test("an order placed again under its id is changed, an edit keeps what it doesn't name", async () => {
  await place({ id: 2000, reference: "PO 7", comments: "first" });
  expect(await place({ id: 2000, reference: "PO 7" })).toMatchObject({
    dateLastChange: "2026-03-10T10:00:00",
    comments: null,
  });
  await asperion.control("PUT", "/clock", { advanceMs: 60_000 });
  const edited = await asperion.control("PATCH", "/orders/2000", { status: 9 });
  expect(edited.body).toMatchObject({
    status: 9,
    reference: "PO 7",
    dateLastChange: "2026-03-10T10:01:00",
    lines: { _data: [{ articleCode: "TSHIRT" }] },
  });
});

test("paid follows the payment status unless an amount is given", async () => {
  await place({ id: 2000, paymentStatus: "Open" });
  expect((await asperion.api("GET", `${ORDERS}/2000`)).body).toMatchObject({
    amountPaid: 0,
    paidAt: null,
  });
  const paid = await asperion.control("PATCH", "/orders/2000", {
    paymentStatus: "Paid",
    paidAt: "2026-03-11T08:00:00",
  });
  expect(paid.body).toMatchObject({ amountPaid: 25, paidAt: "2026-03-11T08:00:00" });
});

test("orders are found by id, number, status, debtor and date", async () => {
  await place({
    id: 2000,
    orderNumber: "WEB-77",
    status: 4,
    debtorId: 204,
    date: "2026-03-09T23:59:59",
  });
  expect(await ids("Id=2000")).toEqual([2000]);
  expect(await ids("OrderNumber=web-7")).toEqual([2000]);
  expect(await ids("Status=4&DebtorId=204")).toEqual([2000]);
  expect(await ids("Date_from=2026-03-09&Date_to=2026-03-09")).toEqual([2000]);
  expect(await ids("Date_from=2026-03-10")).toEqual([]);
});

test("the filter on id can be refused, or ignored so that the wanted order may be missing from the first page", async () => {
  await place({ id: 2000 });
  await asperion.control("PUT", "/switches", { idFilter: "refused" });
  expect(await ids("Id=2000")).toBe(400);
  await asperion.control("PUT", "/switches", { idFilter: "ignored" });
  expect(await ids("Id=2000&pageSize=1")).toEqual([1001]);
});

test("an order never changed is in no range of changes", async () => {
  await place({ id: 2000 });
  await asperion.control("PATCH", "/orders/1001", { comments: "changed" });
  expect(await ids("DateLastChange_from=2026-01-01")).toEqual([1001]);
});

test("the filter on changes can be refused, ignored, or look at the day only", async () => {
  await place({ id: 2000, dateLastChange: "2026-03-10T08:00:00" });
  await place({ id: 2001, dateLastChange: "2026-03-10T12:00:00" });
  const query = "DateLastChange_from=2026-03-10T11:00:00";
  expect(await ids(query)).toEqual([2001]);
  await asperion.control("PUT", "/switches", { changeFilter: "by-day" });
  expect(await ids(query)).toEqual([2000, 2001]);
  await asperion.control("PUT", "/switches", { changeFilter: "ignored" });
  expect(await ids(query)).toEqual([1001, 2000, 2001]);
  await asperion.control("PUT", "/switches", { changeFilter: "refused" });
  expect(await ids(query)).toBe(400);
});

test("lists can come without lines, a single read always has them", async () => {
  await asperion.control("PUT", "/switches", { listsCarryLines: "no" });
  expect((await asperion.api("GET", `${ORDERS}?Id=1001`)).body).not.toHaveProperty("_data.0.lines");
  expect((await asperion.api("GET", `${ORDERS}/1001`)).body).toHaveProperty(
    "lines._data.0.articleCode",
    "TSHIRT",
  );
});

test("a credit is negative, or positive by the switch, with everything that counts turned round", async () => {
  await place({
    id: 2000,
    creditsOrderId: 1001,
    paymentStatus: "Refunded",
    lines: [{ articleCode: "TSHIRT", quantity: -2 }],
  });
  expect((await asperion.api("GET", `${ORDERS}/2000`)).body).toMatchObject({
    amountInclVat: -50,
    amountPaid: -50,
    lines: { _data: [{ quantity: -2, vatAmount: -10 }] },
  });
  await asperion.control("PUT", "/switches", { creditSign: "positive" });
  expect((await asperion.api("GET", `${ORDERS}/2000`)).body).toMatchObject({
    amountInclVat: 50,
    amountPaid: 50,
    lines: { _data: [{ quantity: 2, price: 20, vatAmount: 10 }] },
  });
});

test("a concept may have no number yet, and isn't found by it then", async () => {
  await place({ id: 2000, status: 1, orderNumber: "WEB-1" });
  expect((await asperion.api("GET", `${ORDERS}/2000`)).body).toMatchObject({
    orderNumber: "WEB-1",
  });
  await asperion.control("PUT", "/switches", { orderNumberInConcept: "null" });
  expect((await asperion.api("GET", `${ORDERS}/2000`)).body).toMatchObject({ orderNumber: null });
  expect(await ids("OrderNumber=WEB-1")).toEqual([]);
});

test("the API makes and replaces orders, checks without saving, and moves stock by them", async () => {
  const body = {
    debtorId: 205,
    date: "2026-03-10",
    lines: { _data: [{ articleCode: "MUG", quantity: -5, price: 0 }] },
  };
  const checked = await asperion.api("POST", `${ORDERS}?validateOnly=true`, body);
  expect([checked.status, await ids("DebtorId=205")]).toEqual([200, []]);
  const made = await asperion.api("POST", ORDERS, body);
  expect([made.status, made.headers.get("location")]).toEqual([
    201,
    `${asperion.url}${ORDERS}/1002`,
  ]);
  expect(made.body).toMatchObject({
    id: 1002,
    amountInclVat: 0,
    dateLastChange: null,
    date: "2026-03-10T00:00:00",
  });
  expect((await asperion.api("GET", "/v1/articles/302")).body).toMatchObject({
    currentStock: 125,
    dateLastChange: null,
  });
  const whole = made.body as Record<string, unknown>;
  const replaced = await asperion.api("PUT", `${ORDERS}/1002`, { ...whole, status: 9 });
  expect(replaced.body).toMatchObject({ status: 9, dateLastChange: "2026-03-10T10:00:00" });
  expect((await asperion.api("GET", "/v1/articles/302")).body).toMatchObject({ currentStock: 120 });
});

test("a body that isn't right is refused field by field", async () => {
  const good = { debtorId: 201, lines: { _data: [{ articleCode: "MUG", quantity: 1 }] } };
  for (const [body, field] of [
    [{ ...good, lines: [{ articleCode: "MUG", quantity: 1 }] }, "lines"],
    [
      { ...good, lines: { _data: [{ articleCode: "MUG", quantity: "1" }] } },
      "lines._data[0].quantity",
    ],
    [
      { ...good, lines: { _data: [{ articleCode: "NOPE", quantity: 1 }] } },
      "lines._data[0].articleCode",
    ],
    [
      { ...good, lines: { _data: [{ articleCode: "MUG", quantity: 1, vatCode: "X" }] } },
      "lines._data[0].vatCode",
    ],
    [{ ...good, debtorId: 1 }, "debtorId"],
    [{ ...good, date: "2026-03-10T00:00:00Z" }, "date"],
    [{ ...good, colour: "red" }, "colour"],
  ] as const) {
    const answer = await asperion.api("POST", ORDERS, body);
    expect(answer.status, field).toBe(400);
    expect(answer.body, field).toHaveProperty(["errors", field]);
  }
});

test("many orders are made at once, of one customer or of many", async () => {
  const many = await asperion.control("POST", "/seed/orders", {
    count: 250,
    customers: 50,
    order: { pricesIncludeVat: true },
  });
  expect(many.body).toMatchObject({ firstId: 1002, lastId: 1251 });
  expect((await asperion.api("GET", `${ORDERS}?metaOnly=true`)).body).toMatchObject({
    _meta: { totalCount: 251, pageCount: 3 },
  });
  const one = await asperion.control("POST", "/seed/orders", {
    count: 10,
    debtorId: 202,
    firstId: 5000,
  });
  expect([one.status, await ids("DebtorId=202&pageSize=2")]).toEqual([201, [5000, 5001]]);
});

test("an order can be deleted, which the API tells only by 404 and an empty list", async () => {
  expect((await asperion.control("DELETE", "/orders/1001")).status).toBe(204);
  expect((await asperion.api("GET", `${ORDERS}/1001`)).status).toBe(404);
  expect(await ids("Id=1001")).toEqual([]);
});
