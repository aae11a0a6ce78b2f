/**
 * Decides whether an order is taken at all: by the flow's switch, its start line and its filters;
 * and whether it waits for a person's approval. Reads nothing and knows nothing of the ledger.
 *
 * Asperion's `date` is a local time without a zone. Where it has no time of day, or names one of
 * the two instants of a repeated hour around the start line, nobody can tell on which side of the
 * line the order lies: it is taken, but only after a look whether somebody booked it by hand
 * (`searchFirst`). So it is where the shop was found to stamp in UTC, and the two readings of a
 * stamp lie on either side of the line. While its zone is unknown, such an order waits.
 */
import type { LedgerCustomer } from "../../../domain/ledger/ledger.ts";
import { dec, same } from "../../../domain/money.ts";
import type { Order, OrderStatus, PaymentState } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { correctsStock } from "../../../domain/goods/stock.ts";
import { roundedBy } from "../../../domain/ledger/whole-units.ts";
import {
  FIRST_DAY,
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
} from "../../../domain/platform/zoned-time.ts";
import { lineOf, type STATUSES } from "../../../settings/orders/filter-lines.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import {
  chooseType,
  type ApprovalFacts,
  approvedAmount,
  approvedOf,
  isApproved,
  asksApproval,
  holdingRule,
  isChangedSince,
} from "../../../settings/orders/order-types.ts";
import type { Settings } from "../../../settings/schema.ts";
import { ownCorrections } from "../../settlement.ts";
import { partyOf } from "../../parties/party.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import { editReduction, creditedWhole, isInBooks } from "../booked/books.ts";
import type { OrderFacts, Prepared } from "../shared/case.ts";
import type { StampZone } from "../../vendor-observations.ts";
import type { DocumentRole } from "../shared/document-kinds.ts";
import { typeFacts } from "../shared/filled-fields.ts";
import { splitGiftCards } from "../money/lines.ts";
import { APPROVED_AS_SHOWN } from "../../../domain/jobs/requested-actions.ts";

export type Eligibility =
  | { readonly kind: "go"; readonly lookupFirst: boolean }
  /** Recorded as skipped with its reason; taken once a later judgement allows it. */
  | { readonly kind: "skip"; readonly reason: Reason }
  /** `held`: perhaps only because of how its stamp is read (`start-zone-unknown`). */
  | { readonly kind: "before-start"; readonly reason: Reason; readonly held?: true }
  /** Cancelled: an unbooked document of ours is removed; without one the order is skipped. */
  | { readonly kind: "remove"; readonly reason: Reason }
  /** The order can't be judged: its date isn't one. */
  | { readonly kind: "hold"; readonly reason: Reason };

const STATUS_NUMBER: Readonly<
  Record<Exclude<OrderStatus, "cancelled">, (typeof STATUSES)[number]>
> = { concept: 1, confirmed: 2, "partly-delivered": 3, delivered: 4, invoiced: 5 };
const PAYMENT_NAME = {
  open: "Open",
  "partly-paid": "PartlyPaid",
  paid: "Paid",
  refunded: "Refunded",
} as const satisfies Record<PaymentState, string>;

/**
 * Judges one order. `crossing`: a back-fill takes it although it is before the start line, after a
 * look whether a person booked it. A cancelled order is judged before the start line, because
 * removing our own document books nothing. The start line comes before the filters, because no
 * change of the order alters it. `memory`: the tenant's, which knows our correction orders.
 */
export function checkEligibility(
  order: Order,
  settings: Settings,
  crossing = false,
  zone: StampZone = "local",
  memory: RunFacts["memory"] = {},
): Eligibility {
  const { orders } = settings;
  // First of all: no setting makes a sale of an order that only corrects stock.
  const { id, debtorId, buyerReference: reference, gross } = order;
  const corrects = correctsStock(
    { id, debtorId, reference, isFree: dec(gross).eq(0) },
    ownCorrections({ memory, settings }),
  );
  if (corrects) return { kind: "skip", reason: reason("stock-correction-order") };
  if (!orders.enabled || orders.startLine === null)
    return { kind: "skip", reason: reason("flow-off") };
  const side = sideOfStartLine(order.date, orders.startLine, zone);
  if (order.state === "cancelled")
    return { kind: "remove", reason: ofCancelled(order, side, orders.startLine) };
  if (side === "before" && !crossing) return beforeStart(order, orders.startLine, zone);

  const status = STATUS_NUMBER[order.state];
  const statuses: readonly number[] = orders.statuses;
  if (!statuses.includes(status))
    return {
      kind: "skip",
      reason: reason("status-outside-filter", { status, filter: statuses.join(", ") }),
    };
  const payment = PAYMENT_NAME[order.payment];
  // A credit follows its original, whatever its payment status: a refund is never "paid".
  if (
    order.creditsOrderId === null &&
    orders.paymentStatuses.length > 0 &&
    !orders.paymentStatuses.includes(payment)
  )
    return {
      kind: "skip",
      reason: reason("payment-outside-filter", {
        payment,
        filter: orders.paymentStatuses.join(", "),
      }),
    };
  // After the filters: a concept may have no date yet.
  if (side === null)
    return {
      kind: "hold",
      reason: reason("faulty-source-shape", { field: "date", got: order.date }),
    };
  const widenedFrom = lineOf(orders, status, payment);
  const widenedSide =
    widenedFrom === null ? "after" : sideOfStartLine(order.date, widenedFrom, zone);
  if (widenedSide === "before" && !crossing) return beforeStart(order, widenedFrom, zone);
  // A sale that gift cards paid completely is still a sale.
  if (
    orders.zeroTotal === "skip" &&
    order.creditsOrderId === null &&
    dec(splitGiftCards(order).order.gross).eq(0)
  )
    return { kind: "skip", reason: reason("zero-total-left-out") };
  return { kind: "go", lookupFirst: side !== "after" || widenedSide !== "after" };
}

/** Whether an order was left out for its status or payment, which may still change. */
export const isFiltered = ([first]: readonly Reason[]): boolean =>
  first?.code === "status-outside-filter" || first?.code === "payment-outside-filter";

/** What a cancelled order says that has no document here: an earlier one may have one elsewhere. */
const ofCancelled = (
  { date, creditsOrderId }: Pick<Order, "date" | "creditsOrderId">,
  side: ReturnType<typeof sideOfStartLine>,
  startLine: string,
): Reason =>
  side === "before"
    ? reason("before-start", {
        date,
        startLine,
        cancelled: true,
        credit: creditsOrderId !== null,
      })
    : reason("cancelled-before-booking", { what: null, number: null });

function beforeStart(
  { date }: Pick<Order, "date">,
  startLine: string | null,
  zone: StampZone,
): Eligibility {
  return startLine !== null && waitsForZone(date, startLine, zone)
    ? {
        kind: "before-start",
        reason: reason("start-zone-unknown", { date, startLine }),
        held: true,
      }
    : {
        kind: "before-start",
        reason: reason("before-start", { date, startLine, cancelled: false, credit: false }),
      };
}

/** Held, as nobody knows yet in which zone the shop stamps: before the line, unless that is UTC. */
export const waitsForZone = (date: string, startLine: string, zone: StampZone): boolean =>
  zone === "unknown" &&
  sideOfStartLine(date, startLine, zone) === "before" &&
  sideOfStartLine(date, startLine, "utc") !== "before";

/**
 * Returns the side of the start line on which an order's date lies; `null` when the date can't be
 * read, or no shop took it on that day; `perhaps` where it can't be told.
 */
export function sideOfStartLine(
  date: string,
  startLine: string,
  zone: StampZone = "local",
): "before" | "perhaps" | "after" | null {
  const stamp = parseLocal(date);
  if (stamp === null || stamp.day < FIRST_DAY) return null;
  const line = Date.parse(startLine);
  if (!stamp.hasTime) {
    const startDay = localDay(line, SOURCE_ZONE);
    if (stamp.day === startDay) return "perhaps";
    return stamp.day < startDay ? "before" : "after";
  }
  const { earliest, latest } = instantsOf(stamp, SOURCE_ZONE);
  const last = zone === "utc" ? Math.max(latest, stamp.asUtc) : latest;
  if (last < line) return "before";
  return earliest >= line ? "after" : "perhaps";
}

type TypeOfOrder = {
  readonly type: OrderType;
  readonly form: DocumentRole | "voucher";
  readonly recorded: readonly Reason[];
};

const FORMS: Readonly<Record<OrderType, TypeOfOrder["form"]>> = {
  "sales-order": "sales-order",
  mutation: "voucher",
  "draft-invoice": "invoice-draft",
  invoice: "invoice-draft",
};

/**
 * Returns the kind of document that this order becomes, by the tenant's rules and the customer that
 * was found. A credit becomes the kind of its original: a booked invoice, unless booking is
 * manual.
 */
export function orderType(
  { ports, order, credits, part }: OrderFacts,
  { customer }: Pick<Prepared, "customer">,
): TypeOfOrder {
  const facts = typeFacts(order, customer.kind, ports.lists.company?.country);
  const chosen = chooseType(ports.settings.orders, facts);
  if (part !== true && credits === undefined && becomesWhole(chosen.type, ports, order))
    return {
      type: "mutation",
      form: "voucher",
      recorded: [reason("rounded-becomes-voucher", { total: order.gross })],
    };
  const { type, rule } = chosen;
  if (credits !== undefined)
    return {
      type: type === "draft-invoice" ? type : "invoice",
      form: "credit-draft",
      recorded: [],
    };
  return {
    type,
    form: FORMS[type],
    recorded: rule === null ? [] : [reason("order-type-chosen", { type, rule })],
  };
}

/** Its invoice would be rounded to whole units, and the tenant wants a voucher instead. */
function becomesWhole(
  type: OrderType,
  { settings, lists }: OrderFacts["ports"],
  order: OrderFacts["order"],
): boolean {
  if (
    settings.orders.wholeUnits !== "mutation" ||
    lists.company === null ||
    (type !== "invoice" && type !== "draft-invoice")
  )
    return false;
  return !same(roundedBy(lists.company, order.currency, splitGiftCards(order).order.gross), 0);
}

/** Returns the customer that the order suggests, before any look-up: enough to see a hold. */
export function provisionalCustomer({ ports, order }: OrderFacts): LedgerCustomer {
  const { kind } = partyOf(order, null, ports.settings);
  return {
    id: "00000000-0000-0000-0000-000000000000",
    number: null,
    kind,
    country: order.invoiceAddress.country,
    vatNumber: order.vatNumber,
    termsOfPaymentId: null,
  };
}

/** Of the kinds that an order is and becomes, the one that a rule of approval names. */
export const kindToAsk = (
  { ports: { settings } }: OrderFacts,
  ...kinds: readonly [OrderType, ...OrderType[]]
): OrderType => kinds.find((kind) => settings.orders.approval.kinds.includes(kind)) ?? kinds[0];

/**
 * Returns why the order waits for a person's approval; `null`: it may be written. It waits here,
 * unsent, whatever it becomes: anybody could book a draft in the ledger, and a voucher has no
 * draft. `takesBack`: what is booked of it, as it was cancelled or nothing of it is charged.
 */
export function pendingApprovalReason(
  order: OrderFacts,
  type: OrderType,
  takesBack = false,
): Reason | null {
  const { ports } = order;
  const rules = ports.settings.orders.approval;
  const approved = ports.approval?.approved ?? null;
  // Stryker disable next-line ConditionalExpression: without a rule none holds; no facts are needed
  if (approved === null && !asksApproval(rules)) return null;
  const facts = factsOf(order, type, takesBack);
  // Nobody is asked for a credit that isn't booked: credits of others took back all of it.
  if (takesBack && facts.credited !== null && same(facts.credited, 0)) return null;
  // What has a document was booked as it was approved: its edits ask only where a rule does.
  const isNew = ports.documents.every(({ state }) => state !== "live");
  const ownRule = holdingRule(rules, { ...facts, credited: null });
  const held = ownRule ?? holdingRule(rules, facts);
  const isForCredit = held !== null && (ownRule === null || takesBack);
  const of = approvedOf(rules, facts, isForCredit ? creditName(ports.documents, facts) : null);
  const rule = held ?? (isNew && isChangedSince(approved, of) ? "changed" : null);
  if (rule === null || isApproved(approved, of) || ports.eventTypes.includes(APPROVED_AS_SHOWN))
    return null;
  const before = isNew ? approvedAmount(approved) : null;
  return reason("waits-for-approval", {
    rule,
    type,
    gross: facts.gross,
    currency: facts.currency,
    country: facts.country,
    from: rules.grossFrom,
    days: rules.firstDays,
    of,
    credited: ownRule === null || (takesBack && rule === "credit") ? facts.credited : null,
    approvedGross: before?.gross ?? null,
    approvedCurrency: before?.currency ?? null,
  });
}

/** What is credited, and the documents that it is of: once it is booked, they are others. */
const creditName = (documents: readonly DocumentRecord[], { credited }: ApprovalFacts): string =>
  [credited, ...documents.filter(isTakenBack).map(({ id }) => id)].join(" ");

const isTakenBack = (document: DocumentRecord): boolean =>
  isInBooks(document) || (document.role === "voucher-credit" && document.state === "live");

function factsOf(order: OrderFacts, type: OrderType, takesBack: boolean): ApprovalFacts {
  const { ports, order: placed } = order;
  const { company } = ports.lists;
  const liveSince = ports.approval?.liveSince ?? null;
  const { gross, deliveryCountry } = typeFacts(
    placed,
    provisionalCustomer(order).kind,
    company?.country,
  );
  // A shop may empty an order as it cancels it: what is booked counts.
  const credited = takesBack ? creditedWhole(order) : editReduction(order);
  return {
    gross,
    currency: placed.currency,
    home: company?.currency ?? null,
    type,
    isCredit: takesBack || placed.creditsOrderId !== null,
    credited,
    country: deliveryCountry,
    day: parseLocal(placed.date)?.day ?? "",
    liveDay: liveSince === null ? null : localDay(liveSince, SOURCE_ZONE),
  };
}
