import type { TypeRulesWords } from "./en.ts";

export const nl: TypeRulesWords = {
  title: "Een ander document voor sommige orders",
  lead: "De eerste regel die past beslist; een order waarvoor geen regel past wordt het document hierboven. Alles wat een regel zegt moet gelden; wat leeg is geldt voor elke order. Een lege rij is geen regel.",
  columns: {
    place: "Plaats",
    paymentMethods: "Betaalmethoden",
    deliveryCountries: "Landen van levering",
    grossFrom: "Vanaf",
    grossTo: "Tot en met",
    customerKind: "Klant",
    type: "Wordt",
  },
  hints:
    "Landen met hun twee letters, zoals SE, NO. Bedragen met btw, beide grenzen meegerekend. Meer betaalmethoden: houd Ctrl of Cmd ingedrukt.",
  row: (column, row) => `${column}, regel ${row}`,
  any: "Elke",
  kinds: { company: "Bedrijf", private: "Particulier" },
  none: "–",
  types: {
    "sales-order": "Verkooporder",
    "draft-invoice": "Conceptfactuur",
    invoice: "Geboekte factuur",
    mutation: "Memoriaalboeking",
  },
  wrong: {
    type: "kies wat de order wordt",
    deliveryCountries: "landen zijn twee letters, zoals SE",
    grossFrom: "een bedrag zoals 100,00",
    grossTo: "een bedrag zoals 100,00",
    paymentMethods: "betaalmethoden zoals Asperion ze noemt",
    customerKind: "bedrijf of particulier",
    place: "een geheel getal",
  },
};
