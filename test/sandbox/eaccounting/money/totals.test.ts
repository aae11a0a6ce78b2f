import { Big } from "big.js";
import { describe, expect, it } from "vitest";
import { ossRate } from "./oss-rates.ts";
import { roundMoney } from "./round.ts";
import { type SaleFacts, saleKind } from "./sale-kind.ts";
import { rowAmount, type TotalRules, totals } from "./totals.ts";

const rules: TotalRules = {
  includesVat: false,
  vatRounding: "row",
  half: "away",
  wholeUnits: false,
};
const row = (amount: string, rate: number) => ({ amount: new Big(amount), rate: new Big(rate) });
const amount = (quantity: string, price: string, discount = "0") =>
  rowAmount(new Big(quantity), new Big(price), new Big(discount), "away").toString();

function figures(rows: ReturnType<typeof row>[], other: Partial<TotalRules> = {}) {
  const { net, vat, gross, roundings } = totals(rows, { ...rules, ...other });
  return [net, vat, gross, roundings].map((value) => value.toFixed(2));
}

describe("row amounts", () => {
  it.each([
    ["1", "4999.00", "0.1235", "4381.62"],
    ["40", "0.04", "0", "1.6"],
    ["0.125", "79.90", "0", "9.99"],
    ["-1", "0.05", "0.5", "-0.03"],
  ])("%s × %s less %s is %s", (quantity, price, discount, expected) => {
    expect(amount(quantity, price, discount)).toBe(expected);
  });
});

describe("totals", () => {
  it("put VAT on top where prices exclude it", () => {
    expect(figures([row("82.64", 21)])).toEqual(["82.64", "17.35", "99.99", "0.00"]);
    expect(figures([row("82.65", 21)])).toEqual(["82.65", "17.36", "100.01", "0.00"]);
  });

  it("take VAT out where prices include it", () => {
    expect(figures([row("100", 25)], { includesVat: true })).toEqual([
      "80.00",
      "20.00",
      "100.00",
      "0.00",
    ]);
  });

  it("differ by cents between VAT per row and VAT per rate", () => {
    const three = [row("33.33", 25), row("33.33", 25), row("33.33", 25)];
    expect(figures(three, { includesVat: true })).toEqual(["79.98", "20.01", "99.99", "0.00"]);
    expect(figures(three, { includesVat: true, vatRounding: "rate" })).toEqual([
      "79.99",
      "20.00",
      "99.99",
      "0.00",
    ]);
  });

  it("keep rates apart and tell each", () => {
    const both = totals([row("100", 25), row("50", 6)], rules);
    expect(
      both.perRate.map((one) => [one.rate.toNumber(), one.net.toNumber(), one.vat.toNumber()]),
    ).toEqual([
      [25, 100, 25],
      [6, 50, 3],
    ]);
  });

  it("round halves as told", () => {
    expect(roundMoney(new Big("0.125"), "away").toString()).toBe("0.13");
    expect(roundMoney(new Big("0.125"), "even").toString()).toBe("0.12");
  });

  it("round to whole units where the company does", () => {
    expect(figures([row("99.49", 0)], { wholeUnits: true })).toEqual([
      "99.49",
      "0.00",
      "99.49",
      "-0.49",
    ]);
    expect(figures([row("99.50", 0)], { wholeUnits: true })).toEqual([
      "99.50",
      "0.00",
      "99.50",
      "0.50",
    ]);
  });
});

describe("kind of sale", () => {
  const facts: SaleFacts = {
    companyCountry: "SE",
    companyUsesOss: true,
    buyer: { country: "DE", hasVatNumber: false, forceVat: false, northernIreland: false },
    euThirdParty: false,
    reverseCharge: false,
    articleUsesOss: true,
    isService: false,
    isEuCountry: (country) => ["SE", "DE"].includes(country),
  };
  const buyer = (other: Partial<SaleFacts["buyer"]>): SaleFacts => ({
    ...facts,
    buyer: { ...facts.buyer, ...other },
  });

  it.each([
    ["domestic", buyer({ country: "SE" })],
    ["domestic-reversed", { ...buyer({ country: "SE" }), reverseCharge: true }],
    ["oss", facts],
    ["eu-with-vat", { ...facts, articleUsesOss: false }],
    ["eu-with-vat", { ...facts, companyUsesOss: false }],
    ["eu-exempt", buyer({ hasVatNumber: true })],
    ["eu-third-party", { ...buyer({ hasVatNumber: true }), euThirdParty: true }],
    ["outside-eu", buyer({ country: "US" })],
    ["outside-eu-with-vat", buyer({ country: "NO", forceVat: true })],
    ["eu-with-vat", { ...buyer({ country: "GB", northernIreland: true }), articleUsesOss: false }],
  ] as const)("%s", (kind, given) => {
    expect(saleKind(given)).toBe(kind);
  });

  it("takes the buyer's rate under OSS", () => {
    expect([ossRate("DE", 25), ossRate("DE", 6), ossRate("FI", 25), ossRate("DE", 0)]).toEqual([
      19, 7, 25.5, 0,
    ]);
  });
});
