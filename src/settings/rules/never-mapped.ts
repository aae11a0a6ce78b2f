/**
 * Fields that the ledger lets one write and a rule never fills, with what does: every writable
 * property of the vendor's specification is either a target or stands here
 * (test/contract/mappable-fields.test.ts).
 */
import type { PlainId } from "../../messages/message.ts";

type Why = Extract<PlainId, `settings.faults.never.${string}`>;
type Names = Readonly<Record<string, Why>>;

const all = (why: Why, names: readonly string[]): Names =>
  Object.fromEntries(names.map((name) => [name, why]));

const TAX_REDUCTION = all("settings.faults.never.taxReduction", [
  "GreenTechnologyType",
  "HouseWorkAmount",
  "HouseWorkAutomaticDistribution",
  "HouseWorkCorporateIdentityNumber",
  "HouseWorkOtherCosts",
  "HouseWorkPropertyName",
  "HouseWorkType",
  "IsWorkCost",
  "MaterialCosts",
  "Persons",
  "PropertyReference",
  "PropertyType",
  "RotPropertyType",
  "RotReducedInvoicingAmount",
  "RotReducedInvoicingAutomaticDistribution",
  "RotReducedInvoicingOrgNumber",
  "RotReducedInvoicingPropertyName",
  "RotReducedInvoicingType",
  "TaxDeductionNumber",
  "UsesGreenTechnology",
  "WorkCostType",
  "WorkHours",
]);

const SALES: Names = {
  ...TAX_REDUCTION,
  ...all("settings.faults.never.computed", [
    "Amount",
    "ContributionMargin",
    "DeliveredAmount",
    "DeliveredRoundingsAmount",
    "DeliveredVatAmount",
    "RoundingsAmount",
    "VatAmount",
  ]),
  ...all("settings.faults.never.vat", ["EuThirdParty", "ReverseChargeOnConstructionServices"]),
  ...all("settings.faults.never.party", [
    "InvoiceAddress1",
    "InvoiceAddress2",
    "InvoiceCity",
    "InvoiceCustomerName",
    "InvoicePostalCode",
  ]),
  ...all("settings.faults.never.country", ["DeliveryCountryCode", "InvoiceCountryCode"]),
  ...all("settings.faults.never.delivery", ["DeliveryMethodCode", "DeliveryMethodName"]),
  ...all("settings.faults.never.day", ["InvoiceDate", "OrderDate"]),
  ...all("settings.faults.never.terms", ["DueDate", "TermsOfPaymentId"]),
  ...all("settings.faults.never.orders", ["IsCreditInvoice", "Status"]),
  CurrencyCode: "settings.faults.never.currency",
  CustomerId: "settings.faults.never.customer",
  IsDirectDebit: "settings.faults.never.payments",
  ReplaceUnitPriceWhenZero: "settings.faults.never.figures",
  Rows: "settings.faults.never.lines",
  ShippedDateTime: "settings.faults.never.person",
};

const SALES_ROWS: Names = {
  ...TAX_REDUCTION,
  ...all("settings.faults.never.computed", ["Amount", "ContributionMargin"]),
  ...all("settings.faults.never.article", ["ArticleId", "ArticleNumber"]),
  ...all("settings.faults.never.figures", [
    "DeliveredQuantity",
    "DiscountPercentage",
    "Quantity",
    "UnitPrice",
  ]),
  ...all("settings.faults.never.ofArticle", [
    "UnitAbbreviation",
    "UnitAbbreviationEnglish",
    "UnitName",
    "VatRate",
  ]),
  ...all("settings.faults.never.vat", [
    "EligibleForReverseChargeOnVat",
    "ReversedConstructionServicesVatFree",
  ]),
  ...all("settings.faults.never.lines", ["IsTextRow", "LineNumber"]),
};

const CUSTOMERS: Names = {
  ...TAX_REDUCTION,
  ...all("settings.faults.never.party", [
    "ContactPersonName",
    "CorporateIdentityNumber",
    "DeliveryAddress1",
    "DeliveryAddress2",
    "DeliveryCity",
    "DeliveryCustomerName",
    "DeliveryPostalCode",
    "InvoiceAddress1",
    "InvoiceAddress2",
    "InvoiceCity",
    "InvoicePostalCode",
    "MobilePhone",
    "Note",
    "Telephone",
  ]),
  ...all("settings.faults.never.country", ["DeliveryCountryCode", "InvoiceCountryCode"]),
  ...all("settings.faults.never.vat", [
    "DeliveryBasedVat",
    "ForceBookkeepVat",
    "IsNorthernIreland",
    "IsPrivatePerson",
    "ReverseChargeOnConstructionServices",
    "VatNumber",
  ]),
  ...all("settings.faults.never.prices", [
    "DiscountAgreementId",
    "DiscountPercentage",
    "SalesPriceListId",
  ]),
  ...all("settings.faults.never.payments", ["DirectDebitCustomerSettings", "IsDirectDebitEnabled"]),
  ...all("settings.faults.never.person", [
    "AutoInvoiceActivationEmailSentDate",
    "AutoInvoiceRegistrationRequestSentDate",
    "IsActive",
  ]),
  ...all("settings.faults.never.terms", ["TermsOfPayment", "TermsOfPaymentId"]),
  CurrencyCode: "settings.faults.never.currency",
  CustomerLabels: "settings.faults.never.labels",
  CustomerNumber: "settings.faults.never.number",
  DeliveryMethodId: "settings.faults.never.customersLookup",
  EmailAddress: "settings.faults.never.email",
  EmailAddresses: "settings.faults.never.email",
  GLN: "settings.faults.never.obsolete",
  Name: "settings.faults.never.name",
  SalesDocumentLanguage: "settings.faults.never.customers",
};

const ARTICLES: Names = {
  ...TAX_REDUCTION,
  ...all("settings.faults.never.made", ["CodingId", "IsActive", "Name", "Number", "UnitId"]),
  ...all("settings.faults.never.prices", [
    "CurrencyCode",
    "DiscountPercentage",
    "FreightCostWithCurrency",
    "FreightCosts",
    "GrossPrice",
    "NetPrice",
    "NetPriceWithDiscount",
    "PurchasePrice",
    "PurchasePriceWithCurrency",
    "UpdateStockPrices",
  ]),
  ...all("settings.faults.never.stock", ["IsStock", "OrderingPoint", "StockBalance"]),
  ...all("settings.faults.never.list", ["ArticleLabels", "Barcodes"]),
  SendToWebshop: "settings.faults.never.person",
  UsesMoss: "settings.faults.never.vat",
};

const VOUCHERS: Names = {
  Attachments: "settings.faults.never.attachments",
  NumberSeries: "settings.faults.never.orders",
  Rows: "settings.faults.never.lines",
  VoucherDate: "settings.faults.never.day",
  VoucherType: "settings.faults.never.computed",
};

const VOUCHER_ROWS: Names = {
  AccountNumber: "settings.faults.never.account",
  ...all("settings.faults.never.figures", ["CreditAmount", "DebitAmount", "VatAmount"]),
  ...all("settings.faults.never.vat", ["VatCodeAndPercent", "VatCodeId"]),
  ...all("settings.faults.never.reversed", ["DeliveryDate", "HarvestYear", "Quantity", "Weight"]),
};

export const NEVER = {
  "orders.head": SALES,
  "orders.rows": SALES_ROWS,
  "vouchers.head": VOUCHERS,
  "vouchers.rows": VOUCHER_ROWS,
  customers: CUSTOMERS,
  articles: ARTICLES,
} as const satisfies Readonly<Record<string, Names>>;

/** The parts of rules, by their names in targets.ts. */
type MappedPart = keyof typeof NEVER;

/** Returns what fills a field instead; `null`: this part has no such field. */
export const neverMapped = (part: MappedPart, name: string): Why | null =>
  Object.hasOwn(NEVER[part], name) ? (NEVER[part][name] ?? null) : null;
