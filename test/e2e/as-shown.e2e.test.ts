/** What was shown is what is booked, also where the shop changed an order without telling of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { DAY, lineAt } from "../support/sweeps.ts";
import { openStage, signInAsOperator, type Stage } from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let n = 0;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "invoice", startLine: await lineAt(stage.bridge, 0) },
  });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});
afterAll(async () => {
  await stage.stop();
});

const main = () => stage.page.locator("main");
const text = async (): Promise<string> => (await main().innerText()).replaceAll(/\s+/g, " ");
const click = async (name: string | RegExp): Promise<void> => {
  await Promise.all([
    stage.page.waitForNavigation(),
    main().getByRole("button", { name }).first().click(),
  ]);
};
const place = (change: Json = {}) =>
  stage.bridge.place({ ...companyBuyer(`Shown${(n += 1)}`), lines: [mug(2)], ...change });
const invoiced = async ({ orderNumber }: { orderNumber: string }) =>
  (await invoicesOf(stage.bridge, orderNumber)).map((one) => one["TotalAmount"]);

async function fetchAndShow(number: string): Promise<void> {
  await stage.page.goto(`${home}/orders/fetch`);
  await stage.page.locator("#fetch-order").fill(number);
  await click("Fetch and preview");
  await stage.bridge.settled(tenant.id);
  await stage.page.reload();
}

test("an order that changed after Fetch and preview isn't booked, and is once it is confirmed anew", async () => {
  const order = await place({ notify: false });
  await fetchAndShow(order.orderNumber);
  await stage.bridge.edit(order.id, { lines: [mug(50)], notify: false });
  await click("Book order");
  await stage.bridge.settled(tenant.id);
  await stage.page.reload();
  const told = await text();
  expect(await invoiced(order)).toEqual([]);
  expect(told).toMatch(/Shown: 21\.25 SEK\. Now: 531\.25 SEK/);
  // A person's press brought it, no webhook did.
  expect(told).toContain("A user asked to book this order");
  expect(told).not.toContain("Webhook received");
  await fetchAndShow(order.orderNumber);
  await click("Book order");
  await stage.bridge.settled(tenant.id);
  expect(await invoiced(order)).toEqual([531.25]);
  await stage.page.goto(`${home}/audit`);
  expect(await text()).toMatch(
    new RegExp(`Order booked after its preview:? .{0,10}${order.orderNumber}`, "i"),
  );
});

test("past orders are booked as their dry run showed them; one that changed is left out and told", async () => {
  const day = new Date((await stage.bridge.now()) - 20 * DAY).toISOString().slice(0, 10);
  const past = { date: `${day}T10:00:00`, notify: false };
  const [same, other] = [await place(past), await place(past)];
  await stage.page.goto(`${home}/syncs`);
  await stage.page.locator("#backfill-from").fill(day);
  await stage.page.locator("#backfill-to").fill(day);
  await click(/dry run/i);
  const past2 = async (until: RegExp): Promise<void> =>
    stage.bridge.until(async () => {
      await stage.bridge.settled(tenant.id);
      await stage.page.goto(`${home}/syncs`);
      return until.test(await text());
    }, String(until));
  await past2(/Book 2 orders/);
  await stage.bridge.edit(other.id, { lines: [mug(50)], notify: false });
  await click("Book 2 orders");
  await past2(/Changed since the dry run/);
  expect([await invoiced(same), await invoiced(other)]).toEqual([[21.25], []]);
  // What comes of it later doesn't bring it across the start date.
  await stage.bridge.webhook(tenant, other.id, { type: "order.updated" });
  await stage.bridge.settled(tenant.id);
  expect(await invoiced(other)).toEqual([]);
});

const unknown = (sku: string) => ({
  articleCode: sku,
  description: `A ${sku}`,
  quantity: 1,
  price: 100,
  vatCode: "H",
});

async function held(sku: string) {
  const order = await place({ lines: [unknown(sku)] });
  const { job } = await stage.bridge.book(tenant, order.id);
  expect(job.outcome).toBe("held");
  return { order, job };
}

async function makeArticle(sku: string): Promise<void> {
  const articles = (await stage.bridge.ledger())["articles"] ?? [];
  const known = articles.find((one) => one["Number"] === "MUG");
  const made = { ...known, Id: undefined, Number: sku };
  await stage.bridge.control("eaccounting", "POST", "/articles", made);
}

test("the sheet of a retry says what is true now: its article was made since, and it is booked", async () => {
  const { order, job } = await held("LATE-1");
  await makeArticle("LATE-1");
  await stage.page.goto(`${home}/orders/${job.id}`);
  await click(/^Retry/);
  const sheet = await text();
  expect(sheet).toContain("Will be booked");
  expect(sheet).toMatch(/Booked invoice/i);
  expect(sheet).not.toContain("Stays on hold");
  // Edited in between: the sheet is shown anew, and nothing is booked by it.
  await stage.bridge.edit(order.id, {
    lines: [{ ...unknown("LATE-1"), quantity: 9 }],
    notify: false,
  });
  await click("Retry");
  expect(await text()).toMatch(/125\.00 SEK → 1,125\.00 SEK/);
  expect(await invoiced(order)).toEqual([]);
  await click("Retry");
  await stage.bridge.settled(tenant.id);
  expect(await invoiced(order)).toEqual([1_125]);
});

test("the sheet of an undone skip says what the order comes to now", async () => {
  const { order, job } = await held("NOPE-1");
  await stage.bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/skip`, { note: "no" });
  await stage.bridge.edit(order.id, { lines: [mug(7)], notify: false });
  await stage.page.goto(`${home}/orders/${job.id}`);
  await click("Undo skip");
  expect(await text()).toMatch(/125\.00 SEK → 74\.38 SEK/);
  await click("Undo skip");
  await stage.bridge.settled(tenant.id);
  expect(await invoiced(order)).toEqual([74.38]);
});

test("several retried at once are booked as they were shown; one that was edited is held, whatever the shop tells of it, until somebody confirms it anew", async () => {
  const [same, other] = [await held("LATE-2"), await held("LATE-2")];
  await makeArticle("LATE-2");
  const ids = [same, other].map(({ job }) => `job=${job.id}`).join("&");
  await stage.page.goto(`${home}/attention/mend?${ids}`);
  const sheet = await text();
  expect(sheet).toContain("125.00 SEK");
  expect(sheet).toContain("An order that isn't as shown here any more is put on hold");
  const more = { lines: [{ ...unknown("LATE-2"), quantity: 9 }], notify: false };
  await stage.bridge.edit(other.order.id, more);
  await click("Retry 2 items");
  await stage.bridge.settled(tenant.id);
  expect([await invoiced(same.order), await invoiced(other.order)]).toEqual([[125], []]);
  await stage.page.goto(`${home}/orders/${other.job.id}`);
  expect(await text()).toMatch(/Shown: 125\.00 SEK\. Now: 1,125\.00 SEK/);
  expect(await text()).toContain("it isn't booked, also if the shop sends further updates");
  const told = await stage.bridge.book(tenant, other.order.id, "order.updated");
  expect([told.job.outcome, codesOf(told.job)]).toEqual(["held", ["changed-since-shown"]]);
  expect(await invoiced(other.order)).toEqual([]);
  await stage.page.goto(`${home}/orders/${told.job.id}`);
  await click(/^Retry/);
  expect(await text()).toContain("1,125.00 SEK");
  await click("Retry");
  await stage.bridge.settled(tenant.id);
  expect(await invoiced(other.order)).toEqual([1_125]);
});
