import { countPl } from "../plurals.ts";
import type { OverviewWords } from "./en.ts";

export const pl: OverviewWords = {
  title: "Sklepy",
  lead: "Każdy sklep łączy jedną administrację w Asperion z jedną firmą w eAccounting.",
  none: "Nie ma jeszcze żadnego sklepu. Utwórz pierwszy poniżej.",
  administration: (number, company) =>
    `Administracja ${number} → ${company ?? "jeszcze bez firmy"}`,
  connections: "Połączenia",
  outOfReach: "Chwilowo nieosiągalny",
  lastDay: "Ostatnie 24 godziny",
  nothingCame: "Nic nie wpłynęło.",
  needs: "Wymaga uwagi",
  nothing: "Nic.",
  toLookAt: (count) =>
    countPl(count, "sprawa do sprawdzenia", "sprawy do sprawdzenia", "spraw do sprawdzenia"),
  connect: (vendor) => `Trzeba połączyć ${vendor}.`,
  connectAgain: (vendor) => `Trzeba ponownie połączyć ${vendor}.`,
  ordersOff: "Zamówienia są wyłączone.",
  doubts: (count) =>
    `${countPl(count, "zapis", "zapisy", "zapisów")} o nieznanym wyniku: sprawdzane automatycznie.`,
  state: {
    trial: "Próba: niczego się nie zapisuje",
    stopped: "Zatrzymany przez użytkownika",
    paused: "Wstrzymany: wymaga działania",
    notConnected: "Niepołączony",
    running: "Działa",
  },
  newTenant: {
    title: "Nowy sklep",
    refused: "Sklep nie został utworzony. Co trzeba poprawić, podano przy polu.",
    name: "Nazwa",
    nameHint: "Pod jaką nazwą ma tu występować.",
    administration: "Administracja w Asperion",
    administrationHint: "Jej numer w Asperion, np. 123.",
    language: "Język",
    languageHint: "Powodów i wysyłanych wiadomości. Strony są w języku czytającego.",
    make: "Utwórz sklep",
  },
};
