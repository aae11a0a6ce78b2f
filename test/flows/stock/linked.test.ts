/** Orders that a person linked to vouchers: counted in each run, and read once. */
import { expect, test } from "vitest";
import type { LinkedSale } from "../../../src/domain/goods/stock.ts";
import { ok } from "../../../src/domain/result.ts";
import type { FlowPorts, OrderState } from "../../../src/flows/port.ts";
import { pullStock } from "../../../src/flows/stock/pull.ts";
import { unbookedOf } from "../../../src/flows/stock/unbooked.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";

const SETTINGS = settingsSchema.parse({
  orders: { enabled: true, type: "invoice", startLine: "2026-01-01T00:00:00Z" },
  stock: { enabled: true, correctionDebtor: 205 },
});
const NOW = Date.parse("2026-11-24T12:00:00Z");

const order = (id: number) => ({
  id,
  date: "2026-11-20T12:00:00",
  status: 2,
  paymentStatus: "Paid",
  currencyCode: "SEK",
  pricesIncludeVat: true,
  amountExclVat: 0,
  vatAmount: 0,
  amountInclVat: 0,
  lines: { _data: [{ lineNumber: 1, lineType: "Article", articleCode: "A", quantity: 2 }] },
});
const shopList = (items: readonly unknown[]) => ({
  _data: items,
  _meta: { administrationId: 1, totalCount: items.length, pageCount: 1, nextPage: null },
});

/** A shop with so many linked orders, and others that wait, and what its object keeps of them. */
function shopWith(linked: number, waiting: number) {
  const kept = new Map<string, LinkedSale>();
  const reads: number[] = [];
  const state = (id: number): OrderState => ({
    orderId: String(id),
    state: "open",
    fetchedAt: NOW - 60_000,
    knownState: "s",
    documents: [],
    loweredBy: [],
    ...(id <= linked ? { linked: true } : {}),
  });
  const ports: Partial<FlowPorts> = {
    settings: SETTINGS,
    administrationId: 1,
    memory: {},
    lists: { company: null } as unknown as FlowPorts["lists"],
    now: () => NOW,
    progress: async () => ok(undefined),
    resolve: async () => ok({ link: null, articles: {} }),
    drafts: async () => ok({ kinds: [], documents: [] }),
    linkedSales: async (read) => {
      for (const { orderId, sold } of read) kept.set(orderId, { orderId, sold });
      return ok([...kept.values()]);
    },
    orderStates: async ({ ids }) =>
      ok(
        Array.from({ length: linked + waiting }, (_, index) => state(index + 1)).filter(
          ({ orderId }) => !kept.has(orderId) || ids.includes(orderId),
        ),
      ),
    readPage: async ({ path, query }) => {
      const id = Number(query["Id"] ?? 0);
      if (id > 0) reads.push(id);
      const body =
        path === "/articles"
          ? { Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 0 }, Data: [] }
          : shopList(id > 0 ? [order(id)] : []);
      return ok({ status: 200, isJson: true, headers: {}, body });
    },
  };
  return async () => {
    reads.length = 0;
    const answer = await pullStock(ports as FlowPorts);
    if (!answer.ok || !("orders" in answer.value)) return answer;
    return { reads: reads.length, sold: unbookedOf(answer.value.orders).unbooked.get("A") };
  };
}

test("hundreds of linked orders are read in one run, kept, and counted by each run after it", async () => {
  const run = shopWith(450, 3);
  expect(await run()).toEqual({ reads: 453, sold: "906" });
  expect(await run()).toEqual({ reads: 3, sold: "906" });
});

test("those that wait are limited all the same", async () =>
  expect(await shopWith(5, 201)()).toEqual(ok({ tooMany: 201 })));
