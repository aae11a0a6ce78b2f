import { countPl } from "../plurals.ts";
import type { RunsWords } from "./en.ts";

export const pl: RunsWords = {
  title: "Długie przebiegi",
  lead: "Anulowany przebieg nie zapisuje już niczego. Następny przebieg odnajdzie to, co zostało; aby temu zapobiec, zatrzymaj przepływ.",
  kind: {
    products: "Produkty",
    customers: "Kontrahenci",
    stock: "Stany magazynowe",
    other: (key) => `Przebieg ${key}`,
  },
  scope: { whole: "porównywane jest wszystko", changes: "to, co się zmieniło" },
  state: {
    reading: "Odczyt",
    writing: "Zapis",
    done: "Zakończony",
    cancelling: "Anulowanie",
    cancelled: "Anulowany",
    failed: "Przerwany",
  },
  read: "Odczytano",
  written: "Załatwiono",
  of: (done, total) => `${done} z ${total}`,
  speed: "Tempo",
  perMinute: (count) => `${countPl(count, "pozycja", "pozycje", "pozycji")} na minutę`,
  left: "Pozostało",
  about: (span) => `około ${span}`,
  began: "Rozpoczęto",
  ended: "Zakończono",
  cancel: "Anuluj",
};
