import { countPl } from "../plurals.ts";
import type { VendorLimitWords } from "./en.ts";

export const pl: VendorLimitWords = {
  title: "Limit eAccounting",
  lead: (perMinute) =>
    `eAccounting przyjmuje ${perMinute} zapytań na minutę każdego rodzaju, od wszystkich sklepów razem. Bieżące zamówienia mają pierwszeństwo; sklepy są obsługiwane po kolei.`,
  unknown: "W tej chwili nie wiadomo, w jakim stopniu limit jest wykorzystany.",
  idle: "W ostatniej minucie nie wysłano żadnego zapytania do eAccounting.",
  of: (used, limit) => `${used} z ${limit} w ostatniej minucie`,
  waiting: (count) =>
    countPl(
      count,
      "sklep czeka na swoją kolej",
      "sklepy czekają na swoją kolej",
      "sklepów czeka na swoją kolej",
    ),
  paused: (span) => `eAccounting poprosił o przerwę, zostało ${span}`,
  slowed: (percent) =>
    `przez pewien czas o ${percent} wolniej, ponieważ eAccounting odrzucił zapytania: być może inny program używa tego samego kontrahenta`,
  single: (kind) => `${kind}, pojedynczo`,
  endpoints: {
    "/customerinvoicedrafts/{id}/convert": "Szkice faktur: księgowanie",
    "/orders/{id}/convert": "Zamówienia sprzedaży: fakturowanie",
    "/orders/{id}/converteddrafttoorder": "Zamówienia sprzedaży: potwierdzanie",
    "/orders/{id}/voided": "Zamówienia sprzedaży: wycofywanie",
    "/customerinvoices/{id}/email": "Faktury: wysyłka e-mailem",
    "/customerinvoices/{id}/einvoice": "Faktury: wysyłka elektroniczna",
    "/customerinvoices/{id}/payments": "Płatności faktur",
    "/accounts": "Konta",
    "/articleaccountcodings": "Dekretacje",
    "/articles": "Artykuły",
    "/bankaccounts": "Rachunki bankowe",
    "/companysettings": "Ustawienia firmy",
    "/costcenters": "Miejsca powstawania kosztów",
    "/countries": "Kraje",
    "/currencies": "Waluty",
    "/currencies/exchangerate": "Kursy walut",
    "/customerinvoicedrafts": "Szkice faktur",
    "/customerinvoices": "Faktury",
    "/customerlabels": "Etykiety kontrahentów",
    "/customerledgeritems": "Rozrachunki z odbiorcami",
    "/customers": "Kontrahenci",
    "/deliverymethods": "Sposoby dostawy",
    "/fiscalyears": "Lata obrotowe",
    "/orders": "Zamówienia sprzedaży",
    "/projects": "Projekty",
    "/termsofpayments": "Terminy płatności",
    "/units": "Jednostki",
    "/vatcodes": "Kody VAT",
    "/vouchers": "Dowody księgowe",
  },
};
