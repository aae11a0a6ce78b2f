/** Both sides of what is posted, in whole cents, at each write of the ledger. */
import type { Beyond } from "./episode.ts";
import type { Vendors } from "./platform/vendors.ts";
import { machine } from "./current.ts";

type Row = { readonly DebitAmount?: number; readonly CreditAmount?: number };
type Voucher = { readonly Id: string; readonly NumberAndNumberSeries?: unknown; Rows?: unknown };

const cents = (amount: number | undefined): number => Math.round((amount ?? 0) * 100);

/** Answers what was out of balance so far. */
export function watchBooks(vendors: Vendors): () => readonly Beyond[] {
  const known = new Set<string>();
  const found: Beyond[] = [];
  const look = (): void => {
    for (const company of vendors.eaccounting.world().companies)
      for (const voucher of company.vouchers.all() as unknown as Voucher[]) {
        if (known.has(voucher.Id)) continue;
        known.add(voucher.Id);
        const off = ((voucher.Rows ?? []) as Row[]).reduce(
          (sum, row) => sum + cents(row.DebitAmount) - cents(row.CreditAmount),
          0,
        );
        if (off !== 0)
          found.push({
            fault: "unbalanced",
            of: String(voucher.NumberAndNumberSeries),
            detail: `off by ${off} cents at ${new Date(machine.time.now()).toISOString()}`,
          });
      }
  };
  vendors.seen = (vendor, method) => {
    if (vendor === "eaccounting" && method !== "GET") look();
  };
  return () => {
    look();
    const { clientFaults } = vendors.eaccounting.world();
    return [
      ...found,
      ...clientFaults.map((fault) => ({
        fault: "client-fault" as const,
        of: "the ledger",
        detail: JSON.stringify(fault),
      })),
    ];
  };
}
