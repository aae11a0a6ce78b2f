import type { ByHandWords } from "./en.ts";

export const nl: ByHandWords = {
  title: "Het document in eAccounting",
  none: "Voor deze order staat er geen document.",
  stands: (kind, number) => `${kind} ${number} staat voor deze order.`,
  byHand: "Door een persoon gekoppeld.",
  roles: {
    "sales-order": "Verkooporder",
    "invoice-draft": "Conceptfactuur",
    "credit-draft": "Concept van een creditnota",
    invoice: "Factuur",
    credit: "Creditnota",
    voucher: "Boeking",
    "voucher-credit": "Boeking van een credit",
    other: "Document",
  },
  link: "Een bestaand document koppelen",
  linkLead:
    "Met de hand geboekt, of gevonden na twijfel: noem het nummer. Het wordt eerst gelezen, en voor deze order wordt niets meer verzonden.",
  what: "Wat het is",
  kinds: {
    order: "Verkooporder",
    "invoice-draft": "Conceptfactuur (met de id)",
    invoice: "Factuur of creditnota",
    voucher: "Boeking",
    customer: "Klant van de koper van de order",
  },
  number: "Nummer in eAccounting",
  numberHint:
    "Zoals eAccounting het toont, bijvoorbeeld 1042 of A12. Een conceptfactuur heeft geen nummer: neem de id uit het adres van de pagina.",
  press: "Koppelen",
  differs: "Het is niet wat de order zegt",
  confirm: "Toch koppelen",
  refused: "Het is niet gekoppeld",
  unlink: "Loskoppelen",
  unlinkLead:
    "Het document blijft ongewijzigd in eAccounting. De order wordt vastgehouden en pas opnieuw geboekt als iemand op Opnieuw proberen drukt.",
  why: "Waarom het wordt losgekoppeld",
  sayWhy: "Geef de reden: die blijft bij de order.",
  sayNumber: "Voer een nummer in.",
  rowLink: "Koppelen of loskoppelen",
  article: {
    title: "Het artikel in Asperion",
    byCode:
      "Het wordt op zijn code gevonden: het artikel in Asperion waarvan de code dit artikelnummer is.",
    stands: (code) => ["Iemand heeft gezegd dat dit artikel ", code, " in Asperion is."],
    lead: "Voor als de twee nummers verschillen, of het verkeerde artikel is gevonden. Het houdt daar zijn code; de andere velden volgen eAccounting zoals de instellingen zeggen. Voorraad en orderregels gaan nog steeds op code: voor orders staat dat in de vertaaltabel “Artikel dat in plaats van een ander wordt verkocht”.",
    code: "Code van het artikel in Asperion",
    link: "Koppelen",
    unlink: "Artikel loskoppelen",
    unlinkLead:
      "Daarna wordt het weer op zijn nummer gevonden, en in Asperion gemaakt als geen artikel die code heeft. Het artikel waaraan het was gekoppeld, blijft zoals het is.",
  },
  debtor: {
    title: "De klant in eAccounting",
    stands: (id) => ["Klant ", id, " van eAccounting staat voor deze debiteur."],
    byPerson: "Door een mens gekoppeld.",
    byItself: "Vanzelf gevonden of gemaakt.",
    lead: "De klant blijft in eAccounting zoals hij is. Bij de volgende order of wijziging van deze debiteur wordt de klant opnieuw gezocht, zoals de instellingen zeggen: herstel eerst waardoor de verkeerde werd gevonden.",
    unlink: "Klant loskoppelen",
  },
};
