/** Payments of a payout on invoices: whatever is lost or dies around one, it is registered once. */
import { describe, expect, test } from "vitest";
import { bridge } from "../support/mended-set-up.ts";
import { codesOf } from "../support/orders.ts";
import {
  approve,
  done,
  invoiced,
  PAY,
  type Placed,
  remaining,
  sale,
  type Staged,
  staged,
  tenant,
  useInvoicedPayouts,
} from "../support/payouts-invoiced.ts";
import type { RunnerMethod } from "../support/runner-calls.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useInvoicedPayouts();

const MINUTE = 60_000;

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
    await bridge.fault("eaccounting", { route: PAY, kind: "late-commit", ms: 60 * MINUTE });
    await approve(made.id);
    const job = await done(made.id);
    expect(job.outcome).toBe("needs-attention");
    await bridge.advance(60 * MINUTE);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await bridge.advance(COALESCE);
    await expectOnce(made);
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
