/**
 * What would happen to an order, by a dry run of it: one word for pages, counts and the API,
 * derived from the run's own reasons.
 */
import { isOperationKind, type OperationKind } from "./job.ts";
import type { Reason } from "../reasons/index.ts";
import type { FinalDocument } from "../reasons/words.ts";

/**
 * `book`: a document would be created or booked. `change`: its document would be changed, paid or
 * sent. `remove`: our document would be deleted. `nothing`: the ledger is right already. `leave`:
 * the order isn't taken. `hold`: it would need a person.
 */
export const PLANNED_EFFECTS = ["book", "change", "remove", "nothing", "leave", "hold"] as const;
export type PlannedEffect = (typeof PLANNED_EFFECTS)[number];

const REMOVES: ReadonlySet<OperationKind> = new Set<OperationKind>([
  "order.delete",
  "draft.delete",
]);
export const BOOKS: ReadonlySet<string> = new Set<OperationKind>([
  "order.create",
  "order.confirm",
  "order.convert",
  "draft.create",
  "draft.convert",
  "voucher.create",
  "ledger-item.create",
  "day-voucher.create",
  "payout.create",
]);

/** `would`: the first write of a real run, or the outcome that it would end with. */
export function plannedEffectOf(would: string): PlannedEffect {
  if (isOperationKind(would)) {
    if (BOOKS.has(would)) return "book";
    return REMOVES.has(would) ? "remove" : "change";
  }
  if (would === "booked" || would === "updated") return "nothing";
  return would === "skipped" || would === "before-start" ? "leave" : "hold";
}

/** Test mode skipped the order, which would get a document. */
export const isTriedBooking = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code, params }) => code === "trial-mode" && BOOKS.has(String(params["write"])));

type Ended = Partial<Omit<DryRunLike, "status">>;

/** Test mode calculated the order and wrote nothing. */
export const isTrialRun = ({ flow, outcome, reasons = [] }: Ended): boolean =>
  flow === "orders" && outcome === "skipped" && reasons.some(({ code }) => code === "trial-mode");

/** It only says what a real run would do: there is nothing to be retried or skipped. */
export const isOnlyShown = (job: Ended): boolean => job.flow === "dry-run" || isTrialRun(job);

const SHOWS: ReadonlySet<string> = new Set(["dry-run", "dry-run-would-book", "trial-mode"]);

/**
 * What an order would become, as the dry run of it or test mode says; `null`: no document, or
 * nothing says.
 */
export function documentIn({ reasons = [] }: DryRunLike): string | null {
  const shownAs = reasons.find(({ code }) => SHOWS.has(code));
  const document = shownAs?.params["document"];
  return typeof document === "string" ? document : null;
}

type DryRunLike = {
  readonly status: string;
  readonly outcome: string | null;
  readonly flow?: string;
  readonly reasons?: readonly Reason[];
};

/** Returns the effect that a dry run found; `null`: it isn't a dry run, or isn't finished. */
export function dryRunResult({ status, flow, outcome, reasons = [] }: DryRunLike): string | null {
  if (flow !== "dry-run" || status !== "done" || outcome === null) return null;
  const planned = reasons.find(({ code }) => code === "dry-run" || code === "dry-run-would-book");
  if (planned === undefined) return outcome;
  // A past order that would be booked is described by its amount; its plan says what is made.
  return planned.code === "dry-run-would-book" ? "order.create" : String(planned.params["would"]);
}

/** The kind of document that stands in the end, of all that would be written; `null`: none. */
export function documentOf(writes: readonly { readonly kind: string }[]): FinalDocument | null {
  const has = (kind: OperationKind): boolean => writes.some((write) => write.kind === kind);
  if (has("ledger-item.create")) return "voucher-with-item";
  if (has("voucher.create")) return "voucher";
  if (has("draft.create")) return has("draft.convert") ? "invoice" : "draft-invoice";
  if (!has("order.create")) return null;
  return has("order.convert") ? "sales-order-invoiced" : "sales-order";
}
