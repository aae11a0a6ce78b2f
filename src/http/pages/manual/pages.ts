/** The pages of the manual, by the names of their files in docs/manual. */
export const MANUAL_PAGES = ["first-set-up", "orders", "customers", "products", "stock", "mapping", "held", "going-live", "everyday"] as const;
export type ManualPage = (typeof MANUAL_PAGES)[number];

export const isManualPage = (text: string): text is ManualPage => MANUAL_PAGES.some((page) => page === text);

export type Manual = Readonly<Record<ManualPage, string>>;
