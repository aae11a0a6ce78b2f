/**
 * What an order's document is by its role. One table, so that a new role says everything at once;
 * who only shows documents, or writes them, has its own lists.
 */
import type { Role } from "../jobs/job.ts";

type DocumentFacts = {
  /** Where the ledger lists it. A draft that is booked is an invoice from then on. */
  readonly ledger: "order" | "invoice-draft" | "invoice" | "voucher";
  /** Of a draft: the role of its booked document, under the same n. */
  readonly bookedAs: Role | null;
  /** A credit invoice, or the draft of one. */
  readonly isCredit: boolean;
};

const draft = (bookedAs: Role, isCredit: boolean): DocumentFacts => ({
  ledger: "invoice-draft",
  bookedAs,
  isCredit,
});
const invoice = (isCredit: boolean): DocumentFacts => ({
  ledger: "invoice",
  bookedAs: null,
  isCredit,
});
const ORDER: DocumentFacts = { ledger: "order", bookedAs: null, isCredit: false };
const VOUCHER: DocumentFacts = { ledger: "voucher", bookedAs: null, isCredit: false };

const DOCUMENTS: Readonly<Partial<Record<Role, DocumentFacts>>> = {
  "sales-order": ORDER,
  "invoice-draft": draft("invoice", false),
  invoice: invoice(false),
  "credit-draft": draft("credit", true),
  credit: invoice(true),
  "delta-draft": draft("delta-invoice", false),
  "delta-invoice": invoice(false),
  "delta-credit-draft": draft("delta-credit", true),
  "delta-credit": invoice(true),
  voucher: VOUCHER,
  "voucher-credit": VOUCHER,
  "day-voucher": VOUCHER,
};

/** `null`: a write of this role leaves no document of the order. */
export const documentOf = (role: Role): DocumentFacts | null => DOCUMENTS[role] ?? null;

/** The role of the booked document of a draft; `null`: it is no draft. */
export const bookedAs = (role: Role): Role | null => documentOf(role)?.bookedAs ?? null;

/** A credit invoice, or the draft of one. */
export const isCreditInvoice = (role: Role): boolean => documentOf(role)?.isCredit ?? false;

/** A booked invoice or credit invoice: it moved stock, and can't be changed any more. */
export const isBookedInvoice = (role: Role): boolean => documentOf(role)?.ledger === "invoice";
