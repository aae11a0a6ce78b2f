/**
 * Handles an order that is booked as a voucher. A booked voucher is never changed. An edit of the
 * order is left to a person, or the voucher is reversed and the order booked again, as the tenant
 * chose. A voucher that was found in the ledger is compared first.
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

/** Handles an order that changed after its booking, or whose booked content is unknown. */
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
      : changeLiveVoucher(order, document, identity);
  const next = await nextVoucher(order.ports, order.order, identity.role);
  return rebook(order, document, identity, next);
}

async function changeLiveVoucher(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const form = voucherKind(order);
  const number = document.number ?? document.id;
  const isWaiting = isWaitingForDayClose(document);
  const bookedRequest = requestAsBooked(order, document);
  const ready = await replanVoucher(order, document, identity, {
    ...bookedRequest,
    bookedOn: BEFORE_CLOSED_PERIODS,
  });
  if (!ready.ok) return ready;
  const readyInDay = isWaiting ? await readyVoucher(order, identity, bookedRequest) : ready;
  if (!readyInDay.ok) return readyInDay;
  if (
    ready.value.plan.kind === "write" &&
    ((await voucherHash(ready.value.plan.voucher)) === document.ownedHash ||
      isSameSale(document.voucher, ready.value.plan.voucher)) &&
    hasSameCustomer(document, ready.value.plan.voucher) &&
    creditsSameOrder(document, order) &&
    !changesInDay(document, readyInDay.value.plan)
  ) {
    const { company } = ready.value.order.ports.lists;
    const now = company === null ? null : orderDate(order.order.date, company.country);
    const soldOn = order.credits === undefined ? now : null;
    const moved = isWaiting ? null : dayMoved(number, document.voucher?.soldOn, soldOn);
    const unchanged = end(order, "booked", [
      unchangedSince(document),
      ...(moved === null || moved.month ? [] : [moved.why]),
    ]);
    if (moved?.month === true)
      return ok({ ...asNeedsAttention(unchanged, moved.why), due: moneyDueOn(order, document) });
    ports.saveDocument({ ...document, sourceHash: order.sourceHash });
    return ok({ ...unchanged, due: moneyDueOn(order, document) });
  }
  if (ports.settings.orders.editedAfterBooking === "hold" && !isWaiting)
    return ok(end(order, "needs-attention", [voucherChanged(document, "changed")]));
  // Reverse nothing before it is certain that the order can be booked again.
  const next = await nextVoucher(ports, order.order, identity.role);
  const rebooking = await readyVoucher(order, next, {
    form,
    ...editedVoucherRequest(order, document),
  });
  if (!rebooking.ok) return rebooking;
  const { plan } = rebooking.value;
  // An edit that leaves nothing to book only reverses the voucher.
  const isEmpty =
    plan.kind === "hold" && plan.reasons.every(({ code }) => code === "voucher-empty");
  if (isEmpty || isSkippedAsZero(order)) return reverseBookedVoucher(order, document, "changed");
  if (plan.kind === "hold") return ok(staysBefore(order, document, plan.reasons));
  const unusable = await unusableAccounts(
    rebooking.value.order.ports,
    plan.voucher,
    accountsOf(document),
  );
  if (!unusable.ok) return unusable;
  if (unusable.value.length > 0) return ok(end(order, "held", unusable.value));
  return rebook(order, document, identity, next);
}

/**
 * Requests the voucher as it is booked. Until its day is closed a share follows the settings, but
 * its money stays on the same accounts, as payouts clear it there.
 */
const requestAsBooked = (order: OrderCase, document: DocumentRecord): VoucherRequest => ({
  form: voucherKind(order),
  rate: document.voucher?.rate ?? null,
  ...bookedChoices(document),
  ...(isWaitingForDayClose(document) ? editedVoucherRequest(order, document) : {}),
});

/** Returns the accounts of a voucher; `null`: unknown, as an earlier release booked it. */
const accountsOf = ({ voucher }: DocumentRecord): ReadonlySet<number> | null =>
  voucher?.made === undefined
    ? null
    : new Set([...voucher.made.accounts, ...(voucher.shares ?? [])].map(({ account }) => account));

/** Whether the tenant skips the order because its total is zero. */
const isSkippedAsZero = ({ ports, order, credits }: OrderCase): boolean =>
  ports.settings.orders.zeroTotal === "skip" &&
  credits === undefined &&
  dec(splitGiftCards(order).order.gross).eq(0);

/**
 * A receivable stays on the customer that it was booked on. The hash covers only figures, so the
 * customer of the ledger item is compared too; records of all releases have it.
 */
const hasSameCustomer = ({ voucher }: DocumentRecord, planned: Voucher): boolean => {
  const [before, now] = [voucher?.ledgerItem?.customerId, planned.ledgerItem?.customerId];
  return before === undefined || now === undefined || before === now;
};

/** A credit counts against the order that it was booked for, until it is rebooked. */
const creditsSameOrder = ({ voucher }: DocumentRecord, { credits }: OrderCase): boolean =>
  voucher?.takesBackOf === undefined || voucher.takesBackOf === credits?.key;

async function rebook(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  next: VoucherIdentity,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports, saved } = capturingPorts(order.ports);
  const reversed = await reverseVoucher({ ...order, ports }, document, identity, "changed", true);
  if (!reversed.ok) return reversed;
  if (reversed.value.kind === "end") return ok(reversed.value.end);
  // The order is booked with the documents that the reversal saved, which hold retained money.
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

/** Plan inputs that keep their booked values, as their change since is no edit of the order. */
const bookedChoices = ({ voucher }: DocumentRecord): Omit<VoucherRequest, "form"> => ({
  vatBy: vatByOf(voucher),
  ...defined({ level: voucher?.level, disputed: voucher?.money?.disputed }),
  ...(voucher?.money === undefined ? {} : { settled: voucher.money.settled }),
  credited: voucher?.credited ?? null,
});

/** Whether a share that waits for its day, and isn't booked yet, gets another day or other rows. */
function changesInDay({ role, n, member }: DocumentRecord, plan: VoucherPlan): boolean {
  if (member?.waits !== true || plan.kind !== "write") return false;
  const now = memberOf({ key: "", role, n }, member.label, plan.voucher);
  return JSON.stringify([now.day, now.rows]) !== JSON.stringify([member.day, member.rows]);
}

/** As the booking day of a voucher that is booked already: no closed period prevents its plan. */
const BEFORE_CLOSED_PERIODS = "0001-01-01";

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
  const request: VoucherRequest = { form: voucherKind(order), bookedOn: date };
  const compared = await compareFoundVoucher(order, identity, request, found.value, faults.value);
  if (!compared.ok) return compared;
  const { plan, planned, differs } = compared.value;
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", {
    voucher: planned,
    booked: found.value,
    differs,
  });
  const write = ports.journal.findLast(
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
    ...(facts === null ? {} : { voucher: { ...facts, ledgerItem: bookedItem(facts, write) } }),
  };
  if (write !== undefined) settleRecord(ports, writeOf(write), "compared", record);
  ports.saveDocument(record);
  const reasons = plan.kind === "write" ? plan.reasons : [];
  const ended = bookedEnd(order, { number, item: null, date }, differs, reasons);
  return ok({ ...ended, due: moneyDueOn(order, record) });
}

/** A voucher that was sent without a ledger item has none, whatever the plan says now. */
const bookedItem = (
  { ledgerItem }: VoucherFacts,
  write: JournalEntry | undefined,
): VoucherFacts["ledgerItem"] => (write?.kind === "voucher.create" ? null : ledgerItem);

/**
 * Links our voucher where its figures equal those that were sent: its content is then known, and a
 * difference from the order is an edit. `null`: the voucher isn't ours, it differs, or what was
 * sent is unknown.
 */
function linkAsSent(
  { ports }: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  booked: AnsweredVoucher,
): DocumentRecord | null {
  const write = ports.journal.findLast(
    (entry) =>
      entry.role === identity.role && entry.n === identity.n && entry.kind.endsWith(".create"),
  );
  const booking = write?.booking ?? null;
  if (
    write === undefined ||
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
  settleRecord(ports, writeOf(write), "compared", record);
  ports.saveDocument(record);
  return record;
}

/** Reads a voucher that was never compared, so that it can be reversed. `null`: unknown content. */
async function linkUncompared(
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
    document.sourceHash === null ? await linkUncompared(order, document, identity) : ok(document);
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
