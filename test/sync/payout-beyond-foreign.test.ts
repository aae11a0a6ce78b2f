/**
 * What payouts take of an order in another currency beyond what is left of it, by what the order
 * was booked at: named before the approval and under _Owed by providers_, as of any order.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { fees, ofOrder, shop, withDisputes } from "./payout-disputes.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** An order of 10.00 EUR that is booked at 12.50, so as 125.00. */
function inEuro() {
  const made = shop(false, "12.50");
  run(made.sql, "UPDATE keys SET currency = 'EUR', gross = 10000000");
  const facts = "json_set(voucher, '$.charged', '10.00', '$.currency', 'EUR')";
  run(made.sql, `UPDATE documents SET voucher = ${facts}`);
  made.configure({
    ...withDisputes("clearing"),
    payouts: {
      ...withDisputes("clearing").payouts,
      accounts: { currencyGain: "3960", currencyLoss: "7960" },
    },
  });
  const named = async () => {
    const { above, below } = await clearing(made.context, {});
    return [above?.open, below?.open];
  };
  return { ...made, named };
}

/** `paid`: in euro; "": the file doesn't say. */
const of = (kind: PayoutLine["kind"], gross: string, paid: string): PayoutLine => ({
  ...ofOrder(kind, gross),
  paid: paid === "" ? null : { currency: "EUR", amount: paid },
});

const order = { key: "order:0", order: "1000", at: 2 };

test.each([
  ["that says its euro", "10.00", 0],
  ["that doesn't say its euro", "", 0],
  ["that says its euro, parts apart", "10.00", 450],
  ["that doesn't say its euro, parts apart", "", 450],
])("a sale that comes twice, and a refund that does, in a file %s", async (_, euro, beside) => {
  const { book, staged, named } = inEuro();
  const back = euro === "" ? "" : `-${euro}`;
  const beyond = async (...lines: readonly PayoutLine[]) =>
    (await staged([...lines.slice(0, 1), ...fees(beside), ...lines.slice(1)])).found.beyond;
  expect(await beyond(of("sale", "124.00", euro))).toBeUndefined();
  await book(of("sale", "124.00", euro));
  expect(await beyond(of("sale", "126.00", euro))).toEqual([
    { ...order, what: "below", amount: "125.00" },
  ]);
  expect(await beyond(of("sale", "126.00", euro), of("refund", "-126.00", back))).toBeUndefined();
  expect(await beyond(of("refund", "-126.00", back), of("sale", "126.00", euro))).toBeUndefined();
  expect(await beyond(of("refund", "-126.00", back))).toBeUndefined();
  await book(of("refund", "-126.00", back));
  expect(await named()).toEqual([undefined, undefined]);
  expect(await beyond(of("refund", "-126.00", back))).toEqual([
    { ...order, what: "above", amount: "125.00" },
  ]);
  await book(of("refund", "-126.00", back));
  expect(await named()).toEqual(["125.00", undefined]);
});

test("what the rate makes of it is no more than it came to, and cents of parts aren't", async () => {
  const { book, staged, named } = inEuro();
  // Further off than the whole order is taken at: the received amount is taken off.
  const first = await staged([of("sale", "136.00", "")]);
  expect(first.found.beyond).toBeUndefined();
  await book(of("sale", "136.00", ""));
  await book(of("refund", "-145.00", ""));
  expect(await named()).toEqual([undefined, undefined]);
  await book(of("refund", "-10.00", ""));
  expect(await named()).toEqual(["19.00", undefined]);
});

test("an order whose rate isn't known isn't held against anything", async () => {
  const { sql, book, named } = inEuro();
  run(sql, "UPDATE documents SET voucher = json_set(voucher, '$.rate', NULL)");
  await book(of("refund", "-130.00", "-10.00"));
  expect(await named()).toEqual([undefined, undefined]);
});
