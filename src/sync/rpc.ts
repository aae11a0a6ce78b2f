/**
 * What the tenant's Durable Object answers to the outside: values, never exceptions, as errors lose
 * their class on the way (they arrive as plain `Error`). Shapes only grow: an old caller may meet a
 * new object and the reverse.
 */
import type { ActsRpc } from "./acts-rpc.ts";
import type { BackfillOrderPage, BackfillRequest, BackfillView } from "./backfill-rpc.ts";
import type { FlowName } from "../domain/job.ts";
import type { AlertPage, TenantHealth } from "./health-rpc.ts";
import type { TransferPage, TransferPart, TransferRow } from "./transfer-rpc.ts";
import type { JobPage, JobQuery, JobTimeline, PersonPage, PersonQuery } from "./job-rpc.ts";
import type { Vendor } from "../domain/ids.ts";
import type { LedgerCompany, SystemArticles } from "../domain/ledger.ts";
import type { DebtorSales, NameLists, PartiesFound, PartyList } from "../domain/names.ts";
import type { OrderValues } from "../settings/occurred.ts";
import type { RememberedRpc } from "./remembered-rpc.ts";
import type { Settings } from "../settings/schema.ts";
import type { AuditRow } from "../store/audit.ts";
import type { OrderState } from "../monitor/reconciliation/facts.ts";
import type {
  AuditCheck,
  AuditSpan,
  EndedSum,
  FindingView,
  LinkAnswer,
  LinkRequest,
  NoticesView,
  ReconciledOrderView,
  Refusal,
  Span,
} from "./rpc-views.ts";
import type { Range } from "../monitor/reconciliation/port.ts";

export type {
  AuditCheck,
  AuditFault,
  AuditSpan,
  EndedSum,
  FindingView,
  HeldDocument,
  LinkAnswer,
  LinkRequest,
  NoticesView,
  ReconciledOrderView,
  RunView,
  Span,
  VendorWords,
} from "./rpc-views.ts";
export {
  HAND_OVER_PARTS,
  type TransferPage,
  type TransferPart,
  type TransferRow,
} from "./transfer-rpc.ts";
export type {
  AlertPage,
  AlertView,
  CapabilityPause,
  ConnectionView,
  PauseState,
  TenantHealth,
  WorkView,
} from "./health-rpc.ts";
export type { BackfillOrderPage, BackfillRequest, BackfillView } from "./backfill-rpc.ts";
export type {
  JobPage,
  JobQuery,
  JobTimeline,
  NamedReason,
  PersonPage,
  PersonQuery,
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
);

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
  } | null;
  readonly findings: readonly FindingView[];
  readonly orders: readonly ReconciledOrderView[];
  readonly cursor: string | null;
};

/**
 * The methods of TenantSync that the edges use. Every one names its tenant, so that an empty object
 * knows who it is.
 */
export type TenantRpc = ActsRpc &
  RememberedRpc & {
    giveRows(
      tenantId: string,
      part: TransferPart,
      after: readonly (string | number)[] | null,
    ): Promise<TransferPage | Refusal>;
    takeRows(tenantId: string, part: TransferPart, rows: readonly TransferRow[]): Promise<Done>;
    accept(tenantId: string, input: AcceptInput): Promise<AcceptAnswer>;
    configure(
      tenantId: string,
      input: { administrationId: number; version: number; settings: Settings; language?: string },
    ): Promise<Done>;
    storeGrant(tenantId: string, grant: GrantInput): Promise<Done>;
    pauseTenant(tenantId: string, actor: string, note: string): Promise<Done>;
    resumeTenant(tenantId: string, actor: string): Promise<Done>;
    /** One flow alone: its jobs wait, everything else goes on. */
    pauseFlow(tenantId: string, flow: FlowName, actor: string, note: string): Promise<Done>;
    resumeFlow(tenantId: string, flow: FlowName, actor: string): Promise<Done>;
    beginBackfill(
      tenantId: string,
      request: BackfillRequest,
      actor: string,
    ): Promise<Done<{ id: string }>>;
    backfills(tenantId: string): Promise<readonly BackfillView[]>;
    backfill(tenantId: string, id: string): Promise<BackfillView | null>;
    backfillOrders(
      tenantId: string,
      id: string,
      query: { verdict?: string; cursor?: string },
    ): Promise<BackfillOrderPage | null>;
    cancelBackfill(tenantId: string, id: string, actor: string): Promise<Done>;
    undoBackfill(tenantId: string, id: string, actor: string): Promise<Done<{ documents: number }>>;
    /**
     * Stops a long run: what it hasn't begun isn't done, and its marks go back, so that the next
     * one finds it all again.
     */
    cancelRun(tenantId: string, id: string, actor: string): Promise<Done>;
    health(tenantId: string): Promise<TenantHealth>;
    /** What the last orders had that look-ups are asked for. */
    orderValues(tenantId: string): Promise<readonly OrderValues[]>;
    /** How things came to stand within each of these spans. */
    endedSums(tenantId: string, spans: readonly Span[]): Promise<readonly EndedSum[]>;
    jobs(tenantId: string, query: JobQuery): Promise<JobPage>;
    /** Jobs that a person should look at: those whose alert is open, the longest open first. */
    attention(tenantId: string, cursor: string | null): Promise<JobPage>;
    timeline(tenantId: string, jobId: string): Promise<JobTimeline | null>;
    /**
     * With the newest settings. `jobId` of this answer and of those that follow: the newest look at
     * the thing, which it is done to; absent from an older release's answer.
     */
    retry(
      tenantId: string,
      jobId: string,
      actor: string,
    ): Promise<Done<{ dispatch: boolean; jobId?: string }>>;
    /** The number of the job's order; `null` where it isn't known, or the job is about no order. */
    orderLabel(tenantId: string, jobId: string): Promise<string | null>;
    /** With which version of the settings it was planned last; `null`: none. */
    plannedWith(tenantId: string, jobId: string): Promise<Done<{ version: number | null }>>;
    /**
     * With that version, for this run alone. A method of its own: an object of the release before
     * must refuse it, not take the newest.
     */
    retryAsPlanned(
      tenantId: string,
      jobId: string,
      actor: string,
      pinned: { version: number; settings: Settings },
    ): Promise<Done<{ dispatch: boolean; jobId: string }>>;
    skip(
      tenantId: string,
      jobId: string,
      actor: string,
      note: string,
    ): Promise<Done<{ jobId?: string }>>;
    linkManually(
      tenantId: string,
      jobId: string,
      link: LinkRequest,
      actor: string,
    ): Promise<LinkAnswer>;
    unlinkManually(
      tenantId: string,
      jobId: string,
      actor: string,
      note: string,
    ): Promise<Done<{ jobId?: string }>>;
    runFlow(tenantId: string, flow: FlowName): Promise<Done<{ jobIds: readonly string[] }>>;
    setup(tenantId: string): Promise<Done<{ articles: SystemArticles }>>;
    dryRun(tenantId: string, input: DryRunInput): Promise<Done<{ jobId: string }>>;
    links(
      tenantId: string,
      query: { kind?: LinkView["kind"]; source?: string; target?: string; cursor?: string },
    ): Promise<{ links: readonly LinkView[]; cursor: string | null }>;
    putLink(
      tenantId: string,
      link: { kind: LinkView["kind"]; source: string; target: string },
      actor: string,
    ): Promise<Done>;
    deleteLink(
      tenantId: string,
      link: { kind: LinkView["kind"]; source: string },
      actor: string,
    ): Promise<Done>;
    /**
     * A webhook that was signed as it should be, and whose type is nobody's business here: a
     * sender's test.
     */
    lastWebhook(tenantId: string, type: string): Promise<void>;
    /** What settings choose from, by name. */
    names(tenantId: string): Promise<NameLists>;
    /** Looks for a debtor or customer at its vendor, now. */
    findParties(tenantId: string, list: PartyList, text: string): Promise<PartiesFound>;
    /** Whether anything was sold to a debtor of the shop, asked now. */
    debtorSales(tenantId: string, debtorId: number): Promise<DebtorSales>;
    alerts(tenantId: string, cursor?: string): Promise<AlertPage>;
    /** `jobId`: the run that compares these days now. */
    reconcile(tenantId: string, range: Range): Promise<Done<{ jobId: string }>>;
    reconciliation(
      tenantId: string,
      query: Range & { state?: OrderState; cursor?: string; limit?: number },
    ): Promise<ReconciliationView>;
    /**
     * Runs what is due: called by the alarm, by cron as the second witness, and after the clock was
     * moved in tests.
     */
    tick(tenantId: string): Promise<void>;
    notices(tenantId: string): Promise<NoticesView>;
    /**
     * A new secret for webhooks to the outside; the one before is gone at once. `once`: a wish's
     * own word; `null`: this wish made the one that there is.
     */
    noticeSecret(tenantId: string, once?: string): Promise<{ secret: string | null }>;
    /** Sends a test on every channel that has an address. */
    /**
     * `tooSoon`: there was one within the last minute, and none was sent. `unable`: channels with
     * an address that this installation can't use.
     */
    testNotices(
      tenantId: string,
    ): Promise<{ channels: readonly string[]; unable?: readonly string[]; tooSoon?: true }>;
    person(tenantId: string, query: PersonQuery): Promise<PersonPage>;
    /**
     * Seals anew what is sealed under an older key, as much as one call may; the rest goes on by
     * itself.
     */
    reencrypt(tenantId: string): Promise<Reencrypted>;
    /** Seals what is new in the tenant's audit log, and holds these rows of it against their seals. */
    auditCheck(tenantId: string, rows: readonly AuditRow[], span: AuditSpan): Promise<AuditCheck>;
    /** Stops everything for good: grants are forgotten, journal heads and links stay. */
    retire(tenantId: string, actor: string): Promise<Done>;
  };
