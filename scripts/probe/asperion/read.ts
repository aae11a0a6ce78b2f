/** Asperion's raw answers, as the checks read them. */
import { PATHS } from "../../../src/asperion/contract.ts";
import type { VendorAnswer } from "../../../src/domain/request.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isRow, type Row, rowsAt, type Session } from "../session.ts";

export const dataOf = (answer: VendorAnswer): readonly Row[] => rowsAt(answer.body, "_data");

export const metaOf = (answer: VendorAnswer): Row => {
  const meta = bodyOf(answer)["_meta"];
  return isRow(meta) ? meta : {};
};

export const linesOf = (order: Row): readonly Row[] => rowsAt(order["lines"], "_data");

export const num = (value: unknown): number | null => (typeof value === "number" ? value : null);
export const str = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

export const idsOf = (rows: readonly Row[]): readonly number[] =>
  rows.flatMap((row) => num(row["id"]) ?? []);

/** The newest orders, whole: lines by a read of their own where the list has none. */
export async function sampleOrders(session: Session, most = 100): Promise<readonly Row[]> {
  const listed = dataOf(await session.get(PATHS.orders, { query: { pageSize: String(most) } }));
  if (listed.length === 0) throw new NothingToAsk("there is no sales order");
  if (listed.every((order) => linesOf(order).length > 0)) return listed;
  const whole: Row[] = [];
  for (const order of listed.slice(0, 20))
    whole.push(bodyOf(await session.get(PATHS.order, { ids: { id: num(order["id"]) ?? 0 } })));
  return whole;
}

export async function someOf(
  session: Session,
  path: string,
  what: string,
): Promise<readonly Row[]> {
  const rows = dataOf(await session.get(path, { query: { pageSize: "100" } }));
  if (rows.length === 0) throw new NothingToAsk(`there is no ${what}`);
  return rows;
}

/** What became of a filter: by the rows that were asked for, and by those that weren't. */
export function filterPosition(
  answer: VendorAnswer,
  wanted: (row: Row) => boolean,
): "works" | "refused" | "ignored" {
  if (answer.status === 400) return "refused";
  return dataOf(answer).every(wanted) ? "works" : "ignored";
}
