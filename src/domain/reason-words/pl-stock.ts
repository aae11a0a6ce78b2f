/** Polish words: stock, from the ledger to the shop. */
import type * as en from "./en-stock.ts";
import { RETRY_NEWEST, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";
import type { Params } from "./words.ts";

const articles = (p: Params): string =>
  `${say(p["articles"])}${when(p["first"], (first) => (p["articles"] === 1 ? ` (${first})` : ` (${first} i inne)`))}`;

export const stock = {
  "stock-correction-order": words(
    "To zamówienie tylko koryguje stan magazynowy w Asperion. Nie jest sprzedażą i nie jest księgowane.",
    NOTHING_TO_DO,
  ),
  "stock-corrected": words(
    (p) =>
      `Stan magazynowy w Asperion skorygowano zamówieniem ${say(p["order"] ?? p["marker"])}${when(p["order"], () => ` (${say(p["marker"])})`)}. Liczba artykułów: ${say(p["rows"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-field-written": words(
    (p) =>
      `Stany magazynowe zapisano w polu ${say(p["field"])} artykułów w Asperion. Liczba artykułów: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-managed": words(
    (p) =>
      `W Asperion włączono prowadzenie stanów dla artykułów, które ich nie miały: ${say(p["articles"])}. Ich stany pojawią się przy następnym przebiegu.`,
    NOTHING_TO_DO,
  ),
  "stock-equal": words(
    (p) =>
      `Niczego nie zapisano: wszystkie stany magazynowe w Asperion są prawidłowe. Porównane artykuły: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-would-change": words(
    (p) =>
      `Stany, które zmieniono by w Asperion: ${say(p["rows"])}; artykuły, dla których włączono by prowadzenie stanów: ${say(p["managed"])}.`,
    "Przebieg zadania pokazuje każdy z nich.",
  ),
  "stock-unbooked": words(
    (p) =>
      `Sprzedane w Asperion, a jeszcze nie w eAccounting, więc odjęte (sztuk): ${say(p["pieces"])}. Liczba artykułów: ${say(p["articles"])}.`,
    "Sprawdź zamówienia, które czekają lub są do wyjaśnienia: po zaksięgowaniu eAccounting policzy je samo.",
  ),
  "stock-moving": words(
    (p) =>
      `Artykuły pominięte w tym przebiegu, bo trwała praca nad zamówieniem, które je zawiera: ${articles(p)}.`,
    "Nie trzeba nic robić: następny przebieg sprawdzi je ponownie.",
  ),
  "stock-not-managed": words(
    (p) => `Artykuły pominięte, bo ich stany prowadzi eAccounting, a Asperion nie: ${articles(p)}.`,
    "Włącz dla nich prowadzenie stanów w Asperion albo zezwól na to w ustawieniach.",
  ),
  "stock-article-missing": words(
    (p) =>
      `Artykuły magazynowe z eAccounting, których nie ma w Asperion lub są tam nieaktywne: ${articles(p)}.`,
    "Nie trzeba nic robić, chyba że sklep ma je sprzedawać.",
  ),
  "stock-not-kept": words(
    "eAccounting nie prowadzi stanu tego artykułu: jest usługą albo nie jest artykułem magazynowym.",
    NOTHING_TO_DO,
  ),
  "stock-rest": words(
    (p) =>
      `Różni się więcej stanów, niż zmienia jeden przebieg (${say(p["most"])}). Pozostało na następne: ${say(p["rest"])}.`,
    "Nie trzeba nic robić: następne przebiegi będą kontynuować.",
  ),
} satisfies Same<typeof en.stock>;

export const heldStock = {
  "stock-no-figure": words(
    (p) =>
      `Wyrażenie nie daje stanu dla tych artykułów, więc pozostawiono je bez zmian: ${articles(p)}.`,
    "Popraw wyrażenie w ustawieniach: dzielenie przez zero albo za duża liczba.",
  ),
  "stock-not-possible": words(
    (p) =>
      `Przy obecnych ustawieniach nie można uzgadniać stanów magazynowych${when(p["setting"], (name) => ` (${name})`)}.`,
    "Otwórz ustawienia i zapisz je: co jest nie tak, podano przy polu.",
  ),
  "stock-too-many-open": words(
    (p) =>
      `Zbyt wielu zamówień z Asperion nie ma jeszcze w eAccounting: ${say(p["count"])}. Gdy jest ich więcej niż ${say(p["most"])}, nie wiadomo, co sklep może sprzedać, więc niczego nie zapisano.`,
    "Pozwól zaksięgować zamówienia albo wyjaśnij te, które czekają na wyjaśnienie. Stany ruszą potem automatycznie.",
  ),
  "stock-not-reserved": words(
    (p) =>
      `Zamówienie ${say(p["order"])} jest w eAccounting zamówieniem sprzedaży w toku, ale jego sztuki nie są widoczne jako zarezerwowane. Każda sprzedaż wróciłaby do sklepu, więc niczego nie zapisano.`,
    "Sprawdź, czy moduł magazynowy w eAccounting jest włączony i czy artykuły są magazynowe, a potem naciśnij Ponów.",
  ),
  "stock-debtor-has-sales": words(
    (p) =>
      `Odbiorca ${say(p["debtor"])} służy do korekt stanów, a sprzedano mu zamówienie ${say(p["order"])}. Nie zapisuje się dla niego żadnej korekty.`,
    `Utwórz w Asperion odbiorcę, któremu nic się nie sprzedaje, i wybierz go w ustawieniach.${RETRY_NEWEST}`,
  ),
  "stock-correction-no-effect": words(
    (p) =>
      `Ostatnia korekta (${say(p["quantity"])} artykułu ${say(p["article"])} przy stanie ${say(p["before"])}) nie zmieniła stanu w Asperion tak, jak powinna. Kolejne nie są zapisywane.`,
    "Sprawdź to zamówienie i ten artykuł w Asperion. Naciśnij Ponów, aby zapisać jeszcze jedną korektę.",
  ),
} satisfies Same<typeof en.heldStock>;
