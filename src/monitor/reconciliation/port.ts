/**
 * A reconciliation's calls of the tenant's object, step by step, so that memory stays small and no
 * call takes long.
 */
import type { SendRead } from "../../domain/vendors/request.ts";
import type { Result, Failure } from "../../domain/result.ts";
import type { DocumentKind, LedgerFact, SourceFact } from "./facts.ts";

/** Days are `YYYY-MM-DD` of the shop's clock, both counted in. */
export type Range = { readonly from: string; readonly to: string };

/** A document whose marker stands in no journal, and the orders that bear the number before it. */
export type Unlinked = {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly code: string;
  readonly orders: readonly number[];
};

/** A document that is remembered for an order and that the lists of marked ones didn't have. */
export type Unmarked = { readonly kind: DocumentKind; readonly id: string; readonly key: string };

export type NamedCredit = { readonly id: string; readonly key: string };

export type ReconciliationRequest =
  /** The days of an unfinished run of this job. */
  | { readonly ask: "unfinished" }
  | ({ readonly ask: "begin"; readonly since: number } & Range)
  /** A part that is done isn't done again, should the run break off. */
  | { readonly ask: "done"; readonly part: string }
  | { readonly ask: "sources"; readonly orders: readonly SourceFact[] }
  | { readonly ask: "documents"; readonly documents: readonly LedgerFact[] }
  /** Steps of the object's own work; `after` is what the one before answered, "" at first. */
  | { readonly ask: "step"; readonly part: ReconciliationPart; readonly after: string }
  | { readonly ask: "unlinked"; readonly after: string }
  /** Documents without our marker, such as those that a person linked: each is read itself. */
  | { readonly ask: "unmarked"; readonly after: string }
  /** Credits that the order's invoice names, and that no list had. */
  | { readonly ask: "credits"; readonly after: string }
  /** Which of these documents are remembered for any order. */
  | { readonly ask: "remembered"; readonly ids: readonly string[]; readonly after: string }
  | {
      readonly ask: "found";
      readonly documents: readonly (LedgerFact & { readonly key: string })[];
    }
  | {
      readonly ask: "link";
      readonly links: readonly {
        readonly kind: DocumentKind;
        readonly id: string;
        readonly orderId: number;
      }[];
    }
  | { readonly ask: "end" };

/** Before the kind, in the name of a part that couldn't be read. */
export const NOT_LISTED = "not ";

/**
 * `link`: documents find their orders by the journal. `orders`, `documents`: each is judged.
 * `days`: the sums of each day.
 */
export const PARTS = ["link", "orders", "documents", "days"] as const;
type ReconciliationPart = (typeof PARTS)[number];

export type Ended = {
  readonly orders: number;
  readonly documents: number;
  readonly findings: number;
  readonly enqueued: number;
};

export type ReconciliationAnswer =
  | { readonly kind: "unfinished"; readonly range: Range | null }
  | { readonly kind: "begun"; readonly done: readonly string[] }
  | { readonly kind: "taken" }
  | { readonly kind: "stepped"; readonly next: string | null }
  | {
      readonly kind: "unlinked";
      readonly documents: readonly Unlinked[];
      readonly next: string | null;
    }
  | {
      readonly kind: "unmarked";
      readonly documents: readonly Unmarked[];
      readonly next: string | null;
    }
  | {
      readonly kind: "credits";
      readonly credits: readonly NamedCredit[];
      readonly next: string | null;
    }
  | { readonly kind: "remembered"; readonly ids: readonly string[]; readonly next: string | null }
  | ({ readonly kind: "ended" } & Ended);

export type ReconciliationPorts = {
  readonly now: () => number;
  readonly administrationId: number;
  readonly eventTypes: readonly string[];
  /** In the lane of sweeps; the timeline keeps that it was read, not what. */
  readonly read: SendRead;
  readonly stateOf: (state: string) => Promise<string>;
  ask<K extends ReconciliationAnswer["kind"]>(
    kind: K,
    input: ReconciliationRequest,
  ): Promise<Result<Extract<ReconciliationAnswer, { kind: K }>, Failure>>;
};
