/**
 * Documents that were found deleted in the ledger. An event that changes nothing doesn't read it,
 * so what a run was held for is kept with the document's record, as other differences are
 * (docs/adr/0121), and told until the document is made again, is found after all, or a person
 * decides. Pure, but for `knownAsThere`.
 */
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { documentDeletedReason, labelOf, type OrderCase } from "../shared/case.ts";

const CODES: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "document-gone",
  "document-gone-with-others",
  "day-voucher-gone",
]);

const saysGone = ({ code }: Reason): boolean => CODES.has(code);

const isEqual = (one: Reason, other: Reason): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Whether it is told of this document as it is recorded now: its day may have another voucher by
 * now, with another number. The voucher's id isn't compared, as the last release's reasons lack
 * it.
 */
function isOf(document: DocumentRecord, told: Reason): boolean {
  if (told.code === "document-gone-with-others")
    return told.params["document"] === labelOf(document);
  const now = documentDeletedReason(document);
  return told.code === "day-voucher-gone"
    ? now.code === told.code && SAME_DAY.every((name) => now.params[name] === told.params[name])
    : isEqual(told, now);
}

const SAME_DAY = ["day", "number"] as const;

/** A reversal that is in doubt is looked for with each event. */
const isKept = ({ role, state }: DocumentRecord): boolean =>
  state === "live" && role !== "voucher-reversal";

/** What is known of documents being deleted; nothing of one that `said` tells so anew. */
export const knownDeletions = (
  documents: readonly DocumentRecord[],
  said: readonly Reason[] = [],
): readonly Reason[] =>
  documents
    .filter((one) => isKept(one) && !said.some((told) => saysGone(told) && isOf(one, told)))
    .flatMap((one) => (one.differs ?? []).filter((told) => saysGone(told) && isOf(one, told)));

/** In what else a document differs. */
export const otherDifferences = ({ differs = [] }: DocumentRecord): readonly Reason[] =>
  differs.filter((one) => !saysGone(one));

/**
 * The end of a run that found a document deleted anew. Where that is known not to have been the
 * only one, it is told so still: only a person's retry looks at the others.
 */
export function asKnownGone(ended: FlowEnd, documents: readonly DocumentRecord[]): FlowEnd {
  const known = knownDeletions(documents).filter(
    ({ code }) => code === "document-gone-with-others",
  );
  const isOfSame = (told: Reason) => (one: Reason) =>
    told.code === "document-gone" && told.params["document"] === one.params["document"];
  return { ...ended, reasons: ended.reasons.map((told) => known.find(isOfSame(told)) ?? told) };
}

/** The documents that a run was held for as they are deleted, with that; those that are new. */
export function newlyDeletedDocuments(
  { outcome, reasons }: FlowEnd,
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] {
  const said = outcome === "held" ? reasons.filter(saysGone) : [];
  return documents.filter(isKept).flatMap((document): readonly DocumentRecord[] => {
    const told = said.find((one) => isOf(document, one));
    return told === undefined || document.differs?.some((one) => isEqual(one, told)) === true
      ? []
      : [{ ...document, differs: [told, ...otherDifferences(document)] }];
  });
}

/** What was looked for isn't known as deleted any more, but for what was found `deleted`. */
export function knownAsThere<Of extends OrderCase>(
  order: Of,
  deleted: readonly DocumentRecord[],
): Of {
  const { ports } = order;
  const known = ports.documents.map((document) => {
    if (deleted.includes(document) || document.differs?.some(saysGone) !== true) return document;
    const { differs: _gone, ...there } = document;
    const others = otherDifferences(document);
    const now = others.length === 0 ? there : { ...there, differs: others };
    ports.saveDocument(now);
    return now;
  });
  return { ...order, ports: { ...ports, documents: known } };
}
