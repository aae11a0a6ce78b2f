import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { skusOf } from "../../../src/flows/orders/money/lines.ts";
import {
  address,
  codesOf,
  company,
  documentOf,
  forCompany,
  forPerson,
  input,
  learnt,
  NOTHING_LEARNT,
  order,
  rowsOf,
  SERVICE_CODING,
  settings,
  type Sold,
} from "./kit.ts";

const one: readonly Sold[] = [{ price: "100.00" }];
const plan = (fields: Partial<Order> = {}, rest: Partial<PlanInput> = {}) =>
  forPerson(order(one, fields), rest);
const document = (fields: Partial<Order> = {}, rest: Partial<PlanInput> = {}) =>
  documentOf(plan(fields, rest));
const withOrders = (
  orders: NonNullable<Parameters<typeof settings>[0]>["orders"],
): Partial<PlanInput> => ({ settings: settings({ orders }) });

describe("the price basis", () => {
  it("is what was learnt for this kind of customer", () => {
    const odd = { ...learnt(), pricesIncludeVat: { company: true, private: false } };
    expect([
      documentOf(forCompany(order(one), { learnt: odd })).pricesIncludeVat,
      document({}, { learnt: odd }).pricesIncludeVat,
    ]).toEqual([true, false]);
  });

  it("is assumed while nothing was learnt: with VAT for a private person, unless the company's settings say otherwise", () => {
    const basis = (kind: "company" | "private", showPricesExclVatForPrivate: boolean) =>
      documentOf(
        (kind === "company" ? forCompany : forPerson)(order(one), {
          learnt: NOTHING_LEARNT,
          company: { ...company, showPricesExclVatForPrivate },
        }),
      ).pricesIncludeVat;
    expect([
      basis("private", false),
      basis("private", true),
      basis("company", false),
      basis("company", true),
    ]).toEqual([true, false, false, false]);
  });

  it("that is only assumed makes a draft, to be confirmed after the comparison", () => {
    const made = plan(
      {},
      { learnt: { ...NOTHING_LEARNT, pricesIncludeVat: { company: false, private: null } } },
    );
    expect(made).toMatchObject({
      kind: "write",
      document: { status: "draft" },
      confirmAfterComparison: true,
    });
    expect(plan()).toMatchObject({
      kind: "write",
      document: { status: "ongoing" },
      confirmAfterComparison: false,
    });
  });

  it("nothing is confirmed where the tenant wants drafts", () => {
    expect(
      plan({}, { learnt: NOTHING_LEARNT, ...withOrders({ orderStatus: "draft" }) }),
    ).toMatchObject({ document: { status: "draft" }, confirmAfterComparison: false });
    expect(plan({}, withOrders({ orderStatus: "draft" }))).toMatchObject({
      document: { status: "draft" },
      confirmAfterComparison: false,
    });
  });
});

describe("the order's date", () => {
  it.each([
    ["2026-11-24T23:30:00", "SE", "2026-11-24"],
    ["2026-11-24T23:30:00", "FI", "2026-11-25"],
    ["2026-11-24", "FI", "2026-11-24"],
    ["2026-11-24T00:00:00", "FI", "2026-11-24"],
  ])("%s of a company in %s is %s", (date, country, expected) => {
    const home = { ...company, country };
    const invoiceAddress = address({ country });
    expect(
      documentOf(
        planOrder(
          input(order(one, { date, invoiceAddress }), {
            company: home,
            customer: { ...input(order(one)).customer, country },
          }),
        ),
      ).orderDate,
    ).toBe(expected);
  });
});

describe("addresses", () => {
  it("a missing post code or city is filled by the setting and recorded", () => {
    const made = plan({ invoiceAddress: address({ postCode: null, city: " " }) });
    expect(documentOf(made).invoiceAddress).toMatchObject({ postCode: "-", city: "-" });
    expect(
      made.reasons
        .filter(({ code }) => code === "address-missing-filled")
        .map(({ params }) => params["field"]),
    ).toEqual(["invoice.postCode", "invoice.city"]);
  });

  it("a post code that is too long is held", () => {
    expect(plan({ invoiceAddress: address({ postCode: "12345678901" }) })).toMatchObject({
      kind: "hold",
      reasons: [{ code: "post-code-too-long", params: { field: "invoice.postCode", length: 11 } }],
    });
  });

  it("names and streets are cut where that harms nothing, and recorded, but never through a character", () => {
    const made = plan({
      invoiceAddress: address({ name: `${"a".repeat(49)}🎁b`, street: "b".repeat(60) }),
    });
    expect([
      documentOf(made).invoiceAddress.name,
      documentOf(made).invoiceAddress.address1.length,
    ]).toEqual(["a".repeat(49), 50]);
    expect(codesOf(made).filter((code) => code === "text-shortened")).toHaveLength(2);
  });

  it("a delivery address is always written, the buyer's own where the order names no other", () => {
    const elsewhere = address({ name: "Bo Ek", street: "Hamngatan 3" });
    expect(document({ deliveryAddress: elsewhere }).deliveryAddress).toMatchObject({
      name: "Bo Ek",
      address1: "Hamngatan 3",
    });
    const home = document({ deliveryAddress: address() });
    expect(home.deliveryAddress).toEqual(home.invoiceAddress);
    const none = { street: null, street2: null, postCode: null, city: null };
    expect(document({ deliveryAddress: address({ name: "Bo Ek", ...none }) })).toEqual(home);
  });

  it("of a company are addressed to the company", () => {
    expect(documentOf(forCompany(order(one, { companyName: "Bygg AB" }))).invoiceAddress.name).toBe(
      "Bygg AB",
    );
  });
});

describe("terms of payment and delivery method", () => {
  const lookups = (
    fields: NonNullable<Parameters<typeof settings>[0]>["lookups"],
  ): Partial<PlanInput> => ({ settings: settings({ lookups: fields }) });

  it("are chosen by the tenant's look-ups, with the reason that says how", () => {
    const made = plan(
      { paymentConditionId: "3", deliveryMethodId: "9" },
      lookups({
        termsOfPayment: { table: { "3": "terms-10" } },
        deliveryMethod: { table: {}, default: "post" },
      }),
    );
    expect(documentOf(made)).toMatchObject({
      termsOfPaymentId: "terms-10",
      deliveryMethod: { name: "Post", code: "P" },
    });
    expect(made.reasons).toContainEqual({
      code: "terms-chosen",
      params: { from: "3", by: "table", terms: "terms-10" },
    });
    expect(made.reasons).toContainEqual({
      code: "delivery-method-chosen",
      params: { from: "9", by: "default", method: "post" },
    });
  });

  it("that the ledger doesn't know are held", () => {
    expect(
      plan({ paymentConditionId: "3" }, lookups({ termsOfPayment: { table: { "3": "gone" } } })),
    ).toMatchObject({
      kind: "hold",
      reasons: [{ code: "terms-not-mapped", params: { from: "3", terms: "gone" } }],
    });
    expect(plan({}, lookups({ deliveryMethod: { table: {}, force: "gone" } }))).toMatchObject({
      kind: "hold",
      reasons: [{ code: "delivery-method-not-mapped" }],
    });
  });

  it("are the customer's own where nothing is set", () => {
    const made = plan({ paymentConditionId: "3" });
    expect(documentOf(made).termsOfPaymentId).toBeNull();
    expect(made.reasons).toContainEqual({
      code: "terms-chosen",
      params: { from: "3", by: "customer", terms: null },
    });
  });
});

describe("rows of words", () => {
  it("a text line is a text row, cut at the vendor's limit and recorded; an empty one still has a character", () => {
    const made = forPerson(
      order([...one, { kind: "text", text: "  " }, { kind: "text", text: "w".repeat(2001) }]),
    );
    expect(
      rowsOf(documentOf(made), "text").map((row) => [row.articleId, row.text.length, row.vatRate]),
    ).toEqual([
      [null, 1, null],
      [null, 2000, null],
    ]);
    expect(made.reasons).toContainEqual({
      code: "text-shortened",
      params: { field: "row", line: 3, max: 2000 },
    });
  });

  it("the way back to the order's page stands at the end", () => {
    const made = plan(
      { number: "A 1/2" },
      withOrders({ orderPage: "https://shop.example/o/{id}?n={number}" }),
    );
    expect(documentOf(made).rows.at(-1)).toMatchObject({
      role: "order-page",
      text: "https://shop.example/o/501?n=A%201%2F2",
    });
    expect(codesOf(made)).toContain("order-page-linked");
  });

  it("there is no way back by a number that the order doesn't have", () => {
    expect(
      rowsOf(
        document({ number: null }, withOrders({ orderPage: "https://shop.example/{number}" })),
        "order-page",
      ),
    ).toEqual([]);
  });

  it("rows are numbered from 1, and 1000 are the most", () => {
    const words = (count: number): Sold[] =>
      Array.from({ length: count }, () => ({ kind: "text" as const }));
    expect(
      documentOf(forPerson(order([...one, ...words(999)]))).rows.map((row) => row.lineNumber),
    ).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
    expect(forPerson(order([...one, ...words(1000)]))).toMatchObject({
      kind: "hold",
      reasons: [{ code: "too-many-rows", params: { rows: 1001 } }],
    });
  });

  it("an article row without words has the article's name", () => {
    expect(documentOf(forPerson(order([{ price: "1.00", text: " " }]))).rows[0]?.text).toBe(
      "Article G-0.25",
    );
  });
});

describe("why", () => {
  it("each row tells which input and rule chose article, VAT and amount", () => {
    const made = documentOf(
      forCompany(
        order([
          { price: "33.33", quantity: "3" },
          { kind: "shipping", price: "49.00" },
          { price: "100.00", rate: "0.21" },
        ]),
      ),
    );
    expect(
      made.rows.map((row) =>
        row.reasons.map(({ code, params }) => [
          code,
          params["by"] ?? params["amount"],
          params["form"],
        ]),
      ),
    ).toEqual([
      [["line-article-chosen", "sku", "nearest"]],
      [["line-article-chosen", "own-shipping", "as-source"]],
      [["line-article-chosen", "sku", "as-source"]],
      [["adjusting-row", "0.01", undefined]],
      [["closing-row", "0.01", undefined]],
    ]);
  });

  it("where the ledger's VAT isn't the source's, both are recorded", () => {
    const made = forPerson(order([{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }]));
    expect(made.reasons).toContainEqual({
      code: "vat-method-difference",
      params: { rate: "0.25", source: "20.01", ledger: "20.00", difference: "-0.01" },
    });
  });

  it("all that stands in the way is told at once", () => {
    const made = forPerson(
      order(
        [
          { price: "1.00", sku: null },
          { price: "1.00", sku: "no" },
        ],
        { invoiceAddress: address({ postCode: "12345678901" }) },
      ),
      { articles: { no: { kind: "missing" } } },
    );
    expect(codesOf(made)).toEqual([
      "sku-missing-on-line",
      "article-not-found",
      "post-code-too-long",
    ]);
  });
});

describe("article numbers to look up", () => {
  it("are those of lines that may name an article, each once", () => {
    const lines: Sold[] = [
      { sku: "A" },
      { sku: "B" },
      { sku: "A" },
      { sku: null },
      { kind: "shipping", sku: "P" },
      { kind: "shipping" },
      { kind: "fee", sku: "F" },
      { kind: "tip", sku: "TIP" },
      { kind: "text", sku: "T" },
      { kind: "discount", sku: "D" },
      { kind: "gift-card", sku: "GC" },
    ];
    expect(skusOf(order(lines), settings())).toEqual(["A", "B", "P", "F", "TIP"]);
  });

  it("are those of sales types that lead to an article, and not of those that lead to a coding or nowhere", () => {
    const lines: Sold[] = [
      { kind: "sales-type", salesTypeId: "10" },
      { kind: "sales-type", salesTypeId: "11" },
      { kind: "sales-type", salesTypeId: "12" },
      { kind: "sales-type", sku: "X" },
    ];
    expect(
      skusOf(
        order(lines),
        settings({ lookups: { salesType: { table: { "10": "GOODS", "11": SERVICE_CODING } } } }),
      ),
    ).toEqual(["GOODS"]);
  });
});
