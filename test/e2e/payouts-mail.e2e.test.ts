/**
 * A settlement file by mail, from the runtime's own door for mails to the ledger: the shop's page
 * names the address, what its listed sender has signed is staged, and booked once a person has
 * approved what it shows. All else is refused to the sender's server, and nothing comes of it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { WRITE } from "../sandbox/settlement-files.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { voucherTenant } from "../support/vouchers.ts";
import { closeStage, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";

const PASS = "mx.cloudflare.net; dkim=pass header.d=stripe.com header.s=s1; spf=pass";
const SENDER = "reports@stripe.com";

let stage: Stage;
let tenant: Tenant;
let address: string;
let file: string;
let mails = 0;

type Mail = { readonly from?: string; readonly results?: string; readonly to?: string };

/** Answers what the sender's server is told. */
function send({ from = SENDER, results = PASS, to = address }: Mail = {}): Promise<string | null> {
  const text = [
    "Received: from mail.stripe.com by cloudflare-email.net",
    `Authentication-Results: ${results}`,
    `Message-ID: <${(mails += 1)}@stripe.com>`,
    `From: Reports <${from}>`,
    `To: <${to}>`,
    "Subject: Your payout",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Your payout is on its way.",
    "--b",
    'Content-Type: text/csv; name="payout.csv"',
    'Content-Disposition: attachment; filename="payout.csv"',
    "Content-Transfer-Encoding: base64",
    "",
    btoa(file),
    "--b--",
    "",
  ].join("\r\n");
  return stage.bridge.runtime.mail(from, to, text);
}

const listed = async (): Promise<readonly Json[]> =>
  (await stage.bridge.ask("GET", `/tenants/${tenant.id}/payouts`))["payouts"] as readonly Json[];

const vouchers = async (): Promise<readonly Json[]> =>
  ((await stage.bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith("po_mailed #"),
  );

beforeAll(async () => {
  stage = await openStage({ SETTLEMENT_MAIL_DOMAIN: "in.example.com" });
  tenant = await voucherTenant(stage.bridge);
  await stage.bridge.reconfigure(tenant, {
    orders: { voucher: { paid: "clearing" } },
    lookups: {
      payoutBank: { default: "1930", table: {} },
      payoutClearing: { default: "1580", table: {} },
      payoutFee: { default: "6570", table: {} },
      payoutFeeVat: { default: "exempt", table: {} },
      payoutSender: { table: { [SENDER]: "stripe" } },
    },
  });
  const placed = await stage.bridge.place({
    ...companyBuyer("Paid by mail"),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
  });
  expect((await stage.bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  file = WRITE.stripe([
    {
      id: "po_mailed",
      day: "2026-03-02",
      lines: [{ kind: "sale", ref: placed.orderNumber, cents: 12_500, fee: 250 }],
    },
  ]);
  await signInAsOperator(stage);
  await stage.page.goto(`/admin/tenants/${tenant.id}/payouts`);
  address = (await stage.page.locator("code", { hasText: "@in.example.com" }).textContent()) ?? "";
});

afterAll(async () => {
  await closeStage(stage);
});

const REFUSED: readonly (readonly [string, Mail, string])[] = [
  ["whose signature fails", { results: PASS.replace("pass", "fail") }, "not-signed"],
  ["without a signature", { results: "mx.cloudflare.net; spf=pass" }, "not-signed"],
  [
    "signed by another domain",
    { results: PASS.replace("stripe.com", "evil.example") },
    "not-signed",
  ],
  [
    "of a sender that isn't on the list",
    { from: "x@evil.example", results: PASS.replace("stripe.com", "evil.example") },
    "unknown-sender",
  ],
  ["to an address of no shop", { to: "nobody@in.example.com" }, "unknown-address"],
];

test.each(REFUSED)("a mail %s is refused, and nothing is staged", async (_, mail, why) => {
  expect(await send(mail)).toBe(`not taken: ${why}`);
  expect(await listed()).toEqual([]);
});

test("a mailed file is staged, approved by a person, and booked once however often it comes", async () => {
  const { bridge, page } = stage;
  expect(await send()).toBeNull();
  expect(await listed()).toMatchObject([{ payout: "po_mailed", amount: "122.50", voucher: null }]);
  await bridge.settled(tenant.id);
  expect(await vouchers()).toEqual([]);

  await page.goto(`/admin/tenants/${tenant.id}/payouts`);
  await page.getByRole("link", { name: "po_mailed" }).first().click();
  expect(await page.locator("main").textContent()).toContain(`by e-mail from ${SENDER}`);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("button", { name: "Approve and book", exact: true }).click(),
  ]);
  await bridge.until(async () => (await vouchers()).length > 0, "the payout is booked");
  await bridge.settled(tenant.id);
  const [voucher, ...more] = await vouchers();
  expect(more).toEqual([]);
  const moved = ((voucher?.["Rows"] ?? []) as readonly Json[]).map((row) => [
    row["AccountNumber"],
    Number(row["DebitAmount"]) - Number(row["CreditAmount"]),
  ]);
  expect(moved).toEqual(
    expect.arrayContaining([
      [1930, 122.5],
      [6570, 2.5],
      [1580, -125],
    ]),
  );

  expect(await send()).toBeNull();
  await bridge.settled(tenant.id);
  expect(await listed()).toHaveLength(1);
  expect(await vouchers()).toHaveLength(1);
});
