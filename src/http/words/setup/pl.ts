import { countPl } from "../plurals.ts";
import type { SetupWords } from "./en.ts";

export const pl: SetupWords = {
  title: (tenant) => `Konfiguracja: ${tenant}`,
  begin: {
    link: "Skonfiguruj sklep krok po kroku",
    title: "Konfiguracja sklepu",
    lead: "Dziewięć kroków; każdy można przerwać i podjąć na nowo. Niczego nie zapisujemy w eAccounting, zanim o tym nie zdecydujesz.",
    make: "Zacznij",
  },
  progress: "Kroki",
  done: "gotowe",
  step: (number, of) => `Krok ${number} z ${of}`,
  next: "Następny krok",
  back: "Wstecz",
  saveNext: "Zapisz i dalej",
  later: "Można to zrobić później: następne kroki działają bez tego.",
  toTenant: "Do sklepu",
  steps: {
    name: "Nazwa i język",
    asperion: "Połącz Asperion",
    eaccounting: "Połącz eAccounting",
    flows: "Co utrzymywać w zgodzie",
    questions: "Pytania",
    articles: "Własne artykuły",
    webhook: "Webhook",
    "dry-run": "Przebieg próbny",
    live: "Start",
  },
  name: {
    name: "Nazwa",
    nameHint: "Jak nazywasz tu ten sklep.",
    language: "Język",
    languageHint: "Powodów i wysyłanych wiadomości. Strony są w języku czytelnika.",
    refused: "nazwa o długości od 1 do 100 znaków",
  },
  connect: {
    asperion:
      "Zaloguj się w Asperion jako użytkownik administracji sklepu. Jeśli ma ich kilka, wybierzesz jedną potem.",
    eaccounting:
      "Zaloguj się w eAccounting i wybierz firmę, w której księgowane są zamówienia. Każda firma należy tu do jednego sklepu.",
    connect: (vendor) => `Połącz ${vendor}`,
    again: (vendor) => `Połącz ${vendor} ponownie`,
    connected: (name) => `Połączono: ${name}`,
    missing: "Jeszcze nie połączono",
    needsLogin: "Potrzebne nowe logowanie",
    administration: (id) => `Administracja ${id}`,
    first: (vendor) => `Najpierw trzeba połączyć ${vendor}.`,
  },
  choose: {
    title: "Wybierz administrację",
    lead: "Twoje logowanie w Asperion daje dostęp do kilku administracji. Wybierz administrację sklepu: jej zamówienia będą księgowane i nie da się tego później zmienić.",
    legend: "Administracja",
    shop: (shop) => `Dla sklepu ${shop}.`,
    twice:
      "Dwa sklepy jednej administracji mają te same zamówienia: każdy księguje wszystkie, we własnej firmie.",
    usedBy: (shops) => `Używa jej ${shops}`,
    usedByAnother: "Używa jej inny sklep",
    shared: "Ta administracja nie należy tylko do tego sklepu",
    none: "wybierz jedną",
    choose: "Wybierz i połącz",
  },
  allows: {
    title: "Na co pozwala ta firma",
    reading: "Ustawienia firmy są odczytywane. Spójrz ponownie za chwilę.",
    lookAgain: "Sprawdź ponownie",
    thing: "Do czego",
    state: "Dozwolone",
    what: "Co zrobić",
    verdicts: { yes: "Tak", no: "Nie", unknown: "Nie wiadomo" },
    things: {
      "sales-orders": "Zamówienia sprzedaży",
      invoices: "Faktury i szkice",
      payments: "Rejestrowanie płatności",
      vouchers: "Dowody księgowe i konta",
      stock: "Prowadzenie magazynu",
      rounding: "Zaokrąglanie do grosza",
      cents: "Faktury z groszami",
    },
    missing: {
      module: (name) =>
        `W eAccounting, w Ustawieniach › Aplikacje i rozszerzenia, włącz moduł (${name}). Potem naciśnij Sprawdź połączenie.`,
      variant: (name) =>
        `Produkt firmy (${name}) tego nie ma. Zmień abonament w eAccounting albo wybierz faktury zamiast zamówień sprzedaży.`,
      scope: (name) =>
        `Logowanie tego nie obejmuje (${name}). Połącz eAccounting ponownie i zgódź się na wszystko, o co zapyta.`,
      rights: () =>
        "Zalogowany użytkownik nie może tego czytać. Zaloguj się jako użytkownik z pełnymi prawami w firmie.",
      coding: () =>
        "Utwórz w eAccounting aktywną dekretację artykułów z VAT 0 %: przyjmuje grosze z zaokrągleń VAT. Bez niej zamówienia, które jej potrzebują, są wstrzymywane.",
      method: () =>
        "Firma prowadzi księgi metodą kasową: faktura niczego nie księguje, dopóki nie zostanie zapłacona, więc takie zamówienia są do wyjaśnienia. Wybierz zamówienia sprzedaży, szkice, które księgujesz samodzielnie, albo dowody księgowe zamówień opłaconych.",
      "whole-units": () =>
        "Firma zaokrągla faktury do pełnych jednostek: zamówienia z groszami są do wyjaśnienia. Wyłącz zaokrąglanie w ustawieniach firmy w eAccounting albo wybierz tutaj w ustawieniach zamówień, gdzie księgować różnicę.",
    },
    unknown:
      "Jeszcze nie wiadomo. Najpóźniej pokaże to pierwsze zamówienie; teraz nie trzeba nic robić.",
    company: "Firma",
    country: "Kraj i waluta",
    lockedTo: "Księgi zamknięte do",
    open: "otwarte",
  },
  flows: {
    lead: "Wybierz, co ma być utrzymywane w zgodzie. Nic nie działa przed ostatnim krokiem.",
    legend: "Przepływy",
    orders: "Zamówienia, z Asperion do eAccounting",
    customers: "Kontrahenci, z Asperion do eAccounting, z zamówieniem lub bez",
    products: "Produkty, z eAccounting do Asperion",
    stock: "Stany magazynowe, z eAccounting do Asperion",
    hints: {
      orders: "Każde zamówienie staje się jednym dokumentem.",
      customers: "Bez tego kontrahenci przychodzą razem z zamówieniami.",
      products:
        "Nazwy, ceny i teksty artykułów. Bez kategorii, bez obrazów, bez cenników kontrahentów.",
      stock: "Wymaga zamówień oraz odbiorcy w Asperion do korekt albo pola artykułu.",
    },
    none: "wybierz co najmniej jeden",
    startNeeded: "zamówienia potrzebują daty początkowej",
    startLine: "Data początkowa",
    startHint:
      "Zamówienia z wcześniejszą datą nigdy nie są księgowane same. Teraz albo pierwszy dzień, którego nie ma jeszcze w eAccounting.",
  },
  questions: {
    lead: "To, co jest już wypełnione, wynika z danych i można to przyjąć bez zmian. Wszystko da się później zmienić w Ustawieniach.",
    names: "Nazwy obu stron są jeszcze odczytywane: z nimi przyjdą propozycje.",
    noFlows: "To, które pytania padną, zależy od tego, co utrzymywane jest w zgodzie:",
    paid: "Tylko dla zaksięgowanych faktur, których płatności są rejestrowane.",
    accept: "Przyjmij i dalej",
  },
  articles: {
    lead: "To, czego nie niesie żaden wiersz sklepu, potrzebuje artykułu w eAccounting: wysyłka, rabaty i opłaty dla każdej stawki VAT oraz grosze z zaokrągleń. To artykuły usługowe bez magazynu; powstają raz, są odnajdywane i nigdy nie trafiają do sklepu.",
    claim:
      "Firma zostaje też oznaczona etykietą kontrahenta jako prowadzona przez tę instalację: inna się wtedy powstrzyma.",
    make: "Utwórz je w eAccounting",
    again: "Utwórz brakujące",
    none: "Nie ma jeszcze żadnego.",
    made: (count) => `Utworzono: ${countPl(count, "artykuł", "artykuły", "artykułów")}.`,
    noRounding: "Nie ma artykułu do zaokrągleń: firma nie ma aktywnej dekretacji z VAT 0 %.",
    waits: "Jeszcze nie utworzono; próba zostanie ponowiona sama:",
    notMade: "Nie utworzono:",
    trial: "Podczas próby niczego się nie tworzy.",
  },
  webhook: {
    lead: "Webhook powiadamia o zamówieniu w ciągu sekundy. Bez niego zamówienia i tak są znajdowane co kilka minut.",
    address: "Adres",
    secretLead: "Asperion, albo to, co wysyła w jego imieniu, podpisuje kluczem.",
    make: "Utwórz klucz",
    another: "Utwórz kolejny klucz",
    operatorMakes: "Klucz tworzy operator.",
    once: "Skopiuj teraz: jest pokazywany tylko ten raz.",
    secret: "Klucz",
    inUse: (count) => `W użyciu: ${countPl(count, "klucz", "klucze", "kluczy")}.`,
    test: "Wyślij mi test",
    testHow:
      "Naciśnij przycisk testu u nadawcy albo zmień dowolne zamówienie w Asperion. Poczekaj tutaj: strona odpowie, gdy tylko powiadomienie nadejdzie.",
    wait: "Czekaj na nie",
    waited:
      "W ciągu dwudziestu sekund nic nie nadeszło. Sprawdź adres i klucz u nadawcy i poczekaj ponownie.",
    heard: (type, when) => `Nadszedł podpisany webhook: ${type}, ${when}.`,
    notHeard: "Jeszcze żaden nie nadszedł.",
  },
  dryRun: {
    lead: "Ostatnie zamówienia sklepu, każde tak, jak zostałoby zaksięgowane. Niczego się nie zapisuje.",
    run: (count) => `Pokaż ostatnie: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}`,
    again: "Pokaż ponownie",
    busy: "Jeszcze trwa.",
    lookAgain: "Sprawdź ponownie",
    none: "Jeszcze niczego nie sprawdzono.",
    order: "Zamówienie",
    would: "Stałoby się",
    gross: "Zapłacono",
    vat: "VAT",
    rows: "Wiersze",
    each: "Każdy wiersz i dlaczego",
    noOrders: "Sklep nie ma jeszcze zamówień.",
    counts: {
      book: (count) =>
        `Do zaksięgowania: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}.`,
      change: (count) => `Do zmiany: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}.`,
      remove: (count) =>
        `Dokumenty do usunięcia: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}.`,
      nothing: (count) =>
        `Już poprawnie w eAccounting: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}.`,
      leave: (count) => `Do pominięcia: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}.`,
      hold: (count) =>
        `Do wstrzymania: ${countPl(count, "zamówienie", "zamówienia", "zamówień")}. Przy każdym stoi, co zrobić; pozostałe na nie nie czekają.`,
    },
  },
  live: {
    lead: "Od teraz wybrane przepływy działają same.",
    chosen: "Wybrano",
    startLine: "Od",
    how: "Jak",
    forReal: "Naprawdę: dokumenty są zapisywane w eAccounting",
    trial: "Próba: wszystko jest liczone i pokazywane, nic nie jest zapisywane",
    limit: "Najwięcej dokumentów pierwszego dnia",
    limitHint: "Reszta czeka do następnego dnia. Puste: bez limitu.",
    limitWrong: "liczba całkowita od 1 do 10000 albo nic",
    go: "Start",
    missing: "Przed startem:",
    isLive: "Ten sklep działa.",
    isTrial: "Ten sklep działa na próbę: nic nie jest zapisywane.",
    stop: "Przycisk zatrzymania jest na każdej stronie sklepu. To, co przychodzi podczas zatrzymania, czeka i jest potem wykonywane po kolei.",
  },
};
