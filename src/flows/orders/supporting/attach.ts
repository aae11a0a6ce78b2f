/**
 * Attaches a PDF of the order to its document in the ledger, which is booked by then: a failure
 * here is reported, and holds, changes and repeats nothing else.
 *
 * Each write is journaled like every other. One without an answer is searched for before it is
 * repeated, once; files from before this journal are searched for before the first.
 */
import { differs, holds } from "../../../domain/vendors/checks.ts";
import { DEFAULT_LANGUAGE } from "../../../domain/language.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import {
  attachToSalesDocument,
  MAX_FILE_BYTES,
  linkToVoucher,
  type PdfFile,
  readAttachedId,
  removeFromSalesDocument,
  removeUpload,
  uploadAttachment,
  type Attachment,
  attachmentsOf,
  unmatchedAttachments,
  uploadById,
} from "../../../eaccounting/attachments.ts";
import type {
  DocumentRecord,
  JournalEntry,
  JournalPort,
  MemoryPort,
  RunFacts,
  VendorPort,
  WriteIntent,
  DoubtHit,
} from "../../port.ts";
import { isOpen, recordObservation } from "../../vendor-observations.ts";
import { settlement, readWritten } from "../../settlement.ts";
import { olderThanJournal } from "../existing/existing-documents.ts";
import {
  mergeReports,
  report,
  reportToPerson,
  type StepReport,
  attention,
} from "../shared/run-report.ts";
import { isBooked } from "../shared/document-kinds.ts";
import { nextNumber } from "../shared/identity.ts";
import { drawPdf } from "./draw.ts";
import { contentCode, fileName, supportingFacts, isNamed } from "./facts.ts";
import {
  attachedTo,
  isAttached,
  linkOf,
  attachmentState,
  targetOf,
  type Target,
  targetIn,
} from "./plan-attachment.ts";

type Ports = RunFacts & VendorPort & JournalPort & Pick<MemoryPort, "saveLists">;
type File = Omit<PdfFile, "bytes"> & { readonly code: string };
/** The file to attach. Its code is in its name and changes with its content. */
type Supporting = File & {
  readonly draw: () => Promise<Result<Uint8Array, Failure>>;
  readonly mostBytes: number;
  /** It may have been attached before this journal began. */
  readonly mayBeThere: boolean;
};
/** The file that is attached now; `id` of the file. */
type AttachedFile = { readonly id: string; readonly n: number; readonly outcome: StepReport };

export async function attachPdf(
  ports: Ports,
  order: Order,
  document: DocumentRecord,
): Promise<Result<StepReport, Failure>> {
  const facts = supportingFacts(ports, order);
  const code = await contentCode(order, facts);
  return attach(ports, document, {
    name: fileName(facts.number, code),
    code,
    draw: async () => ok(await drawPdf(facts, ports.language ?? DEFAULT_LANGUAGE)),
    mostBytes: MAX_FILE_BYTES,
    mayBeThere: olderThanJournal(ports, order),
  });
}

/** Attaches a file to a document, once; what a document that isn't booked had before goes. */
export async function attach(
  ports: Ports,
  document: DocumentRecord,
  file: Supporting,
): Promise<Result<StepReport, Failure>> {
  const { code } = file;
  const known = attachmentState(ports.journal, document, code);
  const { current } = known;
  // A booked document keeps its file: an earlier upload still has to be linked.
  const kept = isKept(document) ? (known.current ?? known.old.at(-1) ?? null) : current;
  if (kept !== null && ports.eventTypes.includes("verify-repeat")) {
    const once = await leaveOne(ports, document, kept);
    if (!once.ok) return once;
  }
  const made =
    kept === null || typeof kept.attachmentId !== "string"
      ? await make(ports, document, file, known)
      : ok({ id: kept.attachmentId, n: kept.n, outcome: report(attachedTo(document)) });
  if (!made.ok) return made;
  if (!("id" in made.value)) return ok(made.value);
  const { id, n, outcome } = made.value;
  if (targetOf(document) === "voucher") {
    return link(ports, document, file, { id, n });
  }
  if (isKept(document)) return ok(outcome);
  const old = known.old.filter(({ attachmentId }) => attachmentId !== id);
  const removed = await takeOff(ports, document, old);
  return removed.ok ? ok(mergeReports(outcome, removed.value)) : removed;
}

/** A booked document keeps its file. */
const isKept = ({ role }: DocumentRecord): boolean => role === "day-voucher" || isBooked(role);

const numberParams = ({ number, id }: DocumentRecord) => ({ number: number ?? id });

/** A `Told` alone: nothing was attached, and why. */
async function make(
  ports: Ports,
  document: DocumentRecord,
  file: Supporting,
  { again, leftOpen, old }: ReturnType<typeof attachmentState>,
): Promise<Result<AttachedFile | StepReport, Failure>> {
  const isAsked = ports.eventTypes.includes("retry-by-person");
  if (leftOpen && !isAsked) return attention(reason("attachment-in-doubt", numberParams(document)));
  const target = targetOf(document);
  const creations = ports.journal.filter(({ kind }) => kind === "attachment.create");
  const n = nextNumber(creations, again);
  // It may be there: a look was cut short, the document was booked from one that had a file, or
  // this journal began after it was attached.
  if (leftOpen || creations.length > old.length || file.mayBeThere) {
    const found = await filesNamed(ports, target, document.id, file.code);
    if (!found.ok) return found;
    const [oldest] = found.value;
    if (oldest !== undefined)
      return ok({
        id: oldest.id,
        n,
        outcome: report(...(target === "voucher" ? [] : [attachedTo(document)])),
      });
  }
  const drawn = await file.draw();
  if (!drawn.ok) return drawn;
  const bytes = drawn.value;
  if (bytes.length > file.mostBytes)
    return attention(
      reason("attachment-too-large", { ...numberParams(document), bytes: String(bytes.length) }),
    );
  const sent = { name: file.name, bytes };
  const written = await ports.write(
    intent(ports, { role: "attachment", n, kind: "attachment.create" }, file, document),
    target === "voucher"
      ? uploadAttachment(sent)
      : attachToSalesDocument(target, document.id, sent),
  );
  if (!written.ok) return refused(written.error, document, old.length > 0);
  const id = readWritten(ports, written.value, readAttachedId);
  if (!id.ok) return id;
  ports.settle(
    settlement(written.value, "compared", { documentId: document.id, documentNumber: id.value }),
  );
  await lookForMade(ports, document, file.code, id.value);
  const what =
    old.length > 0 ? reason("pdf-replaced", numberParams(document)) : attachedTo(document);
  return ok({ id: id.value, n, outcome: target === "voucher" ? report() : report(what) });
}

/**
 * The first file of a tenant is looked for as one in doubt would be (E191, E194): if it isn't found
 * so, one whose answer is lost would be attached a second time. A look that fails tells nothing,
 * and the next file is looked for in its place.
 */
async function lookForMade(
  ports: Ports,
  document: DocumentRecord,
  code: string,
  id: string,
): Promise<void> {
  const target = targetOf(document);
  const row = target === "voucher" ? "E194" : "E191";
  if (!isOpen(ports, row)) return;
  const found = await filesNamed(ports, target, document.id, code);
  if (!found.ok) return;
  recordObservation(ports, row, found.value.some((file) => file.id === id) ? holds() : differs());
}

/** Where an older file exists, no person is needed. */
function refused(
  failure: Failure,
  document: DocumentRecord,
  hasOther: boolean,
): Result<StepReport, Failure> {
  if (failure.kind !== "rejected") return { ok: false, error: failure };
  const params = { ...numberParams(document), code: String(failure.code) };
  return ok(
    hasOther
      ? report(reason("old-pdf-stands", params))
      : reportToPerson([reason("attachment-refused", params)]),
  );
}

/** An upload belongs to nothing until it is linked. */
async function link(
  ports: Ports,
  document: DocumentRecord,
  file: File,
  { id, n }: { readonly id: string; readonly n: number },
): Promise<Result<StepReport, Failure>> {
  if (isAttached(ports.journal, document) || linkOf(ports.journal, { n }) !== null)
    return ok(report(attachedTo(document)));
  const written = await ports.write(
    intent(ports, { role: "attachment-link", n, kind: "attachment-link.create" }, file, document),
    linkToVoucher(document.id, id),
  );
  if (!written.ok) return refused(written.error, document, false);
  ports.settle(settlement(written.value, "compared", { documentId: document.id }));
  return ok(report(attachedTo(document)));
}

/** Removes a file of an earlier state. Gone, or kept by the vendor, it isn't tried again. */
async function takeOff(
  ports: Ports,
  document: DocumentRecord,
  old: readonly Pick<JournalEntry, "n" | "attachmentId" | "marker" | "markerCode">[],
): Promise<Result<StepReport, Failure>> {
  const target = targetOf(document);
  let outcome = report();
  for (const { n, attachmentId, marker, markerCode } of old) {
    if (typeof attachmentId !== "string") continue;
    const written = await ports.write(
      {
        key: ports.key,
        role: "attachment",
        n,
        kind: "attachment.delete",
        marker,
        markerCode,
        markerField: target,
        documentId: attachmentId,
      },
      target === "voucher"
        ? removeUpload(attachmentId)
        : removeFromSalesDocument(target, document.id, attachmentId),
    );
    if (written.ok)
      ports.settle(settlement(written.value, "compared", { documentId: attachmentId }));
    else if (written.error.kind === "rejected")
      outcome = mergeReports(
        outcome,
        report(
          reason("old-pdf-stands", { ...numberParams(document), code: String(written.error.code) }),
        ),
      );
    else if (written.error.kind !== "not-found") return written;
  }
  return ok(outcome);
}

/** It was sent twice: where both came true, the younger goes. */
async function leaveOne(
  ports: Ports,
  document: DocumentRecord,
  kept: JournalEntry,
): Promise<Result<StepReport, Failure>> {
  const { n, marker, markerCode } = kept;
  if (markerCode === null) return ok(report());
  const found = await filesNamed(ports, targetOf(document), document.id, markerCode);
  if (!found.ok) return found.error.kind === "not-found" ? ok(report()) : found;
  const others = found.value
    .filter(({ id }) => id !== kept.attachmentId)
    .map(({ id }) => ({ n, attachmentId: id, marker, markerCode }));
  return takeOff(ports, document, others);
}

const intent = (
  { key }: Pick<RunFacts, "key">,
  identity: Pick<WriteIntent, "role" | "n" | "kind">,
  { name, code }: File,
  document: DocumentRecord,
): WriteIntent => ({
  key,
  ...identity,
  marker: name,
  markerCode: code,
  markerField: targetOf(document),
  documentId: document.id,
});

/** Returns the existing files with this content, oldest first. */
async function filesNamed(
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
