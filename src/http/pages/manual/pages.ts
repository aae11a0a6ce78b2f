/** The pages of the manual, by the names of their files in docs/manual. */
export const MANUAL_PAGES = [
  "first-set-up",
  "going-live",
  "dashboard",
  "orders",
  "customers",
  "products",
  "stock",
  "held",
  "comparison",
  "settings",
  "mapping",
  "everyday",
  "people",
] as const;
export type ManualPage = (typeof MANUAL_PAGES)[number];

export const isManualPage = (text: string): text is ManualPage =>
  MANUAL_PAGES.some((page) => page === text);

export type Manual = Readonly<Record<ManualPage, string>>;
