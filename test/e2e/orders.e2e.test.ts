/**
 * What a booked order looks like in the ledger's own state, and when an order is taken, changed,
 * removed or left.
 */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import {
  articleRows,
  codesOf,
  companyBuyer,
  grossOf,
  mug,
  privateBuyer,
  rowsOf,
  textRows,
} from "../support/orders.ts";
import { booked, bridge, tenant, useOrders } from "../support/orders-set-up.ts";
import { everyOf } from "../support/every-of.ts";

useOrders();

const charged = (placed: Json): string => Number(placed["amountInclVat"]).toFixed(2);

test("a company's order is booked without VAT in the prices, row by row as the shop has it", async () => {
  const { document, placed } = await booked({
    ...companyBuyer("Excl"),
    lines: [
      { articleCode: "MUG", quantity: 2 },
      { articleCode: "TEA", quantity: 3 },
    ],
  });
  expect(document).toMatchObject({
    CustomerIsPrivatePerson: false,
    IncludesVat: false,
    Amount: 35.75,
    VatAmount: 6.5,
    CurrencyCode: "SEK",
  });
  expect(articleRows(document)).toMatchObject([
    { Quantity: 2, UnitPrice: 8.5, Amount: 17 },
    { Quantity: 3, UnitPrice: 6.25, Amount: 18.75 },
  ]);
  expect(grossOf(document)).toBe(charged(placed));
});

test("a private order keeps its prices with VAT, its shipping of 0.49 and its line discount", async () => {
  const { document, placed } = await booked({
    ...privateBuyer("Incl"),
    lines: [
      { articleCode: "TSHIRT", quantity: 3, price: 33.33, discountPercentage: 12.5 },
      { lineType: "Shipping", description: "Frakt", price: 0.49, quantity: 1, vatCode: "H" },
    ],
  });
  expect(document).toMatchObject({ CustomerIsPrivatePerson: true, IncludesVat: true });
  const [shirt, shipping, ...others] = articleRows(document);
  expect(shirt).toMatchObject({ Quantity: 3, UnitPrice: 33.33, DiscountPercentage: 0.125 });
  expect(shipping).toMatchObject({ Quantity: 1, UnitPrice: 0.49, Text: "Frakt" });
  expect(others).toEqual([]);
  expect(grossOf(document)).toBe(charged(placed));
});

test("100.00 with 21 % VAT, which no net reaches, gets a closing row and comes to the cent", async () => {
  const { document, codes } = await booked({
    ...companyBuyer("Closing"),
    pricesIncludeVat: true,
    lines: [{ articleCode: "NL21", quantity: 1, price: 100, vatCode: "NL21" }],
  });
  expect(grossOf(document)).toBe("100.00");
  expect(articleRows(document)).toHaveLength(2);
  const closing = articleRows(document)[1];
  expect(Math.abs(Number(closing?.["Amount"]))).toBe(0.01);
  expect(Number(closing?.["UnitPrice"])).toBeGreaterThan(0);
  expect(Number(document["VatAmount"])).toBeCloseTo(17.36, 1);
  expect(codes).toContain("order-booked");
});

test("a discount over the whole order becomes discount rows that bring the total to what was charged", async () => {
  const { document, placed } = await booked({
    ...companyBuyer("Headdiscount"),
    discountPercentage: 10,
    lines: [
      { articleCode: "MUG", quantity: 3 },
      { articleCode: "BOOK", quantity: 1 },
    ],
  });
  expect(grossOf(document)).toBe(charged(placed));
  expect(
    articleRows(document).filter((row) => Number(row["Amount"]) < 0).length,
  ).toBeGreaterThanOrEqual(2);
  expect(everyOf(articleRows(document), (row) => Number(row["UnitPrice"]) >= 0)).toBe(true);
});

test("a discount line takes its amount off with a negative quantity", async () => {
  const { document, placed } = await booked({
    ...privateBuyer("Linediscount"),
    lines: [
      { articleCode: "MUG", quantity: 4, price: 10.63 },
      { lineType: "Discount", description: "Voucher", quantity: -1, price: 5, vatCode: "H" },
    ],
  });
  expect(grossOf(document)).toBe(charged(placed));
  expect(articleRows(document)[1]).toMatchObject({ Quantity: -1, UnitPrice: 5 });
});

test("a text line becomes a text row in its place", async () => {
  const { document } = await booked({
    ...companyBuyer("Textline"),
    lines: [
      mug(),
      { lineType: "Text", description: "Engraved: For Anna" },
      { articleCode: "TEA", quantity: 1 },
    ],
  });
  expect(rowsOf(document).map((row) => row["Text"])).toEqual([
    "Mug",
    "Engraved: For Anna",
    "Tea, 100 g",
  ]);
  expect(textRows(document)).toEqual(["Engraved: For Anna"]);
});

test("an order of a known customer with known articles costs one read and one write", async () => {
  await booked({ ...companyBuyer("Returning"), lines: [mug()] });
  const calls = await bridge.counting(() =>
    booked({ ...companyBuyer("Returning"), lines: [mug(2)] }),
  );
  expect(calls).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/orders": 1 });
});

test("an order of a new customer costs one read of the debtor, one look-up and one write more", async () => {
  const debtor = await bridge.control("asperion", "POST", "/debtors", {
    name: "Newcomer AB",
    cocNumber: "556000-2222",
    emailAddress: "newcomer@example.com",
    address: "Nygatan 1",
    postCode: "111 22",
    city: "Stockholm",
    countryCode: "SE",
  });
  const calls = await bridge.counting(() => booked({ debtorId: debtor["id"], lines: [mug()] }));
  expect(calls).toEqual({
    "GET /v1/SalesOrderWithLines": 1,
    "GET /v1/debtors": 1,
    "GET /v2/customers": 1,
    "POST /v2/customers": 1,
    "POST /v2/orders": 1,
  });
  const { customers } = await bridge.ledger(undefined, "customers");
  expect(
    customers?.find((customer) => customer["EmailAddress"] === "newcomer@example.com"),
  ).toMatchObject({
    Name: "Newcomer AB",
    IsPrivatePerson: false,
    CustomerNumber: `AS${String(debtor["id"])}`,
  });
});

test("a guest is booked on the default debtor, which is read once", async () => {
  const { customers } = await bridge.ledger(undefined, "customers");
  const guests = customers?.find((customer) => customer["Name"] === "Guest sales");
  await bridge.reconfigure(tenant, {
    orders: { defaultDebtor: { id: guests?.["Id"], when: "guests" } },
  });
  const { document } = await booked({ ...privateBuyer("Guestone"), lines: [mug()] });
  expect(document["CustomerId"]).toBe(guests?.["Id"]);
  const calls = await bridge.counting(() =>
    booked({ ...privateBuyer("Guesttwo"), lines: [mug()] }),
  );
  expect(calls).toEqual({ "GET /v1/SalesOrderWithLines": 1, "POST /v2/orders": 1 });
});

test("terms of payment are chosen by the table, then by the default, and forced over both", async () => {
  const { termsofpayments } = await bridge.ledger();
  const terms = (name: string): string =>
    String(termsofpayments?.find((one) => one["NameEnglish"] === name)?.["Id"]);
  const order = { ...companyBuyer("Terms"), lines: [mug()] };
  await bridge.reconfigure(tenant, {
    lookups: { termsOfPayment: { default: terms("30 days"), table: { 2: terms("14 days") } } },
  });
  expect((await booked({ ...order, paymentConditionId: 2 })).document["TermsOfPaymentId"]).toBe(
    terms("14 days"),
  );
  expect((await booked({ ...order, paymentConditionId: 3 })).document["TermsOfPaymentId"]).toBe(
    terms("30 days"),
  );
  await bridge.reconfigure(tenant, {
    lookups: {
      termsOfPayment: {
        default: terms("30 days"),
        force: terms("Cash"),
        table: { 2: terms("14 days") },
      },
    },
  });
  expect((await booked({ ...order, paymentConditionId: 2 })).document["TermsOfPaymentId"]).toBe(
    terms("Cash"),
  );
});

test("the delivery method is written with name and code, by table, default or force", async () => {
  const { deliverymethods } = await bridge.ledger();
  const method = (code: string): string =>
    String(deliverymethods?.find((one) => one["Code"] === code)?.["Id"]);
  const order = { ...companyBuyer("Delivery"), lines: [mug()] };
  await bridge.reconfigure(tenant, {
    lookups: { deliveryMethod: { default: method("DHL"), table: { PICKUP: method("PICKUP") } } },
  });
  expect((await booked({ ...order, deliveryMethodId: "PICKUP" })).document).toMatchObject({
    DeliveryMethodName: "Hämtas",
    DeliveryMethodCode: "PICKUP",
  });
  expect((await booked({ ...order, deliveryMethodId: "EMAIL" })).document).toMatchObject({
    DeliveryMethodName: "DHL",
    DeliveryMethodCode: "DHL",
  });
  await bridge.reconfigure(tenant, {
    lookups: { deliveryMethod: { force: method("POST"), table: { PICKUP: method("PICKUP") } } },
  });
  expect((await booked({ ...order, deliveryMethodId: "PICKUP" })).document).toMatchObject({
    DeliveryMethodName: "Post",
    DeliveryMethodCode: "POST",
  });
});

test("another delivery address than the invoice's stands on the order", async () => {
  const { document } = await booked({
    ...companyBuyer("Elsewhere"),
    deliveryAddress: {
      name: "The warehouse",
      address: "Lagervägen 9",
      postCode: "222 33",
      city: "Lund",
      countryCode: "SE",
    },
    lines: [mug()],
  });
  expect(document).toMatchObject({
    InvoiceCity: "Stockholm",
    DeliveryCustomerName: "The warehouse",
    DeliveryAddress1: "Lagervägen 9",
    DeliveryPostalCode: "222 33",
    DeliveryCity: "Lund",
    DeliveryCountryCode: "SE",
  });
});

test("our reference carries the tenant's text before the marker, the buyer's reference its own field", async () => {
  await bridge.reconfigure(tenant, { orders: { ourReference: "Anna" } });
  const { document, placed } = await booked({
    ...companyBuyer("References"),
    reference: "PO 4711",
    lines: [mug()],
  });
  expect(document["OurReference"]).toMatch(
    new RegExp(`^Anna · ${placed.orderNumber} #[A-Z2-7]{8}$`),
  );
  expect(document).toMatchObject({
    BuyersOrderReference: "PO 4711",
    YourReference: "References Contact",
  });
});

test("a row leads back to the order's page", async () => {
  await bridge.reconfigure(tenant, {
    orders: { orderPage: "https://shop.example/orders/{id}?n={number}" },
  });
  const { document, placed } = await booked({ ...companyBuyer("Page"), lines: [mug()] });
  expect(textRows(document)).toEqual([
    `https://shop.example/orders/${placed.id}?n=${placed.orderNumber}`,
  ]);
});

test("an order may be left as a draft, and nothing is ever sent to the customer", async () => {
  await bridge.reconfigure(tenant, { orders: { orderStatus: "draft" } });
  const { document } = await booked({ ...companyBuyer("Draft"), lines: [mug()] });
  expect(document["Status"]).toBe(1);
  const { calls } = (await bridge.control("eaccounting", "GET", "/calls?bodies=0")) as {
    calls: Json[];
  };
  expect(calls.filter((call) => /email|send|print/i.test(String(call["path"])))).toEqual([]);
});

test("the first order of a kind of customer is a draft that is compared and then confirmed; the next is ongoing at once", async () => {
  const fresh = await bridge.tenant({ company: "First of a kind AB" });
  const orders = [
    await bridge.place({ ...companyBuyer("Firstkind"), lines: [mug()] }),
    await bridge.place({ ...companyBuyer("Firstkind"), lines: [mug()] }),
  ];
  const one = await bridge.counting(async () =>
    expect(codesOf((await bridge.book(fresh, orders[0]?.id ?? 0)).job)).toContain(
      "confirmed-after-comparison",
    ),
  );
  const two = await bridge.counting(async () =>
    expect(codesOf((await bridge.book(fresh, orders[1]?.id ?? 0)).job)).not.toContain(
      "confirmed-after-comparison",
    ),
  );
  expect(one["POST /v2/orders/{id}/converteddrafttoorder"]).toBe(1);
  expect(two["POST /v2/orders/{id}/converteddrafttoorder"]).toBeUndefined();
  for (const order of orders)
    expect(await bridge.ordersOf(order.orderNumber, fresh.company)).toMatchObject([{ Status: 2 }]);
});
