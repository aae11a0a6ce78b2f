/** Lines that pay the same documents: together one payment, and looked at together. */
import { expect, test } from "vitest";
import { clusters, type Due, together } from "../../../src/flows/payouts/shares.ts";

const due = (key: string, cents: number, ids: readonly string[], account = 1580): Due => ({
  keys: [key],
  label: key,
  on: "credit",
  account,
  amount: (cents / 100).toFixed(2),
  documents: ids.map((id) => ({ id, number: id })),
});

test("dues on one account that share a document are one, also by way of a third", () => {
  const dues = [
    due("a", 100, ["1"]),
    due("b", 200, ["2"]),
    due("c", 400, ["3"]),
    due("d", 800, ["1", "2"]),
    due("a", 1_600, ["1"], 1686),
  ];
  expect(together(dues)).toEqual([
    { ...due("a", 1_100, ["1", "2"]), keys: ["a", "b", "d"], label: "a, b, d" },
    due("c", 400, ["3"]),
    due("a", 1_600, ["1"], 1686),
  ]);
  expect(together(dues.toReversed()).map(({ amount }) => amount)).toEqual([
    "16.00",
    "11.00",
    "4.00",
  ]);
});

test("what one is registered for already is said of all", () => {
  const [one] = together([due("a", 100, ["1"]), { ...due("b", 100, ["1"]), registered: true }]);
  expect(one).toMatchObject({ registered: true, amount: "2.00" });
});

test("dues on several accounts that share a document are looked at together", () => {
  const [a, b, c, d] = [
    due("a", 1, ["1"]),
    due("b", 2, ["2"]),
    due("a", 4, ["1"], 1686),
    due("e", 8, ["1", "2"], 1687),
  ] as [Due, Due, Due, Due];
  expect(clusters([a, b, c])).toEqual([[a, c], [b]]);
  expect(clusters([a, b, c, d])).toEqual([[a, c, b, d]]);
});
