/** A shop whose orders are vouchers on clearing accounts, and its payouts' pages in a browser. */
import { expect } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import type { FileLine } from "../sandbox/settlement-files.ts";
import { openStage, signInAsOperator, type Stage } from "./pages-browser.ts";

export const sale = (ref: string): FileLine => ({ kind: "sale", ref, cents: 12_500, fee: 250 });

/** Accounts of payouts, fees with VAT. */
export const PAYOUT_SETTINGS = {
  lookups: {
    ...VOUCHER_LOOKUPS,
    payoutBank: { default: "1930", table: {} },
    payoutClearing: { default: "1580", table: {} },
    payoutFee: { default: "6570", table: {} },
    payoutFeeVat: { default: "included 25", table: {} },
  },
  payouts: { accounts: { inputVat: "2641" } },
};

export class PayoutsStage {
  #buyers = 0;

  private constructor(
    readonly stage: Stage,
    readonly tenant: Tenant,
  ) {}

  static async open(): Promise<PayoutsStage> {
    const stage = await openStage();
    const tenant = await stage.bridge.tenant({
      orders: { type: "mutation", voucher: { paid: "clearing" } },
      settings: PAYOUT_SETTINGS,
    });
    await signInAsOperator(stage);
    return new PayoutsStage(stage, tenant);
  }

  room(): string {
    return `/admin/tenants/${this.tenant.id}/payouts`;
  }

  main() {
    return this.stage.page.locator("main");
  }

  async text(): Promise<string> {
    return (await this.main().textContent()) ?? "";
  }

  /** The payout's row of the list. */
  async inList(payout: string): Promise<string> {
    return (await this.main().locator("tr", { hasText: payout }).textContent()) ?? "";
  }

  async press(name: string): Promise<void> {
    await Promise.all([
      this.stage.page.waitForNavigation(),
      this.main().getByRole("button", { name, exact: true }).first().click(),
    ]);
  }

  async send(file: string, name: string): Promise<void> {
    const { page } = this.stage;
    await page.goto(this.room());
    await page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(file) });
    await this.press("Upload and preview");
  }

  /** Returns the number of a booked order of 125.00. */
  async sold(more: Json = {}): Promise<string> {
    const { bridge } = this.stage;
    const placed = await bridge.place({
      ...more,
      ...companyBuyer(`Settled${(this.#buyers += 1)}`),
      lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
    });
    expect((await bridge.book(this.tenant, placed.id)).job.outcome).toBe("booked");
    return placed.orderNumber;
  }

  /** The payout's vouchers in the ledger. */
  async booked(payout: string): Promise<readonly Json[]> {
    const { vouchers = [] } = await this.stage.bridge.ledger(undefined, "vouchers");
    return vouchers.filter((voucher) => String(voucher["VoucherText"]).startsWith(`${payout} #`));
  }
}
