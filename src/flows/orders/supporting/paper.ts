/**
 * The sheets that supporting documents are drawn on: A4, one font, tables of cells. The same words
 * give the same bytes: no clock, no chance, and the font's part is named after what it holds.
 *
 * PDFKit and the font are loaded when the first document is drawn, not when an isolate starts.
 */
import { type Language, LOCALES } from "../../../domain/language.ts";
import { decodeBase64 } from "../../../domain/text.ts";
import type { Messages } from "../../../messages/index.ts";
import { printable } from "./letters.ts";

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
export async function drawn(
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
