/** The fields of lines that name no article of eAccounting: missing articles, gift cards, tips. */
import type { Group } from "./field.ts";

const CODING = "the id of a coding in eAccounting, such as 8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11, or nothing";

export const LINE_GROUP: Group = {
  id: "lines",
  title: "Lines of an order",
  fields: [
    {
      path: "orders.missingSku", kind: "choice", label: "When eAccounting doesn't have an article",
      options: [{ value: "hold", text: "Hold the order" }, { value: "create", text: "Make the article" }, { value: "placeholder", text: "Write an article of ours in its place, with code and description in the row" }],
    },
    { path: "orders.newArticles.codings", kind: "pairs", label: "Codings of articles that are made, or stood for", hint: "VAT rate in per cent = id of the coding, with commas between. A rate without one takes the only coding for goods of that rate. After a change, run set-up.", wrong: "pairs with commas between, such as 25 = 8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11" },
    { path: "orders.newArticles.unit", kind: "text-or-none", label: "Unit of articles that are made: its id in eAccounting", hint: "Blank: the first that eAccounting lists.", wrong: "the id of a unit in eAccounting, or nothing" },
    { path: "orders.giftCardCoding", kind: "text-or-none", label: "Coding of gift cards that are sold", hint: "Without VAT, and its account is your debt for gift cards. After a change, run set-up. Blank: orders that sell one are held.", wrong: CODING },
    { path: "orders.tipCoding", kind: "text-or-none", label: "Coding of tips", hint: "After a change, run set-up. Blank: as fees.", wrong: CODING },
    {
      path: "orders.zeroTotal", kind: "choice", label: "An order of nothing, for which eAccounting takes no document",
      options: [{ value: "hold", text: "Is held" }, { value: "skip", text: "Is left out, and that is recorded" }],
    },
  ],
};
