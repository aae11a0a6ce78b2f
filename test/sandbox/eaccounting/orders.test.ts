// Rules of orders: what is refused, what is filled in, and the life of one.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { articleId, customerId, orderBody, row, startFrozen, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const post = (more: JsonObject = {}) => ledger.api("POST", "/orders", orderBody(ledger, more));
const put = (id: unknown, body: JsonObject) => ledger.api("PUT", `/orders/${textOf(id)}`, body);
const act = (id: unknown, name: string) => ledger.api("POST", `/orders/${textOf(id)}/${name}`);
const notes = async () =>
  ((await ledger.control("GET", "/faultsOfClient")).body["faults"] as unknown as JsonObject[]).map(
    (one) => `${textOf(one["kind"])} ${textOf(one["field"])}`,
  );

test.each([
  ["CustomerId", undefined],
  ["OrderDate", undefined],
  ["OrderDate", "15/6/2026"],
  ["CurrencyCode", undefined],
  ["CurrencyCode", "XXX"],
  ["Status", undefined],
  ["Status", 4],
  ["Status", 5],
  ["RotReducedInvoicingType", 3],
  ["YourReference", "x".repeat(101)],
  ["BuyersOrderReference", "x".repeat(36)],
  ["BuyersOrderReference", 1001],
  ["InvoiceCustomerName", "x".repeat(51)],
])("an order with %s %s is refused", async (field, value) => {
  const body = Object.fromEntries(
    Object.entries({ ...orderBody(ledger), [field]: value }).filter(([, one]) => one !== undefined),
  ) as JsonObject;
  expect(outcome(await ledger.api("POST", "/orders", body))).toEqual([400, 2000]);
});

test.each([
  ["LineNumber", 1001],
  ["ArticleId", null],
  ["Quantity", 1.00001],
  ["DeliveredQuantity", 1.001],
  ["UnitPrice", 10.001],
  ["UnitPrice", -1],
  ["UnitPrice", "10"],
  ["DiscountPercentage", 10],
  ["DiscountPercentage", 0.12345],
  ["Text", "x".repeat(2001)],
  ["WorkCostType", 8],
  ["VatPercent", 25],
])("a row with %s %s is refused by name", async (field, value) => {
  const answer = await post({
    Rows: [row(ledger, "TSHIRT"), row(ledger, "MUG", { LineNumber: 1, [field]: value })],
  });
  expect(outcome(answer)).toEqual([400, 2000]);
  expect(answer.body["Errors"]).toMatchObject([{ Field: `Rows[1].${field}` }]);
});

test("a text row needs a text and takes no article", async () => {
  const text = {
    LineNumber: 1,
    IsTextRow: true,
    IsWorkCost: false,
    EligibleForReverseChargeOnVat: false,
  };
  for (const bad of [{ Text: "" }, {}, { Text: "x", ArticleId: articleId(ledger, "MUG") }]) {
    expect(outcome(await post({ Rows: [row(ledger, "TSHIRT"), { ...text, ...bad }] }))).toEqual([
      400, 2000,
    ]);
  }
  const good = await post({ Rows: [row(ledger, "TSHIRT"), { ...text, Text: "Gift wrapped" }] });
  expect((good.body["Rows"] as unknown as JsonObject[])[1]).toMatchObject({
    Text: "Gift wrapped",
    VatRate: null,
    Amount: 0,
    ArticleId: null,
  });
});

test("abroad, or in another currency, prices have four decimals", async () => {
  expect(
    outcome(
      await post({ CurrencyCode: "EUR", Rows: [row(ledger, "TSHIRT", { UnitPrice: 10.0001 })] }),
    ),
  ).toEqual([201, null]);
  expect(
    outcome(
      await post({ CurrencyCode: "EUR", Rows: [row(ledger, "TSHIRT", { UnitPrice: 10.00001 })] }),
    ),
  ).toEqual([400, 2000]);
  await ledger.control("PATCH", `/customers/${customerId(ledger, "Kundbolaget AB")}`, {
    InvoiceCountryCode: "DE",
  });
  expect(outcome(await post({ Rows: [row(ledger, "TSHIRT", { UnitPrice: 10.0001 })] }))).toEqual([
    201,
    null,
  ]);
});

test("customer and article must exist and be active", async () => {
  const nowhere = "11111111-1111-4111-8111-111111111111";
  expect(outcome(await post({ CustomerId: nowhere }))).toEqual([404, 3000]);
  expect(outcome(await post({ Rows: [row(ledger, "TSHIRT", { ArticleId: nowhere })] }))).toEqual([
    404, 3000,
  ]);
  await ledger.control("PUT", "/switches", { status3000: "400" });
  expect(outcome(await post({ CustomerId: nowhere }))).toEqual([400, 3000]);
  const made = await post();
  await ledger.control("PATCH", `/articles/${articleId(ledger, "MUG")}`, { IsActive: false });
  expect(outcome(await post({ Rows: [row(ledger, "MUG")] }))).toEqual([400, 2000]);
  await ledger.control("PATCH", `/customers/${customerId(ledger, "Kundbolaget AB")}`, {
    IsActive: false,
  });
  expect(outcome(await post())).toEqual([400, 2000]);
  expect(outcome(await put(made.body["Id"], orderBody(ledger)))).toEqual([200, null]);
});

test("an order date outside every fiscal year is 3001", async () => {
  expect(outcome(await post({ OrderDate: "2024-12-31" }))).toEqual([400, 3001]);
  expect(outcome(await post({ OrderDate: "2028-01-01" }))).toEqual([400, 3001]);
  expect((await post({ OrderDate: "2025-01-01T00:00:00Z" })).body["OrderDate"]).toBe("2025-01-01");
});

test("negative rows are taken while something is left to pay", async () => {
  const less = (price: number) =>
    post({
      Rows: [
        row(ledger, "TSHIRT"),
        row(ledger, "MUG", { LineNumber: 1, Quantity: -1, UnitPrice: price }),
      ],
    });
  expect((await less(99.99)).body).toMatchObject({ Amount: 0.01 });
  expect(outcome(await less(100))).toEqual([400, 2000]);
  expect(outcome(await less(101))).toEqual([400, 2000]);
});

test("what is left empty is filled from the customer, the article and the company's lists", async () => {
  await ledger.control("PATCH", `/customers/${customerId(ledger, "Kundbolaget AB")}`, {
    InvoiceAddress1: "Storgatan 1",
    DeliveryCity: "Lund",
  });
  const { body } = await post({
    InvoiceCity: "Malmö",
    DeliveryMethodCode: "DHL",
    Rows: [row(ledger, "TSHIRT", { ArticleNumber: "wrong" })],
  });
  expect(body).toMatchObject({
    InvoiceCustomerName: "Kundbolaget AB",
    InvoiceAddress1: "Storgatan 1",
    InvoiceCity: "Malmö",
    DeliveryCity: "Lund",
    CustomerNumber: "1003",
    IsNotDelivered: false,
  });
  expect(body["DeliveryMethodId"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(body["TermsOfPaymentId"]).not.toBeNull();
  expect((body["Rows"] as unknown as JsonObject[])[0]).toMatchObject({
    Text: "T-shirt",
    ArticleNumber: "TSHIRT",
    VatRate: 0.25,
    IsServiceArticle: false,
  });
  expect(await notes()).toEqual(["article-number-differs Rows[0].ArticleNumber"]);
});

test("totals that a client sends are not the ledger's", async () => {
  expect((await post({ Amount: 1, VatAmount: 1, RoundingsAmount: 9 })).body).toMatchObject({
    Amount: 100,
    VatAmount: 25,
    RoundingsAmount: 0,
  });
});

test("the same order twice is two orders", async () => {
  const [one, two] = [
    await post({ OurReference: "1 #AAAABBBB" }),
    await post({ OurReference: "1 #AAAABBBB" }),
  ];
  expect([one.body["Number"], two.body["Number"]]).toEqual([1, 2]);
  expect((await ledger.control("GET", "/audit")).body).toMatchObject({
    doubles: ["#AAAABBBB"],
    counts: { orders: 2 },
  });
});

describe("the life of an order", () => {
  test("a draft has no number; ongoing, shipped and back; invoiced for good", async () => {
    const { body } = await post({ Status: 1 });
    expect(body).toMatchObject({ Status: 1, Number: null });
    const id = body["Id"];
    expect(outcome(await act(id, "completed"))).toEqual([400, 4002]);
    expect(outcome(await act(id, "convert"))).toEqual([400, 4002]);
    expect((await act(id, "convertedDraftToOrder")).body).toMatchObject({ Status: 2, Number: 1 });
    expect(outcome(await act(id, "converteddrafttoorder"))).toEqual([400, 4002]);
    expect(outcome(await act(id, "voided"))).toEqual([400, 4002]);
    expect((await act(id, "completed")).body).toMatchObject({
      Status: 3,
      ShippedDateTime: "2026-06-15",
    });
    expect(outcome(await ledger.api("DELETE", `/orders/${textOf(id)}`))).toEqual([400, 4002]);
    expect(outcome(await put(id, orderBody(ledger, { Status: 3 })))).toEqual([400, 4002]);
    expect((await act(id, "voided")).body).toMatchObject({
      Status: 2,
      ShippedDateTime: null,
      Number: 1,
    });
    const invoice = await act(id, "convert");
    expect(invoice).toMatchObject({
      status: 200,
      body: { CreatedFromOrderId: id, InvoiceNumber: 1001, TotalAmount: 125 },
    });
    expect(outcome(await act(id, "convert"))).toEqual([400, 2000]);
    expect(outcome(await put(id, orderBody(ledger)))).toEqual([400, 2000]);
    expect(outcome(await ledger.api("DELETE", `/orders/${textOf(id)}`))).toEqual([400, 4002]);
  });

  test("begins shipped with today's date unless one is sent", async () => {
    expect((await post({ Status: 3 })).body).toMatchObject({
      Status: 3,
      ShippedDateTime: "2026-06-15",
    });
    expect((await post({ Status: 3, ShippedDateTime: "2026-06-01" })).body).toMatchObject({
      ShippedDateTime: "2026-06-01",
    });
  });

  test("moves by its actions, by a PUT only where the switch says so", async () => {
    const { body } = await post({ Status: 1 });
    expect(outcome(await put(body["Id"], { ...body, Status: 2 }))).toEqual([400, 4002]);
    await ledger.control("PUT", "/switches", { statusByPut: "allowed", status4002: "403" });
    expect((await put(body["Id"], { ...body, Status: 2 })).body).toMatchObject({
      Status: 2,
      Number: 1,
    });
    expect(outcome(await put(body["Id"], { ...body, Status: 1 }))).toEqual([403, 4002]);
  });

  test("ends by deletion while nothing is shipped", async () => {
    const { body } = await post();
    expect((await ledger.api("DELETE", `/orders/${textOf(body["Id"])}`)).status).toBe(200);
    expect((await ledger.api("GET", `/orders/${textOf(body["Id"])}`)).status).toBe(404);
  });
});

describe("PUT", () => {
  test("of the very answer keeps rows, numbers and figures", async () => {
    const { body } = await post({
      OurReference: "x",
      Rows: [row(ledger, "TSHIRT"), row(ledger, "MUG", { LineNumber: 7 })],
    });
    const after = await put(body["Id"], body);
    expect({ ...after.body, ModifiedUtc: null }).toEqual({ ...body, ModifiedUtc: null });
    expect(await notes()).toEqual([]);
  });

  test("without references, addresses and rows loses them", async () => {
    const { body } = await post({ OurReference: "x", DeliveryCity: "Lund" });
    const { Rows: _, ...noRows } = orderBody(ledger);
    expect((await put(body["Id"], noRows)).body).toMatchObject({
      OurReference: null,
      DeliveryCity: null,
      Rows: [],
      Amount: 0,
      Number: 1,
    });
  });

  test("of a row without the field that the vendor added loses it", async () => {
    await ledger.control("PUT", "/switches", { extraFields: "on" });
    const { body } = await post();
    const rows = body["Rows"] as unknown as JsonObject[];
    expect(rows[0]?.["VendorAddedField"]).toMatch(/added/);
    expect((await put(body["Id"], body)).body).toMatchObject({
      VendorAddedField: body["VendorAddedField"],
      Rows: [{ VendorAddedField: rows[0]?.["VendorAddedField"] }],
    });
    const { VendorAddedField: _, ...bare } = rows[0] ?? {};
    expect((await put(body["Id"], { ...body, Rows: [bare] })).body).toMatchObject({
      Rows: [{ VendorAddedField: null }],
    });
  });
});

test("rows come shuffled where the switch says so, with their own line numbers", async () => {
  const { body } = await post({
    Rows: Array.from({ length: 12 }, (_, line) => row(ledger, "TSHIRT", { LineNumber: line })),
  });
  await ledger.control("PUT", "/switches", { rowOrder: "shuffled" });
  const rows = (await ledger.api("GET", `/orders/${textOf(body["Id"])}`)).body[
    "Rows"
  ] as unknown as JsonObject[];
  const lines = rows.map((one) => Number(one["LineNumber"]));
  expect(lines.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, line) => line));
  expect(lines).not.toEqual(lines.toSorted((a, b) => a - b));
});
