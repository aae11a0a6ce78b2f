/**
 * Jobs as the tenant's object lists and describes them, and a person's actions on one job or
 * connection. Shapes only grow.
 */
import type { OpenInvoices } from "./payouts.ts";
import type { Decimal } from "../../domain/money.ts";
import type { Amounts, HeldCause, HeldArea, HeldGroup } from "../../domain/jobs/held.ts";
import type {
  FlowName,
  JobStatus,
  JobView,
  OperationView,
  Outcome,
  Role,
  CountedAs,
} from "../../domain/jobs/job.ts";
import type { ListedPerson } from "../../domain/jobs/listed.ts";
import type { PaymentState } from "../../domain/orders/order.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Message } from "../../messages/message.ts";
import type { Finding } from "../../monitor/reconciliation/facts.ts";
import type { PostingsRead } from "../../domain/ledger/posting.ts";
import type { ApprovalRule } from "../../settings/orders/order-types.ts";
import type { DayShare } from "./days.ts";
import type {
  DocumentReading,
  CurrentDocument,
  OrderFinding,
  PastDocument,
  Span,
  VendorErrorText,
  Refusal,
} from "./views.ts";

/** A reason and what its parameters must contain; of several parts one is enough. */
export type NamedReason = {
  readonly code: string;
  readonly params: readonly { readonly name: string; readonly parts: readonly string[] }[];
};

export type JobQuery = {
  readonly key?: string;
  /** Prefix of the key. */
  readonly under?: string;
  readonly flow?: FlowName;
  /** One of several. */
  readonly flows?: readonly FlowName[];
  readonly status?: JobStatus;
  /** As the job stores it. */
  readonly outcome?: Outcome;
  /** How it counts. */
  readonly stands?: CountedAs;
  /** Orders that wait for the limit of the first day, in a job or in a daily voucher. */
  readonly waitsFor?: "first-day-limit";
  /** Order number, or part of it. */
  readonly label?: string;
  /**
   * A part of a number, id, article number or a reason's parameter (a SKU, an amount), or one of
   * these reasons. ASCII letters match in either case.
   */
  readonly text?: string;
  readonly codes?: readonly string[];
  /** Reasons that match by their parameters: each of these must contain one of its parts. */
  readonly named?: readonly NamedReason[];
  /** An amount with two decimals: the order's, whatever its sign, or in a reason. */
  readonly amount?: string;
  /** The text as a whole order number: that order comes first. */
  readonly number?: string;
  /** The text names a document by its kind and whole number: it, or an order of that number. */
  readonly document?: { readonly number: string; readonly roles: readonly Role[] };
  /** The text's tracking code, or a part of the text that may be one. */
  readonly code?: string;
  /** The text's words, folded by src/domain/jobs/listed.ts: finds a name that has all of them. */
  readonly words?: readonly string[];
  /** First and last day of the order's own date. */
  readonly dated?: { readonly from: string; readonly to: string };
  readonly payment?: PaymentState;
  /** Without it the last changed comes first. A cursor is only valid for its own sort. */
  readonly sort?: JobSort;
  /** Also returns what lists show beside each job. */
  readonly rows?: true;
  /** Also returns how many jobs match and their totals, as far as those are read. */
  readonly sums?: true;
  /** Also returns the days of documents beside rows. */
  readonly documentDates?: true;
  /** The caller may neither see nor find people: nothing of them is opened or searched. */
  readonly withoutPeople?: true;
  /** Ended within these days: see src/sync/tenant/jobs/ended.ts. */
  readonly ended?: Span;
  /** Only the newest job of each key. */
  readonly newest?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
};

/** Fields that a list can be sorted by; none of them is sealed. */
export const SORTS = [
  "number",
  "outcome",
  "date",
  "document",
  "gross",
  "net",
  "vat",
  "payment",
  "waiting",
] as const;
export type JobSort = { readonly by: (typeof SORTS)[number]; readonly down: boolean };

/** A saved list. `query`: the address's query, with its `?`. */
export type SavedView = { readonly name: string; readonly query: string };

const MATCHED_BY = [
  "number",
  "document",
  "name",
  "article",
  "amount",
  "id",
  "reason",
  "customer",
  "code",
] as const;

/**
 * By what a search found a job. `of`: the article, the document or the id that it found, where that
 * doesn't stand beside it anyway.
 */
export type SearchMatch = {
  readonly by: (typeof MATCHED_BY)[number];
  readonly of: string | null;
};

/** What stands beside a job in a list. */
export type JobListDetails = {
  /** `null`: not requested, or not kept any more. */
  readonly person: ListedPerson | null;
  readonly document: {
    readonly role: Role;
    readonly id: string;
    readonly number: string | null;
    /** Its own day, as the newest comparison met it. Absent: not requested, or not known. */
    readonly date?: string;
  } | null;
  /** Since when (ms) it waits for a person or to run. */
  readonly waitsSince: number | null;
  /** Findings of the newest reconciliation. Absent: none. */
  readonly found?: readonly Finding[];
  /** The article's name, of an article's job. Absent: it has none. */
  readonly article?: string;
  /** Why the search found it. Absent: nothing was searched for, or it can't be told. */
  readonly matched?: readonly SearchMatch[];
};

export type JobPage = {
  readonly jobs: readonly JobView[];
  readonly cursor: string | null;
  /** By job, the vendor's own words of a refusal; only in a list of what waits for a person. */
  readonly words?: Readonly<Record<string, VendorErrorText>>;
  /** By job, a person's note; only in such a list. */
  readonly notes?: Readonly<Record<string, JobNote>>;
  /**
   * By job, the person whom it is about; only in such a list, and only for callers who may see
   * people.
   */
  readonly people?: Readonly<Record<string, ListedPerson>>;
  /** By job, since when it waits for a person (ms); only in such a list. */
  readonly since?: Readonly<Record<string, number>>;
  /** Findings of the reconciliation that wait by themselves, where its run is in the list. */
  readonly found?: readonly OrderFinding[];
  /** By job, what the reconciliation found of its order besides; only in such a list. */
  readonly besides?: Readonly<Record<string, readonly Finding[]>>;
  /** By job. */
  readonly rows?: Readonly<Record<string, JobListDetails>>;
  /** Where requested. Absent: not known. */
  readonly sums?: ListSums;
  /** There is more than one call reads: this one read back to this change (ms). */
  readonly stoppedAt?: number;
};

/** `more`: there are or may be more than these; nothing is added up then. */
export type ListSums = {
  readonly count: number;
  readonly more: boolean;
  readonly gross: readonly { readonly currency: string; readonly gross: Decimal }[];
};

/** A person's note, in their own words. */
export type JobNote = { readonly at: number; readonly actor: string; readonly text: string };

/** What skipping a job would do. `stops`: why it can't be skipped; `documents`: those that stay. */
export type SkipPreview = {
  readonly job: JobView;
  readonly stops: Message | null;
  readonly documents: readonly {
    readonly role: Role;
    readonly number: string;
    /** It isn't in the ledger yet: it waits for the voucher of this day, which books it. */
    readonly day?: string;
  }[];
};

/** A job on hold. `goes`: it is about to run already. */
export type HeldJob = JobView & { readonly goes: boolean };

/** A job as it was shown: if it changed since, it isn't the one that was meant. */
export type JobVersion = { readonly id: string; readonly updatedAt: number };

/** A group of held jobs. `waiting`: their number; `jobs`: as many as one request may release. */
export type Releasable = {
  readonly waiting: number;
  /** Why the first of them waits; `null`: none waits. */
  readonly reason: Reason | null;
  readonly jobs: readonly HeldJob[];
};

export type { OpenCounts } from "../../domain/jobs/open-counts.ts";

/** `people`: with the buyers' names. `cursor`: from the previous page. */
export type ApprovalQuery = { readonly people?: boolean; readonly cursor?: string | null };

/**
 * Orders that wait for an approval, each with its start (ms); `rules`: how many each rule holds.
 * `cursor`: of the next page; `null` on the last.
 */
export type ApprovalPage = {
  readonly jobs: readonly (JobView & { readonly since: number })[];
  readonly rules: readonly { readonly rule: ApprovalRule; readonly count: number }[];
  readonly cursor: string | null;
  readonly people?: Readonly<Record<string, ListedPerson>>;
};

/** `left`: those that continued or changed since they were shown. */
export type ReleaseResult = { readonly taken: readonly string[]; readonly left: readonly string[] };

/** The dry run of a group's sheet, as it was shown: a person opened it at `at`. */
export type GroupForecast = {
  readonly deed: "retry" | "create-article";
  readonly at: number;
  /** Orders that were tried, of all that wait. */
  readonly tried: number;
  /** Of these: those that would be booked. */
  readonly book: number;
  /** Of these: those of which only the run itself can say. */
  readonly open: number;
};

/**
 * What waits for people, by cause. `next`: where the next page of groups starts; `areas`: all areas
 * with their counts; `own`: jobs of the shop as a whole.
 */
export type HeldPage = {
  readonly groups: readonly (HeldGroup & {
    readonly reason: Reason;
    /** What sheets of this group said lately. Absent: none was opened, or the group changed. */
    readonly forecasts?: readonly GroupForecast[];
    /** What was missing in the ledger was there when it was read last. Absent: that isn't known. */
    readonly over?: true;
  })[];
  readonly next: number | null;
  readonly areas: readonly { readonly area: HeldArea; readonly count: number }[];
  /**
   * All causes with their counts, by reason code. `example`: of the one that is longest open;
   * `null`: one cause alone isn't named. `things`: how many groups it has.
   */
  readonly causes: readonly {
    readonly cause: string;
    readonly count: number;
    readonly example: Reason | null;
    readonly things: number;
  }[];
  readonly own: readonly {
    readonly id: string;
    readonly reason: Reason;
    readonly since: number;
  }[];
  /** How many wait for an approval, in these groups or not. */
  readonly approvals?: number;
};

/**
 * `amounts`: by currency, of jobs that have one. `since`: when the oldest began to wait.
 * `approvals`: how many of them wait for an approval.
 */
export type HeldTotal = Omit<HeldGroup, keyof HeldCause | "since"> & {
  readonly since: number | null;
  readonly approvals: number;
  /** What of `amounts` is below zero, by currency. Absent: nothing. */
  readonly credits?: Amounts;
};

/** Why a run counts only for what it wrote: another run has its job, or a bug ended it. */
const CUT_OFF = ["lost", "fault"] as const;
export type CutOff = (typeof CUT_OFF)[number];

/** One entry of a job's timeline, in order of time. Personal data: shown, never logged. */
export type TimelineEntry = {
  readonly at: number;
  readonly what:
    | "event"
    | "read"
    | "lookup"
    | "plan"
    | "rehearsal"
    | "write"
    | "answer"
    | "comparison"
    | "wait"
    | "outcome"
    | "person"
    | "cut-off"
    | "posting";
  readonly title: string;
  readonly detail: unknown;
};

/** The result of reading an order's postings: detail of a `posting` entry. */
export type PostingsNote = Exclude<PostingsRead, { readonly kind: "later" }>;

export type JobTimeline = {
  readonly job: JobView;
  readonly operations: readonly OperationView[];
  readonly timeline: readonly TimelineEntry[];
  /** Of an order: plans of earlier jobs that wrote, and readings of its postings. */
  readonly earlier?: readonly TimelineEntry[];
  /** What stands for the order in the ledger now. */
  readonly documents: readonly CurrentDocument[];
  /** Of these: what was read last, where that isn't what was written. */
  readonly readings?: readonly DocumentReading[];
  /** Its former documents: deleted, replaced, or unlinked by a person. */
  readonly past?: readonly PastDocument[];
  /** What booked credits of other orders take back of it, in its own currency. */
  readonly creditedByOthers?: Decimal;
  /** By payouts. */
  readonly paidOut?: OpenInvoices;
  /** Of an order that is booked by the day: its days, and its share of each. */
  readonly days?: readonly DayShare[];
  /** Days that it was added to and taken out of before they closed: nothing of it was booked. */
  readonly leftDays?: readonly string[];
  /** The reconciliation finds no document of it in the ledger. */
  readonly missing: boolean;
  /** Other current findings about the order. */
  readonly found?: readonly OrderFinding[];
};

/** `jobId`: the newest job of the thing, which runs. `dispatch`: it may run at once. */
export type JobActionAnswer =
  | { readonly ok: true; readonly dispatch: boolean; readonly jobId: string }
  | Refusal;

/** `reasons`: why it doesn't work. */
export type CheckAnswer =
  | { readonly ok: true; readonly works: boolean; readonly reasons: readonly Reason[] }
  | Refusal;

/** A person's own words. */
export type SkipNote = { readonly at: number; readonly note: string };
