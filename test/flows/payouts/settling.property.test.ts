/**
 * Payouts of shops with invoices. For any orders and lines, voucher and payments are the payout,
 * clearing is left as it was by what is paid, each invoice is paid what its lines say, never more,
 * and the same payout again pays nothing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Decimal } from "../../../src/domain/money.ts";
import type { PayoutLine } from "../../../src/domain/payouts/lines.ts";
import type { Invoiced, MatchableOrder } from "../../../src/flows/payouts/match.ts";
import { planPayout } from "../../../src/flows/payouts/plan-voucher.ts";
import { withSettling } from "../../../src/flows/payouts/settling.ts";
import {
  type Due,
  type OpenInvoice,
  sharesOf,
  mergeDues,
} from "../../../src/flows/payouts/payment-shares.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import type { PayoutSettings } from "../../../src/settings/payouts.ts";
import { matchLines } from "../../support/match-lines.ts";
import {
  type FileLine,
  type FilePayout,
  netOf,
  paidOut,
  WRITE,
} from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, readFile, settingsOf, target } from "./kit.ts";

const point = (cents: number): Decimal => (cents / 100).toFixed(2);
const centsOf = (figure: Decimal): number => Math.round(Number(figure) * 100);

const BANKS = [
  { id: "bank-1686", account: 1686 },
  { id: "bank-1930", account: 1930 },
];

/** `paid`: registered on the bank account, as the shop said. */
type Order = { readonly paid: boolean; readonly invoices: readonly number[]; credit: number };

const ordersOf = fc.array(
  fc.record({
    paid: fc.boolean(),
    invoices: fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 3 }),
    credit: fc.integer({ min: 1, max: 50_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/**
 * Parts of an order in per cent, never more than all. A refund that fails comes back in a line
 * before or after it.
 */
const partsOf = fc.array(
  fc.record({
    order: fc.nat(),
    percent: fc.integer({ min: 1, max: 50 }),
    back: fc.boolean(),
    failsAt: fc.option(fc.nat()),
  }),
  { minLength: 1, maxLength: 12 },
);

const all = ({ invoices }: Order): number => invoices.reduce((sum, one) => sum + one, 0);
const none = { amount: "0.00", banks: [] };

const targetOf = (order: Order, n: number): MatchableOrder => {
  const invoiced: Invoiced = {
    invoices: order.invoices.map((_, at) => ({ id: `i${n}-${at}`, number: `${n}${at}` })),
    credits: [{ id: `c${n}`, number: `9${n}` }],
    received: order.paid ? { amount: point(all(order)), banks: ["bank-1930"] } : none,
    back: none,
  };
  return target(`N${n}`, { invoiced, currency: "SEK" });
};

function planned(
  payout: FilePayout,
  targets: readonly MatchableOrder[],
  invoices: PayoutSettings["invoices"],
  foreign: PayoutSettings["foreignInvoices"] = "hold",
) {
  const read = readFile(WRITE.stripe([payout]), optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  const [{ head, amount, all: lines }] = read.payouts;
  const settings = settingsOf({ payouts: { invoices } });
  const { found } = withSettling(
    matchLines(lines, { find: finding(targets), currency: "SEK" }),
    { invoices, foreign, currency: "SEK", banks: BANKS, clearingOf: () => 1686 },
    new Map(),
  );
  const sums = addLines(NO_SUMS, found);
  const plan = planPayout({ head, amount, sums, settings, currency: "SEK", banks: BANKS });
  const dues = mergeDues(
    found.flatMap((one): Due[] =>
      one.match === null || one.settling?.by !== "payment"
        ? []
        : [
            {
              keys: [one.match.target.key],
              label: one.match.target.label,
              on: one.settling.on,
              account: 1686,
              amount: dueOf(one.line),
              documents: one.settling.documents,
            },
          ],
    ),
  );
  return { plan, dues, sums };
}

/** A refund that came back takes off. */
const dueOf = ({ kind, gross }: PayoutLine): Decimal =>
  kind === "sale" ? gross : point(-centsOf(gross));

const open = (id: string, remaining: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id,
  isCredit: id.startsWith("c"),
  currency: "SEK",
  total: point(remaining),
  remaining: point(remaining),
  credited: "0.00",
  roundings: "0.00",
  ...more,
});

const KNOWN = { currency: "SEK", paidIsThere: false, done: new Map<string, Decimal>() };

test("voucher and payments are the payout, and invoices are paid what their lines say", () => {
  fc.assert(
    fc.property(ordersOf, partsOf, (orders, parts) => {
      const targets = orders.map(targetOf);
      const left = orders.map((order) => ({ sale: all(order), back: order.credit }));
      const failed: (readonly [FileLine, number])[] = [];
      const lines = parts.flatMap(({ order, percent, back, failsAt }): FileLine[] => {
        const n = order % orders.length;
        const of = orders[n] as Order;
        const room = left[n] as { sale: number; back: number };
        const cents = Math.max(1, Math.floor((back ? of.credit : all(of)) * (percent / 100)));
        if (cents > (back ? room.back : room.sale)) return [];
        const fails = back && failsAt !== null;
        if (fails) failed.push([{ kind: "failed", ref: `N${n}`, cents, fee: 0 }, failsAt]);
        else if (back) room.back -= cents;
        else room.sale -= cents;
        return [{ kind: back ? "refund" : "sale", ref: `N${n}`, cents, fee: back ? 0 : 3 }];
      });
      if (lines.length === 0) return;
      for (const [line, at] of failed) lines.splice(at % (lines.length + 1), 0, line);
      // Refunds that all came back leave nothing to book.
      lines.push({ kind: "fee", ref: "F", cents: 5 });
      const payout = { id: "P1", day: "2026-03-02", lines };
      const { plan, dues } = planned(payout, targets, "settle");
      if (plan.kind === "held") throw new Error(JSON.stringify(plan.reasons));
      // The ledger, in cents: what remains of each document.
      const ledger = new Map<string, number>(
        orders.flatMap((order, n) => [
          ...order.invoices.map((cents, at): [string, number] => [
            `i${n}-${at}`,
            order.paid ? 0 : cents,
          ]),
          [`c${n}`, -order.credit] as [string, number],
        ]),
      );
      const done = new Map<string, Decimal>();
      let onClearing = 0;
      const payAll = (): number => {
        let made = 0;
        for (const due of dues) {
          const invoices = due.documents.map(({ id }) => open(id, ledger.get(id) ?? 0));
          const found = sharesOf(due, invoices, { ...KNOWN, done });
          if (found.kind === "differs") throw new Error(JSON.stringify([due, found]));
          for (const { document, amount, remaining, complete } of found.shares) {
            const sign = due.on === "invoice" ? 1 : -1;
            const after = centsOf(remaining) - sign * centsOf(amount);
            expect(after * sign).toBeGreaterThanOrEqual(0);
            expect(complete).toBe(after === 0);
            ledger.set(document.id, after);
            done.set(document.id, point(centsOf(done.get(document.id) ?? "0") + centsOf(amount)));
            onClearing += sign * centsOf(amount);
            made += 1;
          }
        }
        return made;
      };
      payAll();
      const registered = (plan.payments ?? []).reduce(
        (total, { received, paidBack }) => total + centsOf(received) - centsOf(paidBack),
        0,
      );
      expect(registered).toBe(onClearing);
      const moved = movedBy(plan) as Readonly<Record<string, string>>;
      const sum = (of: (line: FileLine) => boolean, figure: (line: FileLine) => number): number =>
        lines.filter(of).reduce((total, line) => total + figure(line), 0);
      const ofPaid = ({ ref, kind }: FileLine): boolean =>
        kind === "sale" && (orders[Number(ref?.slice(1))]?.paid ?? false);
      // What was paid to the bank by the orders is taken off there again.
      expect(centsOf(moved["1930"] ?? "0")).toBe(
        sum(() => true, netOf) - sum(ofPaid, (l) => l.cents),
      );
      expect(sum(() => true, netOf)).toBe(paidOut(payout));
      expect(centsOf(moved["1686"] ?? "0") + onClearing).toBe(0);
      for (const [n, order] of orders.entries()) {
        const mine = ({ ref }: FileLine): boolean => ref === `N${n}`;
        const sold = sum(
          (line) => mine(line) && line.kind === "sale",
          ({ cents }) => cents,
        );
        const back = sum(
          (line) => mine(line) && (line.kind === "refund" || line.kind === "failed"),
          ({ kind, cents }) => (kind === "refund" ? cents : -cents),
        );
        const open_ = order.invoices.reduce((t, _, at) => t + (ledger.get(`i${n}-${at}`) ?? 0), 0);
        expect(open_).toBe(order.paid ? 0 : all(order) - sold);
        expect(ledger.get(`c${n}`)).toBe(back - order.credit);
      }
      expect(payAll()).toBe(0);
    }),
  );
});

const due = (amount: number, on: Due["on"] = "invoice"): Due => ({
  keys: ["order:1"],
  label: "A1",
  on,
  account: 1686,
  amount: point(amount),
  documents: [{ id: on === "invoice" ? "i1" : "c1", number: "7" }],
});

test.each<[name: string, due: Due, invoice: OpenInvoice, paid: string | null]>([
  ["all of it", due(100), open("i1", 100), "1.00"],
  ["a part", due(60), open("i1", 100), "0.60"],
  ["more than remains", due(101), open("i1", 100), null],
  ["one that is paid", due(100), open("i1", 0, { total: "1.00" }), null],
  [
    "one that a credit took from before it was paid",
    due(100),
    open("i1", 70, { total: "1.00", credited: "0.30" }),
    "0.70",
  ],
  [
    "the same, of which somebody else paid a part",
    due(70),
    open("i1", 40, { total: "1.00", credited: "0.30" }),
    null,
  ],
  ["another currency", due(100), open("i1", 100, { currency: "EUR" }), null],
  ["a total that the ledger rounded", due(100), open("i1", 100, { roundings: "0.40" }), null],
  ["a credit in place of the invoice", due(100), open("i1", -100, { isCredit: true }), null],
  ["a credit", due(100, "credit"), open("c1", -100), "1.00"],
  ["a credit that is paid back", due(100, "credit"), open("c1", 0, { total: "-1.00" }), null],
])("what is paid of an invoice: %s", (_, of, invoice, paid) => {
  const found = sharesOf(of, [invoice], KNOWN);
  expect(found.kind === "pay" ? found.shares.map(({ amount }) => amount) : null).toEqual(
    paid === null ? null : [paid],
  );
});

test("what this payout has paid counts, and what is paid is taken to be there where the tenant says so", () => {
  const half = { ...KNOWN, done: new Map([["i1", "0.40"]]) };
  const rest = sharesOf(due(100), [open("i1", 60, { total: "1.00" })], half);
  expect(rest).toMatchObject({ kind: "pay", shares: [{ amount: "0.60", complete: true }] });
  const paid = open("i1", 0, { total: "1.00" });
  expect(sharesOf(due(100), [paid], { ...KNOWN, paidIsThere: true })).toEqual({
    kind: "pay",
    shares: [],
    unpaid: { elsewhere: "1.00", setOff: "0.00" },
  });
});

const SALE: FilePayout = {
  id: "P1",
  day: "2026-03-02",
  lines: [{ kind: "sale", ref: "N0", cents: 100 }],
};

test.each<[name: string, more: Partial<Invoiced> | null, held: string]>([
  ["no invoice", { invoices: [] }, "payout-invoice-missing"],
  ["nothing in the ledger", null, "payout-invoice-missing"],
  [
    "paid on an account that isn't known",
    { received: { amount: "1.00", banks: [null] } },
    "payout-invoice-account",
  ],
  [
    "paid on two accounts",
    { received: { amount: "1.00", banks: ["bank-1686", "bank-1930"] } },
    "payout-invoice-account",
  ],
  [
    "paid less than the line",
    { received: { amount: "0.40", banks: ["bank-1686"] } },
    "payout-invoice-account",
  ],
])("an order that can't be settled holds the payout: %s", (_, more, code) => {
  const of = targetOf({ paid: false, invoices: [100], credit: 1 }, 0);
  const { invoiced, ...bare } = of;
  const known =
    more === null ? bare : { ...bare, invoiced: { ...(invoiced as Invoiced), ...more } };
  expect(movedBy(planned(SALE, [known], "settle").plan)).toEqual([code]);
});

test("an order on receivables by its voucher is taken off no other account: it holds the payout", () => {
  const { invoiced: _, ...bare } = targetOf({ paid: false, invoices: [100], credit: 1 }, 0);
  const of: MatchableOrder = { ...bare, onReceivables: true };
  const dispute: FilePayout = {
    ...SALE,
    lines: [{ kind: "chargeback", ref: "N0", cents: 100 }],
  };
  for (const choice of ["ask", "clear", "settle", "settle-open"] as const)
    for (const payout of [SALE, dispute])
      expect(movedBy(planned(payout, [of], choice).plan)).toEqual(["payout-order-on-voucher"]);
});

test("an order is taken off the clearing account on which its voucher stands", () => {
  const { invoiced: _, ...bare } = targetOf({ paid: false, invoices: [100], credit: 1 }, 0);
  const on = (accounts: readonly number[]): MatchableOrder => ({
    ...bare,
    clears: { method: "CARD", accounts },
  });
  const moved = (of: MatchableOrder) => movedBy(planned(SALE, [of], "ask").plan);
  expect(moved(on([1580]))).toEqual({ "1930": "1.00", "1580": "-1.00" });
  for (const accounts of [[1686], [1580, 1686], []])
    expect(moved(on(accounts))).toEqual({ "1930": "1.00", "1686": "-1.00" });
});

test("without a choice, and in another currency, it is held as well", () => {
  const of = targetOf({ paid: false, invoices: [100], credit: 1 }, 0);
  expect(movedBy(planned(SALE, [of], "ask").plan)).toEqual(["payout-invoices-not-chosen"]);
  expect(movedBy(planned(SALE, [of], "clear").plan)).toEqual({ "1930": "1.00", "1686": "-1.00" });
  const inEuro = { ...of, currency: "EUR" };
  expect(movedBy(planned(SALE, [inEuro], "settle").plan)).toEqual(["payout-invoice-currency"]);
});

test("an invoice in another currency whose payment is registered holds the payout, whatever was chosen", () => {
  const paid = { ...targetOf({ paid: true, invoices: [100], credit: 1 }, 0), currency: "EUR" };
  for (const choice of ["ask", "clear", "settle", "settle-open"] as const)
    expect(movedBy(planned(SALE, [paid], choice).plan)).toEqual(["payout-invoice-currency"]);
});

test("a person may have it taken off with what was paid out, where its payment stands, or is to stand", () => {
  const inEuro = (paid: boolean): MatchableOrder => ({
    ...targetOf({ paid, invoices: [100], credit: 1 }, 0),
    currency: "EUR",
  });
  for (const choice of ["settle", "settle-open"] as const) {
    const { plan, dues, sums } = planned(SALE, [inEuro(false)], choice, "clear");
    expect(movedBy(plan)).toEqual({ "1930": "1.00", "1686": "-1.00" });
    // It pays nothing, and no payment and no order is held against it.
    expect(dues).toEqual([]);
    expect(sums).toMatchObject({
      registered: { 1686: "1.00" },
      ofOrders: { 1686: "1.00" },
      foreign: { count: 1, amount: "1.00" },
    });
  }
  for (const choice of ["clear", "settle"] as const) {
    const { sums } = planned(SALE, [inEuro(true)], choice, "clear");
    expect(sums).toMatchObject({ registered: { 1930: "1.00" }, foreign: { amount: "1.00" } });
  }
  const { sums } = planned(
    SALE,
    [targetOf({ paid: true, invoices: [100], credit: 1 }, 0)],
    "clear",
  );
  expect(sums.foreign).toBeUndefined();
});
