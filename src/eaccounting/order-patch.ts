/**
 * An order's PUT: the raw answer of its GET with the owned fields changed. Whatever a person or a later version of the
 * vendor put beside them (projects, cost centres, delivery date, unknown fields) goes back as it came.
 *
 * A field that the plan leaves at `null` isn't owned: the ledger's value stays. The status isn't either: an order is
 * confirmed by its own call, and a shipped one is never taken back by an update.
 */
import { dec } from "../domain/money.ts";
import type { PlannedRow, SalesOrder } from "../domain/sales-order.ts";
import { canonical, known, without } from "./body.ts";
import { type Body, orderHead, rowBody } from "./order-body.ts";
import { ORDER_READ_ONLY, ORDER_ROW_READ_ONLY } from "./put-fields.ts";

type Raw = Readonly<Record<string, unknown>>;

/** The body of the PUT, or `null` when nothing that we own differs: then nothing is sent. */
export function patchOrder(raw: Raw, order: SalesOrder): Body | null {
  const head = known(orderHead(order));
  const before = rowsOf(raw);
  const rows = patchRows(before, order.rows);
  const sameHead = Object.entries(head).every(([name, value]) => canonical(raw[name]) === canonical(value));
  const sameRows = rows.length === before.length && rows.every((row, index) => row.from === before[index] && !row.changed);
  if (sameHead && sameRows) return null;
  return { ...without(raw, ORDER_READ_ONLY), ...head, Rows: rows.map((row) => row.body) };
}

type PatchedRow = { readonly from: Raw | null; readonly changed: boolean; readonly body: Body };

/** Each planned row is laid over the raw row of the same article: that of the same place, else the first one left. */
function patchRows(before: readonly Raw[], planned: readonly PlannedRow[]): PatchedRow[] {
  const left = new Set(before);
  return planned.map((row, index) => {
    const atPlace = before[index];
    const from = atPlace !== undefined && left.has(atPlace) && sameArticle(atPlace, row) ? atPlace : [...left].find((raw) => sameArticle(raw, row)) ?? null;
    if (from === null) return { from, changed: true, body: rowBody(row) };
    left.delete(from);
    return patchRow(from, row);
  });
}

function patchRow(from: Raw, row: PlannedRow): PatchedRow {
  const owned = known(rowBody(row));
  if (deliveredByPerson(from)) delete owned["DeliveredQuantity"];
  // Line numbers may be counted anew by the ledger (assumption): the order of the rows is compared, not their numbers.
  const changed = Object.entries(owned).some(([name, value]) => name !== "LineNumber" && canonical(from[name]) !== canonical(value));
  return { from, changed, body: { ...without(from, ORDER_ROW_READ_ONLY), ...owned } };
}

/** We write the ordered quantity there; anything else was said by a person about a delivery. */
function deliveredByPerson(from: Raw): boolean {
  const delivered = from["DeliveredQuantity"];
  const ordered = from["Quantity"];
  return typeof delivered === "number" && typeof ordered === "number" && dec(delivered).minus(dec(ordered)).abs().gt("0.005");
}

function sameArticle(raw: Raw, row: PlannedRow): boolean {
  return (raw["IsTextRow"] === true) === (row.articleId === null) && canonical(raw["ArticleId"]) === canonical(row.articleId);
}

/** The rows in the order of the document: answers don't promise it. */
function rowsOf(raw: Raw): Raw[] {
  const rows = Array.isArray(raw["Rows"]) ? raw["Rows"].filter((row): row is Raw => typeof row === "object" && row !== null) : [];
  return rows.sort((a, b) => Number(a["LineNumber"] ?? 0) - Number(b["LineNumber"] ?? 0));
}
