/**
 * A sales document's PUT: the raw answer of its GET with the owned fields changed. Whatever a
 * person or a later version of the vendor put beside them (projects, cost centres, unknown fields)
 * goes back as it came.
 *
 * A field that the plan leaves at `null` isn't owned: the ledger's value stays.
 */
import type { PlannedRow } from "../domain/sales-order.ts";
import { canonical, known, without } from "./body.ts";

export type Body = Record<string, unknown>;
export type Raw = Readonly<Record<string, unknown>>;

export type PatchRules = {
  readonly readOnly: readonly string[];
  readonly rowReadOnly: readonly string[];
  /** The owned fields of one row; `from` is the raw row that it is laid over, if there is one. */
  readonly row: (row: PlannedRow, from: Raw | null) => Body;
};

/**
 * The body of the PUT, or `null` when nothing that we own differs: then nothing is sent. `head` are
 * the owned fields.
 */
export function patchDocument(
  raw: Raw,
  head: Body,
  planned: readonly PlannedRow[],
  rules: PatchRules,
): Body | null {
  const owned = known(head);
  const before = rowsOf(raw);
  const rows = patchRows(before, planned, rules);
  const sameHead = Object.entries(owned).every(
    ([name, value]) => canonical(raw[name]) === canonical(value),
  );
  const sameRows =
    rows.length === before.length &&
    rows.every((row, index) => row.from === before[index] && !row.changed);
  if (sameHead && sameRows) return null;
  return { ...without(raw, rules.readOnly), ...owned, Rows: rows.map((row) => row.body) };
}

type PatchedRow = { readonly from: Raw | null; readonly changed: boolean; readonly body: Body };

/**
 * Each planned row is laid over the raw row of the same article: that of the same place, else the
 * first one left.
 */
function patchRows(
  before: readonly Raw[],
  planned: readonly PlannedRow[],
  rules: PatchRules,
): PatchedRow[] {
  const left = new Set(before);
  return planned.map((row, index) => {
    const atPlace = before[index];
    const from =
      atPlace !== undefined && left.has(atPlace) && sameArticle(atPlace, row)
        ? atPlace
        : ([...left].find((raw) => sameArticle(raw, row)) ?? null);
    if (from === null) return { from, changed: true, body: rules.row(row, null) };
    left.delete(from);
    return patchRow(from, row, rules);
  });
}

function patchRow(from: Raw, row: PlannedRow, rules: PatchRules): PatchedRow {
  const owned = known(rules.row(row, from));
  // Line numbers may be counted anew by the ledger (assumption): the order of the rows is compared,
  // not their numbers.
  const changed = Object.entries(owned).some(
    ([name, value]) => name !== "LineNumber" && canonical(from[name]) !== canonical(value),
  );
  return { from, changed, body: { ...without(from, rules.rowReadOnly), ...owned } };
}

function sameArticle(raw: Raw, row: PlannedRow): boolean {
  return (
    (raw["IsTextRow"] === true) === (row.articleId === null) &&
    canonical(raw["ArticleId"]) === canonical(row.articleId)
  );
}

/** The rows in the order of the document: answers don't promise it. */
function rowsOf(raw: Raw): Raw[] {
  const rows = Array.isArray(raw["Rows"])
    ? raw["Rows"].filter((row): row is Raw => typeof row === "object" && row !== null)
    : [];
  return rows.sort((a, b) => Number(a["LineNumber"] ?? 0) - Number(b["LineNumber"] ?? 0));
}
