/** Readers of Asperion's raw answers for the checks. */
import {
  type Asker,
  bodyOf,
  isRow,
  NothingToAsk,
  num,
  type Row,
  rowsAt,
} from "../../domain/vendors/checks.ts";
import type { VendorAnswer } from "../../domain/vendors/request.ts";
import { PATHS, QUERY } from "../contract.ts";

export const dataOf = (answer: VendorAnswer): readonly Row[] => rowsAt(answer.body, "_data");

export const metaOf = (answer: VendorAnswer): Row => {
  const meta = bodyOf(answer)["_meta"];
  return isRow(meta) ? meta : {};
};

export const linesOf = (order: Row): readonly Row[] => rowsAt(order["lines"], "_data");

export const idsOf = (rows: readonly Row[]): readonly number[] =>
  rows.flatMap((row) => num(row["id"]) ?? []);

/** No order has it. */
export const NO_SUCH_ID = 2_000_000_000;
/** Later than any change. */
export const NEVER = "2100-01-01T00:00:00";

const MAX_ORDERS = 100;
/** Orders read alone, where lists have no lines, at most. */
const MAX_SINGLE = 20;

/** Returns the newest orders whole; lines are read separately where the list has none. */
export async function sampleOrders(asker: Asker): Promise<readonly Row[]> {
  const listed = dataOf(
    await asker.get(PATHS.orders, { query: { [QUERY.pageSize]: String(MAX_ORDERS) } }),
  );
  if (listed.length === 0) throw new NothingToAsk("there is no sales order");
  if (listed.every((order) => linesOf(order).length > 0)) return listed;
  const whole: Row[] = [];
  for (const order of listed.slice(0, MAX_SINGLE))
    whole.push(bodyOf(await asker.get(PATHS.order, { ids: { id: num(order["id"]) ?? 0 } })));
  return whole;
}

export async function someOf(asker: Asker, path: string, what: string): Promise<readonly Row[]> {
  const query = { [QUERY.pageSize]: String(MAX_ORDERS) };
  const rows = dataOf(await asker.get(path, { query }));
  if (rows.length === 0) throw new NothingToAsk(`there is no ${what}`);
  return rows;
}

/** Returns the result of a filter, by the rows that match and those that don't. */
export function filterPosition(
  answer: VendorAnswer,
  wanted: (row: Row) => boolean,
): "works" | "refused" | "ignored" {
  if (answer.status === 400) return "refused";
  return dataOf(answer).every(wanted) ? "works" : "ignored";
}

/** A filter that no row meets. */
export const ofNone = (answer: VendorAnswer): "works" | "refused" | "ignored" =>
  filterPosition(answer, () => false);
