/**
 * The voucher of a later payment that is found after its answer was lost: what it moved on the
 * account of the payment method is known as of any other, to pages, payouts and a cancellation.
 */
import { beforeEach, expect, test } from "vitest";
import type { Json } from "../../../support/bridge.ts";
import { FlowWorld } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({
    orders: {
      type: "mutation",
      payments: "register",
      refunds: "register",
      cancelledAfterBooking: "credit",
      voucher: { paid: "clearing", rate: "source" },
    },
    lookups: VOUCHER_LOOKUPS,
  });
});

/**
 * Booked as owed, and paid since: the answer of the payment's voucher is lost, or it isn't.
 * `meanwhile`: what happens to what was found before the next run.
 */
async function paid(isLost: boolean, currency = "SEK", meanwhile = () => Promise.resolve()) {
  const placed = await world.place({
    ...privateBuyer("Found"),
    currencyCode: currency,
    currencyRate: currency === "SEK" ? null : 11.2,
    paymentStatus: "Open",
    paymentMethodId: "CARD",
    lines: [{ ...mug(), price: 125 }],
  });
  await world.book(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid" });
  if (isLost) {
    world.answered = async () => {
      throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    await world.resolveDoubts(placed.id);
    await meanwhile();
  }
  const { end } = await world.book(placed.id);
  const payment = world.documentsOf(placed.id).find(({ role }) => role === "voucher-payment");
  return {
    outcome: end.outcome,
    voucher: payment?.voucher,
    compared: payment?.sourceHash,
    told: end.reasons.filter(({ code }) => code === "voucher-differs"),
  };
}

test.each(["SEK", "EUR"])("is remembered as one that was answered, in %s", async (currency) => {
  const answered = await paid(false, currency);
  const found = await paid(true, currency);
  expect(answered.voucher?.clearing?.moved).toBe(currency === "SEK" ? "125.00" : "1400.00");
  expect(found).toEqual(answered);
});

test("is compared once it is found, though nothing more is paid, and what differs is told", async () => {
  expect(await paid(true)).toMatchObject({ compared: "compared", told: [] });
  const halved = async (): Promise<void> => {
    const { vouchers = [] } = await world.ledger();
    const payment = vouchers.at(-1) ?? {};
    const half = (figure: unknown): number => Number(figure) / 2;
    const Rows = (payment["Rows"] as readonly Json[]).map((row) => ({
      ...row,
      DebitAmount: half(row["DebitAmount"]),
      CreditAmount: half(row["CreditAmount"]),
    }));
    const path = `/vouchers/${String(payment["Id"])}?company=Demo%20AB`;
    await world.control("eaccounting", "PATCH", path, { Rows });
  };
  expect(await paid(true, "SEK", halved)).toMatchObject({
    outcome: "needs-attention",
    compared: null,
    told: [{ params: { field: "total", planned: "125.00", booked: "62.50" } }],
  });
});
