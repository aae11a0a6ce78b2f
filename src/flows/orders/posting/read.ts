/**
 * Reads from the ledger what an order's documents booked, when a person asks for it. An invoice
 * names its voucher; a journal voucher is one itself.
 */
import { z } from "zod";
import type { Failure } from "../../../domain/vendors/failure.ts";
import type { ReadPosting } from "../../../domain/ledger/posting.ts";
import type { SendRead } from "../../../domain/vendors/request.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById } from "../../../eaccounting/customer-invoices.ts";
import { readAll } from "../../../eaccounting/paging.ts";
import {
  fiscalYearIds,
  readVoucher,
  readVoucherLink,
  readYearIds,
  voucherById,
  type VoucherLink,
  type YearId,
  yearsToAsk,
} from "../../../eaccounting/voucher-reads.ts";

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
  const years = await readAll(send, fiscalYearIds, readYearIds);
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
