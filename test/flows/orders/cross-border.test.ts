/**
 * What a sale abroad asks of a document beside its figures: a delivery address of its own, marks,
 * and the account that it books on.
 */
import { describe, expect, it } from "vitest";
import { vatCountry } from "../../../src/domain/parties/party.ts";
import { territoryOf } from "../../../src/domain/parties/territory.ts";
import { draftBody } from "../../../src/eaccounting/invoice-drafts.ts";
import { orderBody } from "../../../src/eaccounting/orders.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  address,
  codings,
  company,
  customer,
  documentOf,
  GIFT_CODING,
  input,
  order,
  settings,
  tax,
  TIP_CODING,
} from "./kit.ts";

const norwegian = { invoiceAddress: address({ country: "NO" }) };
const toNorway = (fields: Parameters<typeof input>[1] = {}) =>
  input(order([{ price: "100.00", rate: "0", sku: "G-0.25" }], norwegian), {
    customer: customer("private", { country: "NO", tax: tax() }),
    ...fields,
  });

describe("cents that the rows can't express", () => {
  /** Ten thousand pieces at a fifth of a cent more than four decimals can say. */
  const odd = (sku: string, rate: string) => ({ quantity: "10000", price: "0.01234", rate, sku });
  const german = (lines: Parameters<typeof order>[0]) =>
    planOrder(
      input(order(lines, { invoiceAddress: address({ country: "DE" }) }), {
        company: { ...company, usesOss: true },
        customer: customer("private", { country: "DE", tax: tax() }),
      }),
    );
  const adjusting = (lines: Parameters<typeof order>[0]) =>
    documentOf(german(lines))
      .rows.filter(({ role }) => role === "adjusting")
      .map(({ articleId, vatRate }) => [articleId, vatRate]);

  it("go with their rows: under OSS onto an article that is marked for it, apart from rows of the same coding that aren't", () => {
    const coding = "coding-goods-0.25";
    expect(adjusting([odd("O-0.25", "0.19")])).toEqual([[`own-oss-adjusting-${coding}`, "0.19"]]);
    expect(adjusting([odd("G-0.25", "0.25")])).toEqual([[`own-adjusting-${coding}`, "0.25"]]);
    expect(adjusting([odd("O-0.25", "0.19"), odd("G-0.25", "0.25")])).toEqual([
      [`own-oss-adjusting-${coding}`, "0.19"],
      [`own-adjusting-${coding}`, "0.25"],
    ]);
  });
});

describe("construction services under the reverse charge", () => {
  const reversed = documentOf(
    planOrder(
      input(
        order([
          { price: "100.00", rate: "0", sku: "S-0.25" },
          { price: "10.00", sku: "G-0.25" },
        ]),
        {
          company: { ...company, usesReverseConstruction: true },
          customer: customer("company", {
            tax: tax({ vatCountry: "SE", reverseConstruction: true }),
          }),
        },
      ),
    ),
  );

  it("mark their rows and the order, and no other row", () => {
    expect(orderBody(reversed)).toMatchObject({
      ReverseChargeOnConstructionServices: true,
      Rows: [{ EligibleForReverseChargeOnVat: true }, { EligibleForReverseChargeOnVat: false }],
    });
    expect(draftBody(reversed)).toMatchObject({
      Rows: [
        { ReversedConstructionServicesVatFree: true },
        { ReversedConstructionServicesVatFree: false },
      ],
    });
  });

  it("are no business of any other order", () => {
    expect(orderBody(documentOf(planOrder(toNorway())))).toMatchObject({
      ReverseChargeOnConstructionServices: false,
      Rows: [{ EligibleForReverseChargeOnVat: false }],
    });
  });
});

describe("gift cards and missing articles abroad", () => {
  const card = { kind: "gift-card" as const, price: "50.00", rate: "0" };
  const sold = (account: number) =>
    planOrder(
      toNorway({
        order: order([{ price: "100.00", rate: "0", sku: "G-0.25" }, card], norwegian),
        settings: settings({ orders: { giftCardCoding: GIFT_CODING, tipCoding: TIP_CODING } }),
        codings: codings.map((coding) =>
          coding.id === GIFT_CODING
            ? { ...coding, accounts: { ...coding.accounts, outsideEu: account } }
            : coding,
        ),
      }),
    );

  it("a card is held where it would be booked as revenue of that country, and booked where the coding leads to the debt there too", () => {
    expect(sold(3105).reasons).toMatchObject([
      { code: "coding-without-account", params: { kind: "gift-card" } },
    ]);
    expect(documentOf(sold(2421)).rows.map((row) => row.articleId)).toContain(
      `own-item-${GIFT_CODING}`,
    );
  });

  it("an article is neither made nor stood for by a rate that isn't the one at home", () => {
    for (const missingSku of ["create", "placeholder"] as const) {
      const plan = planOrder(
        toNorway({
          settings: settings({ orders: { missingSku } }),
          articles: { "G-0.25": { kind: "missing" } },
        }),
      );
      expect([plan.kind, plan.reasons.map(({ code }) => code)]).toEqual([
        "hold",
        ["article-not-found-abroad"],
      ]);
    }
  });
});

it.each([
  ["NL123456789B01", "NL", "NL"],
  ["EL123456789", "GR", "GR"],
  ["XI123456789", "GB", "XI"],
  ["123456789", "DE", "DE"],
  ["", "DE", null],
  [null, "DE", null],
  [" de 123 ", "NL", "DE"],
])("the VAT number %s of a customer in %s is of %s", (number, country, wanted) =>
  expect(vatCountry(number, country)).toBe(wanted),
);

it.each([
  ["ES", "35001", "outside-vat"],
  ["ES", "28001", null],
  ["ES", "51001", "outside-vat"],
  ["FI", "22100", "outside-vat"],
  ["FI", "FI-22100", "outside-vat"],
  ["FI", "00100", null],
  ["FR", "97400", "outside-vat"],
  ["FR", "98000", null],
  ["FR", "75001", null],
  ["DE", "27498", "outside-vat"],
  ["DE", "78266", "outside-vat"],
  ["DE", "78267", null],
  ["IT", "23041", "outside-vat"],
  ["IT", "00120", "outside-vat"],
  ["IT", "47890", "outside-vat"],
  ["IT", "47900", null],
  ["DK", "3900", "outside-vat"],
  ["DK", "DK-3911", "outside-vat"],
  ["DK", "100", "outside-vat"],
  ["DK", "FO-970", "outside-vat"],
  ["DK", "1000", null],
  ["DK", "3790", null],
  ["GR", "630 86", "outside-vat"],
  ["PT", "9000-001", "own-rates"],
  ["PT", "1000-001", null],
  ["AT", "6691", "own-rates"],
  ["GB", "bt1 5gs", "northern-ireland"],
  ["GB", "SW1A 1AA", null],
  ["XI", null, "northern-ireland"],
  ["MC", "98000", "inside-vat"],
] as const)("%s %s is %s", (country, postCode, wanted) =>
  expect(territoryOf(country, { postCode }, false)).toBe(wanted),
);

it.each([
  ["Livigno", "outside-vat"],
  ["LIVIGNO SO", "outside-vat"],
  ["Chiuro", null],
  [null, null],
] as const)("IT 23030 %s is %s, as other places have that code", (city, wanted) =>
  expect(territoryOf("IT", { postCode: "23030", city }, true)).toBe(wanted),
);
