import { expect, test } from "vitest";
import { placeBody } from "./order-body.ts";
import { buildOrder } from "./order-build.ts";
import { readDraft } from "./order-draft.ts";
import type { Order } from "./order-types.ts";
import { DEMO_SHOP, seed } from "./seed.ts";
import type { VatRounding } from "./totals.ts";

function figures(body: Record<string, unknown>, rounding: VatRounding = "line"): Order {
  const books = seed().books.get(DEMO_SHOP);
  if (books === undefined) throw new Error("no demo shop");
  const { notify: _notify, administrationId: _id, ...given } = placeBody.parse(body);
  const draft = readDraft(given, { books, id: 9, now: "2026-03-01T12:00:00" });
  if (typeof draft === "string") throw new Error(draft);
  return buildOrder(draft, { id: 9, dateLastChange: null, rounding });
}

test("a line is quantity times price less its discount, and VAT on top of that", () => {
  const order = figures({
    lines: [{ articleCode: "TSHIRT", quantity: 3, price: 19.99, discountPercentage: 10 }],
  });
  expect(order.lines[0]).toMatchObject({
    amountExclVat: 53.97,
    vatAmount: 13.49,
    amountInclVat: 67.46,
  });
  expect(order).toMatchObject({
    amountExclVat: 53.97,
    vatAmount: 13.49,
    amountInclVat: 67.46,
    amountPaid: 67.46,
  });
});

test("where prices include VAT the gross is exact and the VAT is taken out of it", () => {
  const order = figures({
    pricesIncludeVat: true,
    lines: [{ articleCode: "POSTER", quantity: 1, price: 9.99 }],
  });
  expect(order).toMatchObject({ amountExclVat: 8.26, vatAmount: 1.73, amountInclVat: 9.99 });
});

test("half a cent is rounded up in size, in decimal and not in binary", () => {
  const order = figures({
    lines: [
      { articleCode: "MUG", price: 1.005 },
      { articleCode: "MUG", price: -1.005 },
    ],
  });
  expect(order.lines.map((line) => line.amountExclVat)).toEqual([1.01, -1.01]);
});

test("rounding once for each rate gives another head than rounding each line", () => {
  const lines = Array.from({ length: 10 }, () => ({ articleCode: "MUG", price: 0.1 }));
  expect(figures({ lines }, "line")).toMatchObject({
    amountExclVat: 1,
    vatAmount: 0.3,
    amountInclVat: 1.3,
  });
  expect(figures({ lines }, "rate")).toMatchObject({
    amountExclVat: 1,
    vatAmount: 0.25,
    amountInclVat: 1.25,
  });
});

test("with prices including VAT both ways of rounding leave the gross alone", () => {
  const lines = Array.from({ length: 7 }, () => ({ articleCode: "MUG", price: 0.99 }));
  expect(figures({ pricesIncludeVat: true, lines }, "line")).toMatchObject({
    amountInclVat: 6.93,
    vatAmount: 1.4,
    amountExclVat: 5.53,
  });
  expect(figures({ pricesIncludeVat: true, lines }, "rate")).toMatchObject({
    amountInclVat: 6.93,
    vatAmount: 1.39,
    amountExclVat: 5.54,
  });
});

test("a discount on the head is spread over the rates of the gross", () => {
  const order = figures({
    pricesIncludeVat: true,
    discountPercentage: 10,
    lines: [
      { articleCode: "TSHIRT", price: 100 },
      { articleCode: "TEA", price: 50 },
      { articleCode: "BOOK", price: 33.33 },
    ],
  });
  // 183.33 less 18.33; per rate 90.00, 45.00 and 30.00.
  expect(order).toMatchObject({ amountInclVat: 165, vatAmount: 24.52, amountExclVat: 140.48 });
  expect(order.lines.map((line) => line.amountInclVat)).toEqual([100, 50, 33.33]);
});

test("every cent of a head discount lands on a rate", () => {
  const lines = ["TEA", "TSHIRT", "BOOK"].map((articleCode) => ({ articleCode, price: 10.08 }));
  // 3.02 over three equal shares of 1.00 and two thirds of a cent: 9.07, 9.07 and 9.08 are left.
  expect(figures({ pricesIncludeVat: true, discountPercentage: 10, lines })).toMatchObject({
    amountInclVat: 27.22,
    vatAmount: 3.29,
  });
});

test("a used gift card is a negative line inside the total, and paid counts money only", () => {
  const order = figures({
    pricesIncludeVat: true,
    paymentStatus: "Paid",
    lines: [
      { articleCode: "TSHIRT", price: 25 },
      { lineType: "GiftCard", price: -25 },
    ],
  });
  expect(order).toMatchObject({ amountInclVat: 0, amountPaid: 0, vatAmount: 5 });
});

test("a dishonest source can be made: forced figures stand beside computed ones", () => {
  const order = figures({
    force: { amountInclVat: 99.99 },
    lines: [{ articleCode: "TSHIRT", force: { vatAmount: 1 } }],
  });
  expect(order.lines[0]).toMatchObject({ amountExclVat: 20, vatAmount: 1, amountInclVat: 25 });
  expect(order).toMatchObject({ amountExclVat: 20, vatAmount: 5, amountInclVat: 99.99 });
});
