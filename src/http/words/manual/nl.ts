import type { ManualWords } from "./en.ts";

export const nl: ManualWords = {
  title: "Handleiding",
  link: (page) => `Handleiding: ${page}`,
  contents: "Inhoud van de handleiding",
  english: "De handleiding is in het Engels geschreven.",
  pages: {
    "first-set-up": "Eerste inrichting", orders: "Orders", customers: "Klanten", products: "Producten", stock: "Voorraad", mapping: "Veldregels, met voorbeelden", held: "Waarom iets wordt vastgehouden", "going-live": "Live gaan", everyday: "Dagelijks beheer",
  },
};
