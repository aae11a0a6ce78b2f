/** What a day says is charged for an order that was cancelled after other orders credited it. */
import { expect, test } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { differingOrders } from "../../src/sync/tenant/days/differing-orders.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
type World = Awaited<ReturnType<typeof tenantInNode>>;

/** A share of a day, of so much. `credits`: it takes that back of order 1. */
function add({ sql }: World, order: number, gross: string, credits: string | null = null): void {
  const role = credits === null ? "voucher" : "voucher-credit";
  const document: DocumentRecord = {
    role,
    n: 1,
    id: memberDocument({ key: `order:${order}`, role, n: 1 }),
    number: DAY,
    state: "live",
    sourceHash: "seen",
    ownedHash: null,
    voucher: {
      charged: gross,
      currency: "SEK",
      rate: null,
      ledgerItem: null,
      shares: [{ account: 1580, of: "money", rate: null, amount: gross, booked: gross }],
    },
    member: {
      label: String(order),
      day: DAY,
      waits: true,
      rows: [{ account: 1580, debit: gross, credit: "0.00", of: "CARD" }],
    },
    ...(credits === null
      ? {}
      : {
          credits: { original: "order:1", amount: credits },
          content: { currency: "SEK", pricesIncludeVat: true, gross: credits, lines: [] },
        }),
  };
  journal.saveDocument(sql, `order:${order}`, document, NOW);
}

/** The run of order 1 read that it is cancelled, and is on hold. */
function cancel({ sql }: World, code: string): void {
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.cancelled",
    due: NOW,
    now: NOW,
  });
  const figures = {
    gross: "237.00",
    vat: "37.00",
    currency: "SEK",
    sold: { gross: "0.00", vat: "0.00" },
  };
  const reasons = JSON.stringify([{ code, params: {} }]);
  jobs.update(sql, id, { figures: JSON.stringify(figures) }, NOW);
  jobs.update(sql, id, { status: "done", outcome: "needs-attention", reasons }, NOW);
}

const told = ({ sql }: World) =>
  differingOrders(sql, []).differing.map(({ charged, booked, off }) => [charged, booked, off]);

test("what credit orders took back of it is charged, as the reconciliation counts it", async () => {
  const world = await tenantInNode();
  add(world, 1, "237.00");
  cancel(world, "voucher-has-credits");
  expect(told(world)).toEqual([["0.00", "237.00", "237.00"]]);
  add(world, 2, "-100.00", "100.00");
  expect(told(world)).toEqual([["100.00", "237.00", "137.00"]]);
});

test("of one that the shop deleted nothing is charged, whatever was credited", async () => {
  const world = await tenantInNode();
  add(world, 1, "237.00");
  add(world, 2, "-100.00", "100.00");
  cancel(world, "order-gone");
  expect(told(world)).toEqual([["0.00", "237.00", "237.00"]]);
});
