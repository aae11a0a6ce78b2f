import type { DifferencesWords } from "./en.ts";

export const nl: DifferencesWords = {
  fields: { OurReference: "Onze referentie", YourReference: "Uw referentie", BuyersOrderReference: "Orderreferentie van de koper", OrderDate: "Datum", Status: "Status", Currency: "Valuta", TermsOfPaymentId: "Betalingsconditie", DeliveryMethod: "Leverwijze", InvoiceAddress: "Factuuradres", DeliveryAddress: "Afleveradres", Gross: "Bruto", Vat: "Btw", outcome: "Wat het wordt", date: "Datum", text: "Tekst", series: "Reeks", item: "Debiteurenpost", document: "Document", customer: "Klant", payment: "Betaling", sending: "Naar de klant verstuurd", attention: "Heeft daarna iemand nodig" },
  rowFields: { ArticleId: "Artikel", Text: "Tekst", Quantity: "Aantal", UnitPrice: "Stukprijs", Discount: "Korting", Amount: "Bedrag" },
  row: (number, field) => `Regel ${number}: ${field}`,
  wholeRow: (number) => `Regel ${number}`,
  customersOwn: "die van de klant zelf",
  written: "er wordt een document gemaakt",
  open: "opgenomen; wat volgt hangt af van wat hier nooit is opgezocht",
  left: (reasons) => `overgeslagen: ${reasons}`,
  documents: { "sales-order": "Verkooporder", "sales-order-invoiced": "Verkooporder die wordt gefactureerd", "draft-invoice": "Conceptfactuur", invoice: "Geboekte factuur", voucher: "Boeking", "voucher-with-item": "Boeking met haar debiteurenpost" },
  newCustomer: "een nieuwe",
  foundOrNew: "gevonden, of een nieuwe",
  held: (reasons) => `vastgehouden: ${reasons}`,
};
