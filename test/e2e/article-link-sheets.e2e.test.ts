/**
 * Linking an article by hand, and taking the link off, is shown before it is done, in a browser
 * without JavaScript: by the dry run of the product and the stock flow as if the link were so. A
 * world that changed in between is told of, and nothing is done.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { PRODUCTS } from "../support/products.ts";
import { Shelves } from "../support/stock.ts";
import {
  closeStage,
  onPhone,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { pressOn, textOf, writesOf } from "./sheet-hands.ts";

let stage: Stage;
let shelves: Shelves;

beforeAll(async () => {
  stage = await openStage();
  shelves = await Shelves.of(stage.bridge, "Links AB");
  await stage.bridge.reconfigure(shelves.tenant, {
    products: { ...PRODUCTS, filter: { numbers: ["LINK-*"] } },
    schedules: { stock: "never", orders: "never", products: "never" },
  });
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

// What follows an event at once is put off.
beforeEach(() => stage.bridge.advance(6_000));

const CHANGED = "Something has changed since you opened the preview.";

const main = (): Promise<string> => textOf(stage);
const press = (name: string): Promise<void> => pressOn(stage, name);
const writes = (name: string): Promise<readonly string[]> => writesOf(stage, name);

const company = (): string => encodeURIComponent(shelves.tenant.company);

const inLedger = (article: Json): Promise<Json> =>
  stage.bridge.control("eaccounting", "POST", `/articles?company=${company()}`, {
    NetPrice: 100,
    GrossPrice: 125,
    IsStock: true,
    ...article,
  });

const ofShop = (article: Json): Promise<Json> =>
  stage.bridge.control("asperion", "POST", "/articles", {
    salesPrice: 49,
    vatCode: "H",
    currentStock: 3,
    ...article,
  });

async function synced(article: Json): Promise<string> {
  const { bridge } = stage;
  await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/products/run`);
  await bridge.resolved(shelves.tenant, "products");
  const key = `product:${String(article["Id"]).toLowerCase()}`;
  await bridge.resolved(shelves.tenant, key);
  return key;
}

const pageOf = async (key: string): Promise<string> => {
  await stage.bridge.settled(shelves.tenant.id);
  const [job] = await stage.bridge.jobs(shelves.tenant.id, { key });
  return `/admin/tenants/${shelves.tenant.id}/products/${job?.id ?? ""}`;
};

/** What a person types on the article's page: a sheet, and nothing written. */
async function sheetOf(key: string, code: string): Promise<string> {
  const { page } = stage;
  await page.goto(await pageOf(key));
  await page.getByLabel("Article code in Asperion").fill(code);
  expect(await writes("Link article")).toEqual([]);
  expect(await main()).toContain("Nothing has been done yet.");
  return page.url().slice(stage.url.length);
}

const links = async () =>
  (
    (await stage.bridge.ask("GET", `/tenants/${shelves.tenant.id}/links?kind=article`))[
      "links"
    ] as Json[]
  ).map(({ source }) => source);

test("the sheet of a link names both articles, each field and the stock that would be written", async () => {
  const { page, bridge } = stage;
  await ofShop({ articleCode: "OWN-1", description: "Of the shop" });
  const cap = await inLedger({ Number: "LINK-1", Name: "Cap", StockBalance: 12 });
  const key = await synced(cap);
  const address = await sheetOf(key, "OWN-1");
  const told = await main();
  expect(told).toMatch(/Article in eAccounting\s*LINK-1 Cap/);
  expect(told).toMatch(/Article in Asperion\s*OWN-1 Of the shop/);
  expect(told).toContain("Article LINK-1 in Asperion is no longer updated.");
  expect(told).toContain("price excl. VAT: 49.00 SEK → 100.00 SEK");
  expect(told).toMatch(/: Of the shop → Cap/);
  expect(told).toMatch(/OWN-1.*Stock: 3 → 12/s);
  await picture(stage, "link-article");
  expect(await onPhone(stage, address)).toBe(0);
  expect(await unreadable(stage, [address])).toEqual([]);
  // Loaded anew, it is the same sheet.
  await page.goto(address);
  expect(await main()).toMatch(/OWN-1.*Stock: 3 → 12/s);

  await bridge.control(
    "eaccounting",
    "PATCH",
    `/articles/${String(cap["Id"])}?company=${company()}`,
    {
      StockBalance: 20,
    },
  );
  expect(await writes("Link article")).toEqual([]);
  expect(await main()).toContain(CHANGED);
  expect(await main()).toMatch(/OWN-1.*Stock: 3 → 20/s);
  expect(await links()).not.toContain("OWN-1");
  await press("Link article");
  await bridge.resolved(shelves.tenant, key);
  expect(await links()).toContain("OWN-1");
  expect(await shelves.inShop("OWN-1")).toMatchObject({ description: "Cap", salesPrice: 100 });
  await shelves.run();
  expect(String(await shelves.stock("OWN-1"))).toBe("20");

  // Taken off again: it is found by its number, and what it was linked to stays as it is.
  await page.goto(await pageOf(key));
  expect(await writes("Unlink article")).toEqual([]);
  const off = await main();
  expect(off).toMatch(/Article in Asperion\s*LINK-1 Cap/);
  expect(off).toContain("Article OWN-1 in Asperion is no longer updated.");
  expect(await links()).toContain("OWN-1");
  await picture(stage, "unlink-article");
  const sheet = page.url().slice(stage.url.length);
  expect(await onPhone(stage, sheet)).toBe(0);
  expect(await unreadable(stage, [sheet])).toEqual([]);
  await press("Unlink article");
  await bridge.resolved(shelves.tenant, key);
  expect(await links()).not.toContain("OWN-1");
});

test("who loses the article by it is told, and a code that no article has", async () => {
  const linked = await inLedger({ Number: "LINK-2", Name: "Linked", StockBalance: 5 });
  const rightful = await inLedger({ Number: "LINK-3", Name: "Rightful", StockBalance: 7 });
  const key = await synced(linked);
  await synced(rightful);
  await sheetOf(key, "LINK-3");
  expect(await main()).toMatch(/Article in Asperion\s*LINK-3 Rightful/);
  expect(await main()).toMatch(/Needs attention, and why\s*1 article \(LINK-3\)/);
  await picture(stage, "link-taken");
  await sheetOf(key, "NO-SUCH-CODE");
  expect(await main()).toMatch(/Needs attention, and why\s*1 article \(LINK-2\).*NO-SUCH-CODE/s);
  await picture(stage, "link-missing");
  expect(await links()).not.toContain("NO-SUCH-CODE");
});

test("where articles aren't synced, the sheet says that nothing is written", async () => {
  const { bridge } = stage;
  await ofShop({ articleCode: "OWN-4", description: "Of the shop" });
  const cap = await inLedger({ Number: "LINK-4", Name: "Cup", StockBalance: 1 });
  const key = await synced(cap);
  await bridge.reconfigure(shelves.tenant, {
    products: { enabled: false },
    stock: { enabled: false },
  });
  await sheetOf(key, "OWN-4");
  expect(await main()).toMatch(/Left out, and why\s*1 article \(LINK-4\)/);
  expect(await main()).toContain("Stock sync is off.");
  expect(await main()).not.toContain("→ Cup");
  await stage.page.goto(await pageOf(key));
  expect(await writes("Resync")).toEqual([]);
  expect(await main()).toContain("Will be skipped.");
});
