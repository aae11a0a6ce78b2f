/** A person's roles in a shop, from the most rights to the least. */
export const SHOP_ROLES = ["owner", "accountant", "reader"] as const;
export type ShopRole = (typeof SHOP_ROLES)[number];

/** A person's shops by id, with the role in each. */
export type Shops = Readonly<Record<string, ShopRole>>;
