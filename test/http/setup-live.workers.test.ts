/** Going live is decided on top of its screen: what it does in a line each, mode, limit, button. */
import { expect, test } from "vitest";
import { jobView } from "./job-view.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

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

const shown = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "")
    .replace(/\s+/g, " ");

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
    "jobs.list": (_: string, { key = "" }: { readonly key?: string }) => ({
      jobs: previews()[flowOf(key)] === undefined ? [] : [job(flowOf(key))],
      cursor: null,
    }),
    "jobs.label": null,
    "jobs.timeline": (_: string, id: string) => ({
      job: job(id),
      documents: [],
      operations: [],
      timeline: [{ at: 1, what: "plan", detail: previews()[id] }],
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
  await shop.configure({
    orders: { startLine: "2026-11-01T00:00:00Z" },
    setup: { flows: ["orders", "products", "stock"] },
  });
  const page = async () => shown((await shop.user.go(`${shop.at}/live`)).text);
  const before = await page();
  expect(before).toContain("After you go live:");
  expect(before).toContain("Orders: 0 orders are processed at once");
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
