/**
 * Invoices a sales order once the shop says that it is delivered. The vendor books the whole order
 * at once, dated today, in the customer's currency, and checks no totals. So the order is compared
 * after its last change in this job, its customer's currency is read, and the booked invoice is
 * compared with the plan.
 *
 * An order converts once: while it isn't invoiced, nothing was booked; afterwards the invoice
 * carries its marker.
 */
import type { Failure } from "../../../../domain/vendors/failure.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import type { SalesOrder } from "../../../../domain/orders/sales-order.ts";
import { localDay, zoneOfCountry } from "../../../../domain/platform/zoned-time.ts";
import { readBookedInvoice } from "../../../../eaccounting/customer-invoices.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../../../eaccounting/customers.ts";
import { invoiceOrder } from "../../../../eaccounting/orders.ts";
import { booksRounded } from "../../../../settings/orders/whole-units.ts";
import { noteSeen, seenMarker } from "../../../seen-at-work.ts";
import { sharedCustomer } from "../../../parties/party.ts";
import type { RunFacts, VendorPort } from "../../../port.ts";
import { keyed, settlement } from "../../../settlement.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  type OrderCase,
  type OrderFacts,
  withDue,
} from "../../shared/case.ts";
import { saleOf } from "../../money/lines.ts";
import { tooFine } from "../correct.ts";
import { toSend } from "../sending.ts";
import { intent } from "../steps.ts";
import { bookedEnd, bookingOf, invoiceRecord } from "./book-draft.ts";
import { booksClosed } from "../../../booking-day.ts";
import { isCashBooks, roundingFaults } from "../../preparation/booking.ts";
import { bookedNote, compareBooked, seenUnsent, currencyOf } from "./invoice-vs-plan.ts";

/** The tenant wants delivered orders invoiced, and this one is delivered. */
export const wantsInvoice = ({ ports, order }: Pick<OrderFacts, "ports" | "order">): boolean =>
  !ports.settings.trial &&
  ports.settings.orders.invoiceOrders === "delivered" &&
  (order.state === "delivered" || order.state === "invoiced");

/** Returns why a correct order isn't invoiced, as far as known without asking the ledger. */
export function notInvoiced(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  planned: SalesOrder,
  today: string,
): Reason | null {
  const [quantity] = tooFine(planned.rows);
  if (quantity !== undefined) return reason("quantity-too-fine", { quantity, decimals: 2 });
  const { company, fiscalYears = [] } = ports.lists;
  const total = planned.prediction[planned.rounding].gross;
  // In a rounded total, what a card paid and what money paid can't be told apart.
  const mayRound =
    booksRounded(ports.settings.orders.wholeUnits) && saleOf(order).cards.length === 0;
  const [rounded] =
    company === null
      ? []
      : roundingFaults(company, { currency: planned.currency, gross: total }, mayRound);
  if (rounded !== undefined) return rounded;
  return isCashBooks(fiscalYears, today) ? reason("cash-bookkeeping") : null;
}

/** The ledger invoices in the customer's currency. */
async function currencyDiffers(
  ports: VendorPort & Pick<RunFacts, "settings">,
  { customerId, currency }: SalesOrder,
): Promise<Result<Reason | null, Failure>> {
  const answer = await ports.read(customerById(customerId));
  if (!answer.ok) return answer;
  const found = readCustomer(answer.value);
  if (!found.ok) return found;
  const own = found.value.raw["CurrencyCode"];
  return ok(
    typeof own === "string" && own.toUpperCase() !== currency
      ? reason("currency-differs", {
          order: currency,
          customer: own,
          ...sharedCustomer({ customer: toLedgerCustomer(found.value), settings: ports.settings }),
        })
      : null,
  );
}

/** Invoices the order. `id`: the order that was just compared and equals `planned`. */
export async function invoiceDelivered(
  order: OrderCase,
  identity: DocumentIdentity,
  id: string,
  planned: SalesOrder,
  reasons: readonly Reason[],
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const today = localDay(ports.now(), zoneOfCountry(ports.lists.company?.country ?? ""));
  const inTheWay = notInvoiced(order, planned, today);
  if (inTheWay !== null) return ok(end(order, "held", [inTheWay, ...reasons]));
  const otherCurrency = await currencyDiffers(ports, planned);
  if (!otherCurrency.ok) return otherCurrency;
  if (otherCurrency.value !== null)
    return ok(end(order, "held", [otherCurrency.value, ...reasons]));
  const booking = await bookingOf(order, identity, planned, today);
  const written = await ports.write(
    { ...intent(ports, "order.convert", identity, id, "invoice"), booking },
    invoiceOrder(id),
  );
  if (!written.ok) {
    if (!booksClosed(written.error)) return written;
    const closed = reason("period-closed", { date: today, why: "refused" });
    return ok(end(order, "held", [closed, ...reasons]));
  }
  const read = readBookedInvoice(written.value.answer);
  if (!read.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: read.error });
    return err(read.error);
  }
  const invoice = read.value;
  noteSeen(ports, "E94", seenMarker(invoice, identity.field, identity.marker.code));
  const onItsDay = { ...planned, orderDate: today };
  const verdict = seenUnsent(
    compareBooked(onItsDay, invoice, ports.settings.orders.tolerance, currencyOf(ports)),
    invoice,
  );
  ports.note("comparison", verdict.kind, bookedNote(planned, invoice, verdict));
  const right = verdict.kind !== "differs";
  const record = {
    ...(await invoiceRecord(order, identity, invoice, planned, right)),
    ...(right ? toSend(ports, invoice.customerIsPrivate) : {}),
  };
  ports.settle(
    settlement(written.value, "compared", {
      documentId: invoice.id,
      documentNumber: record.number,
      document: keyed(ports.key, record),
    }),
  );
  const ended = bookedEnd(order, invoice, verdict.kind === "differs", [
    ...verdict.reasons,
    ...reasons,
  ]);
  return ok(right ? withDue(order, ended, invoice) : ended);
}
