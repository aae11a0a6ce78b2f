import { countSv } from "../plurals.ts";
import type { RunsWords } from "./en.ts";

export const sv: RunsWords = {
  title: "Långa körningar",
  lead: "En körning som avbryts skriver inget mer. Nästa körning hittar det som blev kvar; stoppa flödet för att hindra det.",
  kind: {
    products: "Artiklar",
    customers: "Kunder",
    stock: "Lager",
    other: (key) => `Körning av ${key}`,
  },
  scope: { whole: "allt jämförs", changes: "det som har ändrats" },
  state: {
    reading: "Läser",
    writing: "Skriver",
    done: "Klar",
    cancelling: "Avbryts",
    cancelled: "Avbruten",
    failed: "Misslyckades",
  },
  read: "Läst",
  written: "Avklarat",
  of: (done, total) => `${done} av ${total}`,
  speed: "Takt",
  perMinute: (count) => `${countSv(count, "post", "poster")} i minuten`,
  left: "Återstår",
  about: (span) => `ungefär ${span}`,
  began: "Började",
  ended: "Slutade",
  cancel: "Avbryt",
};
