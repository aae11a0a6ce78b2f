// CustomerLedgerItemApi, and the same with its voucher. The dates are required: an earlier schema says so.
import {
  day,
  flag,
  guid,
  instant,
  integer,
  number,
  object,
  readonly,
  required,
  text,
  type Fields,
} from "./fields.ts";
import { voucherFields } from "./voucher.ts";

const amount = { minimum: -99_999_999.99, maximum: 99_999_999.99, decimals: 2 };

const common = {
  Id: readonly(guid()),
  CustomerId: required(guid()),
  CurrencyCode: required(text(3)),
  CurrencyRate: number({ minimum: 0 }),
  CurrencyRateUnit: integer({ minimum: 0 }),
  InvoiceNumber: required(integer({ minimum: 1, maximum: 2_147_483_647 })),
  InvoiceDate: required(day()),
  DueDate: required(day()),
  IsCreditInvoice: required(flag()),
  PaymentReferenceNumber: text(50),
  TotalAmountInvoiceCurrency: required(number(amount)),
  RemainingAmountInvoiceCurrency: required(number(amount)),
  RoundingsAmountInvoiceCurrency: number({ decimals: 2 }),
  VATAmountInvoiceCurrency: number({ decimals: 2 }),
  ModifiedUtc: readonly(instant()),
} satisfies Fields;

export const ledgerItemFields = { ...common, VoucherId: required(guid()) } satisfies Fields;

export const ledgerItemWithVoucherFields = {
  ...common,
  Voucher: required(object(voucherFields)),
} satisfies Fields;
