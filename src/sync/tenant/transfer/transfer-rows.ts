/**
 * Checks rows of an import against the tables themselves, before any of a page is stored: a row
 * that doesn't fit would stop the object later.
 */
import { FLOW_NAMES } from "../../../domain/jobs/job.ts";
import { decodeBase64 } from "../../../domain/platform/text.ts";
import type { TransferRow } from "../../contract/index.ts";
import { all, raw, type Value } from "../storage/sql.ts";

type Column = {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: Value;
  readonly pk: number;
};

const isText = (value: unknown): boolean => typeof value === "string";

/** By part that isn't a table: the types of its fields. */
const FIELDS: Readonly<
  Record<"open" | "facts", Readonly<Record<string, (value: unknown) => boolean>>>
> = {
  open: {
    id: isText,
    key: (value) => isText(value) && String(value).includes(":"),
    flow: (value) => FLOW_NAMES.some((flow) => flow === value),
    credits: (value) => value === undefined || isTexts(value),
  },
  facts: { k: isText, v: isText },
};

/** Checks that are stricter than a column's type. */
const STRICTER: Readonly<Record<string, (value: unknown) => boolean>> = {
  "links.kind": (value) => value === "customer" || value === "article",
  "links.by": (value) => value === "engine" || value === "person",
  "links.data": isJson,
  // An index reads within it.
  "documents.voucher": isJson,
  "backfills.id": (value) => /^b\d{6,9}$/.test(String(value)),
  "backfills.of": isText,
  "backfills.take_back": (value) => isText(value) && isJson(value),
};

function isJson(value: unknown): boolean {
  try {
    JSON.parse(String(value));
    return true;
  } catch {
    return false;
  }
}

function isTexts(value: unknown): boolean {
  if (!isJson(value)) return false;
  const texts: unknown = JSON.parse(String(value));
  return Array.isArray(texts) && texts.every(isText);
}

function fits(
  { type, notnull, dflt_value: preset, pk }: Column,
  value: string | number | null | undefined,
): boolean {
  const isOptional = notnull === 0 && pk === 0;
  if (value === undefined) return isOptional || preset !== null;
  if (value === null) return isOptional;
  switch (type) {
    case "TEXT":
      return isText(value);
    case "BLOB":
      return isText(value) && decodeBase64(String(value)) !== null;
    case "INTEGER":
      return Number.isSafeInteger(value);
    default:
      return typeof value === "number";
  }
}

/** Returns the first field that no export could contain; `null`: all are fine. */
export function wrongField(
  sql: SqlStorage,
  part: string,
  columns: readonly string[],
  rows: readonly TransferRow[],
): string | null {
  if (part === "open" || part === "facts") {
    const fields = Object.entries(FIELDS[part]);
    return (
      rows
        .map((row) => fields.find(([name, isGood]) => !isGood(row[name]))?.[0])
        .find((name) => name !== undefined) ?? null
    );
  }
  const there = all<Column>(sql)`PRAGMA table_info(${raw(part)})`.filter(({ name }) =>
    columns.includes(name),
  );
  for (const row of rows) {
    const wrong = there.find(
      (column) =>
        !fits(column, row[column.name]) ||
        STRICTER[`${part}.${column.name}`]?.(row[column.name]) === false,
    );
    if (wrong !== undefined) return wrong.name;
  }
  return null;
}
