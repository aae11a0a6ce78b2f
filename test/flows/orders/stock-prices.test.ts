/** Pieces that move stock against their amount: all of it would be cents of an adjusting row. */
import { expect, test } from "vitest";
import type { Plan } from "../../../src/flows/orders/documents/plan-input.ts";
import { forCompany, forPerson, order, type Sold } from "./kit.ts";

const stock = (quantity: string, price: string): Sold => ({ quantity, price, sku: "W-0.25" });
const held = ({ kind, reasons }: Plan): unknown =>
  kind === "hold" ? reasons.map(({ code, params }) => [code, params]) : [];
const against = (quantity: string, amount: string) => [
  ["stock-price-below-zero", { line: 2, sku: "W-0.25", quantity, amount }],
];

test.each<[Sold, string, string]>([
  [stock("1", "-49.90"), "1", "-49.90"],
  [stock("-2", "-49.90"), "-2", "99.80"],
])("%j is held", (line, quantity, amount) => {
  const of = order([{ price: "200.00" }, line]);
  expect(held(forPerson(of))).toEqual(against(quantity, amount));
  expect(held(forCompany(of))).toEqual(against(quantity, amount));
});

test.each<[string, Sold]>([
  ["returned pieces", stock("-1", "49.90")],
  ["a free piece", stock("1", "0")],
  ["a surcharge", { ...stock("1", "49.90"), discount: "-0.1" }],
  ["a price below zero that moves no stock", { price: "-49.90" }],
])("%s is nothing to hold", (_, line) => {
  expect(held(forPerson(order([{ price: "200.00" }, line])))).toEqual([]);
});
