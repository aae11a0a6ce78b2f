import type { PartiesWords } from "./en.ts";

export const nl: PartiesWords = {
  by: "Zoek er een op nummer, e-mailadres of naam",
  another: "Zoek nog een op nummer, e-mailadres of naam",
  or: "of een nummer, e-mailadres of naam",
  find: "Zoeken",
  findFor: (label) => `Zoeken: ${label}`,
  id: (id) => `id ${id}`,
  unnamed: (id) => `${id} (de naam is niet bekend)`,
  found: (name) => `Gevonden: ${name}. Dit telt zodra het is opgeslagen.`,
  none: (text) => `Niemand heeft “${text}” als nummer of e-mailadres, of in de naam.`,
  several: (count, text) => `Bij “${text}” passen er ${count}: kies er een, of typ er meer van.`,
  many: (text) => `Bij “${text}” passen er veel: kies een van deze, of typ er meer van.`,
  unsearchable: "Zo kan hier niet worden gezocht. De id vindt hem wel.",
  later: "Er kon nu niet worden gezocht. Probeer het opnieuw, of vul de id in.",
  unproved: "Er kon nu niet worden gekeken: de id geldt zoals u die hebt ingevuld.",
};
