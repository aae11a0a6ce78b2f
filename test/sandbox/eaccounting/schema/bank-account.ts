// BankAccountApi.
import {
  computed,
  flag,
  guid,
  instant,
  integer,
  long,
  maybe,
  object,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";

export const bankAccountFields = {
  Id: readonly(guid()),
  BankAccountType: required(integer({ minimum: 1, maximum: 7 })),
  BankAccountTypeDescription: readonly(text()),
  Name: required(text(200)),
  NameEnglish: text(200),
  LedgerAccountNumber: required(long()),
  Bank: guid(),
  Bban: text(35),
  Iban: text(35),
  IsActive: flag(),
  HasActiveBankAgreement: flag(),
  IsDefaultChequeAccount: flag(),
  BankAccountHolderName: text(),
  CurrencyCode: readonly(text(3)),
  Balance: computed(object({})),
  IsEnabledDirectDebit: readonly(maybe(flag())),
  DirectDebitCreditorId: readonly(text()),
  DirectDebitBatchBooking: readonly(maybe(flag())),
  DirectDebitSendDirectlyToBank: readonly(maybe(flag())),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;

export const bankFields = { Id: guid(), Name: text() } satisfies Fields;
