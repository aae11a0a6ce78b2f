/**
 * Compares an order's documents in the ledger with what the shop charged. Reconciliation and order
 * runs both use it. Pure.
 *
 * Gross is exact by construction. VAT isn't: both sides round, each within half a cent per row and
 * half a cent at the end. A difference within that is one of method; any larger one is real.
 */
import { dec, type Decimal, same } from "../money.ts";
import type { RateTotals } from "./sales-order.ts";

export type Charged = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly vat: Decimal;
  readonly perRate: readonly RateTotals[] | null;
  readonly lines: number;
};

/** The ledger's sum of all documents. `vat`: `null` where no row shows it. */
type LedgerTotals = {
  readonly gross: Decimal;
  readonly vat: Decimal | null;
  readonly perRate: readonly RateTotals[] | null;
};

/** One of the documents. `currency`: `null` where it doesn't say. */
type LedgerDocument = {
  readonly isVoucher: boolean;
  readonly currency: string | null;
  readonly rows: number;
};

type Disagreement = "currency" | "amount" | "vat";

/**
 * Returns the first difference; `null`: they agree. `tolerance`: major units that the tenant
 * accepts as unexplained.
 */
export function disagreement(
  charged: Charged,
  documents: readonly LedgerDocument[],
  ledger: LedgerTotals,
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
  // On an invoice the ledger computes VAT from what was sold; a voucher's rows may be anybody's.
  return documents.every(({ isVoucher }) => isVoucher) && differ("net") ? "amount" : null;
}
