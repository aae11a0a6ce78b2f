/**
 * The gross is what was charged, to the cent, in either price basis and under either way of
 * rounding VAT.
 */
import type { AcceptanceCase } from "./case.ts";

const invoice = { orders: { type: "invoice" } } as const;
const three = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }] as const;

const rates = (price: string): AcceptanceCase["lines"] =>
  ["0.25", "0.12", "0.06"].map((rate) => ({ price, rate }));
/** One tenth of each rate, as shops write it. */
const tenth = (price: string): AcceptanceCase["lines"] =>
  ["0.25", "0.12", "0.06"].map((rate) => ({ kind: "discount", quantity: "-1", price, rate }));
const many = (count: number): AcceptanceCase["lines"] =>
  Array.from({ length: count }, (_, index) => ({
    price: `${(index % 97) + 1}.${String((index * 37) % 100).padStart(2, "0")}`,
    quantity: String((index % 5) + 1),
    rate: ["0.25", "0.12", "0.06"][index % 3] ?? "0.25",
  }));

export const ROUNDING: readonly AcceptanceCase[] = [
  {
    name: "three rates with 10 % off the order, on lines, for a private person",
    buyer: "private",
    lines: [...rates("99.95"), ...tenth("10.00")],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "269.85",
      vat: { "0.25": "17.99", "0.12": "9.64", "0.06": "5.09" },
    },
  },
  {
    name: "three rates with 10 % off the order, on lines, for a company",
    buyer: "company",
    lines: [...rates("99.95"), ...tenth("10.00")],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "269.85",
      vat: { "0.25": "17.99", "0.12": "9.64", "0.06": "5.09" },
    },
  },
  {
    name: "three rates with 10 % off the order, at the head, for a private person",
    buyer: "private",
    lines: rates("99.95"),
    order: { headDiscount: "0.1", net: "237.14", vat: "32.72", gross: "269.86" },
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "269.86",
      vat: { "0.25": "17.99", "0.12": "9.64", "0.06": "5.09" },
    },
  },
  {
    name: "three rates with 10 % off the order, at the head, for a company whose ledger rounds row by row",
    buyer: "company",
    lines: rates("99.95"),
    order: { headDiscount: "0.1", net: "237.14", vat: "32.72", gross: "269.86" },
    rounding: "row",
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "269.86",
      vat: { "0.25": "17.99", "0.12": "9.64", "0.06": "5.09" },
    },
  },
  {
    name: "7 × 0.99 at 25.5 % for a private person",
    buyer: "private",
    lines: [{ quantity: "7", price: "0.99", rate: "0.255" }],
    settings: invoice,
    expect: { type: "invoice", gross: "6.93", vat: { "0.255": "1.41" }, rows: ["7 × 0.99 = 6.93"] },
  },
  {
    name: "7 × 0.99 at 25.5 % for a company",
    buyer: "company",
    lines: [{ quantity: "7", price: "0.99", rate: "0.255" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "6.93",
      vat: { "0.255": "1.41" },
      rows: ["7 × 0.79 = 5.53", "-1 × 0.01 = -0.01"],
      because: ["adjusting-row"],
    },
  },
  {
    name: "three lines of a third of a hundred for a company",
    buyer: "company",
    lines: three,
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "99.99",
      vat: { "0.25": "20.00" },
      rows: ["1 × 26.66 = 26.66", "1 × 26.66 = 26.66", "1 × 26.66 = 26.66", "1 × 0.01 = 0.01"],
    },
  },
  {
    name: "300 rows of three rates for a private person",
    buyer: "private",
    lines: many(300),
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "43281.50",
      vat: { "0.25": "2890.70", "0.12": "1569.38", "0.06": "802.67" },
    },
  },
  {
    name: "300 rows of three rates for a company",
    buyer: "company",
    lines: many(300),
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "43281.50",
      vat: { "0.25": "2890.70", "0.12": "1569.37", "0.06": "802.67" },
    },
  },
  {
    name: "300 rows of three rates for a company whose ledger rounds row by row",
    buyer: "company",
    lines: many(300),
    rounding: "row",
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "43281.50",
      vat: { "0.25": "2890.75", "0.12": "1569.35", "0.06": "802.67" },
    },
  },
  {
    name: "a company's 100.00 at 21 %, which no net reaches, has a closing row",
    buyer: "company",
    lines: [{ price: "100.00", rate: "0.21" }],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.21": "17.35" },
      rows: ["1 × 82.64 = 82.64", "1 × 0.01 = 0.01"],
      because: ["closing-row", "vat-method-difference"],
    },
  },
  {
    name: "3 × 33.33 of a company needs an adjusting row and no closing one",
    buyer: "company",
    lines: [{ quantity: "3", price: "33.33", rate: "0.21" }],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "99.99",
      vat: { "0.21": "17.35" },
      rows: ["3 × 27.55 = 82.65", "-1 × 0.01 = -0.01"],
      because: ["adjusting-row"],
    },
  },
  {
    name: "the same where the ledger rounds row by row has a closing row too",
    buyer: "company",
    lines: [{ quantity: "3", price: "33.33", rate: "0.21" }],
    rounding: "row",
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "99.99",
      vat: { "0.21": "17.36" },
      rows: ["3 × 27.55 = 82.65", "-1 × 0.01 = -0.01", "-1 × 0.01 = -0.01"],
      because: ["adjusting-row", "closing-row"],
    },
  },
  {
    name: "a private person's price is the gross, whatever VAT rounds to",
    buyer: "private",
    lines: three,
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "99.99",
      vat: { "0.25": "20.00" },
      rows: ["1 × 33.33 = 33.33", "1 × 33.33 = 33.33", "1 × 33.33 = 33.33"],
      because: ["vat-method-difference"],
    },
  },
  {
    name: "a discount of more decimals than the ledger takes is made good by an adjusting row",
    buyer: "private",
    lines: [
      { quantity: "3", price: "33.33", discount: "0.12345" },
      { price: "49.00", rate: "0.12" },
    ],
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "136.65",
      vat: { "0.25": "17.53", "0.12": "5.25" },
      rows: ["3 × 33.33 -0.1235 = 87.64", "1 × 49 = 49.00", "1 × 0.01 = 0.01"],
      because: ["adjusting-row"],
    },
  },
  {
    name: "shop prices without VAT are a company's prices as they are",
    buyer: "company",
    lines: [{ quantity: "7", price: "12.34" }],
    order: { pricesIncludeVat: false },
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "107.98",
      vat: { "0.25": "21.60" },
      rows: ["7 × 12.34 = 86.38"],
    },
  },
  {
    name: "shop prices without VAT, sold to a private person, come to the gross that was charged",
    buyer: "private",
    lines: [{ quantity: "7", price: "12.34" }],
    order: { pricesIncludeVat: false },
    settings: invoice,
    expect: { type: "invoice", gross: "107.98", vat: { "0.25": "21.60" } },
  },
  {
    name: "three rates on one invoice each have their own VAT",
    buyer: "company",
    lines: [
      { price: "125.00" },
      { price: "112.00", rate: "0.12" },
      { price: "106.00", rate: "0.06" },
    ],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "343.00",
      vat: { "0.25": "25.00", "0.12": "12.00", "0.06": "6.00" },
      rows: ["1 × 100 = 100.00", "1 × 100 = 100.00", "1 × 100 = 100.00"],
    },
  },
  {
    name: "goods without VAT reach every cent",
    buyer: "company",
    lines: [{ price: "17.37", rate: "0" }],
    settings: invoice,
    expect: { type: "invoice", gross: "17.37", vat: {}, rows: ["1 × 17.37 = 17.37"] },
  },
  {
    name: "a cent is a cent",
    buyer: "private",
    lines: [{ price: "0.01" }],
    settings: invoice,
    expect: { type: "invoice", gross: "0.01", vat: {}, rows: ["1 × 0.01 = 0.01"] },
  },
  ...(["rate", "row"] as const).map((rounding): AcceptanceCase => ({
    name: `999 lines whose VAT is half a cent each, rounded by ${rounding}: up to five are made good`,
    buyer: "company",
    lines: Array.from({ length: 999 }, () => ({ price: "0.38" })),
    order: { pricesIncludeVat: false },
    settings: invoice,
    rounding,
    expect: {
      type: "invoice",
      gross: "479.52",
      vat: { "0.25": rounding === "row" ? "99.90" : "94.91" },
      ...(rounding === "row" ? {} : { because: ["closing-row"] }),
    },
  })),
  {
    name: "seven at a price of four decimals, without VAT",
    buyer: "company",
    lines: [{ quantity: "7", price: "12.3456" }],
    order: { pricesIncludeVat: false },
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "108.03",
      vat: { "0.25": "21.61" },
      rows: ["7 × 12.35 = 86.45", "-1 × 0.03 = -0.03"],
    },
  },
  {
    name: "forty at less than four cents, without VAT",
    buyer: "company",
    lines: [{ quantity: "40", price: "0.0375" }],
    order: { pricesIncludeVat: false },
    settings: invoice,
    expect: { type: "invoice", gross: "1.88", vat: { "0.25": "0.38" } },
  },
  {
    name: "a thousand less 33.333 % for a company is a cent that no net reaches",
    buyer: "company",
    lines: [{ price: "1000.00", discount: "0.33333" }],
    settings: invoice,
    e2e: true,
    expect: {
      type: "invoice",
      gross: "666.67",
      vat: { "0.25": "133.34" },
      because: ["closing-row"],
    },
  },
  {
    name: "a hundred thousand pieces at a hundredth of a cent",
    buyer: "private",
    lines: [{ quantity: "100000", price: "0.0001" }],
    settings: invoice,
    expect: { type: "invoice", gross: "10.00", vat: { "0.25": "2.00" } },
  },
];
