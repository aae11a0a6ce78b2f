/** Polish words: calls of a vendor that failed, and what the engine itself has to say. */
import type * as en from "./en-engine.ts";
import { BY_ITSELF, NOTHING_TO_DO, type Same, say, vendorName, when, words } from "./pl-words.ts";

export const failures = {
  "rejected-by-vendor": words(
    (p) =>
      `${vendorName(p["vendor"])} odrzuca zapis${when(p["code"], (c) => ` (kod ${c})`)}${when(p["fields"], (f) => `; pola: ${f}`)}. Dokładny komunikat jest przy odpowiedzi zadania.`,
    "Popraw to, co wskazuje odpowiedź, w Asperion lub w ustawieniach, a potem naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "rate-limited": words(
    (p) =>
      `${p["vendor"] === undefined ? "Dostawca" : vendorName(p["vendor"])} chwilowo nie przyjmuje kolejnych wywołań${when(p["endpoint"], (e) => ` (${e})`)}.`,
    BY_ITSELF,
  ),
  "needs-login": words(
    (p) =>
      `${vendorName(p["vendor"])} nie przyjmuje już logowania tego połączenia. Nic nie przepada: zamówienia czekają.`,
    "Połącz ponownie. To, co czekało, zostanie wykonane po kolei.",
  ),
  "no-access": words(
    (p) =>
      `${vendorName(p["vendor"])} nie daje dostępu do: ${say(p["capability"])}${when(p["code"], (c) => ` (kod ${c})`)}. Pozostałe prace trwają.`,
    "Sprawdź abonament, moduły i uprawnienia użytkownika, który łączył; potem połącz ponownie.",
  ),
  "company-blocked": words(
    (p) =>
      `eAccounting niczego teraz nie przyjmuje dla tej firmy${when(p["code"], (c) => ` (kod ${c})`)}.`,
    "Zaloguj się do eAccounting: dokończ przewodnik startowy albo sprawdź, czy firma i jej abonament są aktywne. Następnie wznów.",
  ),
  "wrong-administration": words(
    (p) =>
      `Asperion odpowiada z administracji ${say(p["got"])} zamiast ${say(p["expected"])}. Niczego nie zapisano.`,
    "Połącz Asperion ponownie z właściwą administracją. Jeśli to się powtórzy, poproś o pomoc: żadne zamówienie nie może trafić do niewłaściwych ksiąg.",
  ),
  "wrong-company": words(
    (p) =>
      `Logowanie należy do firmy ${say(p["got"])} w eAccounting zamiast ${say(p["expected"])}. Odrzucono je, zanim cokolwiek zapisano.`,
    "Połącz ponownie i wybierz właściwą firmę.",
  ),
  "contract-broken": words(
    (p) =>
      `${vendorName(p["vendor"])} odpowiada w nieznanej postaci${when(p["path"], (path) => ` (${path})`)}. Niczego nie zgadywano.`,
    "Poproś o pomoc: dostawca prawdopodobnie coś zmienił. Naciśnij Ponów, gdy sprawa będzie załatwiona.",
  ),
  "vendor-unreachable": words(
    (p) => `${vendorName(p["vendor"])} jest chwilowo nieosiągalne.`,
    BY_ITSELF,
  ),
  "outcome-unknown": words(
    "Zapis pozostał bez odpowiedzi, więc nie wiadomo, czy doszedł. Zostanie to sprawdzone, zanim cokolwiek zostanie wysłane ponownie.",
    "Na razie nie trzeba nic robić: zostanie to kilka razy sprawdzone automatycznie.",
  ),
  "not-found-at-vendor": words(
    (p) => `${vendorName(p["vendor"])} nie ma (już): ${say(p["what"])}.`,
    "Sprawdź, czy nie zostało to usunięte, a potem naciśnij Ponów lub Pomiń.",
  ),
} satisfies Same<typeof en.failures>;

export const engine = {
  poison: words(
    (p) =>
      `To zadanie przerwało się bez końca (${when(p["claims"], (n) => `razy: ${n}`) || "kilka razy"}) i zostało odłożone, aby niczego nie blokować.`,
    "Naciśnij Ponów jeden raz. Jeśli znowu zostanie odłożone, poproś o pomoc.",
  ),
  "planning-died": words(
    "Opracowanie tego zamówienia dwukrotnie się nie powiodło z powodu błędu w programie. Zostało odłożone, aby niczego nie blokować.",
    "Poproś o pomoc, podając identyfikator tego zadania. Niczego dla niego nie zapisano.",
  ),
  "planned-settings-unusable": words(
    (p) =>
      `To miało zostać opracowane ponownie z wersją ${say(p["version"])} ustawień, ale tej wersji nie można już użyć: nie pasuje do obecnych ustawień stanów magazynowych albo zapisało ją inne wydanie. Niczego nie zapisano.`,
    "Naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "tenant-paused": words(
    (p) =>
      `Wszystko jest wstrzymane${when(p["note"], (n) => ` (${n})`)}. Zamówienia są przyjmowane i czekają.`,
    "Naciśnij Wznów; to, co czekało, zostanie wykonane po kolei.",
  ),
  "capability-paused": words(
    (p) =>
      `Ta część jest wstrzymana, bo odmówiono dostępu do: ${say(p["capability"])}. Pozostałe prace trwają.`,
    "Przywróć dostęp (zob. alert), a potem wznów.",
  ),
  "lookups-read-anew": words(
    "Dane z eAccounting (konta, VAT, warunki płatności i podobne) mogą być nieaktualne. Są odczytywane ponownie; potem ta pozycja zostanie zaplanowana jeszcze raz.",
    BY_ITSELF,
  ),
  "waiting-for-party": words(
    "Trwa praca nad innym zamówieniem tego samego kontrahenta; to czeka, aby kontrahent nie powstał dwa razy.",
    BY_ITSELF,
  ),
  "in-doubt-needs-person": words(
    (p) =>
      `Nie udało się automatycznie ustalić, czy zapis doszedł${when(p["marker"], (m) => ` (znacznik ${m})`)}.`,
    "Wyszukaj znacznik w eAccounting. Jeśli dokument tam jest, powiąż go tutaj; jeśli nie, naciśnij Ponów.",
  ),
  "tenant-not-connected": words(
    (p) =>
      `${vendorName(p["vendor"])} nie jest jeszcze połączone. Zamówienia są przyjmowane i czekają.`,
    "Połącz; to, co czekało, zostanie wykonane po kolei.",
  ),
  "looked-up-before-first-write": words(
    "Przed pierwszym zapisem dla tego zamówienia przeszukano eAccounting pod kątem dokumentów, które mogła utworzyć wcześniejsza instalacja.",
    NOTHING_TO_DO,
  ),
  "trial-mode": words(
    "Tryb próbny: wszystko opracowano i pokazano, niczego nie zapisano.",
    "Wyłącz tryb próbny w ustawieniach, aby rozpocząć pracę.",
  ),
  "company-claimed": words(
    (p) =>
      `Tę firmę w eAccounting obsługuje już inna instalacja (${say(p["claim"])}). Dwie księgowałyby każde zamówienie podwójnie.`,
    "Zatrzymaj drugą instalację i usuń jej etykietę kontrahenta w eAccounting, a potem uruchom konfigurację ponownie.",
  ),
  "own-article-taken": words(
    (p) =>
      `Numer artykułu ${say(p["number"])} jest w eAccounting zajęty przez artykuł, który nie pasuje (inna dekretacja, nieaktywny albo magazynowy).`,
    "Nadaj temu artykułowi inny numer w eAccounting albo popraw jego dekretację; potem uruchom konfigurację ponownie.",
  ),
} satisfies Same<typeof en.engine>;
