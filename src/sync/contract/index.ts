/**
 * The tenant object's answers to its callers: values, never exceptions, as errors lose their class
 * on the way (they arrive as plain `Error`). Shapes only grow: an old caller may meet a new object
 * and the reverse.
 */
import type { Range } from "../../monitor/reconciliation/port.ts";
import type { FlowName, OperationKind } from "../../domain/jobs/job.ts";
import type { BookedDayVoucher } from "./days.ts";
import type { Claim } from "./runs.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { LedgerCompany } from "../../domain/ledger/ledger.ts";
import type { PreviewedFlow } from "../../domain/jobs/run-preview.ts";
import type { Settings } from "../../settings/schema.ts";
import type {
  DifferencesView,
  FindingView,
  PagePosition,
  ReconciledOrderView,
  Refusal,
} from "./views.ts";

export type {
  OtherFinding,
  CauseSum,
  AuditCheck,
  AuditFault,
  AuditSpan,
  OutcomeSum,
  DifferenceItem,
  DifferencesView,
  FindingView,
  OrderFinding,
  ExcludedOrders,
  ChargedAmount,
  DocumentReading,
  CurrentDocument,
  LinkAnswer,
  LinkRequest,
  NoticesView,
  PagePosition,
  ReconciledOrderView,
  RunCancelView,
  RunView,
  Span,
  VendorErrorText,
  WaitingTimeSum,
} from "./views.ts";
export {
  TRANSFER_PARTS,
  type TransferPage,
  type TransferPart,
  type TransferRow,
} from "./transfer.ts";
export type {
  AlertPage,
  AlertView,
  ResolvedAlert,
  ConnectionView,
  FirstDay,
  PauseState,
  TenantHealth,
  UpcomingWork,
  WorkView,
} from "./health.ts";
export type { BackfillOrderPage, BackfillRequest, BackfillView } from "./backfills.ts";
export type {
  ApprovalPage,
  ApprovalQuery,
  HeldJob,
  SkipPreview,
  JobNote,
  GroupForecast,
  HeldPage,
  HeldTotal,
  JobPage,
  JobQuery,
  JobTimeline,
  NamedReason,
  OpenCounts,
  PostingsNote,
  Releasable,
  ReleaseResult,
  JobVersion,
  TimelineEntry,
} from "./jobs.ts";
export type {
  DeletionPreview,
  EvidencePage,
  EvidenceView,
  PersonPage,
  PersonQuery,
  RetentionPeriods,
} from "./people.ts";

/** An event of the webhook endpoint. Only its key is trusted. */
export type AcceptInput = {
  /** The sender's `webhook-id`; `null`: it has none, and its events are coalesced. */
  readonly eventId: string | null;
  readonly type: string;
  readonly key: string;
  readonly flow: FlowName;
  /**
   * The caller can run a job at once: the answer carries its claim, and the session of this call,
   * in which the caller makes its further ones.
   */
  readonly takes?: boolean;
};

export type AcceptAnswer = {
  /** The job that took the event; it may have existed before. */
  readonly jobId: string;
  readonly duplicate: boolean;
  /** The caller may run the job at once: key and window are free and nothing is paused. */
  readonly dispatch: boolean;
  /** The job's claim for the caller. Absent: its runner claims it. */
  readonly claim?: Claim;
};

export type { Refusal };
export type CallResult<T = object> = ({ readonly ok: true } & T) | Refusal;

/** So many writes of a kind: they reached a vendor, or may have. */
export type WriteCount = { readonly kind: OperationKind; readonly count: number };

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
  /** Debtor id, or `email:…` (folded; hashed at rest) for guests, or SKU. */
  readonly source: string;
  readonly target: string;
  readonly by: "engine" | "person";
  readonly updatedAt: number;
};

/** What a dry run covers. `acrossStartLine`: orders before the start line are planned too. */
export type DryRunInput = { readonly acrossStartLine: boolean } & (
  | { readonly of: "order"; readonly orderId: number }
  /** The shop's newest orders, each as a dry run of its own; the job lists them. */
  | { readonly of: "last"; readonly count: number }
  /** An order in Asperion's form. It is planned and never stored. */
  | { readonly of: "sample"; readonly sample: unknown }
  /** What the next run of this flow would write. `settings`: with these unsaved ones. */
  | { readonly of: "run"; readonly flow: PreviewedFlow; readonly settings?: Settings }
  /** What another run of this job's thing would do. */
  | ({ readonly of: "again"; readonly jobId: string } & RerunRequest)
);

/**
 * `action`: the name of what is tried. `types`: what a person's request allows the run to do.
 * `pinned`: the settings version to use; `null`: the newest.
 */
export type RerunRequest = {
  readonly action: string;
  readonly types: readonly string[];
  readonly pinned: { readonly version: number; readonly settings: Settings } | null;
};

/** `left`: records still sealed under older keys. `lost`: records whose keys are gone. */
export type Reencrypted = { readonly left: number; readonly lost: number };
/** `more`: the walk through what is sealed isn't over, so the next step goes on. */
export type ReencryptedStep = Reencrypted & { readonly more: boolean };

/** The last reconciliation, its findings, and a page of orders of the requested days. */
export type ReconciliationView = Pick<DifferencesView, "processed"> & {
  readonly run: {
    readonly jobId: string;
    readonly from: string;
    readonly to: string;
    readonly startedAt: number;
    readonly endedAt: number | null;
    /** It isn't running any more and didn't finish. */
    readonly stopped: boolean;
  } | null;
  /** The last requested run, which may end before it compares anything. */
  readonly asked?: { readonly jobId: string; readonly over: boolean } | null;
  /** Days that a run ever compared completely. */
  readonly compared: readonly Range[];
  readonly findings: readonly FindingView[];
  readonly orders: readonly ReconciledOrderView[];
  /** Where requested. */
  readonly place?: PagePosition;
  /** Vouchers of these days, on the first of placed pages. Absent as the place is. */
  readonly vouchers?: readonly BookedDayVoucher[];
  /** The ledger's; `null`: it was never read. Absent as the place is. */
  readonly currency?: string | null;
  readonly cursor: string | null;
};
