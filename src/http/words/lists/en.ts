/**
 * Lists of orders, customers, products and stock runs: what differs between them, search, and the
 * table for a spreadsheet.
 */
import type { Translated } from "../words.ts";

export const en = {
  lists: {
    orders: {
      title: "Orders",
      of: (tenant: string) => `Orders of ${tenant}`,
      thing: "Order",
      none: "No order fits.",
      back: "To the orders",
    },
    customers: {
      title: "Customers",
      of: (tenant: string) => `Customers of ${tenant}`,
      thing: "Customer",
      none: "No customer fits.",
      back: "To the customers",
    },
    products: {
      title: "Products",
      of: (tenant: string) => `Products of ${tenant}`,
      thing: "Article",
      none: "No article fits.",
      back: "To the products",
    },
    stock: {
      title: "Stock",
      of: (tenant: string) => `Stock of ${tenant}`,
      thing: "Run",
      none: "No run fits.",
      back: "To the stock runs",
    },
  },
  lead: {
    orders: "Each order once, as it stands now. What changed last stands first.",
    customers:
      "Customers of Asperion as they were last sent to eAccounting. What changed last stands first.",
    products:
      "Articles of eAccounting as they were last sent to Asperion. What changed last stands first.",
    stock:
      "Each comparison of the stock: how many figures differed, and what was written. The newest stands first.",
  },
  search: "Search",
  searchHint: {
    orders:
      "Number, id, SKU, amount, words of the reason, or the customer's whole e-mail address. Names of people, companies and articles are kept sealed and aren't searched.",
    customers:
      "Number, id, words of the reason, or the customer's whole e-mail address. Names of people and companies are kept sealed and aren't searched.",
    products: "Number, id, the article's name, or words of the reason.",
    stock: "Words of the reason.",
  },
  from: "From day",
  to: "To day",
  daysHint: "Days on which it came to stand so.",
  reversed:
    "The first day is after the last one: the days are the wrong way round, so the list isn't narrowed by them.",
  csv: "Download as CSV",
  run: (when: string) => `Run of ${when}`,
  looks: "Every look at it",
  looksLead: "Each time that something told of it, one look. The newest stands first.",
  olderLook:
    "This is an older look at it: it stays as it ended. Whatever you do here is done to the newest one.",
  toNewest: "To the newest look",
  when: "When",
  here: "this one",
  both: "On both sides",
  inAsperion: "In Asperion",
  inLedger: "In eAccounting",
  shopVat: "VAT in the shop",
  customer: "Customer",
  articles: "Articles",
  columns: {
    thing: "number",
    id: "id",
    state: "state",
    gross: "gross",
    vat: "VAT in the shop",
    currency: "currency",
    code: "code",
    why: "why",
    next: "what to do",
    came: "came in",
    changed: "changed",
  },
  cut: (most: string) => `Cut after ${most} lines: narrow the list for the rest`,
};

export type ListsWords = Translated<typeof en>;
