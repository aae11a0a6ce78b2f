/**
 * Lists every document of one kind that was created since an instant, with its marker and totals:
 * the ledger's side of the reconciliation. Page by page, oldest first, so that new documents come
 * at the end.
 *
 * A document whose figures can't be read is listed too, with unknown amounts.
 */
import { z } from "zod";
import { defined } from "../domain/platform/defined.ts";
import { markersIn } from "../domain/orders/marker.ts";
import { amount, dec, type Decimal, sum, vatInGross, vatOnNet, negated } from "../domain/money.ts";
import { movements } from "../domain/ledger/voucher.ts";
import type { SendRead, VendorAnswer } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import type { AnsweredRow, RateTotals, VatRounding } from "../domain/orders/sales-order.ts";
import { answeredRow } from "./body.ts";
import {
  type DocumentKind,
  documentsCreatedSince,
  documentsDatedSince,
  type LedgerDocument,
  readDocuments,
  type ReferenceField,
} from "./documents.ts";
import { isFilterRefused } from "./errors.ts";
import { contractFailure, money, vatFraction } from "./request.ts";
import { rawRows } from "./paging.ts";

export type DocumentSums = {
  readonly currency: string | null;
  /** VAT included, without the ledger's rounding to whole units; below zero for a credit. */
  readonly gross: Decimal;
  readonly vat: Decimal;
  /** As booked; of an order or a draft computed from its rows, as the vendor gives only the sum. */
  readonly perRate: readonly RateTotals[] | null;
  readonly rows: number;
};

export type MarkedDocument = {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly number: string | null;
  /** The code of the one marker in its texts, and the number before it. */
  readonly code: string;
  readonly order: string;
  /** When the ledger created it, in ms; `null` where it doesn't say. */
  readonly createdAt: number | null;
  /** Its own day, `YYYY-MM-DD`. Absent where the ledger doesn't say, or it wasn't read. */
  readonly date?: string;
  /** A sales order that the ledger has invoiced. */
  readonly invoiced: boolean;
  readonly credit: boolean;
  /** Ids of the credits that the ledger made of this invoice; absent: none, or not an invoice. */
  readonly creditedBy?: readonly string[];
  /** Its customer; `null` on vouchers. */
  readonly customerId: string | null;
  /** `null`: not readable, or a voucher, which has no totals of a sale. */
  readonly sums: DocumentSums | null;
  /** Of a voucher, its amount by account; `null` where that can't be read. */
  readonly moves?: readonly AccountMove[] | null;
};

/** In the company's currency; debit is above zero. */
type AccountMove = { readonly account: number; readonly amount: Decimal };

const FIELDS: readonly ReferenceField[] = ["OurReference", "YourReference", "BuyersOrderReference"];
const INVOICED = 4;

/**
 * Passes on page after page of what was created since (ms); returns the vendor's count. The caller
 * reads a list again that shrinks meanwhile. Where the vendor refuses the filter, what is dated
 * since is read; dates are compared here in either case.
 */
export async function readMarked(
  send: SendRead,
  kind: DocumentKind,
  since: number,
  visit: (documents: readonly MarkedDocument[]) => Promise<Result<unknown, Failure>>,
): Promise<Result<number, Failure>> {
  const made = await readPages(send, kind, since, documentsCreatedSince, visit);
  return made.ok || !isFilterRefused(made.error)
    ? made
    : readPages(send, kind, since, documentsDatedSince, visit);
}

async function readPages(
  send: SendRead,
  kind: DocumentKind,
  since: number,
  ask: typeof documentsCreatedSince,
  visit: (documents: readonly MarkedDocument[]) => Promise<Result<unknown, Failure>>,
): Promise<Result<number, Failure>> {
  let total: number | null = null;
  let read = 0;
  for (let number = 1; ; number += 1) {
    const answer = await send(ask(kind, since, number));
    if (!answer.ok) return answer;
    const page = readDocuments(answer.value, kind, FIELDS);
    if (!page.ok) return page;
    if (page.value.page !== number)
      return err(
        contractFailure(
          ["Meta", "CurrentPage"],
          `asked for page ${number}, got ${page.value.page}`,
        ),
      );
    // An item that slipped onto a page that was read already would be missed, so the whole list is
    // read again.
    if (total !== null && page.value.total < total)
      return err({
        kind: "transient",
        vendor: "eaccounting",
        cause: "the list moved while it was read",
      });
    total = page.value.total;
    read += page.value.items.length;
    const visited = await visit(marked(page.value.items, kind, answer.value, since));
    if (!visited.ok) return visited;
    if (page.value.next === null) return ok(read);
  }
}

function marked(
  documents: readonly LedgerDocument[],
  kind: DocumentKind,
  answer: VendorAnswer,
  since: number,
): readonly MarkedDocument[] {
  const raw = rawRows(answer);
  return documents.flatMap((document, at): readonly MarkedDocument[] => {
    const [marker] = markersIn(Object.values(document.texts).join(" "));
    if (marker === undefined) return [];
    const item = raw[at] ?? {};
    // Vouchers that the ledger makes of an invoice may have its texts. An unknown type may be ours.
    if (document.isDerived) return [];
    const created =
      document.createdUtc === null
        ? Number.NaN
        : Date.parse(
            /Z|[+-]\d\d:\d\d$/.test(document.createdUtc)
              ? document.createdUtc
              : `${document.createdUtc}Z`,
          );
    if (created < since) return [];
    const credit = item["IsCreditInvoice"] === true;
    return [
      {
        kind,
        id: document.id,
        number: document.number,
        code: marker.code,
        order: marker.order,
        createdAt: Number.isNaN(created) ? null : created,
        ...defined({ date: document.date ?? undefined }),
        invoiced: kind === "order" && item["Status"] === INVOICED,
        credit,
        ...creditedByOf(kind, item),
        customerId: document.customerId,
        sums: sumsOf(kind, item, credit),
        ...(kind === "voucher" ? { moves: movesOf(item) } : {}),
      },
    ];
  });
}

const fromRows = z.looseObject({
  CurrencyCode: z.string().nullish(),
  IncludesVat: z.boolean(),
  VatAmount: money.nullish(),
  TotalVatAmount: money.nullish(),
  Rows: z.array(answeredRow),
});
const fromTotals = z.looseObject({
  CurrencyCode: z.string().nullish(),
  TotalAmountInvoiceCurrency: money,
  TotalVatAmountInvoiceCurrency: money,
  TotalRoundings: money.nullish(),
  VatSpecification: z
    .array(
      z.looseObject({
        AmountInvoiceCurrency: money,
        VatAmountInvoiceCurrency: money,
        VatPercent: vatFraction,
      }),
    )
    .nullish(),
  Rows: z.array(z.unknown()).nullish(),
});

const credits = z.array(z.looseObject({ CreditInvoiceId: z.string() })).catch([]);

/** `CreditedBy` of an invoice (documented): credits that the ledger, or a person, made of it. */
export function creditedByOf(
  kind: DocumentKind,
  item: Readonly<Record<string, unknown>>,
): Pick<MarkedDocument, "creditedBy"> {
  const named = kind === "invoice" ? credits.parse(item["CreditedBy"] ?? []) : [];
  return named.length === 0 ? {} : { creditedBy: named.map((one) => one.CreditInvoiceId) };
}

const fromAccounts = z.looseObject({
  Rows: z.array(
    z.looseObject({
      AccountNumber: z.int(),
      DebitAmount: money.nullish(),
      CreditAmount: money.nullish(),
    }),
  ),
});

/** One entry per account. */
function movesOf(item: unknown): readonly AccountMove[] | null {
  const read = fromAccounts.safeParse(item);
  if (!read.success) return null;
  const rows = read.data.Rows.map(({ AccountNumber, DebitAmount, CreditAmount }) => ({
    account: AccountNumber,
    debit: DebitAmount ?? "0",
    credit: CreditAmount ?? "0",
  }));
  return [...movements(rows)].map(([account, moved]) => ({ account, amount: moved }));
}

/** Returns a document's totals; `null` where they can't be read. */
export function sumsOf(kind: DocumentKind, item: unknown, credit: boolean): DocumentSums | null {
  if (kind === "voucher") return null;
  if (kind === "invoice") {
    const read = fromTotals.safeParse(item);
    if (!read.success) return null;
    const {
      CurrencyCode,
      TotalAmountInvoiceCurrency,
      TotalVatAmountInvoiceCurrency,
      TotalRoundings,
      VatSpecification,
      Rows,
    } = read.data;
    // A credit's totals may be above zero; its amount is below.
    const turn = credit && dec(TotalAmountInvoiceCurrency).gt(0) ? -1 : 1;
    const turned = (figure: Decimal): Decimal => (turn === 1 ? figure : negated(figure));
    const perRate =
      VatSpecification?.map((one) => ({
        rate: one.VatPercent,
        net: turned(one.AmountInvoiceCurrency),
        vat: turned(one.VatAmountInvoiceCurrency),
      })) ?? null;
    return {
      currency: CurrencyCode ?? null,
      gross: turned(amount(dec(TotalAmountInvoiceCurrency).minus(dec(TotalRoundings ?? "0")))),
      vat: turned(TotalVatAmountInvoiceCurrency),
      perRate,
      rows: Rows?.length ?? 0,
    };
  }
  const read = fromRows.safeParse(item);
  if (!read.success) return null;
  const { CurrencyCode, IncludesVat, VatAmount, TotalVatAmount, Rows } = read.data;
  const vat = VatAmount ?? TotalVatAmount;
  if (vat == null) return null;
  const rows = Rows.filter((row) => !row.isTextRow);
  const total = sum(rows.map((row) => row.amount ?? "0"));
  // A credit's draft may have its rows turned; its amount is below zero.
  const turn = credit && total.gt(0) ? -1 : 1;
  // Its VAT may have the other sign than its rows.
  const tax = dec(vat)
    .abs()
    .times(total.lt(0) ? -1 : 1);
  return {
    currency: CurrencyCode ?? null,
    gross: amount((IncludesVat ? total : total.plus(tax)).times(turn)),
    vat: amount(tax.times(turn)),
    perRate: asRounded(rows, IncludesVat, turn, vat),
    rows: rows.length,
  };
}

/**
 * By rate as the document's own VAT says that the ledger rounded it: row by row where that alone
 * comes to it, else once for each rate.
 */
function asRounded(
  rows: readonly AnsweredRow[],
  includesVat: boolean,
  turn: 1 | -1,
  vat: Decimal,
): readonly RateTotals[] | null {
  const [byRates, byRows] = (["rate", "row"] as const).map((rounding) =>
    byRate(rows, includesVat, turn, rounding),
  );
  const comesToIt = (of: readonly RateTotals[] | null | undefined): boolean =>
    of != null &&
    sum(of.map((one) => one.vat))
      .abs()
      .eq(dec(vat).abs());
  return !comesToIt(byRates) && comesToIt(byRows) ? (byRows ?? null) : (byRates ?? null);
}

function byRate(
  rows: readonly AnsweredRow[],
  includesVat: boolean,
  turn: 1 | -1,
  rounding: VatRounding,
): readonly RateTotals[] | null {
  const vatOf = (figure: string, rate: Decimal) =>
    includesVat ? vatInGross(figure, rate) : vatOnNet(figure, rate);
  const rates = new Map<Decimal, Decimal[]>();
  for (const row of rows) {
    if (row.vatRate === null) return null;
    rates.set(row.vatRate, [...(rates.get(row.vatRate) ?? []), row.amount ?? "0"]);
  }
  return [...rates].map(([rate, amounts]) => {
    const total = sum(amounts).times(turn);
    const vat =
      rounding === "rate"
        ? vatOf(total.toFixed(), rate)
        : sum(amounts.map((one) => amount(vatOf(one, rate)))).times(turn);
    return { rate, net: amount(includesVat ? total.minus(vat) : total), vat: amount(vat) };
  });
}
