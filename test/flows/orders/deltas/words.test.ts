/**
 * The words on what an edit or a credit leaves, adds or takes back: those of the same piece, or
 * none, in whose place the article's own name stands.
 */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../../src/domain/orders/order.ts";
import { lessCredits } from "../../../../src/flows/orders/documents/credits/order-credit.ts";
import { contentOf, differenceOf } from "../../../../src/flows/orders/booked/booked-vs-charged.ts";
import { partAsOrder } from "../../../../src/flows/orders/documents/deltas/delta-part.ts";
import { order, type Sold } from "../kit.ts";

const ANNA: Sold = { price: "100.00", text: "Ring, Anna" };
const BO: Sold = { price: "120.00", text: "Ring, Bo" };
const CLARA: Sold = { price: "100.00", text: "Ring, Clara" };

function edited(before: readonly Sold[], after: readonly Sold[]) {
  const now = order(after);
  const difference = differenceOf([{ content: contentOf(order(before)), sign: 1 }], contentOf(now));
  if (difference.kind !== "parts") throw new Error("not by figures");
  const words = (part: typeof difference.reduction): readonly string[] =>
    part === null ? [] : partAsOrder(now, part, "2026-11-24").lines.map(({ text }) => text);
  return { credited: words(difference.reduction), invoiced: words(difference.addition) };
}

describe("an edit after booking", () => {
  test("what was removed hasn't the words of another piece of the article", () => {
    expect(edited([ANNA, BO], [ANNA])).toEqual({ credited: [""], invoiced: [] });
  });

  test("what was added has its own", () => {
    expect(edited([ANNA], [ANNA, BO])).toEqual({ credited: [], invoiced: ["Ring, Bo"] });
  });

  test("of several at one price nobody knows which was added", () => {
    expect(edited([ANNA], [ANNA, CLARA])).toEqual({ credited: [], invoiced: [""] });
  });

  test("fewer pieces of a line keep its words", () => {
    const mugs = (quantity: string): Sold => ({ price: "50.00", quantity, text: "A blue mug" });
    expect(edited([mugs("3"), BO], [mugs("1"), BO]).credited).toEqual(["A blue mug"]);
  });

  test("shipping keeps its words at another price", () => {
    const shipping = (price: string): Sold => ({ kind: "shipping", price, text: "By bicycle" });
    expect(edited([ANNA, shipping("49.00")], [ANNA, shipping("29.00")])).toEqual({
      credited: ["By bicycle"],
      invoiced: ["By bicycle"],
    });
  });
});

describe("a sales order that a credit lowers", () => {
  const left = (placed: Order, credit: readonly Sold[]): readonly string[] => {
    const less = lessCredits(placed, [
      { ...contentOf(order(credit)), paidBack: null, ordered: null },
    ]);
    if (!less.ok) throw new Error(less.error.code);
    return less.value.lines.map(({ text }) => text);
  };

  test("leaves each piece its words", () => {
    expect(left(order([ANNA, BO]), [ANNA])).toEqual(["Ring, Bo"]);
    expect(left(order([ANNA, BO]), [BO])).toEqual(["Ring, Anna"]);
  });

  test("leaves those that it doesn't touch as they are", () => {
    const tea: Sold = { price: "30.00", rate: "0.12", text: "Tea" };
    expect(left(order([ANNA, CLARA, tea]), [tea])).toEqual(["Ring, Anna", "Ring, Clara"]);
  });

  test("keeps texts before the lines that they are of", () => {
    const text = (words: string): Sold => ({ kind: "text", price: "0", rate: "0", text: words });
    const tea: Sold = { price: "30.00", rate: "0.12", quantity: "2", text: "Tea" };
    const placed = order([text("Gifts:"), tea, text("For the house:"), ANNA, BO]);
    expect(left(placed, [{ ...tea, quantity: "1" }, ANNA])).toEqual([
      "Gifts:",
      "Tea",
      "For the house:",
      "Ring, Bo",
    ]);
  });

  test("says none where nobody knows which of two came back", () => {
    expect(left(order([ANNA, CLARA]), [ANNA])).toEqual([""]);
  });
});
