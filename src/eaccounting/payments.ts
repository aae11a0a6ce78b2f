/**
 * Payments on invoices (`/customerinvoices/{id}/payments`; scope ea:sales): POST only. They can't
 * be listed or undone; the invoice's remaining amount tells a payment's outcome.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { jsonNumber, text } from "./body.ts";
import type { InvoicePaymentApi } from "./published.ts";
import { money, request } from "./request.ts";

export type LedgerPayment = {
  readonly bankAccountId: string;
  /** `YYYY-MM-DD` in the company's zone; never in the future. */
  readonly date: string;
  /** In the invoice's currency; above zero except for a rounding. */
  readonly amount: Decimal;
  readonly currency: string;
  /** It equals exactly what remains. */
  readonly complete: boolean;
  /** The type Rounding: it moves no money, and below zero it adds to what remains. */
  readonly rounding?: true;
  readonly reference: string;
};

const PARTIAL = 1;
const COMPLETE = 2;
const ROUNDING = 3;

function typeOf({ rounding, complete }: LedgerPayment): number {
  if (rounding === true) return ROUNDING;
  return complete ? COMPLETE : PARTIAL;
}

export function registerPayment(invoiceId: string, payment: LedgerPayment): VendorRequest {
  const body: InvoicePaymentApi = {
    CompanyBankAccountId: payment.bankAccountId,
    PaymentDate: payment.date,
    PaymentAmount: jsonNumber("PaymentAmount", payment.amount, 2),
    PaymentCurrency: text("PaymentCurrency", payment.currency, 3),
    PaymentType: typeOf(payment),
    Reference: text("Reference", payment.reference, 100),
  };
  return request("POST", "/customerinvoices/{id}/payments", "customer-invoice-payments", {
    ids: { id: invoiceId },
    body,
  });
}

const paidSchema = z.looseObject({
  PaymentAmount: money.nullish().catch(null),
  PaymentCurrency: z.string().min(1).toUpperCase().nullish().catch(null),
});

/** Returns what was registered, where the answer says; it has the request's form (documented). */
export function readPaid({ body }: VendorAnswer): {
  readonly amount: Decimal | null;
  readonly currency: string | null;
} {
  const read = paidSchema.safeParse(body);
  return {
    amount: read.data?.PaymentAmount ?? null,
    currency: read.data?.PaymentCurrency ?? null,
  };
}
