/** Checks the fields of Asperion's orders, and the filters of their list. Reads only. */
import { PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds, NothingToAsk, unclear } from "../check.ts";
import type { Row, Session } from "../session.ts";
import { dataOf, linesOf, metaOf, num, sampleOrders, str } from "./read.ts";

async function oneOrder(session: Session): Promise<Row> {
  const order = dataOf(await session.get(PATHS.orders, { query: { pageSize: "1" } }))[0];
  if (order === undefined) throw new NothingToAsk("there is no sales order");
  return order;
}

export const ORDER_CHECKS = [
  check({
    id: "P5",
    level: "read",
    switches: ["singleReadMeta"],
    look: async (session) => ({
      mine: session.access.administrationId,
      single: await session.get(PATHS.order, {
        ids: { id: num((await oneOrder(session))["id"]) ?? 0 },
      }),
    }),
    judge: ({ mine, single }) => {
      const named = metaOf(single)["administrationId"];
      if (named === undefined)
        return holds("a single read names no administration", { singleReadMeta: "absent" });
      return named === mine
        ? differs("a single read names the administration", { singleReadMeta: "present" })
        : differs("a single read names another administration", { singleReadMeta: "present" });
    },
  }),
  check({
    id: "P8",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const lines = orders.flatMap(linesOf);
      const figures = [
        ...orders.map((order) => order["amountInclVat"]),
        ...lines.flatMap((line) => [
          line["amountInclVat"],
          line["vatPercentage"],
          line["quantity"],
        ]),
      ];
      if (figures.some((one) => typeof one !== "number"))
        return differs("figures that are no numbers");
      const rates = lines.flatMap((line) => num(line["vatPercentage"]) ?? []);
      if (rates.some((rate) => rate < 0 || rate > 100)) return differs("a rate beyond 0 to 100");
      const taxed = lines.find(
        (line) => (num(line["vatAmount"]) ?? 0) !== 0 && (num(line["amountExclVat"]) ?? 0) !== 0,
      );
      if (taxed === undefined) return unclear("no line has VAT");
      const told = (100 * (num(taxed["vatAmount"]) ?? 0)) / (num(taxed["amountExclVat"]) ?? 1);
      return Math.abs(told - (num(taxed["vatPercentage"]) ?? 0)) < 1
        ? holds("percentages are 0 to 100, and VAT is base × rate")
        : differs("VAT isn't base × rate: amounts or rates are in another unit");
    },
  }),
  check({
    id: "P11",
    level: "read",
    switches: ["orderNumberInConcept"],
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const concept = orders.find((order) => order["status"] === 1);
      if (concept === undefined) return unclear("no order is a concept");
      const position = str(concept["orderNumber"]) === null ? "null" : "present";
      return holds(`the number of a concept is ${position}`, { orderNumberInConcept: position });
    },
  }),
  check({
    id: "P15",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const never = orders.filter((order) => order["dateLastChange"] === null).length;
      return never > 0
        ? holds(`${never} of ${orders.length} orders were never changed`)
        : unclear("every order has dateLastChange");
    },
  }),
  check({
    id: "P25",
    level: "read",
    switches: ["vatRounding"],
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      for (const order of orders) {
        const position = roundingOf(order);
        if (position !== null)
          return holds(`VAT is rounded by ${position}`, { vatRounding: position });
      }
      return unclear("in no order the two ways differ");
    },
  }),
  check({
    id: "P55",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const currencies = new Set(orders.map((order) => order["currencyCode"]));
      const rated = orders.filter((order) => num(order["currencyRate"]) !== null).length;
      if (rated > 0) return holds(`${rated} orders have currencyRate`);
      return currencies.size < 2
        ? unclear("all orders are in one currency")
        : differs("orders in other currencies have no currencyRate");
    },
  }),
  check({
    id: "P70",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) =>
      orders.flatMap(linesOf).some((line) => line["lineType"] === "Tip")
        ? holds("a line of type Tip is there")
        : unclear("no order has a tip"),
  }),
  check({
    id: "P71",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const lines = orders.flatMap(linesOf).filter((line) => line["lineType"] === "SalesType");
      if (lines.length === 0) return unclear("no line is by sales type");
      return lines.every((line) => line["salesTypeId"] != null)
        ? holds(`${lines.length} lines name their sales type`)
        : differs("a line by sales type has no salesTypeId");
    },
  }),
];

/** `null`: both ways come to the same. */
function roundingOf(order: Row): "line" | "rate" | null {
  const lines = linesOf(order);
  if (order["pricesIncludeVat"] !== false || order["discountPercentage"] != null) return null;
  const vat = num(order["vatAmount"]) ?? 0;
  const byLine = cents(lines.reduce((sum, line) => sum + (num(line["vatAmount"]) ?? 0), 0));
  const byRate = cents(
    [...Map.groupBy(lines, (line) => num(line["vatPercentage"]) ?? 0)].reduce(
      (sum, [rate, rows]) =>
        sum +
        cents((rows.reduce((net, row) => net + (num(row["amountExclVat"]) ?? 0), 0) * rate) / 100),
      0,
    ),
  );
  if (byLine === byRate) return null;
  return cents(vat) === byLine ? "line" : cents(vat) === byRate ? "rate" : null;
}

/** Good enough to tell one cent from another; nothing is booked by it. */
const cents = (value: number): number =>
  (Math.sign(value) * Math.round((Math.abs(value) + Number.EPSILON) * 100)) / 100;
