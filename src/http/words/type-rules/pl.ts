import type { TypeRulesWords } from "./en.ts";

export const pl: TypeRulesWords = {
  title: "Inny dokument dla niektórych zamówień",
  lead: "Decyduje pierwsza pasująca reguła; zamówienie, do którego żadna nie pasuje, staje się dokumentem wybranym powyżej. Musi się zgadzać wszystko, co mówi reguła; puste pole oznacza każde zamówienie. Pusty wiersz nie jest regułą.",
  columns: {
    place: "Miejsce",
    paymentMethods: "Metody płatności",
    deliveryCountries: "Kraje dostawy",
    grossFrom: "Od",
    grossTo: "Do",
    customerKind: "Odbiorca",
    type: "Staje się",
  },
  hints:
    "Kraje jako dwie litery, na przykład SE, NO. Kwoty z VAT, łącznie z oboma krańcami. Kilka metod płatności: przytrzymaj Ctrl lub Cmd.",
  row: (column, row) => `${column}, reguła ${row}`,
  any: "Każdy",
  kinds: { company: "Firma", private: "Osoba prywatna" },
  none: "–",
  types: {
    "sales-order": "Zamówienie sprzedaży",
    "draft-invoice": "Szkic faktury",
    invoice: "Zaksięgowana faktura",
    mutation: "Dowód księgowy",
  },
  wrong: {
    type: "wybierz, czym staje się zamówienie",
    deliveryCountries: "kraj to dwie litery, na przykład SE",
    grossFrom: "kwota, na przykład 100,00",
    grossTo: "kwota, na przykład 100,00",
    paymentMethods: "metody płatności tak, jak nazywa je Asperion",
    customerKind: "firma lub osoba prywatna",
    place: "liczba całkowita",
  },
};
