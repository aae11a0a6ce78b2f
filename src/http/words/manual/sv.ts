import type { ManualWords } from "./en.ts";

export const sv: ManualWords = {
  title: "Handbok",
  link: (page) => `Handbok: ${page}`,
  contents: "Handbokens innehåll",
  everyReason: "Varje skäl, ord för ord",
  everyReasonLead:
    "Som det står på sidan för det som det gäller, med nästa steg; ”…” står för det som varierar. Ordet sist är det som program läser.",
  pages: {
    "first-set-up": "Första installationen",
    orders: "Order",
    customers: "Kunder",
    products: "Produkter",
    stock: "Lager",
    mapping: "Fältregler, med exempel",
    held: "Varför något hålls kvar",
    "going-live": "Gå live",
    everyday: "Daglig skötsel",
    dashboard: "Butikens sida och listor",
    comparison: "Avstämningen",
    settings: "Inställningar",
    people: "Personer och program",
  },
};
