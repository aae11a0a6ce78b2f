/** Settlement files in a browser without JavaScript: what each brought, and what was refused. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { type FileLine, WRITE } from "../sandbox/settlement-files.ts";
import {
  closeStage,
  openStage,
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

const sale = (ref: string): FileLine => ({ kind: "sale", ref, cents: 12_500, fee: 250 });

const booked = async (payout: string): Promise<readonly Json[]> =>
  ((await stage.bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(`${payout} #`),
  );

test("a file that is cut is refused with its line, and none at all is asked for", async () => {
  const file = WRITE.stripe([{ id: "po_page2", day: "2026-03-02", lines: [sale(await sold())] }]);
  await send(`${file}\npo_page2,cut`, "cut.csv");
  expect(await text()).toContain("The file is cut off at line 3.");
  expect(await text()).not.toContain("po_page2");
});

test("a file of several payouts leads to its result, which stays and says what was known and what wasn't taken", async () => {
  const [first, second, third] = [await sold(), await sold(), await sold()];
  const day = "2026-03-02";
  const one = { id: "po_of_one", day, lines: [sale(first)] };
  const two = { id: "po_of_two", day, lines: [sale(second)] };
  const file = WRITE.stripe([one, two]);
  await send(file, "two.csv");
  const address = new URL(stage.page.url()).pathname;
  expect(address).toMatch(/\/payouts\/uploads\/[\w-]+$/);
  expect(await text()).toContain("This file has 2 payouts.");
  expect(await inList("po_of_one")).toMatch(/2 Mar 2026.*122\.50 SEK.*New.*Not booked yet/);
  expect(await unreadable(stage, [address])).toEqual([]);
  await stage.page.goto(address);
  await main().getByRole("link", { name: "po_of_one" }).click();
  await press("Approve and book");
  await stage.bridge.until(async () => (await booked("po_of_one")).length > 0, "it is booked");
  await stage.bridge.settled(tenant.id);

  // Another figure of what is booked, what is here already, and one more.
  const other = { ...one, lines: [{ ...sale(first), cents: 10_000 }] };
  const more = { id: "po_of_three", day, lines: [sale(third)] };
  await send(WRITE.stripe([other, two, more]), "three.csv");
  const later = new URL(stage.page.url()).pathname;
  const said = async () => [
    await inList("po_of_one"),
    await inList("po_of_two"),
    await inList("po_of_three"),
  ];
  const results = await said();
  expect(results[0]).toMatch(/Not taken, as it is booked already.*Booked/);
  expect(results[0]).toContain("A later file says otherwise of this payout");
  expect(results[1]).toMatch(/Already here, nothing changed.*Not booked yet/);
  expect(results[2]).toMatch(/New.*Not booked yet/);
  await stage.page.goto(later);
  expect(await said()).toEqual(results);
  expect(await unreadable(stage, [later])).toEqual([]);
  // What the first one said stays, with where its payouts stand by now.
  await stage.page.goto(address);
  expect(await inList("po_of_one")).toMatch(/New.*Booked/);

  await send(file, "two.csv");
  expect(await text()).toContain("Nothing in this file is new: all 2 payouts were already here.");
  await stage.page.goto(room());
  expect(await main().locator(`#upload a[href='${later}']`).count()).toBe(1);
});

test("a payout says where its file states no total, as cut rows can't be seen then", async () => {
  const said = "The file states no total. Compare the amount with your bank.";
  const shown = async (payout: string, file: string): Promise<string> => {
    await send(file, `${payout}.csv`);
    return text();
  };
  const of = (id: string, ref: string): string =>
    WRITE.stripe([{ id, day: "2026-03-02", lines: [sale(ref)] }]);
  expect(await shown("po_unstated", of("po_unstated", await sold()))).toContain(said);
  // Stripe's own row of the payout.
  const [head = "", line = ""] = of("po_stated", await sold()).split(/\r?\n/);
  const total: Record<string, string> = {
    reporting_category: "payout",
    balance_transaction_id: "txn_total",
    gross: "-122.50",
    fee: "0.00",
    net: "-122.50",
  };
  const cells = line.split(",");
  const row = head.split(",").map((column, at) => total[column] ?? cells[at] ?? "");
  const whole = [head, line, row.join(","), ""].join("\n");
  expect(await shown("po_stated", whole)).not.toContain(said);
});
