import { countNl } from "../plurals.ts";
import type { RunsWords } from "./en.ts";

export const nl: RunsWords = {
  title: "Lange verwerkingen",
  lead: "Een verwerking die wordt afgebroken schrijft niets meer. De volgende beurt vindt terug wat is blijven liggen; zet de stroom stop om dat te voorkomen.",
  kind: {
    products: "Artikelen",
    customers: "Klanten",
    stock: "Voorraad",
    other: (key) => `Verwerking van ${key}`,
  },
  scope: { whole: "alles wordt vergeleken", changes: "wat is gewijzigd" },
  state: {
    reading: "Leest",
    writing: "Schrijft",
    done: "Klaar",
    cancelling: "Wordt afgebroken",
    cancelled: "Afgebroken",
    failed: "Mislukt",
  },
  read: "Gelezen",
  written: "Afgehandeld",
  of: (done, total) => `${done} van ${total}`,
  speed: "Snelheid",
  perMinute: (count) => `${countNl(count, "stuk", "stuks")} per minuut`,
  left: "Resterend",
  about: (span) => `ongeveer ${span}`,
  began: "Begonnen",
  ended: "Geëindigd",
  cancel: "Afbreken",
};
