/** What an article's page shows of stock and orders, and to whom. */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import type { ArticleOrdersAsked } from "../../src/sync/contract/article-orders.ts";
import type { ArticleStockAsked } from "../../src/sync/contract/article-stock.ts";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import { signedIn } from "./browser.ts";

const GUID = "33333333-3333-4333-8333-333333333333";
const job = (id: string, more: Partial<JobView>): JobView => ({
  id,
  key: `product:${GUID}`,
  flow: "products",
  lane: "live",
  status: "done",
  outcome: "updated",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "CAP",
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [],
  ...more,
});
const HOSTILE = `<script>alert("1")</script>`;

async function opened(address: string, more: object = {}) {
  const asked: { stock: ArticleStockAsked[]; orders: ArticleOrdersAsked[] } = {
    stock: [],
    orders: [],
  };
  const stock = {
    number: "CAP",
    code: "CAP",
    reading: {
      at: Date.UTC(2026, 10, 24, 11),
      ledger: {
        id: GUID,
        number: "CAP",
        active: true,
        counted: true,
        balance: "1200.5",
        reserved: "2",
        available: "1198.5",
      },
      shop: [{ id: 1, code: "CAP", stock: "3", managed: true, field: null }],
    },
    late: false,
    corrected: null,
    lookedFrom: null,
    nextRun: null,
    ...more,
  };
  const order = job("o1", {
    key: "order:7",
    flow: "orders",
    label: "1007",
    facts: { date: "2026-11-20", payment: "paid", net: "1.00", rates: [] },
  });
  const { world, user } = await signedIn(
    {
      "jobs.timeline": (_: string, id: string) => ({
        job: id === "o1" ? order : job("p1", {}),
        documents: [],
        operations: [],
        timeline: [],
      }),
      "jobs.list": { jobs: [], cursor: null },
      "links.list": { links: [], cursor: null },
      "reads.names": {},
      "reads.articleStock": (_: string, one: ArticleStockAsked) => {
        asked.stock.push(one);
        return stock;
      },
      "reads.articleOrders": (_: string, one: ArticleOrdersAsked) => {
        asked.orders.push(one);
        const person = { company: HOSTILE, name: "Anna Berg", city: null, country: "SE" };
        return {
          orders: [{ job: order, plannedBy: "o1", person: one.withPeople ? person : null }],
          lookedFrom: null,
        };
      },
    },
    address,
  );
  const id = await world.makeTenant();
  return { world, user, id, at: `/admin/tenants/${id}/products/p1`, asked };
}

test("both sides stand beside each other with what is reserved, and hostile names are text", async () => {
  const { user, at, asked } = await opened("203.0.113.242");
  const { text } = await user.go(at);
  for (const figure of ["1,200.5", "1,198.5", "Reserved by sales orders", "Stock sync is off."])
    expect(text).toContain(figure);
  expect(text).toContain("&lt;script&gt;");
  expect(text).not.toContain(HOSTILE);
  // Stock sync is off, so nothing is read by itself: a link does.
  expect(text).not.toContain('hx-trigger="load"');
  expect(text).toContain(`href="${at}?stock=now#stock"`);
  await user.go(`${at}?stock=now`);
  // A page that renews itself asks no vendor.
  await user.go(`${at}?stock=now`, { headers: { "x-renews-itself": "1" } });
  expect(asked.stock.map(({ fresh }) => fresh)).toEqual([false, true, false]);
});

test("customers of its orders are shown and asked for only where they may be seen", async () => {
  const { user, at, asked } = await opened("203.0.113.243");
  const rights: { "see-customers": unknown } = RIGHTS;
  const all = rights["see-customers"];
  expect((await user.go(at)).text).toContain("Anna Berg");
  try {
    rights["see-customers"] = [];
    const { text } = await user.go(at);
    expect([text.includes("1007"), text.includes("Anna Berg")]).toEqual([true, false]);
    const [, sold = ""] = text.split('id="sold"');
    expect(sold).not.toContain(">Customer<");
  } finally {
    rights["see-customers"] = all;
  }
  expect(asked.orders).toEqual([
    { codes: ["CAP"], limit: 5, withPeople: true },
    { codes: ["CAP"], limit: 5, withPeople: false },
  ]);
});

test("it leads to the article in both systems by what is known of it, and nowhere by what isn't", async () => {
  const { world, user, id, at } = await opened("203.0.113.246");
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const set = (vendorPages: object) =>
    world.api("PUT", `/tenants/${id}/settings`, { ...body, vendorPages });
  expect(
    (
      await set({
        ledgerArticle: "https://books.example/a/{id}",
        // No write of it told the shop's id.
        shopArticle: "https://shop.example/a/{id}",
      })
    ).status,
  ).toBe(200);
  const { text } = await user.go(at);
  expect(text).toContain(`href="https://books.example/a/${GUID}" target="_blank"`);
  expect(text).not.toContain("https://shop.example");
});

test("a side that has no such article, and two articles of one code, are said", async () => {
  const gone = await opened("203.0.113.244", {
    reading: { at: 1, ledger: null, shop: [] },
  });
  const { text } = await gone.user.go(gone.at);
  expect(text).toContain("eAccounting no longer has this article under number CAP.");
  expect(text).toContain("Asperion has no active article with code CAP.");
  const other = await opened("203.0.113.245", { code: null, reading: null });
  const { text: none } = await other.user.go(other.at);
  expect(none).toContain("Not read yet.");
  expect(other.asked.orders).toEqual([]);
});
