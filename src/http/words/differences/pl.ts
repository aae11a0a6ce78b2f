import type { DifferencesWords } from "./en.ts";

export const pl: DifferencesWords = {
  fields: { OurReference: "Nasza referencja", YourReference: "Państwa referencja", BuyersOrderReference: "Numer zamówienia odbiorcy", OrderDate: "Data", Status: "Stan", Currency: "Waluta", TermsOfPaymentId: "Termin płatności", DeliveryMethod: "Sposób dostawy", InvoiceAddress: "Adres na fakturze", DeliveryAddress: "Adres dostawy", Gross: "Brutto", Vat: "VAT", outcome: "Wynik", date: "Data", text: "Tekst", series: "Seria", item: "Pozycja rozrachunków" },
  rowFields: { ArticleId: "Artykuł", Text: "Tekst", Quantity: "Ilość", UnitPrice: "Cena jednostkowa", Discount: "Rabat", Amount: "Kwota" },
  row: (number, field) => `Wiersz ${number}: ${field}`,
  wholeRow: (number) => `Wiersz ${number}`,
  customersOwn: "własny kontrahenta",
  written: "powstaje dokument",
  held: (reasons) => `do wyjaśnienia: ${reasons}`,
};
