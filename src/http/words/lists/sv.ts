import type { ListsWords } from "./en.ts";

export const sv: ListsWords = {
  lists: {
    orders: {
      title: "Order",
      of: (tenant) => `Order hos ${tenant}`,
      thing: "Order",
      none: "Ingen order passar.",
      back: "Till orderna",
    },
    customers: {
      title: "Kunder",
      of: (tenant) => `Kunder hos ${tenant}`,
      thing: "Kund",
      none: "Ingen kund passar.",
      back: "Till kunderna",
    },
    products: {
      title: "Produkter",
      of: (tenant) => `Produkter hos ${tenant}`,
      thing: "Artikel",
      none: "Ingen artikel passar.",
      back: "Till produkterna",
    },
    stock: {
      title: "Lager",
      of: (tenant) => `Lager hos ${tenant}`,
      thing: "Körning",
      none: "Ingen körning passar.",
      back: "Till lagerkörningarna",
    },
  },
  lead: {
    orders: "Varje order en gång, som den står nu. Det som ändrats senast står först.",
    customers:
      "Kunder i Asperion som de senast skickades till eAccounting. Det som ändrats senast står först.",
    products:
      "Artiklar i eAccounting som de senast skickades till Asperion. Det som ändrats senast står först.",
    stock:
      "Varje jämförelse av lagret: hur många saldon som skilde sig och vad som skrevs. Den nyaste står först.",
  },
  search: "Sök",
  searchHint: {
    orders:
      "Nummer, id, SKU, belopp, ord ur skälet eller kundens fullständiga e-postadress. Namn på personer, företag och artiklar är förseglade och genomsöks inte.",
    customers:
      "Nummer, id, ord ur skälet eller kundens fullständiga e-postadress. Namn på personer och företag är förseglade och genomsöks inte.",
    products: "Nummer, id, artikelns namn eller ord ur skälet.",
    stock: "Ord ur skälet.",
  },
  from: "Från dag",
  to: "Till och med dag",
  daysHint: "Dagar då utfallet uppstod.",
  reversed:
    "Den första dagen ligger efter den sista: dagarna står åt fel håll, så listan är inte avgränsad med dem.",
  csv: "Hämta som CSV",
  run: (when) => `Körning ${when}`,
  looks: "Varje gång den kontrollerats",
  looksLead: "En kontroll för varje gång något berättade om den. Den nyaste står först.",
  olderLook:
    "Det här är en äldre kontroll: den står kvar som den slutade. Det du gör här görs med den nyaste.",
  toNewest: "Till den nyaste kontrollen",
  when: "När",
  here: "denna",
  both: "På båda sidor",
  inAsperion: "I Asperion",
  inLedger: "I eAccounting",
  shopVat: "Moms enligt butiken",
  customer: "Kund",
  articles: "Artiklar",
  columns: {
    thing: "nummer",
    id: "id",
    state: "läge",
    gross: "brutto",
    vat: "moms enligt butiken",
    currency: "valuta",
    code: "kod",
    why: "varför",
    next: "vad göra",
    came: "inkom",
    changed: "ändrad",
  },
  cut: (most) => `Avkortad efter ${most} rader: begränsa listan för resten`,
};
