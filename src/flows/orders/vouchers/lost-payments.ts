/**
 * Payments of vouchers that memory lacks: looked for in the ledger by their markers before anything
 * is paid, and read before they count.
 */
import type { Failure } from "../../../domain/failure.ts";
import { amount, dec, type Decimal, round, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord, JournalEntry } from "../../port.ts";
import type { OrderCase } from "../case.ts";
import { nextVoucher } from "../identity.ts";
import { ownVoucher, vouchersWith } from "./own-voucher.ts";

/** Closed without an answer: whether it came through was for a person to find out. */
export const isAsked = ({ role, kind, state, refused }: JournalEntry): boolean =>
  role === "voucher-payment" && kind === "voucher.create" && state === "rejected" && !refused;

export const paymentRecord = (
  n: number,
  { id, number }: { readonly id: string; readonly number: string | null },
  charged: Decimal,
  currency: string,
  seen: "compared" | null,
): DocumentRecord => ({
  role: "voucher-payment",
  n,
  id,
  number,
  state: "live",
  sourceHash: seen,
  ownedHash: null,
  voucher: { charged, currency, rate: null, ledgerItem: null },
});

const MOST_LOST = 9;

/** Payments that the ledger has and memory doesn't, by the markers that they would bear. */
export async function lostPayments(
  order: OrderCase,
  known: readonly DocumentRecord[],
): Promise<Result<readonly DocumentRecord[], Failure>> {
  const { ports } = order;
  const found: DocumentRecord[] = [];
  const last = Math.max(MOST_LOST, ...ports.journal.filter(isAsked).map(({ n }) => n));
  for (let n = 1; n <= last; n += 1) {
    if (
      known.some((one) => one.n === n) ||
      ports.documents.some((one) => one.role === "voucher-payment" && one.n === n)
    )
      continue;
    const seen = await vouchersWith(
      order,
      await nextVoucher(ports, order.order, "voucher-payment", n),
    );
    if (!seen.ok) return seen;
    const [one] = seen.value;
    if (one === undefined) {
      // Each was made after the one before it: where the journal names none further, there is none.
      if (!ports.journal.some((entry) => entry.role === "voucher-payment" && entry.n > n)) break;
      continue;
    }
    const moved = sum(one.rows.map(({ debit }) => debit));
    const rate = liveRate(order);
    found.push(
      paymentRecord(
        n,
        one,
        amount(rate === null ? moved : round(moved.div(rate))),
        order.order.currency,
        "compared",
      ),
    );
  }
  return ok(found);
}

const liveRate = ({ ports }: OrderCase): Decimal | null =>
  ports.documents.find(
    ({ role, state }) => (role === "voucher" || role === "voucher-credit") && state === "live",
  )?.voucher?.rate?.rate ?? null;

/** One whose answer was lost and that was found by its marker is read before it counts. */
export async function compared(
  order: OrderCase,
  documents: readonly DocumentRecord[],
): Promise<Result<readonly Reason[], Failure>> {
  const reasons: Reason[] = [];
  for (const document of documents) {
    const charged = document.voucher?.charged;
    if (document.sourceHash !== null || charged === undefined) continue;
    const booked = await ownVoucher(
      order,
      await nextVoucher(order.ports, order.order, "voucher-payment", document.n),
      document.id,
    );
    if (!booked.ok) return booked;
    const moved =
      booked.value === null ? "0.00" : amount(sum(booked.value.rows.map(({ debit }) => debit)));
    const wanted = amount(round(dec(charged).times(liveRate(order) ?? "1")));
    // Parts of a payment, and credits, are converted with those before them: a few cents either way.
    if (
      dec(moved)
        .minus(dec(wanted))
        .abs()
        .lte(liveRate(order) === null ? "0" : "0.04")
    )
      order.ports.saveDocument({ ...document, sourceHash: "compared" });
    else
      reasons.push(reason("voucher-differs", { field: "total", planned: wanted, booked: moved }));
  }
  return ok(reasons);
}
