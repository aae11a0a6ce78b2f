import type { DifferencesWords } from "./en.ts";

export const sv: DifferencesWords = {
  fields: { OurReference: "Vår referens", YourReference: "Er referens", BuyersOrderReference: "Köparens orderreferens", OrderDate: "Datum", Status: "Status", Currency: "Valuta", TermsOfPaymentId: "Betalningsvillkor", DeliveryMethod: "Leveranssätt", InvoiceAddress: "Fakturaadress", DeliveryAddress: "Leveransadress", Gross: "Brutto", Vat: "Moms", outcome: "Vad det blir", date: "Datum", text: "Text", series: "Serie", item: "Post i kundreskontran" },
  rowFields: { ArticleId: "Artikel", Text: "Text", Quantity: "Antal", UnitPrice: "Styckpris", Discount: "Rabatt", Amount: "Belopp" },
  row: (number, field) => `Rad ${number}: ${field}`,
  wholeRow: (number) => `Rad ${number}`,
  customersOwn: "kundens eget",
  written: "ett dokument skapas",
  held: (reasons) => `hålls kvar: ${reasons}`,
};
