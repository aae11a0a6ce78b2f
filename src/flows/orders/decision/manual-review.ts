/** Which writes of an order's documents were left to a person. Pure. */
import { isUnanswered } from "../../../domain/jobs/job.ts";
import type { DocumentRecord, JournalEntry, RunFacts } from "../../port.ts";
import { reversalOf } from "../shared/case.ts";
import { isVoucher } from "../shared/document-kinds.ts";
import { markerRole } from "../shared/identity.ts";

/** Writes that follow a document, and are handled with it. */
const FOLLOWS: ReadonlySet<string> = new Set([
  "voucher-reversal",
  "voucher-payment",
  "sending",
  "attachment",
  "attachment-link",
] satisfies readonly JournalEntry["role"][]);

const DOCUMENT_KINDS: ReadonlySet<string> = new Set([
  "order.create",
  "draft.create",
  "voucher.create",
  "ledger-item.create",
] satisfies readonly JournalEntry["kind"][]);

/**
 * Returns writes that were left to a person and have no later document: with a later one the person
 * has decided.
 */
export function writesForManualReview({
  journal,
  documents,
}: Pick<RunFacts, "journal" | "documents">): readonly JournalEntry[] {
  const own = documents.filter(({ role }) => !FOLLOWS.has(role));
  return journal.filter(
    (entry) =>
      DOCUMENT_KINDS.has(entry.kind) &&
      !FOLLOWS.has(entry.role) &&
      isUnanswered(entry) &&
      !own.some((document) => isLater(journal, document, entry)),
  );
}

/** Each series of documents counts its own `n`; a document of another one is later by its write. */
function isLater(
  journal: readonly JournalEntry[],
  { role, n }: DocumentRecord,
  left: JournalEntry,
): boolean {
  const made =
    markerRole(role) === markerRole(left.role)
      ? undefined
      : journal.findLast(
          (entry) =>
            entry.n === n &&
            markerRole(entry.role) === markerRole(role) &&
            DOCUMENT_KINDS.has(entry.kind),
        );
  // One that a person linked has a number above those of all writes.
  return made === undefined ? n >= left.n : (made.sentAt ?? 0) > (left.sentAt ?? 0);
}

/** Returns reversals of live vouchers that were left to a person and haven't been found. */
export const leftReversals = ({
  journal,
  documents,
}: Pick<RunFacts, "journal" | "documents">): readonly JournalEntry[] =>
  journal.filter(
    (entry) =>
      entry.role === "voucher-reversal" &&
      isUnanswered(entry) &&
      reversalOf(documents, entry) === undefined &&
      documents.some(({ role, n, state }) => isVoucher(role) && n === entry.n && state === "live"),
  );
