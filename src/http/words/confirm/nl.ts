import type { ConfirmWords } from "./en.ts";

export const nl: ConfirmWords = {
  waits: {
    title: "De aanmelding wacht op bevestiging",
    detail: (vendor, names, shop) =>
      `U hebt zich bij ${vendor} aangemeld. Dat geeft de winkel ‘${shop}’ toegang tot ${names}. Er is nog niets gekoppeld: wie u erom vroeg bevestigt het, of iemand die hier is ingelogd.`,
    nothing: "niets",
    warn: (vendor) =>
      `Had u dit niet verwacht, trek dan de toegang van dit programma in ${vendor} in.`,
    look: "Bekijken en bevestigen",
  },
  title: (vendor) => `De aanmelding bij ${vendor} bevestigen`,
  lead: "Een API-token is met deze aanmelding begonnen, en ze kan in elke browser zijn afgerond. Koppel haar alleen als ze van deze winkel is.",
  begunBy: "Begonnen door",
  until: "Wacht tot",
  legend: "Geeft toegang tot",
  confirm: "Koppelen",
  refuse: "Niet koppelen",
  chooseOne: "Kies er een.",
  none: "Er wacht geen aanmelding op bevestiging.",
  oneWaits: "Er wacht een aanmelding op bevestiging.",
};
