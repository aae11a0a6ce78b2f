/**
 * What the screens of the set-up say before anything is pressed: questions without an answer, VAT
 * rates without a code, the system articles, and what going live does.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { SystemArticleView } from "../../src/domain/ledger/ledger.ts";
import { jobView } from "./job-view.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const list = (...entries: readonly (readonly [id: string, name: string, note?: string])[]) => ({
  entries: entries.map(([id, name, note]) => ({ id, name, note: note ?? null })),
  readAt: 1,
  fault: null,
});
const RATES = {
  ...NAMES,
  "asperion.vatCodes": list(["H", "High", "21 %"], ["G", "None", "0 %"]),
  "eaccounting.codings": list(
    ["c25", "Goods 25", "25 %"],
    ["c12", "Goods 12", "12 %"],
    ["c0", "Goods 0", "0 %"],
  ),
};
const STOCK = {
  "stock.strategy": "article-field",
  "stock.field": "characteristic1",
  "stock.calculation": "available",
};
const ORDERS = {
  "orders.type": "sales-order",
  "orders.statuses": "2",
  "orders.orderStatus": "ongoing",
  "orders.findCustomerBy": "email",
  "orders.ourReference": "",
  "orders.payments": "none",
};

const shopOf = async (
  address: string,
  flows: readonly string[],
  answers: Parameters<typeof open>[1] = {},
) => {
  const shop = await open(address, {
    "monitoring.health": connectedHealth,
    "reads.names": RATES,
    ...answers,
  });
  await shop.configure({
    orders: { startLine: "2026-11-01T00:00:00Z", statuses: [2] },
    setup: { flows },
  });
  const page = async () => (await shop.user.go(`${shop.at}/questions`)).text;
  return { ...shop, page };
};

const shown = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

/** The titles of the folds that are open. */
const openFolds = (html: string): readonly string[] =>
  [...html.matchAll(/<details open[^>]*><summary>(.*?)<\/summary>/gs)].map(([, title = ""]) =>
    shown(title).trim(),
  );

test("an order type that books nothing by itself says so where it is proposed, and one that books doesn't", async () => {
  const { configure, page } = await shopOf("203.0.113.151", ["orders"]);
  const startLine = "2026-11-01T00:00:00Z";
  const asked = async (orders: object): Promise<string> => {
    await configure({
      orders: { startLine, statuses: [2], ...orders },
      setup: { flows: ["orders"] },
    });
    return shown(await page());
  };
  const left = "A sales order books no revenue and no VAT: you make its invoice";
  expect(await asked({})).toContain(left);
  expect(await asked({ type: "draft-invoice" })).toContain("A draft invoice books nothing until");
  for (const orders of [{ type: "invoice" }, { invoiceOrders: "delivered" }])
    expect(await asked(orders)).not.toMatch(/books no revenue|books nothing until/);
});

test("suggestions may be taken as they are only where no answer is missing; a missing one is named on top", async () => {
  const orders = await shopOf("203.0.113.141", ["orders"]);
  expect(shown(await orders.page())).toContain("You can accept them as they are.");
  const stock = await shopOf("203.0.113.142", ["orders", "stock"]);
  const asked = await stock.page();
  expect(shown(asked)).toContain("One answer is needed:");
  expect(asked).toContain('<a href="#stock.correctionDebtor">');
  expect(shown(asked)).not.toContain("You can accept them as they are.");
});

test("after a refusal only the fold with the fault is open", async () => {
  const { send, page } = await shopOf("203.0.113.143", ["orders", "stock"]);
  expect(openFolds(await page())).toEqual([]);
  const refused = await send("questions", {
    ...ORDERS,
    ...STOCK,
    "stock.strategy": "correction-order",
  });
  expect(refused.status).toBe(400);
  // The question without an answer stands outside of the folds.
  expect(refused.text).toContain('id="stock.correctionDebtor-fault"');
  expect(openFolds(refused.text)).toEqual([]);
  const orders = await shopOf("203.0.113.146", ["orders"]);
  const wrong = await orders.send("questions", {
    ...ORDERS,
    "orders.ourReference": "x".repeat(99),
  });
  expect([wrong.status, openFolds(wrong.text).length]).toEqual([400, 1]);
  expect(wrong.text.indexOf("<details open")).toBeLessThan(
    wrong.text.indexOf('id="orders.ourReference-fault"'),
  );
});

test("VAT rates without a code are named with the articles that they leave out, as the preview with these settings counts them", async () => {
  const preview = {
    flow: "products",
    stopped: [],
    read: 12,
    total: 12,
    unlooked: 0,
    later: 0,
    create: 5,
    update: 0,
    same: 0,
    left: [],
    held: [
      {
        reason: { code: "product-tax-not-mapped", params: { rate: "25", coding: "c25" } },
        count: 7,
        first: ["LAMP"],
      },
    ],
    rows: [],
    mark: "m",
  };
  let version = 2;
  const job = () => ({
    id: "job-1",
    key: "dry-run:typed:products",
    flow: "dry-run",
    status: "done",
    outcome: "skipped",
    reasons: [],
    settingsVersion: version,
  });
  const { page, send } = await shopOf("203.0.113.144", ["products"], {
    "jobs.list": (_: string, asked: { key?: string }) => ({
      jobs: asked.key === "dry-run:typed:products" ? [job()] : [],
      cursor: null,
    }),
    "jobs.timeline": () => ({ job: job(), timeline: [{ what: "plan", detail: preview }] }),
  });
  const told = shown(await page());
  expect(told).toContain(
    "2 VAT rates have no code: 25%, 12% – 7 articles would be left out and put on hold.",
  );
  expect(told).not.toContain("You can accept them as they are.");
  // A count with other settings says nothing.
  version = 1;
  expect(shown(await page())).toContain(
    "2 VAT rates have no code: 25%, 12% – articles with such a rate would be left out",
  );
  // Neither does one of before another code was chosen.
  version = 2;
  const at = "products.vatCode.table";
  const chosen = await send("questions", {
    [`${at}.known`]: "25",
    [`${at}.knownTo`]: "H",
    "products.whenFilteredOut": "nonsense",
  });
  expect(shown(chosen.text)).toContain("– articles with such a rate would be left out");
});

test("methods without an account say that their payments wait, where payments are registered", async () => {
  const { page, configure } = await shopOf("203.0.113.145", ["orders"], {
    "reads.names": { ...RATES, "asperion.paymentMethods": list(["CARD", "Credit card"]) },
  });
  // Nothing is to be matched where none is registered.
  expect(shown(await page())).not.toContain("0 of 1 matched");
  const set = {
    orders: { startLine: "2026-11-01T00:00:00Z", type: "invoice", payments: "register" },
  };
  expect((await configure({ ...set, setup: { flows: ["orders"] } })).status).toBe(200);
  expect(shown(await page())).toContain("0 of 1 matched · the payments of the others wait for you");
});

const nothing = {
  stopped: [],
  read: 9,
  total: 9,
  unlooked: 0,
  later: 0,
  create: 0,
  update: 0,
  same: 0,
  left: [],
  held: [],
  rows: [],
  mark: "m",
};
const taxless = { code: "product-tax-not-mapped", params: { rate: "25", coding: "c25" } };
const stockRow = {
  code: "TSHIRT",
  name: "T-shirt",
  does: "update",
  changes: [{ field: "stock", from: "6", to: "100" }],
};

test("what going live does stands in one card above the details, and changes with what the previews found", async () => {
  let articles: object = { ...nothing, flow: "products", create: 4, update: 1 };
  const previews = (): Readonly<Record<string, object>> => ({
    orders: { ...nothing, flow: "orders", later: 0 },
    products: articles,
    stock: { ...nothing, flow: "stock", update: 1, rows: [stockRow] },
  });
  const flowOf = (key: string) => key.slice("dry-run:run:".length);
  const shop = await open("203.0.113.151", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
    "flows.upcoming": [],
    "jobs.list": (_: string, { key = "", under = "" }: { key?: string; under?: string }) => {
      if (under === "dry-run:asked:last:") return { jobs: tried(), cursor: null };
      const isThere = key === "dry-run:last" || previews()[flowOf(key)] !== undefined;
      return { jobs: isThere ? [job(key.split(":").at(-1) ?? "")] : [], cursor: null };
    },
    "jobs.label": null,
    "jobs.timeline": (_: string, id: string) => ({
      job: job(id),
      documents: [],
      operations: [],
      timeline:
        previews()[id] === undefined ? [] : [{ at: 1, what: "plan", detail: previews()[id] }],
    }),
  });
  const job = (flow: string) =>
    jobView({
      id: flow,
      key: `dry-run:run:${flow}`,
      flow: "dry-run",
      status: "done",
      updatedAt: shop.world.clock.now(),
    });
  /** Of three orders one would be booked. */
  const tried = () =>
    ["order.create", "held", "held"].map((would, at) => ({
      ...job(`order-${at}`),
      outcome: "skipped",
      reasons: [{ code: "dry-run", params: { would } }],
    }));
  await shop.configure({
    orders: { startLine: "2026-11-01T00:00:00Z", firstDayLimit: 2 },
    setup: { flows: ["orders", "products", "stock"] },
  });
  const page = async () => shown((await shop.user.go(`${shop.at}/live`)).text);
  const before = await page();
  expect(before).toContain("After you go live:");
  expect(before).toContain(
    "Orders: no orders since the start date yet · at most 2 documents on the first day (Preview",
  );
  // Of another sample, which may be older: by itself.
  expect(before).toContain(
    "Dry run of the 3 newest orders, also from before the start date: " +
      "1 would be booked, 2 put on hold",
  );
  expect(before).toContain("Articles: 4 created, 1 changed in Asperion");
  expect(before).toContain("Stock: stock of 1 article changes · TSHIRT 6 → 100");
  expect(before).toContain("From then on, the syncs you chose run automatically.");
  // The decision comes before its details.
  const places = ["After you go live:", "Maximum number of documents", "When each sync starts"];
  expect(places.map((text) => before.indexOf(text))).toEqual(
    places.map((text) => before.indexOf(text)).toSorted((a, b) => a - b),
  );
  articles = {
    ...nothing,
    flow: "products",
    update: 5,
    held: [{ reason: taxless, count: 7, first: ["LAMP"] }],
  };
  expect(await page()).toContain(
    "Articles: 0 created, 5 changed in Asperion · 7 need your attention",
  );
});

test("a screen with a button to go on has no second link that does the same", async () => {
  const shop = await open("203.0.113.152", { "reads.names": NAMES });
  const text = async (screen: string) => (await shop.user.go(`${shop.at}/${screen}`)).text;
  // Nothing is connected: the link is the only way past the screen.
  expect(await text("connect")).toContain(">Next step<");
  expect(await text("flows")).not.toContain(">Next step<");
  expect(await text("prepare")).not.toContain(">Next step<");
});

const article = (
  kind: SystemArticleView["kind"],
  key: string,
  number: string,
): SystemArticleView => ({ kind, key, oss: false, number, id: null, name: number });

test("articles are listed by VAT rate, the highest first, two codings of one name are told apart, and the button comes before them", async () => {
  const { user, at } = await open("203.0.113.181", {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      articles: [
        article("shipping", "0.06", "AS-SHIP-6"),
        article("shipping", "0.25", "AS-SHIP-25"),
        article("shipping", "0.12", "AS-SHIP-12"),
        article("adjusting", "c1", "AS-ADJ-1"),
        article("adjusting", "c2", "AS-ADJ-2"),
      ],
    }),
    "reads.names": {
      ...NAMES,
      "eaccounting.codings": {
        entries: [
          { id: "c1", name: "Goods", note: "12 %" },
          { id: "c2", name: "Goods", note: "25 %" },
        ],
        readAt: 1,
        fault: null,
      },
    },
  });
  const { text } = await user.go(`${at}/prepare`);
  const numbers = [...text.matchAll(/AS-(?:SHIP|ADJ)-\d+(?=<\/code>)/g)].map(([number]) => number);
  expect(numbers).toEqual(["AS-SHIP-25", "AS-SHIP-12", "AS-SHIP-6", "AS-ADJ-2", "AS-ADJ-1"]);
  const words = text.replace(/<[^>]+>/g, " ").replace(/[\u2068\u2069]/g, "");
  expect(words).toMatch(/Goods \(?12/);
  expect(words).toMatch(/Goods \(?25/);
  expect(text.indexOf("Create articles")).toBeLessThan(text.indexOf("AS-SHIP-25"));
});

test("articles of which some are missing say so, and the set-up leads to them until all are there", async () => {
  const made = { ...article("shipping", "0.12", "AS-SHIP-12"), id: "a1" };
  const shop = (missing: readonly SystemArticleView[], address: string) =>
    shopOf(address, ["orders"], {
      "monitoring.health": (id: string) => ({
        ...connectedHealth(id),
        systemArticles: { adjusting: {}, shipping: { "0.12": "a1" }, discount: {}, closing: null },
        articles: [made, ...missing],
      }),
    });
  const partly = await shop([article("shipping", "0.25", "AS-SHIP-25")], "203.0.113.182");
  await partly.configure({ setup: { flows: ["orders"], answered: true } });
  expect(await partly.next()).toBe("prepare#articles");
  expect((await partly.user.go(`${partly.at}/prepare`)).text).toContain("1 of 2 articles created");
  const home = `/admin/tenants/${partly.at.split("/")[3]}`;
  expect((await partly.user.go(home)).text).toMatch(/<a [^>]+>Run set-up to create/);
  const whole = await shop([], "203.0.113.183");
  await whole.configure({ setup: { flows: ["orders"], answered: true } });
  expect(await whole.next()).not.toBe("prepare#articles");
  expect((await whole.user.go(`${whole.at}/prepare`)).text).toContain("1 article created.");
});

test("the last step of a live shop whose connection is lost says that its runs are stopped and what is missing now", async () => {
  const lost = (id: string) => {
    const health = connectedHealth(id);
    return {
      ...health,
      connections: health.connections.map((one) => ({ ...one, state: "needs-login" as const })),
      pause: {
        paused: true as const,
        by: "engine" as const,
        since: 1,
        reason: reason("needs-login", { vendor: "asperion" }),
      },
    };
  };
  const shop = await open("203.0.113.187", {
    "monitoring.health": lost,
    "flows.upcoming": [{ name: "order-sweep", flow: "orders", at: null }],
  });
  const orders = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2] };
  await shop.configure({ orders, setup: { flows: ["orders"] } });
  const { text } = await shop.user.go(`/admin/tenants/${shop.id}/setup/live`);
  expect(text).toContain("This shop is live.");
  expect(text).toContain("Check for new orders: stopped");
  expect(text).not.toContain("only when you run it");
  expect(text).toContain("Complete these steps to make the syncs run again:");
  expect(text).not.toContain("before going live");
});
