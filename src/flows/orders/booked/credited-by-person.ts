/**
 * Tells what a person credited of an order's invoices in the ledger. What is still to be credited
 * is computed from our records, so it would be credited once more.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { existingInvoices } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, Original } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";

type There = {
  readonly invoices: readonly AnsweredInvoice[];
  /** The credits of its edits, as far as `Original` doesn't name them. */
  readonly own: readonly AnsweredInvoice[];
};

/**
 * Says what is credited of all the order's invoices beyond what of our credits was set off on them:
 * a person may have credited it. `null`: nothing, or a person has it booked all the same.
 */
export async function creditedByPersonReason(
  { ports }: Pick<OrderCase, "ports">,
  { invoices, own }: There,
  { credits: booked = [], byOrder: byEdits = "0.00" }: Original,
): Promise<Result<Reason | null, Failure>> {
  if (ports.eventTypes.includes("retry-by-person")) return ok(null);
  const there = sum(invoices.map(({ credited }) => credited));
  const made = new Set([...own, ...booked].map(({ id }) => lower(id)));
  const named = invoices
    .flatMap(({ creditedBy = [] }) => creditedBy.map(lower))
    .filter((id) => !made.has(id));
  if (there.eq(0) && named.length === 0) return ok(null);
  const manual = await existingInvoices(ports.read, [...new Set(named)]);
  if (!manual.ok) return manual;
  const ids = booked.map(({ id }) => id);
  const others = await existingInvoices(ports.read, ids);
  if (!others.ok) return others;
  const paidBack = sum([
    byEdits,
    ...own.map(({ id }) => ports.paidByPayouts?.[id] ?? "0"),
    ...booked.flatMap(({ byOrder, byPayouts }) => [byOrder, byPayouts]),
  ]);
  const [told, closed] = setOffOf([...own, ...others.value], amount(paidBack));
  const byHand = sum(manual.value.map(({ total }) => amount(dec(total).abs())));
  if (byHand.eq(0) && (there.eq(told) || there.eq(closed))) return ok(null);
  const surely = there.lt(told) ? amount(0) : told;
  const most = dec(surely).plus(byHand);
  const credited = invoices.filter((one) => dec(one.credited).gt(0) || one.creditedBy);
  return ok(
    reason("booked-corrected-by-person", {
      number: credited.map(({ number, id }) => number ?? id).join(", "),
      credited: amount(there.gt(most) ? there : most),
      ours: surely,
    }),
  );
}

/**
 * The same of the order that a credit order takes back, before the credit has any document.
 * `first`: its first invoice, as it was read.
 */
export async function originalByPerson(
  order: Pick<OrderCase, "ports">,
  first: AnsweredInvoice,
  original: Original,
): Promise<Result<Reason | null, Failure>> {
  const { documents, read } = order.ports;
  if (documents.some(isLive)) return ok(null);
  const later = original.documents.filter((one) => isLive(one) && one.role === "delta-invoice");
  const added = await existingInvoices(
    read,
    later.map(({ id }) => id),
  );
  return added.ok
    ? creditedByPersonReason(order, { invoices: [first, ...added.value], own: [] }, original)
    : added;
}

const isLive = ({ state }: DocumentRecord): boolean => state === "live";

const lower = (id: string): string => id.toLowerCase();

/**
 * What was set off of these credits: as they tell it, and at most. What is closed of them and
 * wasn't paid back was set off, or a person paid it back (E249).
 */
function setOffOf(
  credits: readonly AnsweredInvoice[],
  paidBack: Decimal,
): readonly [told: Decimal, closed: Decimal] {
  const told = sum(credits.map(({ credited }) => credited));
  const closed = sum(
    credits.map(({ total, remaining }) => amount(dec(total).abs().minus(dec(remaining).abs()))),
  ).minus(paidBack);
  return [amount(told), amount(closed.gt(told) ? closed : told)];
}
