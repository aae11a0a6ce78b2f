/**
 * The fields that are removed from a GET's answer before it is sent back in a PUT. A PUT replaces
 * the object, so all other fields go back as they came, including unknown ones.
 *
 * Assumption: leaving a read-only or computed field out of a PUT changes nothing, as the vendor's
 * specification marks it so; a stricter version of the vendor might refuse it. Totals are never
 * sent: the ledger computes them.
 */

/** `readOnly` in the specification of `CustomerApi` (and one of the September 2026 version). */
export const CUSTOMER_READ_ONLY = [
  "Id",
  "ChangedUtc",
  "LastInvoiceDate",
  "PayToAccountId",
  "UnpaidInvoicesAmount",
  "IsFutureInvoiceDateAllowed",
  "MessageThreads",
  "Notes",
  "RequiresReferenceNumber",
  // The terms are named by their id; the object beside it has a read-only id of its own.
  "TermsOfPayment",
] as const;

/**
 * Objects that may be `null` in an answer, which the specification forbids in a request: absent
 * means the same.
 */
export const CUSTOMER_OBJECTS = ["DirectDebitCustomerSettings"] as const;

/** `readOnly` in the specification of `OrderApi`, and computed figures that aren't marked so. */
export const ORDER_READ_ONLY = [
  "Id",
  "Number",
  "CreatedUtc",
  "ModifiedUtc",
  "CustomerNumber",
  "CustomerName",
  "CustomerIsPrivatePerson",
  "IncludesVat",
  "DeliveryMethodId",
  "DeliveryTermId",
  "SalesDocumentAttachments",
  "MessageThreads",
  "Notes",
  "MaxAllowedTaxReductionAmount",
  "RotReducedInvoicingPercent",
  "IsNotDelivered",
  "CreatedFromQuoteId",
  "BackgroundId",
  "Amount",
  "VatAmount",
  "RoundingsAmount",
  "DeliveredAmount",
  "DeliveredVatAmount",
  "DeliveredRoundingsAmount",
  "ContributionMargin",
] as const;

/**
 * The same for `OrderRowApi`. Rows have no key but their read-only `Id`, so a PUT replaces them as
 * a list.
 */
export const ORDER_ROW_READ_ONLY = [
  "Id",
  "IsServiceArticle",
  "UnitId",
  "IsDiscountInFixedAmount",
  "DiscountFixedAmount",
  "VatRate",
  "PurchasePrice",
  "FreightCosts",
  "Amount",
  "ContributionMargin",
] as const;

/** `readOnly` in the specification of `CustomerInvoiceDraftApi`, and its computed figures. */
export const DRAFT_READ_ONLY = [
  "Id",
  "CreatedUtc",
  "MaxAllowedTaxReductionAmount",
  "InvoiceCustomerName",
  "InvoicePostalCode",
  "InvoiceCity",
  "InvoiceCountryCode",
  "InvoiceCurrencyCode",
  "CustomerIsPrivatePerson",
  "ReverseChargeOnConstructionServices",
  "SalesDocumentAttachments",
  "MessageThreads",
  "Notes",
  "TotalAmount",
  "TotalVatAmount",
  "TotalRoundings",
  "TotalAmountBaseCurrency",
  "TotalVatAmountBaseCurrency",
  "CustomerNumber",
  "CustomerName",
  "IncludesVat",
  "ContributionMargin",
] as const;

/** The same for `CustomerInvoiceDraftRowApi`, and what only describes the row's article. */
export const DRAFT_ROW_READ_ONLY = [
  "Id",
  "IsServiceArticle",
  "UnitId",
  "UnitName",
  "UnitAbbreviation",
  "UnitAbbreviationEnglish",
  "ArticleNumber",
  "IsDiscountInFixedAmount",
  "DiscountFixedAmount",
  "VatRateId",
  "VatRate",
  "PurchasePrice",
  "FreightCosts",
  "Amount",
  "ContributionMargin",
] as const;
