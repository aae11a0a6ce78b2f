/** What kind of sale an order is, and what holds it: each fact that decides, alone. */
import { describe, expect, test } from "vitest";
import type { LedgerCompany, LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import {
  decideSale,
  taxPlaces,
  priceDecimals,
  type SaleInput,
  touchesCrossBorder,
} from "../../../src/flows/orders/money/cross-border-sale.ts";
import { areaOf, goodsPlace } from "../../../src/flows/parties/customer-addresses.ts";
import {
  address,
  company,
  countries,
  customer,
  input,
  noAddress,
  order,
  SERVICE_CODING,
  settings,
  type Sold,
  tax,
} from "./kit.ts";

type Made = {
  readonly sold?: readonly Sold[];
  readonly order?: Partial<Order>;
  readonly kind?: LedgerCustomer["kind"];
  readonly customer?: Partial<LedgerCustomer>;
  readonly company?: Partial<LedgerCompany>;
  readonly settings?: ReturnType<typeof settings>;
  readonly countries?: SaleInput["countries"];
};

const made = (with_: Made): SaleInput => ({
  ...input(order(with_.sold ?? [{ price: "100.00" }], with_.order), {
    customer: customer(with_.kind ?? "private", with_.customer),
    company: { ...company, ...with_.company },
    ...(with_.settings === undefined ? {} : { settings: with_.settings }),
  }),
  countries: with_.countries ?? countries,
});

/** The kind with its country, or the code of what holds the order with its facts. */
function decided(with_: Made): unknown {
  const sale = decideSale(made(with_));
  if (sale.ok) return [sale.value.kind, sale.value.country, sale.value.oss];
  return sale.error.map(({ code, params }) => [code, params]);
}

const to = (country: string, fields: Partial<Order> = {}): Partial<Order> => ({
  deliveryAddress: address({ country }),
  ...fields,
});
const of = (country: string, fields: Parameters<typeof tax>[0] = {}): Partial<LedgerCustomer> => ({
  country,
  tax: tax(fields),
});
const service: readonly Sold[] = [{ sku: "S-0.25", price: "100.00" }];
const mixed: readonly Sold[] = [...service, { sku: "G-0.25", price: "1.00" }];

describe("a sale", () => {
  test.each<[string, Made, unknown]>([
    ["at home", {}, ["domestic", "SE", false]],
    [
      "at home, of a customer from nowhere",
      { customer: { country: null } },
      ["domestic", "SE", false],
    ],
    ["to Norway", { order: to("NO"), customer: of("NO") }, ["export", "NO", false]],
    [
      "to Norway, with VAT all the same",
      { order: to("NO"), customer: of("NO", { forceVat: true }) },
      ["export-with-vat", "NO", false],
    ],
    ["to Norway, of a customer nobody looked up", { order: to("NO") }, ["export", "NO", false]],
    [
      "to a person in the EU",
      { order: to("DE"), customer: of("DE") },
      ["eu-consumer", "DE", false],
    ],
    [
      "to a person in the EU, under OSS",
      { order: to("DE"), customer: of("DE"), company: { usesOss: true } },
      ["eu-consumer", "DE", true],
    ],
    [
      "to a business in the EU",
      { order: to("DE"), kind: "company", customer: of("DE", { vatCountry: "DE" }) },
      ["eu-business", "DE", false],
    ],
    [
      "to a business with the number of a third country",
      { order: to("DE"), kind: "company", customer: of("DE", { vatCountry: "NL" }) },
      ["eu-business", "DE", false],
    ],
    [
      "to a business that nobody looked up, by the order's number",
      { order: to("DE", { vatNumber: "DE123456789" }), kind: "company" },
      ["eu-business", "DE", false],
    ],
    [
      "to a company without a number that nobody looked up and that paid no VAT",
      { order: to("DE", { vat: "0.00" }), kind: "company" },
      ["eu-business", "DE", false],
    ],
    [
      "to a company without a number that nobody looked up and that paid VAT",
      { order: to("DE"), kind: "company" },
      ["eu-consumer", "DE", false],
    ],
    [
      "to a person who paid no VAT and whom nobody looked up",
      { order: to("DE", { vat: "0.00" }) },
      ["eu-consumer", "DE", false],
    ],
    [
      "to a company without a number, taxed as a person",
      {
        order: to("DE"),
        kind: "company",
        customer: of("DE"),
        settings: settings({ orders: { companyWithoutVatNumber: "as-private" } }),
      },
      ["eu-consumer", "DE", false],
    ],
    // Services alone are sold where the buyer is.
    [
      "of a service to a buyer at home",
      { sold: service, order: to("NO") },
      ["domestic", "SE", false],
    ],
    [
      "of goods beside a service",
      { sold: mixed, order: to("NO"), customer: of("NO") },
      ["export", "NO", false],
    ],
    [
      "of goods to a person whose ledger goes by the delivery",
      { order: to("DE"), customer: of("SE", { byDelivery: true }) },
      ["eu-consumer", "DE", false],
    ],
    // Parts of countries.
    [
      "to Northern Ireland, to a business of there",
      {
        order: { deliveryAddress: address({ country: "GB", postCode: "BT1 5GS" }) },
        kind: "company",
        customer: of("GB", { northernIreland: true, vatCountry: "XI" }),
      },
      ["eu-business", "XI", false],
    ],
    [
      "to Madeira, at the seller's rates",
      {
        order: { deliveryAddress: address({ country: "PT", postCode: "9000-001" }) },
        customer: of("PT"),
      },
      ["eu-consumer", "PT", false],
    ],
    [
      "to a business on Madeira, under OSS",
      {
        order: { deliveryAddress: address({ country: "PT", postCode: "9000-001" }) },
        kind: "company",
        customer: of("PT", { vatCountry: "PT" }),
        company: { usesOss: true },
      },
      ["eu-business", "PT", false],
    ],
  ])("%s", (_, with_, wanted) => {
    expect(decided(with_)).toEqual(wanted);
  });

  const differs = (goods: string, ledger: string, byDelivery = false) => [
    ["sale-place-differs", { goods, ledger, byDelivery }],
  ];
  test.each<[string, Made, unknown]>([
    [
      "abroad, while the ledger has told no countries",
      { order: to("NO"), countries: [] },
      [["foreign-sale", { country: "NO", company: "SE" }]],
    ],
    [
      "to a country that the ledger doesn't have",
      { order: to("ZZ"), customer: of("NO") },
      [["sale-country-unknown", { country: "ZZ" }]],
    ],
    [
      "of a customer in a country that the ledger doesn't have",
      { order: to("NO"), customer: of("ZZ") },
      [["sale-country-unknown", { country: "ZZ" }]],
    ],
    [
      "to Norway, of a customer at home",
      { order: to("NO"), customer: of("SE") },
      differs("NO", "SE"),
    ],
    ["at home, of a customer in Norway", { customer: of("NO") }, differs("SE", "NO")],
    [
      "to Germany, of a customer in Norway",
      { order: to("DE"), customer: of("NO") },
      differs("DE", "NO"),
    ],
    [
      "of a service to a buyer at home, whose ledger goes by the delivery",
      { sold: service, order: to("NO"), customer: of("SE", { byDelivery: true }) },
      differs("SE", "NO", true),
    ],
    [
      "to another country of OSS than the customer's",
      { order: to("DE"), customer: of("FI"), company: { usesOss: true } },
      differs("DE", "FI"),
    ],
    [
      "to a person with a VAT number",
      { order: to("DE"), customer: of("DE", { vatCountry: "DE" }) },
      [["sale-private-with-vat-number", { country: "DE" }]],
    ],
    [
      "to a business with a number of home",
      { order: to("DE"), kind: "company", customer: of("DE", { vatCountry: "SE" }) },
      [["sale-vat-number-of-home", { country: "DE" }]],
    ],
    [
      "to a company without a VAT number",
      { order: to("DE"), kind: "company", customer: of("DE") },
      [["sale-company-without-vat-number", { country: "DE" }]],
    ],
    [
      "to a person in Northern Ireland",
      {
        order: { deliveryAddress: address({ country: "GB", postCode: "BT1 5GS" }) },
        customer: of("GB", { northernIreland: true, vatCountry: "XI" }),
      },
      [["sale-territory-special", { country: "GB", territory: "northern-ireland" }]],
    ],
    [
      "to Northern Ireland, of a business that isn't marked",
      {
        order: { deliveryAddress: address({ country: "GB", postCode: "BT1 5GS" }) },
        kind: "company",
        customer: of("GB", { vatCountry: "XI" }),
      },
      [["sale-territory-special", { country: "GB", territory: "northern-ireland" }]],
    ],
    [
      "to Northern Ireland, of a business with another number",
      {
        order: { deliveryAddress: address({ country: "GB", postCode: "BT1 5GS" }) },
        kind: "company",
        customer: of("GB", { northernIreland: true, vatCountry: "GB" }),
      },
      [["sale-territory-special", { country: "GB", territory: "northern-ireland" }]],
    ],
    [
      "to a person on Madeira, under OSS",
      {
        order: { deliveryAddress: address({ country: "PT", postCode: "9000-001" }) },
        customer: of("PT"),
        company: { usesOss: true },
      },
      [["sale-territory-special", { country: "PT", territory: "own-rates" }]],
    ],
    [
      "to the Canary Islands",
      {
        order: { deliveryAddress: address({ country: "ES", postCode: "35001" }) },
        customer: of("ES"),
      },
      [["sale-territory-special", { country: "ES", territory: "outside-vat" }]],
    ],
    [
      "of a service to a buyer on the Canary Islands",
      {
        sold: service,
        order: { invoiceAddress: address({ country: "ES", postCode: "35001" }) },
        customer: of("ES"),
      },
      [["sale-territory-special", { country: "ES", territory: "outside-vat" }]],
    ],
  ])("is held: %s", (_, with_, wanted) => {
    expect(decided(with_)).toEqual(wanted);
  });

  test.each<[Made, unknown]>([
    [
      { order: to("NO"), customer: of("NO") },
      { kind: "export", country: "NO", vatNumber: null },
    ],
    [
      { order: to("DE"), customer: of("DE"), company: { usesOss: true } },
      { kind: "oss", country: "DE", vatNumber: null },
    ],
    [
      { order: to("DE"), customer: of("DE") },
      { kind: "eu-consumer", country: "DE", vatNumber: null },
    ],
    [
      { order: to("DE"), kind: "company", customer: of("DE", { vatCountry: "NL" }) },
      { kind: "eu-business", country: "DE", vatNumber: "NL" },
    ],
  ])("records how it was decided: %#", (with_, params) => {
    const sale = decideSale(made(with_));
    expect(sale.ok && sale.value.recorded).toMatchObject([{ code: "sale-decided", params }]);
  });
});

test.each([
  ["SE", "SE", "home"],
  ["DE", "SE", "eu"],
  ["NO", "SE", "outside"],
  ["ZZ", "SE", null],
  ["SE", "NO", "outside"],
  ["GB", "NO", "outside"],
  ["ZZ", "ZZ", "home"],
])("%s, seen from %s, is %s", (country, home, area) => {
  expect(areaOf(country, home, countries)).toBe(area);
});

test.each([
  [address({ country: "DE" }), address({ country: "NO" }), "delivery-address", "DE"],
  [noAddress, address({ country: "NO" }), "invoice-address", "NO"],
  [noAddress, address({ country: null }), "company", "SE"],
  [address({ country: null }), address({ country: "NO" }), "invoice-address", "NO"],
  [address({ country: null }), address({ country: null }), "company", "SE"],
])("goods go where the order says: %#", (deliveryAddress, invoiceAddress, from, country) => {
  expect(goodsPlace({ deliveryAddress, invoiceAddress }, "SE")).toEqual({ from, country });
});

test.each<[Made, unknown, unknown]>([
  [{ order: to("NO") }, ["delivery-address", "NO"], ["delivery-address", "NO"]],
  [{ order: to("NO"), customer: of("DE") }, ["delivery-address", "NO"], ["customer", "DE"]],
  [
    { order: to("NO"), customer: { country: null, tax: tax() } },
    ["delivery-address", "NO"],
    ["customer", "SE"],
  ],
  [
    { order: to("NO"), customer: of("DE", { byDelivery: true }) },
    ["delivery-address", "NO"],
    ["customer-delivery", "NO"],
  ],
  [{ sold: service, order: to("NO") }, ["invoice-address", "SE"], ["invoice-address", "SE"]],
  [{ sold: mixed, order: to("NO") }, ["delivery-address", "NO"], ["delivery-address", "NO"]],
  // What isn't an article, or isn't known, is no service.
  [
    { sold: [{ kind: "shipping", price: "5.00" }], order: to("NO") },
    ["delivery-address", "NO"],
    ["delivery-address", "NO"],
  ],
  [
    { sold: [...service, { kind: "shipping", price: "5.00" }], order: to("NO") },
    ["invoice-address", "SE"],
    ["invoice-address", "SE"],
  ],
  [
    { sold: [{ sku: null, price: "5.00" }], order: to("NO") },
    ["delivery-address", "NO"],
    ["delivery-address", "NO"],
  ],
  [
    { sold: [{ sku: "toString", price: "5.00" }], order: to("NO") },
    ["delivery-address", "NO"],
    ["delivery-address", "NO"],
  ],
  [
    {
      sold: service,
      order: to("NO"),
      settings: settings({
        orders: { goods: { by: "coding", exceptions: [] } },
        lookups: { goodsCoding: { default: SERVICE_CODING } },
      }),
    },
    ["delivery-address", "NO"],
    ["delivery-address", "NO"],
  ],
])("the two places of a sale: %#", (with_, goods, ledger) => {
  expect(taxPlaces(made(with_)).map(({ from, country }) => [from, country])).toEqual([
    goods,
    ledger,
  ]);
});

test.each([
  ["SE", "SE", "SE", false],
  [null, null, null, false],
  ["NO", "SE", "SE", true],
  ["SE", "NO", null, true],
  [null, null, "NO", true],
])("invoiced in %s, sent to %s, of a customer in %s: %s", (invoice, delivery, own, crosses) => {
  const sold = order([{ price: "1.00" }], {
    invoiceAddress: address({ country: invoice }),
    deliveryAddress: address({ country: delivery }),
  });
  expect(touchesCrossBorder(sold, "SE", own)).toBe(crosses);
});

test.each<[Made, "sales-order" | "invoice", number]>([
  [{}, "sales-order", 2],
  [{ customer: { country: null } }, "sales-order", 2],
  [{ customer: { country: "NO" } }, "sales-order", 4],
  [{ order: { currency: "EUR" } }, "sales-order", 4],
  [{ order: { currency: "EUR" } }, "invoice", 2],
  [{ customer: { country: "NO" } }, "invoice", 4],
])("decimals of a price: %j on a %s has %i", (with_, form, decimals) => {
  const { order: sold, company: seller, customer: buyer } = made(with_);
  expect(priceDecimals({ order: sold, company: seller, customer: buyer, form })).toBe(decimals);
});
