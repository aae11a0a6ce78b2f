/**
 * The list of what needs action, as the place where it is dealt with: in a browser without
 * JavaScript, each task in the clicks that it may take, and read afterwards in the ledger itself.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import {
  closeStage,
  onPhone,
  openStage,
  overflow,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let clicks = 0;
let n = 0;

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  const coding = (await bridge.ledger())["articleaccountcodings"]?.find(
    (one) => one["Name"] === "Goods 25",
  );
  // Two codings fit, and the settings name neither.
  await bridge.control("eaccounting", "POST", "/articleaccountcodings", {
    ...coding,
    Id: undefined,
    Name: "Spare parts 25",
    DomesticSalesSubjectToVatAccountNumber: 3041,
  });
  tenant = await bridge.tenant({
    orders: {
      type: "invoice",
      payments: "register",
    },
  });
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const list = (): string => `/admin/tenants/${tenant.id}/attention`;
const main = () => stage.page.locator("main");

/** The count beside the list's name, on whatever page of the shop. */
async function badge(): Promise<number> {
  await stage.page.goto(`/admin/tenants/${tenant.id}/orders`);
  const found = stage.page.locator("#open-count [aria-hidden]");
  return (await found.count()) === 0 ? 0 : Number(await found.textContent());
}

async function click(what: "button" | "link", name: string | RegExp): Promise<void> {
  clicks += 1;
  await Promise.all([
    stage.page.waitForNavigation(),
    main().getByRole(what, { name, exact: true }).first().click(),
  ]);
}

const unknown = (sku: string): Json => ({
  articleCode: sku,
  description: `A ${sku}`,
  quantity: 1,
  price: 100,
  vatCode: "H",
});

/** Orders that lack this article, each held. */
async function lacking(sku: string, count: number) {
  const { bridge } = stage;
  const placed = [];
  for (let one = 0; one < count; one += 1) {
    const order = await bridge.place({
      ...companyBuyer(`Inbox${(n += 1)}`),
      paymentStatus: "Open",
      lines: [unknown(sku)],
    });
    expect((await bridge.book(tenant, order.id)).job.outcome).toBe("held");
    placed.push(order);
  }
  await bridge.advance(6_000);
  return placed;
}

const articles = async (sku: string) =>
  ((await stage.bridge.ledger())["articles"] ?? []).filter((one) => one["Number"] === sku);

test("a missing article is made in two clicks, its preview says what will happen, and what waited for it is booked", async () => {
  const { page, bridge } = stage;
  const placed = await lacking("NO-SUCH-SKU", 3);
  expect(await badge()).toBe(3);
  await page.goto(list());
  const group = main().getByRole("region", { name: /eAccounting has no article NO-SUCH-SKU\./ });
  expect(await group.textContent()).toMatch(/3 items · 375\.00 SEK · oldest/);
  await picture(stage, "inbox");
  clicks = 0;
  await click("link", "Create article");
  const sheet = await main().textContent();
  expect(sheet).toContain(
    "Article ⁨NO-SUCH-SKU⁩ will be created in eAccounting as “⁨A NO-SUCH-SKU⁩” with article coding ⁨Goods 25⁩, unit ⁨Styck⁩ and no price of its own. If eAccounting has an article with this number by then, that one is used.",
  );
  expect(sheet).toContain("Article coding for new articles, VAT 25%: not set → Goods 25");
  expect(sheet?.match(/Will be booked\./g)).toHaveLength(3);
  expect(await articles("NO-SUCH-SKU")).toEqual([]);
  await picture(stage, "inbox-preview");
  const proposed = page.url();
  await main().getByLabel("Article coding for new articles").selectOption("Spare parts 25");
  await click("button", "Preview");
  expect(await main().textContent()).toMatch(/not set → Spare parts 25.*article coding ⁨Spare/s);
  // The group's line repeats what its own button led to, not what was chosen there.
  await page.goto(list());
  expect(await main().textContent()).toMatch(
    /Create article, previewed [^:]+: 3 of 3 would get a document\./,
  );
  await page.goto(proposed);
  clicks = 1;
  await click("button", "Create article NO-SUCH-SKU");
  expect(clicks).toBe(2);
  expect(await main().textContent()).toContain("Retrying 3 items.");
  for (const { id, orderNumber } of placed) {
    expect((await bridge.resolved(tenant, `order:${id}`)).job.outcome).toBe("booked");
    expect(await invoicesOf(bridge, orderNumber)).toHaveLength(1);
  }
  expect(await articles("NO-SUCH-SKU")).toHaveLength(1);
  expect(await badge()).toBe(0);
  expect(stage.complaints).toEqual([]);
});

test("an article that somebody made meanwhile is used, as the sheet says, and none is created", async () => {
  const { page, bridge } = stage;
  const [order] = await lacking("MADE-SINCE", 1);
  // So that the sheet, which reads lists that are older than a minute, doesn't know it yet.
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/lookups/run`);
  await bridge.resolved(tenant, "lookups");
  const [known] = await articles("NO-SUCH-SKU");
  await bridge.control("eaccounting", "POST", "/articles", {
    ...known,
    Id: undefined,
    Number: "MADE-SINCE",
  });
  await page.goto(list());
  await main()
    .getByRole("region", { name: /no article MADE-SINCE\./ })
    .getByRole("link", { name: "Create article" })
    .click();
  await page.waitForURL(/attention\/mend/);
  const sheet = await main().textContent();
  expect(sheet).toContain(
    "If eAccounting has an article with this number by then, that one is used.",
  );
  await click("button", "Create article MADE-SINCE");
  expect((await bridge.resolved(tenant, `order:${String(order?.id)}`)).job.outcome).toBe("booked");
  expect(await articles("MADE-SINCE")).toHaveLength(1);
});

test("a bank account for a payment method is chosen in two clicks, and the payment that waited is registered", async () => {
  const { page, bridge } = stage;
  const order = await bridge.place({
    ...companyBuyer(`Inbox${(n += 1)}`),
    paymentStatus: "Paid",
    paymentMethodId: "2",
    lines: [mug(4)],
  });
  const held = await bridge.book(tenant, order.id);
  expect(held.job.reasons.map(({ code }) => code)).toContain("payment-method-not-mapped");
  await bridge.advance(6_000);
  await page.goto(list());
  const { bankaccounts = [] } = await bridge.ledger();
  const account = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1580);
  clicks = 0;
  // So few accounts are a button each.
  await click("button", new RegExp(String(account?.["Name"])));
  expect(await main().textContent()).toMatch(/Payment account of the payment method.*→/s);
  expect((await bridge.ask("GET", `/tenants/${tenant.id}/settings`))["lookups"]).toMatchObject({
    paymentMethod: { table: {} },
  });
  expect(await main().textContent()).toContain("A payment of up to 42.50 SEK will be registered");
  await click("button", "Save and retry 1 item");
  expect(clicks).toBe(2);
  await bridge.resolved(tenant, `order:${order.id}`);
  expect((await bridge.ask("GET", `/tenants/${tenant.id}/settings`))["lookups"]).toMatchObject({
    paymentMethod: { table: { 2: account?.["Id"] } },
  });
  expect((await invoicesOf(bridge, order.orderNumber))[0]).toMatchObject({
    RemainingAmountInvoiceCurrency: 0,
  });
  expect(await badge()).toBe(0);
});

test("thirteen on hold are retried in three clicks once the article is there; sent twice, each goes once", async () => {
  const { page, bridge } = stage;
  const placed = await lacking("LATE-SKU", 13);
  expect(await badge()).toBe(13);
  const [known] = await articles("NO-SUCH-SKU");
  await bridge.control("eaccounting", "POST", "/articles", {
    ...known,
    Id: undefined,
    Number: "LATE-SKU",
  });
  clicks = 1;
  await page.goto(list());
  // While rows are ticked, what can be done with them stays in sight.
  const isSeen = async (): Promise<boolean> => {
    const box = await main().getByRole("button", { name: "Skip", exact: true }).boundingBox();
    return box !== null && box.y + box.height <= (page.viewportSize()?.height ?? 0);
  };
  expect(await isSeen()).toBe(false);
  const [first] = await main().locator('.pick input[type="checkbox"]').all();
  await first?.check();
  expect([await isSeen(), await main().getByText("Selected:").isVisible()]).toEqual([true, true]);
  await click("link", "Retry 13 items");
  const sent = await page.evaluate<string>(
    `new URLSearchParams(new FormData(document.querySelector("main form[action$='/mend']"))).toString()`,
  );
  await click("button", "Retry 13 items");
  expect(clicks).toBe(3);
  expect(await main().textContent()).toContain("Retrying 13 items.");
  const again = await stage.context.request.post(`${list()}/mend`, {
    headers: { "content-type": "application/x-www-form-urlencoded", origin: stage.url },
    data: sent,
    maxRedirects: 0,
  });
  expect([303, 409]).toContain(again.status());
  for (const { id, orderNumber } of placed) {
    expect((await bridge.resolved(tenant, `order:${id}`)).job.outcome).toBe("booked");
    expect(await invoicesOf(bridge, orderNumber)).toHaveLength(1);
  }
  expect(await badge()).toBe(0);
});

test("what changes between the preview and its confirmation is said, and nothing is done", async () => {
  const { page, bridge } = stage;
  const [order] = await lacking("MOVED-SKU", 1);
  await page.goto(list());
  await click("link", "Create article");
  await lacking("MOVED-SKU", 1);
  await click("button", "Create article MOVED-SKU");
  expect(await main().textContent()).toContain(
    "Something has changed since you opened the preview.",
  );
  expect(await articles("MOVED-SKU")).toEqual([]);
  expect((await bridge.newest(tenant, `order:${order?.id}`)).outcome).toBe("held");
  await click("button", "Create article MOVED-SKU");
  await bridge.resolved(tenant, `order:${order?.id}`);
  expect(await articles("MOVED-SKU")).toHaveLength(1);
});

test("in test mode the sheet of a missing article says that it would be made", async () => {
  const { page, bridge } = stage;
  await lacking("ONLY-TRIED", 1);
  await bridge.reconfigure(tenant, { trial: true });
  const of = { cause: "article-not-found", thing: "ONLY-TRIED", deed: "create-article" };
  await page.goto(`${list()}/mend?${new URLSearchParams(of)}`);
  const sheet = await main().textContent();
  await bridge.reconfigure(tenant, { trial: false });
  expect(sheet).toContain("Article ⁨ONLY-TRIED⁩ would be created in eAccounting");
  expect(await articles("ONLY-TRIED")).toEqual([]);
});

test("a note stands with its order; groups, rows and sheet hold at 390 px, in each language, with hostile names", async () => {
  const { page } = stage;
  const hostile = `<b>"X"</b>&'`;
  const [order] = await lacking(hostile, 1);
  await lacking("B".repeat(40), 1);
  await page.goto(list());
  await page.getByLabel(`Select ${order?.orderNumber}`).check();
  await page.getByLabel("Note", { exact: true }).fill("Ask <i>Anna</i>");
  await click("button", "Save note");
  expect(await main().textContent()).toContain("Ask <i>Anna</i>");
  const sheet = `${list()}/mend?${new URLSearchParams({ cause: "article-not-found", thing: hostile, deed: "create-article" })}`;
  const group = `${list()}?${new URLSearchParams({ cause: "article-not-found", thing: hostile })}`;
  for (const address of [list(), group, sheet, `${list()}?area=article`]) {
    await page.goto(address);
    expect([address, await overflow(page)]).toEqual([address, 0]);
    expect([address, (await onPhone(stage, address)) <= 0]).toEqual([address, true]);
  }
  expect(await unreadable(stage, [list(), group, sheet])).toEqual([]);
  for (const language of LANGUAGES) {
    await page.goto(list());
    await page.locator("#page-language").selectOption(language);
    await Promise.all([page.waitForNavigation(), page.locator("footer button").click()]);
    await page.goto(sheet);
    expect(await main().locator("h1").textContent()).toContain(hostile);
    expect(await main().textContent()).not.toContain("attention.");
  }
  expect(stage.complaints).toEqual([]);
});
