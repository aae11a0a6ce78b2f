/** What lines of a payout leave open of the invoices that they pay. */
import { amount, dec } from "../../../domain/money.ts";
import type { PayoutView, SettledLine, SettledView } from "../../contract/payouts.ts";
import { openInvoices } from "../journal/invoiced.ts";
import type { StoredPayout } from "./payout-store.ts";

/** With what stays open of each invoice, counting what this payout is still to pay. */
export function withOpenAmounts(
  sql: SqlStorage,
  { id }: Pick<StoredPayout, "id">,
  settled: readonly SettledLine[] = [],
): Pick<PayoutView, "settled"> {
  const of = openInvoices(
    sql,
    settled.flatMap(({ on, key }) => (on === "invoice" && key !== undefined ? [key] : [])),
  );
  const lines = settled.map((line): SettledView => {
    const known = line.on === "invoice" ? of.get(line.key ?? "") : undefined;
    if (known === undefined || line.paid === undefined) return line;
    const { invoiced, open, paidOut } = known;
    const toPay = dec(line.paid).minus(paidOut.find((one) => one.id === id)?.amount ?? "0");
    const left = toPay.gt(0) ? dec(open).minus(toPay) : dec(open);
    return { ...line, invoiced, open: left.gt(0) ? amount(left) : "0.00" };
  });
  return lines.length === 0 ? {} : { settled: lines };
}
