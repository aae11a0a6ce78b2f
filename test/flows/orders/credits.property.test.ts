/**
 * Generated invoices and their credits, whole and in parts, under every switch that touches money:
 * together they come to nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import {
  ARTICLES,
  balances,
  buyerOf,
  isFaulty,
  isUntold,
  price,
  rate,
  sold,
  switches,
  turned,
  VAT_CODES,
  worldUnder,
} from "./generated.kit.ts";

test("an invoice and a credit of all of it leave nothing on any account", async () => {
  await fc.assert(
    fc.asyncProperty(
      switches,
      fc.array(sold, { minLength: 1, maxLength: 3 }),
      async (under, orders) => {
        const world = await worldUnder(under, "invoice");
        world.configure({ orders: { payments: "none" } });
        for (const order of orders) {
          const before = await balances(world);
          const who = buyerOf(order.buyer);
          const body = { ...who, pricesIncludeVat: order.pricesIncludeVat, lines: order.lines };
          const placed = await world.place(body);
          if (Number(placed["amountInclVat"]) <= 0) continue;
          const booked = await world.book(placed.id);
          if (isFaulty(booked) || isUntold(booked, under)) continue;
          expect(booked.end.outcome).toBe("booked");
          const credit = await world.place({
            ...body,
            creditsOrderId: placed.id,
            paymentStatus: "Refunded",
            lines: order.lines.map(turned),
          });
          const run = await world.book(credit.id);
          expect([run.end.outcome, run.codes]).toEqual([
            "booked",
            expect.arrayContaining(["credit-booked"]),
          ]);
          expect(await balances(world)).toEqual(before);
          const over = await world.place({
            ...body,
            creditsOrderId: placed.id,
            paymentStatus: "Refunded",
            lines: [turned({ ...order.lines[0], quantity: 1, discountPercentage: 0, price: 1 })],
          });
          expect((await world.book(over.id)).codes).toEqual(["credit-exceeds-original"]);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("two credits that share an order out leave nothing to pay and nothing more to credit", async () => {
  const whole = fc.array(fc.record({ rate, price, quantity: fc.integer({ min: 2, max: 7 }) }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(
      switches,
      whole,
      fc.constantFrom("company" as const, "private" as const),
      async (under, lines, buyer) => {
        const world = await worldUnder(under, "invoice");
        world.configure({ orders: { payments: "none" } });
        const who = buyerOf(buyer);
        const row = (count: (quantity: number) => number) =>
          lines.map(({ rate: of, price: each, quantity }): Json => ({
            articleCode: ARTICLES[of],
            vatCode: VAT_CODES[of],
            price: each,
            quantity: count(quantity),
          }));
        const body = { ...who, pricesIncludeVat: true };
        const placed = await world.place({ ...body, lines: row((quantity) => quantity) });
        const booked = await world.book(placed.id);
        if (isFaulty(booked)) return;
        const credits = await Promise.all(
          [row(() => -1), row((quantity) => 1 - quantity), row(() => -1)].map((rows) =>
            world.place({
              ...body,
              creditsOrderId: placed.id,
              paymentStatus: "Refunded",
              lines: rows,
            }),
          ),
        );
        const ends: string[] = [];
        for (const credit of credits) ends.push((await world.book(credit.id)).codes[0] ?? "");
        expect(ends).toEqual(["credit-booked", "credit-booked", "credit-exceeds-original"]);
        expect((await balances(world))["1510"] ?? 0).toBe(0);
      },
    ),
    { numRuns: 20 },
  );
});
