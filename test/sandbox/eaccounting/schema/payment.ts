// InvoicePaymentApi: what pays an invoice, or a part of it. PaymentDate is required: an earlier schema says so.
import {
  day,
  guid,
  integer,
  long,
  number,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";

const amount = { decimals: 2 };

export const paymentFields = {
  CompanyBankAccountId: required(guid()),
  PaymentDate: required(day()),
  PaymentAmount: required(number(amount)),
  PaymentCurrency: required(text()),
  PaymentType: required(integer({ minimum: 1, maximum: 4 })),
  Reference: text(100),
  DomesticPaymentAmount: number(amount),
  BankFeeAmount: number({ ...amount, minimum: 0, maximum: 1e9 }),
  FactoringFeeAmount: number(amount),
  FactoringFeeAccountNumber: long(),
  BankTransactionId: readonly(guid()),
} satisfies Fields;
