import { countPl } from "../plurals.ts";
import type { OwnArticlesWords } from "./en.ts";

export const pl: OwnArticlesWords = {
  title: "Konfiguracja",
  notDone: "Niewykonana",
  done: (count) => `Wykonana: ${countPl(count, "artykuł", "artykuły", "artykułów")}`,
  lead: "Tworzy w eAccounting artykuły dla wysyłki, rabatów, opłat i zaokrągleń oraz po jednym dla każdej dekretacji wskazanej w ustawieniach, i oznacza firmę jako obsługiwaną przez tę instalację. Można to powtórzyć w każdej chwili: co już jest, zostanie użyte, czego brakuje, zostanie utworzone.",
  which: "Artykuły i ich przeznaczenie",
  label: "Artykuły własne",
  carries: "Przeznaczenie",
  article: "Artykuł w eAccounting",
  noClosing:
    "Nie ma artykułu dla zaokrągleń: firma nie ma aktywnej dekretacji ze stawką VAT 0 %. Zamówienia, które wymagają takiego wiersza, trafiają do wyjaśnienia.",
  connectFirst: "Najpierw trzeba połączyć obie strony.",
  run: "Wykonaj konfigurację",
  refresh: "Odczytaj słowniki ponownie",
  home: {
    shipping: (rate) => `Wysyłka ze stawką VAT ${rate}`,
    discount: (rate) => `Rabat ze stawką VAT ${rate}`,
    fee: (rate) => `Opłaty i napiwki ze stawką VAT ${rate}`,
    item: (coding) => `Księgowane według dekretacji ${coding}`,
    adjusting: (coding) => `Grosze wierszy o dekretacji ${coding}`,
  },
  oss: {
    shipping: (rate) => `Wysyłka ze stawką VAT ${rate}, w procedurze OSS`,
    discount: (rate) => `Rabat ze stawką VAT ${rate}, w procedurze OSS`,
    fee: (rate) => `Opłaty i napiwki ze stawką VAT ${rate}, w procedurze OSS`,
    item: (coding) => `Księgowane według dekretacji ${coding}, w procedurze OSS`,
    adjusting: (coding) => `Grosze wierszy o dekretacji ${coding}, w procedurze OSS`,
  },
  abroad: "Wysyłka towarów sprzedanych za granicę bez VAT",
  closing: "Zaokrąglenie VAT (0 %)",
};
