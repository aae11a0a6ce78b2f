/** Polish words: what a person links by hand. */
import type * as en from "./en-links.ts";
import { actor, amount, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const AGAIN = "Popraw numer i naciśnij Powiąż jeszcze raz.";
const CONFIRM = "Jeśli mimo to jest właściwy, potwierdź; w przeciwnym razie podaj inny numer.";

const WHAT: Readonly<Record<string, string>> = {
  order: "zamówienie sprzedaży",
  "invoice-draft": "szkic faktury",
  invoice: "faktura",
  "credit-draft": "szkic faktury korygującej",
  "credit-invoice": "faktura korygująca",
  voucher: "dowód księgowy",
  customer: "kontrahent",
};
const what = (value: unknown): string => WHAT[String(value)] ?? "dokument";

export const takenLinks = {
  "document-linked": words(
    (p) =>
      `Ręcznie powiązano z tym zamówieniem: ${what(p["document"])} ${say(p["number"])} (${actor(p["actor"])}). ${when(p["differs"], (n) => `Potwierdzone różnice: ${n}. `)}Dla zamówienia nic więcej nie powstanie.`,
    "Nie trzeba nic robić. Jeśli zamówienie później się zmieni, wprowadź zmianę ręcznie w eAccounting. Naciśnij Synchronizuj ponownie, jeśli ma zostać zarejestrowana płatność.",
  ),
  "customer-linked": words(
    (p) =>
      `Ręcznie powiązano odbiorcę zamówienia z kontrahentem ${say(p["number"])} (${actor(p["actor"])}).`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenLinks>;

export const heldLinks = {
  "document-unlinked": words(
    (p) =>
      `Ręcznie rozłączono z tym zamówieniem: ${say(p["documents"])} (${actor(p["actor"])}). Dokument pozostał w eAccounting bez zmian.`,
    "Naciśnij Ponów, aby zaksięgować zamówienie od nowa, powiąż inny dokument albo pomiń zamówienie. Dokument, który nadal ma znacznik zamówienia, zostanie znaleziony ponownie: najpierw usuń z niego znacznik.",
  ),
  "document-kept-by-hand": words(
    (p) =>
      `Zamówienie zmieniło się w Asperion, a ${say(p["number"])} powiązano z nim ręcznie. Takiego dokumentu nie zmieniamy, nie usuwamy ani nie fakturujemy sami.`,
    "Wprowadź zmianę ręcznie w eAccounting, a potem pomiń to zadanie. Albo rozłącz dokument i naciśnij Ponów.",
  ),
  "link-not-found": words(
    (p) => `W eAccounting nie ma pozycji „${what(p["document"])}” o numerze ${say(p["number"])}.`,
    AGAIN,
  ),
  "link-ambiguous": words(
    (p) =>
      `Liczba dokumentów tego rodzaju w eAccounting o numerze ${say(p["number"])}: ${say(p["count"])}.`,
    "Zamiast numeru podaj identyfikator: jest w adresie strony dokumentu w eAccounting.",
  ),
  "link-elsewhere": words(
    (p) => `Dokument ${say(p["number"])} należy już do zamówienia ${say(p["order"])}.`,
    "Dokument odpowiada jednemu zamówieniu. Najpierw rozłącz go tam, jeśli należy do tego zamówienia, albo podaj inny numer.",
  ),
  "link-order-has-document": words(
    (p) => `To zamówienie ma już dokument: ${say(p["documents"])}.`,
    "Najpierw rozłącz tamten, potem powiąż drugi.",
  ),
  "link-own-document": words(
    (p) =>
      `W eAccounting jest dokument ze znacznikiem tego zamówienia: ${say(p["number"])}. Powiązanie innego dałoby dwa dokumenty dla jednego zamówienia.`,
    "Powiąż ten dokument albo najpierw usuń go w eAccounting.",
  ),
  "link-kind-differs": words(
    (p) =>
      `Dokument ${say(p["number"])} (${what(p["document"])}) nie może odpowiadać temu zamówieniu: jedno z nich jest korektą, a drugie nie.`,
    AGAIN,
  ),
  "link-amount-differs": words(
    (p) =>
      `Dokument opiewa na ${amount(p["document"])} ${say(p["currency"])}, zamówienie na ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-vat-differs": words(
    (p) => `VAT w dokumencie to ${amount(p["document"])}, w zamówieniu ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-currency-differs": words(
    (p) => `Waluta dokumentu to ${say(p["document"])}, zamówienia ${say(p["order"])}.`,
    CONFIRM,
  ),
  "link-customer-differs": words(
    "Dokument jest wystawiony na innego kontrahenta niż ten, którego powiązano z kupującym.",
    CONFIRM,
  ),
  "link-customer-shared": words(
    (p) =>
      `Kontrahent ${say(p["number"])} odpowiada już innemu kupującemu${when(p["count"], (n) => ` (${n})`)}.`,
    CONFIRM,
  ),
  "link-not-comparable": words(
    (p) =>
      `Kwot dokumentu ${say(p["number"])} (${what(p["document"])}) nie da się porównać z kwotami zamówienia.`,
    "Porównaj je samodzielnie. Jeśli to dokument tego zamówienia, potwierdź.",
  ),
  "link-order-busy": words(
    "Zamówienie jest właśnie przetwarzane.",
    "Odczekaj minutę i naciśnij Powiąż jeszcze raz.",
  ),
  "link-not-carried-out": words(
    "Nie udało się teraz odczytać dokumentu, więc niczego nie powiązano.",
    "Naciśnij Powiąż jeszcze raz za minutę.",
  ),
} satisfies Same<typeof en.heldLinks>;
