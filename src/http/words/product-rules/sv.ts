import type { ProductRulesWords } from "./en.ts";

export const sv: ProductRulesWords = {
  title: "Artiklar: fält för fält",
  lead: "Vem som bestämmer över varje fält. Det som någon har ändrat i Asperion sedan fältet senast skrevs får stå kvar, om fältet inte skrivs över. Beskrivningar och fria fält hämtar ett fält från artikeln, eller det som ett uttryck gör av det.",
  columns: { field: "Fält i Asperion", when: "Skrivs", from: "Hämtas från", expression: "Uttryck i stället" },
  field: {
    code: "Artikelkod", name: "Beskrivning", shortDescription: "Kort beskrivning", longDescription: "Lång beskrivning", priceExclVat: "Pris exklusive moms", priceInclVat: "Pris inklusive moms", currency: "Valuta", ean: "EAN-kod",
    tax: "Momskod och försäljningstyp", active: "Aktiv", kind: "Typ, huvudartikel och egenskaper", free1: "Fritt fält 1", free2: "Fritt fält 2", free3: "Fritt fält 3", free4: "Fritt fält 4", free5: "Fritt fält 5",
  },
  when: { never: "Aldrig", create: "Bara när artikeln skapas", update: "Även vid uppdatering", overwrite: "Även vid uppdatering, över det som ändrats i Asperion" },
  from: {
    none: "Ingenting", name: "Namn", nameEnglish: "Engelskt namn", note: "Anteckning", number: "Artikelnummer", unit: "Enhet", coding: "Artikelkontering", labels: "Etiketter", stockLocation: "Lagerplats", supplierNumber: "Leverantörens artikelnummer",
  },
  row: (column, field) => `${column}: ${field}`,
  variants: {
    title: "Artiklar: varianter",
    lead: "Artiklar som hör ihop blir varianter av en konfigurerbar artikel.",
    by: "Artiklar hör ihop",
    none: "Aldrig: var och en är en egen artikel",
    number: "Genom sitt nummer",
    label: "Genom sina etiketter",
    pattern: "Numrets mönster",
    patternHint: "Till exempel {parent}-{Size}-{Colour}: T-SHIRT-M-RED är en variant av T-SHIRT. Bara när de hör ihop genom sitt nummer.",
    groupLabel: "Etikett som namnger gruppen",
    groupLabelHint: "Med Group gör etiketten Group: CAPS en variant av CAPS. Bara när de hör ihop genom sina etiketter.",
    attributes: "Etiketter som namnger egenskaper",
    attributesHint: "Med kommatecken emellan, till exempel Size, Colour.",
  },
};
