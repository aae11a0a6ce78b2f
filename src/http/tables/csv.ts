/**
 * Tables for a spreadsheet: page by page, so that a year of rows is never held at once, and never
 * endless. A cell that a spreadsheet would take for a formula gets an apostrophe; an amount stays a
 * number.
 */
import { DEFAULT_LANGUAGE, type Language, LOCALES } from "../../domain/language.ts";
import { inputStamp } from "../words/format.ts";

/** The name in plain letters, and as it is for browsers that read it (RFC 6266). */
export const csvHeaders = (name: string): Record<string, string> => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition":
    `attachment; filename="${plainName(name)}.csv"` +
    (plainName(name) === name ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}.csv`),
});

/** Without accents; a stroke through a letter is no accent. */
const plainName = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .replaceAll(/[^\w.-]/g, "");

/** "Avstämning-2026-11" of a title and a month, a day, or days. */
export function fileName(
  title: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const month = from.slice(0, 7);
  const last = new Date(
    Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0),
  ).getUTCDate();
  const isMonth = from === `${month}-01` && to === `${month}-${last}`;
  const days = from === to ? from : `${from}-${to}`;
  return `${fileTitle(title)}-${isMonth ? month : days}`;
}

/** A page's title as a file's name. */
export const fileTitle = (title: string): string => title.replaceAll(/\s+/g, "-");

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
 * comma split cells at semicolons, and read figures with commas. `day`: of "2026-11-24".
 */
export type CsvForm = {
  readonly separator: "," | ";";
  readonly decimal: "." | ",";
  readonly day: (day: string) => string;
};
export const FOR_PROGRAMS: CsvForm = { separator: ",", decimal: ".", day: (day) => day };

/** Returns the form for spreadsheets of the reader's country. */
export function csvFormOf(language: Language): CsvForm {
  const parts = new Intl.NumberFormat(LOCALES[language]).formatToParts(0.5);
  const day = dayForm(language);
  return parts.some(({ type, value }) => type === "decimal" && value === ",")
    ? { separator: ";", decimal: ",", day }
    : { ...FOR_PROGRAMS, day };
}

/**
 * As the reader's country writes a day in figures. In English it stays 2026-11-24, which every
 * spreadsheet reads: the countries of that language disagree on which figure is the month.
 */
function dayForm(language: Language): CsvForm["day"] {
  if (language === DEFAULT_LANGUAGE) return FOR_PROGRAMS.day;
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    timeZone: "UTC",
  });
  // A document without a day has an empty cell.
  return (day) => (Number.isNaN(Date.parse(day)) ? day : format.format(Date.parse(day)));
}

/** An instant, in ms, in the shop's zone. */
export const stampIn = (form: CsvForm, at: number): string => timedIn(form, inputStamp(at));

/** "2026-11-24T10:00:00", or a day alone. */
export function timedIn({ day }: CsvForm, text: string): string {
  const time = text.slice(11, 19);
  return `${day(text.slice(0, 10))}${time === "" ? "" : ` ${time}`}`;
}

/** A column's head begins with a capital, for people. */
export const capital = (name: string): string =>
  `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

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
