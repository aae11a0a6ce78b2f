/**
 * Payouts of a shop with invoices in a browser: nobody has said who pays them, somebody chooses it
 * in the settings, reads which invoices are paid, and approves exactly that.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRITE } from "../sandbox/settlement-files.ts";
import type { Tenant } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import {
  closeStage,
  onPhone,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "invoice" },
    settings: {
      lookups: {
        payoutBank: { default: "1930", table: {} },
        payoutClearing: { default: "1580", table: {} },
        payoutFee: { default: "6570", table: {} },
        payoutFeeVat: { default: "exempt", table: {} },
      },
    },
  });
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const main = () => stage.page.locator("main");
const text = async (): Promise<string> => (await main().textContent()) ?? "";

test("the payments are shown before they are approved, and made then", async () => {
  const { placed } = await placeAndBook(stage.bridge, tenant, {
    ...companyBuyer("Settled in a browser"),
    lines: [mug(4)],
    paymentStatus: "Open",
  });
  const cents = Math.round(Number(placed["amountInclVat"]) * 100);
  const invoice = async () => (await invoicesOf(stage.bridge, placed.orderNumber))[0];
  const file = WRITE.stripe([
    {
      id: "po_paid",
      day: "2026-03-02",
      lines: [{ kind: "sale", ref: placed.orderNumber, cents, fee: 250 }],
    },
  ]);
  await stage.page.goto(`/admin/tenants/${tenant.id}/payouts`);
  await stage.page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
  await stage.page
    .locator('input[type="file"]')
    .setInputFiles({ name: "paid.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  const press = async (name: string): Promise<void> => {
    await Promise.all([
      stage.page.waitForNavigation(),
      main().getByRole("button", { name, exact: true }).first().click(),
    ]);
  };
  await press("Upload and preview");
  const address = new URL(stage.page.url()).pathname;
  expect(await text()).toMatch(/The invoice of line \d+ \(.+\) has no payment yet\./);
  expect(await text()).not.toContain("Payments on invoices");

  await stage.page.goto(`/admin/tenants/${tenant.id}/settings/payouts`);
  await main().getByLabel("Invoices without a payment").selectOption("settle");
  await press("Save settings");
  await press("Save and switch on");
  await stage.page.goto(address);
  const shown = await text();
  expect(shown).toContain("Payments on invoices");
  expect(shown).toContain("They are registered once the voucher is booked");
  expect(shown).toContain(`${money(placed["amountInclVat"])} SEK`);
  const row = main().locator("section[aria-labelledby=settled] tbody tr");
  expect(await row.textContent()).toContain(String((await invoice())?.["InvoiceNumber"]));
  expect(await unreadable(stage, [address])).toEqual([]);
  expect(await onPhone(stage, address)).toBeLessThanOrEqual(0);
  await picture(stage, "payout-invoices-proposed");
  expect(money((await invoice())?.["RemainingAmountInvoiceCurrency"])).not.toBe("0.00");
  await press("Approve and book");
  await stage.bridge.until(
    async () => money((await invoice())?.["RemainingAmountInvoiceCurrency"]) === "0.00",
    "the invoice is paid",
  );
  await stage.bridge.settled(tenant.id);
  await stage.page.goto(address);
  expect(await main().locator("dt:text-is('Status') + dd").textContent()).toBe("Booked");
  expect(await text()).toContain("They are registered, and the voucher cleared them");
  expect(await onPhone(stage, address)).toBeLessThanOrEqual(0);
  await picture(stage, "payout-invoices-booked");
});
