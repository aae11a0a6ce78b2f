import type { SettingsGoodsWords } from "./en.ts";

export const sv: SettingsGoodsWords = {
  "products.enabled": { label: "Skicka produkter till Asperion" },
  "products.createOnly": { label: "Skapa bara nya artiklar: skriv aldrig till en som finns" },
  "products.filter.labels": {
    label: "Etiketter: bara artiklar med en av dessa",
    hint: "Med kommatecken emellan. Tomt: varje artikel.",
    wrong: "högst 50 etiketter på högst 50 tecken",
  },
  "products.filter.withoutLabels": {
    label: "Etiketter: ingen artikel med en av dessa",
    hint: "Med kommatecken emellan.",
    wrong: "högst 50 etiketter på högst 50 tecken",
  },
  "products.filter.numbers": {
    label: "Artikelnummer",
    hint: "Mönster med kommatecken emellan: * står för vilka tecken som helst, ? för ett. Tomt: varje nummer.",
    wrong: "högst 50 mönster på högst 60 tecken",
  },
  "products.filter.codings": {
    label: "Konteringar: bara artiklar med en av dessa",
    hint: "Flera: håll ner Ctrl eller Cmd. Inget valt: varje artikel.",
    wrong: "högst 50",
  },
  "products.filter.expression": {
    label: "Uttryck som avgör om en artikel",
    hint: "Till exempel active && !service. Tomt: varje artikel.",
  },
  "products.filter.inactive": { label: "Skapa inaktiva artiklar i Asperion också, som inaktiva" },
  "products.whenFilteredOut": {
    label: "När en artikel inte längre passar",
    options: { leave: "Lämna den i Asperion som den är", deactivate: "Gör den inaktiv i Asperion" },
  },
  "products.priceDecimals": {
    label: "Decimaler i priser i Asperion",
    wrong: "ett heltal från 0 till 4",
  },
  "products.vatCode.table": {
    label: "Momskoder",
    hint: "Asperions momskod för varje momssats i eAccounting.",
    wrong: "en momskod för varje momssats i procent, till exempel 25; varje sats en gång",
  },
  "products.vatCode.default": { label: "Momskod för andra satser" },
  "products.salesType.table": {
    label: "Försäljningstyper",
    hint: "För varje kontering i eAccounting. Utan val: typen nedan.",
  },
  "products.salesType.default": { label: "Försäljningstyp i Asperion" },
  "stock.enabled": {
    label: "Håll lagersaldon i takt",
    hint: "Bara tillsammans med orderflödet, och bara där en bokförd order flyttar lager i eAccounting: pågående order eller bokförda fakturor. Med utkast eller verifikationer skulle varje försäljning ges tillbaka till butiken.",
  },
  "stock.strategy": {
    label: "Antalet kommer till Asperion",
    hint: "Asperions aktuella lager kan inte skrivas, bara flyttas av order. En korrigeringsorder kostar ingenting och bokförs aldrig.",
    options: {
      "correction-order": "Genom en korrigeringsorder",
      "article-field": "I ett fält på artikeln",
    },
  },
  "stock.correctionDebtor": {
    label: "Kund i Asperion för korrigeringsorder",
    hint: "En egen kund som inget säljs till: en med försäljning nekas. Glöms när lagersaldot stängs av.",
    wrong:
      "en kund i Asperion som bara står för korrigeringar: välj en av dem som hittades, eller sök igen",
  },
  "stock.field": {
    label: "Fält på artikeln",
    options: {
      characteristic1: "Egenskap 1",
      characteristic2: "Egenskap 2",
      characteristic3: "Egenskap 3",
      characteristic4: "Egenskap 4",
      characteristic5: "Egenskap 5",
    },
  },
  "stock.calculation": {
    label: "Antalet är",
    hint: "Det som butiken sålt och som inte finns i eAccounting än dras alltid av.",
    options: {
      available: "Det tillgängliga: saldo minus reserverat",
      balance: "Saldot",
      margin: "Det tillgängliga, minus en säkerhetsmarginal",
      percentage: "En procentandel av det tillgängliga",
      expression: "Ett eget uttryck",
    },
  },
  "stock.margin": { label: "Säkerhetsmarginal", wrong: "ett antal, till exempel 3" },
  "stock.percentage": { label: "Procent", wrong: "ett tal från 0 till 100" },
  "stock.expression": {
    label: "Uttryck",
    hint: "Med available, balance, reserved och number, till exempel: available > 10 ? available - 5 : 0",
  },
  "stock.decimals": {
    label: "Decimaler i antalet",
    hint: "0 för hela stycken.",
    wrong: "ett heltal från 0 till 4",
  },
  "stock.rounding": {
    label: "Avrundas",
    options: { down: "Nedåt", nearest: "Till närmaste", up: "Uppåt" },
  },
  "stock.floorAtZero": { label: "Aldrig under noll" },
  "stock.manageStock": {
    label: "En artikel som Asperion inte lagerför men eAccounting gör",
    options: { leave: "Lämna den", set: "Slå på lagerföring i Asperion" },
  },
  "stock.rowsPerRun": {
    label: "Antal som ändras i en körning, högst",
    wrong: "ett heltal från 1 till 500",
  },
};
