/**
 * The pictures of docs/pages.md: by the file's name, the page's route and how it is looked at.
 * Whatever the route leaves open comes from the shop.
 */
import { type Act, lookAgain, type Look, press } from "./browser.ts";
import type { Shop } from "./shop.ts";

export type Shot = {
  readonly name: string;
  readonly address: string;
  readonly look: Look;
  /** Pixels, where less than the usual is enough. */ readonly most?: number;
  readonly acts?: readonly Act[];
  readonly asPerson?: boolean;
};

const MOST = 1_300;
const PHONE_MOST = 1_100;
const SHEET_MOST = 900;

export const heightOf = ({ look, most }: Shot): number =>
  most ?? (look === "phone" ? PHONE_MOST : MOST);

const shot = (name: string, address: string, look: Look = "light", most?: number): Shot => ({
  name,
  address,
  look,
  ...(most === undefined ? {} : { most }),
});

/** What comes once a form of the page is sent: a sheet that tells what would be done. */
const sheet = (name: string, address: string, ...acts: readonly Act[]): Shot => ({
  name: `sheet-${name}`,
  address,
  look: "light",
  most: SHEET_MOST,
  acts,
});

const fill =
  (selector: string, text: string): Act =>
  (page) =>
    page.locator(selector).first().fill(text);
const choose =
  (selector: string, value: string): Act =>
  async (page) =>
    void (await page.locator(selector).first().selectOption(value));

const tick =
  (selector: string): Act =>
  (page) =>
    page.locator(selector).first().check();

/** Of the shop whose orders go into daily vouchers. */
export const dailyShotsOf = (id: string, day: string): readonly Shot[] => [
  shot("days", `/admin/tenants/${id}/days`, "light", 1_000),
  shot("day", `/admin/tenants/${id}/days/${day}`),
  shot("clearing", `/admin/tenants/${id}/clearing`, "light", 1_200),
];

/** Sheets of things that are booked, held, or would be changed. None is confirmed. */
function sheetsOf({ id, booked, held, product }: Shop): readonly Shot[] {
  const tenant = `/admin/tenants/${id}`;
  const of = (deed: string): Act => press(`main form[action$="/${deed}"] button`);
  return [
    sheet(
      "mend",
      `${tenant}/attention`,
      fill('main form[action$="/attention/mend"] input[name="to"]', "LAMP"),
      press('main form[action$="/attention/mend"] button'),
      lookAgain,
    ),
    sheet("retry", `${tenant}/orders/${held}`, of("retry"), lookAgain),
    sheet("skip", `${tenant}/orders/${held}`, fill("#note", "Lena Holm 4711"), of("skip")),
    sheet("resync", `${tenant}/orders/${booked}`, of("resync"), lookAgain),
    sheet(
      "article-link",
      `${tenant}/products/${product}`,
      fill("#code", "LAMP"),
      of("link"),
      lookAgain,
    ),
    sheet(
      "settings",
      `${tenant}/settings/payments`,
      choose('[name="orders.payments"]', "register"),
      press('main button[value="save"]'),
    ),
    sheet(
      "approve",
      `${tenant}/approvals`,
      tick('main [type=checkbox][name="all"]'),
      press('main button[value="approve"]'),
    ),
    sheet("stop", `${tenant}/stop`),
    sheet("revoke-token", "/admin/tokens", press('main form[action$="/revoke"] button')),
    sheet(
      "people",
      "/admin/people",
      press('main form[action$="/end"]:not([action*="/sessions"]) button'),
    ),
  ];
}

export function shotsOf(shop: Shop): readonly Shot[] {
  const { id, held, fresh, invitation, product } = shop;
  const [tenant, other] = [`/admin/tenants/${id}`, `/admin/tenants/${fresh}`];
  return [
    shot("sign-in", "/admin/sign-in", "light", 760),
    shot("welcome", `/admin/welcome/${invitation}`, "light", 560),
    shot("expired-link", "/admin/welcome/a-link-that-has-expired", "light", 560),
    shot("forgotten", "/admin/forgotten", "light", 560),
    { ...shot("profile", "/admin/profile"), asPerson: true },
    { ...shot("sessions", "/admin/sessions", "light", 700), asPerson: true },
    shot("shortcuts", "/admin/shortcuts", "light", 900),
    shot("members", `${tenant}/people`, "light", 900),
    shot("shop", `${tenant}/shop`, "light", 1_000),
    shot("audit", `${tenant}/audit`, "light", 900),
    shot("personal-data", `${tenant}/personal-data`, "light", 900),
    shot("vat-evidence", `${tenant}/vat-evidence`, "light", 900),
    {
      ...shot("fetch-order", `${tenant}/orders/fetch`, "light"),
      acts: [fill('[name="order"]', shop.sold), press("main form button"), lookAgain],
    },
    ...sheetsOf(shop),
    shot("overview", "/admin"),
    shot("people", "/admin/people"),
    shot("tokens", "/admin/tokens", "dark"),
    shot("changes", "/admin/audit", "light", 900),
    shot("manual", "/admin/manual/first-set-up", "light", 1_000),
    shot("setup", "/admin/setup", "light", 700),
    shot("connect", `${other}/connect/eaccounting`, "light", 700),
    shot("setup-allows", `${tenant}/setup/connect`),
    shot("setup-questions", `${tenant}/setup/questions`),
    shot("setup-articles", `${tenant}/setup/prepare`),
    shot("setup-flows", `${other}/setup/flows`),
    shot("setup-dry-run-dark", `${tenant}/setup/live`, "dark"),
    shot("setup-live", `${tenant}/setup/live`),
    shot("tenant", tenant),
    shot("tenant-new", other, "light", 1_000),
    shot("tenant-phone", tenant, "phone", 1_600),
    shot("attention", `${tenant}/attention`),
    shot("orders", `${tenant}/orders`),
    shot("orders-phone", `${tenant}/orders`, "phone"),
    shot("order", `${tenant}/orders/${shop.invoiced}`),
    shot("order-held", `${tenant}/orders/${held}`),
    shot("customers", `${tenant}/customers`, "dark"),
    shot("customer", `${tenant}/customers/${shop.customer}`, "light", 1_000),
    shot("products", `${tenant}/products`),
    shot("product", `${tenant}/products/${product}`),
    shot("stock", `${tenant}/stock`),
    shot("stock-run", `${tenant}/stock/${shop.stockRun}`, "light", 1_000),
    shot("comparison", `${tenant}/comparison`),
    shot("report", `${tenant}/comparison/report?from=${shop.today}&to=${shop.today}`),
    shot("postings", `${tenant}/comparison/postings?day=${shop.today}`),
    shot("approvals", `${tenant}/approvals`),
    shot("payouts", `${tenant}/payouts`),
    shot("payout", `${tenant}/payouts/${shop.payout}`),
    shot("preview-products", `${tenant}/previews/products`),
    shot("preview-customers", `${tenant}/previews/customers`, "light", 900),
    shot("preview-stock", `${tenant}/previews/stock`, "light", 900),
    shot("preview-orders", `${tenant}/previews/orders`, "light", 900),
    shot("past-orders", `${tenant}/backfills/${shop.backfill}`),
    shot("take-back", `${tenant}/take-back`),
    shot("connections", `${tenant}/connections`),
    shot("syncs", `${tenant}/syncs`),
    shot("search", "/admin/search?q=lamp"),
    shot("settings-approval", `${tenant}/settings/approval`),
    shot("settings-notifications", `${tenant}/settings/notifications`),
    shot("copy", `${other}/settings/copy?from=${id}`),
    shot("mapping", `${tenant}/mapping`, "light", 1_200),
    shot("settings", `${tenant}/settings`),
    shot("settings-orders", `${tenant}/settings/orders`),
    shot("settings-vouchers", `${tenant}/settings/vouchers`),
    shot("settings-payments", `${tenant}/settings/payments`, "light", 1_000),
    shot("settings-changes", `${tenant}/settings/changes`, "light", 1_000),
    shot("settings-after", `${tenant}/settings/after`, "light", 1_000),
    shot("settings-stock", `${tenant}/settings/stock`),
    shot("settings-payouts", `${tenant}/settings/payouts`),
    shot("settings-document", `${tenant}/settings/document`),
    shot("settings-customers", `${tenant}/settings/customers`),
    shot("settings-products", `${tenant}/settings/products`, "light", 1_700),
    shot("settings-lines", `${tenant}/settings/lines`),
    shot("settings-vat", `${tenant}/settings/vat`, "light", 1_000),
    shot("settings-extras", `${tenant}/settings/extras`, "light", 1_000),
    shot("settings-fields", `${tenant}/settings/fields`, "light", 1_000),
    shot("settings-keeping", `${tenant}/settings/keeping`, "dark"),
    shot("lookups", `${tenant}/settings/lookups`, "light", 1_000),
    shot("lookup", `${tenant}/settings/lookups/termsOfPayment`),
    shot("versions", `${tenant}/settings/versions`, "light", 1_000),
  ];
}
