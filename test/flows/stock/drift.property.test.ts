/**
 * No sequence of sales, bookings, deliveries and runs makes stock drift. A little world: the shop's
 * stock falls with its orders, the ledger's with what is booked of them, and a run reads, plans and
 * writes as the flow does.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dec, plain } from "../../../src/domain/money.ts";
import { targetStock } from "../../../src/flows/stock/calculate.ts";
import { planStock } from "../../../src/flows/stock/plan.ts";
import { type OrderBetween, unbookedOf } from "../../../src/flows/stock/unbooked.ts";
import type { StockSettings } from "../../../src/settings/stock/stock-settings.ts";
import { BY_ARTICLE, inLedger, inShop, NO_LOOKUP, settings } from "./kit.ts";

const CODES = ["A", "B", "C"] as const;
type Code = (typeof CODES)[number];
type Sale = {
  readonly code: Code;
  readonly pieces: number;
  booked: number;
  cancelled: boolean;
  shipped: boolean;
};

class World {
  readonly shop: Record<Code, number> = { A: 10, B: 10, C: 10 };
  readonly balance: Record<Code, number> = { A: 10, B: 10, C: 10 };
  readonly sales: Sale[] = [];

  sell(code: Code, pieces: number): void {
    this.shop[code] -= pieces;
    this.sales.push({ code, pieces, booked: 0, cancelled: false, shipped: false });
  }

  read(moving: boolean) {
    const reserved = (code: Code): number =>
      this.sales
        .filter((sale) => sale.code === code && !sale.shipped)
        .reduce((sum, sale) => sum + sale.booked, 0);
    const orders = this.sales
      .filter((sale) => sale.booked !== (sale.cancelled ? 0 : sale.pieces))
      .map((sale, index): OrderBetween => ({
        orderId: String(index),
        moving,
        shop: sale.cancelled ? [] : [{ code: sale.code, quantity: String(sale.pieces) }],
        ledger: sale.booked === 0 ? [] : [{ code: sale.code, quantity: String(sale.booked) }],
        unclear: [],
        named: [sale.code],
      }));
    return {
      ledger: CODES.map((code) =>
        inLedger(code, String(this.balance[code]), String(reserved(code))),
      ),
      shop: CODES.map((code) => inShop(code, String(this.shop[code]))),
      ...unbookedOf(orders),
    };
  }

  /**
   * `between`: happens after the reading and before the write. `lost`: the write never comes
   * through.
   */
  run(
    of: StockSettings,
    { between, lost, moving }: { between: (() => void) | null; lost: boolean; moving: boolean },
  ): number {
    const plan = planStock({
      settings: of,
      goods: BY_ARTICLE,
      soldAs: NO_LOOKUP,
      ...this.read(moving),
    });
    between?.();
    if (!lost)
      for (const { code, quantity } of plan.differences)
        this.shop[code as Code] = Number(plain(dec(this.shop[code as Code]).minus(quantity)));
    return plan.differences.length;
  }
}

type Step = (world: World, of: StockSettings) => void;
const code = fc.constantFrom(...CODES);
const pieces = fc.integer({ min: 1, max: 6 });
const any = fc.nat({ max: 30 });
const pick = (world: World, index: number): Sale | undefined =>
  world.sales[index % Math.max(1, world.sales.length)];

const sale = fc.record({ code, pieces });
const step: fc.Arbitrary<Step> = fc.oneof(
  sale.map(
    ({ code: of, pieces: count }): Step =>
      (world) =>
        world.sell(of, count),
  ),
  any.map((index): Step => (world) => {
    const one = pick(world, index);
    if (one !== undefined && !one.cancelled) one.booked = one.pieces;
  }),
  any.map((index): Step => (world) => {
    const one = pick(world, index);
    if (one === undefined || one.cancelled || one.shipped) return;
    one.cancelled = true;
    world.shop[one.code] += one.pieces;
  }),
  any.map((index): Step => (world) => {
    const one = pick(world, index);
    if (one === undefined || one.shipped || one.booked === 0) return;
    one.shipped = true;
    world.balance[one.code] -= one.booked;
  }),
  fc.record({ code, pieces }).map(
    ({ code: of, pieces: count }): Step =>
      (world) =>
        void (world.balance[of] += count),
  ),
  fc
    .record({ between: fc.option(sale), lost: fc.boolean(), moving: fc.boolean() })
    .map(({ between, lost, moving }): Step => (world, of) => {
      world.run(of, {
        between: between === null ? null : () => world.sell(between.code, between.pieces),
        lost,
        moving,
      });
    }),
);

const wanted: fc.Arbitrary<StockSettings> = fc
  .record({
    calculation: fc.constantFrom("available", "margin", "percentage"),
    margin: fc.constantFrom("0", "2"),
    percentage: fc.constantFrom("50", "80", "100"),
    floorAtZero: fc.boolean(),
    rounding: fc.constantFrom("down", "nearest", "up"),
  } as const)
  .map((fields) => settings(fields));

test("after any sequence, one quiet run makes the shop's stock what it should be, and the next writes nothing", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), wanted, (steps, of) => {
      const world = new World();
      for (const one of steps) one(world, of);
      world.run(of, { between: null, lost: false, moving: false });
      const { ledger, unbooked } = world.read(false);
      for (const article of ledger)
        expect(plain(world.shop[article.number as Code])).toBe(
          targetStock(article, unbooked.get(article.number) ?? "0", of),
        );
      expect(world.run(of, { between: null, lost: false, moving: false })).toBe(0);
    }),
    { numRuns: 400 },
  );
});

test("booking what is waiting, in any order, never makes a run write: the figure was right before", () => {
  fc.assert(
    fc.property(
      fc.array(sale, { minLength: 1, maxLength: 12 }),
      wanted,
      fc.array(any, { maxLength: 20 }),
      (sales, of, order) => {
        const world = new World();
        for (const one of sales) world.sell(one.code, one.pieces);
        world.run(of, { between: null, lost: false, moving: false });
        for (const index of order) {
          const one = pick(world, index);
          if (one !== undefined) one.booked = one.pieces;
          expect(world.run(of, { between: null, lost: false, moving: false })).toBe(0);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a sale between reading and writing stays a sale: it is neither undone nor taken twice", () => {
  const world = new World();
  world.balance.A = 15;
  expect(
    world.run(settings(), { between: () => world.sell("A", 3), lost: false, moving: false }),
  ).toBe(1);
  expect(world.shop.A).toBe(12);
  expect(world.run(settings(), { between: null, lost: false, moving: false })).toBe(0);
});
