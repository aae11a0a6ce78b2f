import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundingBound } from "../../../src/domain/orders/sold.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  customer,
  documentOf,
  input,
  learnt,
  order,
  RATES,
  rowsOf,
  settings,
  type Sold,
} from "./kit.ts";
import { addUp, cents, divide, text } from "./little-ledger.ts";

const digits = (max: number, places: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(max), fc.nat(10 ** places - 1))
    .map(([whole, part]) =>
      places === 0 ? `${whole}` : `${whole}.${String(part).padStart(places, "0")}`,
    );

const price = fc.oneof(digits(2000, 2), digits(50, 2), digits(3, 4));
const quantity = fc.oneof(fc.integer({ min: 1, max: 60 }).map(String), digits(5, 1), digits(3, 4));
const discount = fc.oneof(
  { weight: 3, arbitrary: fc.constant("0") },
  fc.nat(10_000).map((n) => `0.${String(n % 10_000).padStart(4, "0")}`),
  fc.nat(99_999).map((n) => `0.${String(n).padStart(5, "0")}`),
);
const rate = fc.constantFrom(...RATES);

const goods: fc.Arbitrary<Sold> = fc
  .record({ rate, price, quantity, discount, letter: fc.constantFrom("G", "S", "W") })
  .map(({ letter, ...sold }) => ({ ...sold, sku: `${letter}-${sold.rate}` }));
const shipping: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constant("shipping" as const),
  rate,
  price: digits(9, 2),
});
const takenOff: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constant("discount" as const),
  rate,
  price: digits(9, 2).map((figure) => `-${figure}`),
});
const words: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constant("text" as const),
  text: fc.string({ maxLength: 20 }),
});

const basket = fc.array(fc.oneof({ weight: 6, arbitrary: goods }, shipping, takenOff, words), {
  minLength: 1,
  maxLength: 12,
});
const setting = fc.record({
  sold: basket,
  pricesIncludeVat: fc.boolean(),
  vatBy: fc.constantFrom("line" as const, "rate" as const),
  kind: fc.constantFrom("company" as const, "private" as const),
  rounding: fc.constantFrom("row" as const, "rate" as const),
  lineDiscounts: fc.constantFrom("in-row" as const, "apart" as const),
});

type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

const sold = ({ sold: lines, pricesIncludeVat, vatBy }: Setting) =>
  order(lines, { pricesIncludeVat }, vatBy);

/**
 * A head whose VAT is rounded per rate can be further from its lines than the bound allows: rare,
 * and rightly held.
 */
function isHonest(of: ReturnType<typeof sold>): boolean {
  const money = of.lines.filter((line) => line.kind !== "text");
  const off = (field: "net" | "vat" | "gross") =>
    cents(of[field]) - money.reduce((sum, line) => sum + cents(line[field]), 0n);
  return (["net", "vat", "gross"] as const).every((field) =>
    roundingBound(money.length).gte(text(off(field) < 0n ? -off(field) : off(field))),
  );
}

/** A shop takes no more off at a rate than it sold at it. */
function isCovered({ lines }: ReturnType<typeof sold>): boolean {
  const byRate = Map.groupBy(
    lines.filter(({ kind }) => kind !== "text"),
    ({ vatRate }) => vatRate,
  );
  return [...byRate.values()].every(
    (of) => of.reduce((sum, { gross }) => sum + cents(gross), 0n) >= 0n,
  );
}

function planned(given: Setting) {
  const of = sold(given);
  fc.pre(cents(of.gross) > 0n && isHonest(of) && isCovered(of));
  return {
    of,
    plan: planOrder(
      input(of, {
        customer: customer(given.kind),
        learnt: learnt(given.rounding),
        settings: settings({ orders: { lineDiscounts: given.lineDiscounts } }),
      }),
    ),
  };
}

describe("rows of any mix of rates, discounts and quantities", () => {
  it("come to what was charged, under the way of rounding they were made for", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { of, plan } = planned(given);
        const document = documentOf(plan);
        const ledger = addUp(document.rows, document.pricesIncludeVat, given.rounding);
        expect(text(ledger.gross)).toBe(of.gross);
        expect(document.prediction[given.rounding].gross).toBe(of.gross);
      }),
      { numRuns: 1500 },
    );
  });

  it("are predicted as an independent ledger adds them up, under each way of rounding", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const document = documentOf(planned(given).plan);
        for (const rounding of ["row", "rate"] as const) {
          const ledger = addUp(document.rows, document.pricesIncludeVat, rounding);
          const { net, vat, gross, perRate } = document.prediction[rounding];
          expect([net, vat, gross]).toEqual([
            text(ledger.net),
            text(ledger.vat),
            text(ledger.gross),
          ]);
          expect(perRate.map((one) => one.vat).toSorted()).toEqual(
            [...ledger.vatPerRate.values()].map(text).toSorted(),
          );
          expect(document.rows.map((row) => row.amount)).toEqual(ledger.rows.map(text));
        }
      }),
      { numRuns: 800 },
    );
  });

  it("keep prices from being negative, figures within the vendor's decimals, and stock as it was sold", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { of, plan } = planned(given);
        const document = documentOf(plan);
        for (const row of document.rows) {
          expect(row.unitPrice).toMatch(/^\d+(\.\d{1,2})?$/);
          expect(row.quantity).toMatch(/^-?\d+(\.\d{1,4})?$/);
          expect(row.discount).toMatch(/^(0(\.\d{1,4})?|1)$/);
        }
        for (const line of of.lines) {
          if (line.kind !== "article") continue;
          const row = document.rows.find((one) => one.sourceLine === line.lineNumber);
          expect(Number(row?.quantity)).toBe(Number(line.quantity));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("have a closing row only where VAT is put on top, and one adjusting row a coding at most", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { plan } = planned(given);
        const document = documentOf(plan);
        const closing = rowsOf(document, "closing");
        const noVat = document.rows.every((row) => row.vatRate === null || row.vatRate === "0");
        expect(closing.length).toBeLessThanOrEqual(document.pricesIncludeVat || noVat ? 0 : 1);
        for (const row of closing)
          expect([row.vatRate, row.quantity.replace("-", "")]).toEqual(["0", "1"]);
        const adjusting = rowsOf(document, "adjusting").map((row) => row.articleId);
        expect(new Set(adjusting).size).toBe(adjusting.length);
      }),
      { numRuns: 500 },
    );
  });

  it("are the source's net or gross per rate to the cent, but for the head's own rounding", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { of, plan } = planned(given);
        const document = documentOf(plan);
        fc.pre(given.vatBy === "line");
        const field = document.pricesIncludeVat ? "gross" : "net";
        for (const rate of RATES) {
          const source = of.lines
            .filter((line) => line.vatRate === rate && line.kind !== "text")
            .reduce((sum, line) => sum + cents(line[field]), 0n);
          const ledger = document.rows
            .filter((row) => row.vatRate === rate && row.role !== "closing")
            .reduce((sum, row) => sum + cents(row.amount), 0n);
          expect([rate, text(ledger)]).toEqual([rate, text(source)]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("a discount at the head, over any rates", () => {
  const prices = fc.array(fc.record({ rate, price: digits(900, 2) }), {
    minLength: 1,
    maxLength: 6,
  });
  const kinds = fc.constantFrom("company" as const, "private" as const);
  it("comes to what was charged, spread over every rate that was sold", () => {
    fc.assert(
      fc.property(
        prices,
        fc.integer({ min: 1, max: 5000 }),
        kinds,
        (lines, tenThousandth, kind) => {
          const full = order(lines);
          const total = cents(full.gross);
          const gross = total - divide(total * BigInt(tenThousandth), 10_000n);
          const vat = full.lines.reduce(
            (sum, line) => sum + divide(cents(line.vat) * BigInt(10_000 - tenThousandth), 10_000n),
            0n,
          );
          const of = {
            ...full,
            headDiscount: `0.${String(tenThousandth).padStart(4, "0")}`,
            gross: text(gross),
            vat: text(vat),
            net: text(gross - vat),
          };
          fc.pre(gross > 0n && gross < total);
          const plan = planOrder(input(of, { customer: customer(kind) }));
          fc.pre(plan.kind === "write");
          const document = documentOf(plan);
          expect(text(addUp(document.rows, document.pricesIncludeVat, "rate").gross)).toBe(
            of.gross,
          );
          const off = document.rows.filter(
            (row) => row.articleId?.startsWith("own-discount-") ?? false,
          );
          expect(new Set(off.map((row) => row.articleId)).size).toBe(off.length);
          expect(off.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a plan", () => {
  it("comes out the same, byte for byte, from an input that was stored", () => {
    fc.assert(
      fc.property(setting, fc.option(digits(0, 4), { nil: null }), (given, headDiscount) => {
        const made = input(
          { ...sold(given), headDiscount },
          { customer: customer(given.kind), learnt: learnt(given.rounding) },
        );
        const stored = JSON.parse(JSON.stringify(made)) as typeof made;
        expect(JSON.stringify(planOrder(stored))).toBe(JSON.stringify(planOrder(made)));
      }),
      { numRuns: 300 },
    );
  });

  it("survives being stored itself: it is plain JSON", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { plan } = planned(given);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      { numRuns: 100 },
    );
  });
});
