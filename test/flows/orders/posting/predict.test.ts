/** Postings as they are predicted: accounts, sides, VAT codes and reasons, figure by figure. */
import { expect, test } from "vitest";
import type { PlanInput } from "../../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../../src/flows/orders/preparation/plan.ts";
import { predictPosting } from "../../../../src/flows/orders/posting/predict.ts";
import {
  address,
  article,
  company,
  countries,
  customer,
  documentOf,
  input,
  learnt,
  order,
  settings,
  type Sold,
  tax,
} from "../kit.ts";
import {
  abroad,
  CHART,
  CODINGS,
  goingTo,
  OWN,
  posting,
  shown,
  vat,
  whys,
} from "./predicted.kit.ts";

test("a sale at home: the coding's account, the VAT of its code, and a receivable that the ledger alone knows", () => {
  const one = posting([{ price: "100.00" }]);
  expect(shown(one)).toEqual([
    "receivable ? 125.00 0.00 -",
    "revenue 3001 0.00 100.00 SE25",
    "vat 2611 0.00 25.00 -",
  ]);
  expect(whys(one)).toEqual([
    ["posting-account-unknown"],
    ["posting-by-coding"],
    ["posting-by-vat-code"],
  ]);
  expect(one.lines[1]?.reasons[0]?.params).toEqual({
    account: "3001",
    coding: "goods 0.25",
    sale: "domestic",
  });
  expect(one.lines[1]?.lines).toEqual([1]);
});

test("rates and codings stand apart, one line an account; shipping is on its article's account", () => {
  expect(
    shown(
      posting([
        { price: "100.00" },
        { price: "50.00", quantity: "2" },
        { price: "10.00", rate: "0.12" },
        { kind: "shipping", price: "40.00" },
      ]),
    ),
  ).toEqual([
    "receivable ? 311.20 0.00 -",
    "revenue 3002 0.00 10.00 SE12",
    "vat 2621 0.00 1.20 -",
    "revenue 3001 0.00 200.00 SE25",
    "revenue 3041 0.00 40.00 SE25",
    "vat 2611 0.00 60.00 -",
  ]);
});

test("a discount lowers its account, and where it is all there is stands in debit", () => {
  const apart = { ...OWN, codings: { ...OWN.codings, "own-discount-0.25": "coding-service-0.25" } };
  expect(
    shown(
      posting([{ price: "100.00" }, { kind: "discount", price: "20.00", quantity: "-1" }], {
        systemArticles: apart,
      }),
    ),
  ).toEqual([
    "receivable ? 100.00 0.00 -",
    "revenue 3001 0.00 100.00 SE25",
    "revenue 3041 20.00 0.00 SE25",
    "vat 2611 0.00 20.00 -",
  ]);
});

test("prices with VAT: what is net and what is VAT, and cents that the ledger may divide otherwise", () => {
  const incl = (rest: Partial<PlanInput>) =>
    posting(
      [{ price: "99.99" }, { price: "49.99", sku: "S-0.25" }],
      { customer: customer("private"), ...rest },
      { pricesIncludeVat: true },
    );
  const byRate = incl({ learnt: { ...learnt(), vatRounding: "rate" } });
  expect(shown(byRate)).toEqual([
    "receivable ? 149.98 0.00 -",
    "revenue 3001 0.00 79.99 SE25",
    "revenue 3041 0.00 39.99 SE25",
    "vat 2611 0.00 30.00 -",
  ]);
  expect(byRate.lines.map(({ within }) => within ?? null)).toEqual([null, "0.02", "0.02", null]);
  const byRow = incl({ learnt: { ...learnt(), vatRounding: "row" } });
  expect(byRow.lines.map(({ within }) => within ?? null)).toEqual([null, "0.02", "0.02", null]);
  const unlearnt = incl({ learnt: { ...learnt(), vatRounding: null } });
  expect(whys(unlearnt).flat()).toContain("posting-cents-unknown");
});

test("a sales account without a VAT code, or with the code of another rate, leaves the VAT's account unknown", () => {
  const services: Partial<PlanInput> = {
    codings: CODINGS.map((coding) => ({
      ...coding,
      accounts: { ...coding.accounts, domestic: 3042 },
    })),
  };
  expect(shown(posting([{ price: "100.00" }], services))).toEqual([
    "receivable ? 125.00 0.00 -",
    "revenue 3042 0.00 100.00 -",
    "vat ? 0.00 25.00 -",
  ]);
  const other = new Map([...CHART, [3001, { name: "", vat: vat("SE12", "0.12", 2621) }] as const]);
  expect(shown(posting([{ price: "100.00" }], {}, { chart: other }))[2]).toBe("vat ? 0.00 25.00 -");
  expect(shown(posting([{ price: "100.00" }], {}, { chart: new Map() }))).toEqual([
    "receivable ? 125.00 0.00 -",
    "revenue 3001 0.00 100.00 -",
    "vat ? 0.00 25.00 -",
  ]);
});

test("an article of ours without a known coding has no account yet", () => {
  const { codings: _, ...before } = OWN;
  expect(
    shown(
      posting([{ price: "100.00" }, { kind: "shipping", price: "40.00" }], {
        systemArticles: before,
      }),
    ),
  ).toEqual([
    "receivable ? 175.00 0.00 -",
    "revenue 3001 0.00 100.00 SE25",
    "revenue ? 0.00 40.00 -",
    expect.stringMatching(/^vat /),
    expect.stringMatching(/^vat /),
  ]);
});

test("a credit turns every side", () => {
  expect(shown(posting([{ price: "100.00" }], { form: "credit" }))).toEqual([
    "receivable ? 0.00 125.00 -",
    "revenue 3001 100.00 0.00 SE25",
    "vat 2611 25.00 0.00 -",
  ]);
});

test("rounding to whole units is a line of its own, on an account that the ledger alone knows", () => {
  const whole = { ...company, domesticRounding: "whole" as const };
  const rounded = (price: string) =>
    shown(
      posting([{ price }], {
        company: whole,
        form: "sales-order",
      }),
    );
  expect(rounded("100.40")).toEqual([
    "receivable ? 126.00 0.00 -",
    "revenue 3001 0.00 100.40 SE25",
    "vat 2611 0.00 25.10 -",
    "rounding ? 0.00 0.50 -",
  ]);
  expect(rounded("100.30").at(-1)).toBe("rounding ? 0.38 0.00 -");
});

test.each<readonly [string, string, Partial<PlanInput>, readonly Sold[], readonly string[]]>([
  [
    "a company in the EU with a VAT number",
    "NL",
    abroad("NL", { vatNumber: "NL123456789B01", tax: tax({ vatCountry: "NL" }) }, "company"),
    [{ price: "100.00", sku: "G-0.25", rate: "0" }],
    ["receivable ? 100.00 0.00 -", "revenue 3108 0.00 100.00 EUG"],
  ],
  [
    "a company outside the EU",
    "NO",
    abroad("NO", {}, "company"),
    [{ price: "100.00", sku: "G-0.25", rate: "0" }],
    ["receivable ? 100.00 0.00 -", "revenue 3105 0.00 100.00 EXP"],
  ],
  [
    "a person in the EU without OSS",
    "DE",
    abroad("DE", {}, "private"),
    [{ price: "100.00", sku: "G-0.25" }],
    ["receivable ? 125.00 0.00 -", "revenue 3106 0.00 100.00 SE25", "vat 2611 0.00 25.00 -"],
  ],
  [
    "a person in the EU under OSS",
    "DE",
    { ...abroad("DE", {}, "private"), company: { ...company, usesOss: true } },
    [{ price: "100.00", sku: "O-0.25", rate: "0.19" }],
    ["receivable ? 119.00 0.00 -", "revenue 3109 0.00 100.00 OSS", "vat ? 0.00 19.00 -"],
  ],
])(
  "abroad the coding's account for such sales counts: %s",
  (_, country, fields, sold, expected) => {
    const of = goingTo(country, sold);
    const given = input(of, {
      codings: CODINGS,
      systemArticles: OWN,
      learnt: { ...learnt(), pricesIncludeVat: { company: false, private: false } },
      ...fields,
    });
    expect(shown(predictPosting(given, documentOf(planOrder(given)), CHART))).toEqual(expected);
  },
);

test("an article that is still to be made has the coding that its row was planned with", () => {
  const given = input(order([{ price: "100.00", sku: "NEW" }], { pricesIncludeVat: false }), {
    codings: CODINGS,
    systemArticles: OWN,
    customer: customer("company"),
    articles: { NEW: { kind: "found", article: article("NEW", "0.25") } },
  });
  const document = documentOf(planOrder(given));
  const unmade = { ...given, articles: { NEW: { kind: "missing" as const } } };
  expect(shown(predictPosting(unmade, document, CHART))).toEqual(
    shown(predictPosting(given, document, CHART)),
  );
});

test("a document in another currency says that the ledger converts it", () => {
  const eur = posting([], {
    order: order([{ price: "10.00" }], { currency: "EUR", pricesIncludeVat: false }),
  });
  expect([eur.currency, eur.converted]).toEqual(["EUR", true]);
});

test("triangular trade is booked on the coding's account for it", () => {
  const sold: readonly Sold[] = [{ price: "100.00", rate: "0", vatCode: "3" }];
  const given: Partial<PlanInput> = {
    order: order(sold, { deliveryAddress: address({ country: "DE" }), pricesIncludeVat: false }),
    countries,
    customer: customer("company", { country: "DE", tax: tax({ vatCountry: "DE" }) }),
    settings: settings({ orders: { triangularVatCodes: ["3"] } }),
  };
  const one = posting(sold, given);
  expect(shown(one).slice(1)).toEqual(["revenue 3107 0.00 100.00 EUT"]);
  expect(one.lines[1]?.reasons[0]?.params).toMatchObject({ sale: "triangular" });
});
