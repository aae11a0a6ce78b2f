/** A planned voucher on its order's page. */
import type { Translated } from "../words.ts";

export const en = {
  date: "Voucher of",
  text: "Text",
  series: "Series",
  ownSeries: "eAccounting's own",
  charged: "Charged",
  item: "Item of the customer ledger",
  due: (amount: string, day: string) => `${amount}, due ${day}`,
  label: "Planned rows of the voucher",
  caption: (currency: string) => `Rows as they are sent, in ${currency}`,
  account: "Account, and why",
  debit: "Debit",
  credit: "Credit",
  sum: "Sum",
};

export type VoucherWords = Translated<typeof en>;
