import type { PartiesWords } from "./en.ts";

export const pl: PartiesWords = {
  by: "Szukaj po numerze, adresie e-mail lub nazwie",
  another: "Szukaj następnego po numerze, adresie e-mail lub nazwie",
  or: "albo numer, adres e-mail lub nazwa",
  find: "Szukaj",
  findFor: (label) => `Szukaj: ${label}`,
  id: (id) => `id ${id}`,
  unnamed: (id) => `${id} (nazwa nie jest znana)`,
  found: (name) => `Znaleziono: ${name}. Liczy się po zapisaniu.`,
  none: (text) => `Nikt nie ma „${text}” jako numeru, adresu e-mail ani w nazwie.`,
  several: (count, text) => `Do „${text}” pasuje ${count}: wybierz jednego albo wpisz więcej.`,
  many: (text) => `Do „${text}” pasuje wielu: wybierz jednego z nich albo wpisz więcej.`,
  unsearchable: "Tak nie można tu szukać. Można znaleźć po id.",
  later: "Teraz nie udało się szukać. Spróbuj ponownie albo wpisz id.",
  unproved: "Teraz nie udało się sprawdzić: id przyjęto tak, jak je wpisano.",
};
