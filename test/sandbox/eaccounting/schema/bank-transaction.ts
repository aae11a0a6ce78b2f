// BankTransactionApi as an answer.
import { day, flag, guid, list, number, text, type Fields } from "./fields.ts";

export const bankTransactionFields = {
  Id: guid(),
  TransactionDate: day(),
  IsReconciled: flag(),
  Reference: text(),
  OriginalAmount: number(),
  OriginalCurrency: text(),
  ChargeAmount: number(),
  ChargeCurrency: text(),
  TransactionAmount: number(),
  TransactionAmountCurrency: text(),
  Rows: list({
    PaymentVoucherId: guid(),
    PaymentVoucherNumber: text(),
    AmountTransactionCurrency: number(),
    Number: text(),
    Name: text(),
    Reference: text(),
    Source: text(),
    SourceId: guid(),
    VoucherId: guid(),
  }),
} satisfies Fields;
