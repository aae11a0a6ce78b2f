/**
 * Payouts in a browser without JavaScript: a file is sent as a plain form, its posting is read
 * before anything is booked, a line gets its order, and what is approved is booked once.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { type FileLine, WRITE } from "../sandbox/settlement-files.ts";
import { faultsHere } from "./shown-here.ts";
import {
  closeStage,
  openStage,
  PHONE,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "mutation", voucher: { paid: "clearing" } },
    settings: {
      lookups: {
        ...VOUCHER_LOOKUPS,
        payoutBank: { default: "1930", table: {} },
        payoutClearing: { default: "1580", table: {} },
        payoutFee: { default: "6570", table: {} },
        payoutFeeVat: { default: "included 25", table: {} },
      },
      payouts: { accounts: { inputVat: "2641" } },
    },
  });
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const room = (): string => `/admin/tenants/${tenant.id}/payouts`;
const main = () => stage.page.locator("main");
const text = async (): Promise<string> => (await main().textContent()) ?? "";

/** The payout's row of the list. */
const inList = async (payout: string): Promise<string> =>
  (await main().locator("tr", { hasText: payout }).textContent()) ?? "";

async function press(name: string): Promise<void> {
  await Promise.all([
    stage.page.waitForNavigation(),
    main().getByRole("button", { name, exact: true }).first().click(),
  ]);
}

async function send(file: string, name: string): Promise<void> {
  await stage.page.goto(room());
  await stage.page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
  await stage.page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(file) });
  await press("Upload and preview");
}

async function sold(more: Json = {}): Promise<string> {
  const placed = await stage.bridge.place({
    ...more,
    ...companyBuyer(`Settled${(n += 1)}`),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  expect((await stage.bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  return placed.orderNumber;
}

const apiOf = (page: string): string => page.slice(page.indexOf("/payouts/"));

const sale = (ref: string): FileLine => ({ kind: "sale", ref, cents: 12_500, fee: 250 });

const booked = async (payout: string): Promise<readonly Json[]> =>
  ((await stage.bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(`${payout} #`),
  );

test("a file is sent, its posting read, a line given its order, and the payout booked", async () => {
  const [known, other] = [await sold(), await sold()];
  const lines = [sale(known), sale("NOT-OURS-1")];
  const file = WRITE.stripe([{ id: "po_page1", day: "2026-03-02", lines }]);
  await send(file, "one.csv");
  expect(await text()).toContain("The file was read. Check the posting, then approve it.");
  await stage.page.goto(room());
  expect(await inList("po_page1")).toContain("Action needed");
  await stage.page.getByRole("link", { name: "po_page1" }).first().click();
  expect(await text()).toContain("Lines without an order: 1 (the first is line 3)");
  const status = () => main().locator("dt:text-is('Status') + dd").textContent();
  expect(await status()).toBe("Action needed");
  expect(await main().getByRole("button", { name: "Approve and book" }).count()).toBe(0);
  const address = new URL(stage.page.url()).pathname;
  expect(await unreadable(stage, [room(), address])).toEqual([]);
  await main().locator('input[name="order"]').fill(other);
  await press("Choose this order");
  expect(await status()).toBe("Not booked yet");
  await stage.page.goto(room());
  expect(await inList("po_page1")).toContain("Not booked yet");
  await stage.page.goto(address);
  const shown = await text();
  expect(shown).toContain("Settlement files");
  const [download] = await Promise.all([
    stage.page.waitForEvent("download"),
    main().getByRole("link", { name: "Download", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("one.csv");
  expect(readFileSync(await download.path(), "utf8")).toBe(file);
  for (const figure of ["1930", "245.00", "6570", "4.00", "2641", "1.00", "1580", "250.00"])
    expect(shown).toContain(figure);
  expect(await booked("po_page1")).toEqual([]);
  expect(await unreadable(stage, [address])).toEqual([]);
  await press("Approve and book");
  await stage.bridge.until(
    async () => (await booked("po_page1")).length > 0,
    "the payout is booked",
  );
  await stage.bridge.settled(tenant.id);
  await send(file, "again.csv");
  expect(await text()).toContain("This payout was already here, nothing has changed.");
  expect(await text()).toContain("Booked");
  expect(await booked("po_page1")).toHaveLength(1);
  await stage.page.goto(address);
  // The same file is kept once.
  expect(await main().getByRole("link", { name: "Download", exact: true }).count()).toBe(1);
  expect(await text()).toContain("Totals by kind");
});

test("the same file under another account is told, and its lines are booked once", async () => {
  const file = WRITE.stripe([{ id: "po_twice", day: "2026-03-02", lines: [sale(await sold())] }]);
  await send(file, "one.csv");
  const first = new URL(stage.page.url()).pathname;
  await stage.page.goto(room());
  await stage.page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
  await stage.page.getByLabel("Account at the provider, if you have several").fill("Main");
  await stage.page
    .locator('input[type="file"]')
    .setInputFiles({ name: "two.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await press("Upload and preview");
  const second = new URL(stage.page.url()).pathname;
  expect(second).not.toBe(first);
  await stage.page.goto(second);
  expect(await text()).toContain("may be the same payout is here without an account");
  expect(await unreadable(stage, [second])).toEqual([]);
  const refused = await stage.bridge.api("POST", `/tenants/${tenant.id}${apiOf(second)}/approve`, {
    mark: (await stage.bridge.ask("GET", `/tenants/${tenant.id}${apiOf(second)}`))["mark"],
  });
  expect([refused.status, refused.body["kind"]]).toEqual([409, "payout-other-account"]);
  await main().getByLabel("This payout is another account's, and not the same").check();
  await press("Approve and book");
  await stage.bridge.until(async () => (await booked("po_twice")).length > 0, "it is booked");
  await stage.bridge.settled(tenant.id);
  await stage.page.goto(first);
  expect(await text()).toContain("has booked lines of this one already: 1");
  expect(await main().getByRole("button", { name: "Approve and book" }).count()).toBe(0);
  expect(await booked("po_twice")).toHaveLength(1);
});

test("a voucher of the payout that nobody has a record of is linked as its sheet says, and nothing is booked", async () => {
  const { bridge, page } = stage;
  const file = WRITE.stripe([{ id: "po_found", day: "2026-03-02", lines: [sale(await sold())] }]);
  await send(file, "one.csv");
  const address = new URL(page.url()).pathname;
  await press("Approve and book");
  await bridge.until(async () => (await booked("po_found")).length > 0, "the payout is booked");
  await bridge.settled(tenant.id);
  // What another object would find: the voucher in the ledger, and nothing of it in memory.
  const key = `payout:${address.split("/").at(-1) ?? ""}`;
  const storage = await bridge.storage(tenant);
  for (const table of ["operations", "documents"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, key);
  await page.goto(address);
  await press("Approve and book");
  const held = (await bridge.resolved(tenant, key)).job;
  expect(held.reasons.map(({ code }) => code)).toEqual(["payout-booked-before"]);
  await page.goto(address);
  const number = String((await booked("po_found"))[0]?.["NumberAndNumberSeries"]);
  const calls = await bridge.counting(() => press(`Link voucher ${number}`));
  expect(Object.keys(calls).filter((route) => !route.startsWith("GET "))).toEqual([]);
  expect(await text()).toContain(`Voucher ${number} in eAccounting is linked to this payout`);
  for (const figure of ["1930", "122.50", "1580", "125.00"]) expect(await text()).toContain(figure);
  expect(await faultsHere(stage, "payout-link")).toEqual([]);
  await press(`Link voucher ${number}`);
  const { job } = await bridge.resolved(tenant, key);
  expect([job.outcome, job.reasons.map(({ code }) => code)]).toEqual(["booked", ["payout-booked"]]);
  expect(await booked("po_found")).toHaveLength(1);
  await page.goto(address);
  const status = main().locator("dt:text-is('Status') + dd");
  expect(await status.textContent()).toBe("Booked");
  expect(
    await main()
      .getByRole("button", { name: /Link voucher|Remove|Approve/ })
      .count(),
  ).toBe(0);
});

test("what providers owe is shown by payment method and age, order by order, and grows and goes", async () => {
  const [first, second] = [
    await sold({ paymentStatus: "Paid", paymentMethodId: "CARD" }),
    await sold({ paymentStatus: "Paid", paymentMethodId: "CARD" }),
  ];
  const owed = `/admin/tenants/${tenant.id}/clearing`;
  const rows = () => main().locator("section[aria-labelledby=open] tbody tr").allTextContents();
  await stage.page.goto(room());
  await stage.page.getByRole("link", { name: "What is still owed" }).click();
  expect(new URL(stage.page.url()).pathname).toBe(owed);
  expect(await text()).toContain("Sold less paid out is what the open orders come to");
  const before = await rows();
  for (const number of [first, second])
    expect(before.filter((row) => row.includes(number) && row.includes("125.00 SEK"))).toHaveLength(
      1,
    );
  expect(await unreadable(stage, [owed])).toEqual([]);
  await send(WRITE.stripe([{ id: "po_owed", day: "2026-03-02", lines: [sale(first)] }]), "o.csv");
  // Nothing of it is registered on invoices, and nothing says so.
  expect(await text()).toContain(
    "Books exactly this posting, as one voucher. It can't be deleted here.",
  );
  await press("Approve and book");
  await stage.bridge.until(async () => (await booked("po_owed")).length > 0, "it is booked");
  await stage.bridge.settled(tenant.id);
  await stage.page.goto(owed);
  expect(await rows()).toEqual(before.filter((row) => !row.includes(first)));
  expect(await text()).toContain("Sold less paid out is what the open orders come to");
  // The account's statement: the payout stands in its month, and the sale in that of its order.
  const months = stage.page.locator("h2.period");
  await stage.page.getByRole("link", { name: "Account statement" }).first().click();
  await stage.page.waitForURL("**/clearing/statement?**");
  const words = async (): Promise<string> => (await main().innerText()).replaceAll(/\s+/g, " ");
  const ofOrders = await words();
  expect(ofOrders).toMatch(new RegExp(`${first} Sale 125\\.00 [\\d,.]+ `));
  const [, closing = ""] = /Closing balance (-?[\d,.]+)/.exec(ofOrders) ?? [];
  expect(await unreadable(stage, [stage.page.url()])).toEqual([]);
  const here = new URL(stage.page.url());
  here.searchParams.set("month", "2026-03");
  await stage.page.goto(here.href);
  expect(await months.textContent()).toBe("March 2026");
  expect(await words()).toMatch(
    new RegExp(`2 Mar 2026 \\S+ ${first} Payout: sales Stripe po_owed 125\\.00 -[\\d,.]+ `),
  );
  const table = await stage.page.request.get(here.href.replace("/statement?", "/statement.csv?"), {
    headers: { "accept-language": "sv" },
  });
  expect(await table.text()).toMatch(
    new RegExp(
      `2026-03-02;[^;]+;${first};Utbetalning: försäljning;po_owed;"0,00";"125,00";"-[\\d,]+";SEK`,
    ),
  );
  for (const size of [{ width: 1280, height: 800 }, PHONE]) {
    await stage.page.setViewportSize(size);
    const outside = await stage.page.evaluate(
      `[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth + 1).length`,
    );
    expect([size.width, outside]).toEqual([size.width, 0]);
  }
  await stage.page.setViewportSize({ width: 1280, height: 800 });
  await picture(stage, "clearing-statement");
  // What is left at the end is what the page says is still owed.
  await stage.page.goto(owed);
  expect((await words()).includes(`${closing} SEK`)).toBe(true);
  const compare = async (): Promise<string> => {
    await stage.page.getByRole("link", { name: "Compare now" }).click();
    await stage.page.waitForURL("**compare=1#ledger");
    return text();
  };
  const agreed = await compare();
  expect(agreed).toContain("It adds up");
  expect(agreed).toContain("The balance in eAccounting agrees on every account");
  expect(await unreadable(stage, [`${owed}?compare=1`])).toEqual([]);
  await stage.bridge.control("eaccounting", "POST", "/vouchers", {
    Rows: [
      { AccountNumber: 1580, DebitAmount: 12.34, CreditAmount: 0 },
      { AccountNumber: 1930, DebitAmount: 0, CreditAmount: 12.34 },
    ],
  });
  await stage.page.goto(owed);
  const other = await compare();
  expect(other).toContain("but eAccounting has other postings on these accounts");
  expect(other).toContain("The balance in eAccounting differs");
  expect(other).toContain("12.34");
});
