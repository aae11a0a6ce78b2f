import type { TypeRulesWords } from "./en.ts";

export const sv: TypeRulesWords = {
  title: "Ett annat dokument för vissa order",
  lead: "Den första regeln som passar avgör; en order som ingen regel passar blir dokumentet ovan. Allt som en regel säger måste gälla; det som är tomt gäller varje order. En tom rad är ingen regel.",
  columns: {
    place: "Plats",
    paymentMethods: "Betalsätt",
    deliveryCountries: "Leveransländer",
    grossFrom: "Från",
    grossTo: "Till och med",
    customerKind: "Kund",
    type: "Blir",
  },
  hints:
    "Länder med två bokstäver, till exempel SE, NO. Belopp med moms, båda gränserna inräknade. Flera betalsätt: håll ner Ctrl eller Cmd.",
  row: (column, row) => `${column}, regel ${row}`,
  any: "Alla",
  kinds: { company: "Företag", private: "Privatperson" },
  none: "–",
  types: {
    "sales-order": "Order",
    "draft-invoice": "Fakturautkast",
    invoice: "Bokförd faktura",
    mutation: "Verifikation",
  },
  wrong: {
    type: "välj vad ordern blir",
    deliveryCountries: "länder är två bokstäver, till exempel SE",
    grossFrom: "ett belopp, till exempel 100,00",
    grossTo: "ett belopp, till exempel 100,00",
    paymentMethods: "betalsätt som Asperion kallar dem",
    customerKind: "företag eller privatperson",
    place: "ett heltal",
  },
};
