/**
 * Which document of an order a PDF is attached to, and what the journal says of it. Pure.
 *
 * A file is known by what it says: its code stands in its name. What isn't booked yet has the
 * newest one, and the one before is taken off; what is booked keeps the first, as it shows what was
 * booked.
 */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { type Role, hasSucceeded, isUnanswered } from "../../../domain/jobs/job.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { SalesDocument } from "../../../eaccounting/attachments.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import type { DocumentRecord, FlowEnd, JournalEntry, RunFacts } from "../../port.ts";
import { liveDocument } from "../shared/case.ts";
import { isBooked } from "../shared/document-kinds.ts";
import { MANUAL } from "../shared/link-request.ts";

export type Target = SalesDocument | "voucher";

type SupportTarget = { readonly level: OrderType; readonly target: Target };
const PLACES: Partial<Readonly<Record<Role, SupportTarget>>> = {
  "sales-order": { level: "sales-order", target: "order" },
  "invoice-draft": { level: "draft-invoice", target: "invoice-draft" },
  "credit-draft": { level: "draft-invoice", target: "invoice-draft" },
  invoice: { level: "invoice", target: "invoice" },
  credit: { level: "invoice", target: "invoice" },
  voucher: { level: "mutation", target: "voucher" },
  "voucher-credit": { level: "mutation", target: "voucher" },
  "day-voucher": { level: "mutation", target: "voucher" },
};

export const targetOf = ({ role }: Pick<DocumentRecord, "role">): Target =>
  PLACES[role]?.target ?? "order";

const TARGETS: readonly Target[] = ["order", "invoice-draft", "invoice", "voucher"];

/** Where a file in doubt was sent to: frozen with its write. */
export const targetIn = ({ markerField }: Pick<JournalEntry, "markerField">): Target => {
  const target = TARGETS.find((one) => one === markerField);
  if (target === undefined) throw new Error("a file was attached without a place");
  return target;
};

/**
 * `null`: nothing is attached. `isThere`: it is booked, and has its file. `documents`: as they are
 * after the run. What a person linked isn't ours to add to, and an order that is held or waits for
 * a person isn't in step with its document. On trial: what stands without a file.
 */
export function planAttachment(
  { settings, key, journal, eventTypes }: RunFacts,
  { outcome }: Pick<FlowEnd, "outcome">,
  documents: readonly DocumentRecord[],
): { readonly document: DocumentRecord; readonly isThere: boolean } | null {
  const { attachPdf } = settings.orders;
  if (attachPdf.length === 0 || !key.startsWith("order:")) return null;
  if (outcome !== "booked" && outcome !== "updated") return null;
  const document = liveDocument(documents);
  const place = document === null ? undefined : PLACES[document.role];
  if (document === null || place === undefined || document.ownedHash === MANUAL) return null;
  // Its day's voucher is what is in the ledger.
  if (isByDay(document.id)) return null;
  if (!attachPdf.includes(place.level)) return null;
  const hasFile = isAttached(journal, document);
  if (settings.trial) return hasFile ? null : { document, isThere: false };
  const isWhole = isBooked(document.role) && hasFile;
  return { document, isThere: isWhole && !eventTypes.includes("verify-repeat") };
}

export const attachedTo = ({ role, number, id }: DocumentRecord): Reason =>
  reason(role === "day-voucher" ? "day-list-attached" : "pdf-attached", { number: number ?? id });

const attachmentsIn = (
  journal: readonly JournalEntry[],
  { id }: Pick<DocumentRecord, "id">,
): readonly JournalEntry[] =>
  journal.filter((entry) => entry.kind === "attachment.create" && entry.documentId === id);

/** Uploaded, and on a voucher linked as well. */
export const isAttached = (
  journal: readonly JournalEntry[],
  document: Pick<DocumentRecord, "id" | "role">,
): boolean =>
  attachmentsIn(journal, document).some(
    (entry) =>
      hasSucceeded(entry) && (targetOf(document) !== "voucher" || linkOf(journal, entry) !== null),
  );

/** The link that was made of an upload; `null`: none. */
export const linkOf = (
  journal: readonly JournalEntry[],
  { n }: Pick<JournalEntry, "n">,
): JournalEntry | null =>
  journal.find(
    (entry) => entry.kind === "attachment-link.create" && entry.n === n && hasSucceeded(entry),
  ) ?? null;

type AttachmentState = {
  /** The file of this content, as it was made. */
  readonly current: JournalEntry | null;
  /** With this content: certainly not made, so its number is used again. */
  readonly again: JournalEntry | undefined;
  /** With this content: its outcome isn't known, and the look-ups are over. */
  readonly leftOpen: boolean;
  /** Files of earlier states that aren't removed yet. */
  readonly old: readonly JournalEntry[];
};

/** How often a file is taken off: after a second answer that tells nothing it counts as gone. */
const MAX_REMOVALS = 2;

export function attachmentState(
  journal: readonly JournalEntry[],
  document: Pick<DocumentRecord, "id">,
  code: string,
): AttachmentState {
  const made = attachmentsIn(journal, document);
  const same = made.filter(({ markerCode }) => markerCode === code);
  const removed = ({ attachmentId }: JournalEntry): boolean => {
    const tries = journal.filter(
      (entry) => entry.kind === "attachment.delete" && entry.documentId === attachmentId,
    );
    return (
      tries.some((entry) => hasSucceeded(entry) || entry.refused) || tries.length >= MAX_REMOVALS
    );
  };
  // The order may say again what it said before.
  const current = same.findLast((entry) => hasSucceeded(entry) && !removed(entry)) ?? null;
  return {
    current,
    again: same.findLast((entry) => entry.state === "planned" || entry.refused),
    leftOpen: same.some(isUnanswered),
    old: made.filter(
      (entry) =>
        hasSucceeded(entry) &&
        entry !== current &&
        typeof entry.attachmentId === "string" &&
        !removed(entry),
    ),
  };
}
