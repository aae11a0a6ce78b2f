/**
 * Looks for a file whose answer was lost, by the very name that it was sent with: on its document,
 * or for a voucher among the uploads that belong to nothing yet.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import {
  type Attachment,
  attachmentsOf,
  unmatchedAttachments,
  uploadById,
} from "../../../eaccounting/attachments.ts";
import type { DoubtHit, JournalEntry, RunFacts, VendorPort } from "../../port.ts";
import { isNamed } from "./facts.ts";
import { type Target, targetIn } from "./plan.ts";

/** Returns the existing files with this content, oldest first. */
export async function filesNamed(
  { lookUp }: Pick<VendorPort, "lookUp">,
  target: Target,
  documentId: string,
  code: string,
): Promise<Result<readonly Attachment[], Failure>> {
  const found =
    target === "voucher"
      ? await unmatchedAttachments(lookUp)
      : await attachmentsOf(lookUp, target, documentId);
  if (!found.ok) return found;
  return ok(
    found.value
      .filter(({ name }) => isNamed(name, code))
      .toSorted((a, b) => (a.createdUtc ?? "").localeCompare(b.createdUtc ?? "")),
  );
}

export async function findDoubtfulAttachment(
  ports: VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const { markerCode: code, documentId } = entry;
  if (code === null || documentId === null) throw new Error("a file was sent without its code");
  const found = await filesNamed(ports, targetIn(entry), documentId, code);
  // Its document is gone, and the file with it.
  if (!found.ok) return found.error.kind === "not-found" ? ok(null) : found;
  const [oldest] = found.value;
  return ok(
    oldest === undefined ? null : { documentId, documentNumber: oldest.id, document: null },
  );
}

/** The upload itself tells to which document it is linked. */
export async function findDoubtfulLink(
  ports: VendorPort & Pick<RunFacts, "journal">,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const { documentId } = entry;
  const id = uploadOf(ports.journal, entry);
  if (documentId === null || entry.markerCode === null)
    throw new Error("a link was sent without its document");
  const hit: DoubtHit = { documentId, documentNumber: id, document: null };
  // An upload that no write of this journal made: linked, it isn't among the others any more.
  if (id === null) {
    const loose = await filesNamed(ports, "voucher", documentId, entry.markerCode);
    return loose.ok ? ok(loose.value.length === 0 ? hit : null) : loose;
  }
  const upload = await uploadById(ports.lookUp, id);
  if (!upload.ok) return upload.error.kind === "not-found" ? ok(null) : upload;
  return ok(upload.value.documentId === documentId.toLowerCase() ? hit : null);
}

const uploadOf = (journal: readonly JournalEntry[], { n }: JournalEntry): string | null =>
  journal.find((entry) => entry.kind === "attachment.create" && entry.n === n)?.attachmentId ??
  null;
