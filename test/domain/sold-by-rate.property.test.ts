/**
 * What lists, the API and the reconciliation tell of an order by VAT rate always comes to its net
 * and VAT beside it, whatever was ordered.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { sumsOf } from "../../src/asperion/order-sums.ts";
import { factsBeside, type ListedFacts, listedOrder } from "../../src/domain/jobs/listed.ts";
import type { JobFigures } from "../../src/domain/jobs/job-figures.ts";
import { sourceOrderId } from "../../src/domain/ids.ts";
import type { Order } from "../../src/domain/orders/order.ts";
import { soldByRate } from "../../src/domain/orders/sold-by-rate.ts";
import { soldOf } from "../../src/domain/orders/sold.ts";
import { order, type Sold } from "../flows/orders/kit.ts";
import { cents, text } from "../flows/orders/little-ledger.ts";

const RATES = [
  "0",
  "0.03",
  "0.06",
  "0.08",
  "0.09",
  "0.12",
  "0.17",
  "0.19",
  "0.21",
  "0.25",
  "0.255",
];
const price = fc.integer({ min: 0, max: 90_000 }).map((figure) => text(BigInt(figure)));
const goods = fc.record<Sold>({
  kind: fc.constantFrom("article", "article", "article", "shipping", "discount", "tip"),
  rate: fc.constantFrom(...RATES),
  quantity: fc.constantFrom("1", "1", "2", "3", "-1"),
  price,
  discount: fc.constantFrom("0", "0", "0.1", "0.3333"),
});
const card = fc.record<Sold>({
  kind: fc.constant("gift-card"),
  rate: fc.constant("0"),
  quantity: fc.constantFrom("1", "-1", "-1"),
  price,
});
const words = fc.constant<Sold>({ kind: "text", rate: "0", quantity: "0" });

const COMMON = fc.record({
  lines: fc.array(fc.oneof({ weight: 6, arbitrary: goods }, card, words), { maxLength: 14 }),
  pricesIncludeVat: fc.boolean(),
  vatBy: fc.constantFrom("line", "rate"),
  currency: fc.constantFrom("SEK", "EUR"),
  discount: fc.constantFrom(null, null, "0.05", "0.1", "0.3333", "1"),
  state: fc.constantFrom("confirmed", "invoiced", "cancelled"),
  credit: fc.boolean(),
});

type Drawn = typeof COMMON extends fc.Arbitrary<infer T> ? T : never;

/** A shop takes the discount of its head off what is sold, at each rate its part. */
function placed({ lines, pricesIncludeVat, vatBy, discount, currency, state, credit }: Drawn) {
  const turned = lines.map((one) => ({ ...one, quantity: quantityOf(one.quantity, credit) }));
  const whole = order(
    turned,
    {
      pricesIncludeVat,
      currency,
      state,
      creditsOrderId: credit ? sourceOrderId(7) : null,
    },
    vatBy as "line",
  );
  if (discount === null) return whole;
  const sold = whole.lines.filter(({ kind }) => kind !== "gift-card");
  const off = (field: "vat" | "gross"): bigint => {
    const total = sold.reduce((all, one) => all + cents(one[field]), 0n);
    const part = total * BigInt(Math.round(Number(discount) * 10_000));
    return (part + (part < 0n ? -5000n : 5000n)) / 10_000n;
  };
  const [vat, gross] = [cents(whole.vat) - off("vat"), cents(whole.gross) - off("gross")];
  return {
    ...whole,
    headDiscount: discount,
    net: text(gross - vat),
    vat: text(vat),
    gross: text(gross),
  };
}

const quantityOf = (quantity = "1", isTurned = false): string =>
  String(Number(quantity) * (isTurned ? -1 : 1));

const orders = COMMON.map(placed);
/** Also orders that their lines don't explain. */
const anyOrder = fc
  .tuple(orders, fc.constantFrom(0n, 0n, 0n, 1n, -2n, 12_345n), fc.boolean())
  .map(([of, more, onVat]): Order => {
    const [vat, gross] = [cents(of.vat) + (onVat ? more : 0n), cents(of.gross) + more];
    return { ...of, vat: text(vat), gross: text(gross), net: text(gross - vat) };
  });

const factsOf = (of: Order): ListedFacts & { charged: JobFigures } => {
  const { facts } = listedOrder(of);
  if (facts?.charged === undefined) throw new Error("nothing is listed");
  return { ...facts, charged: facts.charged };
};

const totalsOf = ({ rates, rest }: ListedFacts) => ({
  net: [...rates.map(([, net]) => net), rest?.net ?? "0.00"].reduce((a, b) => a + cents(b), 0n),
  vat: [...rates.map(([, , vat]) => vat), rest?.vat ?? "0.00"].reduce((a, b) => a + cents(b), 0n),
});

const check = (property: fc.IProperty<[Order]>): void => fc.assert(property, { numRuns: 1500 });

test("the rates of an order come to its net and VAT in the same row, and these to its gross", () => {
  check(
    fc.property(anyOrder, (of) => {
      const facts = factsOf(of);
      const { gross, vat } = soldOf(facts.charged);
      expect(totalsOf(facts)).toEqual({ net: cents(facts.net), vat: cents(vat) });
      expect(cents(facts.net) + cents(vat)).toBe(cents(gross));
      if (of.state === "cancelled") expect([facts.rates, gross]).toEqual([[], "0.00"]);
    }),
  );
});

test("each rate has what its lines come to less its part of the discount, and no card that paid", () => {
  const told = { plainly: 0, discounted: 0 };
  check(
    fc.property(orders, (of) => {
      const isSold = ({ kind, gross }: Order["lines"][number]): boolean =>
        kind !== "gift-card" || of.creditsOrderId !== null || cents(gross) > 0n;
      const rates = soldByRate(of);
      const ofLines = of.lines.reduce((all, { vat }) => all + cents(vat), 0n);
      if (of.headDiscount === null && cents(of.vat) === ofLines) expect(rates).not.toBeNull();
      // Where returns all but come to the sales, a cent of the head weighs any number of cents.
      const sides = of.lines.filter(isSold).map(({ gross }) => Math.sign(Number(gross)));
      if (rates === null || of.state === "cancelled" || new Set(sides).size > 1) return;
      if (rates.some(({ net }) => net !== "0.00"))
        told[of.headDiscount === null ? "plainly" : "discounted"] += 1;
      const goes = 1 - Number(of.headDiscount ?? 0);
      for (const { rate, net, vat } of rates) {
        const own = of.lines.filter((one) => Number(one.vatRate) === Number(rate) && isSold(one));
        const fair = own.reduce((all, { kind, gross }) => {
          const isPaid = kind === "gift-card" && cents(gross) < 0n !== cents(of.gross) < 0n;
          return all + Number(cents(gross)) * (isPaid ? 1 : goes);
        }, 0);
        const there = Number(cents(net) + cents(vat));
        if (own.every(({ kind }) => kind !== "gift-card"))
          expect(Math.abs(there - fair)).toBeLessThanOrEqual(2 + own.length);
      }
    }),
  );
  for (const many of Object.values(told)) expect(many).toBeGreaterThan(20);
});

/** The same order as the shop lists it. */
const inList = (of: Order): unknown => ({
  currencyCode: of.currency,
  amountInclVat: Number(of.gross),
  vatAmount: Number(of.vat),
  status: of.state === "cancelled" ? 9 : 2,
  creditsOrderId: of.creditsOrderId === null ? null : Number(of.creditsOrderId),
  pricesIncludeVat: of.pricesIncludeVat,
  discountPercentage:
    of.headDiscount === null ? null : Number((Number(of.headDiscount) * 100).toFixed(4)),
  lines: {
    _data: of.lines.map(({ kind, net, vat, gross, vatRate }) => ({
      lineType: { "gift-card": "GiftCard", text: "Text" }[kind as "text"] ?? "Article",
      vatPercentage: kind === "text" ? null : Number((Number(vatRate) * 100).toFixed(4)),
      amountExclVat: kind === "text" ? null : Number(net),
      vatAmount: kind === "text" ? null : Number(vat),
      amountInclVat: kind === "text" ? null : Number(gross),
    })),
  },
});

test("the reconciliation counts an order as its list does, in all and by rate", () => {
  check(
    fc.property(anyOrder, (of) => {
      const sums = sumsOf(inList(of));
      const { gross, vat } = soldOf(factsOf(of).charged);
      expect([sums?.currency, sums?.perRate]).toEqual([of.currency, soldByRate(of)]);
      expect([Number(sums?.gross), Number(sums?.vat)]).toEqual([Number(gross), Number(vat)]);
    }),
  );
});

test("what is stored stays small, and beside other amounts comes to those", () => {
  fc.assert(
    fc.property(anyOrder, anyOrder, (of, other) => {
      const stored = JSON.stringify(factsOf(of));
      expect(stored.length).toBeLessThan(700);
      const facts = JSON.parse(stored) as ListedFacts;
      expect(factsBeside(facts, factsOf(of).charged)).toEqual(facts);
      const beside = factsBeside(facts, factsOf(other).charged);
      const { gross, vat } = soldOf(factsOf(other).charged);
      expect(totalsOf(beside)).toEqual({ net: cents(beside.net), vat: cents(vat) });
      expect(cents(beside.net) + cents(vat)).toBe(cents(gross));
    }),
    { numRuns: 500 },
  );
});

test("more rates than a row has room for are told together, the largest each by itself", () => {
  const lines = RATES.map((rate, index): Sold => ({ rate, price: `${100 + index}.00` }));
  const { rates, rest } = factsOf(order(lines));
  expect(rates.map(([rate]) => rate)).toHaveLength(8);
  expect(rates.map(([rate]) => Number(rate))).toEqual(
    rates.map(([rate]) => Number(rate)).toSorted((a, b) => b - a),
  );
  expect(cents(rest?.net ?? "0.00")).toBeGreaterThan(0n);
});

test("what an earlier release summed from bare lines isn't told by rate", () => {
  const facts: ListedFacts = {
    date: "2026-11-24",
    payment: "paid",
    net: "40.00",
    rates: [
      ["0.25", "80.00", "20.00"],
      ["0", "-40.00", "0.00"],
    ],
    charged: {
      gross: "60.00",
      vat: "20.00",
      currency: "SEK",
      sold: { gross: "100.00", vat: "20.00" },
    },
  };
  expect(factsBeside(facts, facts.charged ?? null)).toMatchObject({
    net: "80.00",
    rates: [],
    rest: { net: "80.00", vat: "20.00" },
  });
});
