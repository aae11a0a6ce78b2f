// VoucherApi as an answer.
import { day, guid, instant, integer, list, maybe, number, text, type Fields } from "./fields.ts";

export const voucherFields = {
  Id: guid(),
  NumberAndNumberSeries: text(),
  NumberSeries: text(),
  VoucherDate: day(),
  VoucherText: text(1000),
  VoucherType: integer(),
  SourceId: guid(),
  Rows: list({
    AccountNumber: integer(),
    AccountDescription: text(),
    DebitAmount: number(),
    CreditAmount: number(),
    TransactionText: text(60),
    ProjectId: guid(),
    VatCodeId: guid(),
    VatAmount: maybe(number()),
  }),
  CreatedUtc: instant(),
  ModifiedUtc: instant(),
} satisfies Fields;
