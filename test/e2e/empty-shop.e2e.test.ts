/**
 * From a shop that was just made to documents in the ledger, by the pages' own forms in a browser
 * without JavaScript: goods by coding to two countries, vouchers in detail, a credit of an open
 * sales order, and one order by its number. Every figure is read from the ledger.
 */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { charged, norwegianPerson } from "../support/cross-border.ts";
import { figuresOf, invoicesOf, money } from "../support/invoices.ts";
import { articleRows, companyBuyer, grossOf, mug } from "../support/orders.ts";
import { rowsOf, vouchersOf } from "../support/vouchers.ts";
import { type FieldPath, sectionOf } from "../../src/http/pages/settings/catalogue/index.ts";
import { byText } from "../support/sorted.ts";
import { openStage, picture, signInAsOperator, type Stage } from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;

const main = async (): Promise<string> => (await stage.page.locator("main").textContent()) ?? "";
const at = (path: string): string => `/admin/tenants/${tenant.id}/${path}`;

const press = (name: string): Promise<void> => pressOnly(stage, name);

/** A field that is a list where its names are few, and is typed into where they are many. */
async function enter(field: Locator, value: string): Promise<void> {
  if ((await field.and(stage.page.locator("select")).count()) > 0) await field.selectOption(value);
  else await field.fill(value);
}

/** What is rarely needed is folded away. */
const unfold = (): Promise<unknown> =>
  stage.page.evaluate(
    "document.querySelectorAll('main details').forEach((one) => (one.open = true))",
  );

/** Settings by their paths, each on its own screen; what books is asked about first. */
async function settings(values: Readonly<Record<string, string>>): Promise<void> {
  const { page } = stage;
  const screens = Map.groupBy(Object.entries(values), ([path]) => sectionOf(path as FieldPath));
  for (const [screen, fields] of screens) {
    await page.goto(at(`settings/${screen}`));
    await unfold();
    for (const [path, value] of fields) await enter(page.locator(`[id="${path}"]`), value);
    await press("Save settings");
    const confirm = page.getByRole("button", { name: "Save and switch on", exact: true });
    if ((await confirm.count()) > 0) await press("Save and switch on");
    expect(await page.locator(".fault, .notice.bad").allTextContents()).toEqual([]);
    expect(page.url()).toContain("done=");
  }
}

/** A mapping: its rows, and the value for the rest. */
async function mapping(
  name: string,
  { rows = {}, rest }: { rows?: Readonly<Record<string, string>>; rest?: string },
): Promise<void> {
  const { page } = stage;
  await page.goto(at(`settings/lookups/${name}`));
  await unfold();
  const field = (part: string): Locator => page.locator(`[name="lookups.${name}.${part}"]`);
  for (const [index, [key, to]] of Object.entries(rows).entries()) {
    const [code = "", country = ""] = key.split("@");
    await field("from").nth(index).fill(code);
    if (country !== "") await field("country").nth(index).fill(country);
    await enter(field("to").nth(index), to);
  }
  if (rest !== undefined) await enter(field("default"), rest);
  await press("Save mapping");
  expect(stage.page.url()).toContain("done=");
}

const codingId = async (name: string): Promise<string> => {
  const { articleaccountcodings: codings = [] } = await stage.bridge.ledger();
  return String(codings.find((one) => one["Name"] === name)?.["Id"]).toLowerCase();
};

async function booked(order: Json): Promise<Json & { id: number; orderNumber: string }> {
  const { bridge } = stage;
  const placed = await bridge.place(order);
  const { job } = await bridge.book(tenant, placed.id);
  expect([job.outcome, job.reasons.map(({ code }) => code)]).toEqual(["booked", expect.anything()]);
  return placed;
}

beforeAll(async () => {
  stage = await openStage();
  const { page, bridge } = stage;
  await bridge.control("eaccounting", "PUT", "/books", { checkEachWrite: true });
  await signInAsOperator(stage);
  await page.getByRole("link", { name: "Set up a shop step by step" }).click();
  await page.getByLabel("Name").fill("From nothing");
  await press("Start");
  const id = new URL(page.url()).pathname.split("/")[3] ?? "";
  tenant = { id, secret: "", administrationId: 123, company: "Demo AB" };
  await page.getByRole("link", { name: "Connect Asperion", exact: true }).click();
  await page.waitForURL(/oauth\/asperion\/callback/);
  await page.getByLabel("Demo Shop (123)").check();
  await press("Choose and connect");
  await page.getByRole("link", { name: "Connect eAccounting", exact: true }).click();
  await page.waitForURL(/done=connected-eaccounting/);
  await bridge.until(
    async () => (await bridge.jobs(id, { key: "names" })).some(({ status }) => status === "done"),
    "the names are read",
  );
  await page.goto(at("setup/flows"));
  await press("Save and continue");
  await press("Save and continue");
});

afterAll(async () => {
  const [faults, books] = [
    await stage.bridge.clientFaults(),
    await stage.bridge.control("eaccounting", "GET", "/books"),
  ];
  await stage.stop();
  expect([faults, books["problems"], books["broken"], stage.complaints]).toEqual([[], [], [], []]);
});

test("the system articles are shown with their numbers, made, and the shop goes live", async () => {
  const { page, bridge } = stage;
  await page.goto(at("setup/prepare"));
  // Number and name of each, before anything is made.
  const preview = page.locator("details").filter({ hasText: "to be created" });
  const cells = await preview.locator("tbody td:last-child").allInnerTexts();
  const previewed = cells.map((cell) => cell.replaceAll(/\s+/g, " ").trim()).toSorted(byText);
  expect(previewed).toEqual(
    expect.arrayContaining(["AS-FRAKT-25 Frakt 25 %", "AS-MOMSAVRUNDNING Öresutjämning av moms"]),
  );
  expect(previewed.filter((one) => !/^AS-[A-Z0-9-]+ \S/.test(one))).toEqual([]);
  expect(await main()).toContain(`${previewed.length} articles to be created`);
  await picture(stage, "wizard-articles");
  const ours = async () =>
    ((await bridge.ledger())["articles"] ?? [])
      .map((one) => `${String(one["Number"])} ${String(one["Name"])}`)
      .filter((one) => one.startsWith("AS-"))
      .toSorted(byText);
  expect(await ours()).toEqual([]);
  await press("Create articles");
  expect(await main()).toContain(`${previewed.length} articles created`);
  expect(await ours()).toEqual(previewed);
  await press("Create secret");
  tenant = { ...tenant, secret: (await page.locator(".secret").textContent()) ?? "" };
  await page.goto(at("setup/live"));
  // What nobody has seen is calculated first.
  await press("Go live");
  expect(await main()).toContain("Not live yet");
  await press("Go live");
  expect(await main()).toContain("The chosen syncs are now live.");
  await bridge.advance(2_000);
});

test("a credit of a sales order that isn't invoiced lowers it", async () => {
  const { bridge } = stage;
  await settings({
    "orders.type": "sales-order",
    "orders.creditOfSalesOrder": "lower",
  });
  const who = companyBuyer("Lowered");
  const sold = await booked({ ...who, lines: [{ ...mug(10), price: 10 }] });
  expect(grossOf((await bridge.ordersOf(sold.orderNumber))[0])).toBe("125.00");
  const credit = await bridge.place({
    ...who,
    creditsOrderId: sold.id,
    lines: [{ ...mug(-4), price: 10 }],
  });
  await bridge.book(tenant, credit.id);
  await bridge.advance(10_000);
  await bridge.resolved(tenant, `order:${sold.id}`);
  const orders = await bridge.ordersOf(sold.orderNumber);
  expect(orders.map((one) => [grossOf(one), articleRows(one)[0]?.["Quantity"]])).toEqual([
    ["75.00", 6],
  ]);
});

test("goods by coding go on the coding of their country, without an article in the ledger", async () => {
  const { page, bridge } = stage;
  const [home, abroad] = [await codingId("Goods 25"), await codingId("Services 25")];
  await mapping("goodsCoding", { rows: { "25%": home, "@NO": abroad } });
  await settings({ "orders.type": "invoice", "orders.goods.by": "coding" });
  await page.goto(`/admin/tenants/${tenant.id}/connections`);
  await press("Create missing articles");
  const vouchers = async (orderNumber: string) => {
    const [invoice] = await invoicesOf(bridge, orderNumber);
    const { vouchers: all = [] } = await bridge.ledger();
    return [
      figuresOf(invoice),
      rowsOf(all.find((one) => one["Id"] === invoice?.["VoucherId"])),
    ] as const;
  };
  const swedish = await booked({
    ...companyBuyer("Home"),
    lines: [{ articleCode: "NOT-IN-THE-LEDGER", description: "Vas", quantity: 3, price: 33.33 }],
  });
  expect(await vouchers(swedish.orderNumber)).toEqual([
    [money(swedish["amountInclVat"]), "25.00"],
    ["D 1510 124.99", "K 2611 25.00", "K 3001 99.99"],
  ]);
  const norwegian = await booked({
    ...norwegianPerson("Kari"),
    lines: [charged("ALSO-NOT-THERE", 0, { description: "Skål", quantity: 3, price: 33.33 })],
  });
  expect(await vouchers(norwegian.orderNumber)).toEqual([
    ["99.99", "0.00"],
    ["D 1510 99.99", "K 3305 99.99"],
  ]);
});

test.each([
  ["complex", ["D 1510 175.00", "K 2611 35.00", "K 3001 140.00"]],
  ["extreme", ["D 1510 175.00", "K 2611 35.00", "K 3001 100.00", "K 3001 40.00"]],
] as const)("an order becomes a voucher at level %s", async (level, rows) => {
  const { bridge } = stage;
  await mapping("receivableAccount", { rest: "1510" });
  await mapping("vatAccount", { rows: { "25%": "2611" } });
  await settings({ "orders.type": "mutation", "orders.voucher.level": level });
  const placed = await booked({
    ...companyBuyer(`Vouched ${level}`.replace(" ", "")),
    lines: [
      { articleCode: "MUG", quantity: 10, price: 10 },
      { articleCode: "TSHIRT", quantity: 2, price: 20 },
    ],
  });
  const [voucher, ...others] = await vouchersOf(bridge, placed.orderNumber);
  expect([rowsOf(voucher), others]).toEqual([rows, []]);
});

test("one order is fetched by its number, shown, and booked from the page", async () => {
  const { page, bridge } = stage;
  await settings({ "orders.type": "sales-order", "orders.goods.by": "article" });
  const placed = await bridge.place({
    ...companyBuyer("Fetched"),
    orderNumber: "W-2026-7",
    lines: [{ ...mug(3), price: 33.33 }],
  });
  await page.goto(at("orders"));
  await page.getByLabel("Fetch an order: number or ID").fill("w-2026-7");
  await press("Fetch and preview");
  expect(await main()).toContain("W-2026-7");
  expect(await bridge.ordersOf(placed.orderNumber)).toEqual([]);
  await press("Book order");
  await bridge.resolved(tenant, `order:${placed.id}`);
  const orders = await bridge.ordersOf(placed.orderNumber);
  expect(orders.map((one) => grossOf(one))).toEqual([money(placed["amountInclVat"])]);
});
