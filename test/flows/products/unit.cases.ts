/** The unit of an article: which the shop has, as data like the cases beside it. */
import type { Case } from "./cases.ts";

const field = (name: string, rule: Record<string, unknown>): Record<string, unknown> => ({
  fields: { [name]: rule },
});

export const UNITS: readonly Case[] = [
  {
    name: "the unit of the ledger follows into the shop's field for it",
    steps: [{ ledger: {} }, { ledger: { unit: "pair" } }],
    writes: 2,
    codes: ["product-updated"],
    shop: { unit: "pair" },
  },
  {
    name: "a unit that the ledger takes away is emptied where we had filled it",
    steps: [{ ledger: {} }, { ledger: { unit: null } }],
    writes: 2,
    shop: { unit: null },
  },
  {
    name: "a unit longer than the shop's field is cut, and told of",
    steps: [{ ledger: { unit: "bundle of twenty-four pieces" } }],
    writes: 1,
    codes: ["product-text-shortened"],
    shop: { unit: "bundle of twenty-fou" },
  },
  {
    name: "the unit in another language, by an expression",
    settings: field("unit", { expression: 'unit == "pcs" ? "stuks" : coalesce(unit, "")' }),
    steps: [{ ledger: {} }],
    writes: 1,
    shop: { unit: "stuks" },
  },
  {
    name: "no unit where it isn't to be sent: what the shop has stays",
    settings: field("unit", { from: "none" }),
    steps: [{ ledger: {} }, { shop: { unit: "box" } }, { ledger: { unit: "pair", name: "Hat" } }],
    writes: 2,
    shop: { unit: "box", name: "Hat" },
  },
];
