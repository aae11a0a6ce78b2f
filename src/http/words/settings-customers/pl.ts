import type { SettingsCustomersWords } from "./en.ts";

export const pl: SettingsCustomersWords = {
  "orders.findCustomerBy": {
    label: "Szukaj kontrahenta w eAccounting według",
    wrong: "wybierz co najmniej jedno",
    options: {
      email: "Adresu e-mail",
      "customer-number": "Numeru kontrahenta",
      "vat-number": "Numeru VAT UE",
      "organisation-number": "Numeru rejestrowego",
    },
  },
  "orders.updateCustomer": { label: "Aktualizuj dane kontrahenta" },
  "orders.customerKindConflict": {
    label: "Gdy zamówienie mówi firma, a eAccounting osoba, albo odwrotnie",
    options: {
      hold: "Wstrzymać zamówienie i zapytać",
      "ledger-wins": "Przyjąć wersję eAccounting",
    },
  },
  "customers.changedByPerson": {
    label: "Gdy ktoś zmienił kontrahenta w eAccounting",
    options: {
      leave: "Zostawić tę zmianę, zapisać resztę",
      hold: "Wstrzymać zamówienie i zapytać",
      overwrite: "Nadpisać zmianę",
    },
  },
  "customers.numberPrefix": {
    label: "Przedrostek nadawanych przez nas numerów kontrahentów",
    wrong: "od 1 do 4 znaków, najpierw litera",
  },
  "orders.defaultDebtor.when": {
    label: "Domyślny kontrahent",
    options: { never: "Nieużywany", guests: "Dla gości", always: "Dla każdego zamówienia" },
  },
  "orders.defaultDebtor.id": {
    label: "Domyślny kontrahent: kontrahent z eAccounting",
    wrong: "kontrahent z eAccounting: wybierz jednego ze znalezionych albo szukaj ponownie",
  },
  "orders.collectiveDebtors": {
    label: "Odbiorcy z Asperion, którzy oznaczają gości",
    hint: "Kto nie jest zaznaczony, zostaje usunięty.",
    wrong: "odbiorcy z Asperion: wybierz spośród znalezionych albo szukaj ponownie",
  },
  "customers.enabled": {
    label: "Przenoś zmienionych odbiorców do eAccounting, z zamówieniem lub bez",
    hint: "Gdy włączone, zamówienie nie zmienia już kontrahenta swojego odbiorcy; robi to odbiorca.",
  },
  "customers.create": { label: "Twórz kontrahentów z odbiorców przed ich pierwszym zamówieniem" },
  "customers.classifyBy": {
    label: "Nadawaj kontrahentom etykiety według",
    options: {
      none: "Niczego: etykiety pozostają bez zmian",
      "debtor-kind": "Rodzaju odbiorcy",
      characteristic4: "Cechy 4",
      characteristic5: "Cechy 5",
    },
  },
};
