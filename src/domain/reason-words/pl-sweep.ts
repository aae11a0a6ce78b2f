/** Polish words: flows that are stopped, and what a sweep found. */
import type * as en from "./en-sweep.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./pl-words.ts";

export const running = {
  "lookup-list-empty": words(
    (p) =>
      `eAccounting zwrócił pustą listę (${say(p["list"])}), która wcześniej miała wpisy. Lista pozostaje bez zmian.`,
    "Nie trzeba nic robić, jeśli przy następnym odczycie wszystko się zgadza. W przeciwnym razie sprawdź w eAccounting, czy ktoś nie usunął wpisów.",
  ),
  "flow-paused": words(
    (p) =>
      `Przepływ ${say(p["flow"])} jest zatrzymany. To, co dla niego wpływa, jest przechowywane i czeka.`,
    "Wznów przepływ; to, co czekało, zostanie wykonane po kolei.",
  ),
} satisfies Same<typeof en.running>;

export const sweeps = {
  "run-cancelled": words(
    "Przebieg, który o to prosił, został anulowany. Niczego dla tego nie zapisano.",
    "Podejmie to następna kolej przepływu; zatrzymaj przepływ, aby temu zapobiec.",
  ),
  "sweep-nothing-new": words(
    (p) =>
      `Zapytano Asperion o zmiany. Wskazane zamówienia: ${say(p["read"])}; każde było znane w obecnej postaci.`,
    NOTHING_TO_DO,
  ),
  "sweep-took-up": words(
    (p) =>
      `Zapytano Asperion o zmiany. Wskazane zamówienia: ${say(p["read"])}; nieznane w obecnej postaci: ${say(p["count"])}. Każde ma teraz własne zadanie.`,
    NOTHING_TO_DO,
  ),
  "sweep-found-missing": words(
    (p) =>
      `Porównanie ostatnich tygodni wykazało zamówienia, o których zmianie nikt nie powiadomił: ${say(p["count"])}. Każde ma teraz własne zadanie.`,
    "Nie trzeba nic robić. Jeśli powtarza się to co noc, sprawdź, czy zegar i webhooki Asperion działają.",
  ),
  "sweep-unlisted": words(
    (p) =>
      `Znaleziono zamówienia, które mają dokument w eAccounting, a nie było ich na żadnej liście Asperion z ostatnich tygodni: ${say(p["count"])}. O każde zapytano po identyfikatorze; te, których już nie ma, czekają na wyjaśnienie.`,
    NOTHING_TO_DO,
  ),
  "change-filter-unusable": words(
    (p) =>
      `Asperion nie podaje zamówień według ich zmian. Za każdym razem porównywane są w całości ostatnie dni (${say(p["days"])}), a co noc jeszcze dłuższy okres (dni: ${say(p["night"])}).`,
    "Nie trzeba nic robić. Zmiana starszego zamówienia zostanie znaleziona w nocy albo od razu, jeśli Asperion wysyła webhooki.",
  ),
} satisfies Same<typeof en.sweeps>;
