/**
 * Whether what stands in the ledger for an order is what the shop charged for it. One place for the
 * comparison of both sides and for the run of one order. Pure.
 *
 * Gross is exact by construction. VAT is not: both sides round, each within half a cent a row and
 * half a cent at the end, so what lies within that of each other is a difference of method, and
 * everything beyond it is none.
 */
import { dec, type Decimal, same } from "./money.ts";
import type { RateTotals } from "./sales-order.ts";

export type Charged = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly vat: Decimal;
  readonly perRate: readonly RateTotals[] | null;
  readonly lines: number;
};

/** What the ledger has of all documents. `vat`: `null` where it is in no row of its own. */
type Standing = {
  readonly gross: Decimal;
  readonly vat: Decimal | null;
  readonly perRate: readonly RateTotals[] | null;
};

/** One of the documents. `currency`: `null` where it doesn't say. */
type StandingDocument = {
  readonly isVoucher: boolean;
  readonly currency: string | null;
  readonly rows: number;
};

type Disagreement = "currency" | "amount" | "vat";

/** `tolerance`: major units, what the tenant accepts as unexplained. `null`: they agree. */
export function disagreement(
  charged: Charged,
  documents: readonly StandingDocument[],
  ledger: Standing,
  tolerance: Decimal,
): Disagreement | null {
  if (
    documents.some(
      ({ currency }) => currency !== null && currency.toUpperCase() !== charged.currency,
    )
  )
    return "currency";
  const off = (ours: Decimal, theirs: Decimal) => dec(ours).minus(dec(theirs)).abs();
  if (off(charged.gross, ledger.gross).gt(dec(tolerance))) return "amount";
  const rows = charged.lines + documents.reduce((count, one) => count + one.rows, 0) + 2;
  const bound = dec("0.005").times(rows).plus(dec(tolerance));
  if (ledger.vat === null) return null;
  if (off(charged.vat, ledger.vat).gt(bound)) return "vat";
  if (charged.perRate === null || ledger.perRate === null) return null;
  const rates = [...new Set([...charged.perRate, ...ledger.perRate].map((one) => one.rate))];
  const at = (side: readonly RateTotals[] | null, rate: string, of: "net" | "vat"): Decimal =>
    side?.find((one) => same(one.rate, rate))?.[of] ?? "0.00";
  const differ = (of: "net" | "vat"): boolean =>
    rates.some((rate) =>
      off(at(charged.perRate, rate, of), at(ledger.perRate, rate, of)).gt(bound),
    );
  if (differ("vat")) return "vat";
  // Of an invoice the ledger works VAT out of what was sold; the rows of a voucher are anybody's.
  return documents.every(({ isVoucher }) => isVoucher) && differ("net") ? "amount" : null;
}
