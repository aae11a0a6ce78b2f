/**
 * A preview of settings tries what is on hold, too: a change of a booked order with its documents,
 * however old it is. Nothing is written, and it goes on by a person's retry alone.
 */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { change, daily, mugs, ofDay, pass, place, resolved, today } from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";

useVouchers();

type Previewed = {
  compared: number;
  changed: readonly { number: string; differences: readonly Json[]; jobId: string }[];
  consequences: readonly string[];
};

test("an edit of a day's order that is on hold would go on, and does so as it was previewed", async () => {
  await daily({ editedAfterBooking: "hold" });
  // No sweep takes the edited order up again, or it would be the newest.
  await bridge.reconfigure(tenant, { schedules: { orders: "never" } });
  const day = await today();
  const { placed } = await place(mugs(10));
  await pass();
  await resolved(day);
  const edited = await change(placed, {
    lines: [{ articleCode: "MUG", quantity: 12, price: 10 }],
  });
  expect([edited.outcome, codesOf(edited)[0]]).toEqual([
    "needs-attention",
    "voucher-changed-after-booking",
  ]);
  // Nothing of it runs any more, so the next one is the newest.
  await bridge.settled(tenant.id);
  await place(mugs(1));
  const saved = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  const { version: _, ...settings } = saved;
  const wanted = (editedAfterBooking: string) => ({
    ...settings,
    orders: { ...(settings["orders"] as Json), editedAfterBooking },
  });
  const preview = async (edits: string): Promise<Previewed> =>
    (await bridge.ask("POST", `/tenants/${tenant.id}/settings/preview`, {
      settings: wanted(edits),
      orders: 1,
    })) as unknown as Previewed;
  const before = await ofDay(day);
  const told = await preview("delta");
  expect(told.compared).toBeGreaterThan(1);
  expect(told.consequences).toEqual(["deltas-vouchers"]);
  expect(told.changed.map(({ jobId, differences }) => [jobId === edited.id, differences])).toEqual([
    [
      true,
      [
        {
          field: "outcome",
          before: "held: voucher-changed-after-booking",
          // Its voucher and accounts are read first, by a run alone.
          after: "open",
        },
      ],
    ],
  ]);
  expect((await preview("hold")).changed).toEqual([]);
  // Turning the sync on changes nothing about what is on hold or booked: only what it skipped.
  await bridge.reconfigure(tenant, { orders: { enabled: false } });
  expect((await preview("hold")).changed).toEqual([]);
  await bridge.reconfigure(tenant, { orders: { enabled: true } });
  expect(await ofDay(day)).toEqual(before);
  await bridge.reconfigure(tenant, { orders: { editedAfterBooking: "delta" } });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${edited.id}/retry`, {});
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, codesOf(job)[0]]).toEqual(["updated", "added-to-day"]);
});
