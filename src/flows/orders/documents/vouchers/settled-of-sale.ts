/**
 * What a sale's voucher was settled with, and whether that covers what is paid back of it: a refund
 * of money that never came in would take the account of the payment method below zero, and leave
 * the buyer owing it.
 */
import { orderKey } from "../../../../domain/ids.ts";
import { amount, dec, type Decimal, sum } from "../../../../domain/money.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { DocumentRecord, Original } from "../../../port.ts";
import { type OrderCase, standing } from "../../shared/case.ts";
import { reportToPerson, type StepReport } from "../../shared/run-report.ts";
import { settled } from "./money-side.ts";

/** Returns the vouchers of payments that are valid. */
export const payments = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  standing(documents, "voucher-payment");

/** Returns what these vouchers of payments settled. */
export const settledBy = (documents: readonly DocumentRecord[]): Decimal =>
  amount(sum(documents.map(({ voucher }) => voucher?.charged ?? "0")));

/**
 * Returns what a sale's voucher and its later payments were settled with, less what went back on
 * credits; `null`: it isn't known, or it is an item of the customer ledger. Pure.
 */
export function settledOfSale(
  { documents, refunded }: Pick<Original, "documents" | "refunded">,
  { voucher }: DocumentRecord,
): Decimal | null {
  if (voucher?.money === undefined || voucher.ledgerItem !== null) return null;
  const came = dec(voucher.money.settled).plus(settledBy(payments(documents)));
  return amount(came.minus(dec(refunded)));
}

/**
 * Checks that what was paid back of a credit since it was booked was paid in before. `null`: it
 * was, or a person says so.
 */
export async function notPaidIn({
  ports,
  order,
}: OrderCase): Promise<Result<StepReport | null, Failure>> {
  const id = order.creditsOrderId;
  const back = settled({ order, form: "voucher-credit" });
  if (id === null || back === null || ports.eventTypes.includes("retry-by-person")) return ok(null);
  const key = orderKey(id);
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const { documents, refunded, outcome } = locked.value;
  const sale = standing(documents, "voucher").at(-1);
  const paid = sale === undefined ? null : settledOfSale(locked.value, sale);
  if (sale === undefined || paid === null) return ok(null);
  // What the voucher left on the receivable though it was paid is matched in the ledger.
  const there = dec(paid).plus(dec(sale.voucher?.money?.received ?? "0"));
  if (there.gte(dec(back))) return ok(null);
  // It is being worked on: its payment may be booked in the same run.
  if (outcome === null) {
    const waits = await ports.waitFor(key, reason("credit-waits-for-original", { order: id }));
    return waits.ok
      ? ok({ outcome: waits.value.outcome, first: waits.value.reasons, also: [] })
      : waits;
  }
  return ok(
    reportToPerson([
      reason("refund-without-payment", {
        due: back,
        paid: amount(there.lt(0) ? 0 : there),
        number: sale.number ?? sale.id,
        refunded: dec(refunded).eq(0) ? null : refunded,
      }),
    ]),
  );
}
