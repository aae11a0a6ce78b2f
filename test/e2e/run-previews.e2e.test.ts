/**
 * What a run of articles or stock would write is shown before it, in a browser without JavaScript:
 * the preview writes nothing, the run writes what it said, and a world that changed in between is
 * told of instead. Going live says what begins in the next minute.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { PRODUCTS } from "../support/products.ts";
import { Shelves } from "../support/stock.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { onPhone, openStage, picture, type Stage } from "./pages-browser.ts";

let stage: Stage;
let shelves: Shelves;

beforeAll(async () => {
  stage = await openStage();
  shelves = await Shelves.fresh(stage.bridge, "Preview AB");
  await stage.bridge.reconfigure(shelves.tenant, {
    products: { ...PRODUCTS, filter: { numbers: ["PRE-*"] } },
    schedules: { stock: "never", orders: "never", products: "never" },
  });
  await stage.page.goto(at("products"));
  await stage.page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  await stage.stop();
  expect(faults).toEqual([]);
});

const at = (rest: string): string => `/admin/tenants/${shelves.tenant.id}/${rest}`;
const main = async (): Promise<string> => (await stage.page.locator("main").textContent()) ?? "";

async function press(name: string | RegExp): Promise<void> {
  const button = stage.page.getByRole("button", {
    name,
    ...(typeof name === "string" ? { exact: true } : {}),
  });
  await Promise.all([stage.page.waitForNavigation(), button.first().click()]);
}

/** The calls with which something would be written, made while a button is pressed. */
const writes = async (name: string | RegExp): Promise<readonly string[]> =>
  Object.keys(await stage.bridge.counting(() => press(name))).filter(
    (route) => !route.startsWith("GET ") && !/oauth|token/i.test(route),
  );

/** What the ledger has of an article that the tenant's shop may get. */
const inLedger = (Number: string, more: Json = {}): Promise<Json> =>
  stage.bridge.control(
    "eaccounting",
    "POST",
    `/articles?company=${encodeURIComponent(shelves.tenant.company)}`,
    { Number, Name: `Cap ${Number}`, NetPrice: 100, GrossPrice: 125, ...more },
  );

/** Each row of the preview, as "PRE-1 Create price excl. VAT: 100". */
const rows = async (): Promise<readonly string[]> =>
  (await stage.page.locator("main tbody tr").allInnerTexts()).map((text) =>
    text
      .replace(/[\u2066-\u2069]/g, "")
      .replace(/\s+/g, " ")
      .trim(),
  );

test("a preview of articles writes nothing, and the run writes what it said, or nothing once something changed", async () => {
  const { page, bridge } = stage;
  const made = await inLedger("PRE-1");
  await inLedger("PRE-2");
  await inLedger("PRE-3", { IsActive: false });
  await bridge.control("asperion", "POST", "/articles", {
    articleCode: "PRE-2",
    description: "Of the shop",
    salesPrice: 49,
    vatCode: "H",
  });
  await page.goto(at("products"));
  await page.getByRole("link", { name: "Preview", exact: true }).click();
  await page.waitForURL(/\/previews\/products$/);
  expect(await main()).toContain("No preview yet.");
  expect(await writes("Preview")).toEqual([]);
  expect(await main()).toMatch(/1 article would be created.*1 article would be updated/s);
  const [first, second] = await rows();
  expect(first).toMatch(/^PRE-1 Cap PRE-1 Create .*price excl. VAT: 100.00 SEK /);
  expect(first).toContain("type: single article");
  expect(second).toMatch(
    /^PRE-2 Cap PRE-2 Update .*Of the shop → Cap PRE-2.*price excl. VAT: 49.00 SEK → 100.00 SEK/,
  );
  expect(await main()).toMatch(/Left out, and why.*PRE-3/s);
  await picture(stage, "preview-products");

  await bridge.control(
    "eaccounting",
    "PATCH",
    `/articles/${String(made["Id"])}?company=${encodeURIComponent(shelves.tenant.company)}`,
    { NetPrice: 80, GrossPrice: 100 },
  );
  expect(await writes("Sync as shown")).toEqual([]);
  expect(await main()).toContain("Something changed after the preview was shown");
  expect((await rows())[0]).toMatch(/price excl. VAT: 80.00 SEK /);
  expect(await shelves.inShop("PRE-1")).toEqual({});

  await press("Sync as shown");
  await page.waitForURL(/done=flow-runs/);
  await expect.poll(async () => (await shelves.inShop("PRE-1"))["salesPrice"]).toBe(80);
  await expect.poll(async () => (await shelves.inShop("PRE-2"))["description"]).toBe("Cap PRE-2");
  await bridge.settled(shelves.tenant.id);
  await page.goto(at("previews/products"));
  expect(await writes("Preview again")).toEqual([]);
  expect(await main()).toMatch(/Nothing to write\.(?! Asperion)/);
  expect(await page.getByRole("button", { name: "Sync as shown" }).count()).toBe(0);
});

test("a preview of stock writes nothing, and the run leaves each figure as it was shown", async () => {
  const { page, bridge } = stage;
  const code = await shelves.article(20, 5);
  await page.goto(at("stock"));
  await page.getByRole("link", { name: "Preview", exact: true }).click();
  await page.waitForURL(/\/previews\/stock$/);
  expect(await writes("Preview")).toEqual([]);
  await picture(stage, "preview-stock");
  const shown = await rows();
  expect(shown.find((row) => row.startsWith(code))).toMatch(/Update Stock: 5 → 20$/);
  expect(await onPhone(stage, at("previews/stock"))).toBe(0);
  await page.goto(at("previews/stock"));
  await press("Sync as shown");
  await page.waitForURL(/done=flow-runs/);
  await bridge.resolved(shelves.tenant, "stock");
  const { jobId } = await bridge.ask("POST", `/tenants/${shelves.tenant.id}/dry-run`, {
    run: "stock",
  });
  expect(
    await bridge.ask("GET", `/tenants/${shelves.tenant.id}/jobs/${String(jobId)}`),
  ).toMatchObject({
    story: expect.arrayContaining([
      expect.objectContaining({
        what: "plan",
        detail: expect.objectContaining({ flow: "stock", update: 0, rows: [] }),
      }),
    ]),
  });
  for (const row of shown) {
    const [article = ""] = row.split(" ");
    const target = / → (\S+)$/.exec(row)?.[1];
    expect([article, String(await shelves.stock(article))]).toEqual([article, target]);
  }
});

test("a run of customers by hand is shown first, writes what it said, or nothing once something changed", async () => {
  const { page, bridge } = stage;
  const { id } = shelves.tenant;
  await bridge.reconfigure(shelves.tenant, { customers: { enabled: true } });
  const runs = async (): Promise<void> => {
    await page.goto(at("syncs"));
    await press("Run now: customers");
    await page.waitForURL(/\/previews\/customers$/);
  };
  // What was switched on begins at once, and its first sync changes nothing.
  await bridge.resolved(shelves.tenant, "sweep:debtors");
  await runs();
  expect(await main()).toContain("No customer in Asperion was added or changed since");
  const person = {
    name: "Preview Person",
    address: "Storgatan 1",
    postCode: "111 22",
    city: "Stockholm",
    countryCode: "SE",
    emailAddress: "preview-person@example.com",
    notify: false,
  };
  const debtor = await bridge.control("asperion", "POST", "/debtors", person);
  const customer = async (): Promise<Json | undefined> =>
    ((await bridge.ledger(shelves.tenant.company))["customers"] ?? []).find(
      ({ EmailAddress }) => EmailAddress === person.emailAddress,
    );
  await runs();
  expect(await main()).toContain("1 customer would be created");
  expect((await rows())[0]).toMatch(/Preview Person Create .*Invoice address: Storgatan 1/);
  expect(await customer()).toBeUndefined();
  await picture(stage, "preview-customers");
  expect(await onPhone(stage, at("previews/customers"))).toBe(0);
  await page.goto(at("previews/customers"));
  await bridge.control("asperion", "POST", "/debtors", {
    id: debtor["id"],
    address: "Nygatan 2",
    notify: false,
  });
  expect(await writes("Sync as shown")).toEqual([]);
  expect(await main()).toContain("Something changed after the preview was shown");
  expect((await rows())[0]).toContain("Invoice address: Nygatan 2");
  await press("Sync as shown");
  await page.waitForURL(/done=flow-runs/);
  await bridge.resolved(shelves.tenant, `debtor:${String(debtor["id"])}`);
  expect(await customer()).toMatchObject({ InvoiceAddress1: "Nygatan 2" });
  await bridge.settled(id);
  await bridge.control("asperion", "POST", "/debtors", {
    id: debtor["id"],
    city: "Lund",
    notify: false,
  });
  await runs();
  expect(await main()).toContain("1 customer would be updated");
  expect((await rows())[0]).toMatch(/Update City: Stockholm → Lund$/);
});

test("a sync that is switched on is confirmed first, with the way to its preview", async () => {
  const { page, bridge } = stage;
  await bridge.reconfigure(shelves.tenant, { products: { ...PRODUCTS, enabled: false } });
  const on = async () =>
    ((await bridge.ask("GET", `/tenants/${shelves.tenant.id}/settings`))["products"] as Json)[
      "enabled"
    ];
  await page.goto(at("settings/products"));
  await page.getByLabel("Send articles to Asperion").check();
  await press("Save settings");
  expect(await main()).toContain("Article sync creates and updates articles in Asperion");
  expect(await on()).toBe(false);
  const preview = page.getByRole("link", { name: "Preview with the saved settings" });
  expect(await preview.getAttribute("href")).toBe(at("previews/products"));
  await press("Save and switch on");
  expect(await on()).toBe(true);
});

test("going live says what begins when, how many orders are taken up, and what the first runs write", async () => {
  const { page, bridge } = stage;
  await bridge.place({ ...companyBuyer("Preview"), lines: [mug(1)] });
  await page.goto(at("setup/live"));
  expect(await writes(/^Dry run of/)).toEqual([]);
  await picture(stage, "preview-live");
  const one = await main();
  expect(one).toMatch(/Next run.*Check for new orders: only when you run it/s);
  expect(one).not.toContain("When each sync starts");
  expect(one).toMatch(/Preview of the next article sync.*Preview of the next stock sync/s);
  expect(one).toContain(
    "The shop is live. The previews below show the state of the time they name",
  );
  const waiting = Number(/(\d+) orders? since the start date/.exec(one)?.[1]);
  await bridge.place({ ...companyBuyer("Preview"), lines: [mug(1)] });
  await press("Run again");
  expect(Number(/(\d+) orders? since the start date/.exec(await main())?.[1])).toBe(waiting + 1);
  expect(await main()).toContain("The shop is live. This dry run is from");
  await bridge.reconfigure(shelves.tenant, { schedules: { orders: null } });
  await expect
    .poll(async () => {
      await page.goto(at("setup/live"));
      return main();
    })
    // At once, or, where that was faster than this page, by the schedule.
    .toMatch(/Check for new orders: (within a minute|\d+ \w+ \d+, [\d:]+)/);
});
