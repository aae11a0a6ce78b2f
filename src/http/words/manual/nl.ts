import type { ManualWords } from "./en.ts";

export const nl: ManualWords = {
  title: "Handleiding",
  link: (page) => `Handleiding: ${page}`,
  contents: "Inhoud van de handleiding",
  everyReason: "Elke reden, woord voor woord",
  everyReasonLead:
    "Zoals zij op de pagina staat van wat zij betreft, met de volgende stap; “…” staat voor wat wisselt. Het woord aan het eind is dat wat programma's lezen.",
  pages: {
    "first-set-up": "Eerste inrichting",
    orders: "Orders",
    customers: "Klanten",
    products: "Producten",
    stock: "Voorraad",
    mapping: "Veldregels, met voorbeelden",
    held: "Waarom iets wordt vastgehouden",
    "going-live": "Live gaan",
    everyday: "Dagelijkse zorg",
    dashboard: "De pagina van de winkel en lijsten",
    comparison: "De afstemming",
    settings: "Instellingen",
    people: "Mensen en programma's",
  },
};
