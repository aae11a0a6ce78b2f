import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allocate,
  amount,
  dec,
  exact,
  fits,
  isDecimal,
  plain,
  round,
  same,
  sign,
  sum,
  vatInGross,
  vatOnNet,
} from "../../src/domain/money.ts";
import Big from "big.js";
import { withoutFloatNoise } from "../../src/asperion/request.ts";
import { roundingBound, spreadHeadDiscount } from "../../src/domain/orders/sold.ts";
import { roundedBy } from "../../src/domain/ledger/whole-units.ts";

/** Figures as senders write them, and those that take the longer way. */
const figures = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer().map((n) => n / 100),
  fc.integer().map((n) => n / 10_000_000),
  fc.integer().map((n) => (n / 1000).toFixed(3)),
  fc.constantFrom(0, -0, "0", "-0", "-0.00", "0.10", "00.1", ".5", "1e3", "1E-7", 1e21, 5e-7),
);

it("a text that stays as it is written is what big.js would make of it", () => {
  const long = (value: number | string): string => {
    const figure = new Big(value);
    return figure.c[0] === 0 ? "0" : figure.toFixed();
  };
  fc.assert(
    fc.property(figures, (value) => {
      const two = new Big(value).round(2, Big.roundHalfUp);
      expect(plain(value)).toBe(long(value));
      expect(exact(value)).toBe(fits(value, 2) ? amount(two) : long(value));
      if (typeof value !== "number") return;
      const six = new Big(value).round(6, Big.roundHalfUp);
      const off = Math.abs(value - six.toNumber());
      const isNoise = off > 0 && off <= 1e-9 && off <= Math.abs(value) * 1e-13;
      expect(withoutFloatNoise(value)).toBe(long(isNoise ? String(six) : value));
    }),
    { numRuns: 2_000 },
  );
});

it.each([NaN, Infinity, -Infinity, "", "abc", "1,5", " 1"])("%s is no figure", (value) => {
  expect(() => plain(value)).toThrow();
  expect(() => exact(value)).toThrow();
});

const cents = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => (n / 100).toFixed(2));

describe("figures", () => {
  it.each([
    ["0.005", "0.01"],
    ["-0.005", "-0.01"],
    ["1.004999", "1.00"],
    ["2.675", "2.68"],
    ["1.005", "1.01"],
    ["-0.004", "0.00"],
    ["-0.00", "0.00"],
    ["007.10", "7.10"],
    ["-82.64", "-82.64"],
  ])("%s is %s: half away from zero, and never minus nothing", (figure, expected) => {
    expect(amount(figure)).toBe(expected);
  });

  it("are written without exponents or trailing zeros", () => {
    expect([
      plain("1.50"),
      plain("100"),
      plain("0.0000001"),
      plain("-0.0"),
      plain("100000000000000000000000"),
      amount("0", 4),
    ]).toEqual(["1.5", "100", "0.0000001", "0", "100000000000000000000000", "0.0000"]);
  });

  it("are written without exponents wherever they end up in a text", () => {
    expect([String(dec("0.0000000000001")), String(dec("1000000000000000000000000"))]).toEqual([
      "0.0000000000001",
      "1000000000000000000000000",
    ]);
  });

  it("add up where binary fractions don't", () => {
    expect(amount(sum(["0.1", "0.2"]), 4)).toBe("0.3000");
    expect(plain(sum(Array.from({ length: 1000 }, () => 0.1)))).toBe("100");
  });

  it("are the same however they are written", () => {
    expect([same("0.250", 0.25), same("1", "1.01"), sign("-0.00"), sign("-1"), sign(3)]).toEqual([
      true,
      false,
      0,
      -1,
      1,
    ]);
  });

  it("fit or don't", () => {
    expect([fits("1.230", 2), fits("1.234", 2), fits("5", 0)]).toEqual([true, false, true]);
    expect([fits("1200", 0), fits("0.0", 0), fits("-0.10", 1)]).toEqual([true, true, true]);
    expect(["1", "-1.5", "1082.64", "1.", ".5", "1e3", "", " 1", "1,5"].map(isDecimal)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("that aren't decimal numbers are bugs", () => {
    for (const wrong of ["", "abc", "1,5", "NaN"]) expect(() => dec(wrong)).toThrow();
    expect(() => dec(Number.POSITIVE_INFINITY)).toThrow();
  });

  it("round the same whether the sign is minus or plus", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (n) => {
        expect(
          round(`-${n}`, 0)
            .plus(round(`${n}`, 0))
            .toFixed(),
        ).toBe("0");
        expect(amount(dec(n).div(1000).times(-1))).toBe(
          amount(dec(amount(dec(n).div(1000))).times(-1)),
        );
      }),
    );
  });
});

describe("VAT", () => {
  it("on a net and inside a gross", () => {
    expect([
      plain(vatOnNet("80", "0.25")),
      amount(vatInGross("100", "0.25")),
      amount(vatInGross("100", "0.21")),
      amount(vatInGross("-10", "0.12")),
    ]).toEqual(["20", "20.00", "17.36", "-1.07"]);
  });

  it("inside a gross is the VAT on what is left of it", () => {
    fc.assert(
      fc.property(cents, fc.constantFrom("0", "0.06", "0.21", "0.255"), (gross, rate) => {
        const vat = vatInGross(gross, rate);
        expect(vatOnNet(dec(gross).minus(vat), rate).minus(vat).abs().lt("0.00000000000001")).toBe(
          true,
        );
      }),
    );
  });
});

describe("a split by largest remainder", () => {
  it.each([
    ["10.00", ["1", "1", "1"], ["3.34", "3.33", "3.33"]],
    ["-10.00", ["1", "1", "1"], ["-3.34", "-3.33", "-3.33"]],
    ["0.01", ["1", "5", "2"], ["0.00", "0.01", "0.00"]],
    ["5.00", ["0", "0"], ["5.00", "0.00"]],
    ["5.00", [], []],
    // A part of the other sign for what comes back.
    ["9.90", ["100", "-1"], ["10.00", "-0.10"]],
    ["-9.90", ["100", "-1"], ["-10.00", "0.10"]],
    ["0.11", ["5.85", "-0.9", "5.85", "0.2"], ["0.06", "-0.01", "0.06", "0.00"]],
    ["0.05", ["-50", "50"], ["0.05", "0.00"]],
    // The larger remainder, not the larger share.
    ["0.10", ["6.2", "3.8"], ["0.06", "0.04"]],
  ])("%s over %j", (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it("adds up to exactly the whole, and no part is a cent away from its share", () => {
    fc.assert(
      fc.property(
        cents,
        fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          const parts = allocate(total, weights);
          expect(amount(sum(parts))).toBe(amount(total));
          const all = weights.reduce((a, b) => a + b, 0);
          if (all === 0) return;
          for (const [index, part] of parts.entries())
            expect(
              dec(total)
                .times(weights[index] ?? 0)
                .div(all)
                .minus(dec(part))
                .abs()
                .lt("0.01"),
            ).toBe(true);
        },
      ),
    );
  });

  it("of more decimals than the parts may have is a bug, as the rest would vanish", () => {
    expect(() => allocate("0.005", ["1", "1"])).toThrow(/without a rest/);
    expect(allocate("0.005", ["1", "1"], 3)).toEqual(["0.003", "0.002"]);
  });
});

describe("a discount of the head", () => {
  it("takes nothing off at a rate that charges nothing", () => {
    const lines = [
      { rate: "0.25", gross: "125.00" },
      { rate: "0", gross: "0.00" },
    ];
    expect(spreadHeadDiscount(lines, "0.1", "112.50")).toEqual([
      { rate: "0.25", net: "-10.00", vat: "-2.50", gross: "-12.50" },
    ]);
  });

  it("gives back its part at a rate of which more came back than was sold", () => {
    const lines = [
      { rate: "0.25", gross: "100.00" },
      { rate: "0.12", gross: "-1.00" },
    ];
    expect(spreadHeadDiscount(lines, "0.1", "89.10")).toEqual([
      { rate: "0.25", net: "-8.00", vat: "-2.00", gross: "-10.00" },
      { rate: "0.12", net: "0.09", vat: "0.01", gross: "0.10" },
    ]);
  });

  it("may differ by half a cent a line and half a cent of its own", () => {
    expect([plain(roundingBound(0)), plain(roundingBound(3))]).toEqual(["0.005", "0.02"]);
  });
});

describe("whole units", () => {
  it.each([
    ["whole", "SEK", "10.50", "0.50"],
    ["whole", "SEK", "-10.50", "-0.50"],
    ["whole", "SEK", "10.49", "-0.49"],
    ["whole", "EUR", "10.50", "0.00"],
    ["none", "SEK", "10.50", "0.00"],
  ] as const)("of a company that rounds to %s: %s %s", (domesticRounding, currency, gross, by) => {
    expect(roundedBy({ domesticRounding, currency: "SEK" }, currency, gross)).toBe(by);
  });
});
