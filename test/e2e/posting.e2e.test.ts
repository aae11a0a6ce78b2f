/**
 * The posting of an order in the pages and in the API: predicted by a dry run, read back once it is
 * booked, and told where somebody changed the ledger.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "playwright-core";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf, placeAndBook } from "../support/invoices.ts";
import { companyBuyer } from "../support/orders.ts";
import {
  DESKTOP,
  onPhone,
  openStage,
  PHONE,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;
let jobId = "";
let voucher = "";
/** Tried first, and booked once the days are compared. */
let tried = 0;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({ orders: { type: "invoice" } });
  await signInAsOperator(stage);
});

afterAll(async () => {
  await stage.stop();
});

const LINES = [
  { articleCode: "MUG", quantity: 2, price: 80, vatCode: "H" },
  { articleCode: "BOOK", quantity: 1, price: 100, vatCode: "L" },
];
const section = () => stage.page.locator("section", { has: stage.page.locator("#posting") });
const textOf = async (): Promise<string> =>
  ((await section().textContent()) ?? "").replaceAll(/\s+/g, " ");
const open = (id: string) => stage.page.goto(`/admin/tenants/${tenant.id}/orders/${id}`);
const press = (name: string): Promise<void> => pressOnly(stage, name);
const postings = async (id: string): Promise<readonly Json[]> =>
  (await stage.bridge.ask("GET", `/tenants/${tenant.id}/jobs/${id}`))["postings"] as Json[];

test("a dry run shows what the invoice will book, and what the ledger alone knows", async () => {
  const placed = await stage.bridge.place({
    ...companyBuyer("Tried"),
    pricesIncludeVat: false,
    lines: LINES,
  });
  tried = placed.id;
  const shown = await stage.bridge.ask("POST", `/tenants/${tenant.id}/dry-run`, {
    orderId: placed.id,
  });
  await open((shown["job"] as { id: string }).id);
  const text = await textOf();
  expect(text).toMatch(/Unknown until booked.*306\.00/);
  expect(text).toMatch(/3001.*Försäljning varor 25% sv.*160\.00.*SE25/);
  expect(text).toMatch(/2611.*40\.00/);
  expect(text).toMatch(/3003.*100\.00.*SE6/);
  expect(text).toMatch(/Total\s*306\.00\s*306\.00/);
  expect(text).not.toContain("Read from eAccounting");
});

test("a booked invoice is read back with its voucher, and is as it was predicted", async () => {
  const { placed, timeline } = await placeAndBook(stage.bridge, tenant, {
    ...companyBuyer("Posted"),
    pricesIncludeVat: false,
    lines: LINES,
  });
  jobId = timeline.job.id;
  await open(jobId);
  expect(await textOf()).toContain("Booked, and not read from eAccounting yet.");
  await press("Read from eAccounting");
  const text = await textOf();
  expect(text).toMatch(/Booked: voucher A\d+/);
  expect(text).toContain("The booked accounts and amounts are as predicted.");
  expect(text).toMatch(/1510.*Kundfordringar.*306\.00/);
  expect(text).not.toContain("Unknown until booked");
  expect(((await stage.page.locator("main").textContent()) ?? "").replaceAll(/\s+/g, " ")).toMatch(
    /In eAccounting, incl\. VAT\s*306\.00/,
  );
  const [invoice] = await invoicesOf(stage.bridge, placed.orderNumber);
  voucher = String(invoice?.["VoucherId"]);
  expect(await postings(jobId)).toMatchObject([{ role: "invoice", differences: [] }]);
});

test("an account that somebody changed in the ledger is told once it is read again", async () => {
  const { vouchers = [] } = await stage.bridge.ledger();
  const rows = (vouchers.find((one) => one["Id"] === voucher)?.["Rows"] ?? []) as Json[];
  await stage.bridge.control("eaccounting", "PATCH", `/vouchers/${voucher}`, {
    Rows: rows.map((row) =>
      row["AccountNumber"] === 3001 ? { ...row, AccountNumber: 3041 } : row,
    ),
  });
  await open(jobId);
  expect(await textOf()).toContain("as predicted");
  await press("Read again");
  const text = await textOf();
  expect(text).toContain("2 lines differ between eAccounting and the prediction.");
  expect(text).toMatch(
    /3001.*Not booked in eAccounting\. Differs\. Predicted: credit 160\.00 SEK\./,
  );
  expect(text).toMatch(/3041.*Differs\. Not predicted\./);
  const [one] = await postings(jobId);
  expect(one?.["differences"]).toEqual([
    { account: 3001, expected: "-160.00", found: null },
    { account: 3041, expected: null, found: "-160.00" },
  ]);
});

test("a day's posting list has what was read, what is predicted until it is read, and comes out", async () => {
  const { bridge, page } = stage;
  const { placed } = await placeAndBook(bridge, tenant, {
    ...companyBuyer("Listed"),
    pricesIncludeVat: false,
    lines: LINES,
  });
  const day = String(placed["date"]).slice(0, 10);
  const run = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, {
    from: day,
    to: day,
  });
  await bridge.finished(tenant, String(run["jobId"]));
  await bridge.resolved(tenant, `order:${tried}`);
  const address = `/admin/tenants/${tenant.id}/comparison/postings?day=${day}`;
  await page.goto(address);
  const main = async (): Promise<string> =>
    ((await page.locator("main").textContent()) ?? "").replaceAll(/\s+/g, " ");
  const ofOrder = async (number: string): Promise<string> =>
    (
      (await page
        .locator("table.postings tbody")
        .filter({ hasText: `Order ${number}` })
        .textContent()) ?? ""
    ).replaceAll(/\s+/g, " ");
  // The invoice whose account somebody changed, as it was read before; the new one as predicted.
  expect(await main()).toMatch(/3041.*160\.00/);
  expect(await ofOrder(placed.orderNumber)).toMatch(/not read yet.*Not read yet.*306\.00/);
  expect(await main()).toContain("2 orders have booked documents that weren't read yet");
  await press("Read all (2)");
  expect(await ofOrder(placed.orderNumber)).toMatch(
    /Voucher A\d+ .*read from eAccounting.*1510.*306\.00/,
  );
  expect(await main()).not.toMatch(/read yet|predicted\b(?!\.)/);
  expect(await main()).toMatch(/Total, SEK\s*918\.00\s*918\.00/);
  expect(await main()).not.toContain("Debit and credit differ");
  const table = await stage.context.request.get(
    `${stage.url}${address.replace("postings?", "postings.csv?")}`,
    { headers: { "accept-language": "sv" } },
  );
  const [head, ...lines] = (await table.text()).trim().split("\r\n");
  expect(head).toContain("Datum;Verifikation;");
  expect(lines.filter((one) => one.includes(`;${placed.orderNumber};`))).toHaveLength(5);
  expect(lines.join("\n")).toMatch(/;1510;Kundfordringar;"306,00";"0,00";SEK;/);
  await picture(stage, "postings");
  expect(await unreadable(stage, [address])).toEqual([]);
  expect(await onPhone(stage, address)).toBe(0);
  // What a document is stands above its lines, as wide as they are, and the links off its card.
  await page.setViewportSize(PHONE);
  const box = async (of: string) => (await page.locator(of).first().boundingBox()) ?? unseen(of);
  const [body, group] = [await box("table.postings tbody"), await box("table.postings .group")];
  expect(Math.round(group.width)).toBe(Math.round(body.width));
  const [links, card] = [await box("main .actions"), await box(".actions + section")];
  expect(card.y - links.y - links.height).toBeGreaterThanOrEqual(12);
  await page.setViewportSize(DESKTOP);
});

const unseen = (of: string): never => {
  throw new Error(`${of} isn't seen`);
};

test("one press reads all postings of a day, some at a time, and where no answer comes it stops", async () => {
  const { bridge, browser, context, url } = stage;
  const days = new Set<string>();
  for (let n = 0; n < 21; n += 1) {
    const { placed } = await placeAndBook(bridge, tenant, {
      ...companyBuyer("Many"),
      pricesIncludeVat: false,
      lines: LINES,
    });
    days.add(String(placed["date"]).slice(0, 10));
  }
  expect(days.size).toBe(1);
  const day = [...days][0] ?? "";
  const run = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, {
    from: day,
    to: day,
  });
  await bridge.finished(tenant, String(run["jobId"]));
  const scripted = await browser.newContext({
    baseURL: url,
    storageState: await context.storageState(),
  });
  const page = await scripted.newPage();
  await bridge.settled(tenant.id);
  await page.goto(`/admin/tenants/${tenant.id}/comparison/postings?day=${day}`);
  const main = async (): Promise<string> => (await page.locator("main").textContent()) ?? "";
  expect(await main()).toContain("Read all (21)");
  expect(await main()).toContain("21 orders have booked documents");
  const read = () => page.getByRole("button", { name: /^Read all/ });
  // The first ten are read, and what goes on by itself finds the line cut.
  const sent: string[] = [];
  let answer: (route: Route) => Promise<void> = (route) => route.continue();
  await page.route("**/comparison/postings?*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent.push(route.request().url());
    return answer(route);
  });
  /** Whatever else ends, and whatever was put off: what would be sent has been sent. */
  const isQuiet = async (): Promise<void> => {
    await page.evaluate(`(async () => {
      for (let n = 0; n < 5; n += 1) {
        const detail = { ctx: { sourceElement: document.body } };
        document.dispatchEvent(new CustomEvent("htmx:finally:request", { detail }));
        await new Promise((resolve) => setTimeout(resolve, 0));
        await fetch(location.href);
      }
    })()`);
  };
  answer = (route) => (sent.length === 1 ? route.continue() : route.abort());
  await read().click();
  await expect.poll(main).toContain("No answer came.");
  await isQuiet();
  expect(sent).toHaveLength(2);
  expect(await main()).toContain("11 orders have booked documents");
  // Opened anew, and reached by way of the history, the same address waits for a press.
  await page.reload();
  await isQuiet();
  const reading = page.url();
  expect(reading).toContain("on=1");
  await page.goto(`/admin/tenants/${tenant.id}`);
  await page.goBack({ waitUntil: "networkidle" });
  await isQuiet();
  expect([page.url(), sent.length, await main()]).toEqual([
    reading,
    2,
    expect.not.stringContaining("Reading the postings"),
  ]);
  // Somebody else's page in place of an answer.
  answer = (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" });
  await read().click();
  await expect.poll(main).toContain("No answer came.");
  await isQuiet();
  expect(sent).toHaveLength(3);
  answer = (route) => route.continue();
  await read().click();
  await expect.poll(main).not.toMatch(/read yet|Reading the postings/);
  expect(page.url()).not.toContain("on=1");
  expect(sent).toHaveLength(5);
  expect(await main()).not.toMatch(/· not read yet/);
  await scripted.close();
});
