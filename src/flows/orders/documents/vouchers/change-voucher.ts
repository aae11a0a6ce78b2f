/**
 * An order that is booked as a voucher. The voucher is never changed. What the order says otherwise
 * now is left for a person, or the voucher is reversed and the order booked again, as the tenant
 * chose. A voucher that was found is compared first.
 */
import { hasSucceeded } from "../../../../domain/jobs/job.ts";
import { dec } from "../../../../domain/money.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { AnsweredVoucher, Voucher, VoucherFacts } from "../../../../domain/ledger/voucher.ts";
import type { DocumentRecord, FlowEnd, JournalEntry } from "../../../port.ts";
import { settleRecord, writeOf } from "../../../settlement.ts";
import {
  dayMoved,
  type DocumentEnd,
  moneyDueOn,
  end,
  documentDeletedEnd,
  capturingPorts,
  asNeedsAttention,
  type OrderCase,
  applySavedDocuments,
  unchangedSince,
  voucherChanged,
  isWaitingForDayClose,
} from "../../shared/case.ts";
import { orderDate } from "../../shared/filled-fields.ts";
import { nextVoucher, type VoucherIdentity, type VoucherRole } from "../../shared/identity.ts";
import { splitGiftCards } from "../../money/lines.ts";
import { recordIdentity } from "../steps.ts";
import {
  bookedEnd,
  bookVoucher,
  readyVoucher,
  vatByOf,
  voucherKind,
  type VoucherRequest,
} from "./book-voucher.ts";
import { reverseVoucher, type ReverseWhy, staysBefore, voucherStays } from "./reverse.ts";
import { compareVoucher } from "../../../voucher-vs-plan.ts";
import { vatFaultsOf } from "../../../vat-codes.ts";
import { compareFoundVoucher } from "./compare-found-voucher.ts";
import { memberOf, factsOf, isSameSale, voucherHash } from "./send-voucher.ts";
import { unusableAccounts } from "./unusable-accounts.ts";
import { editedVoucherRequest, replanVoucher } from "./replan-voucher.ts";
import { ownVoucher, reversedBefore } from "../../existing/system-voucher.ts";
import type { VoucherPlan } from "./voucher-input.ts";
import { defined } from "../../../../domain/platform/defined.ts";

const ownIdentity = (
  { ports, order }: OrderCase,
  document: DocumentRecord,
): Promise<VoucherIdentity> => nextVoucher(ports, order, document.role as VoucherRole, document.n);

/** Handles an order that changed after its booking, or whose booked content isn't known. */
export async function changeVoucher(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<DocumentEnd, Failure>> {
  const reversed = await reversedBefore(order, document);
  if (!reversed.ok) return reversed;
  if (typeof reversed.value !== "boolean") return ok(reversed.value);
  const identity = await ownIdentity(order, document);
  if (!reversed.value)
    return document.sourceHash === null
      ? linkVoucher(order, document, identity)
      : changeStanding(order, document, identity);
  const next = await nextVoucher(order.ports, order.order, identity.role);
  return bookAnew(order, document, identity, next);
}

async function changeStanding(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const form = voucherKind(order);
  const number = document.number ?? document.id;
  const waits = isWaitingForDayClose(document);
  const then = asItStands(order, document);
  const ready = await replanVoucher(order, document, identity, { ...then, bookedOn: NEVER_ASKED });
  if (!ready.ok) return ready;
  const inDay = waits ? await readyVoucher(order, identity, then) : ready;
  if (!inDay.ok) return inDay;
  if (
    ready.value.plan.kind === "write" &&
    ((await voucherHash(ready.value.plan.voucher)) === document.ownedHash ||
      isSameSale(document.voucher, ready.value.plan.voucher)) &&
    isOfItsCustomer(document, ready.value.plan.voucher) &&
    isOfItsOrder(document, order) &&
    !movesInDay(document, inDay.value.plan)
  ) {
    const { company } = ready.value.order.ports.lists;
    const now = company === null ? null : orderDate(order.order.date, company.country);
    const soldOn = order.credits === undefined ? now : null;
    const moved = waits ? null : dayMoved(number, document.voucher?.soldOn, soldOn);
    const unchanged = end(order, "booked", [
      unchangedSince(document),
      ...(moved === null || moved.month ? [] : [moved.why]),
    ]);
    if (moved?.month === true)
      return ok({ ...asNeedsAttention(unchanged, moved.why), due: moneyDueOn(order, document) });
    ports.saveDocument({ ...document, sourceHash: order.sourceHash });
    return ok({ ...unchanged, due: moneyDueOn(order, document) });
  }
  if (ports.settings.orders.editedAfterBooking === "hold" && !waits)
    return ok(end(order, "needs-attention", [voucherChanged(document, "changed")]));
  // An order that can't be booked again stays as it is booked.
  const next = await nextVoucher(ports, order.order, identity.role);
  const anew = await readyVoucher(order, next, { form, ...editedVoucherRequest(order, document) });
  if (!anew.ok) return anew;
  const { plan } = anew.value;
  // Nothing is left to book.
  const isEmpty =
    plan.kind === "hold" && plan.reasons.every(({ code }) => code === "voucher-empty");
  if (isEmpty || isLeftOut(order)) return reverseBookedVoucher(order, document, "changed");
  if (plan.kind === "hold") return ok(staysBefore(order, document, plan.reasons));
  const unfit = await unusableAccounts(anew.value.order.ports, plan.voucher, accountsOf(document));
  if (!unfit.ok) return unfit;
  if (unfit.value.length > 0) return ok(end(order, "held", unfit.value));
  return bookAnew(order, document, identity, next);
}

/**
 * As it is booked. Until its day is closed a share follows the settings, but its money stays where
 * it is: payouts take it off there.
 */
const asItStands = (order: OrderCase, document: DocumentRecord): VoucherRequest => ({
  form: voucherKind(order),
  rate: document.voucher?.rate ?? null,
  ...asThen(document),
  ...(isWaitingForDayClose(document) ? editedVoucherRequest(order, document) : {}),
});

/** `null`: not known of a voucher of an earlier release. */
const accountsOf = ({ voucher }: DocumentRecord): ReadonlySet<number> | null =>
  voucher?.made === undefined
    ? null
    : new Set([...voucher.made.accounts, ...(voucher.shares ?? [])].map(({ account }) => account));

/** The tenant leaves orders of zero out. */
const isLeftOut = ({ ports, order, credits }: OrderCase): boolean =>
  ports.settings.orders.zeroTotal === "skip" &&
  credits === undefined &&
  dec(splitGiftCards(order).order.gross).eq(0);

/**
 * A claim stays on the customer that it was booked on. The hash covers only figures, so the record
 * of the item is compared too; older records have it as well.
 */
const isOfItsCustomer = ({ voucher }: DocumentRecord, planned: Voucher): boolean => {
  const [before, now] = [voucher?.ledgerItem?.customerId, planned.ledgerItem?.customerId];
  return before === undefined || now === undefined || before === now;
};

/** A credit counts against the order that it was booked for, until it is booked anew. */
const isOfItsOrder = ({ voucher }: DocumentRecord, { credits }: OrderCase): boolean =>
  voucher?.takesBackOf === undefined || voucher.takesBackOf === credits?.key;

async function bookAnew(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  next: VoucherIdentity,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports, saved } = capturingPorts(order.ports);
  const reversed = await reverseVoucher({ ...order, ports }, document, identity, "changed", true);
  if (!reversed.ok) return reversed;
  if (reversed.value.kind === "end") return ok(reversed.value.end);
  // With money that the reversal left there.
  const documents = applySavedDocuments(order.ports.documents, saved);
  const booked = await bookVoucher(
    { ...order, ports: { ...order.ports, documents } },
    next,
    { form: voucherKind(order), ...editedVoucherRequest(order, document) },
    reversed.value.reasons,
  );
  return booked.ok && booked.value.outcome === "booked"
    ? ok({ ...booked.value, outcome: "updated" })
    : booked;
}

/** Plan inputs that have changed since the booking but are no edit. */
const asThen = ({ voucher }: DocumentRecord): Omit<VoucherRequest, "form"> => ({
  vatBy: vatByOf(voucher),
  ...defined({ level: voucher?.level, disputed: voucher?.money?.disputed }),
  ...(voucher?.money === undefined ? {} : { settled: voucher.money.settled }),
  credited: voucher?.credited ?? null,
});

/** It now waits for another day, or with other rows; it isn't booked yet. */
function movesInDay({ role, n, member }: DocumentRecord, plan: VoucherPlan): boolean {
  if (member?.waits !== true || plan.kind !== "write") return false;
  const now = memberOf({ key: "", role, n }, member.label, plan.voucher);
  return JSON.stringify([now.day, now.rows]) !== JSON.stringify([member.day, member.rows]);
}

/** A day before all closed periods, for what is booked already. */
const NEVER_ASKED = "0001-01-01";

/** Reads the voucher, reports where it differs, and records it as the order's document. */
async function linkVoucher(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const found = await ownVoucher(order, identity, document.id);
  if (!found.ok) return found;
  if (found.value === null) return ok(documentDeletedEnd(order, document));
  const faults = await vatFaultsOf(ports, found.value);
  if (!faults.ok) return faults;
  const asSent =
    faults.value.length > 0 ? null : linkAsSent(order, document, identity, found.value);
  if (asSent !== null && asSent.sourceHash !== order.sourceHash)
    return changeVoucher(order, asSent);
  const { id, number, date } = found.value;
  const wanted: VoucherRequest = { form: voucherKind(order), bookedOn: date };
  const compared = await compareFoundVoucher(order, identity, wanted, found.value, faults.value);
  if (!compared.ok) return compared;
  const { plan, planned, differs } = compared.value;
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", {
    voucher: planned,
    booked: found.value,
    differs,
  });
  const made = ports.journal.findLast(
    (entry) =>
      entry.role === identity.role &&
      entry.n === identity.n &&
      entry.kind.endsWith(".create") &&
      hasSucceeded(entry),
  );
  const facts = planned === null ? null : factsOf(planned, order.credits?.key);
  const record: DocumentRecord = {
    ...recordIdentity(order, identity),
    id,
    number,
    state: "live",
    sourceHash: differs.length === 0 ? order.sourceHash : null,
    ownedHash: planned === null ? null : await voucherHash(planned),
    ...(facts === null ? {} : { voucher: { ...facts, ledgerItem: itemOf(facts, made) } }),
  };
  if (made !== undefined) settleRecord(ports, writeOf(made), "compared", record);
  ports.saveDocument(record);
  const reasons = plan.kind === "write" ? plan.reasons : [];
  const ended = bookedEnd(order, { number, item: null, date }, differs, reasons);
  return ok({ ...ended, due: moneyDueOn(order, record) });
}

/** A voucher that was sent without an item has none, whatever is planned now. */
const itemOf = (
  { ledgerItem }: VoucherFacts,
  made: JournalEntry | undefined,
): VoucherFacts["ledgerItem"] => (made?.kind === "voucher.create" ? null : ledgerItem);

/**
 * Links our voucher where its figures are those that were sent: then its content is known, and what
 * the order says otherwise now is an edit. `null`: it isn't ours, it differs, or what was sent
 * isn't known.
 */
function linkAsSent(
  { ports }: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  booked: AnsweredVoucher,
): DocumentRecord | null {
  const made = ports.journal.findLast(
    (entry) =>
      entry.role === identity.role && entry.n === identity.n && entry.kind.endsWith(".create"),
  );
  const booking = made?.booking ?? null;
  if (
    made === undefined ||
    booking?.as.kind !== "voucher" ||
    compareVoucher(booking.as, booked).length > 0
  )
    return null;
  const record: DocumentRecord = {
    ...booking.record,
    id: booked.id,
    number: booked.number ?? document.number,
    state: "live",
  };
  ports.note("comparison", "as it was sent", { booked });
  settleRecord(ports, writeOf(made), "compared", record);
  ports.saveDocument(record);
  return record;
}

/** Reads a found voucher that was never compared, to reverse it. `null`: unknown content. */
async function lookedAt(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
): Promise<Result<DocumentRecord | null, Failure>> {
  const found = await ownVoucher(order, identity, document.id);
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  const faults = await vatFaultsOf(order.ports, found.value);
  if (!faults.ok) return faults;
  return ok(faults.value.length > 0 ? null : linkAsSent(order, document, identity, found.value));
}

/** Reverses the voucher by another one, as vouchers can't be deleted. */
export async function reverseBookedVoucher(
  order: OrderCase,
  document: DocumentRecord,
  why: ReverseWhy,
): Promise<Result<FlowEnd, Failure>> {
  const identity = await ownIdentity(order, document);
  const known =
    document.sourceHash === null ? await lookedAt(order, document, identity) : ok(document);
  if (!known.ok) return known;
  if (known.value === null)
    return ok(end(order, "needs-attention", [voucherStays(document, why, "manual")]));
  const reversed = await reverseVoucher(order, known.value, identity, why);
  if (!reversed.ok) return reversed;
  return ok(
    reversed.value.kind === "end"
      ? reversed.value.end
      : end(order, "updated", reversed.value.reasons),
  );
}
