import { countSv } from "../plurals.ts";
import type { AttentionWords } from "./en.ts";

export const sv: AttentionWords = {
  title: "Kräver åtgärd",
  of: (tenant) => `Kräver åtgärd: ${tenant}`,
  lead: "Det som hållits kvar, avvisats, lagts åt sidan eller är osäkert, med orsak och vad som kan göras. Det som varit öppet längst står först. Det som är klart försvinner av sig självt från listan.",
  nothing: "Inget väntar på en människa.",
  what: "Vad",
  why: "Orsak",
  todo: "Att göra",
  since: "Ändrad",
  choose: (name) => `Välj ${name}`,
  all: "Markera det du vill ta hand om och tryck sedan på en knapp.",
  retry: "Försök igen",
  retryNewest: "Försök igen med de senaste inställningarna",
  retryHint: "Allt läses på nytt och räknas ut med inställningarna som de är nu.",
  asPlannedHint:
    "Allt läses på nytt och räknas ut med de inställningar som det räknades ut med: en äldre version står på raden. Det som sedan dess har stoppats eller begränsats förblir så, och företaget är det nuvarande.",
  plannedWith: (version, day) =>
    `Räknades ut med version ${version} av inställningarna, från ${day}`,
  skip: "Hoppa över",
  note: "Varför det hoppas över",
  noteHint: "Står kvar hos var och en. Dokument som redan finns i eAccounting förblir som de är.",
  noneChosen: "Inget var markerat. Markera minst en rad.",
  noNote: "Ange varför: orsaken står kvar hos det som hoppas över.",
  retried: (count) => `Satt i gång igen: ${countSv(count, "jobb", "jobb")}.`,
  skipped: (count) => `Hoppades över: ${countSv(count, "jobb", "jobb")}.`,
  refused: (count) =>
    `Gick inte för ${countSv(count, "jobb", "jobb")}, oftast för att något pågår eller kontrolleras: försök igen om en stund. Går en äldre version av inställningarna inte att använda längre, ta den senaste.`,
  next: "Nästa sida",
  first: "Första sidan",
};
