/** Polish words: orders held because of a document in the ledger. */
import type * as en from "./en-document.ts";
import { amount, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./pl-words.ts";

const LOOK = `Otwórz dokument w eAccounting, porównaj go z zamówieniem i popraw to, co jest błędne.${RETRY}`;

export const heldDocument = {
  "totals-differ": words(
    (p) =>
      `eAccounting oblicza ${amount(p["answeredAmount"])}, w tym VAT ${amount(p["answeredVat"])}; oczekiwano ${amount(p["plannedGross"])}, w tym VAT ${amount(p["plannedVat"])}. Różnica ${amount(p["difference"])} nie wynika z zaokrągleń.`,
    LOOK,
  ),
  "row-differs": words(
    (p) =>
      `Wiersz ${say(p["row"])} różni się od wysłanego: ${FIELD[String(p["field"])] ?? say(p["field"])} to ${amount(p["answered"])}, wysłano ${amount(p["planned"])}.`,
    LOOK,
  ),
  "price-basis-differs": words(
    "eAccounting nadal odczytuje ceny inaczej (z VAT lub bez) niż dotąd dla tego rodzaju kontrahentów.",
    `Sprawdź w eAccounting, czy kontrahent jest firmą czy osobą prywatną, oraz ustawienie firmy dotyczące cen dla osób prywatnych.${RETRY}`,
  ),
  "marker-field-not-searchable": words(
    (p) =>
      `W eAccounting nie można wyszukiwać po polu ${say(p["field"])}, które zawiera nasz znacznik, więc nie wiadomo na pewno, czy zamówienie już tam jest.`,
    `Wybierz w ustawieniach inne pole dla znacznika.${RETRY_NEWEST}`,
  ),
  "perhaps-booked-by-hand": words(
    (p) =>
      `W eAccounting jest dokument z numerem tego zamówienia${when(p["number"], (n) => ` (${n})`)}, którego nie utworzyliśmy. Być może zamówienie zaksięgowano ręcznie.`,
    "Jeśli to to zamówienie, powiąż dokument tutaj. Jeśli nie, naciśnij Ponów i zaznacz, że to inne zamówienie.",
  ),
  "document-changed-by-person": words(
    (p) =>
      `Ktoś zmienił dokument w eAccounting po naszym zapisie${when(p["fields"], (f) => ` (${f})`)}, a zamówienie zmieniło się także w Asperion.`,
    "Wprowadź zmianę ręcznie w eAccounting albo zezwól na nadpisywanie w ustawieniach i naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "document-gone": words(
    "Utworzonego przez nas dokumentu nie ma już w eAccounting.",
    "Jeśli usunięto go celowo, pomiń zamówienie. W przeciwnym razie naciśnij Zaksięguj ponownie.",
  ),
  "document-gone-with-others": words(
    (p) =>
      `Utworzonego przez nas dokumentu ${say(p["document"])} nie ma już w eAccounting, a nie był jedyny.${when(p["paid"], (paid) => ` Płatności zarejestrowane dla zamówienia: ${amount(paid)}.`)}${when(p["documents"], (others) => ` Zaksięgowano obok niego: ${others}.`)} Zamówienia nie zaksięgowano ponownie, bo doszłoby to do tamtych kwot.`,
    "Sprawdź, co z tego jest jeszcze w eAccounting. Potem zaksięguj zamówienie ręcznie i powiąż je tutaj albo pomiń.",
  ),
  "document-already-invoiced": words(
    "Zamówienie sprzedaży zostało w eAccounting zafakturowane, więc nie można go już zmienić.",
    "Wystaw ręcznie fakturę korygującą lub nową fakturę na to, co się zmieniło, a potem pomiń to zadanie.",
  ),
  "document-shipped": words(
    "Zamówienie sprzedaży zostało w eAccounting wysłane, więc nie jest automatycznie zmieniane ani usuwane.",
    "Otwórz je ponownie lub popraw ręcznie w eAccounting.",
  ),
  "document-booked-by-person": words(
    (p) =>
      `Ktoś zaksięgował nasz szkic${when(p["number"], (n) => ` jako ${n}`)}. Jest powiązany; drugi dokument nie powstanie.`,
    "Sprawdź kwoty, jeśli pokazano różnicę.",
  ),
  "marker-found-twice": words(
    (p) =>
      `Liczba dokumentów w eAccounting ze znacznikiem tego zamówienia: ${when(p["count"], (n) => n) || "dwa"}.`,
    `Zachowaj właściwy, drugi usuń w eAccounting i powiąż ten, który zostaje.${RETRY}`,
  ),
  "field-wanted-twice": words(
    (p) => `Do pola ${say(p["field"])} ma trafić zarówno nasz znacznik, jak i inny tekst.`,
    `Wybierz w ustawieniach inne pole dla jednego z nich.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldDocument>;

const FIELD: Readonly<Record<string, string>> = {
  vatRate: "stawka VAT",
  amount: "kwota",
  quantity: "ilość",
  unitPrice: "cena",
  discount: "rabat",
  articleId: "artykuł",
  missing: "wiersz",
  extra: "dodatkowy wiersz",
  isTextRow: "rodzaj wiersza",
};
