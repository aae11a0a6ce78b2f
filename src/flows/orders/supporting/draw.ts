/** Draws the supporting document of an order: one page or more, in the tenant's language. */
import { type Language, moneyText } from "../../../domain/language.ts";
import { dec } from "../../../domain/money.ts";
import { loadMessages, type Messages } from "../../../messages/index.ts";
import type { SupportingFacts } from "./facts.ts";
import {
  printable,
  BLACK,
  BOTTOM,
  column,
  type Column,
  type Doc,
  renderPdf,
  foot,
  GREY,
  heightOf,
  MARGIN,
  newPage,
  row,
  rule,
  WIDTH,
} from "./pdf-page.ts";

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

export async function drawPdf(facts: SupportingFacts, language: Language): Promise<Uint8Array> {
  const messages = await loadMessages(language);
  const { t } = messages;
  const title = printable(
    t(facts.credits ? "orderPdf.titleCredit" : "orderPdf.title", { number: facts.number }),
  );
  return renderPdf({ title, day: facts.day, language }, (doc) => {
    head(doc, facts, messages, title);
    lines(doc, facts, messages);
    sums(doc, facts, messages);
    foot(doc, messages);
  });
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
  const { t, language } = messages;
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
      moneyText(language, line.price, facts.currency),
      t("orderPdf.rate", { rate: line.vatRate }),
      moneyText(language, line.net, facts.currency),
      moneyText(language, line.gross, facts.currency),
    ];
    if (doc.y + heightOf(doc, LINES, cells) > BOTTOM) {
      newPage(doc);
      begin();
    }
    row(doc, LINES, cells);
  }
  rule(doc);
}

function sums(doc: Doc, facts: SupportingFacts, { t, language }: Messages): void {
  const figures = (of: { readonly net: string; readonly vat: string; readonly gross: string }) =>
    [of.net, of.vat, of.gross].map((amount) => moneyText(language, amount, facts.currency));
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
      : t("orderPdf.paid", {
          state: paid,
          amount: moneyText(language, facts.paid, facts.currency),
          currency: facts.currency,
        }),
    ...(facts.page === null ? [] : [t("orderPdf.page", { page: facts.page })]),
  ];
  if (doc.y + (rows.length + tail.length + 3) * 14 > BOTTOM) newPage(doc);
  doc.y += 6;
  row(doc, SUMS, names, GREY);
  for (const cells of rows) row(doc, SUMS, cells);
  doc.y += 8;
  for (const text of tail) doc.text(printable(text), MARGIN, doc.y, { width: WIDTH - 2 * MARGIN });
}
