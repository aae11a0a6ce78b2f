/** Polish words: what a dry run says. */
import type * as en from "./en-dry-run.ts";
import { amount, NOTHING_TO_DO, type Same, say, words } from "./pl-words.ts";

export const dryRuns = {
  "dry-run": words(
    (p) =>
      `Przebieg próbny: niczego nie zapisano. Naprawdę: ${WOULD[String(p["would"])] ?? say(p["would"])}.`,
    NOTHING_TO_DO,
  ),
  "dry-run-sample-gone": words(
    "Zamówienie przesłane do tego przebiegu próbnego nie jest przechowywane, a przebieg przerwano przed końcem.",
    "Prześlij je ponownie.",
  ),
  "dry-run-rounding-open": words(
    (p) =>
      `Nie wiadomo jeszcze, jak eAccounting zaokrągla VAT; tu obliczono ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])}. Jeżeli zaokrągla inaczej, VAT będzie inny o ${amount(p["vat"])}, a jeden dodatkowy zapis utworzy lub zmieni wiersz zaokrąglenia o najwyżej ${amount(p["bound"])}; suma pozostaje ta sama.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.dryRuns>;

const ROUNDING: Readonly<Record<string, string>> = { row: "według wierszy", rate: "według stawek" };
const WOULD: Readonly<Record<string, string>> = {
  "order.create": "powstałoby nowe zamówienie sprzedaży",
  "order.update": "zamówienie sprzedaży zostałoby zmienione",
  "order.delete": "zamówienie sprzedaży zostałoby usunięte",
  "draft.create": "powstałby nowy szkic faktury",
  "draft.update": "szkic faktury zostałby zmieniony",
  "draft.delete": "szkic faktury zostałby usunięty",
  "order.confirm": "zamówienie sprzedaży zostałoby potwierdzone",
  "order.convert": "zamówienie sprzedaży zostałoby zafakturowane",
  "order.void": "wysłane zamówienie sprzedaży wróciłoby do realizacji",
  "draft.convert": "szkic zostałby zaksięgowany jako faktura",
  "sending.create": "faktura zostałaby wysłana do odbiorcy",
  "customer.update": "dane odbiorcy zostałyby zaktualizowane, a z zamówienia nic",
  "payment.create": "zostałaby zarejestrowana płatność",
  "voucher.create": "zostałby zaksięgowany dowód",
  "ledger-item.create": "zostałby zaksięgowany dowód z pozycją rozrachunków",
  booked: "niczego by nie zapisano, bo zamówienie jest już zaksięgowane",
  updated: "niczego by nie zapisano, bo zamówienie jest już zaksięgowane",
  skipped: "zamówienie zostałoby pominięte",
  "before-start": "nic, bo zamówienie jest sprzed daty początkowej",
  held: "zamówienie czekałoby na wyjaśnienie",
  "needs-attention": "zamówienie czekałoby na decyzję",
};
