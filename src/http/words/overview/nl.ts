import { countNl } from "../plurals.ts";
import type { OverviewWords } from "./en.ts";

export const nl: OverviewWords = {
  title: "Winkels",
  lead: "Elke winkel verbindt één administratie in Asperion met één bedrijf in eAccounting.",
  none: "Er is nog geen winkel. Maak hieronder de eerste aan.",
  administration: (number, company) => `Administratie ${number} → ${company ?? "nog geen bedrijf"}`,
  connections: "Koppelingen",
  outOfReach: "Op dit moment niet bereikbaar",
  lastDay: "De afgelopen 24 uur",
  nothingCame: "Er is niets binnengekomen.",
  needs: "Vraagt om aandacht",
  nothing: "Niets.",
  toLookAt: (count) => countNl(count, "punt om te bekijken", "punten om te bekijken"),
  connect: (vendor) => `${vendor} moet nog worden gekoppeld.`,
  connectAgain: (vendor) => `${vendor} moet opnieuw worden gekoppeld.`,
  ordersOff: "Orders staan uit.",
  doubts: (count) =>
    `${countNl(count, "schrijfactie", "schrijfacties")} zonder bekend resultaat: wordt vanzelf opgezocht.`,
  state: {
    trial: "Proef: er wordt niets geschreven",
    stopped: "Door iemand stopgezet",
    paused: "Gepauzeerd: iemand moet iets doen",
    notConnected: "Niet gekoppeld",
    running: "In bedrijf",
  },
  newTenant: {
    title: "Nieuwe winkel",
    refused: "De winkel is niet aangemaakt. Wat moet worden verbeterd staat bij het veld.",
    name: "Naam",
    nameHint: "Zoals u deze winkel hier noemt.",
    administration: "Administratie in Asperion",
    administrationHint: "Het nummer ervan in Asperion, bijvoorbeeld 123.",
    language: "Taal",
    languageHint:
      "Van redenen en berichten die worden verstuurd. Pagina's zijn in de taal van de lezer.",
    make: "Winkel aanmaken",
  },
};
