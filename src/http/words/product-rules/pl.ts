import type { ProductRulesWords } from "./en.ts";

export const pl: ProductRulesWords = {
  title: "Produkty: pole po polu",
  lead: "Kto decyduje o każdym polu. To, co ktoś zmienił w Asperion od ostatniego zapisu pola, zostaje, chyba że pole jest nadpisywane. Opisy i pola dowolne przejmują pole towaru albo wynik wyrażenia.",
  columns: { field: "Pole w Asperion", when: "Zapisywane", from: "Przejmowane z", expression: "Wyrażenie zamiast tego" },
  field: {
    code: "Kod artykułu", name: "Opis", shortDescription: "Krótki opis", longDescription: "Długi opis", priceExclVat: "Cena netto", priceInclVat: "Cena brutto", currency: "Waluta", ean: "Kod EAN",
    tax: "Stawka VAT i rodzaj sprzedaży", active: "Aktywny", kind: "Rodzaj, artykuł nadrzędny i cechy", free1: "Pole dowolne 1", free2: "Pole dowolne 2", free3: "Pole dowolne 3", free4: "Pole dowolne 4", free5: "Pole dowolne 5",
  },
  when: { never: "Nigdy", create: "Tylko przy tworzeniu artykułu", update: "Także przy aktualizacji", overwrite: "Także przy aktualizacji, nawet gdy zmieniono w Asperion" },
  from: {
    none: "Niczego", name: "Nazwy", nameEnglish: "Nazwy angielskiej", note: "Notatki", number: "Numeru artykułu", unit: "Jednostki", coding: "Dekretacji", labels: "Etykiet", stockLocation: "Miejsca w magazynie", supplierNumber: "Numeru artykułu u dostawcy",
  },
  row: (column, field) => `${column}: ${field}`,
  variants: {
    title: "Produkty: warianty",
    lead: "Artykuły, które należą do siebie, stają się wariantami jednego artykułu konfigurowalnego.",
    by: "Artykuły należą do siebie",
    none: "Nigdy: każdy jest osobnym artykułem",
    number: "Według numeru",
    label: "Według etykiet",
    pattern: "Wzór numeru",
    patternHint: "Na przykład {parent}-{Size}-{Colour}: T-SHIRT-M-RED to wariant artykułu T-SHIRT. Tylko gdy należą do siebie według numeru.",
    groupLabel: "Etykieta nazywająca grupę",
    groupLabelHint: "Przy Group etykieta Group: CAPS tworzy wariant artykułu CAPS. Tylko gdy należą do siebie według etykiet.",
    attributes: "Etykiety nazywające cechy",
    attributesHint: "Rozdzielone przecinkami, na przykład Size, Colour.",
  },
};
