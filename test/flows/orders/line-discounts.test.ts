/** When a line's own discount stands apart, and that nothing is lost between both rows. */
import { expect, test } from "vitest";
import type { OrderLine } from "../../../src/domain/orders/order.ts";
import { linesToPlan } from "../../../src/flows/orders/money/lines.ts";
import { order, settings } from "./kit.ts";

const APART = settings({ orders: { lineDiscounts: "apart" } });

/** Kind, net, VAT and gross of the rows that become of a line with these figures. */
function rowsOf(figures: Partial<OrderLine>): readonly string[] {
  const placed = order([{ price: "100.00", discount: "0.1" }]);
  const lines = placed.lines.map((line) => ({ ...line, ...figures }));
  return linesToPlan({ ...placed, lines }, APART, {}).rows.map(
    ({ kind, discount, net, vat, gross }) => [kind, discount, net, vat, gross].join(" "),
  );
}

test.each([
  ["a discount", {}, ["article 0 80.00 20.00 100.00", "discount 0 -8.00 -2.00 -10.00"]],
  [
    "one whose VAT rounds",
    { price: "9.99", net: "7.19", vat: "1.80", gross: "8.99" },
    ["article 0 7.99 2.00 9.99", "discount 0 -0.80 -0.20 -1.00"],
  ],
  ["no discount", { discount: "0" }, ["article 0 72.00 18.00 90.00"]],
  ["a price that isn't above what is left", { price: "90.00" }, ["article 0.1 72.00 18.00 90.00"]],
  ["a price below what is left", { price: "80.00" }, ["article 0.1 72.00 18.00 90.00"]],
  ["a price on the other side of nothing", { price: "-500.00" }, ["article 0.1 72.00 18.00 90.00"]],
  [
    "a price that no row can have",
    { price: "99999999999", quantity: "9" },
    ["article 0.1 72.00 18.00 90.00"],
  ],
  [
    "figures that aren't money",
    { net: "72.0001", gross: "90.0001" },
    ["article 0.1 72.0001 18.00 90.0001"],
  ],
  ["a line of words", { kind: "text" }, ["text 0.1 72.00 18.00 90.00"]],
  ["a gift card", { kind: "gift-card" }, ["gift-card 0.1 72.00 18.00 90.00"]],
  ["a discount line", { kind: "discount" }, ["discount 0.1 72.00 18.00 90.00"]],
] as const)("%s", (_, figures, rows) => {
  expect(rowsOf(figures)).toEqual(rows);
});
