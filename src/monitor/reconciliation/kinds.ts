/** As what the ledger lists a document that is remembered by its role. */
import type { Role } from "../../domain/job.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../eaccounting/documents.ts";
import { NOT_LISTED } from "./port.ts";

/** What the ledger calls a document of this role. */
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
};

/** A person may have invoiced an order, or booked a draft: then it is an invoice by now. */
const BECOME: ReadonlySet<DocumentKind> = new Set(["order", "invoice-draft"]);

/** As which kinds a document of this role may be listed. */
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

/** As which a kind is noted that couldn't be listed: what isn't listed can't be missed. */
export const notListedPart = (kind: DocumentKind): string => `${NOT_LISTED}${kind}`;

/** The kinds that a run couldn't list, of the parts that it has done. */
export const notListedOf = (done: readonly string[]): readonly DocumentKind[] =>
  DOCUMENT_KINDS.filter((kind) => done.includes(notListedPart(kind)));
