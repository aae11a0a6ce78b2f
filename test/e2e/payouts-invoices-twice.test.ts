/** Money that an order's own run and a payout both hear of is registered once. */
import { expect, test } from "vitest";
import {
  approve,
  bankOf,
  booked,
  centsOf,
  done,
  freshBuyer,
  invoiced,
  moved,
  PAY,
  type Placed,
  remaining,
  sale,
  settings,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";
import { placeAndBook } from "../support/invoices.ts";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf, mug } from "../support/orders.ts";
import type { Json } from "../support/bridge.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useInvoicedPayouts();

const MINUTE = 60_000;

const register = (): Promise<void> =>
  settings(
    "settle",
    { payments: "register" },
    { paymentMethod: { default: bankOf(1580), table: {} } },
  );

test("a payment that the order's own run registered after the voucher isn't registered again by a retry", async () => {
  await register();
  const placed: Placed = await invoiced();
  const all = centsOf(placed);
  const made = await staged([sale(placed, { cents: 1_000, fee: 0 })]);
  await bridge.fault("eaccounting", { route: PAY, kind: "status", status: 400 });
  const difference = await moved(async () => {
    await approve(made.id);
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual([
      "needs-attention",
      ["payout-booked", "payout-payment-refused"],
    ]);
    // The shop hears of the same 10.00, and its order's run registers them on clearing.
    await bridge.edit(placed.id, { paymentStatus: "PartlyPaid", amountPaid: 10 });
    await bridge.advance(COALESCE);
    await bridge.book(tenant, placed.id, "order.paid");
    expect(await remaining(placed)).toEqual([((all - 1_000) / 100).toFixed(2)]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await done(made.id);
  });
  // 10.00 came in: 10.00 of the invoice is paid, and clearing is as it was.
  expect({ left: await remaining(placed), clearing: difference["1580"] }).toEqual({
    left: [((all - 1_000) / 100).toFixed(2)],
    clearing: 0,
  });
});

test("nor while both wait for the vendor's limit, without any person", async () => {
  await register();
  const placed: Placed = await invoiced();
  const all = centsOf(placed);
  const made = await staged([sale(placed, { cents: 1_000, fee: 0 })]);
  await bridge.fault("eaccounting", {
    route: PAY,
    kind: "status",
    status: 429,
    headers: { "retry-after": "30" },
  });
  const difference = await moved(async () => {
    await approve(made.id);
    await bridge.until(
      async () =>
        (
          (await bridge.ask("GET", `/tenants/${tenant.id}/payouts/${made.id}`)) as {
            voucher?: unknown;
          }
        ).voucher != null,
      "its voucher is booked",
    );
    await bridge.edit(placed.id, { paymentStatus: "PartlyPaid", amountPaid: 10 });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    // The limit's half minute passes on the clock.
    await bridge.resolved(tenant, `order:${placed.id}`);
    await done(made.id);
  });
  expect({ left: await remaining(placed), clearing: difference["1580"] }).toEqual({
    left: [((all - 1_000) / 100).toFixed(2)],
    clearing: 0,
  });
});

test("nor by the order while nobody knows whether the payout's payment came", async () => {
  await register();
  const placed: Placed = await invoiced();
  const made = await staged([sale(placed, { cents: 1_000, fee: 0 })]);
  // What comes late needs a token that still holds then: the next call has a new one.
  await bridge.advance(60 * MINUTE);
  await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: 3 * MINUTE });
  const difference = await moved(async () => {
    await approve(made.id);
    await bridge.until(
      async () =>
        (await bridge.jobs(tenant.id, { key: `payout:${made.id}` })).some(
          ({ wait }) => wait === "in-doubt",
        ),
      "its payment is in doubt",
    );
    await bridge.edit(placed.id, { paymentStatus: "PartlyPaid", amountPaid: 10 });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await done(made.id);
    await bridge.resolved(tenant, `order:${placed.id}`);
    // Whatever is late has come.
    await bridge.advance(3 * MINUTE);
  });
  expect({ left: await remaining(placed), clearing: difference["1580"] }).toEqual({
    left: [((centsOf(placed) - 1_000) / 100).toFixed(2)],
    clearing: 0,
  });
});

test("nor by the order while nobody knows whether the payout's voucher came", async () => {
  // What the shop says is paid is registered on the bank, and what the payout pays on clearing.
  await settings(
    "settle",
    { payments: "register" },
    { paymentMethod: { default: bankOf(1930), table: {} } },
  );
  const placed: Placed = await invoiced();
  const made = await staged([sale(placed, { fee: 0 })]);
  // What comes late needs a token that still holds then: the next call has a new one.
  await bridge.advance(60 * MINUTE);
  await bridge.fault("eaccounting", {
    route: "POST /v2/vouchers",
    kind: "late-commit",
    ms: 3 * MINUTE,
  });
  const difference = await moved(async () => {
    await approve(made.id);
    await bridge.until(
      async () =>
        (await bridge.jobs(tenant.id, { key: `payout:${made.id}` })).some(
          ({ wait }) => wait === "in-doubt",
        ),
      "its voucher is in doubt",
    );
    await bridge.edit(placed.id, { paymentStatus: "Paid" });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.paid" });
    await bridge.until(
      async () =>
        (await bridge.jobs(tenant.id, { key: `order:${placed.id}` })).some(
          ({ wait }) => wait === "party",
        ),
      "its own payment waits",
    );
    // Whatever is late has come.
    await bridge.advance(3 * MINUTE);
    const job = await done(made.id);
    expect(job.outcome).toBe("booked");
    await bridge.resolved(tenant, `order:${placed.id}`);
  });
  expect({ left: await remaining(placed), ...difference }).toMatchObject({
    left: ["0.00"],
    1580: 0,
    1930: centsOf(placed),
  });
});

const refundsToo = (): Promise<void> =>
  settings(
    "settle",
    { payments: "register", refunds: "register" },
    { paymentMethod: { default: bankOf(1580), table: {} } },
  );

/** An order that a payout has paid, and its credit, of which nothing is paid back yet. */
async function credited(): Promise<{ readonly placed: Placed; readonly credit: Placed }> {
  const who = freshBuyer();
  const placed = await invoiced(who);
  await booked(await staged([sale(placed, { fee: 0 })]));
  const { placed: credit } = await placeAndBook(bridge, tenant, {
    ...who,
    creditsOrderId: placed.id,
    paymentStatus: "Open",
    lines: [mug(-4)],
  });
  return { placed, credit: credit as Placed };
}

async function tellBack(credit: Placed, more: Json) {
  await bridge.edit(credit.id, more);
  await bridge.advance(COALESCE);
  return (await bridge.book(tenant, credit.id, "order.updated")).job;
}

test("a refund that a payout has paid back is known to the order's own run, whole", async () => {
  await refundsToo();
  const { placed, credit } = await credited();
  const back = Math.abs(centsOf(credit));
  await booked(await staged([sale(placed, { kind: "refund", cents: back, fee: 0 })]));
  expect(await remaining(credit)).toEqual(["0.00"]);
  const job = await tellBack(credit, { paymentStatus: "Refunded" });
  // All is as it should be: nobody needs to look at it.
  expect(job.outcome).not.toBe("needs-attention");
});

test("and in part: what went back once isn't paid back twice", async () => {
  await refundsToo();
  const { placed, credit } = await credited();
  const difference = await moved(async () => {
    await booked(await staged([sale(placed, { kind: "refund", cents: 1_000, fee: 0 })]));
    await tellBack(credit, { paymentStatus: "PartlyPaid", amountPaid: -10 });
  });
  const open = centsOf(credit) + 1_000;
  expect({ left: await remaining(credit), clearing: difference["1580"] }).toEqual({
    left: [(open / 100).toFixed(2)],
    clearing: 0,
  });
});

test("two refunds on one credit, by both numbers, and a runner that dies between their payments", async () => {
  await settings("settle");
  const { placed, credit } = await credited();
  const made = await staged([
    sale(placed, { kind: "refund", cents: 1_000, fee: 0 }),
    sale(credit, { kind: "refund", cents: 1_000, fee: 0 }),
  ]);
  const difference = await moved(async () => {
    await bridge.break({
      crash: { method: "begin", nth: 2, when: "before", seen: 0, key: `payout:${made.id}` },
    });
    await approve(made.id);
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
    await bridge.advance(LEASE);
    await done(made.id);
  });
  const open = centsOf(credit) + 2_000;
  expect({ left: await remaining(credit), clearing: difference["1580"] }).toEqual({
    left: [(open / 100).toFixed(2)],
    clearing: 0,
  });
});

test("on trial nothing is written: a payout that is retried pays no invoice", async () => {
  const placed: Placed = await invoiced();
  const made = await staged([sale(placed, { fee: 0 })]);
  await bridge.fault("eaccounting", { route: PAY, kind: "status", status: 400 });
  await approve(made.id);
  const job = await done(made.id);
  expect(codesOf(job)).toEqual(["payout-booked", "payout-payment-refused"]);
  const before = await remaining(placed);
  await bridge.reconfigure(tenant, { trial: true });
  try {
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await done(made.id);
    expect(await remaining(placed)).toEqual(before);
  } finally {
    await bridge.reconfigure(tenant, { trial: false });
  }
});

test("an order that had no payment account asks nobody any more once a payout paid it", async () => {
  await settings("settle", { payments: "register" }, { paymentMethod: { table: {} } });
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...freshBuyer(),
    lines: [mug(1)],
    paymentMethodId: "CARD",
  });
  expect(codesOf(timeline.job)).toContain("payment-method-not-mapped");
  expect(timeline.job.outcome).toBe("needs-attention");
  const paid = placed as unknown as Placed;
  const made = await staged([sale(paid, { cents: centsOf(paid), fee: 0 })]);
  await approve(made.id);
  expect((await done(made.id)).outcome).toBe("booked");
  await bridge.advance(COALESCE);
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, codesOf(job).includes("payment-method-not-mapped")]).toEqual([
    "booked",
    false,
  ]);
  expect(await remaining(paid)).toEqual(["0.00"]);
});
