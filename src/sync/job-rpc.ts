/** Jobs as the tenant's object lists and tells them. Shapes only grow. */
import type { Decimal } from "../domain/money.ts";
import type { Held, HeldArea, HeldGroup } from "../domain/held.ts";
import type { FlowName, JobStatus, JobView, OperationView, Outcome, Role } from "../domain/job.ts";
import type { ListedPerson } from "../domain/listed.ts";
import type { PaymentState } from "../domain/order.ts";
import type { Reason } from "../domain/reasons.ts";
import type { Message } from "../messages/message.ts";
import type { Finding } from "../monitor/reconciliation/facts.ts";
import type { PostingsRead } from "../domain/posting.ts";
import type { VatEvidence } from "../domain/vat-evidence.ts";
import type { ApprovalRule } from "../settings/approval.ts";
import type { DayShare } from "./day-rpc.ts";
import type { HeldDocument, OrderFinding, PastDocument, Span, VendorWords } from "./rpc-views.ts";

/** A reason and what its parameters have to hold; of several parts one is enough. */
export type NamedReason = {
  readonly code: string;
  readonly params: readonly { readonly name: string; readonly parts: readonly string[] }[];
};

export type JobQuery = {
  readonly key?: string;
  /** What the key begins with. */
  readonly under?: string;
  readonly flow?: FlowName;
  /** One of several. */
  readonly flows?: readonly FlowName[];
  readonly status?: JobStatus;
  readonly outcome?: Outcome;
  /** Order number, or part of it. */
  readonly label?: string;
  /**
   * Part of a number, an id, an article's number or what a reason names (a SKU, an amount), or one
   * of these reasons. Letters of ASCII count alike, large or small.
   */
  readonly text?: string;
  readonly codes?: readonly string[];
  /**
   * Reasons that say it with what stands in their parameters: every one of these holds one of its
   * parts.
   */
  readonly named?: readonly NamedReason[];
  /**
   * The text as an amount, with two decimals: of the order itself, whatever its sign, or in a
   * reason.
   */
  readonly amount?: string;
  /** As a whole number of an order: such an order comes first. */
  readonly number?: string;
  /** Or one whose name has all these words: folded by src/domain/listed.ts. */
  readonly words?: readonly string[];
  /** Of an order's own date: the first day and the last. */
  readonly dated?: { readonly from: string; readonly to: string };
  readonly payment?: PaymentState;
  /** Without it what changed last comes first. A cursor goes on in its own order. */
  readonly sort?: JobSort;
  /** What stands beside each job is told as well. */
  readonly rows?: true;
  /** How many fit and what they come to is told as well, as far as that is read. */
  readonly sums?: true;
  /** Whoever asks may neither see nor find people: nothing of them is opened or searched. */
  readonly withoutPeople?: true;
  /** Came to stand so within these days: see src/sync/tenant/jobs/ended.ts. */
  readonly ended?: Span;
  /** One job of each key, the newest. */
  readonly newest?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
};

/** By what a list can be sorted: not by what is sealed. */
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

/** A list that somebody saved. `query`: as it stands in the address, with its `?`. */
export type SavedView = { readonly name: string; readonly query: string };

/**
 * By what a search found a job. `of`: the article, the document or the id that it found, where that
 * doesn't stand beside it anyway.
 */
export type Matched = {
  readonly by: "number" | "document" | "name" | "article" | "amount" | "id" | "reason" | "customer";
  readonly of: string | null;
};

/** What stands beside a job in a list. */
export type ListedRow = {
  /** `null`: not asked for, or not kept any more. */
  readonly person: ListedPerson | null;
  /** What stands for it in the ledger. */
  readonly document: {
    readonly role: Role;
    readonly id: string;
    readonly number: string | null;
  } | null;
  /** Since when (ms) it waits: for a person, or to be run. */
  readonly waitsSince: number | null;
  /** What the newest comparison of both sides found of it. Absent: nothing. */
  readonly found?: readonly Finding[];
  /** The article's name, of an article's job. Absent: it has none, or of a release before. */
  readonly article?: string;
  /** Why the search found it. Absent: nothing was searched for, or it can't be told. */
  readonly matched?: readonly Matched[];
};

export type JobPage = {
  readonly jobs: readonly JobView[];
  readonly cursor: string | null;
  /**
   * By job, what a vendor said in its own words when it refused; only where the list is one of what
   * waits for a person.
   */
  readonly words?: Readonly<Record<string, VendorWords>>;
  /** By job, what somebody noted to it, in such a list. */
  readonly notes?: Readonly<Record<string, HeldNote>>;
  /** By job, whom it is about, in such a list; none where whoever asks may not see it. */
  readonly people?: Readonly<Record<string, ListedPerson>>;
  /** By job, since when it waits for somebody (ms), in such a list. */
  readonly since?: Readonly<Record<string, number>>;
  /** What the comparison of both sides finds now, where its run is one of the list. */
  readonly found?: readonly OrderFinding[];
  /** By job. */
  readonly rows?: Readonly<Record<string, ListedRow>>;
  /** Where it was asked for. Absent: not known. */
  readonly sums?: ListSums;
  /** More is there than a call looks at: this one looked back to what changed then (ms). */
  readonly stoppedAt?: number;
};

/** `more`: there are more than these, or may be; then nothing is added up. */
export type ListSums = {
  readonly count: number;
  readonly more: boolean;
  readonly gross: readonly { readonly currency: string; readonly gross: Decimal }[];
};

/** A person's note, in their own words. */
export type HeldNote = { readonly at: number; readonly actor: string; readonly text: string };

/** What skipping a job would come to. `stops`: why it can't be skipped; `documents`: that stay. */
export type WouldSkip = {
  readonly job: JobView;
  readonly stops: Message | null;
  readonly documents: readonly { readonly role: Role; readonly number: string }[];
};

/** A job that is held. `goes`: it is on its way already. */
export type HeldJob = JobView & { readonly goes: boolean };

/** As a job was shown: where it has changed since, it isn't what was meant. */
export type Seen = { readonly id: string; readonly updatedAt: number };

/** Of a group. `waiting`: all of it; `jobs`: as many as one wish may let go. */
export type Releasable = {
  readonly waiting: number;
  /** Why the first of them waits; `null`: none does. */
  readonly reason: Reason | null;
  readonly jobs: readonly HeldJob[];
};

export type { OpenCounts } from "../domain/open-counts.ts";

/** `people`: with the buyers' names. `cursor`: of the page before. */
export type ApprovalQuery = { readonly people?: boolean; readonly cursor?: string | null };

/**
 * Orders that wait for an approval, each with since when; `rules`: how many each rule holds.
 * `cursor`: of the next page; `null` with the last.
 */
export type ApprovalPage = {
  readonly jobs: readonly (JobView & { readonly since: number })[];
  readonly rules: readonly { readonly rule: ApprovalRule; readonly count: number }[];
  readonly cursor: string | null;
  readonly people?: Readonly<Record<string, ListedPerson>>;
};

/** `left`: gone on, or changed, since they were shown. */
export type Released = { readonly taken: readonly string[]; readonly left: readonly string[] };

/**
 * What waits for people, by what holds it up. `next`: where the next page of groups begins;
 * `areas`: all there are, with how many wait for each; `own`: what the shop as a whole waits for.
 */
export type HeldPage = {
  readonly groups: readonly (HeldGroup & { readonly reason: Reason })[];
  readonly next: number | null;
  readonly areas: readonly { readonly area: HeldArea; readonly count: number }[];
  /** All there are, with how many wait for each: by the code of a reason. */
  readonly causes: readonly { readonly cause: string; readonly count: number }[];
  readonly own: readonly {
    readonly id: string;
    readonly reason: Reason;
    readonly since: number;
  }[];
  /** How many wait for an approval, whether or not they are among the groups. */
  readonly approvals?: number;
};

/**
 * `amounts`: by currency, of what has one. `since`: when the oldest came up. `approvals`: of them,
 * how many wait for an approval.
 */
export type HeldTotal = Omit<HeldGroup, keyof Held | "since"> & {
  readonly since: number | null;
  readonly approvals: number;
};

/** Why a run counts only for what it wrote: another has its job, or a bug of ours ended it. */
const CUT_OFF = ["lost", "fault"] as const;
export type CutOff = (typeof CUT_OFF)[number];

/**
 * One entry of a job's timeline, in the order in which it happened. Personal data: shown, never
 * logged.
 */
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

/** What a reading of an order's postings came to: detail of a `posting` entry. */
export type PostingsNote = Exclude<PostingsRead, { readonly kind: "later" }>;

export type JobTimeline = {
  readonly job: JobView;
  readonly operations: readonly OperationView[];
  readonly timeline: readonly TimelineEntry[];
  /** Of an order: plans of earlier jobs that wrote, and readings of its postings. */
  readonly earlier?: readonly TimelineEntry[];
  /** What stands for the order in the ledger now. */
  readonly documents: readonly HeldDocument[];
  /** What stood for it once: deleted or replaced, or taken off by hand. */
  readonly past?: readonly PastDocument[];
  /** What booked credits of other orders take back of it, in its own currency. */
  readonly creditedByOthers?: Decimal;
  /** Of an order that is booked by the day: which days have it, and what of it. */
  readonly days?: readonly DayShare[];
  /** The comparison of both sides finds no document of it in the ledger. */
  readonly missing: boolean;
  /** What else it finds of the order now. */
  readonly found?: readonly OrderFinding[];
};

/** One person, by the texts of src/domain/party.ts. */
export type PersonQuery = {
  readonly identities: readonly string[];
  readonly erase: boolean;
  /** Which jobs they are, without what is kept of them: no payload is opened. */
  readonly brief?: true;
  readonly cursor?: string;
};

/**
 * `jobs`: what is kept, opened; empty when it was erased. `open`: jobs of that person that are
 * still to end, and will write again.
 */
export type PersonPage = {
  readonly jobs: readonly JobTimeline[];
  readonly open: number;
  readonly links: readonly { readonly source: string; readonly target: string }[];
  /**
   * Evidence of VAT, which an erasure leaves: how much there is, with the first page, and all of it
   * before the first job.
   */
  readonly evidence: { readonly count: number; readonly records: readonly EvidenceView[] };
  readonly cursor: string | null;
};

/** Evidence of an order's VAT, with when it was kept and what stands for the order now. */
export type EvidenceView = VatEvidence & {
  readonly at: number;
  readonly version: string;
  readonly documents: readonly string[];
};

/** For how long something is kept. */
export type Kept = { readonly retentionDays: number; readonly evidenceYears: number | null };

/** What would be deleted if so much were kept. Counts that reach `most` may be higher. */
export type WouldDelete = {
  /** Of so many runs. */
  readonly timelines: number;
  /** Records of VAT evidence. */
  readonly records: number;
  readonly most: number;
  /** Of the company; `null`: it isn't known yet. */
  readonly country: string | null;
  /** For which evidence would be kept, and for which that country asks. */
  readonly years: number;
  readonly asked: number;
};

/** `unreadable`: so many of this page are sealed under a key that isn't there any more. */
export type EvidencePage = {
  readonly evidence: readonly EvidenceView[];
  readonly unreadable: number;
  readonly cursor: string | null;
};
