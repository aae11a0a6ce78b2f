/** What orders of Asperion are made of, and by what they can be asked for. Reads alone. */
import {
  FILTERS,
  LINE_TYPES,
  ORDER_STATUSES,
  PATHS,
  PAYMENT_STATUSES,
} from "../../../src/asperion/contract.ts";
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, type Row, type Session } from "../session.ts";
import { HEAD, HEAD_MORE, LINE, LINE_MORE } from "./fields.ts";
import { dataOf, filterPosition, linesOf, metaOf, num, sampleOrders, str } from "./read.ts";

const NO_SUCH_ID = 2_000_000_000;

const missingOf = (rows: readonly Row[], names: readonly string[]): readonly string[] =>
  names.filter((name) => rows.every((row) => !(name in row)));

/** A stamp a second later; stamps have no zone. */
export function later(stamp: string, seconds: number): string {
  const at = Date.parse(`${stamp.slice(0, 19)}Z`);
  return new Date(at + seconds * 1000).toISOString().slice(0, 19);
}

async function oneOrder(session: Session): Promise<Row> {
  const order = dataOf(await session.get(PATHS.orders, { query: { pageSize: "1" } }))[0];
  if (order === undefined) throw new NothingToAsk("there is no sales order");
  return order;
}

export const ORDER_CHECKS = [
  check({
    id: "P3",
    level: "read",
    switches: ["idFilter"],
    look: async (session) => {
      const id = num((await oneOrder(session))["id"]) ?? 0;
      const query = (wanted: number) => ({ query: { [FILTERS.id]: String(wanted) } });
      return {
        id,
        there: await session.get(PATHS.orders, query(id)),
        none: await session.get(PATHS.orders, query(NO_SUCH_ID)),
      };
    },
    judge: ({ id, there, none }) => {
      const position = filterPosition(none, () => false);
      if (position === "works" && dataOf(there)[0]?.["id"] !== id)
        return differs("the filter doesn't find the order of the id");
      return positioned("idFilter", position, "works", `filter by Id: ${position}`);
    },
  }),
  check({
    id: "P4",
    level: "read",
    switches: ["listsCarryLines"],
    look: oneOrder,
    judge: (order) => {
      const carried = linesOf(order).length > 0 ? "yes" : "no";
      return positioned("listsCarryLines", carried, "yes", `lists carry lines: ${carried}`);
    },
  }),
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
    id: "P6",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const lines = orders.flatMap(linesOf);
      const missing = [...missingOf(orders, HEAD), ...missingOf(lines, LINE)];
      const optional = [...missingOf(orders, HEAD_MORE), ...missingOf(lines, LINE_MORE)];
      const known = new Set([...HEAD, ...HEAD_MORE, "_meta", "currencyRate", "discountPercentage"]);
      const others = [...new Set(orders.flatMap((order) => Object.keys(order)))].filter(
        (name) => !known.has(name),
      );
      const more = others.length === 0 ? "" : `; others: ${others.join(", ")}`;
      if (missing.length > 0) return differs(`missing: ${missing.join(", ")}${more}`);
      return optional.length > 0
        ? differs(`never there, so perhaps named otherwise: ${optional.join(", ")}${more}`)
        : holds(`all fields are there, in ${orders.length} orders${more}`);
    },
  }),
  check({
    id: "P7",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const values = (rows: readonly Row[], name: string): readonly unknown[] => [
        ...new Set(rows.map((row) => row[name])),
      ];
      const unknown = [
        ...values(orders, "status").filter((one) => ORDER_STATUSES[Number(one)] === undefined),
        ...values(orders, "paymentStatus").filter((one) => !(String(one) in PAYMENT_STATUSES)),
        ...values(orders.flatMap(linesOf), "lineType").filter(
          (one) => !(String(one) in LINE_TYPES),
        ),
      ];
      return unknown.length > 0
        ? differs(`values that aren't known: ${unknown.map(String).join(", ")}`)
        : holds(`every value of ${orders.length} orders is known`);
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
    id: "P14",
    level: "read",
    switches: ["changeFilter"],
    look: async (session) => {
      const stamp = (await sampleOrders(session)).flatMap(
        (order) => str(order["dateLastChange"]) ?? [],
      )[0];
      if (stamp === undefined) throw new NothingToAsk("no order was ever changed");
      const from = (text: string) => ({ query: { [FILTERS.changedFrom]: text, pageSize: "100" } });
      return {
        stamp,
        same: await session.get(PATHS.orders, from(stamp)),
        second: await session.get(PATHS.orders, from(later(stamp, 1))),
        never: await session.get(PATHS.orders, from("2100-01-01T00:00:00")),
      };
    },
    judge: ({ stamp, same, second, never }) => {
      const position = filterPosition(never, () => false);
      if (position !== "works")
        return positioned("changeFilter", position, "works", `filter by change: ${position}`);
      const has = (answer: typeof same): boolean =>
        dataOf(answer).some((order) => order["dateLastChange"] === stamp);
      if (!has(same)) return differs("from its own stamp on, an order isn't found");
      return has(second)
        ? differs("a second later it is still found: the filter goes by day", {
            changeFilter: "by-day",
          })
        : holds("to the second, its own included", { changeFilter: "works" });
    },
  }),
  check({
    id: "P79",
    level: "read",
    look: async (session) => {
      const number = (await sampleOrders(session)).flatMap(
        (order) => str(order["orderNumber"]) ?? [],
      )[0];
      if (number === undefined) throw new NothingToAsk("no order has a number");
      const query = (text: string, equals: boolean) => ({
        query: {
          [FILTERS.orderNumber]: text,
          ...(equals ? { [FILTERS.orderNumberComparison]: "Equals" } : {}),
        },
      });
      return {
        number,
        whole: await session.get(PATHS.orders, query(number, true)),
        part: await session.get(PATHS.orders, query(number.slice(0, -1) || number, true)),
        within: await session.get(PATHS.orders, query(number.slice(0, -1) || number, false)),
      };
    },
    judge: ({ number, whole, part, within }) => {
      const has = (answer: typeof whole): boolean =>
        dataOf(answer).some((order) => order["orderNumber"] === number);
      if (within.status === 400) return differs("the filter is refused");
      if (whole.status === 400) return differs("the comparison is refused");
      if (!has(whole)) return differs("the order isn't found by its number");
      if (number.length < 2) return unclear("found; its number has no part");
      if (has(part)) return differs("the comparison counts for nothing");
      return has(within) ? holds("Equals is exact, without it within") : differs("never within");
    },
  }),
  check({
    id: "P9",
    level: "read",
    switches: ["usedGiftCards"],
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      for (const order of orders) {
        const lines = linesOf(order);
        const gross = (rows: readonly Row[]): number =>
          rows.reduce((sum, line) => sum + (num(line["amountInclVat"]) ?? 0), 0);
        const cards = lines.filter(
          (line) => line["lineType"] === "GiftCard" && (num(line["amountInclVat"]) ?? 0) < 0,
        );
        if (cards.length === 0 || order["creditsOrderId"] != null) continue;
        const head = num(order["amountInclVat"]) ?? 0;
        const slack = 0.005 * (lines.length + 1);
        if (Math.abs(head - gross(lines)) < slack)
          return holds("a used gift card is inside the amount", { usedGiftCards: "inside" });
        if (Math.abs(head - (gross(lines) - gross(cards))) < slack)
          return differs("a used gift card is outside the amount", { usedGiftCards: "outside" });
      }
      return unclear("no order was paid by gift card");
    },
  }),
  check({
    id: "P10",
    level: "read",
    switches: ["creditSign"],
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const credit = orders.find((order) => order["creditsOrderId"] != null);
      if (credit === undefined) return unclear("no order is a credit");
      const sign = (num(credit["amountInclVat"]) ?? 0) < 0 ? "negative" : "positive";
      return positioned("creditSign", sign, "negative", `amounts of a credit are ${sign}`);
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
    id: "P12",
    level: "read",
    look: (session) => sampleOrders(session),
    judge: (orders) => {
      const guests = orders.filter((order) => order["debtorId"] == null || order["debtorId"] === 0);
      return guests.length > 0
        ? holds(`${guests.length} orders have no debtor`)
        : unclear("every order has a debtor; a collective one can't be told from others");
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

export const singleOrder = async (session: Session, id: number): Promise<Row> =>
  bodyOf(await session.get(PATHS.order, { ids: { id } }));
