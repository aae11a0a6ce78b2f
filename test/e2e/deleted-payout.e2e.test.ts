/** A payout's voucher that a person deleted in the ledger: told as it is, and booked again once. */
import { expect, test } from "vitest";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf } from "../support/orders.ts";
import {
  booked,
  done,
  invoiced,
  look,
  remaining,
  sale,
  settings,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";

useInvoicedPayouts();

test.each(["clear", "settle"] as const)(
  "%s: a person's retries book it again",
  async (mode) => {
    await settings(mode);
    const placed = await invoiced();
    const made = await staged([sale(placed)]);
    await booked(made);
    const left = await remaining(placed);
    const ofPayout = async () =>
      ((await bridge.ledger())["vouchers"] ?? []).filter(({ VoucherText }) =>
        String(VoucherText).includes(made.payout.id),
      );
    const [voucher] = await ofPayout();
    await bridge.control("eaccounting", "DELETE", `/vouchers/${String(voucher?.["Id"])}`);
    const [job] = await bridge.jobs(tenant.id, { key: `payout:${made.id}` });
    const retried = async () => {
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${String(job?.id)}/retry`);
      return done(made.id);
    };
    const told = await retried();
    expect([told.outcome, codesOf(told)]).toEqual(["held", ["payout-voucher-gone"]]);
    expect((await look(made.id))["voucher"]).toBe(null);
    expect((await retried()).outcome).toBe("booked");
    expect((await retried()).outcome).toBe("booked");
    expect((await ofPayout()).map(({ Rows }) => Rows)).toHaveLength(1);
    expect(await remaining(placed)).toEqual(left);
  },
  60_000,
);
