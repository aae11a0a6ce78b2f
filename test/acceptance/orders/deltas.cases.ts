/** Edits after booking. Figures of a credit are those of the sale that it takes back. */
import type { Sold } from "../../flows/orders/kit.ts";
import type { DeltaCase } from "./delta-case.ts";

const mug: Sold = { sku: "G-0.25", price: "100.00" };
const tea: Sold = { sku: "G-0.12", rate: "0.12", price: "56.00" };
const freight = (price: string): Sold => ({ kind: "shipping", price });
const off = (price: string, rate = "0.25"): Sold => ({
  kind: "discount",
  quantity: "-1",
  price,
  rate,
});
const times = (line: Sold, quantity: string): Sold => ({ ...line, quantity });
const none = { credit: null, invoice: null } as const;

export const LINES: readonly DeltaCase[] = [
  {
    name: "a line that was removed is credited",
    states: [[mug, tea], [mug]],
    expect: {
      ...none,
      credit: { gross: "56.00", vat: { "0.12": "6.00" }, rows: ["1 × 56 = 56.00"] },
    },
  },
  {
    name: "a line that was added is invoiced",
    states: [[mug], [mug, tea]],
    expect: {
      ...none,
      invoice: { gross: "56.00", vat: { "0.12": "6.00" }, rows: ["1 × 56 = 56.00"] },
    },
  },
  {
    name: "one that went and one that came are a credit and an invoice",
    states: [[mug], [tea]],
    expect: {
      credit: { gross: "100.00", vat: { "0.25": "20.00" } },
      invoice: { gross: "56.00", vat: { "0.12": "6.00" } },
    },
  },
  {
    name: "fewer pieces of a line are credited as pieces",
    states: [[times(mug, "5")], [times(mug, "3")]],
    expect: {
      ...none,
      credit: { gross: "200.00", vat: { "0.25": "40.00" }, rows: ["2 × 100 = 200.00"] },
    },
  },
  {
    name: "more pieces are invoiced as pieces",
    states: [[times(mug, "3")], [times(mug, "5")]],
    expect: {
      ...none,
      invoice: { gross: "200.00", vat: { "0.25": "40.00" }, rows: ["2 × 100 = 200.00"] },
    },
  },
  {
    name: "another price: the old line is taken back whole, and the new one invoiced whole",
    states: [[mug], [{ ...mug, price: "80.00" }]],
    expect: {
      credit: { gross: "100.00", vat: { "0.25": "20.00" } },
      invoice: { gross: "80.00", vat: { "0.25": "16.00" } },
    },
  },
  {
    name: "another discount of the line, the same way",
    states: [[{ ...mug, discount: "0.1" }], [{ ...mug, discount: "0.2" }]],
    expect: {
      credit: { gross: "90.00", vat: { "0.25": "18.00" }, rows: ["1 × 100 -0.1 = 90.00"] },
      invoice: { gross: "80.00", vat: { "0.25": "16.00" }, rows: ["1 × 100 -0.2 = 80.00"] },
    },
  },
  {
    name: "shipping that became dearer is the old one back and the new one",
    states: [
      [mug, freight("4.90")],
      [mug, freight("9.90")],
    ],
    expect: {
      credit: { gross: "4.90", vat: { "0.25": "0.98" } },
      invoice: { gross: "9.90", vat: { "0.25": "1.98" } },
    },
  },
  {
    name: "shipping that became free is credited",
    states: [
      [mug, freight("4.90")],
      [mug, freight("0.00")],
    ],
    expect: { ...none, credit: { gross: "4.90", vat: { "0.25": "0.98" } } },
  },
  {
    name: "lines in another order, or with other words, are no change",
    states: [
      [mug, tea],
      [
        { ...tea, text: "Tea" },
        { ...mug, text: "Mug" },
      ],
    ],
    expect: none,
  },
  {
    name: "a line that was split in two is no change",
    states: [[times(mug, "5")], [times(mug, "2"), times(mug, "3")]],
    expect: none,
  },
  {
    name: "a company's edit is exact net of VAT, with the row that the ledger's rounding asks for",
    buyer: "company",
    states: [[{ sku: "G-0.21", rate: "0.21", price: "100.00" }, mug], [mug]],
    expect: {
      ...none,
      credit: {
        gross: "100.00",
        vat: { "0.21": "17.35" },
        rows: ["1 × 82.64 = 82.64", "1 × 0.01 = 0.01"],
      },
    },
  },
  {
    name: "back to what it was after two edits: the books are what was charged again",
    states: [[mug], [mug, tea], [mug]],
    expect: { ...none, credit: { gross: "56.00", vat: { "0.12": "6.00" } } },
  },
  {
    name: "to and fro: only what isn't in the books yet is booked",
    states: [[times(mug, "5")], [times(mug, "2")], [times(mug, "6")]],
    expect: {
      ...none,
      invoice: { gross: "400.00", vat: { "0.25": "80.00" }, rows: ["4 × 100 = 400.00"] },
    },
  },
  {
    name: "a cancellation credits all of it",
    states: [[mug, tea, off("10.00")], null],
    expect: { ...none, credit: { gross: "146.00", vat: { "0.25": "18.00", "0.12": "6.00" } } },
  },
  {
    name: "a cancellation after an edit credits what is left",
    states: [[mug, tea], [mug], null],
    expect: { ...none, credit: { gross: "100.00", vat: { "0.25": "20.00" } } },
  },
  {
    name: "another currency can't be said by a credit and an invoice",
    states: [[mug], [mug]],
    now: { currency: "EUR" },
    expect: "not-by-figures",
  },
  {
    name: "nor can another price basis",
    states: [[mug], [mug]],
    now: { pricesIncludeVat: false },
    expect: "not-by-figures",
  },
];

/**
 * What takes off goes with the goods that it belongs to, and it is told by its kind: a discount of
 * the shop has pieces below zero, and so has a return.
 */
export const DISCOUNTS: readonly DeltaCase[] = [
  {
    name: "an article that left with its discount is one credit",
    states: [[mug, off("20.00"), tea], [tea]],
    expect: {
      ...none,
      credit: {
        gross: "80.00",
        vat: { "0.25": "16.00" },
        rows: ["1 × 100 = 100.00", "-1 × 20 = -20.00"],
      },
    },
  },
  {
    name: "an article that left with its discount while another came: the discount isn't sold with the other",
    states: [[mug, off("20.00")], [tea]],
    expect: {
      credit: { gross: "80.00", vat: { "0.25": "16.00" } },
      invoice: { gross: "56.00", vat: { "0.12": "6.00" }, rows: ["1 × 56 = 56.00"] },
    },
  },
  {
    name: "an article that came with a discount is one invoice",
    states: [[tea], [tea, mug, off("20.00")]],
    expect: {
      ...none,
      invoice: {
        gross: "80.00",
        vat: { "0.25": "16.00" },
        rows: ["1 × 100 = 100.00", "-1 × 20 = -20.00"],
      },
    },
  },
  {
    name: "a discount that was given afterwards is a credit",
    states: [[mug], [mug, off("20.00")]],
    expect: { ...none, credit: { gross: "20.00", vat: { "0.25": "4.00" } } },
  },
  {
    name: "one that was taken back is an invoice",
    states: [[mug, off("20.00")], [mug]],
    expect: { ...none, invoice: { gross: "20.00", vat: { "0.25": "4.00" } } },
  },
  {
    name: "a discount that became larger: what was added to it is credited",
    states: [
      [mug, off("20.00")],
      [mug, off("30.00")],
    ],
    expect: { ...none, credit: { gross: "10.00", vat: { "0.25": "2.00" } } },
  },
  {
    name: "a discount that is written as a price below zero is one all the same",
    states: [[mug, { kind: "discount", price: "-20.00" }, tea], [tea]],
    expect: { ...none, credit: { gross: "80.00", vat: { "0.25": "16.00" } } },
  },
  {
    name: "whatever has a price below zero takes off as well, of whatever kind it is",
    states: [[mug, { sku: "S-0.25", price: "-20.00" }, tea], [tea]],
    expect: {
      ...none,
      credit: {
        gross: "80.00",
        vat: { "0.25": "16.00" },
        rows: ["1 × 100 = 100.00", "-1 × 20 = -20.00"],
      },
    },
  },
  {
    name: "a discount that would leave nothing of what left stands by itself",
    states: [[mug, tea, off("120.00")], [tea]],
    expect: {
      credit: { gross: "100.00", vat: { "0.25": "20.00" } },
      invoice: { gross: "120.00", vat: { "0.25": "24.00" } },
    },
  },
];
