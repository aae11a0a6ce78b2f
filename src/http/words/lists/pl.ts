import type { ListsWords } from "./en.ts";

export const pl: ListsWords = {
  lists: {
    orders: { title: "Zamówienia", of: (tenant) => `Zamówienia: ${tenant}`, thing: "Zamówienie", none: "Żadne zamówienie nie pasuje.", back: "Do zamówień" },
    customers: { title: "Kontrahenci", of: (tenant) => `Kontrahenci: ${tenant}`, thing: "Kontrahent", none: "Żaden kontrahent nie pasuje.", back: "Do kontrahentów" },
    products: { title: "Produkty", of: (tenant) => `Produkty: ${tenant}`, thing: "Artykuł", none: "Żaden artykuł nie pasuje.", back: "Do produktów" },
    stock: { title: "Stany magazynowe", of: (tenant) => `Stany magazynowe: ${tenant}`, thing: "Przebieg", none: "Żaden przebieg nie pasuje.", back: "Do przebiegów stanów" },
  },
  lead: {
    orders: "Każde zamówienie raz, w obecnym stanie. Najpierw te, które zmieniły się ostatnio.",
    customers: "Odbiorcy z Asperion tak, jak ostatnio wysłano ich do eAccounting. Najpierw ci, którzy zmienili się ostatnio.",
    products: "Artykuły z eAccounting tak, jak ostatnio wysłano je do Asperion. Najpierw te, które zmieniły się ostatnio.",
    stock: "Każde porównanie stanów magazynowych: ile stanów się różniło i co zapisano. Najpierw najnowsze.",
  },
  search: "Szukaj",
  searchHint: "Numer, id, SKU, nazwa artykułu, słowa z powodu albo pełny adres e-mail odbiorcy. Imiona i nazwiska są zaszyfrowane i nie są przeszukiwane.",
  from: "Od dnia",
  to: "Do dnia",
  daysHint: "Dni, w których uzyskano ten wynik.",
  csv: "Pobierz jako CSV",
  run: (when) => `Przebieg: ${when}`,
  looks: "Wszystkie sprawdzenia",
  looksLead: "Po każdym powiadomieniu jedno sprawdzenie. Najpierw najnowsze.",
  when: "Kiedy",
  here: "to",
  both: "Po obu stronach",
  inAsperion: "W Asperion",
  inLedger: "W eAccounting",
  customer: "Kontrahent",
  articles: "Artykuły",
  columns: { thing: "numer", id: "id", state: "stan", gross: "brutto", vat: "VAT", currency: "waluta", code: "kod", why: "powód", next: "co zrobić", came: "wpłynęło", changed: "zmieniono" },
  cut: (most) => `Ucięto po ${most} wierszach: zawęź listę, aby zobaczyć resztę`,
};
