/** Orders that a run begins on while the stock flow reads both sides. */
import { expect, test } from "vitest";
import { err, ok } from "../../../src/domain/result.ts";
import type { FlowPorts, OrderState } from "../../../src/flows/port.ts";
import { pullStock } from "../../../src/flows/stock/pull.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";

const SETTINGS = settingsSchema.parse({
  orders: { enabled: true, type: "invoice", startLine: "2026-01-01T00:00:00Z" },
  stock: { enabled: true, correctionDebtor: 205 },
});
const NOW = Date.parse("2026-11-24T12:00:00Z");

const cancelled = {
  id: 1,
  date: "2026-11-20T12:00:00",
  status: 9,
  paymentStatus: "Paid",
  currencyCode: "SEK",
  pricesIncludeVat: true,
  amountExclVat: 0,
  vatAmount: 0,
  amountInclVat: 0,
  lines: { _data: [{ lineNumber: 1, lineType: "Article", articleCode: "A", quantity: 4 }] },
};
const shopList = (items: readonly unknown[]) => ({
  _data: items,
  _meta: { administrationId: 1, totalCount: items.length, pageCount: 1, nextPage: null },
});

const ledgerList = (Data: readonly unknown[]) => ({
  Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: Data.length },
  Data,
});

/** What a run reads of an order that is cancelled; its sales order is deleted by then. */
async function pulled(states: readonly OrderState["state"][], more: Partial<FlowPorts> = {}) {
  const asked: OrderState["state"][] = [];
  const ports: Partial<FlowPorts> = {
    settings: SETTINGS,
    administrationId: 1,
    memory: {},
    lists: { company: null } as unknown as FlowPorts["lists"],
    now: () => NOW,
    progress: async () => ok(undefined),
    resolve: async () => ok({ link: null, articles: {} }),
    linkedSales: async () => ok([]),
    drafts: async () => ok({ kinds: [], documents: [] }),
    orderStates: async () => {
      const state = states[asked.length] ?? "open";
      asked.push(state);
      return ok([
        {
          orderId: "1",
          state,
          fetchedAt: state === "settled" ? NOW + 1 : NOW - 60_000,
          knownState: null,
          loweredBy: [],
          documents: [
            {
              role: "sales-order",
              n: 1,
              id: "gone",
              number: "1",
              state: "live",
              sourceHash: null,
              ownedHash: null,
            },
          ],
        },
      ]);
    },
    readPage: async ({ path, query }) => {
      if (path.startsWith("/orders"))
        return err({ kind: "not-found", vendor: "eaccounting", what: path });
      const body =
        path === "/articles"
          ? ledgerList([])
          : shopList(query?.["Id"] === undefined ? [] : [cancelled]);
      return ok({ status: 200, isJson: true, headers: {}, body });
    },
    ...more,
  };
  const answer = await pullStock(ports as FlowPorts);
  return answer.ok && "orders" in answer.value
    ? answer.value.orders.map(({ moving, named }) => ({ moving, named }))
    : answer;
}

test.each<readonly OrderState["state"][]>([
  ["open", "open", "moving"],
  ["open", "open", "settled"],
  ["open", "moving", "open"],
])("an order that is %s, then %s and then %s is moving, with all its articles", async (...states) =>
  expect(await pulled(states)).toEqual([{ moving: true, named: ["A"] }]),
);

test("an order that stays open isn't moving", async () =>
  expect(await pulled(["open", "open", "open"])).toEqual([{ moving: false, named: ["A"] }]));

test("a linked order that is unlinked and booked while both sides are read leaves its articles alone", async () => {
  const lines = [{ code: "B", isArticle: true, quantity: "3" }];
  const sale = { orderId: "2", sold: { lines, moves: true, mayBeSale: false } };
  const run = (isUnlinked: boolean) => {
    let isStockRead = false;
    return pulled(["open"], {
      linkedSales: async () => ok(isUnlinked && isStockRead ? [] : [sale]),
      readPage: async ({ path, query }) => {
        isStockRead ||= path === "/articles";
        const shop = shopList(query["Id"] === undefined ? [] : [cancelled]);
        const body = path === "/articles" ? ledgerList([]) : shop;
        return path.startsWith("/orders/")
          ? err({ kind: "not-found", vendor: "eaccounting", what: path })
          : ok({ status: 200, isJson: true, headers: {}, body });
      },
    });
  };
  const one = { moving: false, named: ["A"] };
  expect(await run(false)).toEqual([one, { moving: false, named: ["B"] }]);
  expect(await run(true)).toEqual([one, { moving: true, named: ["B"] }]);
});

test("the draft of an order from before the start line counts while that order is on hold", async () => {
  const [article, draft] = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  const past = { ...cancelled, date: "2025-12-20T12:00:00", status: 2 };
  const known = {
    Id: article,
    Number: "A",
    IsActive: true,
    ShowStockInformation: true,
    StockBalance: 10,
  };
  expect(
    await pulled(["open"], {
      drafts: async ({ ids }) =>
        ok({ kinds: ["invoice-draft"], documents: ids.map((id) => ({ id, orderId: "1" })) }),
      readPage: async ({ path, query }) => {
        const rows = [{ ArticleId: article, Quantity: 3, UnitPrice: 10 }];
        const body =
          path === "/articles"
            ? ledgerList([known])
            : path === "/customerinvoicedrafts"
              ? ledgerList([{ Id: draft, Rows: rows }])
              : shopList(query["Id"] === undefined ? [] : [past]);
        return ok({ status: 200, isJson: true, headers: {}, body });
      },
    }),
  ).toEqual([{ moving: false, named: ["A"] }]);
});
