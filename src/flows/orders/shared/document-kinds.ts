/**
 * The kinds of document that an order can become and that can still be changed: how each is
 * requested, written, read and compared. Creating, comparing, correcting, editing and deleting are
 * the same for all kinds; see create.ts and edit.ts.
 */
import {
  type OperationKind,
  type Role,
  isBookedInvoice,
  isCreditInvoice,
} from "../../../domain/jobs/job.ts";
import type { LedgerBehaviour } from "../../../domain/ledger/ledger.ts";
import type { Decimal } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { VendorAnswer, VendorRequest } from "../../../domain/vendors/request.ts";
import type { Result, Failure } from "../../../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/orders/sales-order.ts";
import type { DocumentKind } from "../../../eaccounting/documents.ts";
import {
  createDraft,
  deleteDraft,
  draftById,
  readActedCreditDraft,
  readActedDraft,
  readCreditDraft,
  readDraft,
  readWrittenCreditDraft,
  readWrittenDraft,
  updateDraft,
} from "../../../eaccounting/invoice-drafts.ts";
import {
  createOrder,
  deleteOrder,
  orderById,
  readActedOrder,
  type ReadOrder,
  readOrder,
  readWrittenOrder,
  updateOrder,
} from "../../../eaccounting/orders.ts";
import { compareAnswer, type Comparison } from "./answer-vs-plan.ts";
import type { PlanForm } from "./plan-input.ts";

export type DocumentRole =
  | "sales-order"
  | "invoice-draft"
  | "credit-draft"
  | "delta-draft"
  | "delta-credit-draft";

export type DocumentHandler = {
  readonly role: DocumentRole;
  /**
   * The role in the marker's identity, and of the document once it is booked: a draft and its
   * invoice share one marker.
   */
  readonly markedAs: Role;
  readonly plan: PlanForm;
  /** The list in which it is searched. */
  readonly kind: DocumentKind;
  readonly kinds: {
    readonly create: OperationKind;
    readonly update: OperationKind;
    readonly remove: OperationKind;
  };
  byId(id: string): VendorRequest;
  create(document: SalesOrder): VendorRequest;
  update(
    id: string,
    raw: ReadOrder["raw"],
    document: SalesOrder,
    said?: readonly string[],
  ): VendorRequest | null;
  remove(id: string): VendorRequest;
  read(answer: VendorAnswer): Result<ReadOrder, Failure>;
  readWritten(answer: VendorAnswer): Result<ReadOrder, Failure>;
  /** `null`: the answer had no body. */
  readActed(answer: VendorAnswer): Result<ReadOrder | null, Failure>;
  compare(
    document: SalesOrder,
    answer: AnsweredOrder,
    learnt: LedgerBehaviour,
    tolerance: Decimal,
  ): Comparison;
  /** Returns the verdict for the timeline, with the learnt basis of this kind's own amount. */
  reported(verdict: Comparison): Comparison;
};

const SALES_ORDER: DocumentHandler = {
  role: "sales-order",
  markedAs: "sales-order",
  plan: "sales-order",
  kind: "order",
  kinds: { create: "order.create", update: "order.update", remove: "order.delete" },
  byId: orderById,
  create: createOrder,
  update: updateOrder,
  remove: deleteOrder,
  read: readOrder,
  readWritten: readWrittenOrder,
  readActed: readActedOrder,
  compare: compareAnswer,
  reported: (verdict) => verdict,
};

const INVOICE_DRAFT: DocumentHandler = {
  role: "invoice-draft",
  markedAs: "invoice",
  plan: "invoice",
  kind: "invoice-draft",
  kinds: { create: "draft.create", update: "draft.update", remove: "draft.delete" },
  byId: draftById,
  create: createDraft,
  update: updateDraft,
  remove: deleteDraft,
  read: readDraft,
  readWritten: readWrittenDraft,
  readActed: readActedDraft,
  compare: compareDraft,
  reported: (verdict) =>
    verdict.kind === "differs"
      ? verdict
      : {
          ...verdict,
          learnt: {
            ...verdict.learnt,
            amountIncludesVat: verdict.learnt.draftAmountIncludesVat ?? null,
          },
        },
};

const CREDIT_DRAFT: DocumentHandler = {
  ...INVOICE_DRAFT,
  role: "credit-draft",
  markedAs: "credit",
  plan: "credit",
  read: readCreditDraft,
  readWritten: readWrittenCreditDraft,
  readActed: readActedCreditDraft,
};

export const DOCUMENT_HANDLERS: Readonly<Record<DocumentRole, DocumentHandler>> = {
  "sales-order": SALES_ORDER,
  "invoice-draft": INVOICE_DRAFT,
  "credit-draft": CREDIT_DRAFT,
  "delta-draft": { ...INVOICE_DRAFT, role: "delta-draft", markedAs: "delta-invoice" },
  "delta-credit-draft": { ...CREDIT_DRAFT, role: "delta-credit-draft", markedAs: "delta-credit" },
};

/** Returns the kind that a document has, or had before it was booked. */
export const handlerOf = (role: Role): DocumentHandler =>
  Object.values(DOCUMENT_HANDLERS).find((form) => form.role === role || form.markedAs === role) ??
  INVOICE_DRAFT;

/** How a reason says that a document is a credit invoice. */
export const ifCredit = ({ role }: { readonly role: Role }): "credit" | null =>
  isCreditInvoice(role) ? "credit" : null;

/** Booked documents can't be changed any more. */
export const isBooked = (role: Role): boolean => isBookedInvoice(role) || isVoucher(role);

/** A voucher that stands for an order or a credit. */
export const isVoucher = (role: Role): boolean => role === "voucher" || role === "voucher-credit";

/**
 * Compares a draft. The basis of a draft's total is learnt apart from an order's amount, as they
 * are different fields of the vendor. A draft has its customer's currency, whatever the order's, so
 * that is compared here.
 */
function compareDraft(
  document: SalesOrder,
  answer: AnsweredOrder,
  learnt: LedgerBehaviour,
  tolerance: Decimal,
): Comparison {
  if (answer.currency !== "" && answer.currency !== document.currency)
    return {
      kind: "differs",
      reasons: [
        reason("currency-differs", { order: document.currency, customer: answer.currency }),
      ],
    };
  const compared = compareAnswer(
    document,
    answer,
    { ...learnt, amountIncludesVat: learnt.draftAmountIncludesVat ?? null },
    tolerance,
  );
  if (compared.kind === "differs") return compared;
  const known = {
    ...compared.learnt,
    amountIncludesVat: learnt.amountIncludesVat,
    draftAmountIncludesVat: compared.learnt.amountIncludesVat,
  };
  return { ...compared, learnt: sameLearnt(known, learnt) ? learnt : known };
}

const sameLearnt = (a: LedgerBehaviour, b: LedgerBehaviour): boolean =>
  a.vatRounding === b.vatRounding &&
  (a.draftAmountIncludesVat ?? null) === (b.draftAmountIncludesVat ?? null) &&
  a.pricesIncludeVat.company === b.pricesIncludeVat.company &&
  a.pricesIncludeVat.private === b.pricesIncludeVat.private;
