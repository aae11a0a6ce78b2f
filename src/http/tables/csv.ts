/**
 * Tables for a spreadsheet: page by page, so that a year of rows is never held at once, and never
 * endless. A cell that a spreadsheet would take for a formula gets an apostrophe; an amount stays a
 * number.
 */
import { type Language, LOCALES } from "../../domain/language.ts";

export const csvHeaders = (name: string): Record<string, string> => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="${name}.csv"`,
});

/** Headers of a downloaded document. */
export const jsonHeaders = (name: string): Record<string, string> => ({
  "content-type": "application/json; charset=utf-8",
  "content-disposition": `attachment; filename="${name}.json"`,
});

type CsvPage = {
  readonly rows: readonly (readonly string[])[];
  /** Where the next page starts; `null` on the last. */
  readonly cursor: string | null;
};

/** `most`: after this many rows the table ends with a line that says so. */
type CsvBound = { readonly most: number; readonly cut: string };

/**
 * The form of a table. Programs get commas and points; spreadsheets of countries with a decimal
 * comma split cells at semicolons, and read figures with commas.
 */
export type CsvForm = { readonly separator: "," | ";"; readonly decimal: "." | "," };
export const FOR_PROGRAMS: CsvForm = { separator: ",", decimal: "." };

/** Returns the form for spreadsheets of the reader's country. */
export function csvFormOf(language: Language): CsvForm {
  const parts = new Intl.NumberFormat(LOCALES[language]).formatToParts(0.5);
  return parts.some(({ type, value }) => type === "decimal" && value === ",")
    ? { separator: ";", decimal: "," }
    : FOR_PROGRAMS;
}

const lineIn =
  ({ separator }: CsvForm) =>
  (cells: readonly string[]): string =>
    `${cells.map(cell).join(separator)}\r\n`;

/** The byte order mark tells spreadsheets that it is UTF-8. */
export function csvOf(
  head: readonly string[],
  pageAt: (cursor: string | null) => Promise<CsvPage>,
  bound: CsvBound | null = null,
  form: CsvForm = FOR_PROGRAMS,
): ReadableStream<Uint8Array> {
  const line = lineIn(form);
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  let rows = 0;
  let over = false;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${line(head)}`)),
    pull: async (controller) => {
      if (over) return controller.close();
      const page: CsvPage = await pageAt(cursor);
      rows += page.rows.length;
      const full = bound !== null && rows >= bound.most && page.cursor !== null;
      controller.enqueue(
        encoder.encode(`${page.rows.map(line).join("")}${full ? line([bound.cut]) : ""}`),
      );
      ({ cursor } = page);
      over = cursor === null || full;
    },
  });
}

/**
 * Where a formula would begin. A spreadsheet with a decimal comma ends cells at semicolons, tabs
 * and lines, so a cell can begin inside ours, and may begin with quotes, which the spreadsheet
 * removes. Some spreadsheets read full-width signs as formulas as well (OWASP).
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[ "]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g;

export function cell(text: string): string {
  const isNumber = /^-?\d+([.,]\d+)?$/.test(text);
  const safe = isNumber ? text : text.replace(FORMULA, "'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
