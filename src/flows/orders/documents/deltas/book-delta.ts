/**
 * Keeps what is booked of an order equal to what the shop charges now: a credit of what was
 * removed, an invoice of what was added, each made, compared and booked like any other, one after
 * the other under the lock of the order's credits.
 *
 * Each run computes the rest from what is booked, so a run that died half-way, and an order that
 * was edited again, continue from the books. A person's own correction in the ledger, and a credit
 * order of the shop beside an edit, stop this, as they may mean the same change; except where
 * nothing is charged any more.
 */
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import type { AnsweredInvoice } from "../../../../domain/orders/invoice.ts";
import { dec } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { findInvoiceById } from "../../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, FlowEnd, Original } from "../../../port.ts";
import {
  end,
  documentDeletedEnd,
  type OrderCase,
  standsAs,
  withReasons,
} from "../../shared/case.ts";
import { linkSourceOf } from "../../preparation/customer.ts";
import { buyerChangedReasons } from "../../preparation/sold-to.ts";
import { placedAsSold } from "../../../parties/customer-addresses.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { NO_IDENTITY, prepare } from "../../preparation/prepare.ts";
import { findInvoice } from "../../existing/find-doubtful-document.ts";
import { handlerOf, DOCUMENT_HANDLERS, isBooked } from "../../shared/document-kinds.ts";
import { linkInvoice } from "../invoices/booked.ts";
import {
  type Books,
  booksOf,
  contentOfDocument,
  DELTA_ROLES,
  type DeltaRole,
  isDelta,
  remainingAfterCredits,
  lessThanBefore,
} from "../../booked/books.ts";
import { creditedByPersonReason } from "../../booked/credited-by-person.ts";
import { readBookedInvoices, findManualChange, invoicesAndCredits } from "./manual-changes.ts";
import { differenceOf, emptyContent } from "../../booked/booked-vs-charged.ts";
import { planningRole, partCase, settlePart } from "./delta-part.ts";

type StepOutcome = {
  readonly end: FlowEnd;
  /** Whether the books now equal what is charged; otherwise `end` gives the obstacle. */
  readonly inStep: boolean;
  /** What the invoice stands for after a person's change; absent: unchanged. */
  readonly stands?: BookedContent;
};

/**
 * Books the difference. `invoice`: the order's first one. `charged`: the order's current content,
 * empty for a cancelled one.
 */
export async function bookDelta(
  given: OrderCase,
  invoice: DocumentRecord,
  charged: BookedContent,
): Promise<Result<StepOutcome, Failure>> {
  const { ports } = given;
  const stopped = (ended: FlowEnd): Result<StepOutcome, Failure> =>
    ok({ end: ended, inStep: false });
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  const read = await findInvoiceById(ports.read, invoice.id);
  if (!read.ok) return read;
  if (read.value === null) return stopped(documentDeletedEnd(given, invoice));
  const first = read.value;
  const sold = await asSold(given, invoice, first, charged.lines.length === 0);
  if (!sold.ok) return sold;
  if ("held" in sold.value) return stopped(end(given, "held", sold.value.held));
  const order = sold.value;
  const linked = await linkFound(order, invoice, first);
  if (!linked.ok) return linked;
  if (linked.value.kind === "end") return stopped(linked.value.end);
  let { documents } = linked.value;

  const now = await readBookedInvoices(ports, documents, invoice, first);
  if (!now.ok) return now;
  const inTheWay = await creditedByPersonReason(order, invoicesAndCredits(now.value), locked.value);
  if (!inTheWay.ok) return inTheWay;
  if (inTheWay.value !== null) return stopped(end(order, "held", [inTheWay.value]));
  const changed = findManualChange(order, documents, now.value, charged);
  if (changed?.kind === "held") return stopped(end(order, "held", [changed.why]));
  const agrees = changed?.kind === "agrees";
  const done: Reason[] = [...linked.value.reasons];
  for (const role of DELTA_ROLES) {
    const books = booksOf(documents, invoice);
    const beside =
      books === null || dec(locked.value.credited).eq(0)
        ? null
        : remainingAfterCredits(books, charged, locked.value);
    // A person corrected the invoice, so nothing is left to book, and waiting drafts are removed.
    const difference = agrees ? NOTHING_LEFT : (beside ?? knownDifference(books, charged));
    if (difference?.kind !== "parts")
      return stopped(
        end(order, "needs-attention", [
          reason("order-changed-after-booking", {
            number: invoice.number ?? invoice.id,
            what: "figures",
          }),
          ...done,
        ]),
      );
    const part = role === "delta-credit-draft" ? difference.reduction : difference.addition;
    const unclear =
      books === null || beside !== null || part === null
        ? null
        : besideCredits(role, part, { books, charged, original: locked.value });
    if (unclear !== null)
      return stopped(
        end(order, "held", [
          reason("delta-beside-credits", {
            number: invoice.number ?? invoice.id,
            credited: locked.value.credited,
            credit: unclear.gross,
          }),
        ]),
      );
    const settled = await settlePart(order, { invoice, first, role, part, documents });
    if (!settled.ok) return settled;
    if (settled.value.kind === "end") return stopped(withReasons(settled.value.end, ...done));
    documents = settled.value.documents;
    done.push(...settled.value.reasons);
  }
  if (!agrees) return ok({ end: end(order, "updated", done), inStep: true });
  const agreed = reason("booked-agrees", {
    document: invoice.number ?? invoice.id,
    as: standsAs(invoice),
  });
  return ok({
    end: end(order, done.length === 0 ? "booked" : "updated", [agreed, ...done]),
    inStep: true,
    stands: charged,
    documents,
  });
}

/**
 * What takes back all of it is of the place where it was sold. An edit is of the order as it is
 * now, and held where its buyer is another one by now.
 */
async function asSold(
  order: OrderCase,
  { content }: DocumentRecord,
  first: AnsweredInvoice,
  isAll: boolean,
): Promise<Result<OrderCase | { readonly held: readonly Reason[] }, Failure>> {
  const { ports } = order;
  if (isAll) return ok({ ...order, order: placedAsSold(order.order, first, ports.lists.company) });
  const soldTo = first.customerId;
  const to = { ...order.order, soldTo, ...defined({ soldToDefault: content?.onDefault }) };
  const linkSource = linkSourceOf({ ports, order: to });
  const resolved = await ports.resolve({ linkSource, skus: [] });
  if (!resolved.ok) return resolved;
  const { link } = resolved.value;
  const other = await buyerChangedReasons(
    { ...order, order: to },
    link,
    linkSource,
    (invoice, now) => reason("delta-customer-differs", { invoice, order: now }),
  );
  if (!other.ok) return other;
  return ok(other.value === null ? order : { held: other.value });
}

/** `null`: the booked content isn't known. */
const knownDifference = (books: ReturnType<typeof booksOf>, charged: BookedContent) =>
  books === null ? null : differenceOf(books, charged);

/**
 * Returns how much less the order charges where the shop also made credits of it: it may have been
 * edited because of those. `null`: no less, or there are none.
 */
function besideCredits(
  role: DeltaRole,
  part: BookedContent,
  {
    books,
    charged,
    original,
  }: { readonly books: Books; readonly charged: BookedContent; readonly original: Original },
): BookedContent | null {
  if (dec(original.credited).eq(0)) return null;
  return role === "delta-credit-draft" ? part : lessThanBefore(books, charged, original);
}

const NOTHING_LEFT = { kind: "parts", reduction: null, addition: null } as const;

type Linked =
  | {
      readonly kind: "documents";
      readonly documents: readonly DocumentRecord[];
      /** Reasons for what was linked. */
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "end"; readonly end: FlowEnd };

/**
 * Links documents of deltas whose booking we don't know of: our convert's answer was lost, or a
 * person booked our draft. Each is compared with its purpose before it counts.
 */
async function linkFound(
  order: OrderCase,
  invoice: DocumentRecord,
  first: AnsweredInvoice,
): Promise<Result<Linked, Failure>> {
  const { ports } = order;
  let documents = ports.documents;
  const reasons: Reason[] = [];
  for (const document of ports.documents) {
    // A draft and its document may both be found, and are linked once.
    if (
      !documents.includes(document) ||
      document.state !== "live" ||
      !isDelta(document) ||
      (isBooked(document.role) && document.sourceHash !== null)
    )
      continue;
    const role = DELTA_ROLES.find((draft) => handlerOf(document.role).role === draft);
    const content = contentOfDocument(documents, document);
    if (role === undefined) continue;
    // The content of a draft that was found by its marker isn't known, and isn't needed while it is
    // a draft.
    const made = await partCase(order, content ?? emptyContent(order.order), role, first);
    if (!made.ok) return made;
    const mine = made.value;
    const bookedId = isBooked(document.role)
      ? ok(document.id)
      : await bookedFrom(mine, document, role);
    if (!bookedId.ok) return bookedId;
    if (bookedId.value === "still-a-draft") continue;
    if (bookedId.value === null) {
      if (!ports.eventTypes.includes("retry-by-person"))
        return ok({ kind: "end", end: documentDeletedEnd(order, document) });
      // It was deleted in the ledger, and a person wants it made again.
      ports.saveDocument({ ...document, state: "gone" });
      documents = documents.map((one) => (one === document ? { ...document, state: "gone" } : one));
      continue;
    }
    if (content === null)
      return ok({
        kind: "end",
        end: end(order, "needs-attention", [
          reason("order-changed-after-booking", {
            number: invoice.number ?? invoice.id,
            what: "figures",
          }),
        ]),
      });
    const id = bookedId.value;
    const preparation = await prepare(mine, { ...NO_IDENTITY, role: planningRole(mine) });
    if (!preparation.ok) return preparation;
    const ready = preparation.value;
    if (ready.kind === "held")
      return ok({ kind: "end", end: end(ready.order, "held", ready.reasons) });
    const ended = await linkInvoice(ready.order, ready.prepared, document, id);
    if (!ended.ok) return ended;
    const said = [...ended.value.reasons, ...ready.prepared.reasons];
    if (ended.value.outcome !== "booked")
      return ok({ kind: "end", end: { ...ended.value, reasons: said } });
    reasons.push(...said);
    documents = [
      ...documents.filter((one) => one.n !== document.n || handlerOf(one.role).role !== role),
      {
        ...document,
        role: DOCUMENT_HANDLERS[role].markedAs,
        id,
        sourceHash: mine.sourceHash,
        content,
      },
    ];
  }
  return ok({ kind: "documents", documents, reasons });
}

/** Returns the invoice that the draft became, `still-a-draft`, or `null` where neither is found. */
async function bookedFrom(
  mine: OrderCase,
  draft: DocumentRecord,
  role: DeltaRole,
): Promise<Result<string | null, Failure>> {
  const answer = await mine.ports.read(DOCUMENT_HANDLERS[role].byId(draft.id));
  if (answer.ok) return ok("still-a-draft");
  if (answer.error.kind !== "not-found") return answer;
  const found = await findInvoice(mine, draft);
  return found.ok ? ok(found.value?.id ?? null) : found;
}
