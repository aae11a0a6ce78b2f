/**
 * Handles an order that was edited after its invoice was booked. An edit that the invoice wouldn't
 * show is ignored. Changed figures are booked beside the invoice if the tenant wants that; a person
 * handles the rest, as a booked invoice can't be changed.
 */
import { type ParamsOf, type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { dec, same } from "../../../../domain/money.ts";
import type { DocumentRecord, FlowEnd } from "../../../port.ts";
import {
  dayMoved,
  dayOf,
  type DocumentEnd,
  moneyDueOn,
  end,
  labelOf,
  asNeedsAttention,
  type OrderCase,
  type Prepared,
  unchangedSince,
  liveWithRole,
  withReasons,
} from "../../shared/case.ts";
import { makePlan } from "../../preparation/prepare.ts";
import { ifCredit, isBooked } from "../../shared/document-kinds.ts";
import { identityOf, originatingDocument } from "../../shared/identity.ts";
import { contentHash, headHash, wordsHash } from "../invoices/book-draft.ts";
import { changedFields, headFields } from "../invoices/head-fields.ts";
import { booksOf, contentOfDocument, hasDeltas, isFullyBooked } from "../../booked/books.ts";
import {
  contentOf,
  differenceOf,
  hasOtherMoney,
  isSameVat,
  emptyContent,
} from "../../booked/booked-vs-charged.ts";
import { cardsChangedReason } from "../../payments/register-cards.ts";
import { madeOn, registeredAmount } from "../../payments/registered-money.ts";
import { isLiveInvoice, paidOnInvoices } from "../../payments/withdrawn-refund.ts";
import { bookDelta } from "./book-delta.ts";
import { defined } from "../../../../domain/platform/defined.ts";

export async function changedAfterBooking(
  order: OrderCase,
  prepared: Prepared,
  document: DocumentRecord,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const identity = await identityOf(ports, order.order, originatingDocument(ports, document));
  const plan = makePlan(order, prepared, identity, ports.lists.learnt, {
    bookedOn: "0001-01-01",
  });
  const number = document.number ?? document.id;
  const { content } = document;
  const charged = contentOf(order.order);
  const isSameMoney = isFullyBooked(ports.documents, document, charged);
  const of = ifCredit(document);
  // Who chose that edits are booked isn't advised to choose it.
  const what = of ?? (ports.settings.orders.editedAfterBooking === "delta" ? "figures" : null);
  const changed = (params: ParamsOf<"order-changed-after-booking">): FlowEnd =>
    end(order, "needs-attention", [
      reason("order-changed-after-booking", { number, what, of, ...params }),
    ]);
  // Whether it changed isn't known; the reason is added. Money comes all the same.
  if (plan.kind === "hold")
    return ok({
      ...withReasons(changed(isSameMoney ? { what: "unknown" } : {}), ...plan.reasons),
      due: isSameMoney ? moneyDueOn(order, document) : [],
    });
  const [now, head] = [await contentHash(plan.document), await headHash(plan.document)];
  const words = await wordsHash(order.order, plan.document);
  const isSame = isAsBooked(ports.documents, document, charged, { head, words, hash: now });
  const moved = dayMoved(number, content?.day, dayOf(order.order));
  const unchanged = end(order, "booked", [
    unchangedSince(document),
    ...(moved === null || moved.month ? [] : [moved.why]),
  ]);
  if (isSame && moved?.month === true)
    return ok({ ...asNeedsAttention(unchanged, moved.why), due: moneyDueOn(order, document) });
  if (isSame) {
    ports.saveDocument({ ...document, sourceHash: order.sourceHash, ownedHash: now });
    return ok({ ...unchanged, due: moneyDueOn(order, document) });
  }
  if (content === undefined) return ok(changed({}));
  if (hasOtherMoney(content, charged)) return ok(changed({ what: "currency" }));
  const fields = changedFields(content.fields, await headFields(plan.document));
  const isHead = content.head !== head;
  const isVat = !hasDeltas(ports.documents) && !isSameVat(content, charged);
  // A card pays, which follows; the rows only name it.
  const byCards = !isHead && cardsChangedReason(order) !== null;
  const otherHead = changed(isVat && isSameMoney ? {} : { what: "head", fields });
  const beside = isHead ? otherHead : changed(isVat ? {} : { what: "rows" });
  // No figure differs, so what was paid or paid back stays true.
  if (isSameMoney)
    return ok({
      ...(byCards ? unchanged : beside),
      due: moneyDueOn(order, document),
    });
  if (document.role !== "invoice" || ports.settings.orders.editedAfterBooking !== "delta")
    return leftToPerson(order, document, charged);
  // Figures can't correct an address, a reference or a day.
  const left = [
    ...(isHead ? otherHead.reasons : []),
    ...(moved?.month === true ? [moved.why] : []),
  ];
  return withDifference(order, { ...document, content }, { charged, hash: now, left });
}

/**
 * What can't be planned any more, as the shop has other data of its buyer, needs no document where
 * it charges what is booked: a person is told, and money that came since is registered. In another
 * currency or price basis nothing of it is booked, whatever is put right first: that alone is told.
 * `null`: something is to be booked.
 */
export function standsAsBooked(
  order: OrderCase,
  document: DocumentRecord | null,
  reasons: readonly Reason[],
): DocumentEnd | null {
  if (document?.content === undefined || !isBooked(document.role)) return null;
  const number = document.number ?? document.id;
  const charged = contentOf(order.order);
  if (hasOtherMoney(document.content, charged))
    return end(order, "needs-attention", [
      reason("order-changed-after-booking", {
        number,
        what: "currency",
        of: ifCredit(document),
      }),
    ]);
  if (!isFullyBooked(order.ports.documents, document, charged)) return null;
  const changed = reason("order-changed-after-booking", { number, what: "unknown" });
  return {
    ...end(order, "needs-attention", [changed, ...reasons]),
    due: moneyDueOn(order, document),
  };
}

/** Books the difference beside the invoice. `left`: what that can't correct. */
async function withDifference(
  order: OrderCase,
  document: DocumentRecord & { readonly content: BookedContent },
  {
    charged,
    hash,
    left,
  }: {
    readonly charged: BookedContent;
    readonly hash: string;
    readonly left: readonly Reason[];
  },
): Promise<Result<DocumentEnd, Failure>> {
  const kept = await bookDelta(order, document, charged);
  if (!kept.ok) return kept;
  if (!kept.value.inStep) return ok(besideShown(order, kept.value.end, left));
  const { end: ended, stands } = kept.value;
  const due = moneyDueOn(order, document);
  if (left.length > 0) return ok({ ...asNeedsAttention(ended, ...left), due });
  order.ports.saveDocument({
    ...document,
    sourceHash: order.sourceHash,
    ownedHash: hash,
    content: { ...document.content, ...stands },
  });
  return ok({ ...ended, due });
}

/** What test mode shows of an edit, with what a live run would leave to a person beside it. */
const besideShown = ({ ports }: OrderCase, ended: FlowEnd, left: readonly Reason[]): FlowEnd =>
  ports.settings.trial && ended.outcome === "skipped" && left.length > 0
    ? asNeedsAttention(ended, ...left)
    : ended;

/** Tells a person, who may have credited it already: by a credit order of the shop. */
async function leftToPerson(
  order: OrderCase,
  document: DocumentRecord,
  charged: BookedContent,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const number = document.number ?? document.id;
  const changed = reason("order-changed-after-booking", { number, what: ifCredit(document) });
  if (document.role !== "invoice") return ok(end(order, "needs-attention", [changed]));
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  const { credited } = locked.value;
  const books = booksOf(ports.documents, document);
  const difference = books === null ? null : differenceOf(books, charged);
  const less = difference?.kind === "parts" ? difference.reduction : null;
  const isBeside = dec(credited).gt(0) && less !== null;
  const why = isBeside
    ? reason("delta-beside-credits", { number, credited, credit: less.gross })
    : changed;
  return ok(end(order, "needs-attention", [why]));
}

/**
 * Whether the invoice shows the order as it is now. The same sale is the same in whatever rows,
 * prices and discounts it is written now. Where the hash doesn't belong to the booked invoice, as
 * when a run died before it saved the hash, figures and head alone are compared.
 */
function isAsBooked(
  documents: readonly DocumentRecord[],
  document: DocumentRecord,
  charged: BookedContent,
  now: { readonly head: string; readonly words: string; readonly hash: string },
): boolean {
  const { content, ownedHash } = document;
  const isAsSold = content?.head === now.head && isFullyBooked(documents, document, charged);
  return content !== undefined && (ownedHash === null || hasDeltas(documents))
    ? isAsSold
    : (content === undefined || isSameVat(content, charged)) &&
        (now.hash === ownedHash || (isAsSold && content?.words === now.words));
}

/**
 * Credits what is left of such an order whose first invoice was deleted: `later` is in its place,
 * and nothing is left of the order in the ledger after that. Money that a person registered on it
 * is left to a person with it.
 */
async function creditLater(
  order: OrderCase,
  later: DocumentRecord,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = order;
  const [first = later] = liveWithRole(ports.documents, "invoice");
  const content = contentOfDocument(ports.documents, later) ?? undefined;
  const invoice = { ...later, role: "invoice", ...defined({ content }) } as const;
  const others = ports.documents.filter((one) => one !== first && one !== later);
  const documents = [...others, invoice];
  const there = await paidOnInvoices(ports, documents, "0.00");
  if (!there.ok) return there;
  const { paid } = there.value;
  if (!same(paid, 0))
    return ok(
      end(order, "held", [
        reason("document-gone-with-others", {
          document: labelOf(first),
          paid,
          documents: documents.filter(isLiveInvoice).map(labelOf).join(", "),
          cancelled: true,
          left: null,
        }),
      ]),
    );
  const credited = await creditCancelled({ ...order, ports: { ...ports, documents } }, invoice);
  if (!credited.ok) return credited;
  const { due: _onFirst, ...ended } = credited.value;
  if (ended.outcome === "updated") ports.saveDocument({ ...first, state: "gone" });
  return ok(ended);
}

/**
 * Credits all that is booked of an order that was cancelled, or edited to a total of zero, after
 * its invoice was booked: in the currency and price basis of the invoice, whatever the order says
 * by then.
 */
export async function creditCancelled(
  given: OrderCase,
  document: DocumentRecord,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = given;
  if (document.role === "delta-invoice") return creditLater(given, document);
  const { currency, pricesIncludeVat } = document.content ?? given.order;
  const order = { ...given, order: { ...given.order, currency, pricesIncludeVat } };
  const due = moneyDueOn(order, document).filter(({ on }) => on === "edits");
  const nothing = emptyContent(order.order);
  const number = document.number ?? document.id;
  const isCancelled = order.order.state === "cancelled";
  const credited = isCancelled ? [reason("order-cancelled-credited", { number })] : [];
  const cards = registeredAmount(ports.journal, "gift-card");
  const paid = ports.documents.filter(
    ({ id }) => !same(registeredAmount(madeOn(ports.journal, [id]), "gift-card"), 0),
  );
  const byCard = (when: "shown" | null): readonly Reason[] =>
    paid.length > 0
      ? [
          reason("gift-card-not-restored", {
            cards,
            number: paid.map(labelOf).join(", "),
            when,
          }),
        ]
      : [];
  const told = <End extends FlowEnd>(ended: End): End => {
    const left = byCard(null);
    return left.length === 0 ? ended : asNeedsAttention(ended, ...left);
  };
  // The credit stands: test mode tells of it what a live run tells.
  if (isFullyBooked(ports.documents, document, nothing)) {
    const said = isCancelled ? credited : [unchangedSince(document)];
    return ok(told({ ...end(order, "updated", said), due }));
  }
  const kept = await bookDelta(order, document, nothing);
  if (!kept.ok) return kept;
  if (!kept.value.inStep) return ok(besideShown(order, kept.value.end, byCard("shown")));
  const { reasons } = kept.value.end;
  const said =
    credited.length + reasons.length === 0
      ? [reason("invoice-credited-whole", { number })]
      : credited;
  return ok(told({ ...kept.value.end, reasons: [...said, ...reasons], due }));
}
