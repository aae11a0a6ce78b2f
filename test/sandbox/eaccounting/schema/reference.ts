// The small tables: units, terms, methods, codings, countries, currencies.
import {
  flag,
  guid,
  instant,
  integer,
  maybe,
  number,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";

export const unitFields = {
  Id: guid(),
  Name: text(),
  Code: text(),
  Abbreviation: text(),
  AbbreviationEnglish: text(),
} satisfies Fields;

export const termsOfPaymentFields = {
  Id: guid(),
  Name: text(),
  NameEnglish: text(),
  NumberOfDays: integer(),
  TermsOfPaymentTypeId: integer(),
  TermsOfPaymentTypeText: text(),
  AvailableForSales: flag(),
  AvailableForPurchase: flag(),
} satisfies Fields;

export const deliveryMethodFields = {
  Id: readonly(guid()),
  Name: required(text(100)),
  NameEnglish: text(200),
  Code: text(20),
} satisfies Fields;

export const deliveryTermFields = {
  ...deliveryMethodFields,
  Editable: flag(true),
} satisfies Fields;

/** Of a supplier what is chosen by; the vendor tells much more. */
export const supplierFields = {
  Id: readonly(guid()),
  SupplierNumber: text(16),
  Name: required(text(50)),
  TermsOfPaymentId: required(guid()),
  IsActive: flag(true),
} satisfies Fields;

/** A file that documents are printed on. */
export const backgroundFields = {
  Id: readonly(guid()),
  Name: text(),
  NameWithoutExtension: text(),
} satisfies Fields;

const account = (): ReturnType<typeof maybe> => maybe(integer());

export const codingFields = {
  Id: guid(),
  Name: text(),
  NameEnglish: text(),
  Type: text(),
  VatRate: text(),
  VatRatePercent: number(),
  IsActive: flag(),
  DomesticSalesSubjectToVatAccountNumber: account(),
  DomesticSalesVatExemptAccountNumber: account(),
  DomesticSalesVatCodeExemptAccountNumber: account(),
  DomesticSalesSubjectToReversedConstructionVatAccountNumber: account(),
  ForeignSalesSubjectToVatWithinEuAccountNumber: account(),
  ForeignSalesVatExemptWithinEuAccountNumber: account(),
  ForeignSalesVatExemptOutsideEuAccountNumber: account(),
  ForeignSalesSubjectToThirdPartySalesAccountNumber: account(),
  ForeignSalesSubjectToMossAccountNumber: account(),
  ChangedUtc: instant(),
} satisfies Fields;

export const countryFields = {
  Id: guid(),
  Code: text(2),
  Name: text(),
  NameEnglish: text(),
  IsEuMember: flag(),
} satisfies Fields;
export const currencyFields = { Id: guid(), Code: text(3) } satisfies Fields;
