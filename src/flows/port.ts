/**
 * What a flow may ask of the runner. A flow does no I/O of its own: it reads through `read` (rate
 * slot, token, log), writes through `write` (journaled before it goes out) and ends with a
 * `FlowEnd`. A flow returns every failure unchanged: if the runner has parked the job meanwhile or
 * lost the claim, the runner ignores it.
 */
import type { OrderCredit } from "../domain/orders/booked-content.ts";
import type { WorkObservations } from "../domain/vendors/checks.ts";
import type { FlowName, JobFigures, Lane, Outcome } from "../domain/jobs/job.ts";
import type {
  CustomerKind,
  LedgerCustomer,
  DeliveryMethod,
  FiscalYear,
  LedgerBehaviour,
  LedgerArticle,
  LedgerCoding,
  LedgerCompany,
  LedgerCountry,
  SystemArticles,
  TermsOfPayment,
} from "../domain/ledger/ledger.ts";
import type { KnownAccounts } from "../domain/ledger/accounts.ts";
import type { Language } from "../domain/language.ts";
import type { Decimal } from "../domain/money.ts";
import type { Identity } from "../domain/parties/party.ts";
import type { Reason } from "../domain/reasons/index.ts";
import type { SendRead, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import type { LinkedSale, ReadSale, StockChange } from "../domain/goods/stock.ts";
import type { Settings } from "../settings/schema.ts";
import type {
  CustomerLink,
  DocumentRecord,
  JournalEntry,
  DisputeLoss,
  Original,
  OwnedHashes,
  SavedLink,
  Settlement,
  WriteIntent,
  Written,
} from "./journal.ts";
import type { ListsPatch } from "./lists-patch.ts";
import type { TracePort } from "./trace-port.ts";
import type { ProductPorts } from "./products/port.ts";
import type { Progress } from "./progress.ts";

export type * from "./journal.ts";

/** The ledger's lists, cached in the tenant's object. `null`: never loaded. */
export type LedgerLists = {
  readonly company: LedgerCompany | null;
  readonly codings: readonly LedgerCoding[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** The id of the unit that most articles have, without our own; absent: not known. */
  readonly articleUnit?: string;
  readonly terms: readonly TermsOfPayment[];
  readonly deliveryMethods: readonly DeliveryMethod[];
  readonly currencies: readonly string[];
  /** Absent or empty: never loaded. A company has at least one. */
  readonly fiscalYears?: readonly FiscalYear[];
  /** Absent: never loaded. Only a cross-border sale needs them. */
  readonly countries?: readonly LedgerCountry[];
  readonly systemArticles: SystemArticles;
  /**
   * Numbers of system articles that were found rather than created, by purpose; the journal has
   * those of the others. Only set-up needs them.
   */
  readonly articleNumbers?: Readonly<Record<string, string>>;
  readonly learnt: LedgerBehaviour;
  /** What answers to this tenant's writes showed about assumptions on the vendors. */
  readonly seenAtWork?: WorkObservations;
  /** The shop's lists show whole articles (P42); absent: they don't, or it wasn't checked. */
  readonly articlesListedWhole?: boolean;
  /** Accounts of vouchers that were asked for since the lists were read. */
  readonly accounts?: KnownAccounts;
};

export type LinkedCodes = readonly string[] | "all";

export type Resolved = {
  readonly link: CustomerLink | null;
  /** By number, or by the shop's code for an article that a person linked. */
  readonly articles: Readonly<Record<string, LedgerArticle>>;
  /** By the shop's code, the id of the article that a person linked to it. */
  readonly linked?: Readonly<Record<string, string>>;
};

type LockedParty = {
  /** Read under the lock: another job may have made it meanwhile. */
  readonly link: CustomerLink | null;
  /** All writes for this customer: a record with our number is ours only if one of them made it. */
  readonly journal: readonly JournalEntry[];
};

/** Work for the runner: an event of its key, handled like one of the webhook endpoint. */
export type WorkItem = {
  readonly key: string;
  readonly flow: FlowName;
  /** The type of the event, as the run sees it. */
  readonly type: string;
  readonly lane: Lane;
  /** Doesn't begin before this instant, in ms. */
  readonly notBefore?: number;
  /** The state in which it was read: kept with the job, and returned by the next `recall`. */
  readonly knownState?: string;
  /** A webhook should have reported it by now. */
  readonly untold?: boolean;
};

/** What the tenant remembers of a key. */
export type KeyMemory = {
  /** The state in which it was last read. */
  readonly knownState: string | null;
  /** There is or was a job for it. */
  readonly known: boolean;
  /** A document of ours is or was in the ledger for it. */
  readonly document: boolean;
};

/** This run's part in a back-fill. */
export type Backfill =
  /** This past order may be booked or, with `undo`, its bookings are removed. */
  | {
      readonly kind: "order";
      readonly undo: boolean;
      /** With `undo`: its refunds that the same run takes back. */
      readonly refunds?: Decimal;
      /** As if it came today: a dry run. */
      readonly shown?: true;
      /** The run that removed its document: it isn't booked again automatically. */
      readonly takenBack?: string;
      /** The mark of what a person confirmed (domain/orders/preview-token.ts). */
      readonly asShown?: string;
      /** Its document was shown and exists: only a file is missing. */
      readonly standing?: true;
    }
  /** This run lists the orders of a range of days, `YYYY-MM-DD`, both inclusive. */
  | { readonly kind: "list"; readonly from: string; readonly to: string };

/** The state of an order of the shop, as the tenant's object knows it. */
export type OrderState = {
  readonly orderId: string;
  /**
   * `settled`: its last run ended with the ledger in step, or with nothing to book. `moving`: a run
   * has it, or the outcome of a write isn't known. `open`: everything else: it waits, is on hold,
   * was refused or is excluded by a filter.
   */
  readonly state: "settled" | "open" | "moving";
  /** Open, and booked all the same: a person linked a voucher to it, which moves no stock. */
  readonly linked?: true;
  /** When a run last fetched it, in ms of our clock. */
  readonly fetchedAt: number | null;
  /** The state in which it was last read, as `stateOf` writes it; `null`: not known. */
  readonly knownState: string | null;
  readonly documents: readonly DocumentRecord[];
  /** The credit orders that lower this sales order. */
  readonly loweredBy: readonly OrderCredit[];
};

/** `kinds`: where the ledger may list drafts of orders, whatever was asked for. */
export type KnownDrafts = {
  readonly kinds: readonly ("order" | "invoice-draft")[];
  readonly documents: readonly { readonly orderId: string; readonly id: string }[];
};

/** What the approval rules need to know. */
export type ApprovalMemory = {
  /** When the order flow was first on and live, in ms; `null`: not yet. */
  readonly liveSince: number | null;
  /** What was approved of this order (settings/orders/order-types.ts); `null`: nothing. */
  readonly approved: string | null;
};

/** What is known when a run begins: data only, so that decisions on it are pure. */
export type RunFacts = {
  readonly tenantId: string;
  readonly administrationId: number;
  /** The company that the grant belongs to; `null` without one. */
  readonly companyId: string | null;
  readonly key: string;
  readonly jobId: string;
  /** Names this deployment in the company's label. */
  readonly deployment: string;
  /**
   * An order that a person posted for a dry run, in Asperion's form; never stored. `null` in every
   * other run.
   */
  readonly sample: unknown;
  /** The types of the events that caused this run. */
  readonly eventTypes: readonly string[];
  /** The job's outcome before it was woken again. */
  readonly before: Outcome | null;
  /** `null`: no back-fill; no order before the start line is booked. */
  readonly backfill: Backfill | null;
  readonly settings: Settings;
  readonly lists: LedgerLists;
  /** Absent: no rule asks for an approval. */
  readonly approval?: ApprovalMemory;
  /** The tenant's language; absent: no texts are written in it. */
  readonly language?: Language | undefined;
  /** Uses a known customer as remembered, without reading it: for trials, which read nothing. */
  readonly customersAsKnown?: true;
  /** Writes are shown instead of sent, so the ledger has nothing of them. */
  readonly showsWrites?: true;
  readonly journalBornAt: number;
  readonly journal: readonly JournalEntry[];
  readonly documents: readonly DocumentRecord[];
  /** Amounts that payouts paid on documents of the key, by document id. */
  readonly paidByPayouts?: Readonly<Record<string, Decimal>>;
  /** By disputes of the order. */
  readonly lost?: readonly DisputeLoss[];
  /** Credit orders that lower this order while it is a sales order. */
  readonly loweredBy: readonly OrderCredit[];
  /** The tenant's memory, such as the form of a question that Asperion answers. */
  readonly memory: Readonly<Record<string, string>>;
};

/** Reads of both vendors, each with a rate slot, a token and a line in the log. */
export type VendorPort = {
  readonly read: SendRead;
  /** Like `read`, in the lane of look-ups. */
  readonly lookUp: SendRead;
  /** Like `lookUp`, for large pages: the timeline notes that it was read, not its content. */
  readonly readPage: SendRead;
};

/** Writes, each journaled before it goes out, and their outcomes. */
export type JournalPort = {
  write(intent: WriteIntent, request: VendorRequest): Promise<Result<Written, Failure>>;
  /** In test mode, instead of `write`: notes the exact request in the timeline, sends nothing. */
  rehearse(intent: WriteIntent, request: VendorRequest): void;
  /** Records a write's outcome. A write that the flow doesn't settle is recorded as done. */
  settle(settlement: Settlement): void;
  /** Records a document that no write of this run made: it was found, or is gone. */
  saveDocument(document: DocumentRecord): void;
  /** Records a link to a customer that was found and not created. */
  saveLink(saved: SavedLink): void;
  /** Corrects the kind of a linked customer by what the ledger says. */
  correctCustomer(customerId: string, kind: CustomerKind): void;
  /** A linked customer as it was just read. */
  customerSeen(customer: LedgerCustomer): void;
};

/** The tenant's memory beyond this run. */
export type MemoryPort = {
  resolve(input: {
    linkSource: string | null;
    skus: readonly string[];
    /** The shop's codes for which links count; absent: none. */
    codes?: LinkedCodes;
  }): Promise<Result<Resolved, Failure>>;
  saveLists(patch: ListsPatch): void;
  /**
   * Stored with the next call of the object, at the latest with the run's end. Remember what
   * follows from work that was handed in, such as a watermark, only after `enqueue` has answered,
   * so that it can't outlive lost work.
   */
  remember(key: string, value: string): void;
  /** Returns what was remembered under this name, including in this run. */
  remembered(key: string): string | null;
  /**
   * Returns what is remembered of these keys, one page at most; unknown keys are absent. `pass`:
   * keys with a document are marked as seen by the pass of this number.
   */
  recall(
    keys: readonly string[],
    pass?: number,
  ): Promise<Result<Readonly<Record<string, KeyMemory>>, Failure>>;
  /**
   * Returns orders whose document is in the ledger and was written after an instant: keys in order,
   * one page after `after`. Leaves out orders with work under way or on hold and, with `pass`,
   * those that this pass has seen.
   */
  openKeys(
    since: number,
    after: string,
    pass?: number,
  ): Promise<Result<readonly string[], Failure>>;
  /** Notes the state in which this run read its own thing. `null`: as if it had never been read. */
  knownState(state: string | null): void;
  /**
   * Returns the next number of a series that begins at `from`, durable before it is returned.
   * `owner` gets the same one at every request.
   */
  reserveNumber(input: {
    readonly series: string;
    readonly owner: string;
    readonly from: number;
  }): Promise<Result<number, Failure>>;
  readonly products: ProductPorts;
};

/** Work beside this run: locks, waiting, and handing in work. */
export type WorkPort = {
  /**
   * Locks all identities of a party, all or none; parks the job when one of them is taken. Returns
   * the link as it is under the lock.
   */
  lockParty(input: {
    identities: readonly Identity[];
    linkSource: string | null;
    journalKey: string | null;
  }): Promise<Result<LockedParty, Failure>>;
  /**
   * Locks a customer of the ledger, whichever party it belongs to; parks the job when another has
   * it. Returns what is known of its fields; `null`: we never wrote it.
   */
  lockCustomer(customerId: string): Promise<Result<OwnedHashes | null, Failure>>;
  /** Locks all credits of an order and returns the order. An unknown order is fetched now. */
  lockOriginal(key: string): Promise<Result<Original, Failure>>;
  /** Puts the job down until that order's job is over, at most an hour. The result is ignored. */
  waitFor(key: string, why: Reason): Promise<Result<FlowEnd, Failure>>;
  /** Returns every order that isn't settled, and those of `ids` that are known. */
  orderStates(input: {
    readonly ids: readonly string[];
  }): Promise<Result<readonly OrderState[], Failure>>;
  /** Keeps what linked orders were just read to have sold; returns what is kept of all. */
  linkedSales(read: readonly ReadSale[]): Promise<Result<readonly LinkedSale[], Failure>>;
  /** Of the ledger's drafts by these ids, those that are a live document of an order. */
  drafts(input: { readonly ids: readonly string[] }): Promise<Result<KnownDrafts, Failure>>;
  /** Whether a tenant of this deployment by that id was retired. Its id is never used again. */
  isRetired(tenantId: string): Promise<Result<boolean, Failure>>;
  /** Reports the progress of a long run. A cancelled run doesn't get past this call. */
  progress(progress: Progress): Promise<Result<void, Failure>>;
  /** Hands in any number of items, durable once it returns; an item given twice makes one job. */
  enqueue(items: readonly WorkItem[]): Promise<Result<void, Failure>>;
  /**
   * Puts orders on this back-fill's list; they are handed in gradually, so that live orders aren't
   * held up. Returns how many are new on it.
   */
  enrol(
    orders: readonly { readonly key: string; readonly dated: string }[],
  ): Promise<Result<number, Failure>>;
};

/** Current time in ms since the epoch. */
export type ClockPort = { readonly now: () => number };

/** All that a run may ask. A function's type names the parts that it needs. */
export type FlowPorts = RunFacts &
  VendorPort &
  JournalPort &
  MemoryPort &
  WorkPort &
  TracePort &
  ClockPort;

export type FlowEnd = {
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly label: string | null;
  readonly figures: JobFigures | null;
  /** Of a run of stock: its change of each article. */
  readonly changes?: readonly StockChange[];
};
