import type { VoucherWords } from "./en.ts";

export const nl: VoucherWords = {
  date: "Boeking van",
  text: "Omschrijving",
  series: "Reeks",
  ownSeries: "de standaardreeks van eAccounting",
  charged: "In rekening gebracht",
  item: "Post in de debiteurenadministratie",
  due: (amount, day) => `${amount}, vervalt op ${day}`,
  label: "Geplande regels van de boeking",
  caption: (currency) => `Regels zoals ze worden verzonden, in ${currency}`,
  account: "Grootboekrekening, en waarom",
  debit: "Debet",
  credit: "Credit",
  sum: "Totaal",
};
