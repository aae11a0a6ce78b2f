// OrderApi and its rows. Money fields are writable in the vendor's schema and worked out all the same. OrderDate is
// required: every version of the schema but one says so.
import {
  computed,
  day,
  flag,
  guid,
  instant,
  integer,
  list,
  listOf,
  maybe,
  number,
  object,
  readonly,
  required,
  text,
} from "./fields.ts";

const money = computed(number());

export const margin = computed(object({ Amount: maybe(number()), Percentage: maybe(number()) }));

/** Nothing here works it out. */
export const NO_MARGIN = { Amount: null, Percentage: null };

export const personFields = { Id: readonly(guid()), Ssn: text(50), Amount: number() };

export const orderRowFields = {
  Id: readonly(guid()),
  LineNumber: required(integer({ minimum: 0, maximum: 1000 })),
  IsTextRow: required(flag()),
  IsWorkCost: required(flag()),
  EligibleForReverseChargeOnVat: required(flag()),
  ArticleId: guid(),
  ArticleNumber: text(40),
  Text: text(2000),
  Quantity: number({ decimals: 4 }),
  DeliveredQuantity: number({ decimals: 2 }),
  // How many decimals depends on customer and currency.
  UnitPrice: number({ minimum: 0 }),
  DiscountPercentage: number({ minimum: 0, maximum: 1, decimals: 4 }),
  Amount: money,
  VatRate: readonly(maybe(number())),
  UnitId: readonly(guid()),
  IsServiceArticle: readonly(flag()),
  IsDiscountInFixedAmount: readonly(flag()),
  DiscountFixedAmount: readonly(maybe(number())),
  WorkCostType: integer({
    values: [
      0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
    ],
  }),
  WorkHours: maybe(number()),
  MaterialCosts: maybe(number()),
  GreenTechnologyType: integer({ minimum: 0, maximum: 3 }),
  CostCenterItemId1: guid(),
  CostCenterItemId2: guid(),
  CostCenterItemId3: guid(),
  ProjectId: guid(),
  ContributionMargin: margin,
  PurchasePrice: readonly(number()),
  FreightCosts: readonly(number()),
};

/** Left empty, these are filled from the customer. */
export const addressFields = {
  InvoiceCustomerName: text(50),
  InvoiceAddress1: text(50),
  InvoiceAddress2: text(50),
  InvoicePostalCode: text(10),
  InvoiceCity: text(),
  InvoiceCountryCode: text(2),
  DeliveryCustomerName: text(100),
  DeliveryAddress1: text(50),
  DeliveryAddress2: text(50),
  DeliveryPostalCode: text(10),
  DeliveryCity: text(50),
  DeliveryCountryCode: text(2),
};

export const orderFields = {
  Id: readonly(guid()),
  Number: readonly(maybe(integer())),
  Status: required(integer({ minimum: 1, maximum: 4 })),
  CustomerId: required(guid()),
  CustomerNumber: readonly(text()),
  CustomerName: readonly(text()),
  CustomerIsPrivatePerson: readonly(flag()),
  IncludesVat: readonly(flag()),
  CurrencyCode: required(text(3)),
  OrderDate: required(day()),
  DeliveryDate: day(),
  ShippedDateTime: day(),
  EuThirdParty: required(flag()),
  ReverseChargeOnConstructionServices: required(flag()),
  RotReducedInvoicingType: required(integer({ minimum: 0, maximum: 2 })),
  Amount: money,
  VatAmount: money,
  RoundingsAmount: money,
  DeliveredAmount: money,
  DeliveredVatAmount: money,
  DeliveredRoundingsAmount: money,
  ...addressFields,
  YourReference: text(100),
  OurReference: text(100),
  BuyersOrderReference: text(35),
  DeliveryMethodId: readonly(guid()),
  DeliveryMethodName: text(50),
  DeliveryMethodCode: text(20),
  DeliveryTermId: readonly(guid()),
  DeliveryTermName: text(50),
  DeliveryTermCode: text(20),
  TermsOfPaymentId: guid(),
  Rows: list(orderRowFields),
  Persons: list(personFields),
  HouseWorkAmount: number(),
  HouseWorkAutomaticDistribution: flag(),
  HouseWorkCorporateIdentityNumber: text(20),
  HouseWorkPropertyName: text(100),
  RotPropertyType: maybe(integer({ minimum: 1, maximum: 2 })),
  MaxAllowedTaxReductionAmount: readonly(number()),
  RotReducedInvoicingPercent: readonly(number()),
  UsesGreenTechnology: flag(),
  ContributionMargin: margin,
  IsNotDelivered: readonly(flag()),
  CreatedFromQuoteId: readonly(guid()),
  BackgroundId: readonly(guid()),
  SalesDocumentAttachments: readonly(listOf("guid")),
  MessageThreads: readonly(listOf("guid")),
  Notes: readonly(listOf("guid")),
  CreatedUtc: readonly(instant()),
  ModifiedUtc: readonly(instant()),
};

export const orderConversionFields = { WorkHouseOtherCosts: maybe(number()) };
