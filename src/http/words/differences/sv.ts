import type { DifferencesWords } from "./en.ts";

export const sv: DifferencesWords = {
  fields: { OurReference: "Vår referens", YourReference: "Er referens", BuyersOrderReference: "Köparens orderreferens", OrderDate: "Datum", Status: "Status", Currency: "Valuta", TermsOfPaymentId: "Betalningsvillkor", DeliveryMethod: "Leveranssätt", InvoiceAddress: "Fakturaadress", DeliveryAddress: "Leveransadress", Gross: "Brutto", Vat: "Moms", outcome: "Vad det blir", date: "Datum", text: "Text", series: "Serie", item: "Post i kundreskontran", document: "Dokument", customer: "Kund", payment: "Betalning", sending: "Skickat till kunden", attention: "Behöver någon efteråt" },
  rowFields: { ArticleId: "Artikel", Text: "Text", Quantity: "Antal", UnitPrice: "Styckpris", Discount: "Rabatt", Amount: "Belopp" },
  row: (number, field) => `Rad ${number}: ${field}`,
  wholeRow: (number) => `Rad ${number}`,
  customersOwn: "kundens eget",
  written: "ett dokument skapas",
  open: "tas upp; resten beror på vad som aldrig har slagits upp här",
  left: (reasons) => `utelämnad: ${reasons}`,
  documents: { "sales-order": "Order", "sales-order-invoiced": "Order som faktureras", "draft-invoice": "Fakturautkast", invoice: "Bokförd faktura", voucher: "Verifikation", "voucher-with-item": "Verifikation med sin post i kundreskontran" },
  newCustomer: "en ny",
  foundOrNew: "funnen, eller en ny",
  held: (reasons) => `hålls kvar: ${reasons}`,
};
