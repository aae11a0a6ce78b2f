/**
 * What a person asks of one thing is shown before it is done, in a browser without JavaScript: by
 * that thing's own dry run, which writes nothing. A world that changed in between is told of, and
 * nothing is done; confirmed, it is done as it was shown.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { placeAndBook } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { PRODUCTS } from "../support/products.ts";
import { Shelves } from "../support/stock.ts";
import {
  closeStage,
  onPhone,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";
import { pressOn, textOf, writesOf } from "./sheet-hands.ts";

let stage: Stage;
let shelves: Shelves;

beforeAll(async () => {
  stage = await openStage();
  shelves = await Shelves.of(stage.bridge, "Again AB");
  await stage.bridge.reconfigure(shelves.tenant, {
    customers: { enabled: true },
    products: { ...PRODUCTS, filter: { numbers: ["AGAIN-*"] } },
    schedules: { stock: "never", orders: "never", products: "never" },
  });
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

// What follows an event at once is put off.
beforeEach(() => stage.bridge.advance(6_000));

const at = (rest: string): string => `/admin/tenants/${shelves.tenant.id}/${rest}`;
const main = (): Promise<string> => textOf(stage);
const press = (name: string): Promise<void> => pressOn(stage, name);
const writes = (name: string): Promise<readonly string[]> => writesOf(stage, name);

/** Opens the newest look at a thing, and presses a button of it: a sheet, and nothing written. */
async function sheet(list: string, key: string, button: string): Promise<string> {
  const { page, bridge } = stage;
  await bridge.settled(shelves.tenant.id);
  const [job] = await bridge.jobs(shelves.tenant.id, { key });
  await page.goto(at(`${list}/${job?.id ?? ""}`));
  expect(await writes(button)).toEqual([]);
  expect(await main()).toContain("Nothing has been done yet.");
  return new URL(page.url()).pathname;
}

const AS_THEN = "The sync uses the data as it is when it runs.";
const CHANGED = "Something has changed since you opened the preview.";

test("a resync of a customer shows each field that it would change", async () => {
  const { page, bridge } = stage;
  const person = {
    name: "Again Person",
    address: "Storgatan 1",
    postCode: "111 22",
    city: "Stockholm",
    countryCode: "SE",
    emailAddress: "again-person@example.com",
    notify: false,
  };
  const debtor = await bridge.control("asperion", "POST", "/debtors", person);
  const id = Number(debtor["id"]);
  await bridge.book(shelves.tenant, id, "debtor.created");
  const customer = async (): Promise<Json | undefined> =>
    ((await bridge.ledger(shelves.tenant.company))["customers"] ?? []).find(
      ({ EmailAddress }) => EmailAddress === person.emailAddress,
    );
  expect(await customer()).toMatchObject({ InvoiceCity: "Stockholm" });
  const silently = (fields: Json) =>
    bridge.control("asperion", "POST", "/debtors", { id, notify: false, ...fields });

  const key = `debtor:${id}`;
  await sheet("customers", key, "Resync");
  expect(await main()).toContain("Nothing will change.");
  expect(await main()).not.toContain(AS_THEN);
  await silently({ city: "Lund" });
  const address = await sheet("customers", key, "Resync");
  expect(await main()).toContain("City: Stockholm → Lund");
  expect(await main()).toContain(AS_THEN);
  await picture(stage, "again-customer");
  expect(await onPhone(stage, address)).toBe(0);
  // Loaded anew, it is the same sheet.
  await page.goto(address);
  expect(await main()).toContain("City: Stockholm → Lund");
  await silently({ city: "Umeå" });
  expect(await writes("Resync")).toEqual([]);
  expect(await main()).toContain(CHANGED);
  expect(await main()).toContain("City: Stockholm → Umeå");
  await press("Resync");
  await bridge.resolved(shelves.tenant, key);
  expect(await customer()).toMatchObject({ InvoiceCity: "Umeå" });
});

test("unlinking a customer shows to which one it would be linked next", async () => {
  const { bridge } = stage;
  const { company, id } = shelves.tenant;
  const debtor = await bridge.control("asperion", "POST", "/debtors", {
    name: "Unlinked Person",
    address: "Storgatan 1",
    postCode: "111 22",
    city: "Stockholm",
    countryCode: "SE",
    emailAddress: "unlinked@example.com",
    notify: false,
  });
  const key = `debtor:${String(debtor["id"])}`;
  const typed = `/customers?company=${encodeURIComponent(company)}`;
  await bridge.control("eaccounting", "POST", typed, {
    Name: "Typed by hand",
    EmailAddress: "unlinked@example.com",
    IsPrivatePerson: true,
  });
  await bridge.book(shelves.tenant, Number(debtor["id"]), "debtor.created");
  await sheet("customers", key, "Unlink customer");
  const links = async () =>
    (
      (await bridge.ask("GET", `/tenants/${id}/links?kind=customer`)) as unknown as {
        links: readonly { source: string }[];
      }
    ).links.map(({ source }) => `debtor:${source}`);
  expect(await main()).toContain("The next time this customer is synced");
  expect(await main()).toContain("The customer was found in eAccounting by e-mail address.");
  const [found] = ((await bridge.ledger(company))["customers"] ?? []).filter(
    ({ EmailAddress }) => EmailAddress === "unlinked@example.com",
  );
  await bridge.control(
    "eaccounting",
    "PATCH",
    `/customers/${String(found?.["Id"])}?company=${encodeURIComponent(company)}`,
    { EmailAddress: "another@example.com" },
  );
  expect(await writes("Unlink customer")).toEqual([]);
  expect(await main()).toContain(CHANGED);
  expect(await main()).toMatch(/Unlinked Person\s*Create/);
  expect(await links()).toContain(key);
  await press("Unlink customer");
  expect(await links()).not.toContain(key);
});

test("a resync of an article shows what it would write, and makes it as shown", async () => {
  const { bridge } = stage;
  const company = encodeURIComponent(shelves.tenant.company);
  const made = await bridge.control("eaccounting", "POST", `/articles?company=${company}`, {
    Number: "AGAIN-1",
    Name: "Cap",
    NetPrice: 100,
    GrossPrice: 125,
  });
  await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/products/run`);
  await bridge.resolved(shelves.tenant, "products");
  const key = `product:${String(made["Id"])}`;
  await bridge.resolved(shelves.tenant, key);
  expect(await shelves.inShop("AGAIN-1")).toMatchObject({ salesPrice: 100 });
  await sheet("products", key, "Resync");
  expect(await main()).toContain("Nothing will change.");
  await bridge.control(
    "asperion",
    "DELETE",
    `/articles/${String((await shelves.inShop("AGAIN-1"))["id"])}`,
  );
  await sheet("products", key, "Resync");
  expect(await main()).toMatch(/AGAIN-1 Cap\s*Create.*price excl. VAT: 100/s);
  await picture(stage, "again-article");
  expect(await shelves.inShop("AGAIN-1")).toEqual({});
  await press("Resync");
  await bridge.resolved(shelves.tenant, key);
  expect(await shelves.inShop("AGAIN-1")).toMatchObject({ salesPrice: 100 });
  // The log names it by what it is, not by a job's id alone.
  const { changes } = await bridge.ask("GET", `/tenants/${shelves.tenant.id}/audit`);
  expect((changes as readonly Json[]).find(({ action }) => action === "job.resync")).toMatchObject({
    after: expect.stringMatching(/^AGAIN-1.* \(j\d+\)$/),
  });
});

test("another run of stock shows each figure before it is written", async () => {
  const { bridge } = stage;
  const code = await shelves.article(20, 5);
  await shelves.run();
  await bridge.control(
    "eaccounting",
    "PATCH",
    `/articles/${await idInLedger(code)}?company=${encodeURIComponent(shelves.tenant.company)}`,
    { StockBalance: 31 },
  );
  await sheet("stock", "stock", "Run again");
  expect(await main()).toMatch(new RegExp(`${code}.*Stock: 20 → 31`, "s"));
  expect(await main()).toContain(AS_THEN);
  expect(String(await shelves.stock(code))).toBe("20");
  await press("Run again");
  await bridge.resolved(shelves.tenant, "stock");
  expect(String(await shelves.stock(code))).toBe("31");
});

async function idInLedger(code: string): Promise<string> {
  const { articles } = await stage.bridge.ledger(shelves.tenant.company);
  return String((articles ?? []).find(({ Number }) => Number === code)?.["Id"]);
}

test("a retry is previewed with the books as they are once their period is open again", async () => {
  const { bridge } = stage;
  const lock = (day: string | null): Promise<Json> =>
    bridge.control(
      "eaccounting",
      "PUT",
      `/company?company=${encodeURIComponent(shelves.tenant.company)}`,
      { lockedTo: day },
    );
  await bridge.reconfigure(shelves.tenant, {
    orders: { type: "invoice", startLine: "2020-01-01T00:00:00Z" },
  });
  await lock("2030-12-31");
  const { placed, timeline } = await placeAndBook(bridge, shelves.tenant, {
    ...companyBuyer("Opened"),
    lines: [mug()],
  });
  expect(timeline.job.reasons.map(({ code }) => code)).toContain("period-closed");
  await lock(null);
  // Whoever retries has just opened the period: seconds later, the look-ups count as new.
  await bridge.advance(15_000);
  await sheet("orders", `order:${placed.id}`, "Retry with the newest settings");
  expect(await main()).not.toContain("Retrying now would change nothing");
  expect(await main()).toContain("is locked in eAccounting.Will be updated.");
  await bridge.reconfigure(shelves.tenant, { orders: { type: "sales-order" } });
});

test("a resync is previewed with the books as they are once their period was closed", async () => {
  const { bridge } = stage;
  const company = encodeURIComponent(shelves.tenant.company);
  const lock = (day: string | null): Promise<Json> =>
    bridge.control("eaccounting", "PUT", `/company?company=${company}`, { lockedTo: day });
  const start = { type: "invoice", startLine: "2020-01-01T00:00:00Z" };
  await bridge.reconfigure(shelves.tenant, { orders: { ...start, paymentStatuses: ["Refunded"] } });
  const { placed, timeline } = await placeAndBook(bridge, shelves.tenant, {
    ...companyBuyer("Closed"),
    lines: [mug()],
  });
  expect(timeline.job.reasons.map(({ code }) => code)).toEqual(["payment-outside-filter"]);
  await bridge.reconfigure(shelves.tenant, {
    orders: {
      paymentStatuses: ["Refunded", "Paid"],
      filterLines: { paymentStatuses: { Paid: start.startLine } },
    },
  });
  await lock("2030-12-31");
  await bridge.advance(15_000);
  await sheet("orders", `order:${placed.id}`, "Resync");
  expect(await main()).toContain("The order will be listed under Action needed.");
  expect(await main()).toContain("is locked in eAccounting.");
  await press("Resync");
  const { job } = await bridge.resolved(shelves.tenant, `order:${placed.id}`);
  expect(job.reasons.map(({ code }) => code)).toContain("period-closed");
  await lock(null);
  await bridge.reconfigure(shelves.tenant, {
    orders: {
      type: "sales-order",
      paymentStatuses: [],
      filterLines: { paymentStatuses: { Open: start.startLine, PartlyPaid: start.startLine } },
    },
  });
});

test("a resync of an order shows its new amount, and does nothing once the order is another", async () => {
  const { bridge } = stage;
  const placed = await bridge.place({ ...companyBuyer("Again"), lines: [mug(1)] });
  const key = `order:${placed.id}`;
  await bridge.book(shelves.tenant, placed.id);
  const amount = async () =>
    (await bridge.ordersOf(placed.orderNumber, shelves.tenant.company))[0]?.["Amount"];
  const before = await amount();
  await sheet("orders", key, "Resync");
  expect(await main()).toContain("Nothing will change.");
  await bridge.edit(placed.id, { notify: false, lines: [mug(5)] });
  await sheet("orders", key, "Resync");
  expect(await main()).toMatch(/10\.63 SEK → 53\.13 SEK.*Will be updated\./s);
  // By account, as it would be booked: goods, VAT, and what the customer owes.
  const rows = stage.page.locator("section[aria-labelledby=posting] tbody tr");
  const posted = (await rows.allTextContents()).join("\n");
  expect(posted).toMatch(/42\.50/);
  expect(posted).toMatch(/10\.63/);
  expect(posted).toMatch(/53\.13/);
  await picture(stage, "again-order");
  await bridge.edit(placed.id, { notify: false, lines: [mug(3)] });
  expect(await writes("Resync")).toEqual([]);
  expect(await main()).toContain(CHANGED);
  expect(await main()).toMatch(/10\.63 SEK → 31\.88 SEK/);
  expect(await amount()).toBe(before);
  await press("Resync");
  await bridge.resolved(shelves.tenant, key);
  expect(await amount()).toBe(25.5);
});

test("unlinking an order says what stays, and what a retry would book afterwards", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({ ...companyBuyer("Again"), lines: [mug(2)] });
  const key = `order:${placed.id}`;
  await bridge.book(shelves.tenant, placed.id);
  const [document] = await bridge.ordersOf(placed.orderNumber, shelves.tenant.company);
  const [job] = await bridge.jobs(shelves.tenant.id, { key });
  await page.goto(at(`orders/${job?.id ?? ""}`));
  await page.locator("#by-hand").getByText("Unlink document", { exact: true }).first().click();
  await page.getByLabel("Reason for unlinking").fill("Typed for another");
  expect(await writes("Unlink document")).toEqual([]);
  expect(await main()).toContain(
    `No longer linked to this order: sales order ${String(document?.["Number"])}.`,
  );
  expect(await main()).toMatch(
    /If you retry the order afterwards.*The document is found by its tracking code and linked again/,
  );
  expect(await main()).not.toContain("was created in eAccounting");
  expect(await page.getByLabel("Reason for unlinking").inputValue()).toBe("Typed for another");
  await picture(stage, "again-unlink");
  await press("Unlink document");
  expect(await main()).toContain("Typed for another");
  expect((await bridge.jobs(shelves.tenant.id, { key }))[0]?.outcome).toBe("held");
});
