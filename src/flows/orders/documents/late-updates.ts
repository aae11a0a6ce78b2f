/**
 * An update replaces the whole document, and one whose answer never came is planned anew at once:
 * what it said may still come true, over what was written since. So the document is read once more
 * when nothing can be on its way any longer.
 */
import { VERIFY } from "../../../domain/acts.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/sales-order.ts";
import type { DocumentRecord, JournalEntry, RunFacts, WriteIntent } from "../../port.ts";
import { hashOf } from "../../settlement.ts";
import type { DocumentIdentity } from "../case.ts";
import { DOCUMENT_HANDLERS, type DocumentHandler, handlerOf } from "./document-kinds.ts";
import { intent, storedFields } from "./steps.ts";

/** Something of it was sent twice, and this run looks whether both came true. */
export const verifiesRepeat = ({
  eventTypes,
  journal,
}: Pick<RunFacts, "eventTypes" | "journal">): boolean =>
  eventTypes.includes(VERIFY) && journal.some(({ repeats }) => repeats > 0);

/** Known again by what it was sent with, should it come true after later ones. */
export const updateIntent = async (
  ports: Pick<RunFacts, "key">,
  form: DocumentHandler,
  identity: DocumentIdentity,
  id: string,
  planned: SalesOrder,
): Promise<WriteIntent> => ({
  ...intent(ports, form.kinds.update, identity, id),
  sentAs: [await hashOf(storedFields(planned))],
});

/** Whether it came through isn't known, and nobody looks for it any more. */
const isUnanswered = ({ state, refused }: JournalEntry): boolean =>
  state === "rejected" && !refused;

/**
 * Whether an update of it, or a deletion, may have come true after what was written last: pure, and
 * only where a look is made for that. What is booked can't be changed by one.
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

/** It holds what such an update said: nobody else changed it. */
export async function isLateUpdate(
  { journal }: Pick<RunFacts, "journal">,
  current: AnsweredOrder,
): Promise<boolean> {
  const sent = journal.flatMap((entry) =>
    isUnanswered(entry) && entry.documentId === current.id ? (entry.sentAs ?? []) : [],
  );
  return sent.length > 0 && sent.includes(await hashOf(storedFields(current)));
}
