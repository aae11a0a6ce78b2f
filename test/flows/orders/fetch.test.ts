import { describe, expect, test } from "vitest";
import { pullOrder } from "../../../src/flows/orders/intake/fetch.ts";
import { pullDebtor } from "../../../src/flows/parties/pull-debtor.ts";
import { ADMINISTRATION, debtor, line, list, order, vendor } from "../../asperion/fixtures.ts";

const pull = (change: Record<string, unknown> = {}) =>
  pullOrder(vendor({ list: list([order(change)]) }).send, 1001, ADMINISTRATION, "list");

test.each(["date", "dateLastChange", "paidAt"])(
  "a stamp of %s that names its zone is read as the local time of the source",
  async (field) => {
    const pulled = await pull({ [field]: "2026-02-10T23:30:00Z" });
    const name = field === "dateLastChange" ? "changed" : field;
    expect(pulled).toMatchObject({
      ok: true,
      value: { order: { [name]: "2026-02-11T00:30:00" } },
    });
    expect(pulled.ok && pulled.value.head.state).not.toContain("Z");
  },
);

test.each([
  ["UK", "GB"],
  ["el", "GR"],
  ["nl", "NL"],
])("an address in %s is in %s", async (countryCode, country) => {
  const pulled = await pull({ invoiceAddress: { countryCode }, deliveryAddress: { countryCode } });
  expect(pulled).toMatchObject({
    ok: true,
    value: { order: { invoiceAddress: { country }, deliveryAddress: { country } } },
  });
  const read = await pullDebtor(
    vendor({ list: list([debtor({ countryCode })]) }).send,
    201,
    ADMINISTRATION,
    "list",
  );
  expect(read).toMatchObject({ ok: true, value: { debtor: { address: { country } } } });
});

test.each([
  [100.00000000000001, "100.00"],
  [0.1 + 0.2, "0.30"],
  [-19.990000000000002, "-19.99"],
  [1234567.8900000001, "1234567.89"],
  [99.995, "99.995"],
  [99.99999, "99.99999"],
  [33.333333333333336, "33.333333333333336"],
  [0.0000001, "0.0000001"],
  [99999999999.99, "99999999999.99"],
])("the number %s is the figure %s", async (amountInclVat, gross) => {
  const pulled = await pull({ amountInclVat });
  expect(pulled).toMatchObject({ ok: true, value: { order: { gross } } });
});

const lines = (...all: Record<string, unknown>[]) => ({ lines: { _data: all } });

test("an order comes in our words: fractions, blanks as null, ids as text, figures as decimal text", async () => {
  const pulled = await pull();
  expect(pulled).toMatchObject({ ok: true, value: { mode: "list" } });
  expect(pulled.ok && pulled.value.order).toEqual({
    id: "1001",
    administrationId: 123,
    number: "W1001",
    buyerReference: "PO-7",
    debtorId: 201,
    date: "2026-11-24T10:00:00",
    changed: null,
    state: "confirmed",
    payment: "paid",
    currency: "EUR",
    pricesIncludeVat: false,
    companyName: null,
    attentionTo: null,
    email: "anna@example.com",
    phone: null,
    vatNumber: null,
    organisationNumber: null,
    invoiceAddress: {
      name: "Anna",
      street: "Keizersgracht 1",
      street2: null,
      postCode: "1015 AA",
      city: "Amsterdam",
      country: "NL",
    },
    deliveryAddress: {
      name: null,
      street: null,
      street2: null,
      postCode: null,
      city: null,
      country: null,
    },
    paymentConditionId: "2",
    paymentMethodId: "IDEAL",
    deliveryMethodId: "POST",
    comments: null,
    creditsOrderId: null,
    headDiscount: null,
    net: "165.28",
    vat: "34.71",
    gross: "199.99",
    amountPaid: "199.99",
    paidAt: "2026-11-24T10:01:00",
    lines: [
      {
        lineNumber: 1,
        kind: "article",
        sku: "SKU-1",
        text: "A thing",
        quantity: "2",
        price: "82.64",
        discount: "0.125",
        vatCode: "H",
        vatRate: "0.21",
        net: "165.28",
        vat: "34.71",
        gross: "199.99",
      },
    ],
  });
});

describe("figures", () => {
  test("have two places where the source has no more, and keep the rest where it has", async () => {
    const pulled = await pull({
      amountInclVat: 200,
      ...lines(line({ price: 82.6446, quantity: 1.5, vatPercentage: 13.5 })),
    });
    expect(pulled).toMatchObject({
      ok: true,
      value: {
        order: {
          gross: "200.00",
          lines: [{ price: "82.6446", quantity: "1.5", vatRate: "0.135" }],
        },
      },
    });
  });

  test("of a text line may be missing; of any other line they are money", async () => {
    const bare = {
      lineNumber: 1,
      lineType: "Text",
      description: "Thank you",
      quantity: null,
      price: null,
    };
    expect(await pull(lines(bare))).toMatchObject({
      ok: true,
      value: { order: { lines: [{ kind: "text", gross: "0.00", vatRate: "0" }] } },
    });
    expect(await pull(lines(line(), line({ lineNumber: 2, vatAmount: null })))).toMatchObject({
      ok: false,
      error: { kind: "contract", path: "lines._data.1.vatAmount" },
    });
  });

  test("a head discount is a fraction, nought is none", async () => {
    expect(await pull({ discountPercentage: 10 })).toMatchObject({
      value: { order: { headDiscount: "0.1" } },
    });
    expect(await pull({ discountPercentage: 0 })).toMatchObject({
      value: { order: { headDiscount: null } },
    });
  });
});

test("lines come in their own order", async () => {
  const pulled = await pull(
    lines(line({ lineNumber: 3 }), line({ lineNumber: 1 }), line({ lineNumber: 2 })),
  );
  expect(pulled.ok && pulled.value.order.lines.map((one) => one.lineNumber)).toEqual([1, 2, 3]);
});

test.each([
  [{ status: 7 }, "status"],
  [{ paymentStatus: "Pending" }, "paymentStatus"],
  [{ paymentStatus: "toString" }, "paymentStatus"],
  [{ currencyCode: "" }, "currencyCode"],
  [lines(line({ lineType: "Bundle" })), "lines._data.0.lineType"],
  [lines(line({ lineType: "constructor" })), "lines._data.0.lineType"],
])("what isn't understood holds the order and is named: %j", async (change, path) => {
  expect(await pull(change)).toMatchObject({
    ok: false,
    error: { kind: "contract", vendor: "asperion", path },
  });
});

test("a guest has no debtor, whether that is written as null or 0; a credit names what it credits", async () => {
  expect(await pull({ debtorId: 0 })).toMatchObject({ value: { order: { debtorId: null } } });
  expect(await pull({ debtorId: null })).toMatchObject({ value: { order: { debtorId: null } } });
  expect(await pull({ creditsOrderId: 900 })).toMatchObject({
    value: { order: { creditsOrderId: "900" } },
  });
});

test("a concept has no number, and a number that comes as a number is text", async () => {
  expect(await pull({ orderNumber: null, status: 1 })).toMatchObject({
    value: { order: { number: null, state: "concept" } },
  });
  expect(await pull({ orderNumber: 1001 })).toMatchObject({ value: { order: { number: "1001" } } });
});

test("a debtor comes in our words", async () => {
  const pulled = await pullDebtor(
    vendor({ list: list([debtor()]) }).send,
    201,
    ADMINISTRATION,
    "list",
  );
  expect(pulled.ok && pulled.value.debtor).toEqual({
    id: 201,
    customerNumber: "201",
    name: "Shop BV",
    attentionTo: null,
    email: "shop@example.com",
    phone: "020",
    mobile: null,
    address: {
      name: "Shop BV",
      street: "Damrak 1",
      street2: null,
      postCode: "1012 LG",
      city: "Amsterdam",
      country: "NL",
    },
    organisationNumber: "12345678",
    vatNumber: "NL123456789B01",
    paymentConditionId: null,
    kindId: "1",
    characteristic4: null,
    characteristic5: null,
    blocked: false,
  });
});
