import type { ProductRulesWords } from "./en.ts";

export const nl: ProductRulesWords = {
  title: "Artikelen: veld voor veld",
  lead: "Wie per veld voorgaat. Wat iemand in Asperion heeft gewijzigd sinds het veld voor het laatst is geschreven, blijft staan, tenzij het veld wordt overschreven. Omschrijvingen en vrije velden nemen een veld van het artikel over, of wat een expressie ervan maakt.",
  columns: { field: "Veld in Asperion", when: "Wordt geschreven", from: "Overgenomen uit", expression: "Expressie in plaats daarvan" },
  field: {
    code: "Artikelcode", name: "Omschrijving", shortDescription: "Korte omschrijving", longDescription: "Lange omschrijving", priceExclVat: "Prijs exclusief btw", priceInclVat: "Prijs inclusief btw", currency: "Valuta", ean: "EAN",
    tax: "Btw-code en verkoopsoort", active: "Actief", kind: "Soort, hoofdartikel en kenmerken", free1: "Vrij veld 1", free2: "Vrij veld 2", free3: "Vrij veld 3", free4: "Vrij veld 4", free5: "Vrij veld 5",
  },
  when: { never: "Nooit", create: "Alleen bij het aanmaken", update: "Ook bij bijwerken", overwrite: "Ook bij bijwerken, over wijzigingen in Asperion heen" },
  from: {
    none: "Niets", name: "Naam", nameEnglish: "Engelse naam", note: "Notitie", number: "Artikelnummer", unit: "Eenheid", coding: "Artikelcodering", labels: "Etiketten", stockLocation: "Magazijnlocatie", supplierNumber: "Artikelnummer van de leverancier",
  },
  row: (column, field) => `${column}: ${field}`,
  variants: {
    title: "Artikelen: varianten",
    lead: "Artikelen die bij elkaar horen worden varianten van één configureerbaar artikel.",
    by: "Artikelen horen bij elkaar",
    none: "Nooit: elk is een eigen artikel",
    number: "Op grond van hun nummer",
    label: "Op grond van hun etiketten",
    pattern: "Patroon van het nummer",
    patternHint: "Bijvoorbeeld {parent}-{Size}-{Colour}: T-SHIRT-M-RED is een variant van T-SHIRT. Alleen als ze op grond van hun nummer bij elkaar horen.",
    groupLabel: "Etiket dat de groep noemt",
    groupLabelHint: "Met Group maakt het etiket Group: CAPS een variant van CAPS. Alleen als ze op grond van hun etiketten bij elkaar horen.",
    attributes: "Etiketten die kenmerken noemen",
    attributesHint: "Met komma's ertussen, bijvoorbeeld Size, Colour.",
  },
};
