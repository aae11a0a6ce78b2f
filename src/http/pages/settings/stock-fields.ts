/** The stock section of the settings page. */
import type { Group } from "./field.ts";

const option = (value: string, text: string): { readonly value: string; readonly text: string } => ({ value, text });

export const STOCK_GROUP: Group = {
  id: "stock",
  title: "Stock, from eAccounting to Asperion",
  fields: [
    {
      path: "stock.enabled", kind: "check", label: "Keep stock in step",
      hint: "Only together with the order flow, and only where a booked order moves stock in eAccounting: sales orders made as ongoing, or booked invoices. With drafts or vouchers every sale would be given back to the shop.",
    },
    {
      path: "stock.strategy", kind: "choice", label: "The figure gets to Asperion",
      hint: "Asperion's current stock can't be written, only moved by orders. A correction order costs nothing and is never booked.",
      options: [option("correction-order", "By a correction order"), option("article-field", "Into a field of the article")],
    },
    { path: "stock.correctionDebtor", kind: "optional-number", label: "Debtor for correction orders (id in Asperion)", hint: "A debtor of its own: none of its orders is ever booked.", wrong: "the id of a debtor in Asperion that stands for corrections only" },
    {
      path: "stock.field", kind: "choice", label: "Field of the article",
      options: [1, 2, 3, 4, 5].map((number) => option(`characteristic${number}`, `Characteristic ${number}`)),
    },
    {
      path: "stock.calculation", kind: "choice", label: "The figure is",
      hint: "What the shop sold and isn't in eAccounting yet is always taken off.",
      options: [
        option("available", "What is available: balance less reserved"), option("balance", "The balance"), option("margin", "What is available, less a safety margin"),
        option("percentage", "A percentage of what is available"), option("expression", "An expression of your own"),
      ],
    },
    { path: "stock.margin", kind: "text", label: "Safety margin", wrong: "a number of pieces, such as 3" },
    { path: "stock.percentage", kind: "text", label: "Percentage", wrong: "a number from 0 to 100" },
    { path: "stock.expression", kind: "text", label: "Expression", hint: "Over available, balance, reserved and number, such as: available > 10 ? available - 5 : 0" },
    { path: "stock.decimals", kind: "whole-number", label: "Decimals of the figure", hint: "0 for whole pieces.", wrong: "a whole number from 0 to 4" },
    { path: "stock.rounding", kind: "choice", label: "Rounded", options: [option("down", "Down"), option("nearest", "To the nearest"), option("up", "Up")] },
    { path: "stock.floorAtZero", kind: "check", label: "Never below zero" },
    {
      path: "stock.manageStock", kind: "choice", label: "An article of which Asperion keeps no stock, and eAccounting does",
      options: [option("leave", "Leave it alone"), option("set", "Switch stock keeping on in Asperion")],
    },
    { path: "stock.rowsPerRun", kind: "whole-number", label: "Figures changed by one run, at most", wrong: "a whole number from 1 to 500" },
  ],
};
