import { countNl } from "../plurals.ts";
import type { VendorLimitWords } from "./en.ts";

export const nl: VendorLimitWords = {
  title: "Limiet van eAccounting",
  lead: (perMinute) => `eAccounting neemt per soort verzoek ${perMinute} verzoeken per minuut aan, van alle winkels samen. Nieuwe orders gaan voor; de winkels zijn om beurten aan de beurt.`,
  unknown: "Op dit moment is niet te zeggen hoe de limiet wordt gebruikt.",
  idle: "De afgelopen minuut is er niets aan eAccounting gevraagd.",
  of: (used, limit) => `${used} van ${limit} in de afgelopen minuut`,
  waiting: (count) => countNl(count, "winkel wacht op zijn beurt", "winkels wachten op hun beurt"),
  paused: (span) => `eAccounting heeft gevraagd nog ${span} te wachten`,
  slowed: (percent) => `een tijdlang ${percent} trager gevraagd, omdat eAccounting verzoeken heeft geweigerd: misschien gebruikt een ander programma dezelfde client`,
};
