/**
 * An order that changes while it isn't known whether its booking came through. What was booked is
 * what the order said when it was sent: it is known as that, and what the order says otherwise now
 * is an edit like any other.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { movedBy, vouchersOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useVouchers();

type Placed = Json & { id: number; orderNumber: string };

const MINUTE = 60_000;
const RECEIVABLE = "1510";
const WAYS = [
  ["a voucher", "POST /v2/vouchers", {}],
  [
    "a voucher with its item in the customer ledger",
    "POST /v2/customerledgeritems/customerledgeritemswithvoucher",
    { receivable: "ledger-item", ledgerItemsFrom: 900_001 },
  ],
] as const;
let n = 0;

/**
 * Ten mugs are sent, their answer is lost after the ledger took them, and the shop changes its mind
 * before anybody looks.
 */
async function changedInDoubt(
  route: string,
  voucher: Json,
  after: Json,
  change: Json,
): Promise<Placed> {
  await bridge.reconfigure(tenant, { orders: { voucher, ...after } });
  const placed: Placed = await bridge.place({
    ...companyBuyer(`Edited in doubt ${(n += 1)}`),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  await bridge.fault("eaccounting", { route, kind: "commit-then-drop" });
  expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { key: `order:${placed.id}` }))[0]?.outcome === "in-doubt",
    "the voucher is in doubt",
  );
  await bridge.edit(placed.id, change);
  await bridge.advance(COALESCE);
  expect((await bridge.webhook(tenant, placed.id, { type: "order.updated" })).status).toBe(202);
  await bridge.advance(LEASE);
  return placed;
}

const HALF = { lines: [{ articleCode: "MUG", quantity: 5, price: 10 }] };

describe.each(WAYS)("%s in doubt", (_, route, voucher) => {
  test("is taken back and booked anew with what the order says now", async () => {
    const placed = await changedInDoubt(route, voucher, { editedAfterBooking: "delta" }, HALF);
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, job.reasons]).toEqual(["updated", job.reasons]);
    const found = await vouchersOf(bridge, placed.orderNumber);
    expect([found.length, movedBy(found)[RECEIVABLE]]).toEqual([3, "62.50"]);
  });

  test("is known as what was sent where a person is to decide about edits", async () => {
    const placed = await changedInDoubt(route, voucher, { editedAfterBooking: "hold" }, HALF);
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, codesOf(job)]).toEqual([
      "needs-attention",
      ["voucher-changed-after-booking"],
    ]);
    expect(movedBy(await vouchersOf(bridge, placed.orderNumber))[RECEIVABLE]).toBe("125.00");
  });

  test("is taken back where the order is cancelled", async () => {
    const placed = await changedInDoubt(
      route,
      voucher,
      { cancelledAfterBooking: "credit" },
      { status: 9 },
    );
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, job.reasons]).toEqual(["updated", job.reasons]);
    const found = await vouchersOf(bridge, placed.orderNumber);
    expect([found.length, movedBy(found)[RECEIVABLE]]).toEqual([2, undefined]);
  });
});

test("a credit of a voucher that was found and isn't compared yet waits until it is", async () => {
  const who = companyBuyer(`Edited in doubt ${(n += 1)}`);
  const placed: Placed = await bridge.place({
    ...who,
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  const key = `order:${placed.id}`;
  await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "commit-then-drop" });
  await bridge.break({ crash: { method: "record", nth: 1, when: "after", seen: 0, key } });
  expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
  await bridge.until(
    async () => (await bridge.jobs(tenant.id, { key }))[0]?.outcome === "in-doubt",
    "the voucher is in doubt",
  );
  await bridge.advance(MINUTE + LEASE);
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    "whoever found it died",
  );

  const credit: Placed = await bridge.place({
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Open",
    lines: [{ articleCode: "MUG", quantity: -4, price: 10 }],
  });
  expect((await bridge.webhook(tenant, credit.id)).status).toBe(202);
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { key: `order:${credit.id}` }))[0]?.status !== "queued",
    "the credit was looked at",
  );
  await bridge.advance(LEASE);
  const { job } = await bridge.resolved(tenant, `order:${credit.id}`);
  expect([job.outcome, codesOf(job)[0]]).toEqual(["booked", "voucher-credit-booked"]);
  expect((await bridge.resolved(tenant, key)).job.outcome).toBe("booked");
});

/** A booked sale of 125.00 and a credit of 50.00, of which the ledger's answer never comes. */
async function creditWithoutAnswer(fault: Json): Promise<readonly [sale: Placed, credit: Placed]> {
  await bridge.reconfigure(tenant, { orders: { cancelledAfterBooking: "credit" } });
  const who = companyBuyer(`Edited in doubt ${(n += 1)}`);
  const placed: Placed = await bridge.place({
    ...who,
    paymentStatus: "Open",
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  await bridge.book(tenant, placed.id);
  const credit: Placed = await bridge.place({
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Open",
    lines: [{ articleCode: "MUG", quantity: -4, price: 10 }],
  });
  await bridge.fault("eaccounting", { route: "POST /v2/vouchers", ...fault });
  expect((await bridge.webhook(tenant, credit.id)).status).toBe(202);
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { key: `order:${credit.id}` }))[0]?.outcome === "in-doubt",
    "the credit is in doubt",
  );
  return [placed, credit];
}

async function cancel({ id }: Placed): Promise<void> {
  await bridge.edit(id, { status: 9 });
  expect((await bridge.webhook(tenant, id, { type: "order.cancelled" })).status).toBe(202);
  await bridge.advance(COALESCE);
}

async function expectHeldFor(sale: Placed, credit: Placed): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${sale.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["voucher-has-credits"]]);
  expect((await bridge.resolved(tenant, `order:${credit.id}`)).job.outcome).toBe("booked");
  const books = [sale, credit].map(({ orderNumber }) => vouchersOf(bridge, orderNumber));
  expect(movedBy((await Promise.all(books)).flat())[RECEIVABLE]).toBe("75.00");
}

test("a sale that is cancelled while its credit is in doubt waits for that, and is never taken back beside it", async () => {
  const [sale, credit] = await creditWithoutAnswer({ kind: "commit-then-drop" });
  await cancel(sale);
  await expectHeldFor(sale, credit);
});

test("a sale that is cancelled while a person is asked about its credit waits until they answered", async () => {
  const [sale, credit] = await creditWithoutAnswer({ kind: "late-commit", ms: 60 * MINUTE });
  const { job } = await bridge.resolved(tenant, `order:${credit.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
  await cancel(sale);
  const waits = await bridge.newest(tenant, `order:${sale.id}`);
  expect([waits.status, waits.wait, waits.reasons.map(({ code }) => code)]).toEqual([
    "waiting",
    "key",
    ["waiting-for-same-sale"],
  ]);
  // No minute goes by with a call for nothing: whatever ends it wakes who waits.
  expect((waits.due ?? 0) - (await bridge.now())).toBeGreaterThan(5 * MINUTE);
  // It commits after all, and the person has it looked for.
  const made = await bridge.counting(async () => {
    await bridge.advance(60 * MINUTE);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await expectHeldFor(sale, credit);
  });
  // It is found, not sent again.
  expect(made["POST /v2/vouchers"]).toBe(undefined);
});

test("a sale goes on once its left credit isn't needed any more, and nobody is asked", async () => {
  const [sale, credit] = await creditWithoutAnswer({ kind: "drop" });
  await bridge.resolved(tenant, `order:${credit.id}`);
  await cancel(credit);
  const { job: left } = await bridge.resolved(tenant, `order:${credit.id}`);
  expect(codesOf(left)).toEqual(["in-doubt-needs-person"]);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${left.id}/retry`);
  const { job: over } = await bridge.resolved(tenant, `order:${credit.id}`);
  expect([over.outcome, codesOf(over)]).toEqual(["skipped", ["cancelled-before-booking"]]);
  await cancel(sale);
  const { job: cancelled } = await bridge.resolved(tenant, `order:${sale.id}`);
  expect(cancelled.outcome).toBe("updated");
  expect(movedBy(await vouchersOf(bridge, sale.orderNumber))[RECEIVABLE]).toBe(undefined);
});

test("a sale whose credit a person skipped is taken back", async () => {
  const [sale, credit] = await creditWithoutAnswer({ kind: "drop" });
  const { job } = await bridge.resolved(tenant, `order:${credit.id}`);
  expect(codesOf(job)).toEqual(["in-doubt-needs-person"]);
  await cancel(sale);
  expect((await bridge.newest(tenant, `order:${sale.id}`)).status).toBe("waiting");
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/skip`, { note: "never booked" });
  const { job: cancelled } = await bridge.resolved(tenant, `order:${sale.id}`);
  expect(cancelled.outcome).toBe("updated");
  expect(movedBy(await vouchersOf(bridge, sale.orderNumber))[RECEIVABLE]).toBe(undefined);
});
