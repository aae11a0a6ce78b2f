/** The manual's own frame. The manual itself is written in English. */
import type { Translated } from "../words.ts";

export const en = {
  title: "Manual",
  link: (page: string) => `Manual: ${page}`,
  contents: "Contents of the manual",
  english: "The manual is written in English.",
  pages: {
    "first-set-up": "First set-up", orders: "Orders", customers: "Customers", products: "Products", stock: "Stock", mapping: "The mapper, with examples", held: "Why something is held", "going-live": "Going live", everyday: "Everyday care",
  },
};

export type ManualWords = Translated<typeof en>;
