/** The posting list of a day as a table for a spreadsheet, in the reader's language and form. */
import type { Language } from "../../domain/language.ts";
import { amount, type Decimal } from "../../domain/money.ts";
import { ok } from "../../domain/result.ts";
import { type Messages, messagesOf } from "../../messages/index.ts";
import { csvFormOf, csvOf } from "./csv.ts";
import { documentsOf, hasNoLines, type ListedDocument } from "../words/posting-lines.ts";
import type { DayPostings, DayQuery, OrderPostings } from "../usecases/ledger/day-postings.ts";
import type { Answer } from "../usecases/refusal.ts";
import { customerOf } from "../words/comparison.ts";

const COLUMNS = [
  "comparison.columns.date",
  "comparison.postings.columns.voucher",
  "comparison.columns.documents",
  "comparison.columns.order",
  "comparison.postings.columns.account",
  "comparison.postings.columns.name",
  "comparison.postings.columns.debit",
  "comparison.postings.columns.credit",
  "comparison.columns.currency",
  "comparison.postings.columns.vatCode",
  "comparison.postings.columns.source",
  "comparison.columns.customer",
] as const;

/** A line a row, page by page. `first`: the page that the caller has read, to see that it may. */
export function postingsTable(
  pages: (query: DayQuery) => Answer<DayPostings>,
  first: DayPostings,
  language: Language,
  day: string,
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t } = messages;
  const form = csvFormOf(language);
  const table = { day, decimal: form.decimal, t };
  return csvOf(
    COLUMNS.map((column) => t(column)),
    async (cursor) => {
      const found = cursor === null ? ok(first) : await pages({ day, cursor });
      if (!found.ok) throw new Error("the postings couldn't be listed to their end");
      const { orders, chart } = found.value;
      return {
        rows: orders.flatMap((order) =>
          order.untold === true
            ? [untold(table, order)]
            : documentsOf(order, chart, messages).flatMap((one) => rowsOf(table, order, one)),
        ),
        cursor: found.value.cursor,
      };
    },
    null,
    form,
  );
}

type Table = {
  readonly day: string;
  /** The sign before decimals. */
  readonly decimal: string;
  readonly t: Messages["t"];
};

const numberOf = ({ order }: OrderPostings): string => order.number ?? String(order.id);

function rowsOf(
  { day, decimal, t }: Table,
  order: OrderPostings,
  { title, source, voucher, date, lines }: ListedDocument,
): readonly (readonly string[])[] {
  const figure = (of: Decimal | null): string =>
    of === null ? "" : amount(of).replace(".", decimal);
  // A document without lines is listed all the same, and says why.
  if (lines.length === 0)
    return [
      [
        date ?? day,
        voucher ?? "",
        title,
        numberOf(order),
        ...Array.from({ length: 6 }, () => ""),
        hasNoLines({ title, source, voucher, date, lines })
          ? t("comparison.postings.noLines")
          : t(`comparison.postings.source.${source}`),
        customerOf(order.order),
      ],
    ];
  return lines.map((line) => [
    date ?? day,
    voucher ?? "",
    title,
    numberOf(order),
    line.account === null ? "" : String(line.account),
    line.name ?? "",
    figure(line.debit),
    figure(line.credit),
    line.currency ?? "",
    line.vatCode ?? "",
    t(`comparison.postings.source.${source}`),
    customerOf(order.order),
  ]);
}

/** Its row says why it has no lines. */
const untold = ({ day, t }: Table, order: OrderPostings): readonly string[] => [
  day,
  "",
  t("comparison.postings.untold", { count: 1 }),
  numberOf(order),
  ...Array.from({ length: 7 }, () => ""),
  customerOf(order.order),
];
