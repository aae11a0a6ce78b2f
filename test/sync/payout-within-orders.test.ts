/** A payout pays no order, and pays none back, with more than it comes to. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import {
  beginNumbers,
  indexNumbers,
  numbersAreKnown,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { plannedAtOnce } from "../../src/sync/tenant/payouts/plan/current.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import * as plans from "../../src/sync/tenant/payouts/plan/store.ts";
import { choose, lines, one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, known, line, order, PAYOUT, payoutShop, settings } from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

async function stage(lines: readonly PayoutLine[]) {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 3; n += 1) order(sql, n);
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  await hand(context, lines);
  return { sql, context };
}

const seen = async ({ context }: Awaited<ReturnType<typeof stage>>) => {
  const payout = await one(context, PAYOUT);
  return [payout?.plan.kind, payout?.unmatched.map(({ id, why }) => `${id} ${why}`)];
};

const part = (n: number, gross: string, more: Partial<PayoutLine> = {}): PayoutLine =>
  line(n, { reference: "1000", paymentId: null, gross, fee: "0.00", net: gross, ...more });
const back = (n: number, gross: string): PayoutLine => part(n, `-${gross}`, { kind: "refund" });
const disputed = (n: number, gross: string): PayoutLine =>
  part(n, `-${gross}`, { kind: "chargeback" });

test("an order that a line pays in full isn't given to another one by hand", async () => {
  const world = await stage([line(0), line(1, { reference: null, paymentId: null })]);
  expect(choose(world.context, PAYOUT, "l1", "1000")).toMatchObject({ ok: true });
  expect(await seen(world)).toEqual(["held", ["l1 paid"]]);
  // The line of the order's own reference stands, wherever the other one is.
  const turned = await stage([line(1, { reference: null, paymentId: null }), line(0)]);
  choose(turned.context, PAYOUT, "l1", "1000");
  expect(await seen(turned)).toEqual(["held", ["l1 paid"]]);
  expect(choose(world.context, PAYOUT, "l1", "1002")).toMatchObject({ ok: true });
  expect(await seen(world)).toEqual(["voucher", []]);
});

test.each<[string, readonly PayoutLine[], string, readonly string[]]>([
  [
    "parts that add up to it",
    [part(0, "25.00"), part(1, "60.00"), part(2, "40.00")],
    "voucher",
    [],
  ],
  ["parts of which one is too much", [part(0, "60.00"), part(1, "65.01")], "held", ["l1 paid"]],
  ["a sale that is paid back", [part(0, "125.00"), back(1, "125.00"), line(2)], "voucher", []],
  [
    "a sale that is paid back and made again",
    [part(0, "125.00"), part(1, "125.00"), back(2, "125.00")],
    "voucher",
    [],
  ],
  ["what an earlier payout paid, paid back", [back(0, "50.00"), back(1, "75.00")], "voucher", []],
  ["more paid back than it came to", [back(0, "125.00"), back(1, "0.01")], "held", ["l1 paid"]],
  ["what the buyer disputes as well", [back(0, "125.00"), disputed(1, "125.00")], "voucher", []],
  [
    "more disputed than it came to, beside a refund",
    [disputed(0, "100.00"), back(1, "125.00"), disputed(2, "25.01")],
    "held",
    ["l2 paid"],
  ],
  [
    "more paid back than it came to, beside a dispute",
    [back(0, "100.00"), back(1, "25.01"), disputed(2, "125.00")],
    "held",
    ["l1 paid"],
  ],
  [
    "two sales of which one is disputed",
    [part(0, "125.00"), part(1, "125.00"), disputed(2, "125.00")],
    "voucher",
    [],
  ],
  [
    "its fee beside it",
    [part(0, "125.00"), line(1, { kind: "fee", reference: "1000", gross: "0.00", net: "-2.50" })],
    "voucher",
    [],
  ],
  [
    "what was paid in another currency, which no line says in the order's",
    [
      part(0, "11.00", { paid: { currency: "SEK", amount: "75.00" } }),
      part(1, "9.00", { paid: { currency: "SEK", amount: "50.00" } }),
    ],
    "voucher",
    [],
  ],
  [
    "too much of it in its own currency",
    [
      part(0, "11.00", { paid: { currency: "SEK", amount: "75.00" } }),
      part(1, "9.00", { paid: { currency: "SEK", amount: "50.01" } }),
    ],
    "held",
    ["l1 paid"],
  ],
])("%s", async (_, lines, kind, unmatched) => {
  expect(await seen(await stage(lines))).toEqual([kind, unmatched]);
});

/** A line that names no order, only a payment that another line names as well. */
const of = (n: number, paymentId: string, gross: string, more: Partial<PayoutLine> = {}) =>
  part(n, gross, { reference: null, paymentId, ...more });
const SALES = [part(0, "125.00", { paymentId: "payA" }), part(1, "125.00", { paymentId: "payB" })];

test.each<[string, readonly PayoutLine[], string, readonly string[]]>([
  [
    "a sale that is paid back by its payment and made again",
    [
      part(0, "125.00", { paymentId: "payA" }),
      of(1, "payA", "-125.00", { kind: "refund" }),
      part(2, "125.00", { paymentId: "payB" }),
    ],
    "voucher",
    [],
  ],
  [
    "a dispute by its payment that is won",
    [
      part(0, "125.00", { paymentId: "payA" }),
      of(1, "payA", "-125.00", { kind: "chargeback" }),
      part(2, "125.00", { kind: "chargeback-reversed", paymentId: "payA" }),
    ],
    "voucher",
    [],
  ],
  [
    "two sales of which the second is paid back by its payment",
    [...SALES, of(2, "payB", "-125.00", { kind: "refund" })],
    "voucher",
    [],
  ],
  [
    "two sales of which one is paid back in parts",
    [
      ...SALES,
      of(2, "payA", "-25.00", { kind: "refund" }),
      of(3, "payA", "-100.00", { kind: "refund" }),
    ],
    "voucher",
    [],
  ],
  [
    "two sales of which one isn't paid back in full",
    [...SALES, of(2, "payB", "-124.99", { kind: "refund" })],
    "held",
    ["l1 paid"],
  ],
  [
    "a second sale by the payment of the first",
    [line(0), of(1, "pay0", "1.00")],
    "held",
    ["l1 paid"],
  ],
])("by payments: %s", async (_, lines, kind, unmatched) => {
  expect(await seen(await stage(lines))).toEqual([kind, unmatched]);
});

test("where the rest has an account of its own, nothing of such an order is booked there", async () => {
  const { sql, context, configure } = payoutShop();
  const { payouts } = settings;
  const accounts = { ...payouts.accounts, unmatched: "2999" };
  configure(2, { ...settings, payouts: { ...payouts, unmatched: "account", accounts } });
  order(sql, 0);
  await hand(context, [...SALES, of(2, "payA", "-125.00", { kind: "refund" })]);
  const plan = (await one(context, PAYOUT))?.plan;
  expect(plan?.kind === "voucher" && plan.rows.map(({ role, credit }) => [role, credit])).toEqual([
    ["bank", "0.00"],
    ["clearing", "125.00"],
  ]);
});

/** Long enough for two parts. The lines stand at these places among those of other orders. */
async function long(more: Readonly<Record<number, PayoutLine>>) {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 450; n += 1) order(sql, n);
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  await hand(
    context,
    Array.from({ length: 420 }, (_, n) => more[n] ?? line(n)),
  );
  return { sql, context };
}

test("a second payment that is paid back in a later part stays", async () => {
  const world = await long({
    5: part(5, "125.00", { paymentId: "payB" }),
    410: of(410, "payB", "-125.00", { kind: "refund" }),
    411: line(411, { reference: "1005" }),
  });
  expect(await seen(world)).toEqual(["voucher", []]);
});

test("of what is too much a person's choice goes first, in whichever part it stands", async () => {
  const world = await long({ 0: line(0, { reference: null, paymentId: null }) });
  expect(choose(world.context, PAYOUT, "l0", "1300")).toMatchObject({ ok: true });
  expect(await seen(world)).toEqual(["held", ["l0 paid"]]);
  const turned = await long({ 300: line(300, { reference: null, paymentId: null }) });
  expect(choose(turned.context, PAYOUT, "l300", "1000")).toMatchObject({ ok: true });
  expect(await seen(turned)).toEqual(["held", ["l300 paid"]]);
});

test("of a long payout the lines of all its parts count", async () => {
  const { sql, context } = payoutShop();
  for (let n = 0; n < 450; n += 1) order(sql, n);
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  const lines = Array.from({ length: 420 }, (_, n) =>
    n === 410 ? line(n, { reference: "1000", paymentId: null }) : line(n),
  );
  await hand(context, lines);
  expect((await one(context, PAYOUT))?.unmatched.map(({ id, why }) => [id, why])).toEqual([
    ["l410", "paid"],
  ]);
});

test("a choice is changed, and undone: then the line's own reference counts again", async () => {
  const world = await stage([line(0), line(1)]);
  const orders = async () =>
    (await lines(world.context, PAYOUT, 0))?.rows.map((row) => [row.order, row.by]);
  const of = async () => (await one(world.context, PAYOUT))?.chosen ?? 0;
  // Without a job an order is called by its key.
  for (const [number, order, by, chosen] of [
    ["1002", "order:2", "person", 1],
    ["1001", "order:1", "person", 1],
    ["", "1001", "reference", 0],
  ] as const) {
    expect(choose(world.context, PAYOUT, "l1", number)).toMatchObject({ ok: true });
    expect([await orders(), await of()]).toEqual([
      [
        ["1000", "reference"],
        [order, by],
      ],
      chosen,
    ]);
  }
});

test("a line whose order isn't booked has none until it is, also where a person chose it", async () => {
  const world = await stage([
    line(0),
    line(5),
    line(6, { reference: null, paymentId: null, text: "" }),
  ]);
  const { sql, context } = world;
  for (const n of [5, 6]) known(sql, n);
  choose(context, PAYOUT, "l6", "1006");
  expect(await seen(world)).toEqual(["held", ["l5 unbooked", "l6 unbooked"]]);
  // The chosen one is named: without a job by its key.
  expect((await one(context, PAYOUT))?.unmatched.map(({ id, chosen }) => [id, chosen])).toEqual([
    ["l5", undefined],
    ["l6", "order:6"],
  ]);
  for (const n of [5, 6])
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, state, updated_at)
       VALUES (?, 'voucher', 1, ?, 'live', 1)`,
      `order:${n}`,
      `v${n}`,
    );
  // The plan is made anew once a job ended.
  plans.outdate(sql, PAYOUT);
  expect(await seen(world)).toEqual(["voucher", []]);
});

test("a document that is gone is none: its order isn't booked any more", async () => {
  const world = await stage([line(0), line(1)]);
  run(world.sql, "UPDATE documents SET state = 'gone' WHERE key = 'order:1'");
  expect(await seen(world)).toEqual(["held", ["l1 unbooked"]]);
});

test("an order that was never booked, paid and paid back by one payout, holds nothing", async () => {
  const world = await stage([
    line(0),
    line(5),
    line(6, { reference: "1005", kind: "refund", gross: "-125.00", fee: "0.00", net: "-125.00" }),
  ]);
  known(world.sql, 5);
  expect(await seen(world)).toEqual(["voucher", []]);
});

test("what came back of a refund counts where nothing is booked", async () => {
  const moved = (n: number, gross: string) =>
    line(n, { reference: "1005", paymentId: null, kind: "refund", gross, fee: "0.00", net: gross });
  const [refund, failed] = [moved(6, "-125.00"), moved(7, "125.00")];
  const of = async (...all: readonly PayoutLine[]) => {
    const world = await stage([line(0), ...all]);
    known(world.sql, 5);
    return seen(world);
  };
  // Sale and what came back are the buyer's money, and no sale stands in the books.
  expect(await of(line(5), refund, failed)).toEqual([
    "held",
    ["l5 unbooked", "l6 unbooked", "l7 unbooked"],
  ]);
  expect(await of(failed)).toEqual(["held", ["l7 unbooked"]]);
  expect(await of(refund, failed)).toEqual(["voucher", []]);
});

test("the last part of an order in another currency takes all that is left, to the cent", async () => {
  const euros = (n: number, amount: string, gross: string): PayoutLine =>
    part(n, gross, { paid: { currency: "EUR", amount } });
  const offOf = async (open: number, lines: readonly PayoutLine[]) => {
    const world = await stage(lines);
    const { sql, context } = world;
    run(sql, "UPDATE keys SET currency = 'EUR', gross = 50000000 WHERE key = 'order:0'");
    const rate = { rate: "11.295", day: "2026-03-01", by: "ledger" };
    const clearing = { account: 1580, moved: "564.75", day: "2026-03-01", method: "CARD" };
    const voucher = { charged: "50.00", currency: "EUR", rate, ledgerItem: null, clearing };
    run(sql, "UPDATE documents SET voucher = ? WHERE key = 'order:0'", JSON.stringify(voucher));
    run(
      sql,
      "INSERT INTO clearing_orders (account, key, day, method, open) VALUES (1580, ?, ?, ?, ?)",
      "order:0",
      "2026-03-01",
      "CARD",
      open,
    );
    const row = store.byId(sql, PAYOUT);
    const planned = row === null ? null : await plannedAtOnce(context, row);
    return [
      planned?.planned.sums.clearing,
      planned?.matches.map((match) => ("key" in match ? match.off?.cents : null)),
    ];
  };
  // Each part alone comes to 282.38.
  const halves = [euros(0, "25.00", "280.00"), euros(1, "25.00", "280.00")];
  expect(await offOf(56_475, halves)).toEqual([{ card: "564.75" }, [28_238, 28_237]]);
  expect(await offOf(28_237, halves.slice(1))).toEqual([{ card: "282.37" }, [28_237]]);
  // Less than the order, and more than rounding leaves.
  const less = [euros(0, "24.99", "280.00")];
  expect(await offOf(28_237, less)).toEqual([{ card: "282.26" }, [28_226]]);
});
