/**
 * Bytes of a settlement file as rows, piece by piece: whatever size the file has, no more than one
 * piece and the line that it cuts are held. Text is UTF-8, or what its mark at the beginning says;
 * bytes that are neither are refused, as a letter that is read wrongly may be an order's number.
 *
 * Papa Parse splits the text: it knows quotes, their doubles, and line ends within them. It takes
 * one kind of line end for a whole file, so each kind is made a line feed first: a file that went
 * through several programs has more than one.
 */
import Papa from "papaparse";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { FileRow } from "./values.ts";

export const ENCODINGS = ["utf-8", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** A quote that is never closed would make one line of the rest of the file. */
const MAX_CHARS_A_LINE = 256 * 1024;

type Parsed = {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly row?: number; readonly type: string }[];
  readonly meta: { readonly cursor: number };
};
type Parser = { parse(text: string, base: number, ignoreLastRow: boolean): Parsed };

/** Papa's low-level parser isn't in its types as a class of a configuration. */
const parserOf = (delimiter: string): Parser =>
  new (Papa as unknown as { Parser: new (config: object) => Parser }).Parser({
    delimiter,
    newline: "\n",
    quoteChar: '"',
  });

/**
 * Takes the bytes of a file and gives its rows. A fault ends it: what comes after is of no
 * interest.
 */
export class RowReader {
  #decoder: TextDecoder | null = null;
  #head: readonly Uint8Array[] = [];
  #text = "";
  #line = 1;
  #parser: Parser | null = null;
  /** A piece ended with a carriage return: a line feed that follows belongs to it. */
  #isCarriageReturn = false;
  readonly #encoding: Encoding;

  constructor(encoding: Encoding = "utf-8") {
    this.#encoding = encoding;
  }

  /** Rows that are whole; `null` in the place of blank lines is left out. */
  push(bytes: Uint8Array): readonly FileRow[] | Reason {
    if (this.#decoder === null) {
      this.#head = [...this.#head, bytes];
      const head = joined(this.#head);
      if (head.length < 4) return [];
      return this.#begin(head);
    }
    return this.#decode(bytes, false);
  }

  end(): readonly FileRow[] | Reason {
    if (this.#decoder === null) {
      const begun = this.#begin(joined(this.#head));
      if (!Array.isArray(begun)) return begun;
      const rest = this.#decode(new Uint8Array(), true);
      return Array.isArray(rest) ? [...begun, ...rest] : rest;
    }
    return this.#decode(new Uint8Array(), true);
  }

  #begin(head: Uint8Array): readonly FileRow[] | Reason {
    this.#head = [];
    const label = markedEncoding(head) ?? this.#encoding;
    this.#decoder = new TextDecoder(label, { fatal: true, ignoreBOM: false });
    return this.#decode(head, false);
  }

  #decode(bytes: Uint8Array, over: boolean): readonly FileRow[] | Reason {
    try {
      this.#text += this.#lineFeeds(this.#decoder?.decode(bytes, { stream: !over }) ?? "");
    } catch {
      return reason("settlement-encoding", { line: this.#line + countLines(this.#text) });
    }
    // UTF-16 without its mark is text with a zero beside each letter.
    if (this.#text.includes("\0"))
      return reason("settlement-encoding", { line: this.#line + linesUntilZero(this.#text) });
    return this.#take(over);
  }

  /** The text with each line end as a line feed. */
  #lineFeeds(text: string): string {
    if (text === "") return "";
    const rest = this.#isCarriageReturn && text.startsWith("\n") ? text.slice(1) : text;
    this.#isCarriageReturn = text.endsWith("\r");
    return rest.replaceAll(/\r\n?/g, "\n");
  }

  #take(over: boolean): readonly FileRow[] | Reason {
    if (this.#parser === null) {
      const end = this.#text.indexOf("\n");
      if (end === -1 && !over)
        return this.#text.length > MAX_CHARS_A_LINE
          ? reason("settlement-line-cut", { line: this.#line })
          : [];
      this.#parser = parserOf(delimiterOf(end === -1 ? this.#text : this.#text.slice(0, end)));
    }
    const rows: FileRow[] = [];
    const parsed = this.#parser.parse(this.#text, 0, !over);
    const { cursor } = parsed.meta;
    for (const [index, data] of parsed.data.entries()) {
      const cells = data.map(String);
      const broken = parsed.errors.find(({ row, type }) => row === index && type === "Quotes");
      if (broken !== undefined) return reason("settlement-line-cut", { line: this.#line });
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ cells, line: this.#line });
      this.#line += 1 + cells.reduce((sum, cell) => sum + countLines(cell), 0);
    }
    this.#text = over ? "" : this.#text.slice(cursor);
    return this.#text.length > MAX_CHARS_A_LINE
      ? reason("settlement-line-cut", { line: this.#line })
      : rows;
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const countLines = (text: string): number => text.split("\n").length - 1;
const linesUntilZero = (text: string): number => countLines(text.slice(0, text.indexOf("\0")));

/** The one that parts the first line into most cells. */
function delimiterOf(line: string): string {
  const counted = DELIMITERS.map((delimiter) => ({
    delimiter,
    cells: parserOf(delimiter).parse(line, 0, false).data[0]?.length ?? 0,
  }));
  return counted.toSorted((a, b) => b.cells - a.cells)[0]?.delimiter ?? ",";
}

/** By the mark at its beginning. */
function markedEncoding([one, two, three]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xff && two === 0xfe) return "utf-16le";
  return one === 0xfe && two === 0xff ? "utf-16be" : null;
}
