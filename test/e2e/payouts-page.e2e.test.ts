/**
 * Payouts in a browser without JavaScript: a file is sent as a plain form, its posting is read
 * before anything is booked, a line gets its order, and what is approved is booked once.
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRITE } from "../sandbox/settlement-files.ts";
import { faultsHere } from "./shown-here.ts";
import { closeStage, PHONE, picture, unreadable } from "./pages-browser.ts";
import { PayoutsStage, sale } from "./payouts-stage.ts";

let at: PayoutsStage;

beforeAll(async () => {
  at = await PayoutsStage.open();
});

afterAll(async () => {
  await closeStage(at.stage);
});

const apiOf = (page: string): string => page.slice(page.indexOf("/payouts/"));

test("a file is sent, its posting read, a line given its order, and the payout booked", async () => {
  const [known, other] = [await at.sold(), await at.sold()];
  const lines = [sale(known), sale("NOT-OURS-1")];
  const file = WRITE.stripe([{ id: "po_page1", day: "2026-03-02", lines }]);
  await at.send(file, "one.csv");
  expect(await at.text()).toContain("The file was read. Check the posting, then approve it.");
  await at.stage.page.goto(at.room());
  expect(await at.inList("po_page1")).toContain("Action needed");
  await at.stage.page.getByRole("link", { name: "po_page1" }).first().click();
  expect(await at.text()).toContain("Of this payout, line 3 has no matching booked order");
  const status = () => at.main().locator("dt:text-is('Status') + dd").textContent();
  expect(await status()).toBe("Action needed");
  expect(await at.main().getByRole("button", { name: "Approve and book" }).count()).toBe(0);
  const address = new URL(at.stage.page.url()).pathname;
  expect(await unreadable(at.stage, [at.room(), address])).toEqual([]);
  await at.main().locator('input[name="order"]').fill(other);
  await at.press("Choose this order");
  expect(await status()).toBe("Not booked yet");
  await at.stage.page.goto(at.room());
  expect(await at.inList("po_page1")).toContain("Not booked yet");
  await at.stage.page.goto(address);
  const shown = await at.text();
  expect(shown).toContain("Settlement files");
  const [download] = await Promise.all([
    at.stage.page.waitForEvent("download"),
    at.main().getByRole("link", { name: "Download", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("one.csv");
  expect(readFileSync(await download.path(), "utf8")).toBe(file);
  for (const figure of ["1930", "245.00", "6570", "4.00", "2641", "1.00", "1580", "250.00"])
    expect(shown).toContain(figure);
  expect(await at.booked("po_page1")).toEqual([]);
  expect(await unreadable(at.stage, [address])).toEqual([]);
  await at.press("Approve and book");
  await at.stage.bridge.until(
    async () => (await at.booked("po_page1")).length > 0,
    "the payout is booked",
  );
  await at.stage.bridge.settled(at.tenant.id);
  await at.send(file, "again.csv");
  expect(await at.text()).toContain("This payout was already here, nothing has changed.");
  expect(await at.text()).toContain("Booked");
  expect(await at.booked("po_page1")).toHaveLength(1);
  await at.stage.page.goto(address);
  // The same file is kept once.
  expect(await at.main().getByRole("link", { name: "Download", exact: true }).count()).toBe(1);
  expect(await at.text()).toContain("Totals by kind");
});

test("the same file under another account is told, and its lines are booked once", async () => {
  const file = WRITE.stripe([
    { id: "po_twice", day: "2026-03-02", lines: [sale(await at.sold())] },
  ]);
  await at.send(file, "one.csv");
  const first = new URL(at.stage.page.url()).pathname;
  await at.stage.page.goto(at.room());
  await at.stage.page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
  await at.stage.page.getByLabel("Account at the provider, if you have several").fill("Main");
  await at.stage.page
    .locator('input[type="file"]')
    .setInputFiles({ name: "two.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await at.press("Upload and preview");
  const second = new URL(at.stage.page.url()).pathname;
  expect(second).not.toBe(first);
  await at.stage.page.goto(second);
  expect(await at.text()).toContain("may be the same payout is here without an account");
  expect(await unreadable(at.stage, [second])).toEqual([]);
  const refused = await at.stage.bridge.api(
    "POST",
    `/tenants/${at.tenant.id}${apiOf(second)}/approve`,
    {
      mark: (await at.stage.bridge.ask("GET", `/tenants/${at.tenant.id}${apiOf(second)}`))["mark"],
    },
  );
  expect([refused.status, refused.body["kind"]]).toEqual([409, "payout-other-account"]);
  await at.main().getByLabel("This payout is another account's, and not the same").check();
  await at.press("Approve and book");
  await at.stage.bridge.until(async () => (await at.booked("po_twice")).length > 0, "it is booked");
  await at.stage.bridge.settled(at.tenant.id);
  await at.stage.page.goto(first);
  expect(await at.text()).toContain("has booked lines of this one already: 1");
  expect(await at.main().getByRole("button", { name: "Approve and book" }).count()).toBe(0);
  expect(await at.booked("po_twice")).toHaveLength(1);
});

test("a voucher of the payout that nobody has a record of is linked as its sheet says, and nothing is booked", async () => {
  const { bridge, page } = at.stage;
  const file = WRITE.stripe([
    { id: "po_found", day: "2026-03-02", lines: [sale(await at.sold())] },
  ]);
  await at.send(file, "one.csv");
  const address = new URL(page.url()).pathname;
  await at.press("Approve and book");
  await bridge.until(async () => (await at.booked("po_found")).length > 0, "the payout is booked");
  await bridge.settled(at.tenant.id);
  // What another object would find: the voucher in the ledger, and nothing of it in memory.
  const key = `payout:${address.split("/").at(-1) ?? ""}`;
  const storage = await bridge.storage(at.tenant);
  for (const table of ["operations", "documents"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, key);
  await page.goto(address);
  await at.press("Approve and book");
  const held = (await bridge.resolved(at.tenant, key)).job;
  expect(held.reasons.map(({ code }) => code)).toEqual(["payout-booked-before"]);
  await page.goto(address);
  const number = String((await at.booked("po_found"))[0]?.["NumberAndNumberSeries"]);
  const calls = await bridge.counting(() => at.press(`Link voucher ${number}`));
  expect(Object.keys(calls).filter((route) => !route.startsWith("GET "))).toEqual([]);
  expect(await at.text()).toContain(`Voucher ${number} in eAccounting is linked to this payout`);
  for (const figure of ["1930", "122.50", "1580", "125.00"])
    expect(await at.text()).toContain(figure);
  expect(await faultsHere(at.stage, "payout-link")).toEqual([]);
  await at.press(`Link voucher ${number}`);
  const { job } = await bridge.resolved(at.tenant, key);
  expect([job.outcome, job.reasons.map(({ code }) => code)]).toEqual(["booked", ["payout-booked"]]);
  expect(await at.booked("po_found")).toHaveLength(1);
  await page.goto(address);
  const status = at.main().locator("dt:text-is('Status') + dd");
  expect(await status.textContent()).toBe("Booked");
  expect(
    await at
      .main()
      .getByRole("button", { name: /Link voucher|Remove|Approve/ })
      .count(),
  ).toBe(0);
});

test("what providers owe is shown by payment method and age, order by order, and grows and goes", async () => {
  const [first, second] = [
    await at.sold({ paymentStatus: "Paid", paymentMethodId: "CARD" }),
    await at.sold({ paymentStatus: "Paid", paymentMethodId: "CARD" }),
  ];
  const owed = `/admin/tenants/${at.tenant.id}/clearing`;
  const rows = () => at.main().locator("section[aria-labelledby=open] tbody tr").allTextContents();
  await at.stage.page.goto(at.room());
  await at.stage.page.getByRole("link", { name: "What is still owed" }).click();
  expect(new URL(at.stage.page.url()).pathname).toBe(owed);
  expect(await at.text()).toContain("sold minus paid out equals the open orders");
  const before = await rows();
  for (const number of [first, second])
    expect(before.filter((row) => row.includes(number) && row.includes("125.00 SEK"))).toHaveLength(
      1,
    );
  expect(await unreadable(at.stage, [owed])).toEqual([]);
  await at.send(
    WRITE.stripe([{ id: "po_owed", day: "2026-03-02", lines: [sale(first)] }]),
    "o.csv",
  );
  // Nothing of it is registered on invoices, and nothing says so.
  expect(await at.text()).toContain(
    "Books exactly this posting, as one voucher. It can't be deleted here.",
  );
  await at.press("Approve and book");
  await at.stage.bridge.until(async () => (await at.booked("po_owed")).length > 0, "it is booked");
  await at.stage.bridge.settled(at.tenant.id);
  await at.stage.page.goto(owed);
  expect(await rows()).toEqual(before.filter((row) => !row.includes(first)));
  expect(await at.text()).toContain("sold minus paid out equals the open orders");
  // The account's statement: the payout stands in its month, and the sale in that of its order.
  const months = at.stage.page.locator("h2.period");
  await at.stage.page.getByRole("link", { name: "Account statement" }).first().click();
  await at.stage.page.waitForURL("**/clearing/statement?**");
  const words = async (): Promise<string> => (await at.main().innerText()).replaceAll(/\s+/g, " ");
  const ofOrders = await words();
  expect(ofOrders).toMatch(new RegExp(`${first} Sale 125\\.00 [\\d,.]+ `));
  const [, closing = ""] = /Closing balance (-?[\d,.]+)/.exec(ofOrders) ?? [];
  expect(await unreadable(at.stage, [at.stage.page.url()])).toEqual([]);
  const here = new URL(at.stage.page.url());
  here.searchParams.set("month", "2026-03");
  await at.stage.page.goto(here.href);
  expect(await months.textContent()).toBe("March 2026");
  expect(await words()).toMatch(
    new RegExp(`2 Mar 2026 \\S+ ${first} Payout: sales Stripe po_owed 125\\.00 -[\\d,.]+ `),
  );
  const table = await at.stage.page.request.get(
    here.href.replace("/statement?", "/statement.csv?"),
    {
      headers: { "accept-language": "sv" },
    },
  );
  expect(await table.text()).toMatch(
    new RegExp(
      `2026-03-02;[^;]+;${first};Utbetalning: försäljning;po_owed;"0,00";"125,00";"-[\\d,]+";SEK`,
    ),
  );
  for (const size of [{ width: 1280, height: 800 }, PHONE]) {
    await at.stage.page.setViewportSize(size);
    const outside = await at.stage.page.evaluate(
      `[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth + 1).length`,
    );
    expect([size.width, outside]).toEqual([size.width, 0]);
  }
  await at.stage.page.setViewportSize({ width: 1280, height: 800 });
  await picture(at.stage, "clearing-statement");
  // What is left at the end is what the page says is still owed.
  await at.stage.page.goto(owed);
  expect((await words()).includes(`${closing} SEK`)).toBe(true);
  const compare = async (): Promise<string> => {
    await at.stage.page.getByRole("link", { name: "Compare now" }).click();
    await at.stage.page.waitForURL("**compare=1#ledger");
    return at.text();
  };
  const agreed = await compare();
  expect(agreed).toContain("It adds up");
  expect(agreed).toContain("The balance in eAccounting agrees on every account");
  expect(await unreadable(at.stage, [`${owed}?compare=1`])).toEqual([]);
  await at.stage.bridge.control("eaccounting", "POST", "/vouchers", {
    Rows: [
      { AccountNumber: 1580, DebitAmount: 12.34, CreditAmount: 0 },
      { AccountNumber: 1930, DebitAmount: 0, CreditAmount: 12.34 },
    ],
  });
  await at.stage.page.goto(owed);
  const other = await compare();
  expect(other).toContain("but eAccounting has other postings on these accounts");
  expect(other).toContain("The balance in eAccounting differs");
  expect(other).toContain("12.34");
});
