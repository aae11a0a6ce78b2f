import type { ByHandWords } from "./en.ts";

export const pl: ByHandWords = {
  title: "Dokument w eAccounting",
  none: "Temu zamówieniu nie odpowiada żaden dokument.",
  stands: (kind, number) => `Temu zamówieniu odpowiada: ${kind} ${number}.`,
  byHand: "Powiązano ręcznie.",
  roles: {
    "sales-order": "zamówienie sprzedaży",
    "invoice-draft": "szkic faktury",
    "credit-draft": "szkic korekty",
    invoice: "faktura",
    credit: "faktura korygująca",
    voucher: "dowód księgowy",
    "voucher-credit": "dowód księgowy korekty",
    other: "dokument",
  },
  link: "Powiąż istniejący dokument",
  linkLead:
    "Zaksięgowany ręcznie albo odnaleziony po wątpliwości: podaj jego numer. Najpierw zostanie odczytany, a dla tego zamówienia nic więcej nie zostanie wysłane.",
  what: "Co to jest",
  kinds: {
    order: "Zamówienie sprzedaży",
    "invoice-draft": "Szkic faktury (według identyfikatora)",
    invoice: "Faktura lub faktura korygująca",
    voucher: "Dowód księgowy",
    customer: "Kontrahent kupującego",
  },
  number: "Numer w eAccounting",
  numberHint:
    "Tak jak pokazuje go eAccounting, na przykład 1042 albo A12. Szkic faktury nie ma numeru: weź identyfikator z adresu jego strony.",
  press: "Powiąż",
  differs: "Nie zgadza się z zamówieniem",
  confirm: "Powiąż mimo to",
  refused: "Nie powiązano",
  unlink: "Rozłącz",
  unlinkLead:
    "Dokument pozostaje w eAccounting bez zmian. Zamówienie czeka na wyjaśnienie i nie zostanie ponownie zaksięgowane, dopóki ktoś nie naciśnie Ponów.",
  why: "Dlaczego rozłączasz",
  sayWhy: "Podaj powód: zostanie przy zamówieniu.",
  sayNumber: "Podaj numer.",
  rowLink: "Powiąż lub rozłącz",
  article: {
    title: "Artykuł w Asperion",
    byCode:
      "Jest znajdowany po kodzie: to artykuł w Asperion, którego kodem jest numer tego artykułu.",
    stands: (code) => ["Ktoś wskazał, że to artykuł ", code, " w Asperion."],
    lead: "Gdy oba numery się różnią albo znaleziono niewłaściwy artykuł. Zachowuje tam swój kod; pozostałe pola idą za eAccounting zgodnie z ustawieniami. Stan magazynowy i pozycje zamówień nadal idą według kodu: dla zamówień służy tabela przekładu „Artykuł sprzedawany zamiast innego”.",
    code: "Kod artykułu w Asperion",
    link: "Połącz",
    unlink: "Odłącz artykuł",
    unlinkLead:
      "Potem znów jest znajdowany po numerze, a jeśli żaden artykuł nie ma takiego kodu, powstaje w Asperion. Artykuł, z którym był połączony, zostaje bez zmian.",
  },
  debtor: {
    title: "Kontrahent w eAccounting",
    stands: (id) => ["Kontrahent ", id, " w eAccounting odpowiada temu odbiorcy."],
    byPerson: "Połączony przez człowieka.",
    byItself: "Znaleziony lub utworzony samoczynnie.",
    lead: "Kontrahent pozostaje w eAccounting bez zmian. Przy następnym zamówieniu lub zmianie tego odbiorcy będzie szukany od nowa, zgodnie z ustawieniami: najpierw usuń przyczynę, dla której znaleziono niewłaściwego.",
    unlink: "Rozłącz kontrahenta",
  },
};
