/**
 * The sheets that supporting documents are drawn on: A4, one font, tables of cells. The same words
 * give the same bytes: no clock, no chance, and the font's part is named after what it holds.
 *
 * PDFKit and the font are loaded when the first document is drawn, not when an isolate starts. The
 * font has Latin with all its marks, Greek, Cyrillic and signs of currency. What it lacks (Hebrew,
 * Arabic, Chinese, emoji) is shown as an empty square, and marks that turn the direction of text
 * are left out.
 */
import { type Language, LOCALES } from "../../../domain/language.ts";
import { decodeBase64 } from "../../../domain/platform/text.ts";
import type { Messages } from "../../../messages/index.ts";

const FONT = "letters";
export const MARGIN = 42;
/** A4 in points. */
export const WIDTH = 595;
const HEIGHT = 842;
export const BOTTOM = HEIGHT - 56;
export const GREY = "#555555";
export const BLACK = "#000000";

export type Column = {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
};
export const column = (x: number, width: number, align: Column["align"] = "right"): Column => ({
  x,
  width,
  align,
});

export type Doc = PDFKit.PDFDocument;

/** Draws a document and answers its bytes. `day`: `YYYY-MM-DD`, as its date of creation. */
export async function renderPdf(
  {
    title,
    day,
    language,
  }: {
    readonly title: string;
    readonly day: string;
    readonly language: Language;
  },
  draw: (doc: Doc) => void,
): Promise<Uint8Array> {
  const [{ default: PDFDocument }, { LETTERS }] = await Promise.all([
    import("pdfkit"),
    import("./compiled/letters.ts"),
  ]);
  const font = decodeBase64(LETTERS);
  if (font === null) throw new Error("the font isn't whole");
  const doc = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: MARGIN,
    // PDFKit's own would be loaded else. Its types know nothing of `null`.
    font: null as unknown as string,
    bufferPages: true,
    lang: LOCALES[language],
    info: { Title: title, CreationDate: new Date(`${day}T00:00:00Z`) },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => resolve(joined(chunks)));
    doc.on("error", reject);
  });
  doc.registerFont(FONT, font as unknown as ArrayBuffer);
  doc.font(FONT).fontSize(9);
  draw(doc);
  doc.end();
  return whole;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Below what every page holds. */
export function foot(doc: Doc, { t }: Messages): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page);
    // PDFKit begins a new page for what stands in the margin.
    doc.page.margins.bottom = 0;
    doc.fillColor(GREY).text(t("orderPdf.pageOf", { page: page + 1, count }), MARGIN, HEIGHT - 40, {
      width: WIDTH - 2 * MARGIN,
      align: "right",
    });
  }
}

export function newPage(doc: Doc): void {
  doc.addPage();
  doc.y = MARGIN;
}

export function rule(doc: Doc): void {
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(WIDTH - MARGIN, doc.y)
    .lineWidth(0.5)
    .strokeColor(GREY)
    .stroke();
  doc.y += 3;
}

export const heightOf = (doc: Doc, columns: readonly Column[], cells: readonly string[]): number =>
  Math.max(
    ...columns.map(({ width }, at) => doc.heightOfString(printable(cells[at] ?? ""), { width })),
  ) + 3;

export function row(
  doc: Doc,
  columns: readonly Column[],
  cells: readonly string[],
  colour: string = BLACK,
): void {
  const { y } = doc;
  const height = heightOf(doc, columns, cells);
  doc.fillColor(colour);
  for (const [at, { x, width, align }] of columns.entries()) {
    const text = printable(cells[at] ?? "");
    if (text !== "") doc.text(text, x, y, { width, align });
  }
  doc.y = y + height;
}

/** The characters of `scripts/fonts/letters.ttf` in hexadecimal. A test compares the two. */
export const FONT_HAS = [
  "20-7e a0-24f 259 2bb-2bc 2c6-2c7 2d8-2dd 386-38a 38c 38e-3a1 3a3-3ce 400-45f 490-491",
  "1e02-1e03 1e0a-1e0b 1e80-1e85 1e9e 1ef2-1ef3 2010-2015 2018-201e 2020-2022 2026 2030",
  "2032-2033 2039-203a 2044 20a0-20b5 20b8-20ba 20bd 2116 2122 2212 25a1",
].join(" ");

const RANGES = FONT_HAS.split(" ").map((range) => {
  const [from = "", to = from] = range.split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
});

const has = (letter: string): boolean => {
  const point = letter.codePointAt(0) ?? 0;
  return RANGES.some(([from, to]) => from <= point && point <= to);
};

const MISSING = "\u25a1";

/** On one line. A letter and its mark that have a sign of their own become that sign. */
export function printable(text: string): string {
  const composed = text.normalize("NFC").replace(/[\s\u2028\u2029]+/gu, " ");
  let shown = "";
  for (const letter of composed) {
    const [bare = ""] = letter.normalize("NFD");
    if (has(letter)) shown += letter;
    // The letter without the mark that the font has no sign for.
    else if (has(bare)) shown += bare;
    // A mark without a letter of its own, an invisible sign, half of a pair.
    else if (!/[\p{M}\p{C}]/u.test(letter)) shown += MISSING;
  }
  // A word in a script that it lacks, or an emoji of several signs, is one square.
  return shown.replace(/\u25a1+/g, MISSING).trim();
}
