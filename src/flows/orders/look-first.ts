/**
 * A look before the first write, where memory isn't enough: the journal is younger than the order, something was
 * written before under another number, or the order's day is the day of the start line. Every kind of document is
 * searched. A hit with our marker is ours and is never answered by another POST; a hit with the bare number alone was
 * perhaps typed by a person, and is held.
 */
import type { Failure } from "../../domain/failure.ts";
import { carriesMarker } from "../../domain/marker.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { carriesNumber, DOCUMENT_KINDS, findDocuments, type LedgerDocument } from "../../eaccounting/documents.ts";
import { MARKER_FIELDS } from "../../mapping/settings.ts";
import type { FlowPorts } from "../port.ts";

export type Sighting =
  | { readonly kind: "nothing" }
  /** Our own order document: it is adopted, compared and updated like any other. */
  | { readonly kind: "ours"; readonly document: LedgerDocument; readonly n: number; readonly others: readonly LedgerDocument[] }
  /** Ours, and booked or turned into an invoice by a person. */
  | { readonly kind: "booked"; readonly document: LedgerDocument }
  | { readonly kind: "perhaps-by-hand"; readonly reason: Reason };

/** A day: how far back a list is scanned where the vendor refuses to filter on the field. */
const SCAN_MS = 86_400_000;

export type LookFor = {
  /** Codes that may have been sent, under whatever number the order had then. */
  readonly sent: readonly string[];
  /** Every code that counts as ours, by n from 1. */
  readonly ours: readonly string[];
  readonly number: string | null;
  /** Whether the bare number alone counts as a hit. */
  readonly byHand: boolean;
  readonly orderInstant: number;
};

export async function lookForDocuments(ports: FlowPorts, input: LookFor): Promise<Result<Sighting, Failure>> {
  const found = new Map<string, LedgerDocument>();
  const matches = (text: string): boolean =>
    input.ours.some((code) => carriesMarker(text, code)) || (input.byHand && input.number !== null && carriesNumber(text, input.number));
  for (const kind of DOCUMENT_KINDS) {
    for (const part of input.number === null ? input.sent : [...input.sent, input.number]) {
      const answer = await findDocuments(ports.lookUp, { kind, fields: MARKER_FIELDS, part, matches, since: input.orderInstant - SCAN_MS, scanOnly: ports.memory["documents"] === "scan" });
      if (!answer.ok) return answer;
      if (answer.value.how === "scan") ports.remember("documents", "scan");
      for (const document of answer.value.documents) found.set(`${document.kind} ${document.id}`, document);
    }
  }
  const documents = [...found.values()];
  const nOf = (document: LedgerDocument): number => 1 + input.ours.findIndex((code) => Object.values(document.texts).some((text) => carriesMarker(text, code)));
  return ok(judge(documents.filter((document) => nOf(document) > 0), documents.filter((document) => nOf(document) === 0), nOf));
}

function judge(marked: readonly LedgerDocument[], numbered: readonly LedgerDocument[], nOf: (document: LedgerDocument) => number): Sighting {
  const booked = marked.find((document) => document.kind !== "order");
  if (booked !== undefined) return { kind: "booked", document: booked };
  const [oldest, ...others] = byAge(marked);
  if (oldest !== undefined) return { kind: "ours", document: oldest, n: nOf(oldest), others };
  const [hand] = numbered;
  if (hand === undefined) return { kind: "nothing" };
  return { kind: "perhaps-by-hand", reason: reason("perhaps-booked-by-hand", { document: hand.kind, number: hand.number ?? hand.id }) };
}

/** Oldest first: of two, the younger one is the second. */
export const byAge = (documents: readonly LedgerDocument[]): readonly LedgerDocument[] =>
  documents.toSorted((a, b) => (a.createdUtc ?? "").localeCompare(b.createdUtc ?? ""));
