/**
 * The ledger's chart of accounts; postings that aren't planned by article rows: a journal voucher,
 * which is its own posting, and a payment, from the receivable to the account that it arrived on;
 * and what documents booked, read when a person asks for it.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import type {
  Chart,
  Posting,
  PostingLine,
  PostingRole,
  ReadPosting,
} from "../../../domain/ledger/posting.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { Voucher } from "../../../domain/ledger/voucher.ts";
import type { NameEntry } from "../../../domain/ledger/names.ts";
import { z } from "zod";
import type { SendRead } from "../../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { invoiceById } from "../../../eaccounting/customer-invoices.ts";
import { readAll } from "../../../eaccounting/paging.ts";
import {
  fiscalYearIds,
  readVoucher,
  readVoucherLink,
  voucherById,
  type VoucherLink,
  type YearId,
  yearsToAsk,
} from "../../../eaccounting/voucher-reads.ts";

/** `home`: the ledger's currency, in which vouchers are written. */
export const voucherPosting = (voucher: Voucher, home: string, chart: Chart): Posting => ({
  currency: home,
  converted: false,
  date: voucher.date,
  lines: voucher.rows.map((row): PostingLine => {
    const code = chart.get(row.account)?.vat?.code ?? null;
    const why: readonly Reason[] =
      code === null ? [] : [reason("posting-by-chart", { account: String(row.account), code })];
    return {
      role: row.role,
      account: row.account,
      debit: row.debit,
      credit: row.credit,
      vatCode: code,
      lines: row.sourceLines,
      reasons: [...row.reasons, ...why],
    };
  }),
});

export type SentPayment = {
  /** Below zero: a refund. */
  readonly amount: Decimal;
  readonly currency: string;
  readonly date: string;
  /** It moves no money: the ledger rounds with it. */
  readonly isRounding: boolean;
};

/** `null`: the account isn't known, as the list of bank accounts wasn't read. */
type BankAccount = { readonly name: string; readonly account: number | null } | null;

export function paymentPosting(payment: SentPayment, bank: BankAccount, home: string): Posting {
  const paid = dec(payment.amount);
  const line = (
    role: PostingRole,
    number: number | null,
    figure: typeof paid,
    why: Reason,
  ): PostingLine => ({
    role,
    account: number,
    debit: figure.gt(0) ? amount(figure) : "0.00",
    credit: figure.lt(0) ? amount(figure.abs()) : "0.00",
    vatCode: null,
    lines: [],
    reasons: [why],
  });
  const ofMoney = (): PostingLine => {
    if (payment.isRounding)
      return line("rounding", null, paid, reason("posting-account-unknown", { part: "rounding" }));
    if (bank === null || bank.account === null)
      return line("bank", null, paid, reason("posting-account-unknown", { part: "bank" }));
    const { account, name } = bank;
    return line(
      "bank",
      account,
      paid,
      reason("posting-by-bank", { account: String(account), bank: name }),
    );
  };
  return {
    currency: payment.currency,
    converted: payment.currency !== home,
    date: payment.date,
    lines: [
      ofMoney(),
      line(
        "receivable",
        null,
        paid.times(-1),
        reason("posting-account-unknown", { part: "receivable" }),
      ),
    ],
  };
}

/** `entries`: each named by its number and its name, "3001 Sales". */
export const chartFrom = (entries: readonly NameEntry[]): Chart =>
  new Map(
    entries.map(({ id, name, vat }) => [
      Number(id),
      { name: name.startsWith(`${id} `) ? name.slice(id.length + 1) : name, vat: vat ?? null },
    ]),
  );

/** Documents read at once, and years searched for a voucher, at most. */
export const MAX_POSTINGS = 10;
const MAX_YEARS = 4;

export const askedPostings = z.object({
  postings: z
    .array(
      z.object({
        id: z.string().min(1),
        kind: z.enum(["invoice", "voucher"]),
        number: z.string().nullable(),
        /** For a voucher, where known. */
        date: z.string().nullable(),
      }),
    )
    .max(MAX_POSTINGS),
});

export type AskedPosting = z.infer<typeof askedPostings>["postings"][number];

export async function readPostings(
  send: SendRead,
  asked: readonly AskedPosting[],
): Promise<Result<readonly ReadPosting[], Failure>> {
  const years = await readAll(send, fiscalYearIds);
  if (!years.ok) return years;
  const found: ReadPosting[] = [];
  for (const one of asked) {
    const read = await readOne(send, one, years.value);
    if (!read.ok) return read;
    found.push(read.value);
  }
  return ok(found);
}

async function readOne(
  send: SendRead,
  { id, kind, number, date }: AskedPosting,
  years: readonly YearId[],
): Promise<Result<ReadPosting, Failure>> {
  const link: Result<VoucherLink | null, Failure> =
    kind === "voucher" ? ok({ number, date, voucherId: id, rate: null }) : await linkOf(send, id);
  if (!link.ok) return link;
  if (link.value === null) return ok({ id, number, voucher: "gone", rate: null });
  const { voucherId, rate } = link.value;
  const of = { id, number: link.value.number ?? number, rate };
  if (voucherId === null) return ok({ ...of, voucher: "none" });
  for (const year of yearsToAsk(years, link.value.date).slice(0, MAX_YEARS)) {
    const answer = await send(voucherById(year.id, voucherId));
    if (!answer.ok && answer.error.kind === "not-found") continue;
    if (!answer.ok) return answer;
    const voucher = readVoucher(answer.value);
    return voucher.ok ? ok({ ...of, voucher: voucher.value }) : voucher;
  }
  return ok({ ...of, voucher: "gone" });
}

/** `null`: the invoice doesn't exist any more. */
async function linkOf(send: SendRead, id: string): Promise<Result<VoucherLink | null, Failure>> {
  const answer = await send(invoiceById(id));
  if (answer.ok) return readVoucherLink(answer.value);
  return answer.error.kind === "not-found" ? ok(null) : answer;
}
