/**
 * What we know to have registered in the ledger: of refunds, which are below zero there, as a
 * positive figure. Pure.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { DocumentRecord, JournalEntry } from "../../port.ts";

/**
 * What one order's documents and journal paid back of a sale: on credits by payments, in vouchers
 * of credits by their own rows, and by vouchers of their payments.
 */
export function paidBackBy(
  journal: readonly JournalEntry[],
  documents: readonly DocumentRecord[],
): Decimal {
  const live = documents.filter(({ state }) => state === "live");
  if (!live.some(({ role }) => role === "voucher-credit")) return registered(journal, "refund");
  const vouchers = live.flatMap(({ role, voucher }) =>
    role === "voucher-credit"
      ? [voucher?.money?.settled ?? "0"]
      : role === "voucher-payment"
        ? [voucher?.charged ?? "0"]
        : [],
  );
  return amount(
    dec(registered(journal, "refund")).plus(sum(vouchers.map((one) => dec(one).abs()))),
  );
}

export function registered(journal: readonly JournalEntry[], role: "payment" | "refund"): Decimal {
  const done = journal.filter(
    (entry) =>
      entry.kind === "payment.create" &&
      entry.role === role &&
      (entry.state === "done" || entry.state === "compared"),
  );
  return amount(sum(done.map((entry) => dec(entry.payment?.amount ?? "0").abs())));
}
