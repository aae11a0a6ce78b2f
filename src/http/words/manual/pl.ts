import type { ManualWords } from "./en.ts";

export const pl: ManualWords = {
  title: "Podręcznik",
  link: (page) => `Podręcznik: ${page}`,
  contents: "Spis treści podręcznika",
  english: "Podręcznik jest napisany po angielsku.",
  pages: {
    "first-set-up": "Pierwsza konfiguracja", orders: "Zamówienia", customers: "Klienci", products: "Produkty", stock: "Stany magazynowe", mapping: "Reguły pól, z przykładami", held: "Dlaczego coś jest wstrzymane", "going-live": "Start", everyday: "Codzienna opieka",
  },
};
