/** Lines of postings of some days, as the list's page and its table have them. */
import type { Decimal } from "../../domain/money.ts";
import type { Chart } from "../../domain/ledger/posting.ts";
import type { Messages } from "../../messages/index.ts";
import type { BookedDayVoucher } from "../../sync/contract/days.ts";
import type { OrderPostings } from "../usecases/ledger/day-postings.ts";
import type { DocumentPosting } from "../usecases/ledger/posting.ts";
import { dayName } from "./day-name.ts";
import { formatOf } from "./format.ts";
import { PAYMENTS, postingRows, postingTitle } from "./posting-rows.ts";

/**
 * `gone`, `none`: there is nothing to read of it, so it has no lines. `planned`: it books nothing,
 * and its lines are what the invoice or the voucher will book. `compared`: it held these lines when
 * it was read last. `changed`: these are its lines as sent, and somebody changed them since.
 * `sent`: lines as sent, of a payment, which can't be read, or of an order within a voucher that
 * many orders share.
 */
type Source = "read" | "predicted" | "planned" | "gone" | "none" | "compared" | "changed" | "sent";

export type ListedLine = {
  readonly account: number | null;
  readonly name: string | null;
  readonly debit: Decimal | null;
  readonly credit: Decimal | null;
  readonly vatCode: string | null;
  /** `null`: the ledger's own, which no plan tells. */
  readonly currency: string | null;
};

export type ListedDocument = {
  readonly title: string;
  readonly source: Source;
  /** The voucher's number and day. */
  readonly voucher: string | null;
  readonly date: string | null;
  readonly lines: readonly ListedLine[];
};

/** It stands, and what it books is neither kept nor read: it is in no total. */
export const hasNoLines = ({ source, lines }: ListedDocument): boolean =>
  lines.length === 0 && source !== "gone" && source !== "none";

/** Orders and drafts of the ledger, and what stands there as nothing yet. */
const booksNothing = ({ role }: DocumentPosting): boolean =>
  role === null || role === "sales-order" || role.endsWith("-draft");

function sourceOf(one: DocumentPosting): Source {
  if (one.day !== undefined || PAYMENTS.has(one.role)) return "sent";
  if (one.booked === null) return booksNothing(one) ? "planned" : "predicted";
  return typeof one.booked.voucher === "string" ? one.booked.voucher : "read";
}

export function listedDocuments(
  { documents, home }: OrderPostings,
  chart: Chart,
  messages: Messages,
): readonly ListedDocument[] {
  return documents.map((one): ListedDocument => {
    const { booked, predicted } = one;
    const voucher = booked === null || typeof booked.voucher === "string" ? null : booked.voucher;
    const source = sourceOf(one);
    const currency = voucher === null ? (predicted?.currency ?? null) : home;
    const hasLines = source !== "gone" && source !== "none";
    return {
      title: one.day === undefined ? postingTitle(messages, one) : shareOf(one.day, messages),
      source,
      voucher: voucher?.number ?? (one.day === undefined ? null : one.number),
      date: voucher?.date ?? predicted?.date ?? null,
      // Each line of the voucher, not what it was held against.
      lines: hasLines
        ? postingRows({ ...one, compared: null }, chart).map(
            ({ account, name, debit, credit, vatCode }) => ({
              account,
              name,
              debit,
              credit,
              vatCode,
              currency,
            }),
          )
        : [],
    };
  });
}

/** `id`: of the day's voucher, "2026-11-28-1". */
function shareOf(id: string, { t, language }: Messages): string {
  const of = { day: id.slice(0, 10), n: Number(id.slice(11)) };
  return t("comparison.postings.share", { day: dayName(t, formatOf(language), of) });
}

/** A day's voucher, which many orders share. Its rows are its lines. */
export function dayVoucherDocument(
  { day, n, number, currency, state, rows }: BookedDayVoucher,
  chart: Chart,
  { t, language }: Messages,
): ListedDocument {
  return {
    title: t("days.one", { day: dayName(t, formatOf(language), { day, n }) }),
    source: state === "unread" ? "predicted" : state,
    voucher: number,
    date: day,
    lines: rows.map(({ account, debit, credit }) => ({
      account,
      name: chart.get(account)?.name ?? null,
      debit,
      credit,
      vatCode: chart.get(account)?.vat?.code ?? null,
      currency,
    })),
  };
}
