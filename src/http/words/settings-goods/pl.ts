import type { SettingsGoodsWords } from "./en.ts";

export const pl: SettingsGoodsWords = {
  "products.enabled": { label: "Wysyłaj produkty do Asperion" },
  "products.createOnly": { label: "Tylko twórz nowe artykuły: nigdy nie zmieniaj istniejących" },
  "products.filter.labels": {
    label: "Etykiety: tylko artykuły z jedną z tych",
    hint: "Oddzielone przecinkami. Puste: każdy artykuł.",
    wrong: "najwyżej 50 etykiet po najwyżej 50 znaków",
  },
  "products.filter.withoutLabels": {
    label: "Etykiety: żaden artykuł z jedną z tych",
    hint: "Oddzielone przecinkami.",
    wrong: "najwyżej 50 etykiet po najwyżej 50 znaków",
  },
  "products.filter.numbers": {
    label: "Numery artykułów",
    hint: "Wzorce oddzielone przecinkami: * oznacza dowolne znaki, ? jeden znak. Puste: każdy numer.",
    wrong: "najwyżej 50 wzorców po najwyżej 60 znaków",
  },
  "products.filter.codings": {
    label: "Dekretacje: tylko artykuły z jedną z tych",
    hint: "Kilka: przytrzymaj Ctrl lub Cmd. Nic nie wybrano: każdy artykuł.",
    wrong: "najwyżej 50",
  },
  "products.filter.expression": {
    label: "Wyrażenie, które decyduje o artykule",
    hint: "Na przykład active && !service. Puste: każdy artykuł.",
  },
  "products.filter.inactive": {
    label: "Twórz w Asperion także nieaktywne artykuły, jako nieaktywne",
  },
  "products.whenFilteredOut": {
    label: "Gdy artykuł przestaje spełniać warunki",
    options: {
      leave: "Zostawić go w Asperion bez zmian",
      deactivate: "Oznaczyć go w Asperion jako nieaktywny",
    },
  },
  "products.priceDecimals": {
    label: "Miejsca po przecinku w cenach w Asperion",
    wrong: "liczba całkowita od 0 do 4",
  },
  "products.vatCode.table": {
    label: "Kody VAT",
    hint: "Kod VAT Asperion dla każdej stawki VAT w eAccounting.",
    wrong: "kod VAT dla każdej stawki VAT w procentach, np. 25; każda stawka raz",
  },
  "products.vatCode.default": { label: "Kod VAT dla innych stawek" },
  "products.salesType.table": {
    label: "Typy sprzedaży",
    hint: "Dla każdej dekretacji z eAccounting. Bez wyboru: typ poniżej.",
  },
  "products.salesType.default": { label: "Typ sprzedaży w Asperion" },
  "stock.enabled": {
    label: "Utrzymuj zgodne stany magazynowe",
    hint: "Tylko razem z zamówieniami i tylko tam, gdzie zaksięgowane zamówienie zmienia stan w eAccounting: zamówienia sprzedaży w realizacji albo zaksięgowane faktury. Przy szkicach lub dowodach księgowych każda sprzedaż wracałaby do sklepu.",
  },
  "stock.strategy": {
    label: "Liczba trafia do Asperion",
    hint: "Bieżącego stanu w Asperion nie da się zapisać, zmieniają go tylko zamówienia. Zamówienie korygujące nic nie kosztuje i nigdy nie jest księgowane.",
    options: {
      "correction-order": "Przez zamówienie korygujące",
      "article-field": "Do pola artykułu",
    },
  },
  "stock.correctionDebtor": {
    label: "Odbiorca dla zamówień korygujących",
    hint: "Osobny odbiorca, któremu nic się nie sprzedaje: taki ze sprzedażą jest odrzucany. Zapominany po wyłączeniu stanów magazynowych.",
    wrong:
      "odbiorca w Asperion, który służy tylko do korekt: wybierz jednego ze znalezionych albo szukaj ponownie",
  },
  "stock.field": {
    label: "Pole artykułu",
    options: {
      characteristic1: "Cecha 1",
      characteristic2: "Cecha 2",
      characteristic3: "Cecha 3",
      characteristic4: "Cecha 4",
      characteristic5: "Cecha 5",
    },
  },
  "stock.calculation": {
    label: "Liczba to",
    hint: "To, co sklep sprzedał, a czego nie ma jeszcze w eAccounting, jest zawsze odejmowane.",
    options: {
      available: "Ilość dostępna: stan minus rezerwacje",
      balance: "Stan",
      margin: "Ilość dostępna minus zapas bezpieczeństwa",
      percentage: "Procent ilości dostępnej",
      expression: "Własne wyrażenie",
    },
  },
  "stock.margin": { label: "Zapas bezpieczeństwa", wrong: "liczba sztuk, np. 3" },
  "stock.percentage": { label: "Procent", wrong: "liczba od 0 do 100" },
  "stock.expression": {
    label: "Wyrażenie",
    hint: "Z available, balance, reserved i number, np.: available > 10 ? available - 5 : 0",
  },
  "stock.decimals": {
    label: "Miejsca po przecinku",
    hint: "0 dla całych sztuk.",
    wrong: "liczba całkowita od 0 do 4",
  },
  "stock.rounding": {
    label: "Zaokrąglanie",
    options: { down: "W dół", nearest: "Do najbliższej", up: "W górę" },
  },
  "stock.floorAtZero": { label: "Nigdy poniżej zera" },
  "stock.manageStock": {
    label: "Artykuł, którego stanu Asperion nie prowadzi, a eAccounting tak",
    options: { leave: "Zostawić", set: "Włączyć prowadzenie stanu w Asperion" },
  },
  "stock.rowsPerRun": {
    label: "Najwięcej liczb zmienianych w jednym przebiegu",
    wrong: "liczba całkowita od 1 do 500",
  },
};
