/**
 * The order flow against both sandboxes in one process, for generated orders under every switch
 * that touches money: what is booked is what was charged.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { money } from "../../support/invoices.ts";
import {
  cardOf,
  carries,
  documentOf,
  inLedger,
  isFaulty,
  place,
  sold,
  type Switches,
  switches,
  type,
  worldUnder,
} from "./generated.kit.ts";

test("what the ledger has is what was charged, its VAT is one that was predicted, and its books agree", async () => {
  await fc.assert(
    fc.asyncProperty(
      switches,
      type,
      fc.array(sold, { minLength: 2, maxLength: 4 }),
      async (under, of, orders) => {
        const world = await worldUnder(under, of);
        for (const order of orders) {
          const placed = await place(world, order);
          if (placed === null) continue;
          const run = await world.book(placed.id);
          if (isFaulty(run)) continue;
          expect([run.end.outcome, run.codes]).toEqual(["booked", expect.anything()]);
          const [gross, vat] = await inLedger(world, of, placed, under.ledger);
          expect(gross).toBe(money(Number(placed["amountInclVat"]) + cardOf(placed)));
          // The plan's own prediction of the way in which this ledger rounds, whether or not that was known when it was made.
          const { gross: predicted, vat: ofVat } =
            documentOf(run).prediction[under.ledger.vatRounding];
          expect([predicted, ofVat]).toEqual([gross, vat]);
          if (of === "invoice")
            expect(
              money(
                (await world.ledger())["customerinvoices"]?.find((one) => carries(one, placed))?.[
                  "RemainingAmountInvoiceCurrency"
                ],
              ),
            ).toBe("0.00");
        }
        expect(
          ((await world.ledger()) as unknown as { books: { problems: unknown[] } }).books.problems,
        ).toEqual([]);
      },
    ),
    { numRuns: 90 },
  );
}, 120_000);

test("half a cent that the ledger rounds to the even one: what it makes another total is held, and another VAT is told", async () => {
  await fc.assert(
    fc.asyncProperty(
      switches,
      type,
      fc.array(sold, { minLength: 2, maxLength: 4 }),
      async (under, of, orders) => {
        const world = await worldUnder(
          { ...under, ledger: { ...under.ledger, roundingHalf: "even" } as Switches["ledger"] },
          of,
        );
        for (const order of orders) {
          const placed = await place(world, order);
          if (placed === null) continue;
          const run = await world.book(placed.id);
          if (run.end.outcome === "held") continue;
          // Errors of two rates may cancel out in a draft; the booked invoice tells VAT by rate.
          if (run.end.outcome !== "booked")
            expect([run.end.outcome, of, run.codes]).toEqual([
              "needs-attention",
              "invoice",
              expect.arrayContaining(["booked-figures-differ"]),
            ]);
          expect((await inLedger(world, of, placed, under.ledger))[0]).toBe(
            money(Number(placed["amountInclVat"]) + cardOf(placed)),
          );
        }
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);
