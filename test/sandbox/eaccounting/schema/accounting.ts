// Accounts, balances, VAT codes, fiscal years, projects and cost centres.
import {
  computed,
  day,
  flag,
  guid,
  instant,
  integer,
  list,
  long,
  maybe,
  number,
  object,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";

export const accountFields = {
  Number: required(text()),
  Name: required(text(100)),
  FiscalYearId: required(guid()),
  IsActive: required(flag()),
  VatCodeId: guid(),
  VatCodeDescription: readonly(text()),
  AllowTransactionText: flag(),
  IsFirstCostCenterMandatory: flag(),
  IsProjectAllowed: flag(),
  IsCostCenterAllowed: flag(),
  IsBlockedForManualBooking: flag(),
  ReferenceCode: readonly(text()),
  Type: readonly(integer()),
  TypeDescription: readonly(text()),
  Description: readonly(text()),
  CreatedUtc: readonly(instant()),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;

export const balanceFields = {
  AccountNumber: integer(),
  AccountName: text(),
  Balance: number(),
  AccountType: integer(),
  AccountTypeDescription: text(),
} satisfies Fields;

const related = {
  AccountNumber1: maybe(integer()),
  AccountNumber2: maybe(integer()),
  AccountNumber3: maybe(integer()),
};

export const vatCodeFields = {
  Id: guid(),
  Code: text(),
  Description: text(),
  VatRate: number(),
  OssCodeType: integer(),
  RelatedAccounts: object(related),
} satisfies Fields;

export const vatCodeRateFields = {
  ...vatCodeFields,
  VatRate: number(),
  VatRates: list({ VatRateDate: day(), VatRate: number() }),
} satisfies Fields;

export const fiscalYearFields = {
  Id: readonly(guid()),
  StartDate: required(day()),
  EndDate: required(day()),
  IsLockedForAccounting: readonly(flag()),
  BookkeepingMethod: readonly(integer()),
} satisfies Fields;

export const fiscalYearUpdateFields = { IsLockedForAccounting: flag() } satisfies Fields;

export const openingBalanceFields = {
  Number: integer(),
  Name: text(),
  Balance: number(),
} satisfies Fields;

export const openingBalanceUpdateFields = {
  AccountNumber: required(long()),
  Balance: number({ decimals: 2 }),
} satisfies Fields;

export const projectFields = {
  Id: readonly(guid()),
  Number: required(text(9)),
  Name: required(text(200)),
  StartDate: required(day()),
  EndDate: day(),
  CustomerId: guid(),
  CustomerName: readonly(text()),
  Notes: text(500),
  Status: required(integer({ minimum: 1, maximum: 2 })),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;

export const costCenterItemFields = {
  Id: readonly(guid()),
  CostCenterId: required(guid()),
  Name: required(text(50)),
  ShortName: required(text(9)),
  IsActive: required(flag()),
  CreatedUtc: readonly(instant()),
} satisfies Fields;

export const costCenterFields = {
  Id: readonly(guid()),
  Number: readonly(integer()),
  Name: required(text(20)),
  IsActive: flag(),
  Items: computed(list({})),
} satisfies Fields;

export const lockSettingsFields = {
  AccountingLockedAsOf: object({ Year: integer(), Month: integer({ minimum: 1, maximum: 12 }) }),
  AccountingLockInterval: integer({ minimum: 0, maximum: 4 }),
  TaxDeclarationDate: object({ Month: integer(), Day: integer() }),
} satisfies Fields;
