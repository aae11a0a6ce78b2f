/**
 * What a flow may ask of the engine. A flow does no I/O of its own: it reads through `read` (rate
 * slot, token, log), writes through `write` (journaled before it goes out) and ends with a
 * `FlowEnd`. A flow returns every failure as it is: when the engine has parked the job meanwhile,
 * or lost the claim, it knows that itself and does nothing more.
 */
import type { OrderCredit } from "../domain/booked-content.ts";
import type { SeenAtWork } from "../domain/checks.ts";
import type { Failure } from "../domain/failure.ts";
import type { FlowName, JobFigures, Lane, Outcome } from "../domain/job.ts";
import type {
  CustomerKind,
  DeliveryMethod,
  FiscalYear,
  Learnt,
  LedgerArticle,
  LedgerCoding,
  LedgerCompany,
  LedgerCountry,
  SystemArticles,
  TermsOfPayment,
} from "../domain/ledger.ts";
import type { Language } from "../domain/language.ts";
import type { Listed } from "../domain/listed.ts";
import type { Decimal } from "../domain/money.ts";
import type { Identity } from "../domain/party.ts";
import type { Reason } from "../domain/reasons.ts";
import type { SendRead, VendorRequest } from "../domain/request.ts";
import type { Result } from "../domain/result.ts";
import type { StockChange } from "../domain/stock.ts";
import type { Settings } from "../settings/schema.ts";
import type {
  CustomerLink,
  DocumentRecord,
  JournalEntry,
  Original,
  OwnedHashes,
  SavedLink,
  Settlement,
  WriteIntent,
  Written,
} from "./journal.ts";
import type { LookupPatch } from "./lookup-patch.ts";
import type { ProductPorts } from "./products/port.ts";
import type { Progress } from "./progress.ts";

export type * from "./journal.ts";

/** What is cached of the ledger in the tenant's object. `null`: never loaded. */
export type LedgerLookups = {
  readonly company: LedgerCompany | null;
  readonly codings: readonly LedgerCoding[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly terms: readonly TermsOfPayment[];
  readonly deliveryMethods: readonly DeliveryMethod[];
  readonly currencies: readonly string[];
  /** Absent or empty: never loaded. A company has at least one. */
  readonly fiscalYears?: readonly FiscalYear[];
  /** Absent: never loaded; only a sale abroad needs them. */
  readonly countries?: readonly LedgerCountry[];
  readonly systemArticles: SystemArticles;
  /**
   * Numbers of those that were found and not made, by what they stand for; the journal has the
   * others'. Only set-up asks for them.
   */
  readonly articleNumbers?: Readonly<Record<string, string>>;
  readonly learnt: Learnt;
  /** What answers to this tenant's writes showed of what is assumed of the vendors. */
  readonly seenAtWork?: SeenAtWork;
  /** The shop's lists were seen to show whole articles (P42); absent: not so, or not looked at. */
  readonly articlesListedWhole?: boolean;
  /** Of accounts that vouchers were booked on. */
  readonly accountVat?: AccountVatCodes;
};

/** By account number, the id of the account's VAT code; `null`: it has none. */
export type AccountVatCodes = Readonly<Record<string, string | null>>;

export type LinkedCodes = readonly string[] | "all";

export type Resolved = {
  readonly link: CustomerLink | null;
  /** By number, or by the shop's code of one that a person linked. */
  readonly articles: Readonly<Record<string, LedgerArticle>>;
  /** By the shop's code, the id of the article that a person linked to it. */
  readonly linked?: Readonly<Record<string, string>>;
};

type LockedParty = {
  /** As it is under the lock: another job may have made it meanwhile. */
  readonly link: CustomerLink | null;
  /** What was ever written for this customer: only then is a record with our number ours. */
  readonly journal: readonly JournalEntry[];
};

/** Work for the engine: an event of its key, as the webhook endpoint would take it. */
export type WorkItem = {
  readonly key: string;
  readonly flow: FlowName;
  /** The event that the run will see. */
  readonly type: string;
  readonly lane: Lane;
  /** Instant in ms before which it doesn't begin. */
  readonly notBefore?: number;
  /** The state in which its thing was met: kept with the job, and recalled when it is met again. */
  readonly knownState?: string;
  /** A webhook should have told of it by now. */
  readonly untold?: boolean;
};

/** What the tenant remembers of a key. */
export type KeyMemory = {
  /** The state in which its thing was met last. */
  readonly knownState: string | null;
  /** There is or was a job for it. */
  readonly known: boolean;
  /** A document of ours stands, or stood, for it in the ledger. */
  readonly document: boolean;
};

/** What a back-fill has to do with this run. */
export type Backfill =
  /** This order of the past may be booked, or, with `undo`, what was booked of it is to go. */
  | {
      readonly kind: "order";
      readonly undo: boolean;
      /** With `undo`: its refunds that the same run takes back. */
      readonly refunds?: Decimal;
      /** As if it came today: a dry run. */
      readonly shown?: true;
      /** The run that took its document back: it isn't booked again by itself. */
      readonly takenBack?: string;
      /** The mark of what a person confirmed of it (domain/shown.ts). */
      readonly asShown?: string;
      /** What it was shown with stands: only a file is missing. */
      readonly standing?: true;
    }
  /** This run lists the orders of a range of days, `YYYY-MM-DD`, both counted in. */
  | { readonly kind: "list"; readonly from: string; readonly to: string };

/** Where the work on an order of the shop stands, as the tenant's object knows it. */
export type OrderState = {
  readonly orderId: string;
  /**
   * `settled`: its last run ended with the ledger in step, or with the answer that it is no
   * business of the ledger. `moving`: a run holds it, or it isn't known whether a write came
   * through. `open`: everything else; it waits, is held, was refused or is left out by a filter.
   */
  readonly state: "settled" | "open" | "moving";
  /** When a run last fetched it, ms of our clock. */
  readonly fetchedAt: number | null;
  /** In which state it was met last, as `stateOf` says it; `null`: not known. */
  readonly knownState: string | null;
  readonly documents: readonly DocumentRecord[];
  /** The credit orders that lower this sales order. */
  readonly loweredBy: readonly OrderCredit[];
};

/** What rules of approval are held against. */
export type ApprovalMemory = {
  /** When the order flow was first on and wrote, ms; `null`: it wasn't yet. */
  readonly liveSince: number | null;
  /** What was approved of this order (settings/approval.ts); `null`: nothing. */
  readonly approved: string | null;
};

/** What is known when a run begins: data alone, so that what is decided by it is pure. */
export type RunFacts = {
  readonly tenantId: string;
  readonly administrationId: number;
  /** The company that the grant belongs to; `null` without one. */
  readonly companyId: string | null;
  readonly key: string;
  /** The job that this run is of. */
  readonly jobId: string;
  /** Names this deployment in the company's claim. */
  readonly deployment: string;
  /**
   * An order that a person posted for a dry run, in Asperion's form; never stored. `null` for every
   * other run.
   */
  readonly sample: unknown;
  /** The types of the events that led here. */
  readonly eventTypes: readonly string[];
  /** The outcome that the job had before it was woken again. */
  readonly before: Outcome | null;
  /** `null`: nothing, and nothing before the start line is booked. */
  readonly backfill: Backfill | null;
  readonly settings: Settings;
  readonly lookups: LedgerLookups;
  /** Absent: no rule asks for an approval. */
  readonly approval?: ApprovalMemory;
  /** The tenant's; absent: nothing is written in it. */
  readonly language?: Language | undefined;
  /** A known customer is taken as it is remembered, whoever asks: what is tried reads nothing. */
  readonly customersAsKnown?: true;
  readonly journalBornAt: number;
  readonly journal: readonly JournalEntry[];
  readonly documents: readonly DocumentRecord[];
  /** What payouts paid on documents of the key, by their ids. */
  readonly paidByPayouts?: Readonly<Record<string, Decimal>>;
  /** Credit orders that lower this order while it is a sales order. */
  readonly loweredBy: readonly OrderCredit[];
  /** Memory of which way of asking Asperion answers, and the like; kept per tenant. */
  readonly memory: Readonly<Record<string, string>>;
};

/** Reads of both vendors: a rate slot, a token, and a line in the log for each. */
export type VendorPort = {
  readonly read: SendRead;
  /** Like `read`, in the lane of look-ups. */
  readonly lookUp: SendRead;
  /** Like `lookUp`, for large pages: the timeline keeps that it was read, not what. */
  readonly readPage: SendRead;
};

/** Writes, each journaled before it goes out, and what came of them. */
export type JournalPort = {
  write(intent: WriteIntent, request: VendorRequest): Promise<Result<Written, Failure>>;
  /**
   * In trial mode, in place of `write`: the exact request goes into the timeline, and nothing goes
   * out.
   */
  rehearse(intent: WriteIntent, request: VendorRequest): void;
  /** Says what came of a write; what isn't settled by the flow is recorded as done. */
  settle(settlement: Settlement): void;
  /** A document that no write of this run made: it was found, or is gone. */
  saveDocument(document: DocumentRecord): void;
  /** A link that no write of ours made: the customer was found. */
  saveLink(saved: SavedLink): void;
  /** The ledger says that a linked customer is of another kind than was remembered. */
  correctCustomer(customerId: string, kind: CustomerKind): void;
};

/** What the tenant remembers, beyond this run. */
export type MemoryPort = {
  resolve(input: {
    linkSource: string | null;
    skus: readonly string[];
    /** The shop's codes for which links count; absent: none. */
    codes?: LinkedCodes;
  }): Promise<Result<Resolved, Failure>>;
  saveLookups(patch: LookupPatch): void;
  /**
   * Kept with the next call of the object, at the latest with the run's end. What follows from work
   * that was handed in, a watermark above all, is remembered after `enqueue` has answered: then it
   * can't outlive work that was lost.
   */
  remember(key: string, value: string): void;
  /** What was remembered under this name, also earlier in this run. */
  remembered(key: string): string | null;
  /**
   * What is remembered of these keys, a page of them at most; one that was never heard of is
   * absent. `pass`: those with a document count as met by the pass of this number.
   */
  recall(
    keys: readonly string[],
    pass?: number,
  ): Promise<Result<Readonly<Record<string, KeyMemory>>, Failure>>;
  /**
   * Orders whose document stands in the ledger and was written since an instant: keys in their
   * order, a page of them after `after`. Those that work is under way for, or that are held
   * already, are left out, and with `pass` those that this pass has met.
   */
  openKeys(
    since: number,
    after: string,
    pass?: number,
  ): Promise<Result<readonly string[], Failure>>;
  /** This run met its own thing in this state. `null`: it is as if nobody had met it. */
  knownState(state: string | null): void;
  /**
   * A number of ours for what has no other: the next of a series that begins at `from`, durable
   * before it is answered. `owner` gets the same one whenever it asks.
   */
  reserveNumber(input: {
    readonly series: string;
    readonly owner: string;
    readonly from: number;
  }): Promise<Result<number, Failure>>;
  readonly products: ProductPorts;
};

/** Work beside this run: locks, waiting, and what is handed in. */
export type WorkPort = {
  /**
   * Locks all identities of a party, all or none; parks the job when one of them is taken. Answers
   * the link as it is under the lock.
   */
  lockParty(input: {
    identities: readonly Identity[];
    linkSource: string | null;
    journalKey: string | null;
  }): Promise<Result<LockedParty, Failure>>;
  /**
   * Locks a customer of the ledger for whichever party; parks the job when another has it. Answers
   * what is known of its fields; `null`: we never wrote it.
   */
  lockCustomer(customerId: string): Promise<Result<OwnedHashes | null, Failure>>;
  /** Locks all credits of an order, and returns it. An unknown order is fetched now. */
  lockOriginal(key: string): Promise<Result<Original, Failure>>;
  /**
   * Puts the job down until that order's job is over (or for an hour). What it answers counts for
   * nothing.
   */
  waitFor(key: string, why: Reason): Promise<Result<FlowEnd, Failure>>;
  /** Every order that isn't settled, and those of `ids` that are known. */
  orderStates(input: {
    readonly ids: readonly string[];
  }): Promise<Result<readonly OrderState[], Failure>>;
  /** Whether a tenant of this deployment by that id was retired. Its id is never used again. */
  isRetired(tenantId: string): Promise<Result<boolean, Failure>>;
  /** Says how far a long run has come. One that was cancelled gets no further than this. */
  progress(progress: Progress): Promise<Result<void, Failure>>;
  /**
   * Hands in work. Durable once it is answered; any number of items; an item given twice is one
   * job.
   */
  enqueue(items: readonly WorkItem[]): Promise<Result<void, Failure>>;
  /**
   * Puts orders on this back-fill's list; they are handed in bit by bit, so that live orders aren't
   * held up. Answers how many are new there.
   */
  enrol(
    orders: readonly { readonly key: string; readonly dated: string }[],
  ): Promise<Result<number, Failure>>;
};

/** What people see of a run: its timeline, the name of its thing, and whom it is about. */
export type TracePort = {
  /**
   * What people know the job's thing by, as soon as it was read: kept with the next call of the
   * object, however the run ends.
   */
  named(label: string): void;
  /**
   * What lists show of the job's thing, as soon as it was read. Kept sealed as far as it is
   * personal.
   */
  listed(listed: Listed): void;
  /**
   * Names whom the payload is about, so that erasure finds it: a folded e-mail address, a debtor
   * number.
   */
  person(identity: string): void;
  /** Adds to the job's timeline. Personal data is allowed here: it is sealed. */
  note(what: "plan" | "comparison", title: string, detail: unknown): void;
  /** What was worked out from what was looked up. Its title is a code: pages have the words. */
  note(what: "lookup", title: LookupNote, detail: unknown): void;
};

/** Ms since the epoch. */
export type ClockPort = { readonly now: () => number };

/** All that a run may ask. A function says which part of it it needs. */
export type FlowPorts = RunFacts &
  VendorPort &
  JournalPort &
  MemoryPort &
  WorkPort &
  TracePort &
  ClockPort;

export const LOOKUP_NOTES = ["payment", "voucher-payment", "refund", "gift-cards"] as const;
type LookupNote = (typeof LOOKUP_NOTES)[number];

export type FlowEnd = {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly label: string | null;
  readonly figures: JobFigures | null;
  /** Of a run of stock: what it did to each article. */
  readonly changes?: readonly StockChange[];
};
