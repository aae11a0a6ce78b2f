/** By operation, how the client reads an answer of it. */
import type { VendorAnswer } from "../../src/domain/vendors/request.ts";
import type { Result, Failure } from "../../src/domain/result.ts";
import { readArticle } from "../../src/eaccounting/articles.ts";
import { readCompany } from "../../src/eaccounting/company.ts";
import { readInvoice } from "../../src/eaccounting/customer-invoices.ts";
import { readCustomer } from "../../src/eaccounting/customers.ts";
import { readDocuments } from "../../src/eaccounting/documents.ts";
import { readDraft } from "../../src/eaccounting/invoice-drafts.ts";
import { readCustomerLabels } from "../../src/eaccounting/labels.ts";
import {
  readCodings,
  readCountries,
  readCurrencies,
  readDeliveryMethods,
  readFiscalYears,
  readTermsOfPayments,
  readUnits,
} from "../../src/eaccounting/reference-lists.ts";
import {
  readAccounts,
  readBackgrounds,
  readBankAccounts,
  readDeliveryTerms,
  readLedgerVatCodes,
  readProjects,
  readSuppliers,
} from "../../src/eaccounting/named-lists.ts";
import { readOrder } from "../../src/eaccounting/orders.ts";
import { readVoucher } from "../../src/eaccounting/voucher-reads.ts";
import { MARKER_FIELDS } from "../../src/settings/schema.ts";

type Read = (answer: VendorAnswer) => Result<unknown, Failure>;

export const READERS: Readonly<Record<string, Read>> = {
  "GET /accounts": readAccounts,
  "GET /articleaccountcodings": readCodings,
  "GET /articles/{id}": readArticle,
  "GET /backgrounds": readBackgrounds,
  "GET /bankaccounts": readBankAccounts,
  "GET /companysettings": (answer) => readCompany(answer, "one-company"),
  "GET /countries": readCountries,
  "GET /currencies": readCurrencies,
  "GET /customerinvoicedrafts": (answer) => readDocuments(answer, "invoice-draft", MARKER_FIELDS),
  "GET /customerinvoicedrafts/{id}": readDraft,
  "GET /customerinvoices": (answer) => readDocuments(answer, "invoice", MARKER_FIELDS),
  "GET /customerinvoices/{id}": readInvoice,
  "GET /customerlabels": readCustomerLabels,
  "GET /customers/{id}": readCustomer,
  "GET /deliverymethods": readDeliveryMethods,
  "GET /deliveryterms": readDeliveryTerms,
  "GET /fiscalyears": readFiscalYears,
  "GET /orders": (answer) => readDocuments(answer, "order", MARKER_FIELDS),
  "GET /orders/{id}": readOrder,
  "GET /projects": readProjects,
  "GET /suppliers": readSuppliers,
  "GET /termsofpayments": readTermsOfPayments,
  "GET /units": readUnits,
  "GET /vatcodes": readLedgerVatCodes,
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
