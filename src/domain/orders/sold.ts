/**
 * What an order counts as in sums and lists: what was sold. A gift card that paid is a payment, as
 * in the ledger's document; a cancelled order charges nothing. The same as the reconciliation reads
 * from the shop's list (src/asperion/order-sums.ts). Pure.
 */
import type { JobFigures } from "../jobs/job-figures.ts";
import { amount, dec, type Decimal, sum } from "../money.ts";
import type { Order } from "./order.ts";

type Totals = { readonly gross: Decimal; readonly vat: Decimal };

/** What a job's order counts as. */
export const soldOf = ({ gross, vat, sold }: JobFigures): Totals => sold ?? { gross, vat };

/** What was sold, without its VAT. `net`: of the order's total. */
export const netOf = (net: Decimal, { sold }: JobFigures): Decimal =>
  sold === undefined ? net : amount(dec(sold.gross).minus(dec(sold.vat)));

/** What gift cards paid of it; `null`: nothing. */
export function paidByCards({ gross, sold, cancelled }: JobFigures): Decimal | null {
  if (sold === undefined || cancelled === true) return null;
  return amount(dec(sold.gross).minus(dec(gross)));
}

/** Returns what differs from the order's total; nothing for most orders. */
export function soldPart(
  order: Pick<Order, "gross" | "vat" | "state" | "creditsOrderId" | "lines">,
): Pick<JobFigures, "sold" | "cancelled"> {
  if (order.state === "cancelled") return { sold: { gross: "0.00", vat: "0.00" }, cancelled: true };
  // A credit gives the card back beside what it takes back.
  const used =
    order.creditsOrderId === null
      ? order.lines.filter(({ kind, gross }) => kind === "gift-card" && dec(gross).lt(0))
      : [];
  if (used.length === 0) return {};
  const paid = sum(used.map(({ gross }) => gross));
  return { sold: { gross: amount(dec(order.gross).minus(paid)), vat: order.vat } };
}
