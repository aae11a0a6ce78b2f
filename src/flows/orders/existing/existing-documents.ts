/**
 * Looks for existing documents before the first write, where the journal isn't enough: it is
 * younger than the order, something was written before under another number, or the order's day is
 * the day of the start line. Searches every kind of document. A document with our marker is ours
 * and is adopted, never created again. One with only the order's number may be a person's, and
 * holds the order. Vouchers that the ledger made of an invoice or a payment don't count: they name
 * the invoice's number, and the invoice is found itself.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { NOT_ITS_DOCUMENT } from "../../../domain/jobs/requested-actions.ts";
import { dayKey } from "../../../domain/ids.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import { carriesMarker, markerCode } from "../../../domain/orders/marker.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import {
  carriesNumber,
  DOCUMENT_KINDS,
  type DocumentKind,
  findDocuments,
  type LedgerDocument,
} from "../../../eaccounting/documents.ts";
import { findVouchers } from "../../../eaccounting/vouchers.ts";
import { MARKER_FIELDS } from "../../../settings/schema.ts";
import type { DocumentRecord, FlowEnd, MemoryPort, RunFacts, VendorPort } from "../../port.ts";
import { otherBookingsUntil, bareRecord, byMarker } from "../../settlement.ts";
import { MANUAL } from "../shared/link-request.ts";
import { end, liveDocument, type OrderCase } from "../shared/case.ts";
import type { DocumentRole } from "../shared/document-kinds.ts";
import { codesUpTo, type MarkedRole, type OwnCode, type VoucherRole } from "../shared/identity.ts";
import { PROVIDERS } from "../../../domain/payouts/lines.ts";

type ExistingDocuments =
  | { readonly kind: "nothing" }
  /** Our own order or draft: adopted, compared and updated like any other. */
  | {
      readonly kind: "ours";
      readonly document: LedgerDocument;
      readonly role: DocumentRole;
      readonly n: number;
      readonly others: readonly LedgerDocument[];
    }
  /** Ours and booked, by a person or by a journal that is gone. */
  | {
      readonly kind: "booked";
      readonly document: LedgerDocument;
      readonly role: Role;
      readonly n: number;
    }
  | { readonly kind: "perhaps-by-hand"; readonly reason: Reason };

/** Which kinds may carry which marker. A person's copy elsewhere is found by the order's number. */
const MAY_CARRY: Readonly<Record<MarkedRole, readonly DocumentKind[]>> = {
  "sales-order": ["order", "invoice"],
  "invoice-draft": ["invoice-draft", "invoice"],
  "credit-draft": ["invoice-draft", "invoice"],
  "delta-draft": ["invoice-draft", "invoice"],
  "delta-credit-draft": ["invoice-draft", "invoice"],
  voucher: ["voucher"],
  "voucher-credit": ["voucher"],
  "voucher-reversal": ["voucher"],
  "voucher-payment": ["voucher"],
};

/** One day: how far back a list is scanned where the vendor refuses to filter on the field. */
const SCAN_MS = DAY_MS;

type SearchNeed = {
  /** Codes that may have been sent, under any number that the order had. */
  readonly sent: readonly OwnCode[];
  /** Every code that counts as ours. */
  readonly ours: readonly OwnCode[];
  readonly number: string | null;
  /** Whether a match by number alone counts. */
  readonly manual: boolean;
  readonly orderInstant: number;
};

export async function searchDocuments(
  ports: RunFacts & VendorPort & MemoryPort,
  input: SearchNeed,
): Promise<Result<ExistingDocuments, Failure>> {
  const found = new Map<string, LedgerDocument>();
  const matches = (text: string): boolean =>
    input.ours.some(({ code }) => carriesMarker(text, code)) ||
    (input.manual &&
      input.number !== null &&
      carriesNumber(text, input.number) &&
      !isOfDayOrPayout(text));
  for (const kind of DOCUMENT_KINDS) {
    const codes = input.sent
      .filter(({ role }) => MAY_CARRY[role].includes(kind))
      .map(({ code }) => code);
    for (const part of input.number === null ? codes : [...codes, input.number]) {
      const answer = await findDocuments(ports.lookUp, {
        kind,
        fields: MARKER_FIELDS,
        part,
        matches,
        since: input.orderInstant - SCAN_MS,
        scanOnly: ports.memory["documents"] === "scan",
      });
      if (!answer.ok) return answer;
      if (answer.value.how === "scan") ports.remember("documents", "scan");
      for (const document of answer.value.documents)
        found.set(`${document.kind} ${document.id}`, document);
    }
  }
  return ok(
    classifyHits(
      [...found.values()].map((document) => ({ document, own: ownOf(document, input.ours) })),
    ),
  );
}

const ownOf = (document: LedgerDocument, ours: readonly OwnCode[]): OwnCode | null =>
  ours.find(({ code }) =>
    Object.values(document.texts).some((text) => carriesMarker(text, code)),
  ) ?? null;

type Hit = { readonly document: LedgerDocument; readonly own: OwnCode | null };
type Marked = { readonly document: LedgerDocument; readonly own: OwnCode };

function classifyHits(hits: readonly Hit[]): ExistingDocuments {
  const marked = notDeleted(
    hits.flatMap(({ document, own }) => (own === null ? [] : [{ document, own }])),
  );
  // A voucher comes first; of an order that was booked again, the newest.
  const vouchers = marked
    .filter(({ own }) => isVoucherRole(own.role))
    .toSorted((a, b) => a.own.n - b.own.n);
  const booked =
    vouchers.at(-1) ??
    marked.find(({ document }) => document.kind === "invoice" || document.kind === "voucher");
  if (booked !== undefined)
    return {
      kind: "booked",
      document: booked.document,
      role: bookedRole(booked.own.role),
      n: booked.own.n,
    };
  const [oldest, ...others] = sortOldestFirst(marked.map(({ document }) => document));
  const first = marked.find(({ document }) => document === oldest);
  if (first !== undefined)
    return {
      kind: "ours",
      document: first.document,
      role: unbookedRole(first),
      n: first.own.n,
      others,
    };
  const hand = hits.find(({ document, own }) => own === null && !document.isDerived)?.document;
  if (hand === undefined) return { kind: "nothing" };
  return {
    kind: "perhaps-by-hand",
    reason: reason("perhaps-booked-by-hand", {
      document: hand.kind,
      number: hand.number ?? hand.id,
    }),
  };
}

function unbookedRole({ document, own }: Marked): "sales-order" | "credit-draft" | "invoice-draft" {
  if (document.kind === "order") return "sales-order";
  return own.role === "credit-draft" ? "credit-draft" : "invoice-draft";
}

const isVoucherRole = (role: MarkedRole): role is VoucherRole =>
  role === "voucher" ||
  role === "voucher-credit" ||
  role === "voucher-reversal" ||
  role === "voucher-payment";

function bookedRole(role: MarkedRole): Role {
  if (isVoucherRole(role)) return role;
  return role === "credit-draft" ? "credit" : "invoice";
}

/** Drops reversed vouchers with their reversals, and payments, which stand for no order. */
function notDeleted(marked: readonly Marked[]): readonly Marked[] {
  const reversed = new Set(
    marked.filter(({ own }) => own.role === "voucher-reversal").map(({ own }) => own.n),
  );
  return marked.filter(
    ({ own }) =>
      !isVoucherRole(own.role) ||
      (own.role !== "voucher-reversal" && own.role !== "voucher-payment" && !reversed.has(own.n)),
  );
}

/** Sorts oldest first: of two, the younger one is the duplicate. */
export const sortOldestFirst = (documents: readonly LedgerDocument[]): readonly LedgerDocument[] =>
  documents.toSorted((a, b) => (a.createdUtc ?? "").localeCompare(b.createdUtc ?? ""));

/**
 * Whether the order may be older than the journal, which doesn't know what came before it, nor what
 * a predecessor did last: another journal may have written the order.
 */
export function olderThanJournal(ports: RunFacts, order: Order): boolean {
  const stamp = parseLocal(order.date);
  return (
    stamp === null ||
    instantsOf(stamp, SOURCE_ZONE).earliest < otherBookingsUntil(ports.memory, ports.journalBornAt)
  );
}

const MAX_DOCUMENTS = 9;

type FoundDocument =
  | { readonly kind: "end"; readonly end: FlowEnd }
  | { readonly kind: "document"; readonly document: DocumentRecord };

/** Finds an order's documents that the journal lacks, by our marker or the order's number. */
export async function existingDocuments(
  order: OrderCase,
  withNumber: boolean,
): Promise<Result<FoundDocument | null, Failure>> {
  const { ports } = order;
  const stamp = parseLocal(order.order.date);
  const isAnothers = ports.eventTypes.includes(NOT_ITS_DOCUMENT);
  const made = Math.max(0, ...[...ports.journal, ...ports.documents].map(({ n }) => n));
  // A lost journal may have made several, after deletions; all of them carry the order's number.
  const ours = await codesUpTo(ports, order.order, Math.max(made + 1, MAX_DOCUMENTS));
  const seen = await searchDocuments(ports, {
    sent: ours.filter((own) => own.n <= made + 1),
    ours,
    number: order.order.number,
    manual: !isAnothers && (withNumber || olderThanJournal(ports, order.order)),
    orderInstant: stamp === null ? ports.now() : instantsOf(stamp, SOURCE_ZONE).earliest,
  });
  if (!seen.ok) return seen;
  switch (seen.value.kind) {
    case "nothing":
      return isAnothers ? ok(null) : inDayBefore(order);
    case "perhaps-by-hand":
      return ok({ kind: "end", end: end(order, "held", [seen.value.reason]) });
    case "booked": {
      const { document, role } = seen.value;
      if (document.kind === "invoice" || role === "voucher" || role === "voucher-credit")
        return ok({ kind: "document", document: recordOf(seen.value) });
      const why = reason("document-booked-by-person", {
        document: document.kind,
        number: document.number ?? document.id,
      });
      return ok({ kind: "end", end: end(order, "booked", [why]) });
    }
    case "ours": {
      const { document, others } = seen.value;
      if (others.length === 0)
        return ok({ kind: "document", document: remembered(ports, recordOf(seen.value)) });
      const why = reason("marker-found-twice", {
        count: others.length + 1,
        first: document.number ?? document.id,
      });
      return ok({ kind: "end", end: end(order, "needs-attention", [why]) });
    }
  }
}

/** As the journal would have it, except for what it held when it was written. */
const recordOf = ({
  document,
  role,
  n,
}: Extract<ExistingDocuments, { readonly kind: "booked" | "ours" }>): DocumentRecord =>
  bareRecord({ role, n }, document);

/**
 * One that was unlinked is still in memory as we wrote it last, so it is known whether a person
 * changed it since. One that was right then is never deleted; "" is no order's hash, so it is
 * compared with the order anew.
 */
function remembered({ documents }: RunFacts, found: DocumentRecord): DocumentRecord {
  const before = documents.findLast(({ id, role }) => id === found.id && role === found.role);
  if (before === undefined || before.ownedHash === MANUAL) return found;
  const { ownedHash, sourceHash } = before;
  return { ...found, ownedHash, sourceHash: sourceHash === null ? null : "" };
}

/**
 * Returns what a person unlinked in one step with the document that was found, itself included, as
 * it stood before: what was booked beside it is the order's as well. Empty where it wasn't
 * unlinked. Pure.
 */
export function unlinkedWith(
  documents: readonly DocumentRecord[],
  found: DocumentRecord,
): readonly DocumentRecord[] {
  const cut = documents.filter(({ state }) => state === "unlinked");
  const own = cut.findLast(({ id, role }) => id === found.id && role === found.role);
  return own === undefined
    ? []
    : cut
        .filter(({ unlinkedAt }) => unlinkedAt === own.unlinkedAt)
        .map(({ unlinkedAt: _at, ...one }): DocumentRecord => ({ ...one, state: "live" }));
}

/**
 * The booked sale among those, where its record says what it holds: then it is the order's as if it
 * had never been unlinked. `null`: it is compared with the order first. A credit always is, with
 * the order that it takes back.
 */
export function relinkableSale(documents: readonly DocumentRecord[]): DocumentRecord | null {
  const own = liveDocument(documents);
  const isSale = own?.role === "invoice" || own?.role === "voucher";
  return isSale && own.sourceHash !== null && own.ownedHash !== MANUAL ? own : null;
}

/**
 * An order older than the journal may be part of its day's voucher, booked before this journal
 * began. That voucher has the day's marker and no order number.
 */
async function inDayBefore(before: OrderCase): Promise<Result<FoundDocument | null, Failure>> {
  const { ports, order } = before;
  const day = parseLocal(order.date)?.day;
  if (day === undefined || !olderThanJournal(ports, order)) return ok(null);
  const key = dayKey(`${day}-1`);
  const own = await ports.recall([key]);
  if (!own.ok) return own;
  if (own.value[key]?.known === true) return ok(null);
  const { administrationId } = ports;
  const code = await markerCode({ administrationId, orderId: key, role: "day-voucher", n: 1 });
  const found = await findVouchers(ports.lookUp, byMarker(ports, code, Date.parse(day) - SCAN_MS));
  const voucher = found.ok ? found.value[0] : undefined;
  if (voucher === undefined) return found.ok ? ok(null) : found;
  const why = reason("day-booked-before", { day, number: voucher.number ?? voucher.id });
  return ok({ kind: "end", end: end(before, "held", [why]) });
}

const DAY = /^\d{4}-\d{2}-\d{2}-\d+ #[A-Z2-7]{8} · × \d+$/u;
const PAYOUT = /^(.+) #[A-Z2-7]{8} · (\S+) · (.+) · \d{4}-\d{2}-\d{2}$/u;

/**
 * Whether this is the text of a day's or a payout's voucher of ours. It stands for no order, though
 * a number in it may equal an order's: a day's text counts its orders (`… #K7Q2M9XA · × 2`), a
 * payout's names the payout (`1001 #K7Q2M9XA · other · 1001 · 2026-03-01`). Known by the form of
 * our own text, as a journal that began anew has neither.
 */
function isOfDayOrPayout(text: string): boolean {
  if (DAY.test(text)) return true;
  // A payout's name is said twice: cut in the marker, and whole.
  const [, marked, provider, payout] = PAYOUT.exec(text) ?? [];
  return (
    marked !== undefined &&
    PROVIDERS.some((one) => one === provider) &&
    payout?.startsWith(marked) === true
  );
}
