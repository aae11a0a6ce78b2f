/** Dutch words: past orders that are booked on purpose, and the first live day. */
import type * as en from "./en-backfill.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

export const backfills = {
  "back-fill-listed": words(
    (p) =>
      `De orders van ${day(p["from"])} tot en met ${day(p["to"])} zijn opgesomd: ${say(p["count"])} daarvan dateren van vóór de startdatum.`,
    NOTHING_TO_DO,
  ),
  "back-fill-cancelled": words(
    "De inhaalrun is afgebroken voordat deze order aan de beurt was. Er is niets voor geboekt.",
    "Start opnieuw een inhaalrun als de order alsnog geboekt moet worden.",
  ),
  "dry-run-would-book": words(
    (p) =>
      `De order zou worden geboekt${when(p["gross"], () => `, in totaal ${amount(p["gross"])} ${say(p["currency"])}`)}. Er is niets geschreven.`,
    "Bekijk het plan en start daarna de inhaalrun zelf.",
  ),
  "undo-nothing-there": words("Er is van deze order geen document van ons meer.", NOTHING_TO_DO),
} satisfies Same<typeof en.backfills>;

export const firstDay = {
  "first-day-limit": words(
    (p) =>
      `De eerste dag is beperkt tot ${say(p["limit"])} documenten, en die zijn gemaakt. Deze order wacht.`,
    "Bekijk wat er is geboekt. Verhoog de grens in de instellingen of haal haar weg om direct verder te gaan; anders gaat het verder zodra de dag om is.",
  ),
} satisfies Same<typeof en.firstDay>;
