/** Polish words: orders that were taken, left out, or held for what they are themselves. */
import type * as en from "./en-order.ts";
import {
  country,
  NOTHING_TO_DO,
  type Same,
  amount,
  atLine,
  day,
  listed,
  percent,
  say,
  when,
  words,
} from "./pl-words.ts";
import type { Params } from "./words.ts";

const FIX_IN_ASPERION =
  "Popraw zamówienie w Asperion; po zmianie zostanie podjęte automatycznie. Albo zaksięguj je ręcznie i pomiń tutaj.";
const BY_HAND =
  "Zaksięguj to zamówienie ręcznie w eAccounting, a potem pomiń je tutaj, podając powód.";

/** Asperion's order statuses, by their numbers. */
const statuses = listed({
  "1": "Szkic",
  "2": "Potwierdzone",
  "3": "Częściowo dostarczone",
  "4": "Dostarczone",
  "5": "Zafakturowane",
});

export const taken = {
  "order-booked": words(
    (p) =>
      `Zamówienie zapisano w eAccounting${when(p["number"], (n) => ` jako zamówienie sprzedaży ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "order-updated": words(
    (p) =>
      `Zamówienie zmieniło się w Asperion i zamówienie sprzedaży${when(p["number"], (n) => ` ${n}`)} w eAccounting zaktualizowano.`,
    NOTHING_TO_DO,
  ),
  "order-unchanged": words(
    "Zamówienie jest już w eAccounting w tej postaci, w jakiej się je wysyła: dokument pozostawiono bez zmian.",
    NOTHING_TO_DO,
  ),
  "order-removed": words(
    (p) =>
      `Zamówienie anulowano w Asperion i nasze zamówienie sprzedaży${when(p["number"], (n) => ` ${n}`)} usunięto w eAccounting.`,
    NOTHING_TO_DO,
  ),
  "already-booked": words(
    (p) =>
      `To zamówienie ma już dokument w eAccounting${when(p["number"], (n) => ` (${n})`)}. Drugi nie powstanie.`,
    NOTHING_TO_DO,
  ),
  "status-outside-filter": words(
    (p) =>
      `Zamówienie ma w Asperion status ${statuses(p["status"])}; wysyłane są tylko zamówienia o statusie ${statuses(p["filter"])}.`,
    "Zostanie podjęte automatycznie, gdy jego status znajdzie się w filtrze. Aby wysyłać takie zamówienia, zmień filtr statusu w ustawieniach.",
  ),
  "payment-outside-filter": words(
    (p) =>
      `Status płatności to ${say(p["payment"])}; wysyłane są tylko zamówienia o statusie ${say(p["filter"])}.`,
    "Zostanie podjęte automatycznie, gdy status płatności znajdzie się w filtrze. Aby wysyłać takie zamówienia, zmień filtr płatności w ustawieniach.",
  ),
  "before-start": words(
    (p) =>
      `Zamówienie ma datę ${day(p["date"])}, sprzed daty początkowej${when(p["startLine"], (s) => ` (${say(s)})`)}. Starsze zamówienia nigdy nie są wysyłane automatycznie.`,
    "Jeśli ma jednak zostać zaksięgowane, uruchom uzupełnianie dla jego daty; najpierw zostanie sprawdzone, czy zamówienie jest już w eAccounting.",
  ),
  "flow-off": words(
    "Ten przepływ jest wyłączony, więc niczego nie wysłano.",
    "Włącz przepływ w ustawieniach, gdy wszystko będzie gotowe.",
  ),
  "cancelled-before-booking": words(
    "Zamówienie anulowano w Asperion i nie zostało wysłane.",
    NOTHING_TO_DO,
  ),
  "skipped-by-person": words(
    (p) =>
      `Ktoś pominął to zamówienie${when(p["why"], (why) => `: ${why}`)}.${when(p["documents"], (d) => ` Nadal w eAccounting: ${d}.`)}`,
    "Naciśnij Cofnij pominięcie, aby jednak je podjąć.",
  ),
} satisfies Same<typeof en.taken>;

export const heldOrder = {
  "order-gone": words(
    "Asperion nie ma już tego zamówienia.",
    "Jeśli usunięto je celowo, pomiń je tutaj. Jeśli ma dokument w eAccounting, zdecyduj tam, co z nim zrobić.",
  ),
  "faulty-source-totals": words(
    (p) =>
      totalFault(p) ??
      `Zamówienie w Asperion się nie sumuje: ${FIELD[String(p["field"])] ?? "suma"} na zamówieniu to ${amount(p["head"])}, a z pozycji wynika ${amount(p["lines"])}. Zaokrąglenia wyjaśniają najwyżej ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-vat": words(
    (p) =>
      `VAT przy stawce ${percent(p["rate"])} nie zgadza się w Asperion z pozycjami: z pozycji wynika ${amount(p["vat"])}, ze stawki ${amount(p["expected"])}. Zaokrąglenia wyjaśniają najwyżej ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-line": words(
    (p) =>
      `${lineFault(p["fault"])}${atLine(p)}: netto ${amount(p["net"])}, VAT ${amount(p["vat"])}, brutto ${amount(p["gross"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-shape": words(
    (p) =>
      `Odpowiedź Asperion zawiera pole, którego nie można odczytać: ${say(p["field"])}${when(p["got"], (got) => ` (${got})`)}.`,
    FIX_IN_ASPERION,
  ),
  "total-not-positive": words(
    (p) =>
      `Suma zamówienia to ${amount(p["total"])}. eAccounting przyjmuje tylko zamówienia sprzedaży o sumie większej od zera.`,
    BY_HAND,
  ),
  "credit-order": words(
    (p) =>
      `Zamówienie wynosi ${amount(p["total"])}${when(p["credits"], (id) => ` i koryguje zamówienie ${id}`)}. Nie jest to ani sprzedaż powyżej zera, ani korekta, która mówi, które zamówienie koryguje.`,
    BY_HAND,
  ),
  "currency-unknown": words(
    (p) => `eAccounting nie zna waluty zamówienia: ${say(p["currency"])}.`,
    FIX_IN_ASPERION,
  ),
  "foreign-sale": words(
    (p) =>
      `To sprzedaż do innego kraju: kraj ${WHERE[String(p["where"])] ?? "zamówienia"} to ${country(p["country"])}, a firmy ${country(p["company"])}. Nie można było ustalić VAT, bo brakowało listy krajów z eAccounting.`,
    "Odśwież słowniki z eAccounting, a potem naciśnij Ponów.",
  ),
  "order-type-not-available": words(
    "Abonament eAccounting nie obejmuje zamówień sprzedaży.",
    "Włącz moduł zamówień w eAccounting albo wybierz w ustawieniach inny typ zamówienia. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "domestic-rounding": words(
    "eAccounting zaokrągla sumy do pełnych jednostek, więc suma dokumentu może się różnić od zapłaconej kwoty.",
    "Wyłącz zaokrąglanie w ustawieniach firmy w eAccounting albo wybierz w ustawieniach tutaj, jak księgować różnicę. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "too-many-rows": words(
    (p) =>
      `Zamówienie miałoby za dużo wierszy: ${say(p["rows"])}; eAccounting przyjmuje ${say(p["max"])}.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldOrder>;

const FIELD: Readonly<Record<string, string>> = {
  net: "suma netto",
  vat: "VAT",
  gross: "suma",
  head: "suma brutto",
};
const WHERE: Readonly<Record<string, string>> = {
  invoice: "adresu do faktury",
  delivery: "adresu dostawy",
  customer: "kontrahenta",
};

/** What is wrong with the head's total by itself. */
function totalFault(p: Params): string | null {
  if (p["fault"] === "decimals")
    return `Suma zamówienia w Asperion, ${amount(p["head"])}, ma więcej niż dwa miejsca po przecinku.`;
  return p["fault"] === "too-large"
    ? `Suma zamówienia w Asperion, ${amount(p["head"])}, jest zbyt duża.`
    : null;
}

function lineFault(fault: unknown): string {
  if (fault === "decimals") return "Pozycja ma kwoty z więcej niż dwoma miejscami po przecinku";
  if (fault === "text-with-amount") return "Wiersz tekstowy zawiera kwotę";
  if (fault === "rate") return "Pozycja ma stawkę VAT spoza zakresu od 0 do 100";
  if (fault === "too-large") return "Pozycja ma zbyt dużą liczbę";
  if (fault === "no-quantity") return "Pozycja ma kwotę, ale nie ma ilości";
  return "Pozycja się nie sumuje";
}
