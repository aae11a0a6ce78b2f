/**
 * Disputes that are booked as a loss: their order and amount are kept with the line, and a dispute
 * that is won goes where it was booked, whatever the settings say by then.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { disputeLosses } from "../../src/sync/tenant/journal/disputes.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import {
  fees,
  lost,
  refund,
  ofOrder,
  sale,
  shop,
  withDisputes,
  won,
} from "./payout-disputes.kit.ts";
import { known, line } from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test("a dispute that is booked as a loss is known of its order, from when its payout is booked until it is won", async () => {
  const { sql, book, configure } = shop();
  configure(withDisputes("account"));
  await book(sale());
  expect(disputeLosses(sql, "order:0")).toEqual([]);
  await book(lost());
  expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "125.00" }]);
  expect(disputeLosses(sql, "order:1")).toEqual([]);
  await book(won("25.00"));
  expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "100.00" }]);
  await book(won("100.00"));
  expect(disputeLosses(sql, "order:0")).toEqual([]);
});

const LOSS = "chargeback 6064 125.00 0.00";
const REFUND = "chargeback 1580 125.00 0.00";
const open = async ({ context }: Pick<ReturnType<typeof shop>, "context">) =>
  (await clearing(context, {})).orders.map((one) => one.open);

test.each([
  ["paid out before it was cancelled", true],
  ["cancelled before it is paid out", false],
])("a dispute lost after its order was refunded is that refund: %s", async (_, isPaidOut) => {
  const world = shop();
  const { sql, book, configure, takeBack } = world;
  configure(withDisputes("account"));
  if (isPaidOut) await book(sale());
  takeBack();
  const rows = isPaidOut ? await book(lost()) : await book(sale(), lost());
  expect([rows.filter((row) => row === REFUND || row === LOSS), await open(world)]).toEqual([
    [REFUND],
    [],
  ]);
  expect(disputeLosses(sql, "order:0")).toEqual([]);
  // Won after all, the refund is still to come.
  await book(won());
  expect([disputeLosses(sql, "order:0"), (await clearing(world.context, {})).below?.open]).toEqual([
    [],
    "125.00",
  ]);
});

test("a dispute beside a credit order's refund, which no payout paid back, is that refund", async () => {
  const world = shop();
  const { sql, book, configure, credit } = world;
  configure(withDisputes("account"));
  await book(sale());
  credit();
  expect(await book(lost("-25.00"))).toContain("chargeback 1580 25.00 0.00");
  expect(await book(lost("-100.00"))).toContain("chargeback 1580 100.00 0.00");
  expect([await open(world), disputeLosses(sql, "order:0")]).toEqual([[], []]);
});

test("a dispute is a loss where its sale stands, its refund is paid back, or less was refunded", async () => {
  const stands = shop();
  const paid = shop();
  const together = shop();
  const twice = shop();
  for (const { configure } of [stands, paid, together, twice]) configure(withDisputes("account"));
  expect(await stands.book(sale(), lost())).toContain(LOSS);
  for (const { book, takeBack } of [paid, together, twice]) {
    await book(sale());
    takeBack();
  }
  await paid.book(ofOrder("refund", "-125.00"));
  expect(await paid.book(lost())).toContain(LOSS);
  const both = await together.book(lost(), ofOrder("refund", "-125.00"));
  expect(both).toContain(LOSS);
  await twice.book(lost("-25.00"));
  expect(await twice.book(lost())).toContain(LOSS);
});

test("a dispute of an invoice that nobody credited is a loss, in its sale's payout or a later one", async () => {
  const disputes = withDisputes("account");
  const settings = { ...disputes, payouts: { ...disputes.payouts, invoices: "clear" as const } };
  const [later, together] = [shop(true), shop(true)];
  for (const { configure } of [later, together]) configure(settings);
  await later.book(sale());
  expect(await later.book(lost())).toContain(LOSS);
  expect(await together.book(sale(), lost())).toContain(LOSS);
  for (const { sql } of [later, together])
    expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "125.00" }]);
});

test("a reserved line of a payout that isn't booked says nothing of its order", async () => {
  const { sql, book, configure } = shop();
  configure(withDisputes("account"));
  await book(sale());
  await book(lost());
  run(sql, "UPDATE documents SET state = 'gone' WHERE key = 'payout:p2'");
  expect(disputeLosses(sql, "order:0")).toEqual([]);
});

test("of a dispute on clearing nothing is a loss, and clearing has it", async () => {
  const { sql, context, book, configure } = shop();
  configure(withDisputes("clearing"));
  await book(sale());
  await book(lost());
  expect(disputeLosses(sql, "order:0")).toEqual([]);
  const { orders } = await clearing(context, {});
  expect(orders).toMatchObject([{ key: "order:0", open: "125.00" }]);
});

test("a dispute on clearing that is won once disputes are a loss comes back to clearing", async () => {
  const { sql, context, book, configure } = shop();
  configure(withDisputes("clearing"));
  await book(sale());
  await book(lost());
  configure(withDisputes("account"));
  expect(await book(won())).toEqual(["bank 1930 125.00 0.00", "chargeback 1580 0.00 125.00"]);
  expect(disputeLosses(sql, "order:0")).toEqual([]);
  const { orders, sums } = await clearing(context, {});
  expect(orders).toEqual([]);
  expect(sums).toMatchObject([{ account: 1580, open: "0.00", sold: "125.00", paid: "125.00" }]);
  const taken = sql.exec("SELECT * FROM payout_sums").toArray();
  expect(taken).toEqual([]);
});

test("a loss that is won once disputes go to clearing, or to another account, takes the loss back", async () => {
  for (const now of [withDisputes("clearing"), withDisputes("account", "6065")]) {
    const { sql, context, book, configure } = shop();
    configure(withDisputes("account"));
    await book(sale());
    await book(lost());
    configure(now);
    expect(await book(won())).toEqual(["bank 1930 125.00 0.00", "chargeback 6064 0.00 125.00"]);
    expect(disputeLosses(sql, "order:0")).toEqual([]);
    expect((await clearing(context, {})).orders).toEqual([]);
  }
});

test("of two wins in one payout each takes one dispute, and one too many goes as the settings say", async () => {
  const { book, configure } = shop();
  configure(withDisputes("clearing"));
  await book(sale());
  await book(lost("-60.00"));
  configure(withDisputes("account"));
  expect(await book(won("60.00"), won("40.00"))).toEqual([
    "bank 1930 100.00 0.00",
    "chargeback 6064 0.00 40.00",
    "chargeback 1580 0.00 60.00",
  ]);
});

/** An invoice whose sale and refund of 125.00 were registered on 1580. */
function refundedInvoice() {
  const world = shop(true);
  const { sql, context, configure, credit } = world;
  const disputes = withDisputes("account");
  configure({ ...disputes, payouts: { ...disputes.payouts, invoices: "settle" } });
  const entries = [{ id: "b1", name: "Wallet", note: "1580, SEK" }];
  const names = { "eaccounting.bankAccounts": { at: context.now(), entries, more: false } };
  cache.save(sql, { names } as never, context.now());
  credit("order:0");
  for (const [id, role, paid] of [
    [98, "payment", "125.00"],
    [99, "refund", "-125.00"],
  ] as const)
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, amount, bank)
       VALUES ('order:0', ?, 'j', ?, 1, 'payment.create', 'compared', 1, ?, 'b1')`,
      id,
      role,
      paid,
    );
  return world;
}

test("a win of a loss leaves no room for a second refund that nobody registered", async () => {
  const { book, staged } = refundedInvoice();
  await book(sale());
  await book(refund());
  expect(await book(lost())).toContain(LOSS);
  const { found } = await staged([won(), refund()]);
  expect(found.plan).toMatchObject({ kind: "held", reasons: [{ params: { count: 1 } }] });
  expect(await book(won())).toContain("chargeback 6064 0.00 125.00");
});

test("a win of a dispute that isn't known goes as the settings say, and to its refund if it took that", async () => {
  const [unknown, taken] = [refundedInvoice(), refundedInvoice()];
  await unknown.book(sale());
  await unknown.book(refund());
  expect(await unknown.book(won())).toContain("chargeback 6064 0.00 125.00");
  const onClearing = (debit: string, credit: string) =>
    expect.stringMatching(new RegExp(`^\\S+ 1580 ${debit} ${credit}$`));
  await taken.book(sale());
  expect(await taken.book(lost())).toContainEqual(onClearing("125.00", "0.00"));
  expect(await taken.book(won())).toContainEqual(onClearing("0.00", "125.00"));
  expect(await taken.book(refund())).toContainEqual(onClearing("125.00", "0.00"));
  expect(await taken.book(won())).toContain("chargeback 6064 0.00 125.00");
});

test("a win in a payout of nothing is shown on both sides of the account of its dispute", async () => {
  const { book, configure } = shop();
  configure(withDisputes("account"));
  await book(sale());
  await book(lost());
  configure(withDisputes("clearing"));
  expect(await book(won(), lost())).toEqual([
    "clearing 1580 125.00 0.00",
    "chargeback 6064 0.00 125.00",
  ]);
});

test("a win takes no loss back whose voucher is deleted, and a loss whose voucher is sent", async () => {
  for (const [isSent, moved] of [
    [false, "clearing 1580"],
    [true, "chargeback 6064"],
  ] as const) {
    const { sql, book, configure } = shop();
    configure(withDisputes("account"));
    await book(sale());
    await book(lost());
    run(sql, "UPDATE documents SET state = 'gone' WHERE key = 'payout:p2'");
    if (isSent)
      run(
        sql,
        `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim)
         VALUES ('payout:p2', 1, 'j', 'payout', 1, 'create', 'in-doubt', 1)`,
      );
    configure(withDisputes("clearing"));
    expect(await book(won())).toEqual(["bank 1930 125.00 0.00", `${moved} 0.00 125.00`]);
  }
});

const toldOnce = {
  orders: 1,
  open: "125.00",
  first: [expect.objectContaining({ key: "order:0" })],
};

test.each(["order:1", "order:0"])(
  "a dispute on clearing of an invoice that is credited is named, until it is won (%s)",
  async (key) => {
    const { context, book, configure, credit } = shop(true);
    const disputes = withDisputes("clearing");
    configure({ ...disputes, payouts: { ...disputes.payouts, invoices: "clear" } });
    await book(sale());
    await book(lost());
    const named = async () => (await clearing(context, {})).disputed;
    expect(await named()).toBeUndefined();
    credit(key);
    // The sale stands below zero on clearing until somebody pays the invoice from there.
    const sold = { account: 1580, moved: "125.00", day: "2026-03-01", method: "7" };
    const paid = {
      charged: "125.00",
      currency: "SEK",
      rate: null,
      ledgerItem: null,
      clearing: sold,
    };
    journal.saveDocument(
      context.sql,
      "order:0",
      {
        role: "voucher-payment",
        n: 1,
        id: "p 0",
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        voucher: paid,
      },
      1,
    );
    expect(await named()).toEqual(toldOnce);
    // What was refunded on the credit isn't open there.
    run(
      context.sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, amount, remaining)
       VALUES (?, 99, 'j', 'refund', 1, 'payment.create', 'compared', 1, '-25.00', '-125.00')`,
      key,
    );
    expect(await named()).toMatchObject({ orders: 1, open: "100.00" });
    await book(won());
    expect(await named()).toBeUndefined();
  },
);

test("a loss of a sale that a credit's voucher took off clearing once more is named", async () => {
  const { context, book, configure, credit } = shop();
  configure(withDisputes("account"));
  await book(sale());
  await book(lost());
  const named = async () => (await clearing(context, {})).disputed;
  expect(await named()).toBeUndefined();
  credit();
  expect(await named()).toEqual({
    ...toldOnce,
    first: [{ account: 6064, key: "order:0", number: "1000" }],
  });
  const loss = (state: string) =>
    run(context.sql, "UPDATE documents SET state = ? WHERE key = 'payout:p2'", state);
  loss("gone");
  expect(await named()).toBeUndefined();
  loss("live");
  await book(won());
  expect(await named()).toBeUndefined();
});

test.each([0, 250])(
  "a dispute beside its credit order's refund in one payout is a loss, of %i lines between",
  async (between) => {
    const { sql, context, book, configure, credit } = shop();
    configure(withDisputes("account"));
    await book(sale());
    known(sql, 1);
    credit();
    const ofCredit = line(1, { id: "back", at: 900, kind: "refund", gross: "-125.00" });
    const back = { ...ofCredit, fee: "0.00", net: "-125.00" };
    expect(await book(lost(), ...fees(between), back)).toContain(LOSS);
    expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "125.00" }]);
    expect(await open({ context })).toEqual([]);
  },
);

test("a line that isn't of a credit order, as it is too much, leaves the dispute its refund", async () => {
  const { sql, book, configure, credit } = shop();
  const { payouts, ...others } = withDisputes("account");
  const accounts = { ...payouts.accounts, unmatched: "1799" };
  configure({ ...others, payouts: { ...payouts, unmatched: "account", accounts } });
  await book(sale());
  known(sql, 1);
  credit();
  const back = ["one", "too much"].map((id) =>
    line(1, { id, at: 9, kind: "refund", gross: "-75.00", fee: "0.00", net: "-75.00" }),
  );
  expect(await book(lost("-50.00"), ...back)).toContain("chargeback 1580 50.00 0.00");
});

test.each([1, 250])(
  "a dispute that was its refund and is won in the same payout is back on clearing, of %i lines between",
  async (between) => {
    const world = shop();
    const { sql, book, configure, credit } = world;
    configure(withDisputes("account"));
    await book(sale());
    credit();
    // What comes back is what it took: nothing is left of both but the fees.
    const rows = await book(lost(), ...fees(between), won());
    expect(rows).not.toContainEqual(expect.stringContaining("chargeback"));
    expect([disputeLosses(sql, "order:0"), await open(world)]).toEqual([[], ["-125.00"]]);
    expect(await book(lost())).toContain(REFUND);
    expect([disputeLosses(sql, "order:0"), await open(world)]).toEqual([[], []]);
  },
);
