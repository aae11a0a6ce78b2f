/**
 * Polish words: orders held because an article, a VAT rate, terms or the customer couldn't be
 * decided.
 */
import type * as en from "./en-lookups.ts";
import { atLine, percent, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./pl-words.ts";

export const heldLookups = {
  "sku-missing-on-line": words(
    (p) => `Pozycja nie ma kodu artykułu${atLine(p)}, więc nie można znaleźć dla niej artykułu.`,
    "Przypisz pozycji artykuł w Asperion.",
  ),
  "article-not-found": words(
    (p) => `W eAccounting nie ma artykułu ${say(p["sku"])}${atLine(p)}.`,
    `Utwórz w eAccounting artykuł dokładnie z tym numerem albo popraw kod w Asperion.${RETRY}`,
  ),
  "article-ambiguous": words(
    (p) =>
      `Liczba artykułów ${say(p["sku"])} w eAccounting${atLine(p)}: ${when(p["count"], (n) => n) || "kilka"}.`,
    `Zostaw jeden artykuł z tym numerem.${RETRY}`,
  ),
  "article-inactive": words(
    (p) => `Artykuł ${say(p["sku"])}${atLine(p)} jest w eAccounting nieaktywny.`,
    `Aktywuj artykuł w eAccounting albo użyj innego.${RETRY}`,
  ),
  "article-tax-reduced": words(
    (p) =>
      `Artykuł ${say(p["sku"])}${atLine(p)} jest w eAccounting pracą z ulgą podatkową (ROT, RUT albo zielona technologia). Jej faktura wymaga numeru osobowego kupującego i rodzaju pracy, a tego nie mówi żadne zamówienie sklepu.`,
    "Wystaw tę fakturę ręcznie w eAccounting, a potem to pomiń. Jeśli artykuł nie jest taką pracą, usuń w eAccounting jego rodzaj pracy i naciśnij Ponów.",
  ),
  "coding-not-found": words(
    (p) =>
      `Artykuł ${say(p["sku"])}${atLine(p)} ma dekretację, której eAccounting nie podaje na liście, więc nie można ustalić VAT.`,
    `Wybierz dekretację artykułu w eAccounting i odśwież tutaj słowniki.${RETRY}`,
  ),
  "vat-code-unknown": words(
    (p) => `Kod VAT ${say(p["vatCode"])}${atLine(p)} jest nieznany.`,
    `Przypisz kod VAT w ustawieniach.${RETRY_NEWEST}`,
  ),
  "vat-rate-differs": words(
    (p) =>
      `Pozycję ${say(p["sku"])}${atLine(p)} sprzedano ze stawką VAT ${percent(p["source"])}, ale eAccounting nalicza dla tego artykułu ${percent(p["ledger"])}.`,
    `Popraw dekretację artykułu w eAccounting albo kod VAT w Asperion, zależnie od tego, co jest błędne.${RETRY}`,
  ),
  "own-article-missing": words(
    (p) =>
      `Nie utworzono jeszcze ani nie wybrano artykułu ${ROLE[String(p["article"])] ?? "pomocniczego"}${when(p["rate"], () => ` dla stawki VAT ${percent(p["rate"])}`)}${when(p["coding"], (c) => ` (dekretacja ${c})`)}.`,
    `Uruchom konfigurację własnych artykułów albo wybierz artykuł w ustawieniach.${RETRY_NEWEST}`,
  ),
  "terms-not-mapped": words(
    (p) =>
      `Termin płatności ${when(p["terms"], (t) => `${t} `)}wybrany dla warunku płatności ${say(p["from"])} nie istnieje w eAccounting.`,
    `Popraw przypisanie terminów płatności w ustawieniach.${RETRY_NEWEST}`,
  ),
  "delivery-method-not-mapped": words(
    (p) =>
      `Sposób dostawy ${when(p["method"], (m) => `${m} `)}wybrany dla sposobu ${say(p["from"])} z Asperion nie istnieje w eAccounting.`,
    `Popraw przypisanie sposobów dostawy w ustawieniach.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldLookups>;

export const heldCustomer = {
  "customer-ambiguous": words(
    (p) =>
      `Liczba pasujących aktywnych kontrahentów w eAccounting: ${when(p["count"], (n) => n) || "kilku"}${when(p["by"], (by) => ` (szukano według: ${by})`)}.`,
    `Zostaw w eAccounting jednego takiego kontrahenta albo powiąż tutaj odbiorcę z właściwym.${RETRY}`,
  ),
  "customer-not-identifiable": words(
    (p) =>
      `Zamówienie nie zawiera danych (${when(p["by"], (by) => by) || "adres e-mail lub numer"}), po których można znaleźć lub utworzyć kontrahenta.`,
    `Uzupełnij zamówienie lub jego odbiorcę w Asperion, ustaw domyślnego odbiorcę dla gości albo powiąż kontrahenta tutaj.${RETRY_NEWEST}`,
  ),
  "customer-kind-differs": words(
    (p) =>
      `W Asperion jest to ${KIND[String(p["order"])] ?? "inny rodzaj kontrahenta"}, ale w eAccounting to ${KIND[String(p["ledger"])] ?? "inny rodzaj"}. Od tego zależy, czy ceny zawierają VAT.`,
    `Popraw kontrahenta w eAccounting albo przyjmij w ustawieniach rodzaj z eAccounting.${RETRY_NEWEST}`,
  ),
  "customer-number-taken": words(
    (p) =>
      `Numer kontrahenta ${say(p["number"])} jest w eAccounting zajęty przez innego kontrahenta.`,
    `Powiąż tutaj odbiorcę z jego kontrahentem albo wybierz w ustawieniach inny przedrostek numeru.${RETRY_NEWEST}`,
  ),
  "customer-inactive": words(
    "Kontrahent jest w eAccounting nieaktywny.",
    `Aktywuj kontrahenta w eAccounting albo powiąż tutaj innego.${RETRY}`,
  ),
  "debtor-gone": words(
    (p) => `Asperion nie ma już odbiorcy tego zamówienia${when(p["debtor"], (id) => ` (${id})`)}.`,
    `Przypisz zamówieniu odbiorcę w Asperion albo powiąż kontrahenta tutaj.${RETRY}`,
  ),
  "default-debtor-missing": words(
    "Domyślny odbiorca z ustawień nie istnieje w eAccounting.",
    `Wybierz w ustawieniach innego domyślnego odbiorcę.${RETRY_NEWEST}`,
  ),
  "post-code-too-long": words(
    (p) =>
      `Kod pocztowy (${say(p["field"])}) ma za dużo znaków: ${say(p["length"])}; eAccounting przyjmuje ${say(p["max"])}. Obcięty kod skierowałby paczkę w złe miejsce.`,
    "Popraw adres w Asperion; po zmianie zamówienie zostanie podjęte automatycznie.",
  ),
  "customer-used": words(
    "Ten kontrahent jest już powiązany z innym odbiorcą w Asperion.",
    `Sprawdź, do którego odbiorcy należy kontrahent, i popraw powiązanie.${RETRY}`,
  ),
} satisfies Same<typeof en.heldCustomer>;

const ROLE: Readonly<Record<string, string>> = {
  shipping: "na wysyłkę",
  discount: "na rabat",
  adjusting: "korygującego grosze",
  closing: "na zaokrąglenia",
  fee: "na opłaty",
  item: "stałego",
};
const KIND: Readonly<Record<string, string>> = { company: "firma", private: "osoba prywatna" };
