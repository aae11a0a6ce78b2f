/**
 * Generated orders that are edited and then cancelled after they were booked, as invoices and as
 * vouchers: what the ledger says is owed and paid is what the shop charges after each edit, and a
 * cancellation leaves nothing of it.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";
import {
  balances,
  buyerOf,
  isFaulty,
  isUntold,
  type Order,
  sold,
  switches,
  worldUnder,
} from "./generated.kit.ts";

const kinds = fc.constantFrom<"invoice" | "mutation">("invoice", "mutation");
const CHARGED: Readonly<Record<"invoice" | "mutation", readonly string[]>> = {
  invoice: ["1510"],
  mutation: ["1510", "1580"],
};

const cents = (amount: unknown): number => Math.round(Number(amount) * 100);
const due = async (world: FlowWorld, of: "invoice" | "mutation"): Promise<number> => {
  const found = await balances(world);
  return CHARGED[of].reduce((all, account) => all + cents(found[account] ?? 0), 0);
};

/**
 * Net or VAT at or below nothing while something is to be paid: a discount at another rate than
 * what it is off. A credit of it has no sign by which to tell which way its rows are meant, and is
 * held.
 */
const isLopsided = (order: Json): boolean =>
  Number(order["amountExclVat"]) <= 0 || Number(order["vatAmount"]) < 0;

/** The order as it is edited to: its own buyer and price basis stay. */
const edits = ({ lines }: Order): Json => ({ lines });

test("after every edit the ledger has what is charged, and after a cancellation nothing", async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      switches,
      kinds,
      fc.array(sold, { minLength: 2, maxLength: 4 }),
      fc.boolean(),
      async (under, of, states, paid) => {
        const world = await worldUnder(under, "invoice");
        world.configure({
          orders: {
            type: of,
            payments: of === "mutation" ? "register" : "none",
            editedAfterBooking: "delta",
            cancelledAfterBooking: "credit",
            voucher: of === "mutation" ? { paid: "clearing" } : {},
          },
          ...(of === "mutation" ? { lookups: VOUCHER_LOOKUPS } : {}),
        });
        const [first, ...later] = states;
        if (first === undefined) return;
        const before = await balances(world);
        const placed = await world.place({
          ...buyerOf(first.buyer),
          pricesIncludeVat: first.pricesIncludeVat,
          lines: first.lines,
          paymentStatus: "Open",
          paymentMethodId: "CARD",
        });
        if (Number(placed["amountInclVat"]) <= 0 || isLopsided(placed)) return;
        const run = await world.book(placed.id);
        if (isFaulty(run) || isUntold(run, under)) return;
        expect(run.end.outcome).toBe("booked");
        const edit = async (
          change: Json,
        ): Promise<{ readonly run: Run; readonly gross: number; readonly lopsided: boolean }> => {
          const now = (await world.control(
            "asperion",
            "PATCH",
            `/orders/${placed.id}`,
            change,
          )) as Json;
          return {
            gross: cents(now["amountInclVat"]),
            lopsided: isLopsided(now),
            run: await world.book(placed.id),
          };
        };
        for (const state of later) {
          const { run: edited, gross, lopsided } = await edit(edits(state));
          if (isFaulty(edited) || gross <= 0 || lopsided) return;
          expect([edited.codes[0], ["booked", "updated"].includes(edited.end.outcome)]).toEqual([
            edited.codes[0],
            true,
          ]);
          expect(await due(world, of)).toBe(gross);
          told += 1;
        }
        if (paid && of === "mutation") {
          const { run: settled, gross } = await edit({ paymentStatus: "Paid" });
          expect([
            settled.codes.includes("voucher-paid"),
            cents((await balances(world))["1580"] ?? 0),
            cents((await balances(world))["1510"] ?? 0),
          ]).toEqual([true, gross, 0]);
        }
        const back = paid ? { paymentStatus: "Refunded", amountPaid: 0 } : {};
        expect((await edit({ status: 9, ...back })).run.end.outcome).toBe("updated");
        const left = Object.entries(await balances(world)).filter(
          ([account, amount]) => cents(amount) !== cents(before[account] ?? 0),
        );
        // A voucher is taken back row by row. Documents of other lines have other cents: they may move between the accounts of what was sold, never on what is owed.
        const most = of === "mutation" ? 0 : states.flatMap(({ lines }) => lines).length;
        expect(
          left.filter(
            ([account, amount]) => CHARGED[of].includes(account) || Math.abs(cents(amount)) > most,
          ),
        ).toEqual([]);
      },
    ),
    { numRuns: 20, endOnFailure: true },
  );
  expect(told).toBeGreaterThan(3);
});
