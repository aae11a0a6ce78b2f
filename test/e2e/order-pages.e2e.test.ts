/**
 * Orders in the admin pages, as a person meets them: booked, held, skipped, counted, listed,
 * compared. A browser without JavaScript, the built Worker, both vendors. In order, as one
 * timeline.
 */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { readPdf } from "../support/read-pdf.ts";
import {
  DESKTOP,
  onPhone,
  openStage,
  overflow,
  PHONE,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let heldTimeline = "";

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({ orders: { ourReference: "Anna" } });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});

afterAll(async () => {
  await stage.stop();
});

const main = () => stage.page.locator("main");
const button = (name: string | RegExp) => stage.page.getByRole("button", { name, exact: true });

/** A form's button, and the page that its redirect leads to. */
async function press(name: string | RegExp): Promise<void> {
  await Promise.all([stage.page.waitForNavigation(), button(name).first().click()]);
}

test("an order of 100.00 is booked, listed, and its timeline shows every figure", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Closing"),
    pricesIncludeVat: true,
    lines: [{ articleCode: "NL21", quantity: 1, price: 100, vatCode: "NL21" }],
  });
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  await page.goto(`${home}/orders`);
  const row = page.getByRole("row").filter({ hasText: placed.orderNumber });
  expect(await row.textContent()).toMatch(/In eAccounting.*100\.00.*17\.36/s);
  await row.getByRole("link").click();
  await page.waitForURL(/orders\/j/);
  const text = (await main().textContent()) ?? "";
  for (const part of [
    "Closing AB",
    "Lines sent to eAccounting",
    "0.01",
    "82.64",
    "The totals match exactly.",
    "Lines in the shop",
    "Create the customer",
    "Create the sales order",
  ])
    expect(text).toContain(part);
  const [document] = await bridge.ordersOf(placed.orderNumber);
  expect(text).toContain(String(document?.["OurReference"]).split(" · ")[1]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await picture(stage, "order");
});

test("a held order says why and what to do; it can be tried again, and skipped only with a reason", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Holding"),
    lines: [
      { articleCode: "MUG", quantity: 2 },
      {
        articleCode: "GONE-1",
        description: "<b>Gone</b> & away",
        quantity: 1,
        price: 10,
        vatCode: "H",
      },
    ],
  });
  const first = await bridge.book(tenant, placed.id);
  expect(first.job.outcome).toBe("held");
  await page.goto(`${home}/orders?outcome=held&number=${placed.orderNumber}`);
  await page.getByRole("link", { name: placed.orderNumber, exact: true }).click();
  heldTimeline = new URL(page.url()).pathname;
  expect(await main().textContent()).toContain("GONE-1");
  expect(await main().textContent()).toContain("<b>Gone</b> & away");
  await picture(stage, "order-held");

  await bridge.advance(6_000);
  await press("Retry");
  // First what would come of it, and nothing has been asked yet.
  expect(await main().textContent()).toContain(`Retry: Order ${placed.orderNumber}`);
  expect(await main().textContent()).toContain("Stays on hold.");
  await picture(stage, "retry-one");
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.waitForURL(`**${heldTimeline}`);
  expect(await main().textContent()).not.toContain("operator chose Retry");
  await press("Retry");
  await press("Retry");
  expect(await main().textContent()).toMatch(/Retry started|Finished just now/);
  await bridge.until(
    async () => (await bridge.timeline(tenant.id, first.job.id)).job.status === "done",
    "the retried order is done",
  );
  await page.goto(heldTimeline);
  expect(await main().textContent()).toContain("operator chose Retry");

  await page.getByLabel("Reason for skipping").fill("  ");
  await press("Skip order");
  expect(await main().textContent()).toContain("Enter a reason");
  await page.getByLabel("Reason for skipping").fill("Entered by hand as 77");
  await press("Skip order");
  expect(await main().textContent()).toMatch(
    /Skip: Order.*Nothing has been done yet\..*1 item will be skipped.*None of it has a document/s,
  );
  expect((await bridge.timeline(tenant.id, first.job.id)).job.outcome).toBe("held");
  await page.setViewportSize(PHONE);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize(DESKTOP);
  await press("Skip order");
  expect(await main().textContent()).toContain("Skipped. Your reason was saved.");
  expect(await main().textContent()).toContain("Entered by hand as 77");
  expect((await bridge.timeline(tenant.id, first.job.id)).job.outcome).toBe("skipped");
  await press("Undo skip");
  expect(await main().textContent()).toContain(`Undo skip: Order ${placed.orderNumber}`);
  expect(await main().textContent()).toContain("The order will be listed under Action needed.");
  expect((await bridge.timeline(tenant.id, first.job.id)).job.outcome).toBe("skipped");
});

test("on a phone a period without orders has one dash, and not a second one for its amount", async () => {
  const { page } = stage;
  const dashes = (cells: string) =>
    page.locator(`#figures ${cells}`).filter({ hasText: /^–$/, visible: true });
  await page.goto(home);
  expect(await dashes('td[data-of=""]').count()).toBeGreaterThan(0);
  await page.setViewportSize(PHONE);
  expect(await dashes('td[data-of=""]').count()).toBe(0);
  expect(await dashes('td:not([data-of=""])').count()).toBeGreaterThan(0);
  await page.setViewportSize(DESKTOP);
});

test("the list is narrowed by status, outcome and number", async () => {
  const { page } = stage;
  await page.goto(`${home}/orders`);
  const rows = (): Promise<readonly string[]> => page.locator("tbody tr").allTextContents();
  expect(await rows()).toEqual(
    expect.arrayContaining([
      expect.stringContaining("In eAccounting"),
      expect.stringContaining("Skipped"),
    ]),
  );
  await page.getByLabel("Result").selectOption("booked");
  await press("Show");
  expect(await rows()).toEqual([expect.stringContaining("In eAccounting")]);
  await page.getByLabel("Search").fill("no such number");
  await press("Show");
  expect(await main().textContent()).toContain("No orders match.");
  await page.goto(`${home}/orders`);
  await picture(stage, "orders");
});

test("the first page counts what came of today's orders, and each figure leads to just those", async () => {
  const { page } = stage;
  await page.goto(home);
  const figures = page.locator("#figures");
  const cellsOf = (row: Locator): Promise<readonly string[]> => row.locator("td").allTextContents();
  const once = ["1", "100.00 SEK"];
  const inLedger = figures.getByRole("row").filter({ hasText: "In eAccounting" });
  expect(await cellsOf(inLedger.first())).toEqual([...once, ...once, ...once]);
  await page.getByText("By result", { exact: true }).click();
  const booked = figures
    .getByRole("row")
    .filter({ has: page.locator(".badge", { hasText: "In eAccounting" }) });
  expect(await cellsOf(booked)).toEqual([...once, ...once, ...once]);
  expect(await page.getByRole("img", { name: "Orders of the last 30 days" }).count()).toBe(1);
  await booked.getByRole("link").first().click();
  await page.waitForURL(/outcome=booked&from=/);
  expect(await page.locator("tbody tr").allTextContents()).toEqual([
    expect.stringContaining("100.00"),
  ]);
});

test("customers, products and stock have their lists, and every list its table for a spreadsheet", async () => {
  const { page } = stage;
  for (const list of ["products", "stock"]) {
    await page.goto(`${home}/${list}`);
    expect(await main().textContent()).toMatch(/No (articles|stock syncs) yet\./);
  }
  await page.goto(`${home}/customers`);
  const number = await main().locator("#linked tbody th").first().innerText();
  expect(number).toMatch(/^AS/);
  await page.goto(`/admin/search?q=${number}`);
  expect(await main().locator("#found-customers + ul").textContent()).toContain(number);
  await page.goto(`${home}/orders`);
  const [document] = await page.locator("tbody tr", { hasText: "In eAccounting" }).all();
  await document?.locator("th a").click();
  const marker = (await page.locator("code.marker").first().textContent()) ?? "";
  await page.goto(`/admin/search?q=${encodeURIComponent(marker.slice(-9))}`);
  expect(await main().textContent()).toContain("tracking code");
  await page.goto(`${home}/orders`);
  const address =
    (await page.getByRole("link", { name: "Download as CSV" }).getAttribute("href")) ?? "";
  const answer = await stage.context.request.get(address);
  expect(answer.headers()).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="Orders.csv"',
  });
  const table = (await answer.text()).split("\r\n");
  expect(table[0]).toBe(
    "\uFEFFNumber,Status,Gross,VAT charged by the shop,Currency,Reason,What to do,Received,Changed,Customer,Country,Date,Net,VAT rates (net + VAT),Payment,Type of document,Document,Voucher,Document date,Id,Code,Net 25%,VAT 25%,Net 21%,VAT 21%,Net 12%,VAT 12%,Net 9%,VAT 9%,Net 6%,VAT 6%,Net 0%,VAT 0%,Net other rates,VAT other rates",
  );
  expect(
    table.slice(1).filter((line) => line.includes(",In eAccounting,100.00,17.36,")),
  ).toHaveLength(1);
});

test("the list of orders is printed across the paper with every column whole", async () => {
  const { page } = stage;
  await page.goto(`${home}/orders`);
  const heads = await page.locator("main table thead th").allTextContents();
  expect(heads.length).toBeGreaterThan(7);
  const { pages, cut } = await readPdf(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  expect(cut).toEqual([]);
  const first = pages[0]?.join(" ").replaceAll(/\s+/g, " ") ?? "";
  for (const head of heads) expect(first).toContain(head.trim());
});

test("a stopped tenant takes orders in without writing, and resumes", async () => {
  const { page, bridge } = stage;
  await page.goto(`${home}/stop`);
  await page.getByLabel("Note (shown while everything is stopped)").fill("Stocktaking");
  await press("Stop everything");
  expect(await main().textContent()).toMatch(/Stopped since .* by /);
  expect(await main().textContent()).toContain("Stocktaking");
  await picture(stage, "tenant-stopped");
  const placed = await bridge.place({
    ...companyBuyer("Pausing"),
    lines: [{ articleCode: "MUG", quantity: 1 }],
  });
  expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
  expect(await bridge.ordersOf(placed.orderNumber)).toHaveLength(0);
  await press("Resume everything");
  expect(await main().textContent()).toContain("1 job is waiting to run.");
  expect(await bridge.ordersOf(placed.orderNumber)).toHaveLength(0);
  await press("Resume everything");
  expect(await main().textContent()).toContain("Resumed");
  await bridge.advance(6_000);
  await bridge.until(
    async () => (await bridge.ordersOf(placed.orderNumber)).length === 1,
    "the waiting order is booked",
  );
  await page.goto(`${home}/shop`);
  const rows = await page
    .locator("section", { has: page.getByRole("heading", { name: "Audit log" }) })
    .locator("tbody tr")
    .allTextContents();
  for (const action of ["Retry requested", "Skipped", "Everything stopped", "Everything resumed"])
    expect(
      rows.some((row) => row.includes(`operator${action}`)),
      action,
    ).toBe(true);
});

test("the overview says how each tenant is", async () => {
  const { page } = stage;
  await expect
    .poll(async () => {
      await page.goto("/admin");
      return main().textContent();
    })
    .toMatch(/2 in eAccounting/);
  expect(await main().textContent()).toContain("Asperion: connected");
  await picture(stage, "overview");
  await page.goto(home);
  await picture(stage, "tenant");
});

test("both sides are compared by a button, and the page says what was found", async () => {
  const { page } = stage;
  await page.goto(`${home}/comparison`);
  await press("Reconcile these days now");
  expect(await main().textContent()).toContain("Reconciliation started.");
  const address = page.url();
  await expect
    .poll(async () => {
      await page.goto(address);
      return main().textContent();
    })
    .toMatch(/Last reconciliation: .*No differences/s);
  await picture(stage, "comparison");
});

test("the search finds an order by what its form says: an article on its lines, its amount, and a reason with what it names", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Searching"),
    pricesIncludeVat: true,
    lines: [{ articleCode: "NL21", quantity: 1, price: 4362.5, vatCode: "NL21" }],
  });
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  const found = async (text: string): Promise<boolean> => {
    await page.goto(`${home}/orders?text=${encodeURIComponent(text)}`);
    return (await page.getByRole("row").filter({ hasText: placed.orderNumber }).count()) > 0;
  };
  for (const text of ["nl21", "4362,50", "4362.50", "4 362,50 SEK", placed.orderNumber])
    expect([text, await found(text)]).toEqual([text, true]);
  for (const text of ["4362,51", "MUG"]) expect([text, await found(text)]).toEqual([text, false]);
  // The order that was held for an article, by words of that reason with what it names.
  for (const [text, rows] of [
    ["no article gone", 1],
    ["no article lamp", 0],
  ] as const) {
    await page.goto(`${home}/orders?text=${encodeURIComponent(text)}`);
    expect([text, await page.locator("tbody tr").count()]).toEqual([text, rows]);
  }
  // A look that plans nothing anew is found by the same article.
  await bridge.advance(6_000);
  await bridge.book(tenant, placed.id, "order.updated");
  expect(await found("nl21")).toBe(true);
  await page.goto(`${home}/orders?from=2026-12-31&to=2026-01-01`);
  expect(await main().textContent()).toContain("The start date is after the end date");
  expect(await page.locator("#from").getAttribute("aria-invalid")).toBe("true");
});

test("axe finds nothing on the first page, the lists and a timeline, in light and dark", async () => {
  expect(
    await unreadable(stage, [
      home,
      `${home}/orders`,
      `${home}/customers`,
      `${home}/comparison`,
      heldTimeline,
    ]),
  ).toEqual([]);
});

test("no page is wider than a phone", async () => {
  for (const address of [
    "/admin",
    home,
    `${home}/orders`,
    `${home}/stock`,
    `${home}/comparison`,
    heldTimeline,
  ])
    expect([address, await onPhone(stage, address)]).toEqual([address, 0]);
});

test("the browser had nothing to complain of", () => {
  expect(stage.complaints).toEqual([]);
});
