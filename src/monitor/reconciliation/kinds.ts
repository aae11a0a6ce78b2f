/** Under which of the ledger's kinds a recorded document is listed. */
import { type Role, ROLES, documentOf } from "../../domain/jobs/job.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../eaccounting/documents.ts";
import { NOT_LISTED } from "./port.ts";

/** A person may have invoiced an order, or booked a draft: then it is an invoice by now. */
const BECOME: ReadonlySet<DocumentKind> = new Set(["order", "invoice-draft"]);

/** Returns the kinds under which a document of this role may be listed. */
export function mayBeListedAs(role: Role): readonly DocumentKind[] {
  const kind = documentOf(role)?.ledger;
  if (kind === undefined) return [];
  return BECOME.has(kind) ? [kind, "invoice"] : [kind];
}

/** Documents of these roles aren't known to be gone where one of the kinds couldn't be listed. */
export const rolesOf = (kinds: readonly DocumentKind[]): readonly Role[] =>
  ROLES.filter((role) => mayBeListedAs(role).some((kind) => kinds.includes(kind)));

/** The note of a kind that couldn't be listed: its documents can't count as missing. */
export const notListedPart = (kind: DocumentKind): string => `${NOT_LISTED}${kind}`;

/** The kinds that a run couldn't list, of the parts that it has done. */
export const notListedOf = (done: readonly string[]): readonly DocumentKind[] =>
  DOCUMENT_KINDS.filter((kind) => done.includes(notListedPart(kind)));
