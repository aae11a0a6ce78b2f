import type { ManualWords } from "./en.ts";

export const pl: ManualWords = {
  title: "Podręcznik",
  link: (page) => `Podręcznik: ${page}`,
  contents: "Spis treści podręcznika",
  everyReason: "Każdy powód, słowo w słowo",
  everyReasonLead:
    "Tak jak stoi na stronie tego, czego dotyczy, z następnym krokiem; „…” oznacza to, co się zmienia. Słowo na końcu czytają programy.",
  pages: {
    "first-set-up": "Pierwsza konfiguracja",
    orders: "Zamówienia",
    customers: "Kontrahenci",
    products: "Produkty",
    stock: "Stany magazynowe",
    mapping: "Reguły pól, z przykładami",
    held: "Dlaczego coś trafia do wyjaśnienia",
    "going-live": "Start",
    everyday: "Codzienna opieka",
    dashboard: "Strona sklepu i listy",
    comparison: "Uzgodnienie",
    settings: "Ustawienia",
    people: "Użytkownicy i programy",
  },
};
