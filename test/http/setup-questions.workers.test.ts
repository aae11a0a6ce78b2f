/**
 * The questions of the set-up say what is open before anything is pressed: answers that going live
 * needs, VAT rates without a code, payments without an account.
 */
import { expect, test } from "vitest";
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
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");

/** The titles of the folds that are open. */
const openFolds = (html: string): readonly string[] =>
  [...html.matchAll(/<details open[^>]*><summary>(.*?)<\/summary>/gs)].map(([, title = ""]) =>
    shown(title).trim(),
  );

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
  expect(shown(await page())).toContain("0 of 1 matched");
  expect(shown(await page())).not.toContain("wait for you");
  const set = {
    orders: { startLine: "2026-11-01T00:00:00Z", type: "invoice", payments: "register" },
  };
  expect((await configure({ ...set, setup: { flows: ["orders"] } })).status).toBe(200);
  expect(shown(await page())).toContain("0 of 1 matched · the payments of the others wait for you");
});
