/** Maps roles of recorded documents to the ledger's kinds. */
import type { Role } from "../../domain/jobs/job.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../eaccounting/documents.ts";
import { NOT_LISTED } from "./port.ts";

/** The ledger's kind for a document of this role. */
export const KINDS: Readonly<Partial<Record<Role, DocumentKind>>> = {
  "sales-order": "order",
  "invoice-draft": "invoice-draft",
  invoice: "invoice",
  "credit-draft": "invoice-draft",
  credit: "invoice",
  "delta-draft": "invoice-draft",
  "delta-invoice": "invoice",
  "delta-credit-draft": "invoice-draft",
  "delta-credit": "invoice",
  voucher: "voucher",
  "voucher-credit": "voucher",
  "day-voucher": "voucher",
};

/** A person may have invoiced an order, or booked a draft: then it is an invoice by now. */
const BECOME: ReadonlySet<DocumentKind> = new Set(["order", "invoice-draft"]);

/** Returns the kinds under which a document of this role may be listed. */
export function mayBeListedAs(role: Role): readonly DocumentKind[] {
  const kind = KINDS[role];
  if (kind === undefined) return [];
  return BECOME.has(kind) ? [kind, "invoice"] : [kind];
}

/** Documents of these roles aren't known to be gone where one of the kinds couldn't be listed. */
export const rolesOf = (kinds: readonly DocumentKind[]): readonly Role[] =>
  (Object.keys(KINDS) as Role[]).filter((role) =>
    mayBeListedAs(role).some((kind) => kinds.includes(kind)),
  );

/** The note of a kind that couldn't be listed: its documents can't count as missing. */
export const notListedPart = (kind: DocumentKind): string => `${NOT_LISTED}${kind}`;

/** The kinds that a run couldn't list, of the parts that it has done. */
export const notListedOf = (done: readonly string[]): readonly DocumentKind[] =>
  DOCUMENT_KINDS.filter((kind) => done.includes(notListedPart(kind)));
