import { countPl } from "../plurals.ts";
import type { AttentionWords } from "./en.ts";

export const pl: AttentionWords = {
  title: "Wymaga uwagi",
  of: (tenant) => `Wymaga uwagi: ${tenant}`,
  lead: "Co zostało wstrzymane, odrzucone, odłożone lub jest niepewne, wraz z przyczyną i tym, co zrobić. Najdłużej otwarte stoi na początku. To, co załatwione, samo znika z tej listy.",
  nothing: "Nic nie czeka na człowieka.",
  what: "Co",
  why: "Przyczyna",
  todo: "Co zrobić",
  since: "Zmieniono",
  choose: (name) => `Wybierz ${name}`,
  all: "Zaznacz, czym chcesz się zająć, a potem naciśnij przycisk.",
  retry: "Ponów",
  retryNewest: "Ponów z najnowszymi ustawieniami",
  retryHint: "Każda pozycja zostanie odczytana od nowa i opracowana według obecnych ustawień.",
  asPlannedHint:
    "Każda pozycja zostanie odczytana od nowa i opracowana według ustawień, z którymi była opracowana: starsza wersja jest podana w wierszu. To, co od tego czasu zatrzymano lub ograniczono, pozostaje takie, a firma jest obecna.",
  plannedWith: (version, day) => `Opracowano z wersją ${version} ustawień z dnia ${day}`,
  skip: "Pomiń",
  note: "Dlaczego pominięto",
  noteHint:
    "Przyczyna pozostaje przy każdym z nich. Dokumenty, które są już w eAccounting, pozostają bez zmian.",
  noneChosen: "Niczego nie zaznaczono. Zaznacz co najmniej jeden wiersz.",
  noNote: "Podaj przyczynę: pozostanie przy tym, co pominięto.",
  retried: (count) => `Uruchomiono ponownie: ${countPl(count, "zadanie", "zadania", "zadań")}.`,
  skipped: (count) => `Pominięto: ${countPl(count, "zadanie", "zadania", "zadań")}.`,
  refused: (count) =>
    `Nie udało się: ${countPl(count, "zadanie", "zadania", "zadań")}, najczęściej dlatego, że coś właśnie trwa lub jest sprawdzane: spróbuj ponownie za chwilę. Jeśli starszej wersji ustawień nie można już użyć, weź najnowszą.`,
  next: "Następna strona",
  first: "Pierwsza strona",
};
