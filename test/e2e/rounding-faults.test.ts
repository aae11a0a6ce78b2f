/**
 * The voucher of what the ledger's rounding to whole units left between payment and invoice: a
 * runner that dies around it, a connection that is cut. It is booked once, or a person is asked,
 * and booked only by that person's retry.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { type Death, statesOf, untilDead } from "../support/dying.ts";
import { bridge, useMended } from "../support/mended-set-up.ts";
import { codesOf, privateBuyer } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useMended();

const ROUTE = "POST /v2/vouchers";

let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  await bridge.control("eaccounting", "PUT", "/company", { DomesticCurrencyRounding: 1 });
  const bank = String(
    ((await bridge.ledger())["bankaccounts"] ?? []).find(
      (one) => one["LedgerAccountNumber"] === 1930,
    )?.["Id"],
  );
  const lookups = {
    paymentMethod: { default: bank, table: {} },
    clearingAccount: { default: "1930", table: {} },
    roundingAccount: { default: "3740", table: {} },
  };
  tenant = await bridge.tenant({
    orders: { type: "invoice", payments: "register", wholeUnits: "account" },
    settings: { lookups },
  });
});

type Placed = Json & { id: number; orderNumber: string };

/**
 * Booked and paid as rounded, its difference refused once: what is written next is the voucher
 * alone.
 */
async function arranged(): Promise<Placed> {
  const placed = await bridge.place({
    ...privateBuyer(`Rounded${(n += 1)}`),
    paymentStatus: "Paid",
    lines: [{ articleCode: "MUG", quantity: 1, price: 99.49 }],
  });
  await bridge.fault("eaccounting", { route: ROUTE, kind: "status", status: 400 });
  expect(codesOf((await bridge.book(tenant, placed.id)).job)[0]).toBe("rounding-refused");
  await bridge.advance(COALESCE);
  return placed;
}

const told = ({ id }: Placed) => ({ id, type: "order.updated" });
const dies = (placed: Placed, death: Death) => untilDead(bridge, tenant, told(placed), death);

async function vouchers({ orderNumber }: Placed): Promise<number> {
  const { vouchers: all = [] } = await bridge.ledger();
  return all.filter(
    ({ VoucherText: text, VoucherType: type }) =>
      type === 2 && String(text).includes(`${orderNumber} #`),
  ).length;
}

async function expectBookedOnce(placed: Placed): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, await vouchers(placed)]).toEqual(["booked", 1]);
}

async function expectPerson(placed: Placed, booked: number): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, codesOf(job)[0], await vouchers(placed)]).toEqual([
    "needs-attention",
    "in-doubt-needs-person",
    booked,
  ]);
}

async function retried(placed: Placed): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
  await expectBookedOnce(placed);
}

describe("a runner that dies", () => {
  test.each<[string, Death, boolean]>([
    ["before it is journaled", { method: "begin", nth: 1, when: "before" }, true],
    [
      "when it is journaled as sent, and not sent",
      { method: "begin", nth: 1, when: "after" },
      false,
    ],
    [
      "when it is done and its answer not recorded",
      { method: "complete", nth: 1, when: "before" },
      true,
    ],
    ["after it was recorded", { method: "complete", nth: 1, when: "after" }, true],
  ])("%s", async (_, death, well) => {
    const placed = await arranged();
    await dies(placed, death);
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    if (well) return expectBookedOnce(placed);
    await expectPerson(placed, 0);
    await retried(placed);
  });
});

test("cut after the vendor committed, it is found by its text", async () => {
  const placed = await arranged();
  await bridge.fault("eaccounting", { route: ROUTE, kind: "commit-then-drop" });
  await bridge.webhook(tenant, placed.id, { type: "order.updated" });
  await bridge.until(
    async () => (await statesOf(bridge, tenant, placed.id, "voucher.create")).includes("in-doubt"),
    "the write is in doubt",
  );
  await expectBookedOnce(placed);
});

test("cut before it reached the vendor, it is a person's, and booked by that person's retry", async () => {
  const placed = await arranged();
  await bridge.fault("eaccounting", { route: ROUTE, kind: "drop" });
  await bridge.webhook(tenant, placed.id, { type: "order.updated" });
  await expectPerson(placed, 0);
  await retried(placed);
});
