/**
 * What the tenant's Durable Object answers to the outside: values, never exceptions, as errors lose
 * their class on the way (they arrive as plain `Error`). Shapes only grow: an old caller may meet a
 * new object and the reverse.
 */
import type { Range } from "../monitor/reconciliation/port.ts";
import type { FlowName } from "../domain/job.ts";
import type { Claim } from "./engine-rpc.ts";
import type { Vendor } from "../domain/ids.ts";
import type { LedgerCompany } from "../domain/ledger.ts";
import type { PreviewedFlow } from "../domain/run-preview.ts";
import type { Settings } from "../settings/schema.ts";
import type { FindingView, OrdersPlace, ReconciledOrderView, Refusal } from "./rpc-views.ts";

export type {
  ApartItem,
  CauseSum,
  AuditCheck,
  AuditFault,
  AuditSpan,
  EndedSum,
  DifferenceItem,
  DifferencesView,
  FindingView,
  OrderFinding,
  LeftOut,
  Charged,
  HeldDocument,
  LinkAnswer,
  LinkRequest,
  NoticesView,
  OrdersPlace,
  ReconciledOrderView,
  RunCancelView,
  RunView,
  Span,
  VendorWords,
  WaitSum,
} from "./rpc-views.ts";
export {
  TRANSFER_PARTS,
  type TransferPage,
  type TransferPart,
  type TransferRow,
} from "./transfer-rpc.ts";
export type {
  AlertPage,
  AlertView,
  ConnectionView,
  PauseState,
  TenantHealth,
  UpcomingWork,
  WorkView,
} from "./health-rpc.ts";
export type { BackfillOrderPage, BackfillRequest, BackfillView } from "./backfill-rpc.ts";
export type {
  EvidencePage,
  EvidenceView,
  Kept,
  WouldDelete,
  ApprovalPage,
  ApprovalQuery,
  HeldJob,
  WouldSkip,
  HeldNote,
  HeldPage,
  HeldTotal,
  JobPage,
  JobQuery,
  JobTimeline,
  NamedReason,
  OpenCounts,
  PersonPage,
  PersonQuery,
  PostingsNote,
  Releasable,
  Released,
  Seen,
  TimelineEntry,
} from "./job-rpc.ts";

/** An event of the webhook endpoint, believed in nothing but its key. */
export type AcceptInput = {
  /**
   * The sender's `webhook-id`; `null` for senders that have none: no deduplication, coalescing does
   * it.
   */
  readonly eventId: string | null;
  readonly type: string;
  readonly key: string;
  readonly flow: FlowName;
  /** The caller runs at once what may run at once: it is handed the claim with the answer. */
  readonly takes?: boolean;
  /** And asks what else it has to ask in the session of this call. */
  readonly inSession?: boolean;
};

export type AcceptAnswer = {
  /** The job that took the event, also when it absorbed it. */
  readonly jobId: string;
  readonly duplicate: boolean;
  /**
   * True when the job may be run at once by the caller: key and window are free and nothing is
   * paused.
   */
  readonly dispatch: boolean;
  /** The job is claimed for the caller. Absent: whoever runs it claims it. */
  readonly claim?: Claim;
};

export type { Refusal };
export type Done<T = object> = ({ readonly ok: true } & T) | Refusal;

export type GrantInput = {
  readonly vendor: Vendor;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ms since the epoch. */
  readonly accessExpiresAt: number;
  readonly scope: string;
  /** Administration id (Asperion) or company GUID (eAccounting) that this grant belongs to. */
  readonly identity: string;
  readonly name: string;
  readonly company: LedgerCompany | null;
  /** The client of eAccounting that it belongs to; `null`: Asperion's. */
  readonly client: string | null;
};

export type LinkView = {
  readonly kind: "customer" | "article";
  /** Debtor id, or `email:…` folded for guests (hashed at rest), or SKU. */
  readonly source: string;
  readonly target: string;
  readonly by: "engine" | "person";
  readonly updatedAt: number;
};

/** What a dry run is of. `acrossStartLine`: what lies before the start line is worked out too. */
export type DryRunInput = { readonly acrossStartLine: boolean } & (
  | { readonly of: "order"; readonly orderId: number }
  /** The shop's newest orders, each as a dry run of its own: the job is the one that lists them. */
  | { readonly of: "last"; readonly count: number }
  /** An order in Asperion's form. It is planned and never stored. */
  | { readonly of: "sample"; readonly sample: unknown }
  /** What the next run of this flow would write. `settings`: with these, which aren't saved. */
  | { readonly of: "run"; readonly flow: PreviewedFlow; readonly settings?: Settings }
  /** What another run of the newest look at this job's thing would do. */
  | ({ readonly of: "again"; readonly jobId: string } & Again)
);

/**
 * `deed`: what is tried, in a word. `types`: what the run may do because a person asks for it.
 * `pinned`: the version of the settings that it goes with; `null`: the newest.
 */
export type Again = {
  readonly deed: string;
  readonly types: readonly string[];
  readonly pinned: { readonly version: number; readonly settings: Settings } | null;
};

/**
 * `left`: what is still sealed under other keys than the one that writes. `lost`: under keys that
 * aren't there any more.
 */
export type Reencrypted = { readonly left: number; readonly lost: number };

/**
 * How both sides were compared last, what was found, and a page of the orders of the days that were
 * asked for.
 */
export type ReconciliationView = {
  readonly run: {
    readonly jobId: string;
    readonly from: string;
    readonly to: string;
    readonly startedAt: number;
    readonly endedAt: number | null;
    /** It isn't running any more, and didn't come to its end. */
    readonly stopped: boolean;
  } | null;
  /** The run that was asked for last, which may end before it compares anything. */
  readonly asked?: { readonly jobId: string; readonly over: boolean } | null;
  /** Days that a run ever compared to its end. */
  readonly compared: readonly Range[];
  readonly findings: readonly FindingView[];
  readonly orders: readonly ReconciledOrderView[];
  /** Where that was asked: an older release doesn't tell. */
  readonly place?: OrdersPlace;
  readonly cursor: string | null;
};
