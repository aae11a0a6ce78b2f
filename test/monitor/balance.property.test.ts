/**
 * Generated days: orders in every state, ledgers that somebody worked in. Both sides are held
 * against sums in whole cents that the test works out by itself, and what they differ by against
 * what it is said to be made of.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { balanceOf, type Figures, type Part } from "../../src/monitor/reconciliation/balance.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { statementOf } from "../../src/monitor/reconciliation/statement.ts";
import { context } from "./facts.ts";
import { CALLED, nameOfHeld, placed, type Rate, rates, sums, worldOf } from "./placed.kit.ts";

const inCents = (figure: string): number => Math.round(Number(figure) * 100);

/** In whole cents: currency → gross, and currency and rate → net and VAT. */
function counted(
  all: readonly { readonly currency: string; readonly rates: readonly Rate[] }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const more = (key: string, cents: number) => void counts.set(key, (counts.get(key) ?? 0) + cents);
  for (const one of all)
    for (const { rate, net, vat: tax } of one.rates) {
      more(one.currency, net + tax);
      more(`${one.currency} ${rate} net`, net);
      more(`${one.currency} ${rate} vat`, tax);
    }
  return new Map([...counts].filter(([, cents]) => cents !== 0));
}

function figuresIn(all: readonly Figures[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const more = (key: string, cents: number) => void counts.set(key, (counts.get(key) ?? 0) + cents);
  for (const one of all) {
    more(one.currency, inCents(one.gross));
    for (const { rate, net, vat: tax } of one.rates) {
      more(`${one.currency} ${rate} net`, inCents(net));
      more(`${one.currency} ${rate} vat`, inCents(tax));
    }
  }
  return new Map([...counts].filter(([, cents]) => cents !== 0));
}

const sorted = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort(([a], [b]) => a.localeCompare(b));
const stranger = (of: readonly Rate[]): readonly Part[] =>
  balanceOf({
    due: null,
    own: [],
    others: [{ name: "without-order", sums: sums(of, "SEK") }],
    name: "left",
  }).parts;

test("a day's sums are all that is due and all that stands, to the cent, and their difference is the sum of what is named", () => {
  fc.assert(
    fc.property(
      fc.array(placed, { minLength: 1, maxLength: 12 }),
      fc.array(rates, { maxLength: 2 }),
      (orders, strange) => {
        const worlds = orders.map(worldOf);
        const day = dayOf(
          worlds.map((world) =>
            classifyOrder(world.source, world.memory, world.documents, context()),
          ),
          strange.flatMap(stranger),
        );
        const { gross: totals, rates: byRate, parts } = day.totals;
        const side = (of: "source" | "ledger"): Figures[] => [
          ...totals.map((one): Figures => ({ currency: one.currency, gross: one[of], rates: [] })),
          ...byRate.map((one): Figures => ({
            currency: one.currency,
            gross: "0.00",
            rates: [{ rate: one.rate, ...one[of] }],
          })),
        ];
        expect(sorted(figuresIn(side("source")))).toEqual(
          sorted(
            counted(
              worlds.map(({ source, due }) => ({
                currency: source.sums?.currency ?? "",
                rates: due,
              })),
            ),
          ),
        );
        expect(sorted(figuresIn(side("ledger")))).toEqual(
          sorted(
            counted([
              ...worlds.flatMap(({ stands }) => stands),
              ...strange.map((one) => ({ currency: "SEK", rates: one })),
            ]),
          ),
        );
        const difference = new Map(figuresIn(side("ledger")));
        for (const [key, cents] of figuresIn(side("source")))
          difference.set(key, (difference.get(key) ?? 0) - cents);
        expect(sorted(figuresIn(parts))).toEqual(
          sorted(new Map([...difference].filter(([, cents]) => cents !== 0))),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("a month is its days: what the shop expects and each line come to what is in the ledger, also where a day wasn't broken down", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          orders: fc.array(placed, { maxLength: 6 }),
          strange: fc.array(rates, { maxLength: 1 }),
          brokenDown: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      (days) => {
        const sums = days.map(({ orders, strange, brokenDown }) => {
          const day = dayOf(
            orders
              .map(worldOf)
              .map((world) =>
                classifyOrder(world.source, world.memory, world.documents, context()),
              ),
            strange.flatMap(stranger),
          );
          return brokenDown ? day : { ...day, totals: { ...day.totals, parts: [] } };
        });
        const { currencies, rates: byRate } = statementOf(sums);
        const total = (currency: string, of: "source" | "ledger"): number =>
          sums
            .flatMap(({ totals }) => totals.gross)
            .filter((one) => one.currency === currency)
            .reduce((all, one) => all + inCents(one[of]), 0);
        for (const { currency, source, ledger, difference, lines } of currencies) {
          expect(inCents(source)).toBe(total(currency, "source"));
          expect(inCents(ledger)).toBe(total(currency, "ledger"));
          expect(inCents(ledger) - inCents(source)).toBe(inCents(difference));
          expect(lines.reduce((all, { gross: one }) => all + inCents(one), 0)).toBe(
            inCents(difference),
          );
          if (days.every(({ brokenDown }) => brokenDown))
            expect(lines.map(({ name }) => name)).not.toContain("unnamed");
        }
        if (days.every(({ brokenDown }) => brokenDown))
          for (const { source, ledger, lines } of byRate)
            expect(lines.reduce((all, one) => all + inCents(one.vat), 0)).toBe(
              inCents(ledger.vat) - inCents(source.vat),
            );
      },
    ),
    { numRuns: 200 },
  );
});

test("what an order differs by is called by what happened to it, and a good one differs by nothing", () => {
  fc.assert(
    fc.property(placed, (order) => {
      const world = worldOf(order, 1);
      const { balance } = classifyOrder(world.source, world.memory, world.documents, context());
      const differs = order.fate !== "well" && order.fate !== "skipped";
      expect([...new Set(balance.parts.map(({ name }) => name))]).toEqual(
        differs ? [order.fate === "held" ? nameOfHeld(order) : CALLED[order.fate]] : [],
      );
    }),
    { numRuns: 300 },
  );
});
