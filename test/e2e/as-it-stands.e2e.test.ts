/**
 * What an order's page and the inbox say of a document, seen after the ledger was changed behind
 * them: deleted, set to another amount, or written without an answer.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { closeStage, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { pressInMain } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let n = 0;

beforeAll(async () => {
  stage = await openStage({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 1_000 }) });
  tenant = await stage.bridge.tenant({ orders: { type: "sales-order" } });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

type Placed = Json & { id: number; orderNumber: string };
const place = (quantity = 2): Promise<Placed> =>
  stage.bridge.place({ ...companyBuyer(`Stands${(n += 1)}`), lines: [mug(quantity)] });
const main = () => stage.page.locator("main");
const textOf = async (part = main()): Promise<string> =>
  (await part.innerText()).replaceAll(/\s+/g, " ");
const buttons = async (): Promise<readonly string[]> =>
  (await main().locator("#actions").getByRole("button").allInnerTexts()).map((one) => one.trim());

const press = (name: string): Promise<void> => pressInMain(stage, name);

test("an order in doubt has no button that is refused: its page says when it is looked up, and what to look for", async () => {
  const { bridge, page } = stage;
  const placed = await place();
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "commit-then-drop",
    times: 1,
  });
  await bridge.webhook(tenant, placed.id);
  await bridge.settled(tenant.id);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  expect(job?.wait).toBe("in-doubt");
  await page.goto(`${home}/orders/${job?.id}`);
  expect(await buttons()).toEqual([]);
  expect(await textOf(main().locator("#actions"))).toMatch(
    /can't be retried or skipped.*Next check: .*search for .*#[A-Z0-9]{8}.*link it below/,
  );
  await page.goto(`${home}/attention`);
  expect(await textOf()).toContain(placed.orderNumber);
  expect(
    await main()
      .getByRole("link", { name: /^Retry/ })
      .count(),
  ).toBe(0);
});

test("the open page of an order says no longer that it is under way once it is booked", async () => {
  const { bridge, browser, url, context } = stage;
  const placed = await place();
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "commit-then-drop",
    times: 1,
  });
  await bridge.webhook(tenant, placed.id);
  await bridge.settled(tenant.id);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  const scripted = await browser.newContext({
    baseURL: url,
    storageState: await context.storageState(),
  });
  const page = await scripted.newPage();
  const looked = page.waitForResponse((one) => "x-renews-itself" in one.request().headers());
  await page.goto(`${home}/orders/${job?.id}?done=booking`);
  await looked;
  const said = () => page.locator("main").innerText();
  expect(await said()).toContain("Booking. The result is shown here when it is done.");
  await bridge.resolved(tenant, `order:${placed.id}`);
  const poll = <T>(look: () => T) => expect.poll(look, { interval: 20 });
  await poll(said).toMatch(/In eAccounting/);
  await poll(said).toContain("Finished just now.");
  expect(await said()).not.toContain("Booking. The result");
  await scripted.close();
});

const day = async (): Promise<string> =>
  new Date(await stage.bridge.now()).toISOString().slice(0, 10);

async function compared(): Promise<void> {
  const today = await day();
  const { jobId } = await stage.bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, {
    from: today,
    to: today,
  });
  await stage.bridge.finished(tenant, String(jobId));
}

test("what the comparison finds stands on the order's page and in the inbox: which order, both amounts, and what to do", async () => {
  const { bridge, page } = stage;
  const [gone, changed] = [await place(2), await place(3)];
  const [goneJob, changedJob] = [
    await bridge.book(tenant, gone.id),
    await bridge.book(tenant, changed.id),
  ];
  const [deleted] = await bridge.ordersOf(gone.orderNumber);
  await bridge.control("eaccounting", "DELETE", `/orders/${String(deleted?.["Id"])}`);
  const [edited] = await bridge.ordersOf(changed.orderNumber);
  const [row, ...rows] = (edited?.["Rows"] ?? []) as readonly Json[];
  await bridge.control("eaccounting", "PATCH", `/orders/${String(edited?.["Id"])}`, {
    Rows: [{ ...row, Quantity: 9 }, ...rows],
  });
  await compared();

  await page.goto(`${home}/orders/${goneJob.job.id}`);
  expect(await textOf(main().locator("#live-head"))).toContain("No longer in eAccounting");
  expect(await textOf(main().locator("#live-order .notice").first())).toMatch(
    /Found by the reconciliation of .*no longer exists in eAccounting\. In the shop: 21\.25 SEK.*press Book again/,
  );
  expect(await buttons()).toContain("Book again");
  await page.goto(`${home}/orders/${changedJob.job.id}`);
  expect(await textOf(main().locator("#live-head"))).toContain("Amount differs");
  expect(await textOf(main().locator("#live-order .notice").first())).toMatch(
    /In the shop: 31\.88 SEK; in eAccounting: 95\.63 SEK/,
  );

  await page.goto(`${home}/orders?sort=outcome.down`);
  const listed = (number: string) => main().getByRole("row").filter({ hasText: number });
  expect(await textOf(listed(gone.orderNumber))).toMatch(/^\d+ No longer in eAccounting/);
  expect(await textOf(listed(changed.orderNumber))).toMatch(/In eAccounting Amount differs/);
  await page.goto(home);
  expect(await textOf(main().locator("#figures"))).toMatch(
    /Orders that need action 1 21\.25 SEK.*1 order has no document in eAccounting any more/,
  );

  await page.goto(`${home}/attention`);
  const rowOf = (number: string) => main().getByRole("row").filter({ hasText: number });
  expect(await textOf(rowOf(gone.orderNumber))).toMatch(/No longer in eAccounting 21\.25 SEK/);
  expect(await textOf(rowOf(changed.orderNumber))).toMatch(
    /Amount differs 31\.88 SEK.*in eAccounting: 95\.63 SEK/,
  );
  for (const { orderNumber } of [gone, changed])
    expect(await rowOf(orderNumber).getByRole("checkbox").count()).toBe(0);
  expect(await textOf()).not.toMatch(/No action needed|Retry/);
  await Promise.all([
    page.waitForNavigation(),
    rowOf(gone.orderNumber).getByRole("link", { name: "Open the reconciliation" }).click(),
  ]);
  expect(await textOf()).toContain("No longer in eAccounting: 1");

  // Booked again it is in order, and nothing is said until it is compared again.
  await page.goto(`${home}/orders/${goneJob.job.id}`);
  await press("Book again");
  await press("Book again");
  await bridge.settled(tenant.id);
  await page.goto(`${home}/orders/${goneJob.job.id}`);
  expect(await textOf(main().locator("#live-head"))).toMatch(/In eAccounting$/);
});

test("a resync compares the document before it is confirmed and after: another amount is told with both; put right, a retry ends it", async () => {
  const { bridge, page } = stage;
  const placed = await place(3);
  const { job } = await bridge.book(tenant, placed.id);
  const [document] = await bridge.ordersOf(placed.orderNumber);
  const [row, ...rows] = (document?.["Rows"] ?? []) as readonly Json[];
  const change = (quantity: unknown) =>
    bridge.control("eaccounting", "PATCH", `/orders/${String(document?.["Id"])}`, {
      Rows: [{ ...row, Quantity: quantity }, ...rows],
    });
  const sheet = async () => {
    await page.goto(`${home}/orders/${job.id}`);
    await press("Resync");
    await bridge.settled(tenant.id);
    await page.goto(page.url());
    return textOf();
  };
  expect(await sheet()).toMatch(/Nothing will change\. Compared with sales order .* agree\./);
  await change(9);
  // An event alone is no look at the ledger, and says so.
  expect(codesOf((await bridge.book(tenant, placed.id, "order.updated")).job)).toEqual([
    "order-unchanged",
  ]);
  await page.goto(`${home}/orders/${job.id}`);
  expect(await textOf()).not.toContain("up to date");
  expect(await sheet()).toMatch(
    /listed under Action needed\. Sales order .* differs from the shop\. Amount: 95\.63 SEK instead of 31\.88 SEK/,
  );
  await press("Resync");
  await bridge.settled(tenant.id);
  await page.goto(`${home}/orders/${job.id}`);
  const differs = /Amount: 95\.63 SEK instead of 31\.88 SEK/;
  expect(await textOf()).toMatch(differs);
  // An event of the unchanged order ends nothing of that: not on its page, nor in the inbox.
  const told = await bridge.book(tenant, placed.id, "order.updated");
  expect([told.job.outcome, codesOf(told.job)]).toEqual([
    "needs-attention",
    ["booked-differs", "order-unchanged"],
  ]);
  for (const path of [`orders/${told.job.id}`, `attention?code=booked-differs`]) {
    await page.goto(`${home}/${path}`);
    expect(await textOf()).toMatch(differs);
  }
  await change(row?.["Quantity"]);
  const [newest] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${newest?.id}/retry`);
  expect(codesOf((await bridge.finished(tenant, String(jobId))).job)).toContain("booked-agrees");
});

test("the page of a document that a resync found changed, deleted or invoiced vouches for it no longer", async () => {
  const { bridge, page } = stage;
  const read = async (change: (id: string, rows: readonly Json[]) => Promise<unknown>) => {
    const placed = await place(3);
    const { job } = await bridge.book(tenant, placed.id);
    await page.goto(`${home}/orders/${job.id}`);
    expect(await textOf()).toMatch(/31\.88 SEK In eAccounting.*what its invoice will book/);
    const [document] = await bridge.ordersOf(placed.orderNumber);
    await change(String(document?.["Id"]), (document?.["Rows"] ?? []) as readonly Json[]);
    const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/resync`);
    await bridge.finished(tenant, String(jobId));
    await page.goto(`${home}/orders/${String(jobId)}`);
    const text = await textOf();
    expect(text).not.toContain("will book");
    return text;
  };
  const changed = await read((id, [row, ...rows]) =>
    bridge.control("eaccounting", "PATCH", `/orders/${id}`, {
      Rows: [{ ...row, Quantity: 9 }, ...rows],
    }),
  );
  expect(changed).toMatch(/Sales order \d+ in eAccounting This document differs in eAccounting/);
  expect(changed).toMatch(/95\.63 SEK Differs in eAccounting/);
  const deleted = await read((id) => bridge.control("eaccounting", "DELETE", `/orders/${id}`));
  expect(deleted).toMatch(/ – No longer in eAccounting/);
  expect(deleted).toMatch(/Was linked to sales order \d+, which is gone/);
  expect(deleted).not.toMatch(/Linked to sales order| Posting /);
});
