/**
 * For every file that a provider can write: the voucher is the payout to the cent and balances,
 * each account has what the lines say, and clearing goes to what is still open. The sums are
 * counted here in cents, not with the reader's own arithmetic.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  added,
  CAN,
  type FileLine,
  type FilePayout,
  netOf,
  paidOut,
  point,
  WRITE,
  type Written,
} from "../../sandbox/settlement-files.ts";
import { finding, optionsOf, payoutIdOf, planOf, readFile, settingsOf, target } from "./kit.ts";

const FORMATS = Object.keys(WRITE) as Written[];
const NUMBERS = ["C2001", "C2002", "C2003", "C2004"] as const;
const KNOWN = finding(NUMBERS.slice(0, 3).map((label) => target(label)));
const isKnown = (ref: string): boolean => ref !== "C2004";

const linesOf = (written: Written): fc.Arbitrary<readonly FileLine[]> => {
  const { kinds, fees, vat } = CAN[written];
  const line = fc
    .record({
      kind: fc.constantFrom(...kinds),
      ref: fc.constantFrom(...NUMBERS),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
      fee: fc.integer({ min: 0, max: 9_999 }),
      vat: fc.integer({ min: 0, max: 2_500 }),
    })
    .map((made): FileLine => {
      const { fee, vat: feeVat, ...bare } = made;
      const own = bare.kind === "fee" || bare.kind === "held" || bare.kind === "released";
      return {
        ...bare,
        ...(fees && !own && fee > 0 ? { fee } : {}),
        ...(vat === true && feeVat > 0 && (bare.kind === "fee" || (!own && fee > 0))
          ? { vat: feeVat }
          : {}),
      };
    });
  return fc.array(line, { minLength: 1, maxLength: 30 });
};

const payoutsOf = (written: Written): fc.Arbitrary<readonly FilePayout[]> =>
  fc.array(linesOf(written), { minLength: 1, maxLength: 3 }).map((many) =>
    many.map((lines, n) => ({
      id: written === "swish" ? `2026-03-0${n + 2}` : `P${n}`,
      day: `2026-03-0${n + 2}`,
      lines,
    })),
  );

const sumOf = (lines: readonly FileLine[], figure: (line: FileLine) => number): number =>
  lines.reduce((sum, line) => sum + figure(line), 0);
const CLEARED = ["sale", "refund", "chargeback", "won"];

/** Debit less credit in cents, of each account. */
function expected({ lines }: FilePayout): Readonly<Record<string, number>> {
  const cleared = lines.filter(({ kind }) => CLEARED.includes(kind));
  const held = lines.filter(({ kind }) => kind === "held" || kind === "released");
  const own = lines.filter(({ kind }) => kind === "fee");
  return {
    "1930": sumOf(lines, netOf),
    "6570": sumOf(lines, ({ fee = 0 }) => fee) + sumOf(own, ({ cents }) => cents),
    "2641": sumOf(lines, ({ vat = 0 }) => vat),
    "1689": -sumOf(held, added),
    "1686": -sumOf(
      cleared.filter(({ ref }) => isKnown(ref)),
      added,
    ),
    "1799": -sumOf(
      cleared.filter(({ ref }) => !isKnown(ref)),
      added,
    ),
  };
}

const settings = settingsOf({
  payouts: { unmatched: "account" },
  lookups: { payoutFeeVat: { default: "file" } },
});

for (const written of FORMATS)
  test(`${written}: the voucher is the payout, and each account what its lines say`, () => {
    fc.assert(
      fc.property(payoutsOf(written), fc.integer({ min: 1, max: 400 }), (payouts, piece) => {
        const read = readFile(WRITE[written](payouts), optionsOf(written), piece);
        if ("code" in read) throw new Error(JSON.stringify(read));
        expect(read.payouts.map(({ head: { payout }, amount }) => [payout, amount])).toEqual(
          payouts.map((payout) => [payoutIdOf(written, payout.id), point(paidOut(payout))]),
        );
        for (const [n, one] of read.payouts.entries()) {
          const payout = payouts[n];
          if (payout === undefined) throw new Error("no such payout");
          const plan = planOf(one, KNOWN, settings);
          const wanted = expected(payout);
          const moved = Object.values(wanted).some((figure) => figure !== 0);
          if (plan.kind === "held") {
            expect([plan.reasons.map(({ code }) => code), moved]).toEqual([
              ["payout-empty"],
              false,
            ]);
            continue;
          }
          const cents = (text: string): number => Math.round(Number(text) * 100);
          expect(sumRows(plan.rows, ({ debit }) => cents(debit))).toBe(
            sumRows(plan.rows, ({ credit }) => cents(credit)),
          );
          for (const [account, figure] of Object.entries(wanted))
            expect([
              account,
              sumRows(
                plan.rows.filter((row) => String(row.account) === account),
                ({ debit, credit }) => cents(debit) - cents(credit),
              ),
            ]).toEqual([account, figure + 0]);
        }
      }),
      { numRuns: 60 },
    );
  });

const sumRows = <T>(rows: readonly T[], figure: (row: T) => number): number =>
  rows.reduce((sum, row) => sum + figure(row), 0);

test("clearing goes to what is open: what was sold less what its payouts brought", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ cents: fc.integer({ min: 1, max: 99_999 }), paid: fc.boolean() }), {
        minLength: 1,
        maxLength: 12,
      }),
      (orders) => {
        const lines = orders.flatMap(({ cents, paid }, n): readonly FileLine[] =>
          paid ? [{ kind: "sale", ref: `D${n}`, cents, fee: 1 }] : [],
        );
        if (lines.length === 0) return;
        const read = readFile(
          WRITE.stripe([{ id: "P", day: "2026-03-02", lines }]),
          optionsOf("stripe"),
        );
        if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
        const plan = planOf(read.payouts[0], finding(orders.map((_, n) => target(`D${n}`))));
        if (plan.kind === "held") throw new Error(JSON.stringify(plan));
        const sold = orders.reduce((sum, { cents }) => sum + cents, 0);
        const open = orders.reduce((sum, { cents, paid }) => sum + (paid ? 0 : cents), 0);
        const cleared = plan.rows
          .filter(({ role }) => role === "clearing")
          .reduce((sum, { credit }) => sum + Math.round(Number(credit) * 100), 0);
        expect(sold - cleared).toBe(open);
      },
    ),
  );
});

test("altering one amount of a file never goes unseen where the file states what it comes to", () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Written>("klarna", "adyen", "paypal", "stl"),
      linesOf("klarna"),
      fc.nat(),
      (written, made, at) => {
        const lines = made.map(({ vat: _, ...line }) => line);
        const payout = { id: "P", day: "2026-03-02", lines };
        const chosen = at % lines.length;
        const altered = lines.map((line, n) =>
          n === chosen ? { ...line, cents: line.cents + 1 } : line,
        );
        // The lines of one file under the sum of the other.
        const [right, wrong] = [payout, { ...payout, lines: altered }].map((one) =>
          WRITE[written]([one]).split("\n"),
        );
        const stated = { klarna: 1, adyen: -1, paypal: -1, stl: -4 }[written as "stl"];
        const mixed = [...(wrong ?? [])];
        const row = stated < 0 ? mixed.length + stated : stated;
        mixed[row] = right?.[row] ?? "";
        const read = readFile(mixed.join("\n"), optionsOf(written));
        expect("code" in read ? read.code : "read").toBe("settlement-sum-differs");
      },
    ),
    { numRuns: 200 },
  );
});
