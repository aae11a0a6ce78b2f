/** A day's voucher that a person deleted in the ledger: told as it is, and booked again once. */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { compareDays } from "../support/compare.ts";
import {
  buyer,
  change,
  daily,
  mugs,
  ofDay,
  pass,
  place,
  resolved,
  today,
} from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { rowsOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";

useVouchers();

const act = (jobId: string, deed: string) =>
  bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/${deed}`);

/** A person deletes the voucher in eAccounting. */
async function deleted(voucher: Json | undefined): Promise<void> {
  const company = await bridge.companyId(tenant.company);
  const at = `/vouchers/${String(voucher?.["Id"])}?${new URLSearchParams({ company })}`;
  await bridge.control("eaccounting", "DELETE", at);
}

test("its orders take nothing back, and a person's retries book the day again", async () => {
  await daily({ editedAfterBooking: "delta" });
  const day = await today();
  const { placed, timeline } = await place(mugs(10));
  const other = await place(mugs(2));
  await pass();
  const job = await resolved(day);
  const [voucher] = await ofDay(day);
  const rows = rowsOf(voucher ?? {});
  await deleted(voucher);
  const edited = await change(other.placed, {
    lines: [{ articleCode: "MUG", quantity: 3, price: 10 }],
  });
  expect([edited.outcome, codesOf(edited)]).toEqual(["held", ["day-voucher-gone"]]);
  for (const deed of ["retry", "book-again"]) {
    await act(timeline.job.id, deed);
    const { job: order } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([order.outcome, codesOf(order)]).toEqual(["held", ["day-voucher-gone"]]);
  }
  await act(job.id, "retry");
  const told = await resolved(day);
  expect([told.outcome, codesOf(told)]).toEqual(["held", ["day-voucher-gone"]]);
  // It is recorded now: its orders wait for the day all the same.
  await act(timeline.job.id, "book-again");
  expect(codesOf((await bridge.resolved(tenant, `order:${placed.id}`)).job)).toEqual([
    "day-voucher-gone",
  ]);
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  // What was held goes on by itself, with what was changed meanwhile.
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
  const { job: gone } = await bridge.resolved(tenant, `order:${other.placed.id}`);
  expect([gone.outcome, codesOf(gone)[0]]).toEqual(["updated", "added-to-day"]);
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  expect((await ofDay(day)).map(rowsOf)).toEqual([rows]);
});

test("once it is booked again, later payments and credits of its orders go on as well", async () => {
  await daily({ payments: "register", refunds: "register" });
  const day = await today();
  const owed = await place(mugs(4, { paymentStatus: "Open" }));
  const sold = await place(mugs(6));
  await pass();
  const job = await resolved(day);
  const [voucher] = await ofDay(day);
  await deleted(voucher);
  const paid = await change(owed.placed, { paymentStatus: "Paid" }, "order.paid");
  expect([paid.outcome, codesOf(paid)[0]]).toEqual(["needs-attention", "day-voucher-gone"]);
  const credit = await place({
    ...buyer(),
    paymentMethodId: "CARD",
    creditsOrderId: sold.placed.id,
    paymentStatus: "Refunded",
    lines: [{ articleCode: "MUG", quantity: -2, price: 10 }],
  });
  expect(codesOf(credit.timeline.job)).toEqual(["credit-original-not-here"]);
  await act(job.id, "retry");
  await resolved(day);
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  const { job: pays } = await bridge.resolved(tenant, `order:${owed.placed.id}`);
  expect(codesOf(pays)).not.toContain("day-voucher-gone");
  const { job: credits } = await bridge.resolved(tenant, `order:${credit.placed.id}`);
  expect([credits.outcome, codesOf(credits)[0]]).toEqual(["booked", "added-to-day"]);
});

test("nothing of it goes on before a person says that the day was booked by hand", async () => {
  await daily({ editedAfterBooking: "delta" });
  const day = await today();
  const { placed } = await place(mugs(10));
  await pass();
  const job = await resolved(day);
  const [voucher] = await ofDay(day);
  await deleted(voucher);
  await act(job.id, "retry");
  expect(codesOf(await resolved(day))).toEqual(["day-voucher-gone"]);
  const edited = await change(placed, {
    lines: [{ articleCode: "MUG", quantity: 12, price: 10 }],
  });
  expect([edited.outcome, codesOf(edited)]).toEqual(["held", ["day-voucher-gone"]]);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/skip`, { note: "by hand" });
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("updated");
});

test("a reconciliation tells of the day alone, and none of its orders is booked again by itself", async () => {
  await daily();
  const day = await today();
  const { placed } = await place(mugs(10));
  await place(mugs(2));
  await pass();
  const job = await resolved(day);
  const [voucher] = await ofDay(day);
  await deleted(voucher);
  const found = await compareDays(bridge, tenant, { from: day, to: day });
  expect(codesOf(await resolved(day))).toEqual(["day-voucher-gone"]);
  expect(found["findings"]).toEqual([]);
  const { alerts } = (await bridge.ask("GET", `/tenants/${tenant.id}/alerts`)) as {
    alerts: readonly Json[];
  };
  const open = alerts.filter(({ resolvedAt }) => resolvedAt === null).map(({ code }) => code);
  expect([open.includes("day-voucher-gone"), open.includes("reconciliation-missing")]).toEqual([
    true,
    false,
  ]);
  const [listed] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  expect(listed).toMatchObject({ outcome: "booked", stands: "waits-for-day" });
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  expect(await ofDay(day)).toHaveLength(1);
});
