/** Polish words: what the customers flow holds, leaves or records. */
import type * as en from "./en-customers.ts";
import { NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

export const heldParty = {
  "customer-changed-by-person": words(
    (p) =>
      `Ktoś zmienił kontrahenta w eAccounting (${say(p["fields"])}), a w Asperion jest inaczej. Zgodnie z ustawieniami przed nadpisaniem trzeba zapytać.`,
    "Ujednolić dane w Asperion lub w eAccounting albo wybierz w ustawieniach, co robić z takimi zmianami. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "customer-email-taken": words(
    "Nowy adres e-mail kontrahenta należy w eAccounting do innego kontrahenta, więc nie jest zapisywany: dwóch kontrahentów z jednym adresem nie dałoby się odróżnić. Reszta jest zgodna z Asperion.",
    "Ustal, który z nich jest właściwy: popraw adres w Asperion lub w eAccounting albo dezaktywuj tam jednego z kontrahentów. Następnie naciśnij Ponów.",
  ),
} satisfies Same<typeof en.heldParty>;

export const recordedParty = {
  "customer-fields-kept": words(
    (p) =>
      `Ktoś zmienił kontrahenta w eAccounting (${say(p["fields"])}); wprowadzone dane pozostają, reszta jest zgodna z Asperion.${when(p["both"], (both) => ` Asperion także ma nową wartość: ${both}.`)}`,
    "Jeśli właściwa jest wartość z Asperion, wpisz ją w eAccounting.",
  ),
  "customer-kind-kept": words(
    (p) =>
      `Kontrahent jest w eAccounting ${p["ledger"] === "company" ? "firmą" : "osobą prywatną"}, a w Asperion nie. Pozostaje bez zmian: są z nim związane otwarte dokumenty.`,
    "Jeśli zmiana jest rzeczywista, wprowadź ją w eAccounting, gdy żadne jego zamówienie nie będzie otwarte.",
  ),
  "customer-not-made": words(
    (p) =>
      `Odbiorca nie ma kontrahenta w eAccounting${when(p["by"], (by) => ` (szukano według: ${by})`)} i nie został on utworzony.`,
    "Utworzy go pierwsze zamówienie. Aby mieć go wcześniej, zezwól na to w ustawieniach albo odblokuj odbiorcę w Asperion.",
  ),
  "debtor-blocked": words(
    (p) =>
      `Odbiorca jest zablokowany w Asperion.${p["customer"] === null ? "" : " Jego kontrahent w eAccounting pozostaje bez zmian i nadal jest aktualizowany."}`,
    "Aby zatrzymać sprzedaż także w eAccounting, dezaktywuj tam kontrahenta.",
  ),
  "debtor-deleted": words(
    (p) =>
      `Asperion nie ma już tego odbiorcy. ${p["customer"] === null ? "Nigdy nie utworzyliśmy dla niego kontrahenta w eAccounting." : "Jego kontrahent w eAccounting pozostaje: mogą być z nim związane dokumenty."}`,
    "Dezaktywuj kontrahenta w eAccounting, jeśli nie jest już potrzebny.",
  ),
  "debtor-stands-for-guests": words(
    "Ten odbiorca zastępuje wszystkich gości (zob. ustawienia), więc nie ma własnego kontrahenta.",
    NOTHING_TO_DO,
  ),
  "debtors-swept": words(
    (p) =>
      `Podjęto odbiorców zmienionych od ostatniego sprawdzenia: ${say(p["found"])} z ${say(p["read"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedParty>;
