// Bodies for this folder's own tests: the least the vendor takes, to be changed where a test is about it. The clock is
// frozen in the middle of the year.
import { SandboxClock } from "../kit/clock.ts";
import type { JsonObject } from "./json.ts";
import { type StartedEaccounting, startEaccounting } from "./start.ts";
import type { Company } from "./world/company.ts";

export const NOON = "2026-06-15T10:00:00Z";

export async function startFrozen(): Promise<StartedEaccounting> {
  const clock = new SandboxClock();
  await clock.set({ now: NOON, frozen: true });
  return startEaccounting({ clock });
}

export function demo(started: StartedEaccounting): Company {
  const company = started.sandbox.world().company(undefined);
  if (company === null) throw new Error("no company");
  return company;
}

export function customerId(started: StartedEaccounting, name: string): string {
  return demo(started).customers.find((customer) => customer.Name === name)?.Id ?? "";
}

export function articleId(started: StartedEaccounting, number: string): string {
  return demo(started).articles.find((article) => article.Number === number)?.Id ?? "";
}

export function customerBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    Name: "Test",
    InvoiceCity: "Umeå",
    InvoicePostalCode: "90325",
    TermsOfPaymentId: demo(started).settings.TermsOfPaymentId,
    IsPrivatePerson: false,
    IsActive: true,
    ...more,
  };
}

export function articleBody(
  started: StartedEaccounting,
  coding: string,
  more: JsonObject = {},
): JsonObject {
  const company = demo(started);
  const found = company.codings.find((one) => one.Name === coding)?.Id ?? "";
  return {
    Number: "NEW-1",
    Name: "New",
    CodingId: found,
    UnitId: company.units.all()[0]?.Id ?? "",
    IsActive: true,
    ...more,
  };
}

export function row(
  started: StartedEaccounting,
  article: string,
  more: JsonObject = {},
): JsonObject {
  return {
    LineNumber: 0,
    IsTextRow: false,
    IsWorkCost: false,
    EligibleForReverseChargeOnVat: false,
    ArticleId: articleId(started, article),
    Quantity: 1,
    UnitPrice: 100,
    ...more,
  };
}

export function orderBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    CustomerId: customerId(started, "Kundbolaget AB"),
    CurrencyCode: "SEK",
    OrderDate: "2026-06-15",
    Status: 2,
    EuThirdParty: false,
    ReverseChargeOnConstructionServices: false,
    RotReducedInvoicingType: 0,
    Rows: [row(started, "TSHIRT")],
    ...more,
  };
}

export function draftRow(
  started: StartedEaccounting,
  article: string,
  more: JsonObject = {},
): JsonObject {
  return {
    IsTextRow: false,
    ReversedConstructionServicesVatFree: false,
    ArticleId: articleId(started, article),
    Quantity: 1,
    UnitPrice: 100,
    ...more,
  };
}

export function draftBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    CustomerId: customerId(started, "Kundbolaget AB"),
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    InvoiceDate: "2026-06-10",
    Rows: [draftRow(started, "TSHIRT")],
    ...more,
  };
}

export function invoiceRow(
  started: StartedEaccounting,
  article: string,
  more: JsonObject = {},
): JsonObject {
  return { ArticleId: articleId(started, article), Quantity: 1, UnitPrice: 100, ...more };
}

export function invoiceBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    CustomerId: customerId(started, "Kundbolaget AB"),
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    Rows: [invoiceRow(started, "TSHIRT")],
    ...more,
  };
}

export function bankAccountId(started: StartedEaccounting, ledgerAccount: number): string {
  return (
    demo(started).bankAccounts.find((one) => one.LedgerAccountNumber === ledgerAccount)?.Id ?? ""
  );
}

export function paymentBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    CompanyBankAccountId: bankAccountId(started, 1930),
    PaymentDate: "2026-06-15",
    PaymentAmount: 125,
    PaymentCurrency: "SEK",
    PaymentType: 1,
    ...more,
  };
}

/** Sales of 125.00 at 25 %, unpaid. */
export function voucherBody(more: JsonObject = {}): JsonObject {
  return {
    VoucherDate: "2026-06-10",
    VoucherText: "Typed by a client",
    Rows: [
      { AccountNumber: 1510, DebitAmount: 125, CreditAmount: 0 },
      { AccountNumber: 3001, DebitAmount: 0, CreditAmount: 100 },
      { AccountNumber: 2611, DebitAmount: 0, CreditAmount: 25 },
    ],
    ...more,
  };
}

export function ledgerItemBody(started: StartedEaccounting, more: JsonObject = {}): JsonObject {
  return {
    CustomerId: customerId(started, "Kundbolaget AB"),
    CurrencyCode: "SEK",
    InvoiceNumber: 50_001,
    InvoiceDate: "2026-06-10",
    DueDate: "2026-07-10",
    IsCreditInvoice: false,
    TotalAmountInvoiceCurrency: 125,
    RemainingAmountInvoiceCurrency: 125,
    RoundingsAmountInvoiceCurrency: 0,
    VATAmountInvoiceCurrency: 25,
    ...more,
  };
}

/** Status and the vendor's error code. */
export const outcome = (answer: { status: number; body: JsonObject }) => [
  answer.status,
  answer.body["ErrorCode"] ?? null,
];
