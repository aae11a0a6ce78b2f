import type { VoucherWords } from "./en.ts";

export const sv: VoucherWords = {
  date: "Verifikation den",
  text: "Text",
  series: "Serie",
  ownSeries: "eAccountings egen",
  charged: "Debiterat",
  item: "Post i kundreskontran",
  due: (amount, day) => `${amount}, förfaller ${day}`,
  label: "Verifikationens planerade rader",
  caption: (currency) => `Raderna som de skickas, i ${currency}`,
  account: "Konto, och varför",
  debit: "Debet",
  credit: "Kredit",
  sum: "Summa",
};
