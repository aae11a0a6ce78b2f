import type { ListsWords } from "./en.ts";

export const pl: ListsWords = {
  lists: {
    orders: {
      title: "Zamówienia",
      of: (tenant) => `Zamówienia: ${tenant}`,
      thing: "Zamówienie",
      none: "Żadne zamówienie nie pasuje.",
      back: "Do zamówień",
    },
    customers: {
      title: "Kontrahenci",
      of: (tenant) => `Kontrahenci: ${tenant}`,
      thing: "Kontrahent",
      none: "Żaden kontrahent nie pasuje.",
      back: "Do kontrahentów",
    },
    products: {
      title: "Produkty",
      of: (tenant) => `Produkty: ${tenant}`,
      thing: "Artykuł",
      none: "Żaden artykuł nie pasuje.",
      back: "Do produktów",
    },
    stock: {
      title: "Stany magazynowe",
      of: (tenant) => `Stany magazynowe: ${tenant}`,
      thing: "Przebieg",
      none: "Żaden przebieg nie pasuje.",
      back: "Do przebiegów stanów",
    },
  },
  lead: {
    orders: "Każde zamówienie raz, w obecnym stanie. Najpierw te, które zmieniły się ostatnio.",
    customers:
      "Odbiorcy z Asperion tak, jak ostatnio wysłano ich do eAccounting. Najpierw ci, którzy zmienili się ostatnio.",
    products:
      "Artykuły z eAccounting tak, jak ostatnio wysłano je do Asperion. Najpierw te, które zmieniły się ostatnio.",
    stock:
      "Każde porównanie stanów magazynowych: ile stanów się różniło i co zapisano. Najpierw najnowsze.",
  },
  search: "Szukaj",
  searchHint: {
    orders:
      "Numer, id, SKU, kwota, słowa z powodu albo pełny adres e-mail odbiorcy. Nazwiska, nazwy firm i artykułów są zaszyfrowane i nie są przeszukiwane.",
    customers:
      "Numer, id, słowa z powodu albo pełny adres e-mail odbiorcy. Nazwiska i nazwy firm są zaszyfrowane i nie są przeszukiwane.",
    products: "Numer, id, nazwa artykułu albo słowa z powodu.",
    stock: "Słowa z powodu.",
  },
  from: "Od dnia",
  to: "Do dnia",
  daysHint: "Dni, w których uzyskano ten wynik.",
  reversed:
    "Pierwszy dzień jest po ostatnim: dni są podane w odwrotnej kolejności, więc lista nie jest nimi zawężona.",
  csv: "Pobierz jako CSV",
  run: (when) => `Przebieg: ${when}`,
  looks: "Wszystkie sprawdzenia",
  looksLead: "Po każdym powiadomieniu jedno sprawdzenie. Najpierw najnowsze.",
  olderLook:
    "To starsze sprawdzenie: pozostaje takie, jak się zakończyło. Cokolwiek tu zrobisz, dotyczy najnowszego.",
  toNewest: "Do najnowszego sprawdzenia",
  when: "Kiedy",
  here: "to",
  both: "Po obu stronach",
  inAsperion: "W Asperion",
  inLedger: "W eAccounting",
  shopVat: "VAT w sklepie",
  customer: "Kontrahent",
  articles: "Artykuły",
  columns: {
    thing: "numer",
    id: "id",
    state: "stan",
    gross: "brutto",
    vat: "VAT w sklepie",
    currency: "waluta",
    code: "kod",
    why: "powód",
    next: "co zrobić",
    came: "wpłynęło",
    changed: "zmieniono",
  },
  cut: (most) => `Ucięto po ${most} wierszach: zawęź listę, aby zobaczyć resztę`,
};
