/** What we know to have registered in the ledger: of refunds, which are below zero there, as a positive figure. Pure. */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { JournalEntry } from "../../port.ts";

export function registered(journal: readonly JournalEntry[], role: "payment" | "refund"): Decimal {
  const done = journal.filter((entry) => entry.kind === "payment.create" && entry.role === role && (entry.state === "done" || entry.state === "compared"));
  return amount(sum(done.map((entry) => dec(entry.payment?.amount ?? "0").abs())));
}
