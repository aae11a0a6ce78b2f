/** Back-fills, and runs that remove what was made: requests and answers. Shapes only grow. */
import type { JobFigures } from "../../domain/jobs/job.ts";
import type { Reason } from "../../domain/reasons/index.ts";

/**
 * Days are `YYYY-MM-DD` of Asperion's clock, both inclusive. `dryRunId`: `null` for a dry run;
 * otherwise the dry run that this run follows.
 */
export type BackfillRequest = {
  readonly from: string;
  readonly to: string;
  readonly dryRunId: string | null;
};

export type BackfillView = {
  readonly id: string;
  readonly dryRun: boolean;
  /** The dry run that this run follows. */
  readonly of: string | null;
  readonly from: string;
  readonly to: string;
  /**
   * `listing`: the orders of the range are being read; `failed`: reading failed. `cancelling`:
   * started work is being ended.
   */
  readonly state:
    | "listing"
    | "running"
    | "done"
    | "cancelling"
    | "cancelled"
    | "failed"
    | "undoing"
    | "undone";
  readonly actor: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  /** Orders on its list, so far while it lists. */
  readonly total: number;
  readonly done: number;
  /**
   * Orders by verdict: would-book, would-attach, booked, attached, already, held, left, cancelled,
   * would-remove, removed, remains, released.
   */
  readonly verdicts: Readonly<Record<string, number>>;
  /** What it takes back; `null`: it books. */
  readonly takeBack: TakeBackScope | null;
  readonly perMinute: number | null;
  readonly secondsLeft: number | null;
};

export type BackfillOrderPage = {
  readonly orders: readonly {
    readonly key: string;
    readonly dated: string;
    readonly state: string;
    readonly verdict: string | null;
    readonly jobId: string | null;
    readonly label: string | null;
    readonly figures: JobFigures | null;
    readonly reasons: readonly Reason[];
    /** Its document in the ledger; absent: none. */
    readonly document?: { readonly role: string; readonly number: string | null };
  }[];
  readonly cursor: string | null;
};

/**
 * Documents by when, or with what, they were made. Days are `YYYY-MM-DD` of the company's clock,
 * both inclusive. `first-day`: the 24 hours after orders first went live. `back-fill`: what one
 * back-fill made.
 */
export type TakeBackScope =
  | { readonly of: "first-day" }
  | { readonly of: "days"; readonly from: string; readonly to: string }
  | { readonly of: "settings"; readonly version: number }
  | { readonly of: "back-fill"; readonly id: string };

/** `dryRunId`: the dry run that a person saw; only what it listed is removed. */
export type TakeBackRequest =
  | { readonly scope: TakeBackScope; readonly dryRunId: null }
  | { readonly dryRunId: string };

/** Orders with documents in the ledger, by what made them. */
export type TakeBackChoices = {
  /** `null`: orders were never live, or no document of that day is left. */
  readonly firstDay: {
    readonly from: number;
    readonly to: number;
    readonly orders: number;
    readonly waiting?: number;
  } | null;
  /** Newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly orders: number;
    /** Of these, orders that wait for their day's voucher. Absent: none. */
    readonly waiting?: number;
    readonly from: number;
    readonly to: number;
  }[];
};
