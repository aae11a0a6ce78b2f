/** An invoice that a payout paid is cancelled and refunded; the dispute's payout comes afterwards. */
import { expect, test } from "vitest";
import {
  bankOf,
  booked,
  invoiced,
  moved,
  sale,
  settings,
  staged,
  useInvoicedPayouts,
  tenant,
} from "../support/payouts-invoiced.ts";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";

useInvoicedPayouts();

test("a dispute that is lost after its refund was registered on clearing takes that refund off", async () => {
  await settings(
    "settle",
    { payments: "register", refunds: "register", cancelledAfterBooking: "credit" },
    { paymentMethod: { default: bankOf(1580), table: {} } },
  );
  await bridge.reconfigure(tenant, {
    payouts: { invoices: "settle", chargebacks: "account", accounts: { chargeback: "6064" } },
  });
  const [placed, other] = [
    await invoiced({ paymentStatus: "Paid" }),
    await invoiced({ paymentStatus: "Paid" }),
  ];
  const all = await moved(async () => {
    await booked(await staged([sale(placed, { fee: 0 })]));
    await bridge.edit(placed.id, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
    await bridge.advance(COALESCE);
    const { job } = await bridge.book(tenant, placed.id, "order.cancelled");
    expect(codesOf(job)).toContain("refund-registered");
    await booked(
      await staged([sale(placed, { kind: "chargeback", fee: 0 }), sale(other, { fee: 0 })]),
    );
    await bridge.settled(tenant.id);
  });
  // Both sales were there before; the refund and the dispute are one.
  expect([all["1580"], all["6064"]]).toEqual([-8_500, undefined]);
});
