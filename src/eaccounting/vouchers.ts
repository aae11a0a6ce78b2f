/**
 * Journal vouchers (`/vouchers`; scope ea:accounting) and items of the customer ledger with their
 * voucher (`/customerledgeritems`; scope ea:sales): one POST each, which books at once. Neither can
 * be changed or deleted.
 *
 * `useAutomaticVatCalculation` is always off: the rows are ours. The accounts' own VAT codes stay
 * on (the vendor's default), as the VAT return is made from them. The vendor uses our series only
 * with `useDefaultVoucherSeries` off.
 */
import { z } from "zod";
import { MAPPED_DIMENSIONS, type MappedValues } from "../domain/ledger/mapped.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type {
  AnsweredVoucher,
  AnsweredVoucherRow,
  BookableVoucher,
  LedgerItem,
  Voucher,
} from "../domain/ledger/voucher.ts";
import { jsonNumber, knownFields, text } from "./body.ts";
import { findWith, isDerivedVoucher } from "./documents.ts";
import { type Page, readPage } from "./paging.ts";
import type { CustomerLedgerItemWithVoucherApi, VoucherApi } from "./published.ts";
import { afterWrite, guid, money, optionalText, readBody, request } from "./request.ts";
import { vatCodeOf } from "./named-lists.ts";
import { fiscalYearIds, yearsToAsk } from "./voucher-reads.ts";

/** The vendor's limits, in UTF-16 units. */
export const MAX_VOUCHER_TEXT = 1000;
export const MAX_ROW_TEXT = 60;

const flags = (voucher: Pick<Voucher, "series">): Record<string, string> => ({
  useAutomaticVatCalculation: "false",
  useDefaultVatCodes: "true",
  useDefaultVoucherSeries: voucher.series === null ? "true" : "false",
});

export const createVoucher = (voucher: BookableVoucher): VendorRequest =>
  request("POST", "/vouchers", "vouchers", { query: flags(voucher), body: voucherBody(voucher) });

/** `number` is ours, reserved before; the vendor refuses one that an invoice has. */
export function createLedgerItem(
  voucher: Voucher,
  item: LedgerItem,
  number: number,
): VendorRequest {
  const body: CustomerLedgerItemWithVoucherApi = {
    CustomerId: item.customerId,
    CurrencyCode: text("CurrencyCode", item.currency, 3),
    CurrencyRate: item.rate === null ? null : Number(item.rate),
    CurrencyRateUnit: item.rate === null ? null : 1,
    InvoiceNumber: number,
    InvoiceDate: voucher.date,
    DueDate: item.dueDate,
    IsCreditInvoice: item.isCredit,
    PaymentReferenceNumber: text("PaymentReferenceNumber", item.reference, 50),
    TotalAmountInvoiceCurrency: jsonNumber("TotalAmountInvoiceCurrency", item.total, 2),
    RemainingAmountInvoiceCurrency: jsonNumber("RemainingAmountInvoiceCurrency", item.total, 2),
    VATAmountInvoiceCurrency: jsonNumber("VATAmountInvoiceCurrency", item.vat, 2),
    RoundingsAmountInvoiceCurrency: 0,
    Voucher: voucherBody(voucher),
  };
  return request(
    "POST",
    "/customerledgeritems/customerledgeritemswithvoucher",
    "customer-ledger-items",
    { query: flags(voucher), body: knownFields(body) },
  );
}

function voucherBody(voucher: BookableVoucher): VoucherApi {
  const body: VoucherApi = {
    VoucherDate: voucher.date,
    VoucherText: text("VoucherText", voucher.text, MAX_VOUCHER_TEXT),
    NumberSeries: voucher.series,
    Rows: voucher.rows.map((row) => ({
      AccountNumber: row.account,
      DebitAmount: jsonNumber("DebitAmount", row.debit, 2),
      CreditAmount: jsonNumber("CreditAmount", row.credit, 2),
      TransactionText: text("TransactionText", row.text, MAX_ROW_TEXT),
      ...row.mapped,
    })),
  };
  return knownFields(body);
}

const rowSchema = z
  .looseObject({
    AccountNumber: z.int(),
    DebitAmount: money.nullish(),
    CreditAmount: money.nullish(),
  })
  .transform((row): AnsweredVoucherRow => ({
    account: row.AccountNumber,
    debit: row.DebitAmount ?? "0.00",
    credit: row.CreditAmount ?? "0.00",
    ...dimensionsOf(row),
  }));

/** Which of its rows count in the VAT return, and what made it. */
const natureSchema = z.looseObject({
  VoucherType: z.int().nullish(),
  Rows: z.array(z.looseObject({ AccountNumber: z.int(), VatCodeId: z.string().nullish() })),
});

function natureOf(raw: unknown): Pick<AnsweredVoucher, "vatCodes" | "isDerived"> {
  const read = natureSchema.safeParse(raw);
  if (!read.success) return {};
  const { VoucherType: type, Rows: rows } = read.data;
  return {
    ...(rows.some((row) => "VatCodeId" in row)
      ? {
          vatCodes: rows.map((row) => ({
            account: row.AccountNumber,
            code: vatCodeOf(row.VatCodeId),
          })),
        }
      : {}),
    ...(type == null ? {} : { isDerived: isDerivedVoucher(type) }),
  };
}

function dimensionsOf(row: Readonly<Record<string, unknown>>): { readonly mapped?: MappedValues } {
  const found = MAPPED_DIMENSIONS.flatMap((name) =>
    typeof row[name] === "string" && row[name] !== "" ? [[name, row[name]] as const] : [],
  );
  return found.length === 0 ? {} : { mapped: Object.fromEntries(found) };
}

const readVoucherSchema = z
  .looseObject({
    Id: guid,
    NumberAndNumberSeries: optionalText,
    VoucherDate: z.string().min(10),
    VoucherText: optionalText,
    Rows: z.array(rowSchema),
    CreatedUtc: optionalText,
  })
  .transform((voucher): AnsweredVoucher => ({
    id: voucher.Id,
    number: voucher.NumberAndNumberSeries,
    date: voucher.VoucherDate.slice(0, 10),
    text: voucher.VoucherText ?? "",
    rows: voucher.Rows,
    createdUtc: voucher.CreatedUtc,
  }));

/** The rows are read twice: for what they book, and for what the ledger makes of them. */
const voucherSchema = z.unknown().transform((raw, context): AnsweredVoucher => {
  const read = readVoucherSchema.safeParse(raw);
  if (read.success) return { ...read.data, ...natureOf(raw) };
  for (const issue of read.error.issues)
    context.addIssue({ code: "custom", path: issue.path, message: issue.message });
  return z.NEVER;
});

/** Reads a POST's voucher. It is booked even if unreadable, and must then be looked up. */
export const readWrittenVoucher = (answer: VendorAnswer): Result<AnsweredVoucher, Failure> =>
  afterWrite(readBody(voucherSchema, answer));

/** Requests a voucher right after booking, as lists may lag. Of the capability that books it. */
export const bookedVoucher = (fiscalYearId: string, id: string): VendorRequest =>
  request("GET", "/vouchers/{fiscalyearId}/{voucherId}", "vouchers", {
    ids: { fiscalyearId: fiscalYearId, voucherId: id },
  });

export const readBookedVoucher = (answer: VendorAnswer): Result<AnsweredVoucher, Failure> =>
  readBody(voucherSchema, answer);

type AnsweredLedgerItem = {
  readonly number: number;
  readonly voucherId: string;
  readonly customerId: string;
  readonly total: string;
  /** `null`: the answer doesn't name it. */
  readonly id: string | null;
};

const itemSchema = z
  .looseObject({
    InvoiceNumber: z.int(),
    VoucherId: guid,
    CustomerId: guid,
    TotalAmountInvoiceCurrency: money,
    Id: guid.nullish().catch(null),
  })
  .transform((item): AnsweredLedgerItem => ({
    number: item.InvoiceNumber,
    voucherId: item.VoucherId,
    customerId: item.CustomerId,
    total: item.TotalAmountInvoiceCurrency,
    id: item.Id ?? null,
  }));

/** Reads the item from its POST's answer, which names its voucher by id alone. */
export const readWrittenItem = (answer: VendorAnswer): Result<AnsweredLedgerItem, Failure> =>
  afterWrite(readBody(itemSchema, answer));

/** A listed voucher. `voucher`: `null` where the list leaves the rows out (assumption E175). */
type ListedVoucher = {
  readonly id: string;
  readonly date: string;
  readonly text: string;
  readonly voucher: AnsweredVoucher | null;
};

const headSchema = z.looseObject({
  Id: guid,
  VoucherDate: z.string().min(10),
  VoucherText: optionalText,
  Rows: z.unknown(),
});

const listedSchema = z.unknown().transform((raw, context): ListedVoucher => {
  const head = headSchema.safeParse(raw);
  const isWhole = !head.success || head.data.Rows != null;
  const whole = isWhole ? voucherSchema.safeParse(raw) : null;
  for (const { path, message } of whole?.error?.issues ?? [])
    context.addIssue({ code: "custom", path, message });
  if (!head.success) return z.NEVER;
  const { Id: id, VoucherDate: date, VoucherText: said } = head.data;
  return { id, date: date.slice(0, 10), text: said ?? "", voucher: whole?.data ?? null };
});

const readVouchers = (answer: VendorAnswer): Result<Page<ListedVoucher>, Failure> =>
  readPage(listedSchema, answer);

/** Reads it alone, in the year of its day. */
async function wholeVoucher(
  send: SendRead,
  voucher: Pick<ListedVoucher, "id" | "date">,
): Promise<Result<AnsweredVoucher, Failure>> {
  const answer = await voucherInYear(send, voucher);
  return answer.ok ? readBookedVoucher(answer.value) : answer;
}

/**
 * Asks for a voucher in the fiscal year of its day, as the vendor has no read by id alone; without
 * a day, or outside all years, in each of them, newest first.
 */
export async function voucherInYear(
  send: SendRead,
  { id, date }: Pick<ListedVoucher, "id" | "date">,
): Promise<Result<VendorAnswer, Failure>> {
  const listed = await send(fiscalYearIds.pageAt(1));
  const years = listed.ok ? fiscalYearIds.read(listed.value) : listed;
  if (!years.ok) return years;
  let last: Result<VendorAnswer, Failure> = ok(NOWHERE);
  for (const year of yearsToAsk(years.value.items, date)) {
    last = await send(bookedVoucher(year.id, id));
    if (last.ok || last.error.kind !== "not-found") return last;
  }
  return last;
}

/**
 * Reads a voucher alone, as lists may lag; `null`: the ledger doesn't have it any more. Where the
 * year of its day doesn't have it, every year is asked: a person may have changed its day.
 */
export async function readVoucher(
  send: SendRead,
  { id, date }: Pick<ListedVoucher, "id" | "date">,
): Promise<Result<AnsweredVoucher | null, Failure>> {
  for (const day of [date, ""]) {
    const read = await wholeVoucher(send, { id, date: day });
    if (read.ok || read.error.kind !== "not-found") return read;
  }
  return ok(null);
}

/** A voucher whose day is in no fiscal year can't be read. */
const NOWHERE: VendorAnswer = { status: 200, headers: {}, body: null, isJson: true };

/**
 * Finds every voucher whose text matches, with its rows. `part`, `matches`, `since`: as in a search
 * for documents.
 */
export async function findVouchers(
  send: SendRead,
  search: {
    readonly part: string;
    readonly matches: (text: string) => boolean;
    readonly since: number;
    readonly scanOnly?: boolean;
  },
): Promise<Result<readonly AnsweredVoucher[], Failure>> {
  const found = await findWith(send, { ...search, kind: "voucher", fields: [] }, readVouchers);
  if (!found.ok) return found;
  const vouchers: AnsweredVoucher[] = [];
  for (const one of found.value.items.filter(({ text: said }) => search.matches(said))) {
    const whole = one.voucher === null ? await wholeVoucher(send, one) : ok(one.voucher);
    if (!whole.ok) return whole;
    vouchers.push(whole.value);
  }
  return ok(vouchers);
}
