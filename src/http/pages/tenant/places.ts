/**
 * Where the parts of a shop stand. Its home shows how it does; what is set up once or looked at
 * seldom has pages of its own.
 */
export const SHOP_PAGES = ["connections", "syncs", "shop"] as const;
export type ShopPage = (typeof SHOP_PAGES)[number];

const PAGE_OF = {
  connections: "connections",
  "set-up": "connections",
  webhooks: "connections",
  limit: "connections",
  health: "syncs",
  flows: "syncs",
  runs: "syncs",
  products: "syncs",
  "past-orders": "syncs",
  control: "shop",
  "audit-log": "shop",
} as const satisfies Readonly<Record<string, ShopPage>>;
type Place = keyof typeof PAGE_OF;

export const shopPath = (id: string, page: ShopPage): string => `/admin/tenants/${id}/${page}`;

/** The page of a part of the shop, moved to that part. `done`: what was just done there. */
export const placePath = (id: string, place: Place, done?: string): string =>
  `${shopPath(id, PAGE_OF[place])}${done === undefined ? "" : `?done=${done}`}#${place}`;
