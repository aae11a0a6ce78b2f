/**
 * The order that a credit belongs to. All credits of one order share a lock, and their amounts are
 * summed from the journal: together they never exceed what was invoiced. A credit that arrives
 * before its original is booked waits for it, and says so if the original is on hold.
 *
 * While the original is a sales order that isn't invoiced there is nothing to credit: the credit is
 * held, or lowers the order (order-credit.ts), as the tenant chose. Once a person invoices it in
 * the ledger, the invoice carries the order's marker and is credited.
 */
import { DAY_MS } from "../../../../domain/platform/durations.ts";
import { orderKey, type SourceOrderId } from "../../../../domain/ids.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { markerCode } from "../../../../domain/orders/marker.ts";
import { amount, dec, type Decimal, plain, sum } from "../../../../domain/money.ts";
import type { Order, PartOf } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { findInvoiceById } from "../../../../eaccounting/customer-invoices.ts";
import { findDocuments } from "../../../../eaccounting/documents.ts";
import { orderById, readOrder } from "../../../../eaccounting/orders.ts";
import { MARKER_FIELDS } from "../../../../settings/schema.ts";
import type {
  ClockPort,
  DocumentRecord,
  FlowEnd,
  Original,
  RunFacts,
  DocumentContent,
  VendorPort,
} from "../../../port.ts";
import { end, type OrderCase, liveWithRole, standsAs } from "../../shared/case.ts";
import { sortOldestFirst } from "../../existing/existing-documents.ts";
import { stillBooked } from "../../existing/system-voucher.ts";
import { MANUAL } from "../../shared/link-request.ts";
import { placedAsSold } from "../../../parties/customer-addresses.ts";
import { partOfBooked } from "../../booked/books.ts";
import { originalByPerson } from "../../booked/credited-by-person.ts";
import { contentOf, saleLinesOf } from "../../booked/booked-vs-charged.ts";
import { priorVoucherOf } from "../vouchers/prior-voucher.ts";
import { livePaymentVouchers, settledOfSale } from "../vouchers/retained-money.ts";
import { excessPieces, excessAtRate, isRoundingDifference } from "./excess-credits.ts";
import {
  contentsOf,
  isInvoiceFullyCredited,
  creditedDocuments,
  possibleDoubleCredit,
} from "./credited.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { otherCurrency, otherThanInvoice } from "./other-currency.ts";
import { CREDITS } from "./sign.ts";
import { byMarker } from "../../../settlement.ts";

type FoundOriginal =
  | {
      readonly kind: "found";
      readonly order: OrderCase;
      readonly customerId: string | null;
      /** Reported, although the credit continues. */
      readonly told: readonly Reason[];
    }
  | { readonly kind: "end"; readonly end: FlowEnd };

/**
 * Finds the original and locks its credits. `order` is a credit order, as the sale that it takes
 * back.
 */
export async function findOriginal(order: OrderCase): Promise<Result<FoundOriginal, Failure>> {
  const { ports } = order;
  const id = order.order.creditsOrderId;
  if (id === null) throw new Error("not a credit order");
  const key = orderKey(id);
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const { documents } = locked.value;
  const live = (role: DocumentRecord["role"]) => liveWithRole(documents, role).at(-1);
  const [invoice, voucher, sales] = [live("invoice"), live("voucher"), live("sales-order")];
  if (voucher !== undefined) return ofVoucher(order, key, voucher, locked.value);
  const inLedger =
    invoice === undefined && sales !== undefined
      ? await readSalesOrder(ports, id, sales)
      : ok(null);
  if (!inLedger.ok) return inLedger;
  if (
    sales !== undefined &&
    inLedger.value?.kind === "open" &&
    ports.settings.orders.creditOfSalesOrder === "lower"
  ) {
    const number = sales.number ?? sales.id;
    const open = { key, number, ordered: locked.value.gross };
    return ok({
      kind: "found",
      order: { ...order, credits: { key, invoice: number, open } },
      customerId: null,
      told: [],
    });
  }
  const invoiceId =
    invoice?.id ?? (inLedger.value?.kind === "invoiced" ? inLedger.value.invoiceId : null);
  if (invoiceId === null) return notBooked(order, key, locked.value, sales !== undefined);
  const read = await findInvoiceById(ports.read, invoiceId);
  if (!read.ok) return read;
  if (read.value === null) return held(order, notHere(id, "deleted"));
  const other = otherThanInvoice(order, read.value, invoice);
  if (other !== null) return held(order, other);
  const of = {
    // What an invoice stands for isn't known where only the ledger has it.
    sold: [...(invoice === undefined ? [UNKNOWN] : [invoice]), ...documents.filter(isAdded)],
    taken: creditedDocuments(locked.value),
  };
  if (invoice !== undefined && isInvoiceFullyCredited(documents, invoice))
    return held(order, notHere(id, "taken-back"));
  const total = ofInvoices(locked.value, read.value, order.order.gross);
  const { beyond, told } = againstSold(total, of, order.order);
  const manual = await originalByPerson(order, read.value, locked.value);
  if (!manual.ok) return manual;
  const unclear = beyond ?? possibleDoubleCredit(ports, order.order, documents) ?? manual.value;
  if (unclear !== null) return held(order, unclear);
  const number = String(read.value.number ?? invoice?.number ?? invoiceId);
  const { customerId, date } = read.value;
  const soldTo = defined({ soldTo: customerId, soldToDefault: invoice?.content?.onDefault });
  const placed = placedAsSold(order.order, read.value, ports.lists.company);
  const to = { ...order, order: { ...placed, ...soldTo } };
  const partOf = await partOfBooked(ports, documents, read.value);
  if (!partOf.ok) return partOf;
  const found = { ...ofSoldOrder(to, date, partOf.value), credits: { key, invoice: number } };
  return ok({ kind: "found", order: found, customerId, told });
}

function ofInvoices(
  { credited, lowered, documents }: Original,
  { total, roundings }: AnsweredInvoice,
  credit: Decimal,
): Totals {
  const invoiced = dec(total)
    .minus(dec(roundings))
    // What was taken off before the invoice isn't in the invoice.
    .plus(dec(lowered))
    .plus(sum(documents.filter(isAdded).map((document) => document.content?.gross ?? "0")));
  return { invoiced: plain(invoiced), credited, credit };
}

const UNKNOWN: DocumentContent = { role: "invoice" };

/** Invoiced beside the invoice, after an edit. */
const isAdded = ({ role, state }: DocumentRecord): boolean =>
  role === "delta-invoice" && state === "live";

/** A voucher's rows alone don't tell the charged amount. */
async function ofVoucher(
  order: OrderCase,
  key: string,
  voucher: DocumentRecord,
  original: Original,
): Promise<Result<FoundOriginal, Failure>> {
  const facts = voucher.voucher;
  // A voucher that was found after a lost answer is still to be compared by its own order's job.
  if (facts === undefined && voucher.sourceHash === null && voucher.ownedHash !== MANUAL)
    return waiting(order, key, original);
  // It was linked by a person, who alone knows what it contains.
  if (facts === undefined) return held(order, notHere(order.order.creditsOrderId, "unknown"));
  const other = otherCurrency(order, facts.currency);
  if (other !== null) return held(order, other);
  const of = { sold: [voucher], taken: creditedDocuments(original) };
  const total = ofSale(voucher, original, order.order) ?? {
    invoiced: facts.charged,
    credited: original.credited,
    credit: order.order.gross,
  };
  const { beyond, told } = againstSold(total, of, order.order);
  const unclear = beyond ?? possibleDoubleCredit(order.ports, order.order, original.documents);
  if (unclear !== null) return held(order, unclear);
  const stands = await stillBooked(order, voucher);
  if (!stands.ok) return stands;
  if (!stands.value) return held(order, notHere(order.order.creditsOrderId, "deleted"));
  const settled = settledOfSale(original, voucher);
  const shares = defined({ shares: original.shares });
  return ok({
    kind: "found",
    order: {
      ...ofSoldOrder(order, facts.soldOn ?? null, {
        lines: saleLinesOf(voucher.content ?? null),
      }),
      credits: {
        key,
        invoice: voucher.number ?? voucher.id,
        voucher: facts,
        sold: priorVoucherOf(
          facts,
          livePaymentVouchers(original.documents).map((paid) => paid.voucher),
        ),
        ...(settled === null ? {} : { settled }),
        ...shares,
      },
    },
    customerId: null,
    told,
  });
}

type Totals = {
  readonly invoiced: Decimal;
  readonly credited: Decimal;
  readonly credit: Decimal;
};

/**
 * In sales: what gift cards paid goes back as well, whether the shop gives it back to the cards or
 * as money. `null`: of an older document it isn't known, and the money alone is compared.
 */
function ofSale({ content }: DocumentRecord, original: Original, credit: Order): Totals | null {
  const taken = creditedDocuments(original);
  const contents = taken.flatMap((one) => one.content ?? []);
  const isKnown = original.taken !== undefined || dec(original.credited).eq(0);
  return content === undefined || !isKnown || contents.length < taken.length
    ? null
    : {
        invoiced: content.gross,
        credited: amount(sum(contents.map(({ gross }) => gross))),
        credit: contentOf(credit).gross,
      };
}

/**
 * Why it takes back more than was sold, as a whole or at a rate (`null`: it doesn't), and what
 * somebody should know of it though it goes on.
 */
function againstSold(
  { invoiced, credited, credit }: Totals,
  of: Parameters<typeof excessAtRate>[0],
  order: Order,
): { readonly beyond: Reason | null; readonly told: readonly Reason[] } {
  const over = dec(credited).plus(dec(credit)).minus(dec(invoiced));
  const totals = { invoiced: amount(invoiced), credited: amount(credited), credit };
  const [sale, taken] = [contentsOf(of.sold), contentsOf(of.taken)];
  const known = sale !== null && taken !== null;
  if (over.gt(0) && !(known && isRoundingDifference(over, sale, [...taken, contentOf(order)])))
    return { beyond: reason("credit-exceeds-original", { ...totals, rate: null }), told: [] };
  const cents = over.gt(0)
    ? [reason("credit-rounded-apart", { ...totals, over: amount(over) })]
    : [];
  return { beyond: excessAtRate(of, order), told: [...cents, ...excessPieces(of, order)] };
}

/**
 * The credit, with what was sold and the day on which it was: that decides its accounts, and rates
 * may have changed since.
 */
const ofSoldOrder = (order: OrderCase, soldOn: string | null, partOf: PartOf): OrderCase => ({
  ...order,
  order: { ...order.order, ...(soldOn === null ? {} : { soldOn }), partOf },
});

const held = (order: OrderCase, why: Reason): Result<FoundOriginal, Failure> =>
  ok({ kind: "end", end: end(order, "held", [why]) });

const TAKES_BACK: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>([
  "voucher-reversal",
  "voucher-payment",
]);

const notHere = (
  id: SourceOrderId | null,
  why: "taken-back" | "deleted" | "unknown" | null,
): Reason => reason("credit-original-not-here", { order: id, why });

const OPEN: ReadonlySet<DocumentRecord["role"]> = new Set(["sales-order", "invoice-draft"]);

/** Ends the wait for an original that will never be booked automatically. */
async function notBooked(
  order: OrderCase,
  key: string,
  original: Original,
  isSalesOrder: boolean,
): Promise<Result<FoundOriginal, Failure>> {
  const id = order.order.creditsOrderId;
  // An order that is invoiced once delivered has an invoice then.
  if (isSalesOrder && order.ports.settings.orders.invoiceOrders === "never")
    return held(order, reason("credit-of-sales-order", { order: id }));
  // What takes it back stands for nothing, and neither does a payment that it took with it.
  const sales = original.documents.filter(({ role }) => !TAKES_BACK.has(role));
  const isOver =
    original.outcome === "updated" ||
    original.outcome === "skipped" ||
    // Its buyer's money may still be told.
    original.documents.some(({ role }) => role === "voucher-reversal");
  const takenBack = isOver && sales.length > 0 && sales.every(({ state }) => state === "gone");
  if (takenBack) return held(order, notHere(id, "taken-back"));
  // A credit has no invoice that could be credited, and can't wait for itself.
  const isCredit =
    key === order.ports.key ||
    original.documents.some(({ role, state }) => state === "live" && CREDITS.has(role));
  const isSkipped = original.outcome === "skipped" && original.filtered !== true;
  if (isCredit || original.outcome === "before-start" || isSkipped)
    return held(order, notHere(id, null));
  return waiting(order, key, original);
}

/**
 * The credit continues once its original is booked. If the original needs a person, that is
 * reported; not what a person was told beside its draft or sales order.
 */
async function waiting(
  order: OrderCase,
  key: string,
  { outcome, documents }: Original,
): Promise<Result<FoundOriginal, Failure>> {
  const { creditsOrderId: id } = order.order;
  const open = documents.find(({ role, state }) => state === "live" && OPEN.has(role));
  const isHeld =
    outcome === "held" ||
    outcome === "rejected" ||
    (outcome === "needs-attention" && open === undefined);
  const as = open === undefined ? null : standsAs(open);
  const why = isHeld
    ? reason("credit-original-on-hold", { order: id })
    : reason("credit-waits-for-original", { order: id, as });
  const waits = await order.ports.waitFor(key, why);
  return waits.ok ? ok({ kind: "end", end: waits.value }) : waits;
}

/** Where the vendor refuses to filter on the fields, everything created in this time is read. */
const REACH_MS = 45 * DAY_MS;

type SalesOrderInLedger =
  /** It was deleted or shipped, so it isn't changed any more. */
  | { readonly kind: "gone" | "shipped" }
  | { readonly kind: "open" }
  /** `null`: its invoice wasn't found. */
  | { readonly kind: "invoiced"; readonly invoiceId: string | null };

/** Reads the state of the original's sales order in the ledger. */
async function readSalesOrder(
  ports: RunFacts & VendorPort & ClockPort,
  original: SourceOrderId,
  order: DocumentRecord,
): Promise<Result<SalesOrderInLedger, Failure>> {
  const answer = await ports.read(orderById(order.id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok({ kind: "gone" }) : answer;
  const read = readOrder(answer.value);
  if (!read.ok) return read;
  const { status } = read.value.order;
  if (status !== "invoiced") return ok({ kind: status === "shipped" ? "shipped" : "open" });
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: original,
    role: "sales-order",
    n: order.n,
  });
  const found = await findDocuments(ports.lookUp, {
    kind: "invoice",
    fields: MARKER_FIELDS,
    ...byMarker(ports, code, ports.now() - REACH_MS),
  });
  if (!found.ok) return found;
  return ok({ kind: "invoiced", invoiceId: sortOldestFirst(found.value.documents)[0]?.id ?? null });
}
