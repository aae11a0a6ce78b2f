/**
 * Disputes of an order come to the same accounts in one payout and in several: a provider pays out
 * daily or weekly, and the books don't depend on it.
 */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dec } from "../../src/domain/money.ts";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { disputeLosses } from "../../src/sync/tenant/journal/disputes.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import {
  fees,
  lost,
  ofOrder,
  refund,
  sale,
  shop,
  withDisputes,
  won,
} from "./payout-disputes.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const MOST = 125;
const euros = (whole: number): string => `${whole}.00`;

/** Disputes that are lost and won in turns: never more than the order, nor more than was lost. */
const disputes = (max: number) =>
  fc
    .array(fc.record({ isWon: fc.boolean(), size: fc.constantFrom(25, 50, 125) }), {
      maxLength: max,
    })
    .map((moves) => {
      let out = 0;
      return moves.flatMap(({ isWon, size }) => {
        const of = Math.min(size, isWon ? out : MOST - out);
        out += isWon ? -of : of;
        return of === 0 ? [] : [isWon ? won(euros(of)) : lost(euros(-of))];
      });
    });

const history = fc.record({
  /** Paid out before, each by itself, as a dispute was booked then. */
  before: fc.record({ chargebacks: fc.constantFrom("account", "clearing"), lines: disputes(3) }),
  refunded: fc.constantFrom("not", "credited", "cancelled"),
  isPaidBack: fc.boolean(),
  isSoldHere: fc.boolean(),
  chargebacks: fc.constantFrom("account", "clearing"),
  lines: disputes(7),
  /** After which lines a payout ends. */
  cuts: fc.array(fc.nat(7), { maxLength: 4 }),
});
type History = typeof history extends fc.Arbitrary<infer Of> ? Of : never;

/** Debit less credit on each account. */
async function accountsOf(of: History, payouts: readonly (readonly PayoutLine[])[]) {
  const world = shop();
  const { sql, context, book, configure, credit, takeBack } = world;
  const rows: string[] = [];
  const all = async (each: readonly (readonly PayoutLine[])[]) => {
    for (const lines of each)
      if (lines.length > 0)
        for (const row of await book(...lines)) {
          if (typeof row !== "string") throw new Error("it is held");
          rows.push(row);
        }
  };
  configure(withDisputes(of.before.chargebacks));
  if (!of.isSoldHere) await all([[sale()], ...of.before.lines.map((one) => [one])]);
  if (of.refunded === "credited") credit();
  if (of.refunded === "cancelled") takeBack();
  configure(withDisputes(of.chargebacks));
  await all(payouts);
  const sums: Record<string, string> = {};
  for (const row of rows) {
    const [, account = "", debit = "", credit_ = ""] = row.split(" ");
    sums[account] = dec(sums[account] ?? "0")
      .plus(debit)
      .minus(credit_)
      .toFixed(2);
  }
  for (const [account, moved] of Object.entries(sums)) if (dec(moved).eq(0)) delete sums[account];
  const { orders } = await clearing(context, {});
  return { sums, lost: disputeLosses(sql, "order:0"), open: orders.map(({ open }) => open) };
}

test("disputes of an order come to the same accounts in one payout and in several", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (of) => {
      const first = [
        ...(of.isSoldHere ? [sale()] : []),
        ...(of.refunded !== "not" && of.isPaidBack ? [refund()] : []),
      ];
      const lines = [...first, ...of.lines];
      const cuts = [0, ...of.cuts.map((at) => Math.max(first.length, at)), lines.length];
      const ends = cuts.toSorted((a, b) => a - b);
      const several = ends.slice(1).map((end, n) => lines.slice(ends[n], end));
      expect(await accountsOf(of, several)).toEqual(await accountsOf(of, [lines]));
    }),
    { numRuns: 40 },
  );
});

const ofFees = (count: number) => (count === 0 ? [] : fees(count));

test.each([0, 250])(
  "a dispute that was its order's refund, won, and lost again is the refund again, of %i lines between",
  async (between) => {
    const { sql, context, book, configure, credit } = shop();
    configure(withDisputes("account"));
    await book(sale());
    credit();
    const apart = ofFees(between);
    const rows = await book(lost(), ...apart, won(), ...ofFees(between), lost());
    expect(rows).toContain("chargeback 1580 125.00 0.00");
    expect([disputeLosses(sql, "order:0"), (await clearing(context, {})).orders]).toEqual([[], []]);
  },
);

test.each([0, 250])(
  "a dispute of an earlier payout that is won, and lost again, is the order's refund again, of %i lines between",
  async (between) => {
    const { sql, context, book, configure, credit } = shop();
    configure(withDisputes("account"));
    await book(sale());
    credit();
    await book(lost());
    await book(won(), ...ofFees(between), lost());
    expect([disputeLosses(sql, "order:0"), (await clearing(context, {})).orders]).toEqual([[], []]);
  },
);

test.each([0, 250])(
  "a win takes back the loss of its own payout before a dispute on clearing, of %i lines between",
  async (between) => {
    const { sql, context, book, configure } = shop();
    configure(withDisputes("clearing"));
    await book(sale());
    await book(lost("-60.00"));
    configure(withDisputes("account"));
    await book(lost("-60.00"), ...ofFees(between), won("60.00"));
    const { orders } = await clearing(context, {});
    expect([disputeLosses(sql, "order:0"), orders.map(({ open }) => open)]).toEqual([
      [],
      ["60.00"],
    ]);
  },
);

/** An order of 125.00: 75.00 of it on 1580, for which 50.00 came later on 1586. */
function paidByTwo() {
  const world = shop();
  const settings = withDisputes("account");
  const table = { "stripe/swish": "1586" };
  const lookups = { ...settings.lookups, payoutClearing: { default: "1580", table } };
  world.configure({ ...settings, lookups });
  const saved = { n: 1, number: null, state: "live", sourceHash: null, ownedHash: null } as const;
  for (const [role, id, account, method, moved] of [
    ["voucher", "v 0", 1580, "7", "75.00"],
    ["voucher-payment", "p 0", 1586, "8", "50.00"],
  ] as const) {
    const clearing = { account, moved, day: "2026-03-01", method };
    const voucher = { charged: moved, currency: "SEK", rate: null, ledgerItem: null, clearing };
    saveDocument(world.sql, "order:0", { ...saved, role, id, voucher }, 1);
  }
  return world;
}

test.each(["in the same payout", "in the next one"])(
  "a dispute of an order that was paid on two accounts is a loss, %s",
  async (when) => {
    const { sql, book } = paidByTwo();
    const sales = [ofOrder("sale", "75.00"), { ...ofOrder("sale", "50.00"), method: "swish" }];
    const dispute = lost("-50.00");
    if (when === "in the next one") await book(...sales);
    const rows = await book(...(when === "in the next one" ? [] : sales), dispute);
    expect(rows).toContain("chargeback 6064 50.00 0.00");
    expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "50.00" }]);
  },
);
