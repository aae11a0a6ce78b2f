/** A day's voucher that a person deleted in the ledger: told as it is, and booked again once. */
import { expect, test } from "vitest";
import { change, daily, mugs, ofDay, pass, place, resolved, today } from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { rowsOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";

useVouchers();

const act = (jobId: string, deed: string) =>
  bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/${deed}`);

test("its orders take nothing back, and a person's retries book the day again", async () => {
  await daily({ editedAfterBooking: "delta" });
  const day = await today();
  const { placed, timeline } = await place(mugs(10));
  const other = await place(mugs(2));
  await pass();
  const job = await resolved(day);
  const [voucher] = await ofDay(day);
  const rows = rowsOf(voucher ?? {});
  const company = await bridge.companyId(tenant.company);
  const at = `/vouchers/${String(voucher?.["Id"])}?${new URLSearchParams({ company })}`;
  await bridge.control("eaccounting", "DELETE", at);
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
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  await act(job.id, "retry");
  expect((await resolved(day)).outcome).toBe("booked");
  expect((await ofDay(day)).map(rowsOf)).toEqual([rows]);
  await act(timeline.job.id, "retry");
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
}, 60_000);
