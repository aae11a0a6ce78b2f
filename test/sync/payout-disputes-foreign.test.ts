/** Disputes of orders in another currency than the books: known, and won, in the order's own. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { disputeLosses } from "../../src/sync/tenant/journal/disputes.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { fees, lost, ofOrder, shop, withDisputes } from "./payout-disputes.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const inEuro = (kind: PayoutLine["kind"], gross: string, paid: string | null): PayoutLine => ({
  ...ofOrder(kind, gross),
  paid: paid === null ? null : { currency: "EUR", amount: paid },
});

test("a dispute of an order in another currency is known in that currency, whatever it was booked at", async () => {
  const { sql, book, configure } = shop(true);
  run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
  configure(withDisputes("account"));
  await book(inEuro("chargeback", "-451.80", "40.00"));
  expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "40.00" }]);
  await book(inEuro("chargeback-reversed", "450.00", "40.00"));
  expect(disputeLosses(sql, "order:0")).toEqual([]);
});

test("a dispute in another currency that is won at another rate goes where it was lost", async () => {
  const { sql, book, configure } = shop(true);
  run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
  configure(withDisputes("account"));
  await book(inEuro("chargeback", "-451.80", "40.00"));
  configure(withDisputes("account", "6065"));
  const inTwo = await book(
    inEuro("chargeback-reversed", "341.25", "30.00"),
    inEuro("chargeback-reversed", "113.75", "10.00"),
  );
  expect(inTwo).toContain("chargeback 6064 0.00 455.00");
  expect(disputeLosses(sql, "order:0")).toEqual([]);
  // Nothing is left of it.
  expect(await book(inEuro("chargeback-reversed", "11.30", "1.00"))).toContain(
    "chargeback 6065 0.00 11.30",
  );
});

test.each([1, 250])(
  "a loss whose euro nobody names is won in its own payout before one on clearing, of %i lines between",
  async (between) => {
    const { sql, book, configure } = shop(true);
    run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
    configure(withDisputes("clearing"));
    await book(inEuro("chargeback", "-452.00", null));
    configure(withDisputes("account"));
    const rows = await book(
      inEuro("chargeback", "-452.00", null),
      ...fees(between),
      inEuro("chargeback-reversed", "452.00", null),
    );
    expect(rows).not.toContainEqual(expect.stringMatching(/^chargeback 1580/));
  },
);

test("what the rate left of a dispute that was won whole is no loss, though a line doesn't name its euro", async () => {
  const { sql, book, configure } = shop(true);
  run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
  configure(withDisputes("account"));
  await book(inEuro("chargeback", "-452.00", "40.00"));
  await book(inEuro("chargeback-reversed", "440.00", "40.00"));
  configure(withDisputes("account", "6065"));
  expect(await book(inEuro("chargeback-reversed", "11.30", null))).toContain(
    "chargeback 6065 0.00 11.30",
  );
});

test("a dispute in another currency is what it is at the rate of its order's voucher", async () => {
  const { sql, book, configure } = shop(false, "11.30");
  run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
  configure(withDisputes("account"));
  await book(lost("-452.00"));
  expect(disputeLosses(sql, "order:0")).toEqual([{ account: "6064", amount: "40.00" }]);
});

test.each(["won", "paid back by a payout", "refunded by its run"])(
  "a dispute on clearing of an invoice in another currency is named once all of it is credited, until it is %s",
  async (how) => {
    const { sql, context, book, configure, credit } = shop(true);
    run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
    const disputes = withDisputes("clearing");
    const payouts = { ...disputes.payouts, invoices: "settle", foreignInvoices: "clear" };
    configure({ ...disputes, payouts });
    const named = async () => (await clearing(context, {})).disputed;
    await book(inEuro("chargeback", "-1412.50", "125.00"));
    expect(await named()).toBeUndefined();
    credit();
    const credited = (amount: string) => run(sql, "UPDATE credits SET amount = ?", amount);
    // What a part of it is at the rate of its dispute, nobody can say.
    credited("124.00");
    expect(await named()).toBeUndefined();
    credited("125.00");
    expect(await named()).toMatchObject({ orders: 1, open: "1412.50", first: [{ account: 1580 }] });
    if (how === "won") await book(inEuro("chargeback-reversed", "1412.50", "125.00"));
    else if (how !== "refunded by its run") await book(inEuro("refund", "-1412.50", "125.00"));
    else
      run(
        sql,
        `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, amount, remaining)
         VALUES ('order:1', 99, 'j', 'refund', 1, 'payment.create', 'compared', 1, '-25.00', '0')`,
      );
    expect(await named()).toBeUndefined();
  },
);

test("a loss of a sale in another currency that a credit's voucher took off clearing once more is named, until it is won", async () => {
  const { sql, context, book, configure, credit } = shop(false, "11.30");
  run(sql, "UPDATE keys SET currency = 'EUR' WHERE key = 'order:0'");
  configure(withDisputes("account"));
  const named = async () => (await clearing(context, {})).disputed;
  await book(inEuro("sale", "452.00", "40.00"));
  await book(inEuro("chargeback", "-452.00", "-40.00"));
  expect(await named()).toBeUndefined();
  credit();
  expect(await named()).toMatchObject({ orders: 1, open: "125.00" });
  await book(inEuro("chargeback-reversed", "452.00", "40.00"));
  expect(await named()).toBeUndefined();
});
