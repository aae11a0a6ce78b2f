/**
 * Draws a supporting document: one A4 page or more, in the tenant's language. The same facts give
 * the same bytes: no clock, no chance, and the font's part is named after what it holds.
 *
 * PDFKit and the font are loaded when the first document is drawn, not when an isolate starts.
 */
import { LOCALES } from "../../../domain/language.ts";
import { dec } from "../../../domain/money.ts";
import { decodeBase64 } from "../../../domain/text.ts";
import { loadMessages, type Messages } from "../../../messages/index.ts";
import type { Language } from "../../../domain/language.ts";
import type { SupportingFacts } from "./facts.ts";
import { printable } from "./letters.ts";

const FONT = "letters";
const MARGIN = 42;
/** A4 in points. */
const WIDTH = 595;
const HEIGHT = 842;
const BOTTOM = HEIGHT - 56;
const GREY = "#555555";
const BLACK = "#000000";

type Column = { readonly x: number; readonly width: number; readonly align: "left" | "right" };
const column = (x: number, width: number, align: Column["align"] = "right"): Column => ({
  x,
  width,
  align,
});
const LINES: readonly Column[] = [
  column(MARGIN, 70, "left"),
  column(116, 170, "left"),
  column(290, 42),
  column(336, 58),
  column(398, 36),
  column(438, 54),
  column(496, WIDTH - MARGIN - 496),
];
const SUMS: readonly Column[] = [
  column(290, 104, "left"),
  column(398, 48),
  column(450, 42),
  column(496, WIDTH - MARGIN - 496),
];

type Doc = PDFKit.PDFDocument;

export async function drawPdf(facts: SupportingFacts, language: Language): Promise<Uint8Array> {
  const [{ default: PDFDocument }, { LETTERS }, messages] = await Promise.all([
    import("pdfkit"),
    import("./compiled/letters.ts"),
    loadMessages(language),
  ]);
  const font = decodeBase64(LETTERS);
  if (font === null) throw new Error("the font isn't whole");
  const { t } = messages;
  const title = printable(
    t(facts.credits ? "orderPdf.titleCredit" : "orderPdf.title", { number: facts.number }),
  );
  const doc = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: MARGIN,
    // PDFKit's own would be loaded else. Its types know nothing of `null`.
    font: null as unknown as string,
    bufferPages: true,
    lang: LOCALES[language],
    info: { Title: title, CreationDate: new Date(`${facts.day}T00:00:00Z`) },
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => resolve(joined(chunks)));
    doc.on("error", reject);
  });
  doc.registerFont(FONT, font as unknown as ArrayBuffer);
  doc.font(FONT).fontSize(9);
  head(doc, facts, messages, title);
  lines(doc, facts, messages);
  sums(doc, facts, messages);
  foot(doc, messages);
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

function head(doc: Doc, facts: SupportingFacts, { t }: Messages, title: string): void {
  doc.fontSize(16).text(title, MARGIN, MARGIN);
  doc.fontSize(9).fillColor(GREY);
  doc.text(t("orderPdf.day", { day: Date.parse(`${facts.day}T00:00:00Z`) }));
  const { seller, buyer } = facts;
  const parties: readonly (readonly [string, readonly string[]])[] = [
    [
      t("orderPdf.seller"),
      [
        seller.name,
        ...(seller.organisationNumber === null
          ? []
          : [t("orderPdf.organisationNumber", { number: seller.organisationNumber })]),
      ],
    ],
    [
      t("orderPdf.buyer"),
      [
        ...new Set([...buyer.names, ...buyer.address]),
        ...(buyer.organisationNumber === null
          ? []
          : [t("orderPdf.organisationNumber", { number: buyer.organisationNumber })]),
        ...(buyer.vatNumber === null ? [] : [t("orderPdf.vatNumber", { number: buyer.vatNumber })]),
        ...(buyer.reference === null
          ? []
          : [t("orderPdf.reference", { reference: buyer.reference })]),
      ],
    ],
    ...(buyer.delivery === null ? [] : [[t("orderPdf.delivery"), buyer.delivery] as const]),
  ];
  const top = doc.y + 10;
  const width = (WIDTH - 2 * MARGIN) / 3;
  const ends = parties.map(([name, texts], at) => {
    const x = MARGIN + at * width;
    doc.fillColor(GREY).text(name, x, top, { width: width - 10 });
    doc.fillColor(BLACK);
    for (const one of texts) doc.text(printable(one), x, doc.y, { width: width - 10 });
    return doc.y;
  });
  doc.y = Math.max(...ends) + 14;
}

function lines(doc: Doc, facts: SupportingFacts, messages: Messages): void {
  const { t } = messages;
  const names = [
    t("orderPdf.columns.sku"),
    t("orderPdf.columns.text"),
    t("orderPdf.columns.quantity"),
    t(facts.pricesIncludeVat ? "orderPdf.columns.priceWithVat" : "orderPdf.columns.price"),
    t("orderPdf.columns.vatRate"),
    t("orderPdf.columns.net"),
    t("orderPdf.columns.gross"),
  ];
  const begin = (): void => {
    row(doc, LINES, names, GREY);
    rule(doc);
  };
  begin();
  for (const line of facts.lines) {
    const cells = [
      line.sku ?? "",
      dec(line.discount).eq(0)
        ? line.text
        : t("orderPdf.discounted", { text: line.text, discount: line.discount }),
      t("orderPdf.figure", { figure: line.quantity }),
      t("orderPdf.amount", { amount: line.price }),
      t("orderPdf.rate", { rate: line.vatRate }),
      t("orderPdf.amount", { amount: line.net }),
      t("orderPdf.amount", { amount: line.gross }),
    ];
    if (doc.y + heightOf(doc, LINES, cells) > BOTTOM) {
      newPage(doc);
      begin();
    }
    row(doc, LINES, cells);
  }
  rule(doc);
}

function sums(doc: Doc, facts: SupportingFacts, { t }: Messages): void {
  const figures = (of: { readonly net: string; readonly vat: string; readonly gross: string }) =>
    [of.net, of.vat, of.gross].map((amount) => t("orderPdf.amount", { amount }));
  const rows = [
    ...facts.rates.map((rate) => [t("orderPdf.ofRate", { rate: rate.rate }), ...figures(rate)]),
    [t("orderPdf.total", { currency: facts.currency }), ...figures(facts)],
  ];
  const names = [
    "",
    t("orderPdf.columns.net"),
    t("orderPdf.columns.vat"),
    t("orderPdf.columns.gross"),
  ];
  const paid = t(`orderPdf.payment.${facts.payment}`);
  const tail = [
    facts.paid === null
      ? paid
      : t("orderPdf.paid", { state: paid, amount: facts.paid, currency: facts.currency }),
    ...(facts.page === null ? [] : [t("orderPdf.page", { page: facts.page })]),
  ];
  if (doc.y + (rows.length + tail.length + 3) * 14 > BOTTOM) newPage(doc);
  doc.y += 6;
  row(doc, SUMS, names, GREY);
  for (const cells of rows) row(doc, SUMS, cells);
  doc.y += 8;
  for (const text of tail) doc.text(printable(text), MARGIN, doc.y, { width: WIDTH - 2 * MARGIN });
}

/** Below what every page holds. */
function foot(doc: Doc, { t }: Messages): void {
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

function newPage(doc: Doc): void {
  doc.addPage();
  doc.y = MARGIN;
}

function rule(doc: Doc): void {
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(WIDTH - MARGIN, doc.y)
    .lineWidth(0.5)
    .strokeColor(GREY)
    .stroke();
  doc.y += 3;
}

const heightOf = (doc: Doc, columns: readonly Column[], cells: readonly string[]): number =>
  Math.max(
    ...columns.map(({ width }, at) => doc.heightOfString(printable(cells[at] ?? ""), { width })),
  ) + 3;

function row(
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
