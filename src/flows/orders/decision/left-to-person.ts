/**
 * An order without a document, of which a write was left to a person: it was looked for to the
 * last, wasn't there, and may still come true. Whatever the shop says of the order meanwhile,
 * nothing is made in its place and nothing is called done until it is found or the person says so.
 * Pure.
 */
import { RETRY } from "../../../domain/acts.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";
import type { JournalEntry, RunFacts } from "../../port.ts";
import type { Action, Seen, Subject } from "./action.ts";
import { olderThanJournal } from "./existing-documents.ts";

/** What follows on a document, and is asked about there. */
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

/** Nothing was made after them: with a document of a later number a person has decided. */
export function leftToPerson({
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

/** `null`: nothing was left to a person, or the person says that it didn't come true. */
export function whileLeft({ ports }: Subject, seen: Seen): Action | null {
  const left = leftToPerson(ports);
  if (left.length === 0) return null;
  if (!seen.nothingThere) return { kind: "lookup-first", withNumber: false, reasons: [] };
  return ports.eventTypes.includes(RETRY)
    ? null
    : {
        kind: "report",
        reasons: left.map(({ marker }) => reason("in-doubt-needs-person", { marker })),
      };
}

/** Nothing is known of a cancelled order; memory may be younger than the order. */
export function cancelledUnknown(order: Subject, seen: Seen, why: Reason): Action {
  if (olderThanJournal(order.ports, order.order) && !seen.nothingThere)
    return { kind: "lookup-first", withNumber: false, reasons: [] };
  return whileLeft(order, seen) ?? { kind: "skip", reasons: [why] };
}
