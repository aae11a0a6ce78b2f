/** What each line of a predicted posting is made of: which rows, why, and how exactly. */
import { describe, expect, test } from "vitest";
import type { PlanInput } from "../../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../../src/flows/orders/preparation/plan.ts";
import { predictPosting } from "../../../../src/flows/orders/posting/predict.ts";
import type { Posting } from "../../../../src/domain/ledger/posting.ts";
import {
  article,
  articles,
  codings,
  company,
  customer,
  documentOf,
  input,
  learnt,
  order,
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

const unknown = (part: string) => ({ code: "posting-account-unknown", params: { part } });
const withins = ({ lines }: Posting) => lines.map(({ within }) => within ?? null);
const revenueOf = ({ lines }: Posting) =>
  lines.filter(({ role }) => role === "revenue").map(({ reasons }) => reasons[0]?.params);
const inclusive = (sold: readonly Sold[], by: "row" | "rate" | null, vatBy?: "line" | "rate") =>
  posting(
    sold,
    {
      customer: customer("private"),
      learnt: { ...learnt(), vatRounding: by },
      ...(vatBy === undefined ? {} : { order: order(sold, { pricesIncludeVat: true }, vatBy) }),
    },
    { pricesIncludeVat: true },
  );

test("the head says the currency, and the day only where the document is booked with its order's", () => {
  const of = (form: PlanInput["form"]) =>
    posting([{ price: "100.00" }], form === undefined ? {} : { form });
  const heads = (["invoice", "credit", "sales-order", "draft"] as PlanInput["form"][]).map(
    (form) => {
      const { currency, converted, date } = of(form);
      return [currency, converted, date];
    },
  );
  expect(heads).toEqual([
    ["SEK", false, "2026-11-24"],
    ["SEK", false, "2026-11-24"],
    ["SEK", false, null],
    ["SEK", false, null],
  ]);
});

test("every line says why it has its account, and which lines of the order it stands for", () => {
  const sold: readonly Sold[] = [
    { price: "100.40" },
    { kind: "text", text: "Thanks" },
    { price: "10.20" },
  ];
  const one = posting(sold, { company: { ...company, domesticRounding: "whole" } });
  expect(one.lines.map(({ role, lines, reasons }) => [role, lines, reasons])).toEqual([
    ["receivable", [], [unknown("receivable")]],
    [
      "revenue",
      [1, 3],
      [
        {
          code: "posting-by-coding",
          params: { account: "3001", coding: "goods 0.25", sale: "domestic" },
        },
      ],
    ],
    [
      "vat",
      [1, 3],
      [{ code: "posting-by-vat-code", params: { account: "2611", code: "SE25", sales: "3001" } }],
    ],
    ["rounding", [], [unknown("rounding")]],
  ]);
});

describe("the coding's account", () => {
  test("of a sale without VAT at home is the exempt one", () => {
    const one = posting([{ price: "100.00", rate: "0", sku: "G-0" }]);
    expect(shown(one)).toEqual(["receivable ? 100.00 0.00 -", "revenue 3004 0.00 100.00 SE0"]);
    expect(revenueOf(one)).toEqual([{ account: "3004", coding: "goods 0", sale: "exempt" }]);
  });

  test("that the ledger doesn't have, or an article whose coding isn't known, leaves it open", () => {
    const sold = [{ price: "100.00" }, { price: "10.00", rate: "0.12" }];
    const given = input(order(sold, { pricesIncludeVat: false }), {
      codings: CODINGS,
      systemArticles: OWN,
      customer: customer("company"),
    });
    const document = documentOf(planOrder(given));
    const without = CODINGS.map((coding) => ({
      ...coding,
      accounts: { ...coding.accounts, domestic: null },
    }));
    for (const list of [without, []]) {
      const one = predictPosting({ ...given, codings: list }, document, CHART);
      // What has no account stays apart by its rate.
      expect(shown(one)).toEqual([
        "receivable ? 136.20 0.00 -",
        "revenue ? 0.00 10.00 -",
        "vat ? 0.00 1.20 -",
        "revenue ? 0.00 100.00 -",
        "vat ? 0.00 25.00 -",
      ]);
      expect(one.lines.map(({ reasons }) => reasons)).toEqual(
        ["receivable", "sales", "vat", "sales", "vat"].map((part) => [unknown(part)]),
      );
    }
  });

  test("of construction services under the reverse charge is that of their coding", () => {
    const one = posting(
      [
        { price: "100.00", rate: "0", sku: "S-0.25" },
        { price: "10.00", sku: "G-0.25" },
      ],
      {
        company: { ...company, usesReverseConstruction: true },
        customer: customer("company", {
          tax: tax({ vatCountry: "SE", reverseConstruction: true }),
        }),
      },
    );
    expect(shown(one)).toContain("revenue 3231 0.00 100.00 -");
    expect(revenueOf(one)).toEqual([
      { account: "3231", coding: "service 0.25", sale: "reversed" },
      { account: "3001", coding: "goods 0.25", sale: "domestic" },
    ]);
  });
});

describe("abroad", () => {
  const predicted = (country: string, sold: readonly Sold[], fields: Partial<PlanInput>) => {
    const given = input(goingTo(country, sold), {
      codings: CODINGS,
      systemArticles: {
        ...OWN,
        codings: { ...OWN.codings, "own-oss-shipping-0.25": "coding-service-0.25" },
      },
      learnt: { ...learnt(), pricesIncludeVat: { company: false, private: false } },
      ...fields,
    });
    const document = documentOf(planOrder(given));
    return (change: Partial<PlanInput> = {}) =>
      predictPosting({ ...given, ...change }, document, CHART);
  };
  const OSS = { ...abroad("NL", {}, "private"), company: { ...company, usesOss: true } };

  test("an export that bears VAT has an account that the ledger alone knows", () => {
    const one = predicted(
      "NO",
      [{ price: "100.00", sku: "G-0.25" }],
      abroad("NO", { tax: tax({ forceVat: true }) }, "private"),
    )();
    expect(shown(one)).toEqual([
      "receivable ? 125.00 0.00 -",
      "revenue ? 0.00 100.00 -",
      "vat ? 0.00 25.00 -",
    ]);
    expect(one.lines[1]?.reasons).toEqual([unknown("sales")]);
  });

  test.each<readonly [string, "company" | "private", Partial<PlanInput>, Sold, string, string]>([
    ["NO", "company", {}, { sku: "G-0.25", rate: "0" }, "3105", "export"],
    ["DE", "private", {}, { sku: "G-0.25" }, "3106", "eu-consumer"],
  ])("a sale to %s, a %s, is told as what it is", (country, kind, more, sold, account, sale) => {
    const one = predicted(country, [{ price: "100.00", ...sold }], {
      ...abroad(country, {}, kind),
      ...more,
    })();
    expect(revenueOf(one)).toEqual([{ account, coding: "goods 0.25", sale }]);
  });

  test("rates of one account under OSS are one line, which gives each reason once", () => {
    const one = predicted(
      "NL",
      [
        { price: "100.00", sku: "O-0.25", rate: "0.21" },
        { price: "50.00", sku: "O-0.12", rate: "0.09" },
        { kind: "shipping", price: "10.00", rate: "0.21" },
      ],
      OSS,
    )({ codings: CODINGS.map((coding) => ({ ...coding, name: "one" })) });
    expect(shown(one)).toEqual([
      "receivable ? 187.60 0.00 -",
      "revenue 3109 0.00 160.00 OSS",
      "vat ? 0.00 4.50 -",
      "vat ? 0.00 23.10 -",
    ]);
    const [, revenue] = one.lines;
    expect(revenue?.lines.toSorted()).toEqual([1, 2, 3]);
    expect(revenue?.reasons.map(({ params }) => [params["coding"], params["sale"]])).toEqual([
      ["one", "oss"],
    ]);
  });

  test("an article that isn't marked for OSS, or one at home that is, is none of it", () => {
    const sold = [{ price: "100.00", sku: "O-0.25", rate: "0.21" }];
    const unmarked = {
      ...articles,
      "O-0.25": { kind: "found" as const, article: article("O-0.25", "0.25") },
    };
    expect(revenueOf(predicted("NL", sold, OSS)({ articles: unmarked }))).toEqual([
      { account: "3106", coding: "goods 0.25", sale: "eu-consumer" },
    ]);
    expect(revenueOf(posting([{ price: "100.00", sku: "O-0.25" }]))).toEqual([
      { account: "3001", coding: "goods 0.25", sale: "domestic" },
    ]);
  });
});

describe("VAT", () => {
  test("of a code whose account isn't told has none", () => {
    const chart = new Map([[3001, { name: "Sales", vat: vat("SE25", "0.25", null) }]]);
    const one = posting([{ price: "100.00" }], {}, { chart });
    expect([shown(one)[2], one.lines[2]?.reasons]).toEqual([
      "vat ? 0.00 25.00 -",
      [unknown("vat")],
    ]);
  });

  test("of one rate on several accounts may have its cents otherwise", () => {
    const one = posting(
      [{ price: "100.00" }, { price: "60.00", sku: "S-0.25" }],
      {},
      { chart: new Map([...CHART, [3041, { name: "Services", vat: null }]]) },
    );
    expect(shown(one).slice(3)).toEqual(["vat 2611 0.00 25.00 -", "vat ? 0.00 15.00 -"]);
    expect(withins(one)).toEqual([null, null, null, "0.02", "0.02"]);
    const cents = { code: "posting-cents-unknown", params: { rate: "0.25" } };
    expect(one.lines.slice(3).map(({ reasons }) => reasons)).toEqual([
      [expect.objectContaining({ code: "posting-by-vat-code" }), cents],
      [unknown("vat"), cents],
    ]);
  });

  test("accounts of two rates on one sales account add up, those of no rate stay apart", () => {
    const one = posting([{ price: "100.00" }, { price: "10.00", rate: "0.12" }], {
      codings: codings.map((coding) => ({ ...coding })),
    });
    expect(shown(one)).toEqual([
      "receivable ? 136.20 0.00 -",
      "revenue 3001 0.00 110.00 SE25",
      "vat ? 0.00 1.20 -",
      "vat 2611 0.00 25.00 -",
    ]);
    expect(revenueOf(one)).toHaveLength(1);
    expect(one.lines[1]?.lines.toSorted()).toEqual([1, 2]);
    expect(whys(one)[1]).toEqual(["posting-by-coding", "posting-by-coding"]);
  });

  test("that the ledger may round by rows or by rates differs by what lies between, until it is learnt", () => {
    const sold = Array.from({ length: 3 }, () => ({ price: "0.10" }));
    const under = (vatRounding: "row" | "rate" | null, of: readonly Sold[] = sold) =>
      posting(of, { learnt: { ...learnt(), vatRounding } });
    const open = under(null);
    const told = { code: "posting-rounding-unknown", params: { rate: "0.25", most: "0.01" } };
    // What closes the order to the cent stands for no line of it, and is exact.
    expect(open.lines.map(({ role, account, lines }) => [role, account, lines])).toEqual([
      ["receivable", null, []],
      ["revenue", 3004, []],
      ["revenue", 3001, [1, 2, 3]],
      ["vat", 2611, [1, 2, 3]],
    ]);
    expect(withins(open)).toEqual([null, null, "0.01", "0.01"]);
    expect(open.lines.slice(2).map(({ reasons }) => reasons.at(-1))).toEqual([told, told]);
    for (const one of [under("row"), under("rate"), under(null, [{ price: "100.00" }])]) {
      expect(withins(one).filter((within) => within !== null)).toEqual([]);
      expect(whys(one).flat()).not.toContain("posting-rounding-unknown");
    }
  });
});

describe("where prices include VAT", () => {
  test("one account has what the rate comes to, and nothing of it is open", () => {
    // By rows it would be 2.37.
    const one = inclusive(
      Array.from({ length: 3 }, () => ({ price: "0.99" })),
      "rate",
      "rate",
    );
    expect(shown(one).slice(1)).toEqual(["revenue 3001 0.00 2.38 SE25", "vat 2611 0.00 0.59 -"]);
    expect([whys(one)[1], withins(one)]).toEqual([["posting-by-coding"], [null, null, null]]);
  });

  test("accounts of one rate have the net of their rows where the ledger rounds those", () => {
    const sold = [
      ...Array.from({ length: 5 }, () => ({ price: "0.99" })),
      { price: "100.00", sku: "S-0.25" },
    ];
    expect(shown(inclusive(sold, "row")).slice(1, 3)).toEqual([
      "revenue 3001 0.00 3.95 SE25",
      "revenue 3041 0.00 80.00 SE25",
    ]);
  });

  test("else they share the net by what they come to, and the last has the rest", () => {
    const one = inclusive([{ price: "0.63" }, { price: "0.63", sku: "S-0.25" }], "rate", "rate");
    expect(shown(one).slice(1)).toEqual([
      "revenue 3001 0.00 0.51 SE25",
      "revenue 3041 0.00 0.50 SE25",
      "vat 2611 0.00 0.25 -",
    ]);
    expect(one.lines[1]?.reasons[1]).toEqual({
      code: "posting-cents-unknown",
      params: { rate: "0.25" },
    });
  });

  test("rows without VAT are exact", () => {
    const one = inclusive(
      [
        { price: "10.00", rate: "0", sku: "G-0" },
        { price: "20.00", rate: "0", sku: "S-0" },
      ],
      "rate",
    );
    expect(withins(one)).toEqual(one.lines.map(() => null));
  });
});
