/** What a list's order comes to, for the comparison of both sides. */
import { expect, test } from "vitest";
import { readOrderHeads } from "../../src/asperion/orders.ts";
import { sumsOf } from "../../src/asperion/order-sums.ts";

const goods = {
  lineType: "Article",
  vatPercentage: 25,
  amountExclVat: 80,
  vatAmount: 20,
  amountInclVat: 100,
};
const card = (amountInclVat: number) => ({
  lineType: "GiftCard",
  vatPercentage: 0,
  amountExclVat: amountInclVat,
  vatAmount: 0,
  amountInclVat,
});
const order = (gross: number, lines: readonly object[] | null, more: object = {}) => ({
  currencyCode: "sek",
  amountInclVat: gross,
  vatAmount: 20,
  status: 2,
  creditsOrderId: null,
  lines: lines === null ? null : { _data: lines },
  ...more,
});

test("what a gift card paid was sold all the same", () => {
  expect(sumsOf(order(60, [goods, card(-40)]))).toEqual({
    currency: "SEK",
    gross: "100.00",
    vat: "20",
    credit: false,
    lines: 1,
    perRate: [{ rate: "0.25", net: "80.00", vat: "20.00" }],
  });
});

test("a gift card that was sold counts as it stands, and one that a credit takes back as well", () => {
  expect(sumsOf(order(140, [goods, card(40)]))).toMatchObject({ gross: "140", lines: 2 });
  expect(sumsOf(order(-140, [goods, card(-40)], { creditsOrderId: 7 }))).toMatchObject({
    gross: "-140",
    credit: true,
    lines: 2,
  });
});

test("a currency with blanks is the one that the order is booked in", () => {
  expect(sumsOf(order(100, [goods], { currencyCode: " eur " }))?.currency).toBe("EUR");
});

test("a list without lines says nothing of cards", () => {
  expect(sumsOf(order(60, null))).toMatchObject({ gross: "60", perRate: null, lines: 0 });
});

const free = {
  lineType: "Shipping",
  vatPercentage: 0,
  amountExclVat: 20,
  vatAmount: 0,
  amountInclVat: 20,
};
const discounted = (sign: 1 | -1, more: object = {}): object => {
  const turned = (line: typeof goods) => ({
    ...line,
    amountExclVat: line.amountExclVat * sign,
    vatAmount: line.vatAmount * sign,
    amountInclVat: line.amountInclVat * sign,
  });
  return order(
    114 * sign,
    [
      turned(goods),
      turned(free),
      { lineType: "Text", vatPercentage: null, amountExclVat: null, vatAmount: null },
    ],
    { vatAmount: 19 * sign, discountPercentage: 5, ...more },
  );
};

test("a discount of the whole order is spread over its rates, so that each rate has what was charged at it", () => {
  const perRate = [
    { rate: "0.25", net: "76.00", vat: "19.00" },
    { rate: "0", net: "19.00", vat: "0.00" },
  ];
  expect(sumsOf(discounted(1))?.perRate).toEqual(perRate);
  expect(sumsOf(discounted(-1, { creditsOrderId: 7 }))?.perRate).toEqual(
    perRate.map(({ rate, net, vat }) => ({
      rate,
      net: `-${net}`,
      vat: vat === "0.00" ? vat : `-${vat}`,
    })),
  );
});

test("a rate at which more came back than was sold gives back its part of the discount", () => {
  const back = {
    ...goods,
    vatPercentage: 12,
    amountExclVat: -10,
    vatAmount: -1.2,
    amountInclVat: -11.2,
  };
  const sums = sumsOf(order(79.92, [goods, back], { vatAmount: 16.92, discountPercentage: 10 }));
  expect(sums?.perRate).toEqual([
    { rate: "0.25", net: "72.00", vat: "18.00" },
    { rate: "0.12", net: "-9.00", vat: "-1.08" },
  ]);
});

test("a discount that isn't what the lines lack, or that nobody names, says nothing by rate", () => {
  expect(sumsOf(discounted(1, { discountPercentage: 6 }))?.perRate).toBeNull();
  expect(sumsOf(discounted(1, { discountPercentage: null }))?.perRate).toBeNull();
});

test("an order that credits nothing, said with 0, is no credit", () => {
  expect(sumsOf(order(60, [goods, card(-40)], { creditsOrderId: 0 }))).toMatchObject({
    gross: "100.00",
    credit: false,
  });
});

const crumb = {
  lineType: "Article",
  vatPercentage: 25,
  amountExclVat: 0.1,
  vatAmount: 0.02,
  amountInclVat: 0.12,
};

test.each([
  // 0.048 in 0.24: rounded once it is 0.05, and a cent less was sold.
  [true, 0.24, { net: "0.19", vat: "0.05" }],
  // 0.05 on 0.20: a cent more was charged.
  [false, 0.25, { net: "0.20", vat: "0.05" }],
])(
  "VAT that the shop rounds once for each rate is the head's (prices include VAT: %s)",
  (pricesIncludeVat, gross, figures) => {
    const head = { vatAmount: 0.05, pricesIncludeVat };
    expect(sumsOf(order(gross, [crumb, crumb], head))?.perRate).toEqual([
      { rate: "0.25", ...figures },
    ]);
  },
);

test("a list adds them up only for whoever asks, as that takes longer than reading it", () => {
  const head = { id: 1, orderNumber: "1", date: "2026-03-01T10:00:00" };
  const _data = [order(100, [goods], head)];
  const answer = {
    body: { _meta: { administrationId: 1, administrationName: "A", totalCount: 1 }, _data },
  } as never;
  const read = (summed?: boolean) => {
    const page = readOrderHeads(answer, 1, summed);
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    return page.value.items[0];
  };
  expect(read()).not.toHaveProperty("sums");
  expect(read(true)).toMatchObject({ ...read(), sums: { gross: "100", lines: 1 } });
});
