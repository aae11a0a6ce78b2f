import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { Plan, PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import {
  codingId,
  documentOf,
  forCompany,
  codesOf,
  forPerson,
  learnt,
  order,
  systemArticles,
  rowsOf,
  type Sold,
  shown,
} from "./kit.ts";

/** Prices with VAT at the source, as shops show them. */
const ofCompany = (
  sold: readonly Sold[],
  fields: Partial<Order> = {},
  rest: Partial<PlanInput> = {},
) => documentOf(forCompany(order(sold, fields), rest));
const ofPerson = (
  sold: readonly Sold[],
  fields: Partial<Order> = {},
  rest: Partial<PlanInput> = {},
) => documentOf(forPerson(order(sold, fields), rest));

const never = (): never => {
  throw new Error("no document");
};

describe("amounts that no net of two decimals reaches", () => {
  it("100.00 with 21 % VAT: the net and a cent without VAT", () => {
    const document = ofCompany([{ price: "100.00", rate: "0.21" }]);
    expect(shown(document.rows)).toEqual(["1 × 82.64 = 82.64", "1 × 0.01 = 0.01"]);
    expect(rowsOf(document, "closing").map((row) => [row.articleId, row.vatRate])).toEqual([
      ["own-closing", "0"],
    ]);
    expect(document.prediction.rate).toMatchObject({ net: "82.65", vat: "17.35", gross: "100.00" });
  });

  it("149.99 and 49.98 with 25 %: 199.97, which rows alone can't make", () => {
    const document = ofCompany([{ price: "149.99" }, { price: "49.98" }]);
    expect(shown(document.rows)).toEqual([
      "1 × 119.99 = 119.99",
      "1 × 39.98 = 39.98",
      "1 × 0.01 = 0.01",
    ]);
    expect(document.prediction.rate.gross).toBe("199.97");
  });

  it("3 × 33.33 with 25 %: the quantity stays, the cents go on rows of their own", () => {
    const document = ofCompany([{ price: "33.33", quantity: "3", sku: "W-0.25" }]);
    expect(shown(document.rows)).toEqual(["3 × 26.66 = 79.98", "1 × 0.01 = 0.01"]);
    expect(rowsOf(document, "adjusting").map((row) => row.articleId)).toEqual([
      `own-adjusting-${codingId("0.25")}`,
    ]);
    expect(document.prediction.rate.gross).toBe("99.99");
  });

  it("downwards the closing row has quantity -1 and never a negative price", () => {
    const down = ofCompany(
      [
        { price: "1.99", rate: "0.06" },
        { price: "1.99", rate: "0.06" },
      ],
      {},
      { learnt: learnt("rate") },
    );
    expect(shown(rowsOf(down, "closing"))).toEqual(["-1 × 0.01 = -0.01"]);
    expect(down.prediction.rate.gross).toBe("3.98");
  });
});

describe("a closing row", () => {
  // By row 3 × (26.66 + 6.67) is 99.99; by rate 79.98 + 20.00 lacks a cent.
  const three = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }];
  it("is made for the way of rounding that was learnt", () => {
    const [byRow, byRate] = (["row", "rate"] as const).map((way) =>
      ofCompany(three, {}, { learnt: learnt(way) }),
    );
    expect([
      byRow?.rounding,
      shown(rowsOf(byRow ?? never(), "closing")),
      byRow?.prediction.row.gross,
    ]).toEqual(["row", [], "99.99"]);
    expect([
      byRate?.rounding,
      shown(rowsOf(byRate ?? never(), "closing")),
      byRate?.prediction.rate.gross,
    ]).toEqual(["rate", ["1 × 0.01 = 0.01"], "99.99"]);
  });

  it("is made by rate while nothing was learnt", () => {
    expect(ofCompany(three, {}, { learnt: { ...learnt(), vatRounding: null } }).rounding).toBe(
      "rate",
    );
  });

  it("isn't made where there is no VAT", () => {
    const document = ofCompany([{ price: "33.33", quantity: "3", rate: "0" }]);
    expect(shown(document.rows)).toEqual(["3 × 33.33 = 99.99"]);
  });

  it("isn't made for the head's own cent either where there is no VAT: an adjusting row reaches it", () => {
    const document = ofCompany([{ price: "33.33", quantity: "3", rate: "0" }], {
      net: "100.00",
      gross: "100.00",
    });
    expect([rowsOf(document, "closing").length, shown(rowsOf(document, "adjusting"))]).toEqual([
      0,
      ["1 × 0.01 = 0.01"],
    ]);
  });

  it("isn't made where prices include VAT", () => {
    expect(shown(ofPerson([{ price: "100.00", rate: "0.21" }]).rows)).toEqual(["1 × 100 = 100.00"]);
  });
});

describe("discounts that a fraction of four decimals can't say", () => {
  it.each([
    ["1000.00", "0.33333", "666.67"],
    ["4999.00", "0.12345", "4381.87"],
  ])("%s less %s is folded into the price: %s", (price, discount, folded) => {
    const [row] = ofPerson([{ price, discount }]).rows;
    expect([row?.quantity, row?.unitPrice, row?.discount, row?.amount]).toEqual([
      "1",
      String(Number(folded)),
      "0",
      folded,
    ]);
  });

  it("where no form is exact, the nearest one is written, and the rest is small", () => {
    // 3 × 1000.03 less 12.345 % is 2629.73: 0.1235 lacks 0.15, a third of it is a cent too much.
    expect(
      shown(ofPerson([{ price: "1000.03", quantity: "3", discount: "0.12345" }]).rows),
    ).toEqual(["3 × 876.58 = 2629.74", "-1 × 0.01 = -0.01"]);
  });

  it("a discount that fits stays visible", () => {
    expect(shown(ofPerson([{ price: "100.00", quantity: "2", discount: "0.1" }]).rows)).toEqual([
      "2 × 100 -0.1 = 180.00",
    ]);
  });
});

describe("quantities and prices", () => {
  it("0.125 kg × 79.90 = 9.99 keeps its quantity", () => {
    expect(shown(ofPerson([{ price: "79.90", quantity: "0.125" }]).rows)).toEqual([
      "0.125 × 79.9 = 9.99",
    ]);
  });

  it("40 × 0.0375 = 1.50: the price is as near as can be, one adjusting row makes it exact", () => {
    const document = ofPerson([{ price: "0.0375", quantity: "40", sku: "W-0.25" }]);
    expect(shown(document.rows)).toEqual(["40 × 0.04 = 1.60", "-1 × 0.1 = -0.10"]);
  });

  it("a quantity of more than four decimals is rounded and recorded, the amount stays", () => {
    const plan = forPerson(order([{ price: "300.00", quantity: "0.33333" }]));
    const document = documentOf(plan);
    expect([document.rows[0]?.quantity, document.prediction.rate.gross]).toEqual([
      "0.3333",
      "100.00",
    ]);
    expect(plan.reasons).toContainEqual({
      code: "quantity-rounded",
      params: { line: 1, source: "0.33333", written: "0.3333", decimals: 4 },
    });
  });

  it("a stock article with a negative price is held: nothing is booked into the warehouse by a price", () => {
    expect(
      codesOf(forPerson(order([{ price: "100.00" }, { price: "-10.00", sku: "W-0.25" }]))),
    ).toEqual(["stock-price-below-zero"]);
  });

  it("a returned stock article keeps its negative quantity", () => {
    expect(
      shown(
        ofPerson([{ price: "100.00" }, { price: "40.00", quantity: "-1", sku: "W-0.25" }]).rows,
      ),
    ).toEqual(["1 × 100 = 100.00", "-1 × 40 = -40.00"]);
  });

  it("a free line stays, with a price of nothing, at whatever rate the shop gave it", () => {
    expect(
      shown(ofPerson([{ price: "100.00" }, { price: "0", sku: "G-0.25", rate: "0" }]).rows),
    ).toEqual(["1 × 100 = 100.00", "1 × 0 = 0.00"]);
  });
});

describe("adjusting rows", () => {
  it("there is one for each coding: goods and services of one rate apart", () => {
    const document = ofCompany([
      { price: "33.33", quantity: "3" },
      { price: "33.33", quantity: "3" },
      { price: "33.33", quantity: "3", sku: "S-0.25" },
    ]);
    expect(rowsOf(document, "adjusting").map((row) => [row.articleId, row.amount])).toEqual([
      [`own-adjusting-${codingId("0.25")}`, "0.02"],
      [`own-adjusting-${codingId("0.25", "service")}`, "0.01"],
    ]);
  });

  it("a head that differs from its lines by rounding is put on the largest group, where prices include VAT", () => {
    const document = ofPerson([{ price: "100.00" }, { price: "20.00", rate: "0.12" }], {
      gross: "120.01",
      net: "97.86",
      vat: "22.15",
    });
    expect(
      rowsOf(document, "adjusting").map((row) => [row.articleId, row.vatRate, row.amount]),
    ).toEqual([[`own-adjusting-${codingId("0.25")}`, "0.25", "0.01"]]);
    expect(document.prediction.rate.gross).toBe("120.01");
  });

  it("where prices exclude VAT the closing row takes that difference", () => {
    const document = ofCompany([{ price: "100.00" }, { price: "20.00", rate: "0.12" }], {
      gross: "120.01",
      net: "97.86",
      vat: "22.15",
    });
    expect([rowsOf(document, "adjusting").length, shown(rowsOf(document, "closing"))]).toEqual([
      0,
      ["1 × 0.01 = 0.01"],
    ]);
  });

  it("an order of system articles only takes the head's cent on the same article", () => {
    const document = ofPerson([{ kind: "shipping", price: "49.00" }], {
      gross: "49.01",
      net: "39.21",
      vat: "9.80",
    });
    expect(rowsOf(document, "adjusting").map((row) => [row.articleId, row.amount])).toEqual([
      ["own-shipping-0.25", "0.01"],
    ]);
    const less = ofPerson(
      [
        { kind: "discount", price: "-9.00" },
        { kind: "shipping", price: "49.00" },
      ],
      { gross: "40.01", net: "32.01", vat: "8.00" },
    );
    expect(rowsOf(less, "adjusting").map((row) => [row.articleId, row.amount])).toEqual([
      ["own-shipping-0.25", "0.01"],
    ]);
  });
});

describe("shipping", () => {
  it("below 1.00 counts as any other line", () => {
    const document = ofPerson([
      { price: "100.00" },
      { kind: "shipping", price: "0.49", text: "Post" },
    ]);
    expect(document.rows[1]).toMatchObject({
      articleId: "own-shipping-0.25",
      quantity: "1",
      unitPrice: "0.49",
      amount: "0.49",
      text: "Post",
    });
    expect(document.prediction.rate.gross).toBe("100.49");
  });

  it("has the article of its line's SKU where that exists, else the own one of its rate", () => {
    const [known, unknown] = [
      { kind: "shipping", price: "49.00", sku: "S-0.25" },
      { kind: "shipping", price: "49.00", sku: "PORTO", rate: "0.12" },
    ] as const;
    const document = documentOf(
      forPerson(order([known, unknown]), {
        articles: {
          "S-0.25": {
            kind: "found",
            article: {
              id: "article-S",
              number: "S-0.25",
              name: "Freight",
              codingId: codingId("0.25", "service"),
              active: true,
              stock: false,
              service: true,
              usesOss: false,
            },
          },
          PORTO: { kind: "missing" },
        },
      }),
    );
    expect(document.rows.map((row) => row.articleId)).toEqual(["article-S", "own-shipping-0.12"]);
  });

  it("three parcels at an odd amount become one piece of the system article", () => {
    const document = ofCompany([{ kind: "shipping", price: "33.33", quantity: "3" }]);
    expect(document.rows[0]).toMatchObject({ quantity: "1", unitPrice: "79.99", role: "line" });
    expect(rowsOf(document, "adjusting")).toEqual([]);
  });
});

describe("a discount on the order", () => {
  it("as lines, one for each rate: quantity -1 of the discount article of that rate", () => {
    const lines: Sold[] = ["0.06", "0.12", "0.25"].flatMap((rate) => [{ price: "100.00", rate }]);
    const off: Sold[] = ["0.06", "0.12", "0.25"].map((rate) => ({
      kind: "discount",
      price: "-10.00",
      rate,
      text: "10 %",
    }));
    const document = ofPerson([...lines, ...off]);
    expect(
      document.rows.slice(3).map((row) => [row.articleId, row.quantity, row.unitPrice]),
    ).toEqual([
      ["own-discount-0.06", "-1", "10"],
      ["own-discount-0.12", "-1", "10"],
      ["own-discount-0.25", "-1", "10"],
    ]);
    expect(document.prediction.rate.gross).toBe("270.00");
  });

  const threeRates: Sold[] = [
    { price: "33.33", rate: "0.06" },
    { price: "33.33", rate: "0.12" },
    { price: "33.34", rate: "0.25" },
  ];
  it("at the head, is spread by largest remainder over the gross per rate", () => {
    // 10.01 of 100.00: 3.336…, 3.336…, 3.337…: the cents that are over go to the largest remainders.
    const document = ofPerson(threeRates, {
      headDiscount: "0.1001",
      gross: "89.99",
      net: "79.08",
      vat: "10.91",
    });
    expect(
      document.rows.slice(3).map((row) => [row.articleId, row.amount, row.sourceLine, row.text]),
    ).toEqual([
      ["own-discount-0.06", "-3.34", null, "10.01 %"],
      ["own-discount-0.12", "-3.33", null, "10.01 %"],
      ["own-discount-0.25", "-3.34", null, "10.01 %"],
    ]);
    expect(document.prediction.rate.gross).toBe("89.99");
  });

  it("at the head, of a company: exact all the same", () => {
    const document = ofCompany(threeRates, {
      headDiscount: "0.1001",
      gross: "89.99",
      net: "79.08",
      vat: "10.91",
    });
    expect(document.prediction.rate.gross).toBe("89.99");
  });

  it("at the head but already in the lines, is not taken off twice", () => {
    expect(ofPerson(threeRates, { headDiscount: "0.1" }).rows).toHaveLength(3);
  });

  it("at the head of no more than a cent is still a discount, and a head above its lines is none", () => {
    expect(
      ofPerson([{ price: "1.00" }], {
        headDiscount: "0.01",
        gross: "0.99",
        net: "0.79",
        vat: "0.20",
      }).rows.map((row) => [row.articleId, row.amount]),
    ).toEqual([
      ["article-G-0.25", "1.00"],
      ["own-discount-0.25", "-0.01"],
    ]);
    expect(
      rowsOf(
        ofPerson([{ price: "1.00" }], {
          headDiscount: "-0.01",
          gross: "1.01",
          net: "0.81",
          vat: "0.20",
        }),
        "adjusting",
      ),
    ).toHaveLength(1);
  });

  it("at the head that isn't what is missing, leaves a source that doesn't add up", () => {
    const plan = forPerson(
      order(threeRates, { headDiscount: "0.2", gross: "89.99", net: "79.08", vat: "10.91" }),
    );
    expect(plan).toMatchObject({
      kind: "hold",
      reasons: [{ code: "faulty-source-discount" }],
    });
  });
});

describe("an system article that is needed and missing", () => {
  const missing = (plan: Plan) =>
    plan.kind === "hold"
      ? plan.reasons.map(({ code, params }) => [
          code,
          params["article"],
          params["rate"],
          params["coding"],
        ])
      : [];
  it.each([
    ["shipping", [{ kind: "shipping", price: "49.00" }], "0.25", null],
    ["discount", [{ price: "49.00" }, { kind: "discount", price: "-9.00" }], "0.25", null],
    ["adjusting", [{ price: "33.33", quantity: "3" }], "0.25", codingId("0.25")],
    ["closing", [{ price: "100.00", rate: "0.21" }], "0", null],
  ] as const)("holds the order and is named: %s", (article, sold, rate, coding) => {
    const none = { ...systemArticles, [article]: article === "closing" ? null : {} };
    expect(missing(forCompany(order(sold), { systemArticles: none }))).toEqual([
      ["own-article-missing", article, rate, coding],
    ]);
  });

  it("is no matter where it isn't needed", () => {
    expect(
      forPerson(order([{ price: "100.00" }]), {
        systemArticles: { adjusting: {}, shipping: {}, discount: {}, closing: null },
      }).kind,
    ).toBe("write");
  });
});
