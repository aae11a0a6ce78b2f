/**
 * Reads the voucher that a booked document made: `VoucherId` of an invoice (documented), in the
 * fiscal year of its day. Read on a person's request, without the voucher's texts, which name
 * people. Part of the capability of the accounting lists, so that a sign-in without that scope
 * stops no booking.
 */
import { z } from "zod";
import type { ReadLine, ReadVoucher } from "../domain/ledger/posting.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { table } from "./paging.ts";
import { figure, guid, money, optionalGuid, optionalText, readBody, request } from "./request.ts";

const linkSchema = z
  .looseObject({
    Id: guid,
    InvoiceNumber: z.int().nullish(),
    InvoiceDate: optionalText,
    VoucherId: optionalGuid,
    CurrencyRate: figure.nullish(),
  })
  .transform((invoice) => ({
    number: invoice.InvoiceNumber == null ? null : String(invoice.InvoiceNumber),
    date: invoice.InvoiceDate?.slice(0, 10) ?? null,
    voucherId: invoice.VoucherId === NO_VOUCHER ? null : invoice.VoucherId,
    rate: invoice.CurrencyRate ?? null,
  }));

/** The `VoucherId` of an invoice in a year under the cash method. */
const NO_VOUCHER = "00000000-0000-0000-0000-000000000000";

export type VoucherLink = z.output<typeof linkSchema>;

export const readVoucherLink = (answer: VendorAnswer): Result<VoucherLink, Failure> =>
  readBody(linkSchema, answer);

const yearSchema = z
  .looseObject({ Id: guid, StartDate: z.string().min(10), EndDate: z.string().min(10) })
  .transform((year) => ({
    id: year.Id,
    start: year.StartDate.slice(0, 10),
    end: year.EndDate.slice(0, 10),
  }));

export type YearId = z.output<typeof yearSchema>;

export const fiscalYearIds = table("/fiscalyears", "reference-data", yearSchema, "StartDate desc");

export const voucherById = (fiscalYearId: string, id: string): VendorRequest =>
  request("GET", "/vouchers/{fiscalyearId}/{voucherId}", "accounting-lists", {
    ids: { fiscalyearId: fiscalYearId, voucherId: id },
  });

const lineSchema = z
  .looseObject({
    AccountNumber: z.int(),
    AccountDescription: optionalText,
    DebitAmount: money.nullish(),
    CreditAmount: money.nullish(),
    VatCodeId: optionalGuid,
    VatCodeAndPercent: optionalText,
  })
  .transform((row): ReadLine => ({
    account: row.AccountNumber,
    name: row.AccountDescription,
    debit: row.DebitAmount ?? "0.00",
    credit: row.CreditAmount ?? "0.00",
    vatCodeId: row.VatCodeId,
    vatCode: row.VatCodeAndPercent,
  }));

const voucherSchema = z
  .looseObject({
    NumberAndNumberSeries: optionalText,
    VoucherDate: z.string().min(10),
    Rows: z.array(lineSchema),
  })
  .transform((voucher): ReadVoucher => ({
    number: voucher.NumberAndNumberSeries,
    date: voucher.VoucherDate.slice(0, 10),
    lines: voucher.Rows,
  }));

export const readVoucher = (answer: VendorAnswer): Result<ReadVoucher, Failure> =>
  readBody(voucherSchema, answer);

/** Returns the year of a day; without a day, or outside all years, each of them, newest first. */
export const yearsToAsk = (years: readonly YearId[], day: string | null): readonly YearId[] => {
  const ofDay = years.filter(({ start, end }) => day !== null && start <= day && day <= end);
  return ofDay.length > 0 ? ofDay : years;
};
