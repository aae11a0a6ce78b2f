/**
 * Sales to other countries and in other currencies, against a ledger that computes their VAT by its
 * own rules and asks VIES.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  charged,
  customerOf,
  dutchCompany,
  germanPerson,
  norwegianPerson,
  ossCompany,
} from "../support/cross-border.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { draftsOf, figuresOf, invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { articleRows, codesOf, companyBuyer, grossOf, mug } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";
import { byText } from "../support/sorted.ts";

const COMPANY = "Export AB";
const SHIPPING = { lineType: "Shipping", description: "Frakt", quantity: 1, price: 4.9 };
let bridge: Bridge;
let tenant: Tenant;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  await ossCompany(bridge, COMPANY, ["TSHIRT", "MUG", "BOOK"]);
  tenant = await bridge.tenant({ company: COMPANY, orders: { type: "invoice" } });
});

beforeEach(async () => {
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", customerInOtherCurrency: "hold" },
  });
  await bridge.control("eaccounting", "PUT", "/switches", { vies: "ok" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  const books = await bridge.control(
    "eaccounting",
    "GET",
    `/books?company=${encodeURIComponent(COMPANY)}`,
  );
  await bridge.stop();
  expect([faults, books["problems"]]).toEqual([[], []]);
});

const retried = async (jobId: string) => {
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/retry`);
  return bridge.finished(tenant, jobId);
};
const invoiced = async (orderNumber: string) =>
  figuresOf((await invoicesOf(bridge, orderNumber, COMPANY))[0]);

test("a Dutch company with a VAT number gets an invoice in euro without VAT, shipping among its goods", async () => {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Molen", "NL123456789B01"),
    lines: [
      charged("TSHIRT", 0, { quantity: 7, price: 14.2857 }),
      charged("BOOK", 0, { price: 9.99 }),
      { ...SHIPPING, vatPercentage: 0 },
    ],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual([
    "booked",
    expect.arrayContaining(["invoice-booked", "sale-decided"]),
  ]);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber, COMPANY);
  expect([invoice?.["CurrencyCode"], ...figuresOf(invoice)]).toEqual([
    "EUR",
    money(placed["amountInclVat"]),
    "0.00",
  ]);
  expect(articleRows({ Rows: invoice?.["Rows"] }).map((row) => row["VatRate"])).toEqual([0, 0, 0]);
  expect(await customerOf(bridge, COMPANY, invoice)).toMatchObject({
    CurrencyCode: "EUR",
    VatNumber: "NL123456789B01",
    IsPrivatePerson: false,
  });
});

test("goods under the code of triangular trade are marked, and booked on its account", async () => {
  const buyer = dutchCompany("Mellan", "NL222222222B01");
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", triangularVatCodes: ["TRI"] },
  });
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...buyer,
    lines: [
      charged("TSHIRT", 0, { quantity: 2, price: 49.9, vatCode: "TRI" }),
      { ...SHIPPING, vatPercentage: 0 },
    ],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual([
    "booked",
    expect.arrayContaining(["invoice-booked", "sale-triangular"]),
  ]);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber, COMPANY);
  expect([invoice?.["EuThirdParty"], ...figuresOf(invoice)]).toEqual([
    true,
    money(placed["amountInclVat"]),
    "0.00",
  ]);
  const { vouchers = [] } = await bridge.ledger(COMPANY);
  const voucher = vouchers.find((one) => one["Id"] === invoice?.["VoucherId"]) ?? {};
  const accounts = (voucher["Rows"] as readonly Json[]).map((row) => row["AccountNumber"]);
  expect(accounts).toContain(3107);
  expect(accounts).not.toContain(3108);

  const mixed = await placeAndBook(bridge, tenant, {
    ...buyer,
    lines: [charged("TSHIRT", 0, { vatCode: "TRI" }), charged("MUG", 0)],
  });
  expect([mixed.timeline.job.outcome, codesOf(mixed.timeline.job)]).toEqual([
    "held",
    ["triangular-mixed"],
  ]);
});

test("an order that is triangular trade no more loses the mark of its sales order", async () => {
  await bridge.reconfigure(tenant, {
    orders: { type: "sales-order", triangularVatCodes: ["TRI"] },
  });
  const line = (vatCode: string): Json => charged("TSHIRT", 0, { vatCode });
  const { placed } = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Rakt", "NL333333333B01"),
    lines: [line("TRI")],
  });
  const marked = async (): Promise<readonly unknown[]> => {
    const { orders = [] } = await bridge.ledger(COMPANY);
    return orders
      .filter((one) => String(one["OurReference"]).includes(placed.orderNumber))
      .map((one) => one["EuThirdParty"]);
  };
  expect(await marked()).toEqual([true]);
  await bridge.edit(placed.id, { lines: [line("0")] });
  await bridge.advance(COALESCE);
  expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("updated");
  expect(await marked()).toEqual([false]);
});

test("a German person pays German VAT under OSS at both rates, on the account of such sales", async () => {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...germanPerson("Erika"),
    lines: [
      charged("TSHIRT", 19, { quantity: 3, price: 33.33 }),
      charged("BOOK", 7, { price: 14.95, discountPercentage: 12.345 }),
      { ...SHIPPING, vatPercentage: 19 },
    ],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["booked", "invoice-booked"]);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber, COMPANY);
  expect(figuresOf(invoice)[0]).toBe(money(placed["amountInclVat"]));
  expect(
    ((invoice?.["VatSpecification"] ?? []) as readonly Json[])
      .map((one) => one["VatPercent"])
      .toSorted(byText),
  ).toEqual([19, 7]);
  const { vouchers = [] } = await bridge.ledger(COMPANY);
  const voucher = vouchers.find((one) => one["Id"] === invoice?.["VoucherId"]) ?? {};
  const accounts = (voucher["Rows"] as readonly Json[]).map((row) => row["AccountNumber"]);
  expect([...new Set(accounts)].toSorted(byText)).toEqual([1510, 2670, 3109, 3309]);
});

test("a Norwegian person is exported to, in kronor", async () => {
  const { placed } = await placeAndBook(bridge, tenant, {
    ...norwegianPerson("Kari"),
    lines: [charged("MUG", 0, { quantity: 3, price: 33.33 })],
  });
  expect(await invoiced(placed.orderNumber)).toEqual([money(placed["amountInclVat"]), "0.00"]);
});

test("the seller's VAT charged under OSS is seen in the ledger's answer: the draft is deleted and the order held", async () => {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...germanPerson("Hans"),
    lines: [charged("TSHIRT", 25)],
  });
  expect([
    timeline.job.outcome,
    codesOf(timeline.job)[0],
    await draftsOf(bridge, placed.orderNumber, COMPANY),
    await invoicesOf(bridge, placed.orderNumber, COMPANY),
  ]).toEqual(["held", "row-differs", [], []]);
});

test("a VAT number that the register doesn't know is held, and the corrected order is taken up", async () => {
  await bridge.control("eaccounting", "PUT", "/vies", { NL999999999B99: "invalid" });
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Verzonnen", "NL999999999B99"),
    lines: [charged("TSHIRT", 0)],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual(["held", ["vat-number-rejected"]]);
  await bridge.edit(placed.id, { vatNumber: "NL888888888B01" });
  await bridge.advance(COALESCE);
  expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("booked");
  expect(await invoiced(placed.orderNumber)).toEqual(["100.00", "0.00"]);
});

test("a register that is out of reach is asked again, and one customer is made", async () => {
  await bridge.control("eaccounting", "PUT", "/switches", { vies: "down" });
  const placed = await bridge.place({
    ...dutchCompany("Geduld", "NL777777777B01"),
    lines: [charged("TSHIRT", 0)],
  });
  await bridge.webhook(tenant, placed.id);
  const waiting = await bridge.newest(tenant, `order:${placed.id}`);
  expect([waiting.status, waiting.wait]).toEqual(["waiting", "back-off"]);
  await bridge.control("eaccounting", "PUT", "/switches", { vies: "ok" });
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect(job.outcome).toBe("booked");
  const { customers = [] } = await bridge.ledger(COMPANY);
  expect(customers.filter((one) => one["VatNumber"] === "NL777777777B01")).toHaveLength(1);
});

test("a company without a VAT number is held; the number entered in the ledger counts on retry", async () => {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Later", null),
    lines: [charged("TSHIRT", 0)],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual([
    "held",
    "sale-company-without-vat-number",
  ]);
  const { customers = [] } = await bridge.ledger(COMPANY);
  const made = customers.find((one) => one["Name"] === "Later BV");
  await bridge.control(
    "eaccounting",
    "PATCH",
    `/customers/${String(made?.["Id"])}?company=${encodeURIComponent(COMPANY)}`,
    { VatNumber: "NL666666666B01" },
  );
  expect((await retried(timeline.job.id)).job.outcome).toBe("booked");
  expect(await invoiced(placed.orderNumber)).toEqual(["100.00", "0.00"]);
});

test("a buyer who pays in two currencies is held, or gets a customer for each where the tenant wants that", async () => {
  const home = await placeAndBook(bridge, tenant, { ...companyBuyer("Twice"), lines: [mug()] });
  expect(home.timeline.job.outcome).toBe("booked");
  const euro = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Twice"),
    currencyCode: "EUR",
    lines: [mug(2)],
  });
  expect([euro.timeline.job.outcome, codesOf(euro.timeline.job)[0]]).toEqual([
    "held",
    "currency-differs",
  ]);
  await bridge.reconfigure(tenant, { orders: { customerInOtherCurrency: "second-customer" } });
  expect((await retried(euro.timeline.job.id)).job.outcome).toBe("booked");
  const again = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Twice"),
    currencyCode: "EUR",
    lines: [mug(3)],
  });
  const back = await placeAndBook(bridge, tenant, { ...companyBuyer("Twice"), lines: [mug(4)] });
  expect([again.timeline.job.outcome, back.timeline.job.outcome]).toEqual(["booked", "booked"]);
  const { customers = [] } = await bridge.ledger(COMPANY);
  const twice = customers.filter((one) => one["Name"] === "Twice AB");
  expect(twice.map((one) => one["CurrencyCode"]).toSorted(byText)).toEqual(["EUR", "SEK"]);
});

test("look-ups by country choose the article, the cost centre and the terms of delivery of what is sent there, and leave what stays at home alone", async () => {
  const at = `company=${encodeURIComponent(COMPANY)}`;
  const { costcenters = [] } = await bridge.ledger(COMPANY);
  const center = await bridge.control("eaccounting", "POST", `/costcenteritems?${at}`, {
    CostCenterId: costcenters.find((one) => one["Number"] === 1)?.["Id"],
    Name: "Export",
    ShortName: "EXP",
    IsActive: true,
  });
  await bridge.reconfigure(tenant, {
    lookups: {
      article: { table: { "MUG@WORLD": "TSHIRT" } },
      costCenter1: { table: { WORLD: String(center["Id"]) } },
      deliveryTerms: { table: { "POST@NO": "Fraktfritt" } },
    },
  });
  const [abroad, home] = [
    await placeAndBook(bridge, tenant, { ...norwegianPerson("Ola"), lines: [charged("MUG", 0)] }),
    await placeAndBook(bridge, tenant, { ...companyBuyer("Homely"), lines: [mug()] }),
  ];
  expect([
    abroad.timeline.job.outcome,
    codesOf(abroad.timeline.job),
    home.timeline.job.outcome,
  ]).toEqual(["booked", expect.arrayContaining(["lookup-chosen"]), "booked"]);
  const [[sent], [kept]] = [
    await invoicesOf(bridge, abroad.placed.orderNumber, COMPANY),
    await invoicesOf(bridge, home.placed.orderNumber, COMPANY),
  ];
  const rowOf = (invoice: Json | undefined) => articleRows({ Rows: invoice?.["Rows"] })[0];
  expect([
    rowOf(sent)?.["ArticleNumber"],
    rowOf(sent)?.["CostCenterItemId1"],
    sent?.["DeliveryTermName"],
  ]).toEqual(["TSHIRT", center["Id"], "Fraktfritt"]);
  expect([
    rowOf(kept)?.["ArticleNumber"],
    rowOf(kept)?.["CostCenterItemId1"] ?? null,
    kept?.["DeliveryTermName"] ?? null,
  ]).toEqual(["MUG", null, null]);
  await bridge.reconfigure(tenant, {
    lookups: { article: { table: {} }, costCenter1: { table: {} }, deliveryTerms: { table: {} } },
  });
});

test("a sales order in euro has four decimals of price and comes to what was charged", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "sales-order" } });
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...dutchCompany("Molen", "NL123456789B01"),
    lines: [charged("TSHIRT", 0, { quantity: 7, price: 14.2857 })],
  });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["booked", "order-booked"]);
  const [order] = await bridge.ordersOf(placed.orderNumber, COMPANY);
  expect([
    order?.["CurrencyCode"],
    grossOf(order),
    articleRows(order).map((row) => row["UnitPrice"]),
  ]).toEqual(["EUR", money(placed["amountInclVat"]), [14.2857]]);
});
