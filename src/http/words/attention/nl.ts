import { countNl } from "../plurals.ts";
import type { AttentionWords } from "./en.ts";

export const nl: AttentionWords = {
  title: "Vraagt aandacht",
  of: (tenant) => `Vraagt aandacht: ${tenant}`,
  lead: "Wat is vastgehouden, geweigerd, opzijgezet of onzeker is, met de reden en wat u kunt doen. Wat het langst openstaat, staat bovenaan. Wat is afgehandeld, verdwijnt vanzelf uit deze lijst.",
  nothing: "Er wacht niets op een mens.",
  what: "Wat",
  why: "Reden",
  todo: "Wat te doen",
  since: "Gewijzigd",
  choose: (name) => `${name} kiezen`,
  all: "Vink aan wat u wilt afhandelen en druk dan op een knop.",
  retry: "Opnieuw proberen",
  retryNewest: "Opnieuw proberen met de nieuwste instellingen",
  retryHint: "Elk wordt opnieuw gelezen en uitgewerkt met de instellingen zoals ze nu zijn.",
  asPlannedHint:
    "Elk wordt opnieuw gelezen en uitgewerkt met de instellingen waarmee het was uitgewerkt: een oudere versie staat bij de regel. Wat sindsdien is gestopt of begrensd, blijft zo, en het bedrijf is dat van nu.",
  plannedWith: (version, day) => `Uitgewerkt met versie ${version} van de instellingen, van ${day}`,
  skip: "Overslaan",
  note: "Waarom het wordt overgeslagen",
  noteHint:
    "Blijft bij elk ervan staan. Documenten die al in eAccounting staan, blijven zoals ze zijn.",
  noneChosen: "Er is niets aangevinkt. Vink minstens één regel aan.",
  noNote: "Geef een reden op: die blijft bij wat wordt overgeslagen.",
  retried: (count) => `Opnieuw in gang gezet: ${countNl(count, "taak", "taken")}.`,
  skipped: (count) => `Overgeslagen: ${countNl(count, "taak", "taken")}.`,
  refused: (count) =>
    `Niet gelukt bij ${countNl(count, "taak", "taken")}, meestal omdat er iets van loopt of wordt opgezocht: probeer het zo meteen nog eens. Is een oudere versie van de instellingen niet meer bruikbaar, neem dan de nieuwste.`,
  next: "Volgende pagina",
  first: "Eerste pagina",
};
