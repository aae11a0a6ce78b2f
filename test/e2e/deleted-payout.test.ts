/** A payout's voucher that a person deleted in the ledger: told as it is, and booked again once. */
import { expect, test } from "vitest";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf } from "../support/orders.ts";
import {
  booked,
  centsOf,
  done,
  invoiced,
  look,
  remaining,
  sale,
  settings,
  type Staged,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";

useInvoicedPayouts();

/** Deletes the payout's voucher in the ledger. `at`: the address of the payout's job. */
async function voucherDeleted(made: Staged) {
  const ofPayout = async () =>
    ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter(({ VoucherText }) =>
      String(VoucherText).includes(made.payout.id),
    );
  const [voucher] = await ofPayout();
  await bridge.control("eaccounting", "DELETE", `/vouchers/${String(voucher?.["Id"])}`);
  const [job] = await bridge.jobs(tenant.id, { key: `payout:${made.id}` });
  return { ofPayout, at: `/tenants/${tenant.id}/jobs/${String(job?.id)}` };
}

test.each(["clear", "settle"] as const)("%s: a person's retries book it again", async (mode) => {
  await settings(mode);
  const placed = await invoiced();
  const made = await staged([sale(placed)]);
  await booked(made);
  const left = await remaining(placed);
  const { ofPayout, at } = await voucherDeleted(made);
  const retried = async () => {
    await bridge.ask("POST", `${at}/retry`);
    return done(made.id);
  };
  const told = await retried();
  expect([told.outcome, codesOf(told)]).toEqual(["held", ["payout-voucher-gone"]]);
  expect((await look(made.id))["voucher"]).toBe(null);
  expect((await retried()).outcome).toBe("booked");
  expect((await retried()).outcome).toBe("booked");
  expect((await ofPayout()).map(({ Rows }) => Rows)).toHaveLength(1);
  expect(await remaining(placed)).toEqual(left);
});

test("one that was skipped, as it was booked by hand, is booked again only by who says that it isn't", async () => {
  await settings("clear");
  const made = await staged([sale(await invoiced())]);
  await booked(made);
  const { ofPayout, at } = await voucherDeleted(made);
  await bridge.ask("POST", `${at}/retry`);
  expect((await done(made.id)).outcome).toBe("held");
  await bridge.ask("POST", `${at}/skip`, { note: "booked by hand" });
  const { state, mark } = await look(made.id);
  expect(state).toBe("skipped");
  const approve = `/tenants/${tenant.id}/payouts/${made.id}/approve`;
  const refused = await bridge.api("POST", approve, { mark });
  expect([refused.status, refused.body["kind"]]).toEqual([409, "payout-skipped"]);
  expect(await ofPayout()).toEqual([]);
  await bridge.ask("POST", approve, { mark, skipped: true });
  expect((await done(made.id)).outcome).toBe("booked");
  expect(await ofPayout()).toHaveLength(1);
});

test("a payout of 0.00 over two orders is booked on both sides of clearing", async () => {
  await settings("clear");
  const [sold, back] = [await invoiced(), await invoiced()];
  const made = await staged([
    { ...sale(sold), fee: 0 },
    { ...sale(back), kind: "refund", fee: 0 },
  ]);
  await booked(made);
  const [voucher] = ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter(
    ({ VoucherText }) => String(VoucherText).includes(made.payout.id),
  );
  const rows = (voucher?.["Rows"] ?? []) as readonly Record<string, unknown>[];
  expect(new Set(rows.map((row) => row["AccountNumber"])).size).toBe(1);
  expect(rows.map((row) => [row["DebitAmount"], row["CreditAmount"]])).toEqual([
    [centsOf(sold) / 100, 0],
    [0, centsOf(back) / 100],
  ]);
});
