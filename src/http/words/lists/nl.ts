import type { ListsWords } from "./en.ts";

export const nl: ListsWords = {
  lists: {
    orders: {
      title: "Orders",
      of: (tenant) => `Orders van ${tenant}`,
      thing: "Order",
      none: "Er past geen order.",
      back: "Naar de orders",
    },
    customers: {
      title: "Klanten",
      of: (tenant) => `Klanten van ${tenant}`,
      thing: "Klant",
      none: "Er past geen klant.",
      back: "Naar de klanten",
    },
    products: {
      title: "Producten",
      of: (tenant) => `Producten van ${tenant}`,
      thing: "Artikel",
      none: "Er past geen artikel.",
      back: "Naar de producten",
    },
    stock: {
      title: "Voorraad",
      of: (tenant) => `Voorraad van ${tenant}`,
      thing: "Run",
      none: "Er past geen run.",
      back: "Naar de voorraadruns",
    },
  },
  lead: {
    orders: "Elke order één keer, zoals hij er nu voor staat. De laatste wijziging staat bovenaan.",
    customers:
      "Debiteuren van Asperion zoals ze het laatst naar eAccounting zijn gestuurd. De laatste wijziging staat bovenaan.",
    products:
      "Artikelen van eAccounting zoals ze het laatst naar Asperion zijn gestuurd. De laatste wijziging staat bovenaan.",
    stock:
      "Elke vergelijking van de voorraad: hoeveel aantallen verschilden en wat er is geschreven. De nieuwste staat bovenaan.",
  },
  search: "Zoeken",
  searchHint: {
    orders:
      "Nummer, id, SKU, bedrag, woorden uit de reden of het volledige e-mailadres van de klant. Namen van personen, bedrijven en artikelen zijn verzegeld en worden niet doorzocht.",
    customers:
      "Nummer, id, woorden uit de reden of het volledige e-mailadres van de klant. Namen van personen en bedrijven zijn verzegeld en worden niet doorzocht.",
    products: "Nummer, id, artikelnaam of woorden uit de reden.",
    stock: "Woorden uit de reden.",
  },
  from: "Vanaf dag",
  to: "Tot en met dag",
  daysHint: "Dagen waarop deze uitkomst ontstond.",
  reversed:
    "De eerste dag ligt na de laatste: de dagen staan verkeerd om, dus de lijst is er niet mee beperkt.",
  csv: "Downloaden als CSV",
  run: (when) => `Run van ${when}`,
  looks: "Alle keren dat ernaar is gekeken",
  looksLead: "Bij elk bericht erover is één keer gekeken. De nieuwste staat bovenaan.",
  olderLook:
    "Dit is een oudere keer dat ernaar is gekeken: zij blijft zoals zij eindigde. Wat u hier doet, gebeurt bij de nieuwste.",
  toNewest: "Naar de nieuwste keer",
  when: "Wanneer",
  here: "deze",
  both: "Aan beide kanten",
  inAsperion: "In Asperion",
  inLedger: "In eAccounting",
  shopVat: "Btw in de winkel",
  customer: "Klant",
  articles: "Artikelen",
  columns: {
    thing: "nummer",
    id: "id",
    state: "stand",
    gross: "bruto",
    vat: "btw in de winkel",
    currency: "valuta",
    code: "code",
    why: "waarom",
    next: "wat te doen",
    came: "binnengekomen",
    changed: "gewijzigd",
  },
  cut: (most) => `Afgekapt na ${most} regels: verfijn de lijst voor de rest`,
};
