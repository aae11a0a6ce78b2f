/** Checks the fields of Asperion's orders that the product reads, and the filters of their list. */
import {
  differs,
  expecting,
  holds,
  isOk,
  NothingToAsk,
  num,
  readCheck,
  type ReadCheck,
  type Row,
  str,
  unclear,
} from "../../domain/vendors/checks.ts";
import type { VendorAnswer } from "../../domain/vendors/request.ts";
import {
  creditedOrder,
  EQUALS,
  FILTERS,
  LINE_TYPES,
  ORDER_BY,
  ORDER_BY_ID,
  ORDER_STATUSES,
  PATHS,
  PAYMENT_STATUSES,
  QUERY,
} from "../contract.ts";
import { dataOf, idsOf, linesOf, NEVER, NO_SUCH_ID, ofNone, sampleOrders } from "./read.ts";

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What every order must have. */
const HEAD = names(`
  id orderNumber date status paymentStatus currencyCode pricesIncludeVat amountExclVat
  vatAmount amountInclVat lines
`);

/** What an order may have. */
const HEAD_MORE = names(`
  reference debtorId debtorCustomerNumber dateLastChange companyName attentionTo
  emailAddress phoneNumber vatNumber cocNumber invoiceAddress deliveryAddress
  paymentConditionId paymentMethodId deliveryMethodId comments creditsOrderId amountPaid
  paidAt
`);

/** What every line must have. */
const LINE = names(`
  id lineType description quantity price vatPercentage amountExclVat vatAmount amountInclVat
`);

/** What a line may have. */
const LINE_MORE = names(`
  lineNumber articleId articleCode discountPercentage vatCode salesTypeId
`);

const missingOf = (rows: readonly Row[], names: readonly string[]): readonly string[] =>
  names.filter((name) => rows.every((row) => !(name in row)));

/** Adds seconds to a stamp, which has no zone. */
function later(stamp: string, seconds: number): string {
  const at = Date.parse(`${stamp.slice(0, 19)}Z`);
  return new Date(at + seconds * 1000).toISOString().slice(0, 19);
}

const PAGE = { [QUERY.pageSize]: "100" };

const byId = readCheck(
  "P3",
  ["idFilter"],
  async (asker) => {
    const id = num((await sampleOrders(asker))[0]?.["id"]) ?? 0;
    const query = (wanted: number) => ({ query: { [FILTERS.id]: String(wanted) } });
    return {
      id,
      there: await asker.get(PATHS.orders, query(id)),
      none: await asker.get(PATHS.orders, query(NO_SUCH_ID)),
    };
  },
  ({ id, there, none }) => {
    const position = ofNone(none);
    return position === "works" && dataOf(there)[0]?.["id"] !== id
      ? differs({ found: "none" })
      : expecting("works", "idFilter", position);
  },
);

const withLines = readCheck(
  "P4",
  ["listsCarryLines"],
  async (asker) => {
    const [order] = dataOf(await asker.get(PATHS.orders, { query: PAGE }));
    if (order === undefined) throw new NothingToAsk("there is no sales order");
    return order;
  },
  (order) => expecting("yes", "listsCarryLines", linesOf(order).length > 0 ? "yes" : "no"),
);

/** Known fields of orders that not every order has to have. */
const KNOWN = new Set([...HEAD, ...HEAD_MORE, "_meta", "currencyRate", "discountPercentage"]);

const fields = readCheck("P6", [], sampleOrders, (orders) => {
  const lines = orders.flatMap(linesOf);
  const missing = [...missingOf(orders, HEAD), ...missingOf(lines, LINE)];
  const absent = [...missingOf(orders, HEAD_MORE), ...missingOf(lines, LINE_MORE)];
  const others = [...new Set(orders.flatMap((order) => Object.keys(order)))].filter(
    (name) => !KNOWN.has(name),
  );
  const facts = {
    orders: orders.length,
    ...(missing.length === 0 ? {} : { missing: missing.join(", ") }),
    ...(absent.length === 0 ? {} : { absent: absent.join(", ") }),
    ...(others.length === 0 ? {} : { others: others.join(", ") }),
  };
  return missing.length + absent.length === 0 ? holds(facts) : differs(facts);
});

const values = readCheck("P7", [], sampleOrders, (orders) => {
  const of = (rows: readonly Row[], name: string): readonly unknown[] => [
    ...new Set(rows.map((row) => row[name])),
  ];
  const unknown = [
    ...of(orders, "status").filter((one) => ORDER_STATUSES[Number(one)] === undefined),
    ...of(orders, "paymentStatus").filter((one) => !(String(one) in PAYMENT_STATUSES)),
    ...of(orders.flatMap(linesOf), "lineType").filter((one) => !(String(one) in LINE_TYPES)),
  ];
  return unknown.length > 0
    ? differs({ unknown: unknown.map(String).join(", ") })
    : holds({ orders: orders.length });
});

const giftCards = readCheck("P9", ["usedGiftCards"], sampleOrders, (orders) => {
  for (const order of orders) {
    const lines = linesOf(order);
    const gross = (rows: readonly Row[]): number =>
      rows.reduce((sum, line) => sum + (num(line["amountInclVat"]) ?? 0), 0);
    const cards = lines.filter(
      (line) => line["lineType"] === "GiftCard" && (num(line["amountInclVat"]) ?? 0) < 0,
    );
    if (cards.length === 0 || creditedOrder(order["creditsOrderId"]) !== null) continue;
    const head = num(order["amountInclVat"]) ?? 0;
    const slack = 0.005 * (lines.length + 1);
    if (Math.abs(head - gross(lines)) < slack) return holds({ usedGiftCards: "inside" });
    if (Math.abs(head - (gross(lines) - gross(cards))) < slack)
      return differs({ usedGiftCards: "outside" });
  }
  return unclear();
});

const credits = readCheck("P10", ["creditSign"], sampleOrders, (orders) => {
  const credit = orders.find((order) => creditedOrder(order["creditsOrderId"]) !== null);
  if (credit === undefined) return unclear();
  const sign = (num(credit["amountInclVat"]) ?? 0) < 0 ? "negative" : "positive";
  return expecting("negative", "creditSign", sign);
});

const byChange = readCheck(
  "P14",
  ["changeFilter"],
  async (asker) => {
    const stamp = (await sampleOrders(asker)).flatMap(
      (order) => str(order["dateLastChange"]) ?? [],
    )[0];
    if (stamp === undefined) throw new NothingToAsk("no order was ever changed");
    const from = (text: string) => ({ query: { [FILTERS.changedFrom]: text, ...PAGE } });
    return {
      stamp,
      same: await asker.get(PATHS.orders, from(stamp)),
      second: await asker.get(PATHS.orders, from(later(stamp, 1))),
      never: await asker.get(PATHS.orders, from(NEVER)),
    };
  },
  ({ stamp, same, second, never }) => {
    const position = ofNone(never);
    if (position !== "works") return differs({ changeFilter: position });
    const has = (answer: VendorAnswer): boolean =>
      dataOf(answer).some((order) => order["dateLastChange"] === stamp);
    if (!has(same)) return differs({ found: "none" });
    return has(second) ? differs({ changeFilter: "by-day" }) : holds({ changeFilter: "works" });
  },
);

const sorted = readCheck(
  "P16",
  ["severalSortKeys"],
  async (asker) => {
    const by = (orderBy: string) =>
      asker.get(PATHS.orders, { query: { [QUERY.orderBy]: orderBy, ...PAGE } });
    return {
      both: await by(ORDER_BY.changed.oldestFirst),
      one: await by(ORDER_BY_ID),
      down: await by(`${ORDER_BY_ID} desc`),
    };
  },
  ({ both, one, down }) => {
    if (!isOk(one)) return differs({ oneSortKey: one.status });
    const [up, back] = [idsOf(dataOf(one)), idsOf(dataOf(down))];
    const severalSortKeys = isOk(both) ? "works" : "refused";
    if (up.length < 2) return unclear({ severalSortKeys });
    const isSorted =
      up.every((id, at) => at === 0 || id >= (up[at - 1] ?? id)) &&
      back.every((id, at) => at === 0 || id <= (back[at - 1] ?? id));
    if (!isSorted) return differs({ severalSortKeys, sorting: "ignored" });
    return severalSortKeys === "works" ? holds({ severalSortKeys }) : differs({ severalSortKeys });
  },
);

const byNumber = readCheck(
  "P79",
  [],
  async (asker) => {
    const number = (await sampleOrders(asker)).flatMap(
      (order) => str(order["orderNumber"]) ?? [],
    )[0];
    if (number === undefined) throw new NothingToAsk("no order has a number");
    const by = (text: string, equals: boolean) =>
      asker.get(PATHS.orders, {
        query: {
          [FILTERS.orderNumber]: text,
          ...(equals ? { [FILTERS.orderNumberComparison]: EQUALS } : {}),
        },
      });
    const part = number.slice(0, -1) || number;
    return {
      number,
      whole: await by(number, true),
      part: await by(part, true),
      within: await by(part, false),
    };
  },
  ({ number, whole, part, within }) => {
    const has = (answer: VendorAnswer): boolean =>
      dataOf(answer).some((order) => order["orderNumber"] === number);
    if (within.status === 400) return differs({ numberFilter: "refused" });
    if (whole.status === 400) return differs({ comparison: "refused" });
    if (!has(whole)) return differs({ found: "none" });
    if (number.length < 2) return unclear();
    if (has(part)) return differs({ comparison: "ignored" });
    return has(within) ? holds({ numberFilter: "works" }) : differs({ within: "never" });
  },
);

const byDebtor = readCheck(
  "P78",
  ["debtorFilter"],
  async (asker) => {
    const sold = (await sampleOrders(asker)).flatMap((order) => num(order["debtorId"]) ?? []);
    const id = sold.find((one) => one !== 0) ?? 0;
    const of = (debtor: number) =>
      asker.get(PATHS.orders, { query: { [FILTERS.debtorId]: String(debtor) } });
    return { id, none: await of(NO_SUCH_ID), some: await of(id) };
  },
  ({ id, none, some }) => {
    const position = ofNone(none);
    return position === "works" && !dataOf(some).some((order) => order["debtorId"] === id)
      ? differs({ found: "none" })
      : expecting("works", "debtorFilter", position);
  },
);

export const ORDER_READS: readonly ReadCheck[] = [
  byId,
  withLines,
  fields,
  values,
  giftCards,
  credits,
  byChange,
  sorted,
  byDebtor,
  byNumber,
];
