/** Polish words: past orders that are booked on purpose, and the first live day. */
import type * as en from "./en-backfill.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

export const backfills = {
  "back-fill-listed": words(
    (p) =>
      `Zestawiono zamówienia od ${day(p["from"])} do ${day(p["to"])}. Liczba zamówień sprzed daty początkowej: ${say(p["count"])}.`,
    NOTHING_TO_DO,
  ),
  "back-fill-cancelled": words(
    "Uzupełnianie przerwano, zanim przyszła kolej na to zamówienie. Nic dla niego nie zaksięgowano.",
    "Uruchom uzupełnianie ponownie, jeśli zamówienie ma jeszcze zostać zaksięgowane.",
  ),
  "dry-run-would-book": words(
    (p) =>
      `Zamówienie zostałoby zaksięgowane${when(p["gross"], () => `, łącznie ${amount(p["gross"])} ${say(p["currency"])}`)}. Niczego nie zapisano.`,
    "Obejrzyj plan, a potem uruchom właściwe uzupełnianie.",
  ),
  "undo-nothing-there": words(
    "Dla tego zamówienia nie ma już żadnego naszego dokumentu.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.backfills>;

export const firstDay = {
  "first-day-limit": words(
    (p) =>
      `Pierwszy dzień pracy ma limit dokumentów (${say(p["limit"])}) i został on wyczerpany. To zamówienie czeka.`,
    "Sprawdź, co zaksięgowano. Podnieś lub usuń limit w ustawieniach, aby kontynuować od razu; w przeciwnym razie praca ruszy po upływie dnia.",
  ),
} satisfies Same<typeof en.firstDay>;
