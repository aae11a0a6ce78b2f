/** An order less its credits: to the cent, whatever is taken off and in whatever order. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderCredit } from "../../../src/domain/orders/booked-content.ts";
import { amount, dec, sum } from "../../../src/domain/money.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { contentOf } from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import { lessCredits } from "../../../src/flows/orders/documents/credits/order-credit.ts";
import { order as orderOf } from "./kit.ts";

const SKUS = ["MUG", "TEA", "CUP"] as const;
const line = fc.record({
  sku: fc.constantFrom(...SKUS),
  quantity: fc.integer({ min: 1, max: 12 }),
  cents: fc.integer({ min: 1, max: 100_000 }),
});

type Line = { readonly sku: string; readonly quantity: number; readonly cents: number };

const placed = (lines: readonly Line[]): Order =>
  orderOf(
    lines.map(({ sku, quantity, cents }) => ({
      sku,
      quantity: String(quantity),
      price: (cents / 100).toFixed(2),
    })),
  );

const creditOf = (lines: readonly Line[], ordered: Order): OrderCredit => ({
  ...contentOf(placed(lines)),
  paidBack: null,
  ordered: ordered.gross,
});

/** Lines of one article at one price, and credits that together take back no more of them. */
const sale = fc
  .uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ sku }) => sku })
  .chain((lines) =>
    fc.record({
      lines: fc.constant(lines),
      taken: fc.array(
        fc.tuple(...lines.map(({ quantity }) => fc.integer({ min: 0, max: quantity }))),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  )
  .map(({ lines, taken }) => {
    const left = lines.map(({ quantity }) => quantity);
    const credits = taken.map((pieces) =>
      lines.flatMap((one, at) => {
        const some = Math.min(pieces[at] ?? 0, left[at] ?? 0);
        left[at] = (left[at] ?? 0) - some;
        return some === 0 ? [] : [{ ...one, quantity: some }];
      }),
    );
    return { lines, credits: credits.filter((some) => some.length > 0), left };
  });

test("what is left is the order less its credits, to the cent, and never a piece more or less", () => {
  fc.assert(
    fc.property(sale, ({ lines, credits, left }) => {
      const ordered = placed(lines);
      const contents = credits.map((some) => creditOf(some, ordered));
      const less = lessCredits(ordered, contents);
      const due = dec(ordered.gross).minus(sum(contents.map(({ gross }) => gross)));
      if (due.lt(0)) {
        expect(less.ok).toBe(false);
        return;
      }
      if (!less.ok) throw new Error(less.error.code);
      const { gross, net, vat, lines: rows } = less.value;
      expect([gross, amount(sum(rows.map((row) => row.gross)))]).toEqual([
        amount(due),
        amount(
          dec(amount(sum(ordered.lines.map((row) => row.gross)))).minus(
            sum(contents.flatMap((content) => content.lines.map((row) => row.gross))),
          ),
        ),
      ]);
      expect(amount(dec(net).plus(vat))).toBe(gross);
      for (const [at, { sku }] of lines.entries())
        expect(
          sum(rows.filter((row) => row.sku === sku).map((row) => row.quantity)).toNumber(),
        ).toBe(left[at]);
    }),
    { numRuns: 500 },
  );
});

test("the order of credits doesn't count", () => {
  fc.assert(
    fc.property(sale, ({ lines, credits }) => {
      const ordered = placed(lines);
      const contents = credits.map((some) => creditOf(some, ordered));
      expect(lessCredits(ordered, contents.toReversed())).toEqual(lessCredits(ordered, contents));
    }),
    { numRuns: 200 },
  );
});

test("an order without credits is itself", () => {
  const ordered = placed([{ sku: "MUG", quantity: 3, cents: 3_333 }]);
  const less = lessCredits(ordered, []);
  expect(less.ok && less.value).toBe(ordered);
});
