/** What stays open of an invoice that a payout pays in part: before it is booked, and after. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lazyKeyring } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { openInvoices } from "../../src/sync/tenant/journal/invoiced.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { one } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { timeline } from "../../src/sync/tenant/views/timelines.ts";
import { cardShop, hand, line, pay, PAYOUT, unpaid } from "./payouts.kit.ts";

// Breaks between the steps of a plan are real.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** An order of 125.00 whose invoice stands, by order. */
function invoices(sql: SqlStorage, ...orders: readonly number[]): void {
  for (const n of orders) unpaid(sql, n);
  run(sql, "UPDATE documents SET content = ? WHERE role = 'invoice'", '{"gross":"125.00"}');
}

/** A payment of this payout on an order's invoice. */
const paidOut = (sql: SqlStorage, payout: string, n: number, amount: string): void =>
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, document_id, amount)
     VALUES (?, ?, 'j', 'payout-payment', 1, 'payment.create', 'compared', 1, ?, ?)`,
    `payout:${payout}`,
    2_000 + n,
    `i${n}`,
    amount,
  );

const part = (n: number, gross: string, id = `l${n}`) =>
  line(n, { id, gross, fee: "0.00", net: gross });

test("each line says its order's invoice, and what all lines of the payout leave of it", async () => {
  const { sql, context } = cardShop();
  invoices(sql, 1, 2);
  await hand(context, [part(1, "100.00"), part(1, "20.00", "l9"), part(2, "125.00")]);
  const settled = async () =>
    (await one(context, PAYOUT))?.settled?.map(({ order, invoiced, open }) => [
      order,
      invoiced,
      open,
    ]);
  const shown = [
    ["1001", "125.00", "5.00"],
    ["1001", "125.00", "5.00"],
    ["1002", "125.00", "0.00"],
  ];
  expect(await settled()).toEqual(shown);
  // Its own payments count once.
  paidOut(sql, PAYOUT, 1, "120.00");
  expect(await settled()).toEqual(shown);
  // Another payout paid the rest.
  run(sql, "UPDATE operations SET amount = '125.00' WHERE role = 'payout-payment'");
  expect((await settled())?.[0]?.[2]).toBe("0.00");
});

test("of an order: what payouts paid on its invoices, and what is left after other payments and credits", () => {
  const { sql } = cardShop();
  invoices(sql, 1, 2, 3);
  paidOut(sql, "p7", 1, "100.00");
  pay(sql, 2, "25.00");
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, content, updated_at)
     VALUES ('order:1', 'credit', 1, 'c1', 'live', '{"gross":"10.00"}', 1),
            ('order:9', 'credit', 1, 'c9', 'live', '{"gross":"40.00"}', 1)`,
  );
  run(
    sql,
    `INSERT INTO credits (original, key, n, amount)
     VALUES ('order:1', 'order:1', 1, '10.00'), ('order:3', 'order:9', 1, '40.00')`,
  );
  const found = openInvoices(sql, ["order:1", "order:2", "order:3", "order:4"]);
  expect(found.get("order:1")).toEqual({
    invoiced: "125.00",
    open: "15.00",
    paidOut: [{ id: "p7", payout: null, amount: "100.00" }],
  });
  expect([found.get("order:2")?.open, found.get("order:3")?.open]).toEqual(["100.00", "85.00"]);
  expect(found.has("order:4")).toBe(false);
});

test("of more than a hundred lines, those come first that leave something open", async () => {
  const { sql, context } = cardShop();
  const all = Array.from({ length: 120 }, (_, n) => n);
  invoices(sql, ...all);
  await hand(
    context,
    all.map((n) => part(n, n === 115 ? "25.00" : "125.00")),
  );
  const settled = (await one(context, PAYOUT))?.settled ?? [];
  expect([settled.length, settled[0]?.order, settled[0]?.open]).toEqual([100, "1115", "100.00"]);
  expect(settled[1]?.order).toBe("1000");
});

test("an order's own page tells what payouts paid; of an order that none paid nothing is added up", async () => {
  const { sql } = cardShop();
  const keyring = lazyKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const context = { sql, tenantId: () => "shop", deps: { keyring } } as unknown as TenantContext;
  invoices(sql, 1, 2);
  paidOut(sql, "p7", 1, "100.00");
  const exec = vi.spyOn(sql, "exec");
  const paidOutOf = async (n: number) => {
    exec.mockClear();
    const its = { key: `order:${n}`, flow: "orders", lane: "live", type: "x" } as const;
    const told = await timeline(context, jobs.create(sql, { ...its, due: 1, now: 1 }).id);
    const adds = exec.mock.calls.some(([query]) => query.includes("'payment', 'gift-card'"));
    return [told?.paidOut?.open, adds];
  };
  expect([await paidOutOf(1), await paidOutOf(2)]).toEqual([
    ["25.00", true],
    [undefined, false],
  ]);
});
