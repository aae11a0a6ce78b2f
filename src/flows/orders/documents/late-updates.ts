/**
 * An update replaces the whole document. One without an answer is planned again at once, but may
 * still take effect and overwrite what was written since. So the document is read once more when
 * nothing can be under way any longer.
 */
import { isUnanswered } from "../../../domain/jobs/job.ts";
import { VERIFY } from "../../../domain/jobs/requested-actions.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/orders/sales-order.ts";
import type { DocumentRecord, JournalEntry, RunFacts, WriteIntent } from "../../port.ts";
import { hashOf } from "../../settlement.ts";
import type { DocumentIdentity } from "../shared/case.ts";
import { DOCUMENT_HANDLERS, type DocumentHandler, handlerOf } from "../shared/document-kinds.ts";
import { documentIntent, storedFields } from "./steps.ts";

/** Journals what it was sent with, to recognise it if it takes effect after later updates. */
export const updateIntent = async (
  ports: Pick<RunFacts, "key">,
  form: DocumentHandler,
  identity: DocumentIdentity,
  id: string,
  planned: SalesOrder,
): Promise<WriteIntent> => ({
  ...documentIntent(ports, form.kinds.update, identity, id),
  sentAs: [await hashOf(storedFields(planned))],
});

/**
 * Whether an update or deletion may have taken effect after the last write. True only in a run that
 * checks for it; a booked document can't be changed by one. Pure.
 */
export function mayBeOverwritten(
  { eventTypes, journal }: Pick<RunFacts, "eventTypes" | "journal">,
  { role, id }: DocumentRecord,
): boolean {
  if (!eventTypes.includes(VERIFY) || !(role in DOCUMENT_HANDLERS)) return false;
  const { update, remove } = handlerOf(role).kinds;
  return journal.some(
    (entry) =>
      isUnanswered(entry) &&
      entry.documentId === id &&
      (entry.kind === update || entry.kind === remove),
  );
}

/** The last update that was sent and not refused: what it holds but for a person's edits. */
const lastSent = (
  { journal }: Pick<RunFacts, "journal">,
  { role, id }: Pick<DocumentRecord, "role" | "id">,
): JournalEntry | undefined =>
  journal.findLast(
    ({ kind, documentId, state, refused }) =>
      documentId === id && kind === handlerOf(role).kinds.update && state !== "planned" && !refused,
  );

/**
 * Returns the last update of a document where it was answered, but the answer wasn't found right:
 * the ledger may hold something else than the order said then and before. `null`: it was. Pure.
 */
export function lastUncomparedUpdate(
  ports: Pick<RunFacts, "journal">,
  document: Pick<DocumentRecord, "role" | "id">,
): JournalEntry | null {
  const last = document.role in DOCUMENT_HANDLERS ? lastSent(ports, document) : undefined;
  return last?.state === "done" ? last : null;
}

/**
 * Whether the document was found right once, whatever was written since: a run may have ended
 * before it compared its edit. What still waits to be confirmed or booked was never finished.
 * Pure.
 */
export function wasRightOnce(
  { journal }: Pick<RunFacts, "journal">,
  { role, id, sourceHash }: Pick<DocumentRecord, "role" | "id" | "sourceHash">,
  unconfirmed: boolean,
): boolean {
  if (sourceHash !== null) return true;
  const { create, update } = handlerOf(role).kinds;
  return (
    !unconfirmed &&
    journal.some(
      ({ kind, documentId, state }) =>
        documentId === id && state === "compared" && (kind === create || kind === update),
    )
  );
}

/**
 * True where the document holds what an update of ours set, so no person changed it: one without an
 * answer, or the last one that was sent, if a run ended before it compared the answer or corrected
 * it.
 */
export async function isOwnUpdate(
  { journal }: Pick<RunFacts, "journal">,
  { role }: DocumentRecord,
  current: AnsweredOrder,
): Promise<boolean> {
  const last = lastSent({ journal }, { role, id: current.id });
  const sent = journal
    .filter(({ documentId }) => documentId === current.id)
    .flatMap((entry) =>
      isUnanswered(entry) || (entry === last && entry.state !== "compared")
        ? (entry.sentAs ?? [])
        : [],
    );
  return sent.length > 0 && sent.includes(await hashOf(storedFields(current)));
}
