import type { DifferencesWords } from "./en.ts";

export const nl: DifferencesWords = {
  fields: { OurReference: "Onze referentie", YourReference: "Uw referentie", BuyersOrderReference: "Orderreferentie van de koper", OrderDate: "Datum", Status: "Status", Currency: "Valuta", TermsOfPaymentId: "Betalingsconditie", DeliveryMethod: "Leverwijze", InvoiceAddress: "Factuuradres", DeliveryAddress: "Afleveradres", Gross: "Bruto", Vat: "Btw", outcome: "Wat het wordt", date: "Datum", text: "Tekst", series: "Reeks", item: "Debiteurenpost" },
  rowFields: { ArticleId: "Artikel", Text: "Tekst", Quantity: "Aantal", UnitPrice: "Stukprijs", Discount: "Korting", Amount: "Bedrag" },
  row: (number, field) => `Regel ${number}: ${field}`,
  wholeRow: (number) => `Regel ${number}`,
  customersOwn: "die van de klant zelf",
  written: "er wordt een document gemaakt",
  held: (reasons) => `vastgehouden: ${reasons}`,
};
