/** The figures at the top of a tenant's page: today, this month, the last thirty days. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Figures",
  unknown: "The figures can't be told at the moment.",
  label: "Today and this month",
  lead: "Each order counts once, on the day on which it came to stand so; a later look that changes nothing doesn't move it.",
  what: "What came of it",
  today: "Today",
  month: "This month",
  count: "Number",
  amount: "Charged, with VAT",
  nothing: "Nothing yet this month.",
  flows: {
    orders: "Orders",
    customers: "Customers",
    products: "Products",
    stock: "Stock runs",
  } as Readonly<Record<string, string>>,
  graph: "Orders of the last 30 days",
  graphText: (orders: number, held: number, most: string) =>
    `${countEn(orders, "order", "orders")} in 30 days, of which ${held} need a person. The most on one day: ${most}.`,
  noOrders: "No order in the last 30 days.",
  inStep: "New or updated in eAccounting",
  left: "Left out",
  needs: "Needs a person",
  table: "The same as a table",
  day: "Day",
  ofDay: (day: string, inStep: number, left: number, needs: number) =>
    `${day}: ${inStep} new or updated in eAccounting, ${left} left out, ${needs} need a person`,
  more: (count: number) => `and ${countEn(count, "other like it", "others like it")}`,
  toAttention: "See all of them",
};

export type DashboardWords = Translated<typeof en>;
