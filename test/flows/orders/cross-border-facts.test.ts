/** Rare facts of a sale abroad: marks, parts of countries, currencies, and what is told of them. */
import { describe, expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import {
  currencyFaults,
  decideSale,
  type SaleInput,
  triangularLines,
} from "../../../src/flows/orders/money/cross-border-sale.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import {
  address,
  company,
  countries,
  customer,
  input,
  noAddress,
  order,
  settings,
  type Sold,
  tax,
} from "./kit.ts";

const GOODS: Sold = { sku: "G-0.25", price: "100.00", rate: "0" };
const asked = (sold: readonly Sold[], fields: Partial<PlanInput>, of = {}): SaleInput => ({
  ...input(order(sold, of), fields),
});
const told = (of: SaleInput): unknown => {
  const sale = decideSale(of);
  return sale.ok ? sale.value : sale.error.map(({ code, params }) => [code, params]);
};
const to = (country: string, postCode = "11122") => ({
  deliveryAddress: address({ country, postCode }),
});
const business = (country: string, fields: Parameters<typeof tax>[0] = {}) =>
  customer("company", { country, tax: tax({ vatCountry: country, ...fields }) });

test("a sale at home needs no word of the ledger's on countries, and records nothing", () => {
  const domestic = { kind: "domestic", country: "SE", oss: false, recorded: [] };
  const unknown = { countries: undefined } as never;
  expect(told(asked([GOODS], unknown))).toEqual(domestic);
  expect(told(asked([GOODS], { countries: [] }))).toEqual(domestic);
  expect(told(asked([GOODS], unknown, to("NO")))).toEqual([
    ["foreign-sale", { country: "NO", company: "SE" }],
  ]);
});

describe("triangular trade", () => {
  const set = settings({ orders: { triangularVatCodes: ["3"] } });
  const marked: Sold = { ...GOODS, vatCode: "3" };
  const german = (sold: readonly Sold[], fields: Partial<PlanInput> = {}) =>
    told(asked(sold, { settings: set, customer: business("DE"), ...fields }, to("DE")));

  test("is a mark of the sale, recorded with the code", () => {
    expect(german([marked])).toMatchObject({
      kind: "eu-business",
      triangular: true,
      recorded: [
        reason("sale-decided", { kind: "eu-business", country: "DE", vatNumber: "DE" }),
        reason("sale-triangular", { vatCode: "3" }),
      ],
    });
  });

  test("of goods beside others is held by the line that is marked", () => {
    expect(german([GOODS, marked])).toEqual([["triangular-mixed", { line: 2, vatCode: "3" }]]);
  });

  test("of a service, or to a person, is held with the country", () => {
    const held = [["triangular-not-possible", { line: 1, vatCode: "3", country: "DE" }]];
    expect(german([{ ...marked, sku: "S-0.25" }], { customer: business("DE") })).toEqual([
      ["sale-place-differs", { goods: "SE", ledger: "DE", byDelivery: false }],
    ]);
    const person = { customer: customer("private", { country: "DE", tax: tax() }) };
    expect(german([{ ...marked, rate: "0.25" }], person)).toEqual(held);
    const services = asked(
      [{ ...marked, sku: "S-0.25" }],
      { settings: set, customer: business("DE") },
      { invoiceAddress: address({ country: "DE" }) },
    );
    expect(told(services)).toEqual(held);
  });

  test("is told of articles and sales types alone: what goes with them has no say", () => {
    const of = (...kinds: readonly Sold["kind"][]) => {
      const { lines, others } = triangularLines(
        order(kinds.map((kind) => ({ kind: kind ?? "article", sku: null, vatCode: "3" }))),
        ["3"],
      );
      return [lines.length, others];
    };
    expect([of("article", "sales-type"), of("shipping", "fee", "discount", "text")]).toEqual([
      [2, 0],
      [0, 0],
    ]);
    const { lines, others } = triangularLines(order([GOODS, { kind: "sales-type" }, marked]), [
      "3",
    ]);
    expect([lines.map(({ lineNumber }) => lineNumber), others]).toEqual([[3], 2]);
  });
});

describe("parts of countries", () => {
  const belfast = to("GB", "BT1 5GS");

  test("a business in Northern Ireland is recorded with its number", () => {
    const fields = { customer: business("GB", { vatCountry: "XI", northernIreland: true }) };
    expect(told(asked([GOODS], fields, belfast))).toMatchObject({
      kind: "eu-business",
      country: "XI",
      recorded: [reason("sale-decided", { kind: "eu-business", country: "XI", vatNumber: "XI" })],
    });
  });

  test("one that nobody looked up is held: only the ledger can say that it is one", () => {
    const fields = { customer: customer("company", { country: "GB" }) };
    const number = { ...belfast, vatNumber: "XI123456789" };
    expect(told(asked([GOODS], fields, number))).toEqual([
      ["sale-territory-special", { country: "GB", territory: "northern-ireland" }],
    ]);
  });

  test("the mark of Northern Ireland counts nowhere else", () => {
    const fields = { customer: business("ES", { vatCountry: "XI", northernIreland: true }) };
    expect(told(asked([GOODS], fields, to("ES", "35001")))).toEqual([
      ["sale-territory-special", { country: "ES", territory: "outside-vat" }],
    ]);
  });

  test.each([
    [true, [["sale-territory-special", { country: "AX", territory: "outside-vat" }]]],
    [false, { kind: "export", country: "AX" }],
  ])(
    "one that has a code of its own is one where the ledger counts it in the EU: %s",
    (eu, wanted) => {
      const listed = [...countries.filter(({ code }) => code !== "AX"), { code: "AX", eu }];
      const fields = {
        countries: listed,
        customer: customer("private", { country: "AX", tax: tax() }),
      };
      const found = told(asked([GOODS], fields, to("AX")));
      if (Array.isArray(wanted)) expect(found).toEqual(wanted);
      else expect(found).toMatchObject(wanted);
    },
  );
});

test("a company without a number that the ledger knows is none for having paid no VAT", () => {
  const fields = { customer: customer("company", { country: "DE", tax: tax() }) };
  expect(told(asked([GOODS], fields, to("DE")))).toEqual([
    ["sale-company-without-vat-number", { country: "DE" }],
  ]);
});

test("under OSS a service is of the buyer's country: one whose ledger goes by the delivery is held", () => {
  const fields = {
    company: { ...company, usesOss: true },
    customer: customer("private", { country: "DE", tax: tax({ byDelivery: true }) }),
  };
  const of = { ...to("FI"), invoiceAddress: address({ country: "DE" }) };
  expect(told(asked([{ sku: "S-0.25", price: "1.00" }], fields, of))).toEqual([
    ["sale-place-differs", { goods: "DE", ledger: "FI", byDelivery: true }],
  ]);
});

describe("a customer that the settings name for several orders", () => {
  const swedish = customer("private", { number: "1002", tax: tax({ currency: "SEK" }) });
  const named = (settingsOf: Parameters<typeof settings>[0]) => settings(settingsOf);
  const sharings = [
    { orders: { defaultDebtor: { id: swedish.id, when: "guests" } } },
    { lookups: { debtor: { default: swedish.id, table: {} } } },
    { lookups: { debtor: { table: { NO: swedish.id } } } },
  ] as const;

  test.each(sharings)("is told by its number, as it isn't to be changed: %j", (shared) => {
    const given = { customer: swedish, settings: named(shared as never) };
    expect(told(asked([GOODS], given, to("NL")))).toEqual([
      [
        "sale-place-differs",
        { goods: "NL", ledger: "SE", byDelivery: false, defaultCustomer: "1002" },
      ],
    ]);
    const euro = { ...asked([GOODS], given, { currency: "EUR" }), form: "invoice-draft" };
    expect(currencyFaults(euro as never).map(({ params }) => params)).toEqual([
      { order: "EUR", customer: "SEK", defaultCustomer: "1002" },
    ]);
  });
});

describe("the currency of a customer", () => {
  const faults = (
    ordered: string,
    own: string | null,
    form: "sales-order" | "invoice-draft" | undefined,
  ): readonly unknown[] => {
    const all = input(order([GOODS], { currency: ordered, invoiceAddress: noAddress }), {
      customer: customer("company", own === "unknown" ? {} : { tax: tax({ currency: own }) }),
    });
    return currencyFaults({ ...all, ...(form === undefined ? {} : { form }) } as never).map(
      ({ code, params }) => [code, params],
    );
  };
  const differs = (ordered: string, own: string) => [
    ["currency-differs", { order: ordered, customer: own }],
  ];

  test.each<[string, string | null, "sales-order" | "invoice-draft" | undefined, unknown]>([
    ["SEK", null, "invoice-draft", []],
    ["EUR", "unknown", "invoice-draft", []],
    ["EUR", "EUR", "invoice-draft", []],
    ["SEK", "EUR", "invoice-draft", differs("SEK", "EUR")],
    ["EUR", "SEK", "invoice-draft", differs("EUR", "SEK")],
    // A sales order at home has a currency of its own, until it becomes an invoice.
    ["SEK", "EUR", "sales-order", []],
    ["SEK", "EUR", undefined, []],
    ["EUR", "SEK", "sales-order", differs("EUR", "SEK")],
    ["EUR", "NOK", undefined, differs("EUR", "NOK")],
  ])("an order in %s of a customer in %s, as %s", (ordered, own, form, wanted) => {
    expect(faults(ordered, own, form)).toEqual(wanted);
  });
});
