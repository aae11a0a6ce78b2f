/** A person linked an article to a code of the shop, and its number is another one since. */
import { expect, test, vi } from "vitest";
import type { LedgerArticle } from "../../../src/domain/ledger/ledger.ts";
import { ok } from "../../../src/domain/result.ts";
import type { ReadOrder } from "../../../src/eaccounting/orders.ts";
import { readCurrentArticles } from "../../../src/flows/orders/documents/invoices/changed-article-numbers.ts";
import { readArticles } from "../../../src/flows/orders/money/make-articles.ts";
import type { OrderCase } from "../../../src/flows/orders/shared/case.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { defaultSettings } from "../../../src/settings/schema.ts";

const ID = "33333333-3333-4333-8333-333333333333";
const cap = { id: ID, number: "HAT", active: true } as LedgerArticle;

test.each([
  ["linked to its code, it is its article, and no call is made", { CAP: ID }, "same", 0],
  ["known by its number alone, it is looked up", {}, "other", 1],
])("%s", async (_what, linked, kind, calls) => {
  const Meta = { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 0 };
  const lookUp = vi.fn(async () => ok({ status: 200, body: { Meta, Data: [] } }));
  const ports = {
    lookUp,
    settings: defaultSettings(),
    eventTypes: [],
    saveLists: () => undefined,
    resolve: async () => ok({ link: null, articles: {}, linked }),
    lists: { codings: [], units: [], company: { country: "SE", currency: "SEK" } },
  } as unknown as FlowPorts;
  const articles = await readArticles(ports, ["CAP"], { articles: { CAP: cap }, linked });
  if (!articles.ok) throw new Error(articles.error.kind);
  const order = {
    ports,
    order: { lines: [{ kind: "article", sku: "CAP", lineNumber: 1 }] },
  } as unknown as OrderCase;
  const figures = { quantity: "1", price: "1", discount: "0", net: "1", vat: "0", gross: "1" };
  Object.assign(order.order.lines[0] ?? {}, figures, { vatRate: "0" });
  const head = { net: "1", vat: "0", gross: "1", headDiscount: null };
  Object.assign(order.order, head, { invoiceAddress: {}, deliveryAddress: {} });
  const row = { articleId: ID, articleNumber: "HAT-OLD", lineNumber: 1 };
  const answer = { order: { rows: [row], status: "ongoing" }, raw: {} } as unknown as ReadOrder;
  const now = await readCurrentArticles(order, articles.value, answer);
  expect([now.ok ? now.value.kind : now.error.kind, lookUp.mock.calls.length]).toEqual([
    kind,
    calls,
  ]);
});
