import type { ManualWords } from "./en.ts";

export const sv: ManualWords = {
  title: "Handbok",
  link: (page) => `Handbok: ${page}`,
  contents: "Handbokens innehåll",
  english: "Handboken är skriven på engelska.",
  pages: {
    "first-set-up": "Första installationen", orders: "Ordrar", customers: "Kunder", products: "Produkter", stock: "Lager", mapping: "Fältregler, med exempel", held: "Varför något hålls kvar", "going-live": "Gå live", everyday: "Daglig skötsel",
  },
};
