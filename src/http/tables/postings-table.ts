/** A posting list as a table for a spreadsheet, in the reader's language and form. */
import type { Language } from "../../domain/language.ts";
import { amount, type Decimal } from "../../domain/money.ts";
import { ok } from "../../domain/result.ts";
import { type Messages, messagesOf } from "../../messages/index.ts";
import { capital, type CsvForm, csvFormOf, csvOf, stampIn } from "./csv.ts";
import {
  listedDocuments,
  hasNoLines,
  type ListedDocument,
  dayVoucherDocument,
} from "../words/posting-lines.ts";
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
  "comparison.report.compared",
] as const;

/** A line a row, page by page. `first`: the page that the caller has read, to see that it may. */
export function postingsTable(
  pages: (query: DayQuery) => Answer<DayPostings>,
  first: DayPostings,
  language: Language,
  days: { readonly from: string; readonly to: string },
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t } = messages;
  const form = csvFormOf(language);
  const { reconciledAt } = first;
  const compared = reconciledAt === null ? "" : stampIn(form, reconciledAt);
  const table = { form, t };
  return csvOf(
    COLUMNS.map((column) => capital(t(column))),
    async (cursor) => {
      const found = cursor === null ? ok(first) : await pages({ ...days, cursor });
      if (!found.ok) throw new Error("the postings couldn't be listed to their end");
      const { orders, vouchers, chart } = found.value;
      return {
        rows: [
          ...vouchers.flatMap((day) =>
            rowsOf(table, NO_ORDER, dayVoucherDocument(day, chart, messages)),
          ),
          ...orders.flatMap((order) =>
            order.untold === true
              ? [untold(table, order)]
              : listedDocuments(order, chart, messages).flatMap((one) =>
                  rowsOf(table, ofOrder(order), one),
                ),
          ),
        ].map((row) => [...row, compared]),
        cursor: found.value.cursor,
      };
    },
    null,
    form,
  );
}

type Table = { readonly form: CsvForm; readonly t: Messages["t"] };

/** What stands in the columns of an order; `day`: its own, where its document has none. */
type OfOrder = { readonly number: string; readonly customer: string; readonly day: string };

/** A voucher of many orders is of none. */
const NO_ORDER: OfOrder = { number: "", customer: "", day: "" };

const ofOrder = ({ order }: OrderPostings): OfOrder => ({
  number: order.number ?? String(order.id),
  customer: customerOf(order),
  day: order.date.slice(0, 10),
});

function rowsOf(
  { form, t }: Table,
  { number, customer, day }: OfOrder,
  { title, source, voucher, date, lines }: ListedDocument,
): readonly (readonly string[])[] {
  const figure = (of: Decimal | null): string =>
    of === null ? "" : amount(of).replace(".", form.decimal);
  const dated = form.day(date ?? day);
  // A document without lines is listed all the same, and says why.
  if (lines.length === 0)
    return [
      [
        dated,
        voucher ?? "",
        title,
        number,
        ...Array.from({ length: 6 }, () => ""),
        hasNoLines({ title, source, voucher, date, lines })
          ? t("comparison.postings.noLines")
          : t(`comparison.postings.source.${source}`),
        customer,
      ],
    ];
  return lines.map((line) => [
    dated,
    voucher ?? "",
    title,
    number,
    line.account === null ? "" : String(line.account),
    line.name ?? "",
    figure(line.debit),
    figure(line.credit),
    line.currency ?? "",
    line.vatCode ?? "",
    t(`comparison.postings.source.${source}`),
    customer,
  ]);
}

/** Its row says why it has no lines. */
function untold({ form, t }: Table, order: OrderPostings): readonly string[] {
  const { number, customer, day } = ofOrder(order);
  return [
    form.day(day),
    "",
    t("comparison.postings.untold", { count: 1 }),
    number,
    ...Array.from({ length: 7 }, () => ""),
    customer,
  ];
}
