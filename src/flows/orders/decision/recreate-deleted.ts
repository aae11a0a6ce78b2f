/** Whether a document is made again that was deleted in the ledger. Pure. */
import { dec, amount, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { hasSucceeded } from "../../../domain/jobs/job.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import { documentDeletedReason, type OrderFacts, liveWithRole } from "../shared/case.ts";
import { contentOfDocument, isDelta } from "../booked/books.ts";
import { isBooked } from "../shared/document-kinds.ts";
import { livePaymentVouchers } from "../documents/vouchers/retained-money.ts";
import { type Action, isRecreationRequested } from "./action.ts";

/** What was booked beside the order's own document. */
export const liveDeltas = ({ ports }: OrderFacts): readonly DocumentRecord[] =>
  ports.documents.filter((document) => document.state === "live" && isDelta(document));

/**
 * `documents` were deleted in the ledger: they are made again where a person wants that.
 * `cancelled`: nothing is charged any more.
 */
export function decideDeleted(
  order: OrderFacts,
  document: DocumentRecord,
  documents: readonly DocumentRecord[],
  cancelled = false,
): Action {
  const hold = (...reasons: readonly Reason[]): Action => ({ kind: "hold", reasons });
  const gone = documents.find(({ member }) => member?.in !== undefined) ?? documents[0];
  // A day is booked again as a whole: an order of it alone would be booked twice then.
  const against = documents.includes(document)
    ? againstMakingAgain(order, document, documents, cancelled)
    : null;
  if (!isRecreationRequested(order.ports) || gone?.member?.in !== undefined) {
    const why = cancelled ? against : null;
    return hold(...(gone === undefined ? [] : [why ?? documentDeletedReason(gone)]));
  }
  return against === null ? { kind: "forget", documents } : hold(against);
}

/**
 * Why a deleted document isn't made again by itself; `null`: nothing speaks against it. What was
 * paid on it, or booked beside it, may stand in the ledger still: the order as a whole would be
 * booked on top of that. `gone`: what was found deleted together with it.
 */
export function againstMakingAgain(
  order: OrderFacts,
  document: DocumentRecord,
  gone: readonly DocumentRecord[],
  cancelled = false,
): Reason | null {
  const beside = liveDeltas(order).filter((one) => !gone.includes(one));
  const { journal, documents } = order.ports;
  const paid = moneyOn({ journal, documents: documents.filter((one) => !gone.includes(one)) });
  if (beside.length === 0 && dec(paid).eq(0)) return null;
  const reported = beside.map(({ number, id }) => number ?? id).join(", ");
  return reason("document-gone-with-others", {
    document: document.number ?? document.id,
    paid: dec(paid).eq(0) ? null : paid,
    documents: reported || null,
    cancelled,
    left: cancelled ? leftOf(documents, beside) : null,
  });
}

/**
 * What is left to credit of a cancelled order whose invoice alone was deleted: later invoices, of
 * which nothing was paid, and nothing or all credited: a credit whose run broke off is finished.
 * `null`: nothing, or a person has to see to it.
 */
export function leftToCredit(
  order: OrderFacts,
  document: DocumentRecord,
  gone: readonly DocumentRecord[],
): DocumentRecord | null {
  const { journal, documents } = order.ports;
  const there = documents.filter((one) => one !== document);
  const invoices = liveWithRole(there, "delta-invoice");
  const isPlain =
    gone.length === 1 &&
    gone.includes(document) &&
    (liveWithRole(there, "delta-credit").length === 0 || isAllCredited(documents, there)) &&
    dec(moneyOn({ journal, documents: there })).eq(0) &&
    invoices.every((one) => contentOfDocument(documents, one) !== null);
  return isPlain ? (invoices[0] ?? null) : null;
}

/** Whether what edits booked comes to nothing. */
function isAllCredited(
  documents: readonly DocumentRecord[],
  there: readonly DocumentRecord[],
): boolean {
  const gross = (role: DocumentRecord["role"]) =>
    liveWithRole(there, role).map((one) => contentOfDocument(documents, one)?.gross ?? null);
  const [added, credited] = [gross("delta-invoice"), gross("delta-credit")];
  const isKnown = ![...added, ...credited].includes(null);
  const total = (all: typeof added) => sum(all.map((one) => one ?? 0));
  return isKnown && total(added).eq(total(credited));
}

/** What is to be credited of these; `null`: nothing, or not known. */
function leftOf(
  documents: readonly DocumentRecord[],
  beside: readonly DocumentRecord[],
): Decimal | null {
  const left = beside
    .filter(({ role }) => isBooked(role))
    .map((one) => {
      const gross = contentOfDocument(documents, one)?.gross ?? null;
      return gross === null ? null : dec(gross).times(one.role === "delta-credit" ? -1 : 1);
    });
  const all = sum(left.map((one) => one ?? 0));
  return left.includes(null) || all.lte(0) ? null : amount(all);
}

/** All that was registered for the order, money that came and money that went. */
function moneyOn({ journal, documents }: Pick<RunFacts, "journal" | "documents">): string {
  // Vouchers of payments are told by their documents.
  const written = journal
    .filter(
      (entry) => entry.role !== "voucher-payment" && entry.payment != null && hasSucceeded(entry),
    )
    .map(({ payment }) => dec(payment?.amount ?? "0").abs());
  const vouchers = livePaymentVouchers(documents).map(({ voucher }) =>
    dec(voucher?.charged ?? "0").abs(),
  );
  return amount(sum([...written, ...vouchers]));
}
