/**
 * Resolves writes with an unknown outcome before anything new is planned. A write that is found is
 * never sent again. It counts as absent only after the last look-up, and is repeated only if a
 * duplicate can be undone or is refused (doubt-policy.ts).
 */
import { vendorWritten, isUnresolved } from "../../domain/jobs/job.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd, FlowPorts, JournalEntry } from "../../flows/port.ts";
import {
  leavesDocumentUnknown,
  decideNotFound,
  needsLookup,
  nextLookupAt,
} from "../doubt-policy.ts";
import type { DoubtVerdict } from "../contract/runs.ts";
import { searchDoubt } from "./flows.ts";
import type { Session } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

type AfterDoubts =
  | {
      readonly kind: "go";
      readonly journal: readonly JournalEntry[];
      readonly documents: readonly DocumentRecord[];
    }
  | { readonly kind: "end"; readonly end: FlowEnd };

/**
 * Looks up the unresolved writes of the claim. Returns the journal and documents to continue with
 * (`go`), or the run's end. If a look-up must be repeated later, the job is parked.
 */
export async function resolveDoubts(session: Session): Promise<Result<AfterDoubts, Failure>> {
  const { claim, deps } = session;
  let journal = claim.journal;
  let documents = claim.documents;
  for (const operation of claim.journal) {
    if (!isUnresolved(operation)) continue;
    const ports = session.ports(journal, documents);
    const verdict = await resolveDoubt(session, ports, operation);
    if (!verdict.ok) return verdict;
    session.note("lookup", "doubt", {
      operation: operation.kind,
      marker: operation.marker,
      verdict: verdict.value.kind,
    });
    const recorded = await session.object.runs.record(session.ref, session.takeUpdates(), {
      opId: operation.id,
      verdict: verdict.value.verdict,
    });
    if (recorded.fenced) return session.halt();
    if (verdict.value.kind === "lookup-again") {
      const due = nextLookupAt(
        {
          kind: operation.kind,
          abortAt: operation.abortAt ?? ports.now(),
          lookups: operation.lookups + 1,
        },
        deps.settleMs,
      );
      await session.park({
        wait: "in-doubt",
        dueMs: Math.max(0, due - ports.now()),
        reasons: [
          reason("outcome-unknown", {
            vendor: vendorWritten(operation.kind),
            looks: operation.lookups + 1,
          }),
        ],
        capability: null,
      });
      return session.halt();
    }
    if (verdict.value.kind === "person")
      return ok({
        kind: "end",
        end: flowEnd("needs-attention", [
          reason("in-doubt-needs-person", { marker: operation.marker }),
        ]),
      });
    journal = journal.map((entry) =>
      entry.id === operation.id ? after(entry, verdict.value.verdict) : entry,
    );
    documents = withDocument(documents, claim.key, operation, verdict.value.verdict);
  }
  return ok({ kind: "go", journal, documents });
}

type DoubtResult = {
  readonly kind: "resolved" | "lookup-again" | "person";
  readonly verdict: DoubtVerdict;
};

async function resolveDoubt(
  session: Session,
  ports: FlowPorts,
  operation: JournalEntry,
): Promise<Result<DoubtResult, Failure>> {
  // The flow will read the document and plan again anyway.
  if (!needsLookup(operation.kind))
    return ok({ kind: "resolved", verdict: { kind: "superseded" } });
  const found = await searchDoubt(ports, operation);
  if (!found.ok) return found;
  if (found.value === "plan-anew") return ok({ kind: "resolved", verdict: { kind: "superseded" } });
  if (found.value !== null) {
    const { documentId, documentNumber, document } = found.value;
    return ok({
      kind: "resolved",
      verdict: { kind: "found", documentId, documentNumber, document },
    });
  }
  const operationNow = {
    kind: operation.kind,
    lookups: operation.lookups + 1,
    repeats: operation.repeats,
  };
  switch (decideNotFound(operationNow, session.deps.settleMs)) {
    case "lookup-again":
      return ok({ kind: "lookup-again", verdict: { kind: "absent" } });
    case "send-again":
      return ok({ kind: "resolved", verdict: { kind: "send-again" } });
    case "plan-anew":
      return ok({ kind: "resolved", verdict: { kind: "superseded" } });
    case "person":
      return ok({ kind: "person", verdict: { kind: "superseded" } });
  }
}

function after(entry: JournalEntry, verdict: DoubtVerdict): JournalEntry {
  switch (verdict.kind) {
    case "found":
      return {
        ...entry,
        state: "done",
        documentId: verdict.documentId,
        ...(entry.role === "attachment" ? { attachmentId: verdict.documentNumber } : {}),
      };
    case "send-again":
      return { ...entry, state: "planned", repeats: entry.repeats + 1 };
    case "superseded":
      return { ...entry, state: "rejected", refused: false };
    case "absent":
      return { ...entry, lookups: entry.lookups + 1 };
  }
}

function withDocument(
  documents: readonly DocumentRecord[],
  key: string,
  operation: JournalEntry,
  verdict: DoubtVerdict,
): readonly DocumentRecord[] {
  // It is unknown whether our update took effect. Without hashes, the document's content isn't
  // mistaken for a person's change.
  if (verdict.kind === "superseded" && !leavesDocumentUnknown(operation.kind)) return documents;
  if (verdict.kind === "superseded")
    return documents.map((document) =>
      document.id === operation.documentId
        ? { ...document, sourceHash: null, ownedHash: null }
        : document,
    );
  if (verdict.kind !== "found" || verdict.document === null || verdict.document.key !== key)
    return documents;
  const { key: _key, ...record } = verdict.document;
  return [
    ...documents.filter((entry) => entry.role !== record.role || entry.n !== record.n),
    record,
  ];
}
