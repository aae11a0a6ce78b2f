/** By operation, how the client reads an answer of it. */
import type { VendorAnswer } from "../../src/domain/vendors/request.ts";
import type { Result, Failure } from "../../src/domain/result.ts";
import { readArticle } from "../../src/eaccounting/articles.ts";
import { readCompany } from "../../src/eaccounting/company.ts";
import { readInvoice } from "../../src/eaccounting/customer-invoices.ts";
import { readCustomer } from "../../src/eaccounting/customers.ts";
import { readDocuments } from "../../src/eaccounting/documents.ts";
import { readDraft } from "../../src/eaccounting/invoice-drafts.ts";
import { customerLabels } from "../../src/eaccounting/labels.ts";
import * as lists from "../../src/eaccounting/reference-lists.ts";
import * as choices from "../../src/eaccounting/named-lists.ts";
import { readOrder } from "../../src/eaccounting/orders.ts";
import { readVoucher } from "../../src/eaccounting/voucher-reads.ts";
import { MARKER_FIELDS } from "../../src/settings/schema.ts";

type Read = (answer: VendorAnswer) => Result<unknown, Failure>;

export const READERS: Readonly<Record<string, Read>> = {
  "GET /accounts": choices.accounts.read,
  "GET /articleaccountcodings": lists.codings.read,
  "GET /articles/{id}": readArticle,
  "GET /backgrounds": choices.backgrounds.read,
  "GET /bankaccounts": choices.bankAccounts.read,
  "GET /companysettings": (answer) => readCompany(answer, "one-company"),
  "GET /countries": lists.countries.read,
  "GET /currencies": lists.currencies.read,
  "GET /customerinvoicedrafts": (answer) => readDocuments(answer, "invoice-draft", MARKER_FIELDS),
  "GET /customerinvoicedrafts/{id}": readDraft,
  "GET /customerinvoices": (answer) => readDocuments(answer, "invoice", MARKER_FIELDS),
  "GET /customerinvoices/{id}": readInvoice,
  "GET /customerlabels": customerLabels.read,
  "GET /customers/{id}": readCustomer,
  "GET /deliverymethods": lists.deliveryMethods.read,
  "GET /deliveryterms": choices.deliveryTerms.read,
  "GET /fiscalyears": lists.fiscalYears.read,
  "GET /orders": (answer) => readDocuments(answer, "order", MARKER_FIELDS),
  "GET /orders/{id}": readOrder,
  "GET /projects": choices.projects.read,
  "GET /suppliers": choices.suppliers.read,
  "GET /termsofpayments": lists.termsOfPayments.read,
  "GET /units": lists.units.read,
  "GET /vatcodes": choices.vatCodes.read,
  "GET /vouchers": (answer) => readDocuments(answer, "voucher", MARKER_FIELDS),
  "GET /vouchers/{fiscalyearId}/{voucherId}": readVoucher,
};

export type Recorded = {
  readonly operation: string;
  readonly status: number;
  readonly body: unknown;
};

/** `null`: read; else what the client says of it. */
export function unread({ operation, status, body }: Recorded): string | null {
  const read = READERS[operation];
  if (read === undefined) return `${operation} has no reader here`;
  const done = read({ status, body, isJson: true, headers: {} });
  return done.ok ? null : JSON.stringify(done.error);
}
