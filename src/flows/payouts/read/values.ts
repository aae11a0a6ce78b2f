/**
 * Amounts and days as settlement files write them. Nothing is guessed: "1,249" is a thousand and
 * more, or one and a bit, until another amount of the file has shown which sign parts its cents,
 * and 02/03 is a day of February or of March until the tenant has said so.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { localDay } from "../../../domain/platform/zoned-time.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";

export type DateOrder = "day-first" | "month-first";

/** What the first unmistakable amount of a file shows for all of them. */
export type Decimals = { sign: "." | "," | null };

const SPACES = /[\s\u00a0\u202f']/g;
const MAX_CHARS = 40;

/** `null`: it can't be read, or can be read in two ways. Two decimals at most. */
export function readAmount(text: string, decimals: Decimals): Decimal | null {
  const bare = text.replaceAll(SPACES, "").replace("−", "-");
  const [, sign = "", digits = ""] = /^([+-]?)([\d.,]+)$/.exec(bare) ?? [];
  if (digits === "" || digits.length > MAX_CHARS) return null;
  const point = signOf(digits, decimals);
  if (point === null) return null;
  const [whole = "", cents = "", ...more] = digits.split(point);
  const groups = point === "." ? "," : ".";
  if (more.length > 0 || cents.includes(groups) || cents.length > 2) return null;
  if (!/^(\d+|\d{1,3}([.,]\d{3})+)$/.test(whole)) return null;
  return amount(
    dec(`${sign === "-" ? "-" : ""}${whole.replaceAll(groups, "")}.${cents.padEnd(2, "0")}`),
  );
}

/** Which sign parts the cents. An amount that shows it binds all that follow. */
function signOf(digits: string, decimals: Decimals): "." | "," | null {
  const last = /[.,](?=\d*$)/.exec(digits)?.[0];
  if (last === undefined) return decimals.sign ?? ".";
  const cents = digits.length - digits.lastIndexOf(last) - 1;
  const both = digits.includes(".") && digits.includes(",");
  const signs = digits.split(last).length - 1;
  const shown = last === "," ? "," : ".";
  if (signs > 1) return decimals.sign ?? (shown === "," ? "." : ",");
  if (!both && cents === 3) return decimals.sign;
  if (decimals.sign !== null && decimals.sign !== shown) return null;
  decimals.sign = shown;
  return shown;
}

/** `null`: no day. `"ambiguous"`: of two months. */
export function readDay(text: string, order: DateOrder | null): string | null {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/.exec(text);
  if (iso !== null) return dayOf(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(text);
  if (dotted !== null) return dayOf(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/.exec(text);
  if (slashed === null) return null;
  const [, one = "", other = "", year = ""] = slashed;
  if (order === "day-first") return dayOf(year, other, one);
  if (order === "month-first") return dayOf(year, one, other);
  if (Number(one) > 12) return dayOf(year, other, one);
  if (Number(other) > 12) return dayOf(year, one, other);
  return Number(one) === Number(other) ? dayOf(year, one, other) : "ambiguous";
}

const INSTANT =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)$/i;

/** The day of an instant with its offset from UTC in that zone; `null`: it is none. */
function dayIn(text: string, zone: string): string | null {
  const [, year, month, day, time = "", offset = ""] = INSTANT.exec(text) ?? [];
  const date = dayOf(year, month, day);
  if (date === null) return null;
  const from = offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2").toUpperCase();
  const at = Date.parse(`${date}T${time}${from}`);
  return Number.isNaN(at) ? null : localDay(at, zone);
}

/** Names of zones that mean one offset (docs/vendor-assumptions.md, E241). */
const OFFSETS: Readonly<Record<string, string>> = {
  UTC: "+00:00",
  GMT: "+00:00",
  WET: "+00:00",
  CET: "+01:00",
  CEST: "+02:00",
  EET: "+02:00",
  EEST: "+03:00",
  EST: "-05:00",
  EDT: "-04:00",
  PST: "-08:00",
  PDT: "-07:00",
};

function dayOf(year = "", month = "", day = ""): string | null {
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const made = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(made.getTime()) || made.toISOString().slice(0, 10) !== text ? null : text;
}

/** A row of a file: what it holds, and where it stands. */
export type FileRow = { readonly cells: readonly string[]; readonly line: number };

/** The place of each column by its name, folded; of two of one name the first counts. */
export type Columns = ReadonlyMap<string, number>;

const folded = (name: string): string => name.trim().toLowerCase();

export function columnsOf(cells: readonly string[]): Columns {
  const places = new Map<string, number>();
  for (const [index, name] of cells.entries())
    if (name.trim() !== "" && !places.has(folded(name))) places.set(folded(name), index);
  return places;
}

export const columnMissing = (
  columns: Columns,
  names: readonly string[],
  line: number,
): Reason | null => {
  const missing = names.find((name) => !columns.has(folded(name)));
  return missing === undefined
    ? null
    : reason("settlement-column-missing", { line, column: missing });
};

/** Reads a row by the names of its columns, and remembers the first thing that it couldn't read. */
export class Cells {
  fault: Reason | null = null;
  readonly line: number;
  readonly #columns: Columns;
  readonly #cells: readonly string[];
  readonly #decimals: Decimals;

  constructor(columns: Columns, row: FileRow, decimals: Decimals) {
    this.#columns = columns;
    this.#cells = row.cells;
    this.#decimals = decimals;
    this.line = row.line;
  }

  /** "" where the file has no such column. */
  text(name: string): string {
    const place = this.#columns.get(folded(name));
    return place === undefined ? "" : (this.#cells[place] ?? "").trim();
  }

  /** The first of these columns that says something. */
  either(names: readonly string[]): string | null {
    for (const name of names) {
      const text = this.text(name);
      if (text !== "") return text;
    }
    return null;
  }

  /** "0.00" where nothing stands. */
  amount(name: string): Decimal {
    const text = this.text(name);
    if (text === "") return "0.00";
    const read = readAmount(text, this.#decimals);
    if (read === null) this.#unreadable(name, text);
    return read ?? "0.00";
  }

  /** An amount must stand here. */
  needed(name: string): Decimal {
    if (this.text(name) === "") this.#unreadable(name, "");
    return this.amount(name);
  }

  /** `zone`: of the company, in which an instant with its offset is a day. */
  day(name: string, order: DateOrder | null = null, zone: string | null = null): string {
    const text = this.text(name);
    const read = (zone === null ? null : dayIn(text, zone)) ?? readDay(text, order);
    if (read === null) this.#unreadable(name, text);
    if (read === "ambiguous")
      this.fault ??= reason("settlement-date-ambiguous", { line: this.line, value: text });
    return read ?? "";
  }

  /**
   * The company's day of a time whose zone stands in a column of its own. A zone without one
   * certain offset leaves the file's own day.
   */
  dayOfTime(day: string, time: string, zoneName: string, zone: string): string {
    const offset = OFFSETS[this.text(zoneName).toUpperCase()];
    const at = /(\d{2}:\d{2}(?::\d{2})?)$/.exec(time)?.[1];
    return offset === undefined || at === undefined
      ? day
      : (dayIn(`${day} ${at} ${offset}`, zone) ?? day);
  }

  /** The first of these columns that has a day; `null`: none, and that is no fault. */
  anyDay(names: readonly string[]): string | null {
    for (const name of names) {
      const read = readDay(this.text(name), null);
      if (read !== null && read !== "ambiguous") return read;
    }
    return null;
  }

  currency(name: string): string {
    const text = this.text(name).toUpperCase();
    if (!/^[A-Z]{3}$/.test(text)) this.#unreadable(name, text);
    return text;
  }

  refuse(fault: Reason): void {
    this.fault ??= fault;
  }

  #unreadable(column: string, value: string): void {
    this.fault ??= reason("settlement-value-unreadable", {
      line: this.line,
      column,
      value: value.slice(0, MAX_CHARS),
    });
  }
}
