/** What would be another under other settings: fields of documents and vouchers, and their rows. */
type Field =
  | "OurReference"
  | "YourReference"
  | "BuyersOrderReference"
  | "OrderDate"
  | "Status"
  | "Currency"
  | "TermsOfPaymentId"
  | "DeliveryMethod"
  | "InvoiceAddress"
  | "DeliveryAddress"
  | "Gross"
  | "Vat"
  | "outcome"
  | "date"
  | "text"
  | "series"
  | "item"
  | "document"
  | "customer"
  | "payment"
  | "sending"
  | "attention";
type DocumentKind =
  | "sales-order"
  | "sales-order-invoiced"
  | "draft-invoice"
  | "invoice"
  | "voucher"
  | "voucher-with-item";
type RowField = "ArticleId" | "Text" | "Quantity" | "UnitPrice" | "Discount" | "Amount";

export type DifferencesWords = {
  /** By the field's name in the comparison. A field that a rule fills has the ledger's own name. */
  readonly fields: Readonly<Record<Field, string>>;
  readonly rowFields: Readonly<Record<RowField, string>>;
  readonly row: (number: string, field: string) => string;
  readonly wholeRow: (number: string) => string;
  /** Terms of payment that nobody chose. */
  readonly customersOwn: string;
  readonly written: string;
  /** It is taken, and the rest isn't known. */
  readonly open: string;
  readonly left: (reasons: string) => string;
  readonly documents: Readonly<Record<DocumentKind, string>>;
  readonly newCustomer: string;
  readonly foundOrNew: string;
  readonly held: (reasons: string) => string;
};

export const en: DifferencesWords = {
  fields: {
    OurReference: "Our reference",
    YourReference: "Your reference",
    BuyersOrderReference: "Buyer's order reference",
    OrderDate: "Date",
    Status: "Status",
    Currency: "Currency",
    TermsOfPaymentId: "Terms of payment",
    DeliveryMethod: "Delivery method",
    InvoiceAddress: "Invoice address",
    DeliveryAddress: "Delivery address",
    Gross: "Gross",
    Vat: "VAT",
    outcome: "What becomes of it",
    date: "Date",
    text: "Text",
    series: "Series",
    item: "Item in the customer ledger",
    document: "Document",
    customer: "Customer",
    payment: "Payment",
    sending: "Sent to the customer",
    attention: "Needs a person afterwards",
  },
  rowFields: {
    ArticleId: "Article",
    Text: "Text",
    Quantity: "Quantity",
    UnitPrice: "Unit price",
    Discount: "Discount",
    Amount: "Amount",
  },
  row: (number, field) => `Row ${number}: ${field}`,
  wholeRow: (number) => `Row ${number}`,
  customersOwn: "the customer's own",
  written: "a document is made",
  open: "taken; what follows depends on what was never looked up here",
  left: (reasons) => `left out: ${reasons}`,
  documents: {
    "sales-order": "Sales order",
    "sales-order-invoiced": "Sales order that is invoiced",
    "draft-invoice": "Draft of an invoice",
    invoice: "Booked invoice",
    voucher: "Voucher",
    "voucher-with-item": "Voucher with its item in the customer ledger",
  },
  newCustomer: "a new one",
  foundOrNew: "found, or a new one",
  held: (reasons) => `held: ${reasons}`,
};
