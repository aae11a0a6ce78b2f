/** Swedish words: past orders that are booked on purpose, and the first live day. */
import type * as en from "./en-backfill.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

export const backfills = {
  "back-fill-listed": words(
    (p) =>
      `Order från ${day(p["from"])} till ${day(p["to"])} listades: ${say(p["count"])} av dem är daterade före startdatumet.`,
    NOTHING_TO_DO,
  ),
  "back-fill-cancelled": words(
    "Efterbokningen avbröts innan det blev den här orderns tur. Inget bokfördes för den.",
    "Kör en ny efterbokning om ordern fortfarande ska bokföras.",
  ),
  "dry-run-would-book": words(
    (p) =>
      `Ordern skulle bokföras${when(p["gross"], () => `, totalt ${amount(p["gross"])} ${say(p["currency"])}`)}. Inget skrevs.`,
    "Titta på planen och kör sedan själva efterbokningen.",
  ),
  "undo-nothing-there": words(
    "Det finns inte längre något dokument från oss för den här ordern.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.backfills>;

export const firstDay = {
  "first-day-limit": words(
    (p) =>
      `Den första skarpa dagen är begränsad till ${say(p["limit"])} dokument, och de är skapade. Den här ordern väntar.`,
    "Titta på det som bokförts. Höj gränsen i inställningarna eller ta bort den för att fortsätta genast; annars fortsätter det när dagen är slut.",
  ),
} satisfies Same<typeof en.firstDay>;
