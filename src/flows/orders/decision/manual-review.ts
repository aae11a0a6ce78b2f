/**
 * An order without a document, of which a write was left to a person: the last look-up didn't find
 * it, and it may still take effect. Whatever the shop says meanwhile, nothing is made in its place
 * and nothing counts as done until it is found or the person decides. Pure.
 */
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { JournalEntry, RunFacts } from "../../port.ts";
import type { Action, RunKnowledge } from "./action.ts";
import type { Subject } from "../shared/case.ts";
import { olderThanJournal } from "../existing/existing-documents.ts";

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
export function forManualReview({
  journal,
  documents,
}: Pick<RunFacts, "journal" | "documents">): readonly JournalEntry[] {
  const newest = Math.max(0, ...documents.map(({ n }) => n));
  return journal.filter(
    ({ kind, role, state, refused, n }) =>
      DOCUMENT_KINDS.has(kind) &&
      !FOLLOWS.has(role) &&
      state === "rejected" &&
      !refused &&
      n > newest,
  );
}

/** `null`: nothing was left to a person, or the person says that it failed. */
export function whileLeft({ ports }: Subject, knowledge: RunKnowledge): Action | null {
  const left = forManualReview(ports);
  if (left.length === 0) return null;
  if (!knowledge.nothingThere) return { kind: "search-first", withNumber: false, reasons: [] };
  return ports.eventTypes.includes(RETRY)
    ? null
    : {
        kind: "report",
        reasons: left.map(({ marker }) => reason("in-doubt-needs-person", { marker })),
      };
}

/** Handles a cancelled order of which nothing is known; it may be older than the journal. */
export function cancelledUnknown(order: Subject, knowledge: RunKnowledge, why: Reason): Action {
  if (olderThanJournal(order.ports, order.order) && !knowledge.nothingThere)
    return { kind: "search-first", withNumber: false, reasons: [] };
  return whileLeft(order, knowledge) ?? { kind: "skip", reasons: [why] };
}
