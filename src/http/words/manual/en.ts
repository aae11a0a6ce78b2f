/** The manual's own frame. Its pages stand in docs/manual. */
import type { Translated } from "../words.ts";

export const en = {
  title: "Manual",
  link: (page: string) => `Manual: ${page}`,
  contents: "Contents of the manual",
  everyReason: "Every reason, word for word",
  everyReasonLead:
    "As it stands on the page of what it concerns, with the next step; “…” stands for what varies. The word at the end is the one that programs read.",
  pages: {
    "first-set-up": "First set-up",
    orders: "Orders",
    customers: "Customers",
    products: "Products",
    stock: "Stock",
    mapping: "The mapper, with examples",
    held: "Why something is held",
    "going-live": "Going live",
    everyday: "Everyday care",
    dashboard: "The shop's page and lists",
    comparison: "The comparison",
    settings: "Settings",
    people: "People and programs",
  },
};

export type ManualWords = Translated<typeof en>;
