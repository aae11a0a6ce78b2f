/** Polish words of the product flow. */
import type * as en from "./en-products.ts";
import {
  amount,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./pl-words.ts";

const FIELD: Readonly<Record<string, string>> = {
  sku: "kod",
  name: "nazwa",
  shortDescription: "krótki opis",
  longDescription: "długi opis",
  priceExclVat: "cena netto",
  priceInclVat: "cena brutto",
  currency: "waluta",
  ean: "EAN",
  vatCode: "kod VAT",
  salesType: "typ sprzedaży",
  active: "aktywny",
  kind: "rodzaj",
  parent: "artykuł nadrzędny",
  attributes: "atrybuty",
  free1: "pole dodatkowe 1",
  free2: "pole dodatkowe 2",
  free3: "pole dodatkowe 3",
  free4: "pole dodatkowe 4",
  free5: "pole dodatkowe 5",
};
const BY: Readonly<Record<string, string>> = {
  label: "etykiet",
  number: "numeru",
  coding: "dekretacji",
  expression: "wyrażenia",
};
const named = (value: Parameters<typeof say>[0]): string =>
  say(value)
    .split(", ")
    .map((name) => FIELD[name] ?? name)
    .join(", ");

export const product = {
  "products-read": words(
    (p) =>
      `${p["all"] === true ? "Porównano wszystkie artykuły z eAccounting" : "Odczytano artykuły zmienione w eAccounting"}. Odczytane: ${say(p["read"])}, różne niż w Asperion: ${say(p["differ"])}${when(p["missing"] === 0 ? null : p["missing"], (n) => `, nienapotkane i sprawdzane pojedynczo: ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "product-created": words(
    (p) =>
      `Artykuł ${say(p["code"])} ${p["trial"] === true ? "zostałby utworzony" : "utworzono"} w Asperion.`,
    NOTHING_TO_DO,
  ),
  "product-updated": words(
    (p) =>
      `Artykuł w Asperion ${p["trial"] === true ? "zostałby zaktualizowany" : "zaktualizowano"}: ${named(p["fields"])}.`,
    NOTHING_TO_DO,
  ),
  "product-unchanged": words("Artykuł w Asperion jest taki, jaki powinien być.", NOTHING_TO_DO),
  "product-deactivated": words(
    (p) =>
      `Artykuł ${p["trial"] === true ? "zostałby dezaktywowany" : "dezaktywowano"} w Asperion. Nigdy nie jest usuwany.`,
    NOTHING_TO_DO,
  ),
  "product-create-only": words(
    "Artykuł jest już w Asperion, a zgodnie z ustawieniami takich artykułów się nie zmienia.",
    NOTHING_TO_DO,
  ),
  "product-filtered": words(
    (p) => `Ustawienia pomijają ten artykuł na podstawie ${BY[String(p["by"])] ?? say(p["by"])}.`,
    "Jeśli ma być w sklepie, zmień filtr w ustawieniach.",
  ),
  "product-own-article": words(
    "To jeden z artykułów utworzonych przy konfiguracji na grosze, wysyłkę, opłaty itp.. Nie jest sprzedawany, więc nie trafia do sklepu.",
    NOTHING_TO_DO,
  ),
  "product-made-of-order": words(
    "Ten artykuł utworzono z pozycji zamówienia, bo nie było go w eAccounting. Nie ma ceny, więc nie trafia do sklepu, gdzie nadpisałby to, co tam jest.",
    "Nadaj artykułowi cenę w eAccounting, gdy będzie kompletny: wtedy zostanie wysłany jak każdy inny.",
  ),
  "product-inactive": words(
    "Artykuł jest nieaktywny w eAccounting i nie ma go w Asperion, więc nie jest tam tworzony.",
    NOTHING_TO_DO,
  ),
  "product-not-in-ledger": words(
    (p) => `Artykułu ${say(p["code"])} nie ma już w eAccounting.`,
    NOTHING_TO_DO,
  ),
  "product-field-kept": words(
    (p) =>
      `Ktoś zmienił w Asperion pole zapisane przez nas: ${named(p["field"])}. Zmiana pozostaje.`,
    "Jeśli ma wygrywać eAccounting, zezwól w ustawieniach na nadpisywanie zmian w tym polu.",
  ),
  "product-field-overwritten": words(
    (p) =>
      `Pole zmieniono w Asperion; zgodnie z ustawieniami liczy się wartość z eAccounting: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-linked": words(
    (p) => `Ktoś połączył go z artykułem ${say(p["code"])} w Asperion, który zachowuje swój kod.`,
    NOTHING_TO_DO,
  ),
  "product-stored-otherwise": words(
    (p) =>
      `Asperion przechowuje pole inaczej, niż je wysłano: ${named(p["field"])}. Nie będzie wysyłane, dopóki się nie zmieni.`,
    NOTHING_TO_DO,
  ),
  "product-text-shortened": words(
    (p) =>
      `Pole jest za długie dla Asperion; przechodzi z niego ${say(p["max"])} znaków: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-price-rounded": words(
    (p) =>
      `Wartość ${amount(p["from"])} (${named(p["field"])}) ma więcej miejsc po przecinku, niż przechowuje sklep; przechodzi ${amount(p["to"])}.`,
    NOTHING_TO_DO,
  ),
  "product-ean-invalid": words(
    (p) =>
      `Kod kreskowy ${say(p["ean"])} nie jest kodem EAN ani GTIN: zła długość albo cyfra kontrolna. Jest pomijany.`,
    "Popraw kod kreskowy w eAccounting.",
  ),
  "product-parent-created": words(
    (p) =>
      `Dla wariantów ${p["trial"] === true ? "zostałby utworzony" : "utworzono"} artykuł konfigurowalny ${say(p["code"])}.`,
    NOTHING_TO_DO,
  ),
  "product-parent-activated": words(
    (p) =>
      `Artykuł konfigurowalny ${say(p["code"])} ${p["trial"] === true ? "byłby" : "jest"} znowu aktywny, bo ma aktywne warianty.`,
    NOTHING_TO_DO,
  ),
  "product-parent-deactivated": words(
    (p) =>
      `Artykuł konfigurowalny ${say(p["code"])} ${p["trial"] === true ? "zostałby dezaktywowany" : "dezaktywowano"}, bo żaden z jego wariantów nie jest aktywny.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.product>;

export const heldProduct = {
  "product-gone": words(
    (p) => `Artykuł ${say(p["code"])} usunięto w Asperion.`,
    "Aby utworzyć go ponownie, naciśnij Ponów. Aby pozostał usunięty, pomiń go lub wyłącz filtrem.",
  ),
  "product-code-taken": words(
    (p) => `Inny artykuł w Asperion ma już kod ${say(p["code"])}.`,
    `Zmień jeden z tych kodów.${RETRY}`,
  ),
  "product-link-missing": words(
    (p) => `W Asperion nie ma artykułu ${say(p["code"])}, z którym ktoś połączył ten artykuł.`,
    `Połącz go na tej stronie z innym kodem albo odłącz.${RETRY}`,
  ),
  "product-tax-not-mapped": words(
    (p) =>
      `Do utworzenia artykułu Asperion potrzebuje kodu VAT lub typu sprzedaży, a żadnego nie ustawiono${when(p["rate"], (rate) => ` dla stawki VAT ${percent(rate)}`)}.`,
    `Ustaw kod VAT dla tej stawki albo typ sprzedaży dla tej dekretacji.${RETRY_NEWEST}`,
  ),
  "product-rule-failed": words(
    (p) =>
      `Wyrażenie (${p["rule"] === "filter" ? "filtr" : named(p["rule"])}) nie działa na tym artykule (${say(p["fault"])}).`,
    `Popraw wyrażenie w ustawieniach.${RETRY_NEWEST}`,
  ),
  "product-parent-not-configurable": words(
    (p) =>
      `Warianty wymagają artykułu konfigurowalnego ${say(p["code"])}, ale artykuł z tym kodem w Asperion jest innego rodzaju.`,
    `Zmień rodzaj lub kod tego artykułu w Asperion albo regułę wariantów w ustawieniach.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldProduct>;
