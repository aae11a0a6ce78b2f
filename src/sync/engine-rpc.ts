/**
 * What runs a job asks of the tenant's object: three calls for an order of a known customer
 * (resolve, begin, complete), after the claim, which mostly comes with the answer to another call.
 * Durations, never instants, cross this line, as clocks differ. Shapes only grow.
 */
import type { Decimal } from "../domain/money.ts";
import type { OrderCredit } from "../domain/booked-content.ts";
import type { Vendor } from "../domain/ids.ts";
import type { CustomerKind } from "../domain/ledger.ts";
import type { FlowName, JobFigures, Lane, Outcome, Wait } from "../domain/job.ts";
import type { Language } from "../domain/language.ts";
import type { ListedFacts } from "../domain/listed.ts";
import type { ParamsOf, Reason } from "../domain/reasons.ts";
import type { StockChange } from "../domain/stock.ts";
import type { LookupPatch } from "../flows/lookup-patch.ts";
import type {
  Backfill,
  CustomerLink,
  DocumentRecord,
  JournalEntry,
  LedgerLookups,
  OrderState,
  Original,
  OwnedHashes,
  Resolved,
  SavedLink,
  Settlement,
  ApprovalMemory,
} from "../flows/port.ts";
import type { ProductPatch } from "../flows/products/port.ts";
import type { OrderValues } from "../settings/occurred.ts";
import type { Settings } from "../settings/schema.ts";

export type AccessToken = { readonly token: string; readonly version: number };

export type Claim = {
  readonly jobId: string;
  readonly claimNo: number;
  /** From the answer on; the caller counts from before it asked. */
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
  /** The wait for the rate slot of the first read at Asperion, which comes with the claim. */
  readonly asperionWaitMs: number;
  readonly lookups: LedgerLookups;
  readonly memory: Readonly<Record<string, string>>;
  readonly journal: readonly JournalEntry[];
  readonly documents: readonly DocumentRecord[];
  /** What payouts paid on documents of the key, by their ids. Absent: nothing. */
  readonly paidByPayouts?: Readonly<Record<string, Decimal>>;
  readonly loweredBy: readonly OrderCredit[];
  /** Absent: no rule asks for an approval. */
  readonly approval?: ApprovalMemory;
  /** Absent: nothing is written in it. */
  readonly language?: Language;
  /** The company's claim has to be looked at before anything is written. */
  readonly claimDue?: boolean;
  /** How often the job's key had been told of when it was claimed. */
  readonly wanted?: number;
  /** The timeline of the run that was put down for want of a slot: what it read may still do. */
  readonly kept?: Sealed | null;
};

export type ClaimAnswer =
  | { readonly kind: "run"; readonly claim: Claim }
  /**
   * Finished, unknown, running elsewhere, waiting, paused: nothing to do now, and the object will
   * wake it itself.
   */
  | { readonly kind: "not-now"; readonly why: string };

/** Under which claim a call is made: a stale claim never moves a job. */
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
  /** Of what was decided: the same again is the same evidence. */
  readonly version: string;
  /** The calendar year after whose end the years of the law count. */
  readonly countsFrom: number;
  readonly oss: boolean;
  /** HMACs by which the buyer is found. */
  readonly people: string;
  readonly sealed: Sealed;
};

/** Carried by each call: what happened since the last one. */
export type Carry = {
  readonly settlements: readonly Settlement[];
  readonly documents: readonly DocumentRecord[];
  readonly kinds: Readonly<Record<string, CustomerKind>>;
  readonly links: readonly SavedLink[];
  readonly lookups: LookupPatch;
  readonly memory: Readonly<Record<string, string>>;
  /** By key: the state in which its thing was met; `null`: it is as if nobody had met it. */
  readonly knownState?: Readonly<Record<string, string | null>>;
  readonly products?: readonly ProductPatch[];
  /** What people know the job's thing by, once it was read. */
  readonly label?: string;
  /** And what lists show of it, as far as it names nobody. */
  readonly facts?: ListedFacts;
  readonly evidence?: SealedEvidence;
};

/** The object can't serve this now: the runner parks the job with what it carries. */
export type Later = {
  readonly kind: "later";
  readonly wait: Wait;
  readonly dueMs: number;
  readonly reasons: readonly Reason[];
  readonly capability: { readonly vendor: Vendor; readonly capability: string } | null;
  /** The gate reserves the tenant's next turn: asking before it is of no use. */
  readonly turn?: boolean;
};

/** How long ago (ms) calls of Asperion went out that weren't told of yet. */
export type Sent = { readonly sent?: readonly number[] };

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
  | Later
  | Fenced;

/** `customerId`: what is known of this customer's fields is answered as well. */
export type LockInput = {
  readonly lockKeys: readonly string[];
  readonly linkSource: string | null;
  readonly journalKey: string | null;
  readonly customerId?: string;
};

export type OriginalAnswer =
  | { readonly kind: "locked"; readonly original: Original }
  | Later
  | Fenced;

export type OrderStatesAnswer =
  | { readonly kind: "order-states"; readonly orderStates: readonly OrderState[] }
  | Fenced;

export type SlotInput = {
  readonly vendor: Vendor;
  readonly endpoint: string;
  readonly capability: string;
  readonly lookup: boolean;
} & Sent;

export type BeginInput = {
  readonly vendor: Vendor;
  readonly endpoint: string;
  readonly capability: string;
  readonly request: Sealed;
} & Sent;

export type SlotAnswer =
  | { readonly kind: "slot"; readonly waitMs: number; readonly token: AccessToken }
  | Later
  | Fenced;

export type BeginAnswer =
  | {
      readonly kind: "start";
      readonly opId: number;
      readonly attempt: number;
      /** Wait this long for the rate slot. */
      readonly waitMs: number;
      /**
       * The request must have been started by then, and aborted by then; both counted from before
       * `begin` was called.
       */
      readonly startWithinMs: number;
      readonly abortWithinMs: number;
      readonly token: AccessToken;
    }
  | Later
  | Fenced;

export type CompleteInput = {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly label: string | null;
  readonly figures: JobFigures | null;
  readonly changes?: readonly StockChange[];
  /** Of an order that was planned: what look-ups are asked for. */
  readonly values?: OrderValues;
  /** It may have ended so because its look-ups were old. */
  readonly doubted?: boolean;
  /** And the numbers of its articles, each once. */
  readonly articles?: readonly string[];
  /** The runner has time for the next job: it is handed its claim with the answer. */
  readonly takesNext?: boolean;
} & Report &
  Sent;

/** `next`: the job that is due now. `claim`: it is claimed for the runner that asked. */
export type CompleteAnswer = {
  readonly fenced: boolean;
  readonly next: string | null;
  readonly claim?: Claim;
};

export type ParkInput = {
  readonly wait: Wait;
  /** From now. */
  readonly dueMs: number;
  readonly reasons: readonly Reason[];
  readonly capability: { readonly vendor: Vendor; readonly capability: string } | null;
  readonly countsAsTry: boolean;
  /** With wait "key": the key whose job it waits for. */
  readonly waitsFor?: string;
} & Report &
  Sent;

/** After a look-up of a doubtful write. */
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
  /** Read again and planned again: this attempt is closed without being repeated. */
  | { readonly kind: "superseded" };

/**
 * What a person links to an order, once it was read in the ledger: a document, or the customer of
 * its buyer.
 */
export type ManualLink = {
  readonly orderKey: string;
  readonly actor: string;
  /** The person was told of what differs. */
  readonly confirmed: boolean;
  /** As the person knows it. */
  readonly number: string;
  readonly document?: {
    readonly kind: NonNullable<ParamsOf<"document-linked">["document"]>;
    /** `n` 0: the next that is free. */
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

/** What a run tells of itself. */
export type Report = {
  readonly timeline: Sealed | null;
  /** HMACs of e-mail and debtor number under each key in use, for erasure. */
  readonly people: readonly string[];
  /** Whom it is about, in short: sealed as the timeline is, under the same key. */
  readonly head?: Uint8Array;
  /** The words of that name. The object hashes them under a key that is nowhere else. */
  readonly words?: readonly string[];
};

/** The same of a run that saw or did something. */
export type Reported = Report & { readonly timeline: Sealed };

/**
 * `turn`: the tenant has one, so the next that it asks for is for later still. `ahead`: slots for
 * jobs that wait behind those that ask; they end by themselves. `turnInMs`: the next turn is kept
 * for those already, and can be taken then.
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
  /** Factor by which requests are spaced wider, after the vendor refused some: 1 is usual. */
  readonly slowedBy: number;
};

/** `perMinute`: the vendor's limit for one endpoint. The busiest endpoint comes first. */
export type GateView = { readonly perMinute: number; readonly endpoints: readonly GateEndpoint[] };

/** One gate object per vendor; all tenants of the deployment share the vendor's limit. */
export type GateRpc = {
  /**
   * `want` 0 books nothing now: where there is no room it keeps the tenant a turn. `behind`: how
   * many jobs of the tenant wait behind those that ask.
   */
  lease(
    endpoint: string,
    lane: Lane,
    want: number,
    tenantId?: string,
    behind?: number,
  ): Promise<GateSlot>;
  penalize(endpoint: string, retryAfterMs: number): Promise<void>;
  /** How the limit is used, by all tenants together. */
  view(): Promise<GateView>;
};
