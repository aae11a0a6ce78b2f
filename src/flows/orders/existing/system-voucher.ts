/**
 * Reads our voucher from the ledger with its rows. It is found by the marker in its text, as the
 * vendor has no read by id alone.
 */
import { isUnanswered } from "../../../domain/jobs/job.ts";
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/platform/durations.ts";
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { markerCode } from "../../../domain/orders/marker.ts";
import { amount, dec, type Decimal, round, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import {
  type AnsweredVoucher,
  type VoucherFacts,
  withClearing,
} from "../../../domain/ledger/voucher.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { findDocuments } from "../../../eaccounting/documents.ts";
import { findVouchers, readVoucher } from "../../../eaccounting/vouchers.ts";
import type {
  ClockPort,
  DocumentRecord,
  DoubtHit,
  FlowEnd,
  JournalEntry,
  RunFacts,
  SentBooking,
  VendorPort,
} from "../../port.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { keyed, bareRecord, byMarker } from "../../settlement.ts";
import { end, type OrderCase, reversalOf } from "../shared/case.ts";
import { sortOldestFirst } from "./existing-documents.ts";
import { nextVoucher, type VoucherIdentity, type VoucherRole } from "../shared/identity.ts";

/**
 * Returns all vouchers with the marker. Where the vendor refuses to filter on the text, everything
 * created since the order's day is read.
 */
export function findVouchersByMarker(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { marker }: Pick<VoucherIdentity, "marker">,
): Promise<Result<readonly AnsweredVoucher[], Failure>> {
  const stamp = parseLocal(order.date);
  const since =
    (stamp === null
      ? ports.journalBornAt
      : Math.min(ports.now(), instantsOf(stamp, SOURCE_ZONE).earliest)) - DAY_MS;
  return findVouchers(ports.lookUp, byMarker(ports, marker.code, since));
}

/**
 * Returns our voucher; one that is booked by the day is only in our records, and the ledger is
 * asked for its day's voucher. `null`: it doesn't exist any more.
 */
export async function ownVoucher(
  order: OrderCase,
  identity: VoucherIdentity,
  id: string,
): Promise<Result<AnsweredVoucher | null, Failure>> {
  if (isByDay(id)) {
    const own = order.ports.documents.find((document) => document.id === id)?.member;
    if (own === undefined) return ok(null);
    const { day, rows } = own;
    if (own.in !== undefined) {
      const there = await readVoucher(order.ports.read, own.in);
      if (!there.ok) return there;
      if (there.value === null) return ok(null);
    }
    return ok({ id, number: day, date: day, text: "", rows, createdUtc: null });
  }
  const found = await findVouchersByMarker(order, identity);
  return found.ok ? ok(found.value.find((voucher) => voucher.id === id) ?? null) : found;
}

/** The same of a document's voucher. `role`: the one that its marker names. */
export const voucherOf = async (
  order: OrderCase,
  { id, n }: Pick<DocumentRecord, "id" | "n">,
  role: VoucherRole,
): ReturnType<typeof ownVoucher> =>
  ownVoucher(order, await nextVoucher(order.ports, order.order, role, n), id);

/**
 * Whether the voucher of the order that a credit takes back of is still in the ledger. One that
 * waits for its day is in no voucher yet.
 */
export async function stillBooked(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { id, n, member, voucher }: DocumentRecord,
): Promise<Result<boolean, Failure>> {
  if (isByDay(id)) {
    if (member?.in === undefined) return ok(true);
    const there = await readVoucher(ports.read, member.in);
    return there.ok ? ok(there.value !== null) : there;
  }
  const { creditsOrderId } = order;
  if (creditsOrderId === null) return ok(true);
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: creditsOrderId,
    role: "voucher",
    n,
  });
  const soldOn = Date.parse(voucher?.soldOn ?? "");
  const found = await findDocuments(ports.lookUp, {
    kind: "voucher",
    fields: [],
    ...byMarker(ports, code, (Number.isNaN(soldOn) ? ports.journalBornAt : soldOn) - DAY_MS),
  });
  return found.ok ? ok(found.value.documents.some((one) => one.id === id)) : found;
}

/** Resolves a doubtful voucher, searched without its rows: an unreadable figure can't hide it. */
export async function findDoubtfulVoucher(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("a voucher was sent without a marker");
  const found = await findDocuments(ports.lookUp, {
    kind: "voucher",
    fields: [],
    ...byMarker(ports, code, (entry.sentAt ?? ports.now()) - HOUR_MS),
  });
  if (!found.ok) return found;
  const [oldest] = sortOldestFirst(found.value.documents);
  if (oldest === undefined) return ok(null);
  const { id, number } = oldest;
  // Its content is compared before it counts as booked.
  return ok({
    documentId: id,
    documentNumber: number,
    document: keyed(entry.key, {
      ...bareRecord({ role: entry.role, n: entry.n }, { id, number }),
      ...defined({ voucher: paidBy(entry) }),
    }),
  });
}

/**
 * Only the journal knows a payment's amount, and what it moved on which account. Absent: the
 * voucher is no payment.
 */
function paidBy({ role, payment, booking }: JournalEntry): VoucherFacts | undefined {
  if (role !== "voucher-payment") return undefined;
  const charged = payment?.amount;
  return (
    booking?.record.voucher ??
    (charged === undefined ? undefined : { charged, currency: "", rate: null, ledgerItem: null })
  );
}

/**
 * Returns what is known of a voucher with this identity: `"unsent"`, unless a person was asked
 * about its outcome. Then the ledger is read, as it may have succeeded: the voucher, or `null`
 * where there is none.
 */
export async function findUnresolvedVoucher(
  order: OrderCase,
  identity: VoucherIdentity,
): Promise<Result<AnsweredVoucher | "unsent" | null, Failure>> {
  const isLeft = (entry: JournalEntry): boolean =>
    entry.role === identity.role &&
    entry.n === identity.n &&
    entry.kind.endsWith(".create") &&
    isUnanswered(entry);
  if (!order.ports.journal.some(isLeft)) return ok("unsent");
  const found = await findVouchersByMarker(order, identity);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/**
 * Whether the voucher was reversed without our knowing then, so that nothing of the order is in the
 * books. Returns the run's end where a person was asked about its reversal, it isn't there, and the
 * person hasn't had it tried again.
 */
export async function reversedBefore(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<boolean | FlowEnd, Failure>> {
  const { ports } = order;
  if (reversalOf(ports.documents, document) !== undefined) return ok(true);
  const own = await nextVoucher(ports, order.order, "voucher-reversal", document.n);
  const there = await findUnresolvedVoucher(order, own);
  if (!there.ok) return there;
  if (there.value !== null || ports.eventTypes.includes(RETRY))
    return ok(there.value !== null && there.value !== "unsent");
  const asked = reason("in-doubt-needs-person", { marker: own.marker.text });
  return ok(end(order, "needs-attention", [asked]));
}

/** What was last sent as the voucher with this identity: the order may say otherwise by now. */
export const sentBooking = (
  { journal }: Pick<RunFacts, "journal">,
  { role, n }: Pick<JournalEntry | DocumentRecord, "role" | "n">,
): SentBooking | undefined =>
  journal.findLast((entry) => entry.role === role && entry.n === n && entry.booking != null)
    ?.booking ?? undefined;

/** A person was asked whether it succeeded. */
export const isVoucherPaymentInDoubt = (entry: JournalEntry): boolean =>
  entry.role === "voucher-payment" && entry.kind === "voucher.create" && isUnanswered(entry);

/** A voucher of a payment. `compared`: it was read and holds what was planned. */
export const paymentRecord = ({
  n,
  voucher: { id, number },
  charged,
  currency,
  compared: isCompared,
  clearing,
}: {
  readonly n: number;
  readonly voucher: { readonly id: string; readonly number: string | null };
  readonly charged: Decimal;
  readonly currency: string;
  readonly compared: boolean;
  readonly clearing: Pick<VoucherFacts, "clearing">;
}): DocumentRecord => ({
  role: "voucher-payment",
  n,
  id,
  number,
  state: "live",
  sourceHash: isCompared ? "compared" : null,
  ownedHash: null,
  voucher: { charged, currency, rate: null, ledgerItem: null, ...clearing },
});

const MAX_LOST = 9;

/**
 * Returns payments that the ledger has and the journal lacks: searched by the markers that they
 * would carry before anything is paid, and read before they count.
 */
export async function lostPayments(
  order: OrderCase,
  known: readonly DocumentRecord[],
): Promise<Result<readonly DocumentRecord[], Failure>> {
  const { ports } = order;
  const found: DocumentRecord[] = [];
  const last = Math.max(
    MAX_LOST,
    ...ports.journal.filter(isVoucherPaymentInDoubt).map(({ n }) => n),
  );
  for (let n = 1; n <= last; n += 1) {
    if (
      known.some((one) => one.n === n) ||
      ports.documents.some((one) => one.role === "voucher-payment" && one.n === n)
    )
      continue;
    const seen = await findVouchersByMarker(
      order,
      await nextVoucher(ports, order.order, "voucher-payment", n),
    );
    if (!seen.ok) return seen;
    const [one] = seen.value;
    if (one === undefined) {
      // Each payment was made after the one before it: where the journal names no later one, there
      // is none.
      if (!ports.journal.some((entry) => entry.role === "voucher-payment" && entry.n > n)) break;
      continue;
    }
    const moved = sum(one.rows.map(({ debit }) => debit));
    const live = liveFacts(order);
    const rate = live?.rate?.rate ?? null;
    found.push(
      paymentRecord({
        n,
        voucher: one,
        charged: amount(rate === null ? moved : round(moved.div(rate))),
        currency: order.order.currency,
        compared: true,
        clearing: withClearing(
          {
            date: one.date,
            rows: one.rows
              .filter(({ account }) => account !== live?.money?.owedOn)
              .map((row) => ({ ...row, role: "clearing", text: "", sourceLines: [], reasons: [] })),
            paymentMethod: order.order.paymentMethodId,
          },
          order.credits?.key,
        ),
      }),
    );
  }
  return ok(found);
}

/** The facts of the voucher that its payments settle; those of a reversal go to the buyer. */
const liveFacts = ({ ports }: OrderCase): VoucherFacts | undefined => {
  const live = (...roles: readonly string[]) =>
    ports.documents.findLast(
      ({ role, state, voucher }) =>
        state === "live" && roles.includes(role) && voucher !== undefined,
    )?.voucher;
  return live("voucher", "voucher-credit") ?? live("voucher-reversal");
};

/** A payment that was found by its marker after a lost answer is read before it counts. */
export async function compareFoundPayments(
  order: OrderCase,
  documents: readonly DocumentRecord[],
): Promise<Result<readonly Reason[], Failure>> {
  const reasons: Reason[] = [];
  const rate = liveFacts(order)?.rate?.rate ?? null;
  for (const document of documents) {
    const charged = document.voucher?.charged;
    if (document.sourceHash !== null || charged === undefined) continue;
    const booked = await voucherOf(order, document, "voucher-payment");
    if (!booked.ok) return booked;
    const moved =
      booked.value === null ? "0.00" : amount(sum(booked.value.rows.map(({ debit }) => debit)));
    const wanted = amount(round(dec(charged).times(rate ?? "1")));
    // Parts of a payment, and credits, are converted together with earlier ones: a few cents either
    // way.
    if (
      dec(moved)
        .minus(dec(wanted))
        .abs()
        .lte(rate === null ? "0" : "0.04")
    )
      order.ports.saveDocument({ ...document, sourceHash: "compared" });
    else
      reasons.push(reason("voucher-differs", { field: "total", planned: wanted, booked: moved }));
  }
  return ok(reasons);
}
