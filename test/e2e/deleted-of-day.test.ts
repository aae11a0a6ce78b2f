/** Orders that are booked by the day and that the shop deletes, before their day is booked or after. */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { compareDays } from "../support/compare.ts";
import { addsUp, type Compared } from "../support/compared.ts";
import { daily, mugs, ofDay, ordersOf, pass, place, type Placed, today } from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE } from "../support/write-cases.ts";

useVouchers();

async function removed(placed: Placed) {
  await bridge.control("asperion", "DELETE", `/orders/${placed.id}?notify=false`);
  await bridge.advance(COALESCE);
  return (await bridge.book(tenant, placed.id, "order.deleted")).job;
}

const skip = (jobId: string): Promise<Json> =>
  bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/skip`, { note: "deleted on purpose" });

test("one that waits for its day leaves it, and its day books the others alone", async () => {
  await daily();
  const day = await today();
  const { placed } = await place(mugs(10));
  const other = await place(mugs(2));
  const gone = await removed(placed);
  expect([gone.outcome, codesOf(gone)]).toEqual(["held", ["order-gone", "taken-out-of-day"]]);
  await skip(gone.id);
  const { job } = await bridge.timeline(tenant.id, gone.id);
  // Nothing of it is in the ledger.
  expect(job.reasons[0]?.params["documents"]).toBeNull();
  await pass();
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  expect(await ordersOf(`${day}-1`)).toEqual([`${other.placed.orderNumber} voucher`]);
  expect(await ofDay(day)).toHaveLength(1);
});

const compared = (day: string): Promise<Compared> =>
  compareDays(bridge, tenant, { from: day, to: day });

test("one that is booked with its day counts in the ledger without an order, and a skip of it holds", async () => {
  await daily();
  const day = await today();
  const { placed } = await place(mugs(10));
  await place(mugs(2));
  await pass();
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  const before = await compared(day);
  expect(before.findings).toEqual([]);
  const gone = await removed(placed);
  const number = String((await ofDay(day))[0]?.["NumberAndNumberSeries"]);
  expect(gone.reasons).toMatchObject([{ code: "order-gone", params: { documents: number } }]);
  for (const isSkipped of [false, true]) {
    if (isSkipped) await skip(gone.id);
    const found = await compared(day);
    addsUp(found.days);
    expect(found.findings).toMatchObject([
      { finding: "without-order", number: placed.orderNumber, day, document: { number } },
    ]);
    // The ledger holds what it held: the order is missing in the shop alone.
    expect(ledgerOf(found)).toEqual(ledgerOf(before));
  }
});

const ledgerOf = ({ days }: Compared): readonly unknown[] =>
  days.flatMap(({ totals }) => totals.gross.map(({ currency, ledger }) => [currency, ledger]));
