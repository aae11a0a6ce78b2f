/**
 * Invoices a sales order once the shop says that it is delivered. The vendor books the whole order
 * at once, dated today, in the customer's currency, and checks no totals. So the order is compared
 * after its last change in this job, its customer's currency is read, and the booked invoice is
 * compared with the plan.
 *
 * An order converts once: while it isn't invoiced, nothing was booked; afterwards the invoice
 * carries its marker. Orders and drafts are compared and corrected here as well.
 */
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { SalesOrder, AnsweredOrder } from "../../../../domain/orders/sales-order.ts";
import { localDay, zoneOfCountry } from "../../../../domain/platform/zoned-time.ts";
import { readBookedInvoice } from "../../../../eaccounting/customer-invoices.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../../../eaccounting/customers.ts";
import { invoiceOrder, type ReadOrder, observedDelivered } from "../../../../eaccounting/orders.ts";
import { booksRounded } from "../../../../settings/orders/whole-units.ts";
import { recordObservation, observedMarker } from "../../../vendor-observations.ts";
import { sharedCustomer } from "../../../parties/party.ts";
import type { Written } from "../../../port.ts";
import { readWritten } from "../../../settlement.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  end,
  type OrderCase,
  type OrderFacts,
  type Prepared,
} from "../../shared/case.ts";
import { splitGiftCards } from "../../money/lines.ts";
import { documentIntent, answeredOrRead, settleCompared } from "../steps.ts";
import { bookingOf, recordBooked, withDrafted } from "./book-draft.ts";
import { booksClosed } from "../../../booking-day.ts";
import { isCashBooks, roundingFaults } from "../../preparation/booking.ts";
import type {
  CustomerKind,
  LedgerBehaviour,
  LedgerCustomer,
} from "../../../../domain/ledger/ledger.ts";
import { type Decimal, fits } from "../../../../domain/money.ts";
import { makePlan } from "../../preparation/prepare.ts";
import { differsCorrected } from "../../shared/answer-vs-plan.ts";
import { DOCUMENT_HANDLERS } from "../../shared/document-kinds.ts";
import type { WritePlan } from "../../shared/plan-input.ts";
import { updateIntent } from "../late-updates.ts";
import { readCurrentArticles, stillOthers } from "./changed-article-numbers.ts";
import { readCurrentCustomer, isOtherCountry, otherBuyerName } from "./customer-country.ts";

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
    booksRounded(ports.settings.orders.wholeUnits) && splitGiftCards(order).cards.length === 0;
  const [rounded] =
    company === null
      ? []
      : roundingFaults(company, { currency: planned.currency, gross: total }, mayRound);
  if (rounded !== undefined) return rounded;
  return isCashBooks(fiscalYears, today) ? reason("cash-bookkeeping") : null;
}

/**
 * The ledger invoices in the customer's currency, with VAT of the customer's country: both as they
 * are by now. Returns why it can't be invoiced.
 */
async function customerDiffers(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  { customerId, currency }: SalesOrder,
): Promise<Result<readonly Reason[], Failure>> {
  const { ports } = order;
  const answer = await ports.read(customerById(customerId));
  if (!answer.ok) return answer;
  const found = readCustomer(answer.value);
  if (!found.ok) return found;
  const customer = toLedgerCustomer(found.value);
  const own = customer.tax?.currency ?? currency;
  if (own !== currency)
    return ok([
      reason("currency-differs", {
        order: currency,
        customer: own,
        ...sharedCustomer({ customer, settings: ports.settings }),
      }),
    ]);
  if (customer.country === prepared.customer.country) return ok([]);
  ports.customerSeen(customer);
  const plan = makePlan(order, { ...prepared, customer }, identity, ports.lists.learnt);
  return ok(plan.kind === "hold" ? plan.reasons : []);
}

/** `id`: the order that was just compared and equals `planned`. */
type Delivered = {
  readonly id: string;
  readonly planned: SalesOrder;
  readonly reasons: readonly Reason[];
};

/** Invoices the order. */
export async function invoiceDelivered(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  { id, planned, reasons }: Delivered,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const today = localDay(ports.now(), zoneOfCountry(ports.lists.company?.country ?? ""));
  const inTheWay = notInvoiced(order, planned, today);
  if (inTheWay !== null) return ok(end(order, "held", [inTheWay, ...reasons]));
  const differs = await customerDiffers(order, prepared, identity, planned);
  if (!differs.ok) return differs;
  if (differs.value.length > 0) return ok(end(order, "held", [...differs.value, ...reasons]));
  const booking = await bookingOf(order, identity, planned, today);
  const written = await ports.write(
    { ...documentIntent(ports, "order.convert", identity, id, "invoice"), booking },
    invoiceOrder(id),
  );
  if (!written.ok) {
    if (!booksClosed(written.error)) return written;
    const closed = reason("period-closed", { date: today, why: "refused" });
    return ok(end(order, "held", [closed, ...reasons]));
  }
  const read = readWritten(ports, written.value, readBookedInvoice);
  if (!read.ok) return read;
  const invoice = read.value;
  recordObservation(ports, "E94", observedMarker(invoice, identity.field, identity.marker.code));
  const { learnt } = ports.lists;
  const booked = { planned, invoice, date: today, learnt, reasons };
  return ok(await recordBooked(order, identity, written.value, booked));
}

export type Finishing = {
  readonly planned: SalesOrder;
  readonly read: ReadOrder;
  /** The write that was answered; `null` for a document that was found. */
  readonly written: Written | null;
  readonly learnt: LedgerBehaviour;
  readonly reasons: readonly Reason[];
  /** A draft order is confirmed, and a draft invoice booked, once it is right. */
  readonly confirm: boolean;
  /** An edit of a document that was finished. */
  readonly edited?: boolean;
  /** It was right once, or may not be ours alone: left for a person, and never deleted. */
  readonly keep?: boolean;
};

type HeldCorrection = { readonly kind: "held"; readonly reasons: readonly Reason[] };
type Right = Pick<Finishing, "planned" | "read" | "learnt" | "reasons"> & {
  readonly kind: "right";
  readonly answer: AnsweredOrder;
};

const CORRECTIONS = 2;

/**
 * Compares the ledger's answer with the plan, corrects the document where the ledger rounds VAT or
 * reads prices otherwise than was known (read, plan again with what was learnt, put, compare
 * again), and records the outcome once it is right. Any other difference is returned.
 */
export async function compareAndCorrect(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Finishing,
): Promise<Result<Right | HeldCorrection, Failure>> {
  const { ports } = order;
  const form = DOCUMENT_HANDLERS[identity.role];
  let { planned, read, written, learnt } = state;
  let { customer, articles } = prepared;
  let reasons: readonly Reason[] = [...state.reasons];
  /** Plans with customer and articles as they are known by now, and writes what that changes. */
  const planAnew = async (): Promise<Result<WritePlan | HeldCorrection, Failure>> => {
    const plan = makePlan(order, { customer, articles }, identity, learnt);
    if (plan.kind === "hold") return ok({ kind: "held", reasons: plan.reasons });
    const request = form.update(read.order.id, read.raw, plan.document);
    planned = plan.document;
    if (request === null) return ok(plan);
    const updated = await ports.write(
      await updateIntent(ports, form, identity, read.order.id, plan.document),
      request,
    );
    if (!updated.ok) return updated;
    const again = await answeredOrRead(ports, form, updated.value, read.order.id);
    if (!again.ok) return again;
    written = updated.value;
    read = again.value;
    return ok(plan);
  };
  if (isOtherCountry(order, customer, read.order)) {
    const now = await readCurrentCustomer(order, customer, read.order);
    if (!now.ok) return now;
    if (!("id" in now.value)) return ok({ kind: "held", reasons: now.value });
    customer = now.value;
    const anew = await planAnew();
    if (!anew.ok) return anew;
    if (anew.value.kind === "held") return ok(anew.value);
    reasons = withSaleOf(anew.value.reasons, reasons);
  }
  const now = await readCurrentArticles(order, articles, read);
  if (!now.ok) return now;
  if (now.value.kind === "held") return ok(now.value);
  if (now.value.kind === "other") {
    ({ articles } = now.value);
    const anew = await planAnew();
    if (!anew.ok) return anew;
    if (anew.value.kind === "held") return ok(anew.value);
    const still = stillOthers(order, articles, read.order);
    if (still.length > 0) return ok({ kind: "held", reasons: still });
    reasons = [...anew.value.reasons, ...now.value.reasons];
  }
  for (let correction = 0; ; correction += 1) {
    const verdict = form.compare(planned, read.order, learnt, ports.settings.orders.tolerance);
    const otherwise = verdict.kind === "equal" ? roundedOtherwise(planned, verdict.learnt) : null;
    ports.note("comparison", verdict.kind, {
      predicted: planned.prediction,
      rounding: otherwise ?? planned.rounding,
      answered: {
        amount: read.order.amount,
        vat: read.order.vatAmount,
        roundings: read.order.roundingsAmount,
      },
      verdict: form.reported(verdict),
    });
    if (verdict.kind === "differs") return ok({ kind: "held", reasons: verdict.reasons });
    if (verdict.learnt !== learnt) ports.saveLists({ learnt: verdict.learnt });
    learnt = verdict.learnt;
    reasons = [...reasons, ...verdict.reasons];
    if (otherwise !== null) {
      const plan = makePlan(order, { customer, articles }, identity, learnt);
      if (plan.kind === "write") reasons = withVatOf(plan.reasons, reasons);
    }
    if (verdict.kind === "equal" || verdict.kind === "within-tolerance") {
      if (written !== null && form.kind === "order") {
        recordObservation(ports, "E16", observedDelivered(read));
        reasons = [...reasons, ...deliveredRounded(planned)];
      }
      // A document that still has to be confirmed isn't done: a run that breaks off before that
      // must not count as unchanged.
      await settleCompared(
        await withDrafted(order, identity, planned),
        identity,
        written,
        { answer: read.order, planned },
        state.confirm && read.order.status === "draft" ? null : order.sourceHash,
      );
      reasons = [...reasons, ...otherBuyerName(order, customer, read.order)];
      return ok({ kind: "right", planned, read, learnt, answer: read.order, reasons });
    }
    if (correction === CORRECTIONS)
      return ok({
        kind: "held",
        reasons: [...reasons, differsCorrected(planned, read.order, learnt, correction)],
      });
    customer = asAnswered(order, customer, read.order);
    const anew = await planAnew();
    if (!anew.ok) return anew;
    if (anew.value.kind === "held") return ok(anew.value);
    if (verdict.kind === "other-basis")
      reasons = [...reasons, reason("price-basis-corrected", { includesVat: verdict.includesVat })];
  }
}

/**
 * Right, with an equal gross, and rounded the other way than was planned for: so it is told, though
 * nothing is written anew. `null`: as it was planned.
 */
const roundedOtherwise = (
  { rounding }: Pick<SalesOrder, "rounding">,
  { vatRounding }: LedgerBehaviour,
): LedgerBehaviour["vatRounding"] => (vatRounding === rounding ? null : vatRounding);

const isOfVat = ({ code }: Reason): boolean => code === "vat-method-difference";

/** What VAT differs by is told as the ledger rounded it. */
const withVatOf = (planned: readonly Reason[], answered: readonly Reason[]): readonly Reason[] => [
  ...answered.filter((one) => !isOfVat(one)),
  ...planned.filter(isOfVat),
];

const isOfSale = ({ code }: Reason): boolean => code === "sale-decided";

/** What the sale is for VAT is told of the customer as it is by now. */
const withSaleOf = (planned: readonly Reason[], before: readonly Reason[]): readonly Reason[] => [
  ...before.filter((one) => !isOfSale(one)),
  ...planned.filter(isOfSale),
];

/** A quantity that the ledger delivers, and so invoices, rounded: said before a person does. */
const deliveredRounded = ({ rows }: Pick<SalesOrder, "rows">): readonly Reason[] =>
  tooFine(rows).map((quantity) => reason("delivered-rounded", { quantity }));

/** Returns quantities with more than the two decimals that a row's delivered quantity has (E16). */
const tooFine = (rows: SalesOrder["rows"]): readonly Decimal[] =>
  rows.flatMap(({ articleId, quantity }) =>
    articleId === null || fits(quantity, 2) ? [] : [quantity],
  );

/** A person changed the customer's kind in the ledger: the answer is newer than the link. */
function asAnswered(
  order: OrderCase,
  customer: LedgerCustomer,
  answer: AnsweredOrder,
): LedgerCustomer {
  const kind: CustomerKind = answer.customerIsPrivate ? "private" : "company";
  if (customer.kind === kind) return customer;
  order.ports.correctCustomer(customer.id, kind);
  return { ...customer, kind };
}
