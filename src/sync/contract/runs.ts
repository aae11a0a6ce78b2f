/**
 * A runner's calls of the tenant's object: three for an order of a known customer (resolve, begin,
 * complete), after the claim, which mostly comes with the answer to another call. Durations, never
 * instants, cross this line, as clocks differ. Shapes only grow.
 */
import type { Decimal } from "../../domain/money.ts";
import type { OrderCredit } from "../../domain/orders/booked-content.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { CustomerKind, LedgerCustomer } from "../../domain/ledger/ledger.ts";
import type { FlowName, JobFigures, Lane, Outcome, Wait } from "../../domain/jobs/job.ts";
import type { Language } from "../../domain/language.ts";
import type { ListedFacts } from "../../domain/jobs/listed.ts";
import type { ParamsOf, Reason } from "../../domain/reasons/index.ts";
import type { LinkedSale, StockChange } from "../../domain/goods/stock.ts";
import type { ListsPatch } from "../../flows/lists-patch.ts";
import type {
  Backfill,
  CustomerLink,
  DocumentRecord,
  JournalEntry,
  KnownDrafts,
  LedgerLists,
  OrderState,
  DisputeLoss,
  Original,
  OwnedHashes,
  Resolved,
  SavedLink,
  Settlement,
  ApprovalMemory,
} from "../../flows/port.ts";
import type { ProductPatch } from "../../flows/products/port.ts";
import type { OrderValues } from "../../settings/lookups/occurred-values.ts";
import type { Settings } from "../../settings/schema.ts";

export type AccessToken = { readonly token: string; readonly version: number };

export type Claim = {
  readonly jobId: string;
  readonly claimNo: number;
  /** Counted from the answer on; the caller counts from before its request. */
  readonly leaseMs: number;
  readonly key: string;
  readonly flow: FlowName;
  readonly lane: Lane;
  readonly eventTypes: readonly string[];
  readonly before: Outcome | null;
  readonly backfill?: Backfill | null;
  readonly tries: number;
  readonly settings: Settings;
  readonly settingsVersion: number;
  readonly administrationId: number;
  readonly companyId: string | null;
  readonly journalBornAt: number;
  readonly tokens: Readonly<Record<Vendor, AccessToken | null>>;
  /** Wait for the rate slot of the first read of Asperion, which comes with the claim. */
  readonly asperionWaitMs: number;
  readonly lists: LedgerLists;
  readonly memory: Readonly<Record<string, string>>;
  readonly journal: readonly JournalEntry[];
  readonly documents: readonly DocumentRecord[];
  /** Amounts that payouts paid on documents of the key, by document id. Absent: none. */
  readonly paidByPayouts?: Readonly<Record<string, Decimal>>;
  /** Absent: none. */
  readonly lost?: readonly DisputeLoss[];
  readonly loweredBy: readonly OrderCredit[];
  /** Absent: no rule asks for an approval. */
  readonly approval?: ApprovalMemory;
  /** Absent: no texts are written in it. */
  readonly language?: Language;
  /** The company's label must be checked before anything is written. */
  readonly ownershipDue?: boolean;
  /** How often the job's key had been reported when it was claimed. */
  readonly wanted?: number;
  /** Under which number settings and lists are stored. Absent: a timeline holds them itself. */
  readonly planBasis?: number;
  /** The timeline of a run that was put down for want of a slot; its reads may still be used. */
  readonly kept?: Sealed | null;
};

export type ClaimAnswer =
  | { readonly kind: "run"; readonly claim: Claim }
  /** The job is over, unknown, running elsewhere, waiting or paused. The object wakes it itself. */
  | { readonly kind: "not-now"; readonly why: string };

/** The claim under which a call is made: a stale claim never changes a job. */
export type ClaimRef = {
  readonly tenantId: string;
  readonly jobId: string;
  readonly claimNo: number;
};

export type Sealed = { readonly keyId: string; readonly bytes: Uint8Array };

/** Evidence of an order's VAT, kept apart from payloads and for longer. */
export type SealedEvidence = {
  readonly key: string;
  /** `2026Q3`. */
  readonly quarter: string;
  /** A digest of what was decided: equal decisions are the same evidence. */
  readonly version: string;
  /** The calendar year at whose end the legal retention begins. */
  readonly countsFrom: number;
  readonly oss: boolean;
  /** HMACs by which the buyer is found. */
  readonly people: string;
  readonly sealed: Sealed;
};

/** What happened since the last call; each call carries it. */
export type PendingUpdates = {
  readonly settlements: readonly Settlement[];
  readonly documents: readonly DocumentRecord[];
  readonly kinds: Readonly<Record<string, CustomerKind>>;
  /** Linked customers as they were just read. */
  readonly customers?: readonly LedgerCustomer[];
  readonly links: readonly SavedLink[];
  readonly lists: ListsPatch;
  readonly memory: Readonly<Record<string, string>>;
  /** By key: the state in which it was read; `null`: as if it had never been read. */
  readonly knownState?: Readonly<Record<string, string | null>>;
  readonly products?: readonly ProductPatch[];
  /** How people name the job's thing, once it was read. */
  readonly label?: string;
  /** What lists show of it, except names. */
  readonly facts?: ListedFacts;
  readonly evidence?: SealedEvidence;
};

/** The object can't serve this now: the runner parks the job with this. */
export type Deferral = {
  readonly kind: "later";
  readonly wait: Wait;
  readonly dueMs: number;
  readonly reasons: readonly Reason[];
  readonly capability: { readonly vendor: Vendor; readonly capability: string } | null;
  /** The gate reserves the tenant's next turn, so asking earlier is of no use. */
  readonly turn?: boolean;
};

/** How long ago (ms) calls of Asperion went out that weren't reported yet. */
export type SentCalls = { readonly sent?: readonly number[] };

/** The claim isn't the newest any more: the run stops and reports nothing. */
export type Fenced = { readonly kind: "fenced" };

export type ResolveAnswer = { readonly kind: "resolved"; readonly resolved: Resolved } | Fenced;

export type LockAnswer =
  | {
      readonly kind: "locked";
      readonly link: CustomerLink | null;
      readonly journal: readonly JournalEntry[];
      readonly owned: OwnedHashes | null;
    }
  | Deferral
  | Fenced;

/** `customerId`: the answer includes what is known of this customer's fields. */
export type LockInput = {
  readonly lockKeys: readonly string[];
  readonly linkSource: string | null;
  readonly journalKey: string | null;
  readonly customerId?: string;
};

export type OriginalAnswer =
  | { readonly kind: "locked"; readonly original: Original }
  | Deferral
  | Fenced;

export type OrderStatesAnswer =
  | { readonly kind: "order-states"; readonly orderStates: readonly OrderState[] }
  | Fenced;

export type LinkedSalesAnswer =
  | { readonly kind: "linked-sales"; readonly sales: readonly LinkedSale[] }
  | Fenced;

export type DraftsAnswer = ({ readonly kind: "drafts" } & KnownDrafts) | Fenced;

export type SlotInput = {
  readonly vendor: Vendor;
  readonly endpoint: string;
  readonly capability: string;
  readonly lookup: boolean;
} & SentCalls;

export type BeginInput = {
  readonly vendor: Vendor;
  readonly endpoint: string;
  readonly capability: string;
  readonly request: Sealed;
} & SentCalls;

export type SlotAnswer =
  | { readonly kind: "slot"; readonly waitMs: number; readonly token: AccessToken }
  | Deferral
  | Fenced;

export type BeginAnswer =
  | {
      readonly kind: "start";
      readonly opId: number;
      readonly attempt: number;
      /** How long to wait for the rate slot. */
      readonly waitMs: number;
      /** The request starts and is aborted within these times, from before `begin` was called. */
      readonly startWithinMs: number;
      readonly abortWithinMs: number;
      readonly token: AccessToken;
    }
  | Deferral
  | Fenced;

export type CompleteInput = {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly label: string | null;
  readonly figures: JobFigures | null;
  readonly changes?: readonly StockChange[];
  /** Of a planned order: the values that searches use. */
  readonly values?: OrderValues;
  /** The run may have ended so because the cached lists of the ledger are stale. */
  readonly listsMayBeStale?: boolean;
  /** The numbers of the order's articles, each once. */
  readonly articles?: readonly string[];
  /** The runner has time for the next job: the answer carries its claim. */
  readonly takesNext?: boolean;
} & Report &
  SentCalls;

/** `next`: the job that is due now. `claim`: its claim for the caller. */
export type CompleteAnswer = {
  readonly fenced: boolean;
  readonly next: string | null;
  readonly claim?: Claim;
};

export type ParkInput = {
  readonly wait: Wait;
  /** Counted from now. */
  readonly dueMs: number;
  readonly reasons: readonly Reason[];
  readonly capability: { readonly vendor: Vendor; readonly capability: string } | null;
  readonly countsAsTry: boolean;
  /** With wait "key": the key whose job it waits for. */
  readonly waitsFor?: string;
} & Report &
  SentCalls;

/** The outcome of looking up a doubtful write. */
export type DoubtVerdict =
  | {
      readonly kind: "found";
      readonly documentId: string;
      readonly documentNumber: string | null;
      readonly document: (DocumentRecord & { readonly key: string }) | null;
    }
  | { readonly kind: "absent" }
  /** May be sent once more: the write is planned again under the same identity. */
  | { readonly kind: "send-again" }
  /** Closed without being repeated; the flow reads and plans again. */
  | { readonly kind: "superseded" };

/** A person's link to an order, once read in the ledger: a document, or the buyer's customer. */
export type ManualLink = {
  readonly orderKey: string;
  readonly actor: string;
  /** The person saw the differences. */
  readonly confirmed: boolean;
  /** The number as the person entered it. */
  readonly number: string;
  readonly document?: {
    readonly kind: NonNullable<ParamsOf<"document-linked">["document"]>;
    /** `n` 0: the next free one. */
    readonly record: DocumentRecord;
    /** Markers that it carries. */
    readonly codes: readonly string[];
    readonly differs: readonly Reason[];
    readonly label: string;
    readonly figures: JobFigures;
  };
  readonly customer?: SavedLink;
};

export type ManualLinkAnswer =
  | { readonly kind: "linked" | "refused"; readonly reasons: readonly Reason[] }
  | Fenced;

export type Report = {
  readonly timeline: Sealed | null;
  /** HMACs of e-mail and debtor number under each key in use, for erasure. */
  readonly people: readonly string[];
  /** The person whom it is about, in short: sealed like the timeline, under the same key. */
  readonly head?: Uint8Array;
  /** The words of that person's name. The object hashes them under a key that exists only there. */
  readonly words?: readonly string[];
};

/** The report of a run that read or wrote something. */
export type SealedReport = Report & { readonly timeline: Sealed };

/**
 * `turn`: the tenant has one, so the next that it asks for is later still. `ahead`: slots for jobs
 * behind those that ask; they expire. `turnInMs`: the next turn is kept for those jobs, and usable
 * then.
 */
export type GateSlot =
  | {
      readonly kind: "slots";
      readonly inMs: readonly number[];
      readonly ahead?: readonly number[];
      readonly turnInMs?: number | null;
    }
  | { readonly kind: "later"; readonly inMs: number; readonly turn?: boolean };

type GateEndpoint = {
  /** A path template. */
  readonly endpoint: string;
  /** Requests of the last 60 seconds. */
  readonly lastMinute: number;
  /** Tenants that wait for their turn. */
  readonly waiting: number;
  /** What is left of a pause that the vendor named. */
  readonly pausedMs: number;
  /** Factor by which requests are spaced wider after refusals; 1 is usual. */
  readonly slowedBy: number;
};

/** `perMinute`: the vendor's limit for one endpoint. The busiest endpoint comes first. */
export type GateView = { readonly perMinute: number; readonly endpoints: readonly GateEndpoint[] };

/** One gate object per vendor: all tenants of the deployment share its limit. */
export type GateRpc = {
  /**
   * Books slots. `want` 0 books none: where there is no room it keeps a turn for the tenant.
   * `behind`: how many jobs of the tenant wait behind those that ask.
   */
  lease(
    endpoint: string,
    lane: Lane,
    want: number,
    tenantId?: string,
    behind?: number,
  ): Promise<GateSlot>;
  penalize(endpoint: string, retryAfterMs: number): Promise<void>;
  /** Returns how all tenants together use the limit. */
  view(): Promise<GateView>;
};
