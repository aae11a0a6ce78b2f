/**
 * The pictures of docs/pages.md: by the file's name, the page's route and how it is looked at.
 * Whatever the route leaves open comes from the shop.
 */
import type { Look } from "./browser.ts";
import type { Shop } from "./shop.ts";

export type Shot = {
  readonly name: string;
  readonly address: string;
  readonly look: Look;
  /** Pixels, where less than the usual is enough. */ readonly most?: number;
};

const MOST = 1_500;
const PHONE_MOST = 1_100;

export const heightOf = ({ look, most }: Shot): number =>
  most ?? (look === "phone" ? PHONE_MOST : MOST);

const shot = (name: string, address: string, look: Look = "light", most?: number): Shot => ({
  name,
  address,
  look,
  ...(most === undefined ? {} : { most }),
});

/** Of the shop whose orders go into daily vouchers. */
export const dailyShotsOf = (id: string, day: string): readonly Shot[] => [
  shot("days", `/admin/tenants/${id}/days`, "light", 1_000),
  shot("day", `/admin/tenants/${id}/days/${day}`),
  shot("clearing", `/admin/tenants/${id}/clearing`, "light", 1_200),
];

export function shotsOf(shop: Shop): readonly Shot[] {
  const { id, booked, held, fresh, invitation, product } = shop;
  const [tenant, other] = [`/admin/tenants/${id}`, `/admin/tenants/${fresh}`];
  return [
    shot("sign-in", "/admin/sign-in", "light", 760),
    shot("welcome", `/admin/welcome/${invitation}`, "light", 560),
    shot("overview", "/admin"),
    shot("people", "/admin/people"),
    shot("tokens", "/admin/tokens", "dark"),
    shot("changes", "/admin/audit", "light", 900),
    shot("manual", "/admin/manual/first-set-up", "light", 1_000),
    shot("setup-allows", `${tenant}/setup/connect`),
    shot("setup-flows", `${other}/setup/flows`),
    shot("setup-dry-run-dark", `${tenant}/setup/live`, "dark"),
    shot("setup-live", `${tenant}/setup/live`),
    shot("tenant", tenant),
    shot("tenant-new", other, "light", 1_000),
    shot("tenant-phone", tenant, "phone", 1_600),
    shot("attention", `${tenant}/attention`),
    shot("orders", `${tenant}/orders`),
    shot("orders-phone", `${tenant}/orders`, "phone"),
    shot("order", `${tenant}/orders/${booked}`),
    shot("order-held", `${tenant}/orders/${held}`),
    shot("customers", `${tenant}/customers`, "dark"),
    shot("products", `${tenant}/products`),
    shot("product", `${tenant}/products/${product}`),
    shot("stock", `${tenant}/stock`),
    shot("comparison", `${tenant}/comparison`),
    shot("report", `${tenant}/comparison/report?from=${shop.today}&to=${shop.today}`),
    shot("postings", `${tenant}/comparison/postings?day=${shop.today}`),
    shot("approvals", `${tenant}/approvals`),
    shot("payouts", `${tenant}/payouts`),
    shot("payout", `${tenant}/payouts/${shop.payout}`),
    shot("preview-products", `${tenant}/previews/products`),
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
    shot("settings-document", `${tenant}/settings/document`),
    shot("settings-customers", `${tenant}/settings/customers`),
    shot("settings-products", `${tenant}/settings/products`, "light", 1_700),
    shot("settings-keeping", `${tenant}/settings/keeping`, "dark"),
    shot("lookups", `${tenant}/settings/lookups`, "light", 1_000),
    shot("lookup", `${tenant}/settings/lookups/termsOfPayment`),
    shot("versions", `${tenant}/settings/versions`, "light", 1_000),
  ];
}
