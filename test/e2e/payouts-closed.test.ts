/** A payout of a closed period is told before it is approved, or booked on the day that it shows. */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { bridge } from "../support/mended-set-up.ts";
import {
  booked,
  invoiced,
  look,
  sale,
  settings,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";

useInvoicedPayouts();

async function lock(lockedTo: string | null): Promise<void> {
  await bridge.control("eaccounting", "PUT", "/company", { lockedTo });
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/lookups/run`);
  await bridge.resolved(tenant, "lookups");
}

test("held, and on the next open day where the tenant wants that", async () => {
  await settings("settle");
  const made = await staged([sale(await invoiced())]);
  await lock("2026-03-31");
  const held = await look(made.id);
  expect(JSON.stringify(held["held"])).toContain("payout-period-closed");
  await settings("settle", { closedPeriod: "next-open-day" });
  await booked(made);
  const vouchers: readonly Json[] = (await bridge.ledger())["vouchers"] ?? [];
  const mine = vouchers.filter((one) => String(one["VoucherText"]).includes(made.payout.id));
  expect(mine.map((one) => String(one["VoucherDate"]).slice(0, 10))).toEqual(["2026-04-01"]);
  await lock(null);
});

test("goes on once the period is open: the first look says so", async () => {
  await settings("settle", { closedPeriod: "hold" });
  const made = await staged([sale(await invoiced())]);
  await lock("2026-03-31");
  expect(JSON.stringify((await look(made.id))["held"])).toContain("payout-period-closed");
  await bridge.control("eaccounting", "PUT", "/company", { lockedTo: null });
  await bridge.advance(11_000);
  expect((await look(made.id))["held"]).toEqual([]);
  await booked(made);
});
