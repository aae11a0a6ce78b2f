// Books what there is to invoice: number, voucher, invoice, in one go. Everything is checked first, so a refused booking
// uses up no number. Booking is for good: an invoice is never changed or deleted afterwards, only paid.
import { Big } from "big.js";
import type { Entity, Json, JsonObject } from "../../json.ts";
import { toNumber } from "../../money/round.ts";
import { invoiceFields } from "../../schema/invoice.ts";
import { NO_MARGIN } from "../../schema/order.ts";
import { type Act, today } from "../../vendor/act.ts";
import { invalid, VendorFault } from "../../vendor/fault.ts";
import { exchangeRate } from "../../world/exchange-rates.ts";
import { postVoucher } from "../ledger/post.ts";
import { INVOICE_LOCK, requireOpenPeriod } from "../lock.ts";
import { newId } from "../new-id.ts";
import type { ContentLine, InvoiceContent } from "./content.ts";
import { type Figures, figuresOf, rowFigures, shown, vatSpecification } from "./figures.ts";
import { dueDate } from "./head.ts";
import { recordSending } from "./send-types.ts";
import { invoiceText, receivable, salePostings } from "./voucher.ts";

/** A year that books when paid, or not at all, has nothing to book yet. */
const INVOICING = 0;
const NO_VOUCHER = "00000000-0000-0000-0000-000000000000";

export interface Booking {
  readonly content: InvoiceContent;
  /** The document it comes from, for references, addresses and rows. */
  readonly from: JsonObject;
  readonly invoiceDate: string;
  readonly dueDate: string | null;
  /** null: the day's. */
  readonly currencyRate: number | null;
  /** Fields that are this way of booking's own. */
  readonly own: JsonObject;
}

/** What would be booked, checked but not committed. */
interface ToBook extends Booking {
  readonly figures: Figures;
}

export function checkBooking(act: Act, booking: Booking): ToBook {
  const { content, invoiceDate } = booking;
  const { customer } = content;
  if (invoiceDate > today(act) && customer["IsFutureInvoiceDateAllowed"] !== true)
    throw new VendorFault(
      4023,
      "FutureDateCannotBeSetException - The invoice date can not be in the future.",
    );
  requireOpenPeriod(act, invoiceDate, INVOICE_LOCK);
  if (content.lines.every((line) => line.priced === null))
    throw invalid("Rows", "The invoice must have at least one row with an article.");
  const home = act.company.settings.CurrencyCode;
  const rate =
    booking.currencyRate !== null && booking.currencyRate > 0
      ? new Big(booking.currencyRate)
      : exchangeRate(customer.CurrencyCode, home, invoiceDate);
  if (rate === null)
    throw invalid("CurrencyCode", `There is no exchange rate of ${customer.CurrencyCode}.`);
  const figures = figuresOf(act, content, rate);
  checkSign(act, content, figures);
  return { ...booking, figures };
}

function checkSign(act: Act, content: InvoiceContent, figures: Figures): void {
  const { toPay } = figures;
  if (!content.isCredit) {
    if (toPay.lt(0) || (toPay.eq(0) && act.switches.get("zeroInvoice") === "refused"))
      throw invalid("Rows", "The total amount of the invoice must be positive.");
    return;
  }
  if (toPay.gt(0) && act.switches.get("creditOfWrongSign") === "refused")
    throw invalid("Rows", "The total amount of a credit invoice must be negative.");
}

export function book(act: Act, checked: ToBook): Entity {
  const { company, world } = act;
  const { content, figures, invoiceDate } = checked;
  const id = newId();
  const number = company.nextInvoiceNumber();
  const sale = salePostings(company.plan.roles, content, figures);
  const invoicing = company.fiscalYearOf(invoiceDate)?.BookkeepingMethod === INVOICING;
  const voucher = invoicing
    ? postVoucher(act, {
        day: invoiceDate,
        text: invoiceText(content, number),
        type: content.isCredit ? 15 : 14,
        sourceId: id,
        postings: [...sale, ...receivable(company.plan.roles, figures)],
      })
    : null;
  company.series.invoice = number + 1;
  company.takeInvoiceNumber(number);
  company.booked.set(id, {
    toPay: figures.base.toPay,
    vat: figures.base.vat,
    sale,
    isPosted: invoicing,
  });
  const plain = unbooked(act, checked);
  const sends = act.switches.get("convertSends") === "print" && plain["SendType"] === 0;
  const invoice = sends ? { ...plain, SendType: PRINTED } : plain;
  recordSending(act, id, invoice["SendType"] ?? 0, content.customer);
  return company.invoices.commit(
    {
      ...invoice,
      Id: id,
      InvoiceNumber: number,
      PaymentReferenceNumber:
        company.settings["UsesPaymentReferenceNumber"] === true ? String(number) : null,
      VoucherId: voucher?.Id ?? NO_VOUCHER,
      VoucherNumber: voucher?.["NumberAndNumberSeries"] ?? null,
    },
    world.now(),
  );
}

function unbooked(
  act: Act,
  { content, figures, from, invoiceDate, dueDate: due, own }: ToBook,
): JsonObject {
  const { customer, sale } = content;
  const { base, total, toPay } = figures;
  const stamp = act.world.stamp();
  const terms = from["TermsOfPaymentId"] ?? customer.TermsOfPaymentId;
  return {
    ...Object.fromEntries(
      Object.keys(invoiceFields).map((name): [string, Json] => [
        name,
        from[name] ?? NOUGHTS[name] ?? null,
      ]),
    ),
    CustomerId: customer.Id,
    CustomerNumber: customer.CustomerNumber,
    CustomerName: customer.Name,
    CustomerEmail: customer.EmailAddress,
    IncludesVat: sale.includesVat,
    IsCreditInvoice: content.isCredit,
    CurrencyCode: customer.CurrencyCode,
    CurrencyRate: toNumber(figures.currencyRate),
    InvoiceDate: invoiceDate,
    DueDate: due ?? dueDate(act, invoiceDate, terms),
    TermsOfPaymentId: terms,
    Rows: content.lines.map((line) => invoiceRow(act, content, line)),
    TotalAmount: shown(act, content, base.toPay),
    TotalVatAmount: shown(act, content, base.vat),
    TotalRoundings: shown(act, content, base.roundings),
    TotalAmountInvoiceCurrency: shown(act, content, toPay),
    TotalVatAmountInvoiceCurrency: shown(act, content, total.vat),
    SetOffAmountInvoiceCurrency: 0,
    RemainingAmount: toNumber(base.toPay),
    RemainingAmountInvoiceCurrency: toNumber(toPay),
    VatSpecification: vatSpecification(act, content, figures),
    ReverseChargeOnConstructionServices: content.lines.some(
      (line) => line.priced?.kind === "domestic-reversed",
    ),
    ReversedConstructionVatInvoicing: content.lines.some(
      (line) => line.priced?.kind === "domestic-reversed",
    ),
    PaymentStatus: toPay.eq(0) ? 0 : 1,
    SendType: from["SendType"] ?? 0,
    ...own,
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
  };
}

/** `SendType` of an invoice that Visma prints and posts. */
const PRINTED = 2;

/** What an invoice has unless its origin says otherwise. */
export const NOUGHTS: JsonObject = {
  PaymentDate: null,
  PaymentReminderIssued: false,
  PaymentRemindersCount: 0,
  LastPaymentReminderSentDate: null,
  HasAutoInvoiceError: false,
  IsNotDelivered: false,
  IsQuickInvoice: false,
  IsCollectiveInvoice: false,
  CollectiveCustomerInvoiceRowsRelationToOrders: [],
  IsSold: false,
  FactoringInvoiceStatus: 0,
  TaxDeductionStatus: 0,
  MaxAllowedTaxReductionAmount: 0,
  RotReducedInvoicingPercent: 0,
  RotReducedInvoicingAutomaticDistribution: false,
  ReplaceUnitPriceWhenZero: false,
  UsesGreenTechnology: false,
  ContributionMargin: NO_MARGIN,
  ReverseChargeOnConstructionServices: false,
  ReversedConstructionVatInvoicing: false,
  CreditedBy: [],
  Persons: [],
  SalesDocumentAttachments: [],
  MessageThreads: [],
  Notes: [],
};

const ROW_NAMES = Object.keys(invoiceFields.Rows.fields ?? {});

function invoiceRow(act: Act, content: InvoiceContent, line: ContentLine): JsonObject {
  const figures = line.priced === null ? null : rowFigures(act, content, line.priced);
  return {
    ...Object.fromEntries(ROW_NAMES.map((name): [string, Json] => [name, line.row[name] ?? null])),
    IsTextRow: line.priced === null,
    ContributionMargin: NO_MARGIN,
    IsVatFree: line.row["IsVatFree"] === true,
    IsWorkCost: line.row["IsWorkCost"] === true,
    Amount: line.priced === null ? 0 : toNumber(line.priced.amount),
    AmountNoVat: figures === null ? 0 : toNumber(figures.net),
    PercentVat: line.priced === null ? 0 : toNumber(line.priced.rate),
  };
}
