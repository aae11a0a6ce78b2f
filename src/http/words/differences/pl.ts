import type { DifferencesWords } from "./en.ts";

export const pl: DifferencesWords = {
  fields: { OurReference: "Nasza referencja", YourReference: "Państwa referencja", BuyersOrderReference: "Numer zamówienia odbiorcy", OrderDate: "Data", Status: "Stan", Currency: "Waluta", TermsOfPaymentId: "Termin płatności", DeliveryMethod: "Sposób dostawy", InvoiceAddress: "Adres na fakturze", DeliveryAddress: "Adres dostawy", Gross: "Brutto", Vat: "VAT", outcome: "Wynik", date: "Data", text: "Tekst", series: "Seria", item: "Pozycja rozrachunków", document: "Dokument", customer: "Odbiorca", payment: "Płatność", sending: "Wysłane do odbiorcy", attention: "Potem wymaga decyzji" },
  rowFields: { ArticleId: "Artykuł", Text: "Tekst", Quantity: "Ilość", UnitPrice: "Cena jednostkowa", Discount: "Rabat", Amount: "Kwota" },
  row: (number, field) => `Wiersz ${number}: ${field}`,
  wholeRow: (number) => `Wiersz ${number}`,
  customersOwn: "własny kontrahenta",
  written: "powstaje dokument",
  open: "podjęte; dalszy ciąg zależy od tego, czego tu nigdy nie wyszukano",
  left: (reasons) => `pominięte: ${reasons}`,
  documents: { "sales-order": "Zamówienie sprzedaży", "sales-order-invoiced": "Zamówienie sprzedaży z fakturą", "draft-invoice": "Szkic faktury", invoice: "Zaksięgowana faktura", voucher: "Dowód", "voucher-with-item": "Dowód z pozycją rozrachunków" },
  newCustomer: "nowy",
  foundOrNew: "znaleziony albo nowy",
  held: (reasons) => `do wyjaśnienia: ${reasons}`,
};
