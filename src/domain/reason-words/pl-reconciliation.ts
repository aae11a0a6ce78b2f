/** Polish words: the comparison of both sides, what it did and what it found. */
import type * as en from "./en-reconciliation.ts";
import { day, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const AGAIN = "Następnie uzgodnij te dni ponownie: rozbieżność zniknie automatycznie.";

export const reconciliations = {
  "reconciliation-done": words(
    (p) =>
      `Uzgodniono zamówienia (${say(p["orders"])}) od ${day(p["from"])} do ${day(p["to"])} z naszymi dokumentami w eAccounting (${say(p["documents"])}); rozbieżności: ${say(p["findings"])}.`,
    NOTHING_TO_DO,
  ),
  "reconciliation-taken-up": words(
    "Nikt nie powiadomił o tym zamówieniu w obecnej postaci. Podjęto je przy uzgadnianiu obu stron.",
    NOTHING_TO_DO,
  ),
  "reconciliation-took-up": words(
    (p) =>
      `Przy uzgadnianiu obu stron podjęto zamówienia, o których nikt nie powiadomił albo powiadomił w innej postaci: ${say(p["count"])}.`,
    "Nie trzeba nic robić. Jeśli powtarza się to co noc, sprawdź, czy działa wyszukiwanie zmian i czy przychodzą webhooki.",
  ),
  "reconciliation-not-listed": words(
    (p) =>
      `Tych dokumentów eAccounting nie można było zestawić, bo brakuje do nich dostępu: ${say(p["kinds"])}. Nie zostały uzgodnione.`,
    "Jeśli dla tego sklepu powstają takie dokumenty, nadaj użytkownikowi dostęp w eAccounting i połącz ponownie.",
  ),
} satisfies Same<typeof en.reconciliations>;

const which = (value: Parameters<typeof when>[0]): string => when(value, (orders) => `: ${orders}`);

export const differences = {
  "reconciliation-twice": words(
    (p) =>
      `W eAccounting jest więcej niż jeden nasz dokument do tego samego zamówienia (${say(p["count"])})${which(p["orders"])}.`,
    `Otwórz oba w eAccounting. Usuń ten, który nie jest zaksięgowany, albo skoryguj ten, za który nikt nie zapłacił. ${AGAIN}`,
  ),
  "reconciliation-without-order": words(
    (p) =>
      `W eAccounting są dokumenty z naszym znacznikiem, które nie należą do żadnego znanego tu zamówienia (${say(p["count"])})${which(p["orders"])}.`,
    `Sprawdź w eAccounting, kto je utworzył: kopia zachowuje znacznik oryginału, a inna instalacja tworzy własne. Usuń lub skoryguj to, czego jest za dużo, albo wyczyść znacznik. ${AGAIN}`,
  ),
  "reconciliation-amount": words(
    (p) =>
      `Zaksięgowane kwoty różnią się od kwot w sklepie (zamówień: ${say(p["count"])})${which(p["orders"])}.`,
    `Otwórz stronę zamówienia i dokument: ktoś zmienił go w eAccounting albo sklep zmienił zamówienie bez powiadomienia. Popraw to, co jest błędne. ${AGAIN}`,
  ),
  "reconciliation-vat": words(
    (p) =>
      `Zaksięgowany VAT różni się od VAT w sklepie bardziej, niż wyjaśniają zaokrąglenia (zamówień: ${say(p["count"])})${which(p["orders"])}.`,
    `Otwórz stronę zamówienia i dokument i porównaj VAT dla każdej stawki. ${AGAIN}`,
  ),
  "reconciliation-currency": words(
    (p) =>
      `Dokumenty są w innej walucie niż ich zamówienia (zamówień: ${say(p["count"])})${which(p["orders"])}.`,
    `Otwórz stronę zamówienia i dokument. Jeśli powiązano zły dokument, usuń powiązanie i powiąż właściwy; jeśli dokument jest błędny, popraw go w eAccounting. ${AGAIN}`,
  ),
  "reconciliation-customer": words(
    (p) =>
      `Dokumenty powiązane ręcznie są na innego odbiorcę niż kupujący w zamówieniu (zamówień: ${say(p["count"])})${which(p["orders"])}.`,
    `Otwórz stronę zamówienia. Jeśli powiązano zły dokument, usuń powiązanie i powiąż właściwy; jeśli kupujący jest tym odbiorcą, powiąż go z nim. ${AGAIN}`,
  ),
  "reconciliation-missing": words(
    (p) =>
      `Zaksięgowanych dokumentów nie ma już w eAccounting (zamówień: ${say(p["count"])})${which(p["orders"])}.`,
    `Sprawdź, czy ktoś je usunął. Jeśli są potrzebne, naciśnij Zaksięguj ponownie; jeśli nie, pomiń zamówienie na jego stronie. ${AGAIN}`,
  ),
} satisfies Same<typeof en.differences>;
