/** A tenant's state: connections, pauses, alerts, recurring works and what waits. */
import type { ChecksByVendor } from "../../domain/vendors/checks.ts";
import type { FlowName, JobStatus, Outcome } from "../../domain/jobs/job.ts";
import type { Vendor } from "../../domain/ids.ts";
import type {
  FiscalYear,
  LedgerCompany,
  SystemArticles,
  SystemArticleView,
  LedgerBehaviour,
} from "../../domain/ledger/ledger.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { BackfillView } from "./backfills.ts";
import type { GateView } from "./runs.ts";
import type { OpenCounts } from "./jobs.ts";
import type { RunView } from "./views.ts";

export type PauseState =
  | { readonly paused: false }
  | {
      readonly paused: true;
      readonly by: "person" | "engine";
      readonly reason: Reason;
      readonly since: number;
    };

export type ConnectionView = {
  readonly vendor: Vendor;
  readonly state: "none" | "connected" | "needs-login";
  /** Administration id or company GUID. */
  readonly identity: string | null;
  readonly name: string | null;
  readonly accessExpiresAt: number | null;
  readonly connectedAt: number | null;
  readonly refreshedAt: number | null;
  /** What the grant allows, as the vendor names it, separated by blanks. */
  readonly scope: string | null;
  /** The client of eAccounting that the grant belongs to; `null` at Asperion, and without one. */
  readonly client: string | null;
  /** The vendor refused this deployment's client at the grant's last renewal. */
  readonly clientRefused: boolean;
};

type CapabilityPause = {
  readonly vendor: Vendor;
  readonly capability: string;
  readonly reason: Reason;
  readonly until: number;
};

export type AlertView = {
  readonly id: string;
  readonly reason: Reason;
  readonly jobId: string | null;
  readonly since: number;
  readonly resolvedAt: number | null;
};

export type ResolvedAlert = AlertView & { readonly resolvedAt: number };

/** `open`: how many are open, on all pages. */
export type AlertPage = {
  readonly alerts: readonly AlertView[];
  readonly cursor: string | null;
  readonly open: number;
};

/** When a work would run automatically if its flow were on; `null`: not automatically. */
export type UpcomingWork = {
  readonly name: string;
  readonly flow: FlowName;
  readonly at: number | null;
};

/** A recurring work of the object. */
export type WorkView = {
  readonly name: string;
  readonly flow: FlowName;
  readonly key: string;
  /** By its turn. */
  readonly lastRun: number | null;
  /** `null`: switched off, not connected, or manual only. */
  readonly nextRun: number | null;
  /** The job of the last run by its turn. */
  readonly job: WorkJob | null;
  /** When a person last began it, and its job. Absent: nobody did. */
  readonly manualRun?: { readonly at: number; readonly job: WorkJob | null } | null;
};

type WorkJob = {
  readonly id: string;
  readonly status: JobStatus;
  readonly outcome: Outcome | null;
};

/** How often orders are swept that no webhook reported. */
export type SweepView = {
  readonly everyMs: number;
  /** By evidence; orders are swept seldom then. */
  readonly webhooksArrive: boolean;
  /** When a sweep last found an order that no webhook had reported; `null`: never. */
  readonly missedAt: number | null;
  /** New orders in a row that a webhook reported, and how many are needed. */
  readonly inARow?: number;
  readonly needed?: number;
};

/** The limit of the first live day, while it applies. */
export type FirstDay = {
  readonly limit: number;
  /** Orders that have a document since. */
  readonly made: number;
  /** When the day is over. */
  readonly until: number;
  /** Orders that wait for it, and what they come to as far as they were read. */
  readonly waiting: number;
  /**
   * Of them, those in a daily voucher that is due and waits: all of them go on once the limit is no
   * lower than `made`, which counts them too.
   */
  readonly inDays: number;
  readonly sums: readonly { readonly currency: string; readonly gross: string }[];
};

export type TenantHealth = {
  readonly tenantId: string;
  readonly pause: PauseState;
  readonly connections: readonly ConnectionView[];
  readonly capabilities: readonly CapabilityPause[];
  readonly settingsVersion: number | null;
  readonly journalBornAt: number;
  readonly schemaVersion: number;
  readonly jobs: Readonly<Record<JobStatus, number>>;
  readonly inDoubt: number;
  readonly oldestWaiting: number | null;
  /** Outcomes of orders, customers, articles and runs of stock in the last day, by hour. */
  readonly lastDay: readonly { readonly outcome: string; readonly n: number }[];
  /** The same by flow. */
  readonly lastDayByFlow: readonly {
    readonly flow: string;
    readonly outcome: string;
    readonly n: number;
  }[];
  readonly openAlerts: number;
  /** `null`: no limit, or the day is over. */
  readonly firstDay: FirstDay | null;
  /** Orders were live for a day once: the limit never holds again, also after a test mode. */
  readonly firstDayOver?: boolean;
  /** Each waiting thing once. */
  readonly open: OpenCounts;
  readonly projectionLag: { readonly rows: number; readonly oldest: number | null };
  readonly nextAlarm: number | null;
  readonly company: LedgerCompany | null;
  /** This year's accounting method; `null`: not read yet, or no such year. */
  readonly bookkeeping: FiscalYear["method"] | null;
  readonly systemArticles: SystemArticles;
  /** System articles, and those that set-up would add, each with its number. */
  readonly articles: readonly SystemArticleView[];
  readonly learnt: LedgerBehaviour;
  /** Flows that a person stopped. */
  readonly stoppedFlows: Readonly<
    Record<string, { readonly actor: string; readonly note: string; readonly since: number }>
  >;
  readonly works: readonly WorkView[];
  /** `null`: a person chose the interval of sweeps, or turned them off. */
  readonly sweeps: SweepView | null;
  /**
   * Whether Asperion lists orders by their change, as the last sweep found. `unusable`: sweeps go
   * by date and compare.
   */
  readonly changeFilter: "works" | "unusable" | null;
  /** Whether Asperion sorts orders by several keys; `one-key`: by the first alone. */
  readonly orderSort: "works" | "one-key" | null;
  /** Findings about each vendor once both were connected; empty: not checked yet. */
  readonly vendorChecks: ChecksByVendor;
  /** The last webhook with a valid signature or token, to within ten seconds; `null`: none yet. */
  readonly lastWebhook: { readonly type: string; readonly at: number } | null;
  /** The running back-fill, otherwise the last one. */
  readonly backfill: BackfillView | null;
  /** Long runs, newest first. */
  readonly runs: readonly RunView[];
  /** eAccounting's limit, shared by all tenants of the deployment; `null`: no answer. */
  readonly vendorLimit: GateView | null;
};
