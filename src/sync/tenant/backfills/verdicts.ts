/** The outcome of one order of a back-fill, or of a take-back, read from its job's end. */
import { isOnHold } from "../../../domain/jobs/job.ts";
import { plannedEffectOf } from "../../../domain/jobs/planned-effect.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { BackfillRow } from "./backfill-rows.ts";

/** A row of the list whose job is over. `state`: open, or undo-open. */
export type EndedOrder = {
  readonly state: string;
  readonly outcome: string | null;
  readonly reasons: string;
};

const MADE: ReadonlySet<ReasonCode> = new Set([
  "order-booked",
  "invoice-booked",
  "invoice-draft-made",
  "credit-booked",
  "credit-draft-made",
  "voucher-booked",
  "voucher-credit-booked",
  "added-to-day",
]);
const ATTACHED: ReadonlySet<ReasonCode> = new Set(["pdf-attached", "pdf-replaced"]);
const REMOVED: ReadonlySet<ReasonCode> = new Set([
  "order-removed",
  "invoice-draft-removed",
  "voucher-reversed",
  "taken-out-of-day",
  "undo-nothing-there",
]);

/** It differs from what a person confirmed: it is left, and doesn't cross the start line. */
export const CHANGED = "changed";

/** The state and the verdict that the row gets. */
export function settledVerdict(backfill: BackfillRow, row: EndedOrder): readonly [string, string] {
  const reasons = storedJson<Reason[]>(row.reasons);
  if (row.state === "undo-open")
    return ["undone", reasons.some(({ code }) => REMOVED.has(code)) ? "removed" : "remains"];
  if (backfill.take_back !== null) return ["done", wouldGo(reasons)];
  return ["done", cutOff(backfill, row) ? "cancelled" : verdictOf(row.outcome, reasons)];
}

/** A dry run of taking back: what would be deleted, or taken back by another voucher. */
function wouldGo(reasons: readonly Reason[]): string {
  const codes = reasons.map(({ code }) => code);
  if (codes.includes("back-fill-cancelled")) return "cancelled";
  if (codes.includes("undo-nothing-there")) return "left";
  const would = reasons.find(({ code }) => code === "dry-run")?.params["would"];
  const goes =
    typeof would === "string" && (plannedEffectOf(would) === "remove" || REVERSES.has(would));
  return goes ? "would-remove" : "remains";
}

/** Another voucher takes the first one back. */
const REVERSES: ReadonlySet<string> = new Set(["voucher.create", "ledger-item.create"]);

/**
 * It was under way when the back-fill was cancelled, had written nothing, and then stopped at the
 * start line.
 */
const cutOff = (backfill: BackfillRow, row: EndedOrder): boolean =>
  backfill.state === "cancelling" &&
  row.outcome === "before-start" &&
  !row.reasons.includes("changed-since-shown");

function verdictOf(outcome: string | null, reasons: readonly Reason[]): string {
  const codes = reasons.map((entry) => entry.code);
  if (codes.includes("back-fill-cancelled")) return "cancelled";
  if (codes.includes("changed-since-shown")) return CHANGED;
  if (codes.includes("dry-run-would-book")) return "would-book";
  const would = reasons.find((entry) => entry.code === "dry-run")?.params["would"];
  if (typeof would === "string") return standing(would);
  if (codes.some((code) => MADE.has(code))) return "booked";
  if (codes.some((code) => ATTACHED.has(code))) return "attached";
  if (outcome === "booked" || outcome === "updated") return "already";
  return isOnHold(outcome) ? "held" : "left";
}

/**
 * A dry run of what stands already: it would be changed or deleted, by its own job, and the run
 * that follows leaves it, unless all that is missing is its PDF.
 */
function standing(would: string): string {
  if (would === "attachment.create") return "would-attach";
  return plannedEffectOf(would) === "remove" ? "left" : "already";
}
