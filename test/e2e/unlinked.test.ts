/**
 * A person unlinks an order's documents and presses Retry, as the order's page advises: what was
 * booked beside its document is found again with it, and nothing is booked twice.
 */
import { afterEach, beforeEach, expect, test } from "vitest";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";

let bridge: Bridge;
beforeEach(async () => {
  bridge = await Bridge.startFast();
});
afterEach(() => bridge.stop());

async function edited(tenant: Tenant, id: number, change: Json) {
  await bridge.edit(id, change);
  await bridge.advance(COALESCE);
  return (await bridge.book(tenant, id, "order.updated")).job;
}
const jobOf = async (tenant: Tenant, id: number) =>
  String((await bridge.jobs(tenant.id, { key: `order:${id}` }))[0]?.id);
const unlink = async (tenant: Tenant, id: number) =>
  bridge.ask("POST", `/tenants/${tenant.id}/jobs/${await jobOf(tenant, id)}/unlink`, {
    note: "by mistake",
  });
async function retry(tenant: Tenant, id: number) {
  await bridge.advance(60_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${await jobOf(tenant, id)}/retry`, {});
  return (await bridge.resolved(tenant, `order:${id}`)).job;
}
async function balances({ company }: Tenant): Promise<Readonly<Record<string, number>>> {
  const { books } = (await bridge.ledger(company)) as unknown as {
    books: { trialBalance: { account: number; balance: number }[] };
  };
  return Object.fromEntries(
    books.trialBalance
      .filter(({ balance }) => balance !== 0)
      .map(({ account, balance }) => [account, balance]),
  );
}
const INVOICES = {
  orders: { type: "invoice", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
};

test("a voucher that was paid later: the payment isn't booked a second time", async () => {
  const tenant = await bridge.tenant({
    orders: { type: "mutation", payments: "register", voucher: { paid: "clearing" } },
    settings: { lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: "1580" } } },
  });
  const { id } = await bridge.place({
    ...companyBuyer("UnlinkB"),
    paymentStatus: "Open",
    lines: [{ ...mug(1), price: 100 }],
  });
  await bridge.book(tenant, id);
  expect(codesOf(await edited(tenant, id, { paymentStatus: "Paid" }))).toContain("voucher-paid");
  const before = await balances(tenant);
  for (const _ of [1, 2]) {
    await unlink(tenant, id);
    expect((await retry(tenant, id)).outcome).toBe("booked");
    expect(await balances(tenant)).toEqual(before);
  }
});

test("an invoice that was edited: its credit counts, and a cancellation leaves nothing", async () => {
  const tenant = await bridge.tenant(INVOICES);
  const { id } = await bridge.place({
    ...companyBuyer("UnlinkD"),
    lines: [{ ...mug(4), price: 100 }],
  });
  await bridge.book(tenant, id);
  await edited(tenant, id, { lines: [{ ...mug(3), price: 100 }] });
  const before = await balances(tenant);
  await unlink(tenant, id);
  expect((await retry(tenant, id)).outcome).toBe("booked");
  expect(await balances(tenant)).toEqual(before);
  expect((await edited(tenant, id, { lines: [{ ...mug(4), price: 100 }] })).outcome).toBe(
    "updated",
  );
  expect((await balances(tenant))["1510"]).toBe(500);
  await edited(tenant, id, { status: 9 });
  expect(await balances(tenant)).toEqual({});
});

test("cancelled meanwhile, it is held, and a retry credits its invoice", async () => {
  const tenant = await bridge.tenant(INVOICES);
  const { id } = await bridge.place({
    ...companyBuyer("UnlinkE"),
    lines: [{ ...mug(1), price: 100 }],
  });
  await bridge.book(tenant, id);
  await unlink(tenant, id);
  const held = await edited(tenant, id, { status: 9 });
  expect([held.outcome, codesOf(held)]).toEqual(["held", ["document-unlinked"]]);
  expect((await retry(tenant, id)).outcome).toBe("updated");
  expect(await balances(tenant)).toEqual({});
});
