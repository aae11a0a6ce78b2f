/** What would be another under other settings: fields of documents and vouchers, and their rows. */
type Field =
  | "OurReference" | "YourReference" | "BuyersOrderReference" | "OrderDate" | "Status" | "Currency" | "TermsOfPaymentId" | "DeliveryMethod" | "InvoiceAddress" | "DeliveryAddress"
  | "Gross" | "Vat" | "outcome" | "date" | "text" | "series" | "item";
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
  readonly held: (reasons: string) => string;
};

export const en: DifferencesWords = {
  fields: { OurReference: "Our reference", YourReference: "Your reference", BuyersOrderReference: "Buyer's order reference", OrderDate: "Date", Status: "Status", Currency: "Currency", TermsOfPaymentId: "Terms of payment", DeliveryMethod: "Delivery method", InvoiceAddress: "Invoice address", DeliveryAddress: "Delivery address", Gross: "Gross", Vat: "VAT", outcome: "What becomes of it", date: "Date", text: "Text", series: "Series", item: "Item in the customer ledger" },
  rowFields: { ArticleId: "Article", Text: "Text", Quantity: "Quantity", UnitPrice: "Unit price", Discount: "Discount", Amount: "Amount" },
  row: (number, field) => `Row ${number}: ${field}`,
  wholeRow: (number) => `Row ${number}`,
  customersOwn: "the customer's own",
  written: "a document is made",
  held: (reasons) => `held: ${reasons}`,
};
