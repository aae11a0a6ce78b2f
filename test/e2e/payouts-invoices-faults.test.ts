/** Payments of a payout on invoices: whatever is lost or dies around one, it is registered once. */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf } from "../support/orders.ts";
import {
  approve,
  bankOf,
  booked,
  done,
  invoiced,
  look,
  PAY,
  type Placed,
  remaining,
  sale,
  settings,
  type Staged,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";
import type { RunnerMethod } from "../support/runner-calls.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useInvoicedPayouts();

const MINUTE = 60_000;
/** After the last look. */
const LATE = 20 * MINUTE;

/** What comes late needs a token that still holds then: the next call has a new one. */
const withFreshToken = (): Promise<void> => bridge.advance(60 * MINUTE);

describe("whatever happens to a payment, it is registered once", () => {
  type Ready = Staged & { readonly orders: readonly Placed[] };

  async function ready(): Promise<Ready> {
    const orders = [await invoiced(), await invoiced()];
    return { ...(await staged(orders.map((one) => sale(one, { fee: 0 })))), orders };
  }

  async function expectOnce({ id, payout, orders }: Ready): Promise<void> {
    const job = await done(id);
    expect([job.outcome, codesOf(job)]).toEqual([
      "booked",
      ["payout-booked", "payout-invoices-settled"],
    ]);
    for (const one of orders) expect(await remaining(one)).toEqual(["0.00"]);
    const { banktransactions = [], vouchers = [] } = await bridge.ledger();
    for (const { orderNumber } of orders)
      expect(
        banktransactions.filter((one) => JSON.stringify(one).includes(`${orderNumber} #`)),
      ).toHaveLength(1);
    expect(
      vouchers.filter((one) => String(one["VoucherText"]).startsWith(`${payout.id} #`)),
    ).toHaveLength(1);
  }

  const crash = async (
    one: Ready,
    method: RunnerMethod,
    nth: number,
    when: "before" | "after",
  ): Promise<void> => {
    await bridge.break({ crash: { method, nth, when, seen: 0, key: `payout:${one.id}` } });
    await approve(one.id);
    await bridge.until(
      async () => (await bridge.broken())["crash"] === null,
      `the runner died ${when} ${method}`,
    );
    await bridge.advance(LEASE);
  };

  for (const nth of [2, 3])
    test(`a runner that dies before write ${nth}`, async () => {
      const made = await ready();
      await crash(made, "begin", nth, "before");
      await expectOnce(made);
    });

  test("a runner that dies once a payment is journaled, and not sent: a person is asked", async () => {
    const made = await ready();
    await crash(made, "begin", 2, "after");
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    expect(await remaining(made.orders[0] as Placed)).not.toEqual(["0.00"]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await expectOnce(made);
  });

  test("a runner that dies at its end", async () => {
    const made = await ready();
    await crash(made, "complete", 1, "before");
    await expectOnce(made);
  });

  test("a lost answer: what remains tells that it came through", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", { route: PAY, kind: "commit-then-drop" });
    await crash(made, "park", 1, "after");
    await expectOnce(made);
  });

  test("one that never reached the vendor: a person is asked, and only a retry pays it", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", { route: PAY, kind: "drop" });
    await approve(made.id);
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await expectOnce(made);
  });

  test("a commit after the last look: a retry finds it by what remains, and pays nothing", async () => {
    const made = await ready();
    await withFreshToken();
    await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: LATE });
    await approve(made.id);
    const job = await done(made.id);
    expect(job.outcome).toBe("needs-attention");
    await bridge.advance(LATE);
    const calls = await bridge.counting(async () => {
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
      await bridge.advance(COALESCE);
      await expectOnce(made);
    });
    // The other order's alone.
    expect(calls[PAY]).toBe(1);
  });

  test("a limit of the vendor is waited for", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", {
      route: PAY,
      kind: "status",
      status: 429,
      headers: { "retry-after": "2" },
      times: 2,
    });
    await approve(made.id);
    await expectOnce(made);
  });

  test("a refusal is told, the other invoice is paid all the same, and a retry pays the rest", async () => {
    const made = await ready();
    await bridge.fault("eaccounting", {
      route: PAY,
      kind: "status",
      status: 400,
    });
    await approve(made.id);
    const job = await done(made.id);
    expect([job.outcome, codesOf(job)]).toEqual([
      "needs-attention",
      ["payout-booked", "payout-payment-refused"],
    ]);
    expect(await remaining(made.orders[1] as Placed)).toEqual(["0.00"]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await expectOnce(made);
  });
});

test("an order's payment that came true after the last look is ours: its line is taken off where it went", async () => {
  const account = bankOf(1930);
  await settings(
    "settle",
    { payments: "register" },
    { paymentMethod: { default: account, table: {} } },
  );
  const placed = await invoiced();
  await withFreshToken();
  await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: LATE });
  await bridge.edit(placed.id, { paymentStatus: "Paid" });
  await bridge.advance(COALESCE);
  await bridge.webhook(tenant, placed.id, { type: "order.paid" });
  const asked = await bridge.resolved(tenant, `order:${placed.id}`);
  expect(codesOf(asked.job)).toContain("in-doubt-needs-person");
  await bridge.advance(LATE);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${asked.job.id}/retry`);
  await bridge.advance(COALESCE);
  const again = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([again.job.outcome, codesOf(again.job), await remaining(placed)]).toEqual([
    "booked",
    expect.arrayContaining(["payment-already-registered"]),
    ["0.00"],
  ]);
  const made = await staged([sale(placed)]);
  const shown = await look(made.id);
  expect([shown["held"], shown["payments"]]).toEqual([[], []]);
  expect((shown["rows"] as readonly Json[]).map((row) => row["account"])).toContain(1930);
  await booked(made);
});
