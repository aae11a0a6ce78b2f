import type { VoucherWords } from "./en.ts";

export const pl: VoucherWords = {
  date: "Dowód księgowy z dnia",
  text: "Opis",
  series: "Seria",
  ownSeries: "domyślna eAccounting",
  charged: "Naliczono",
  item: "Pozycja rozrachunków z kontrahentem",
  due: (amount, day) => `${amount}, termin płatności ${day}`,
  label: "Planowane wiersze dowodu księgowego",
  caption: (currency) => `Wiersze w wysyłanej postaci, w walucie ${currency}`,
  account: "Konto i dlaczego",
  debit: "Winien",
  credit: "Ma",
  sum: "Suma",
};
