/** Independent parts of the tenant object's answers. Shapes only grow. */
import type { Chat } from "../../domain/users/chat.ts";
import type { HeldArea } from "../../domain/jobs/held.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { CountedAs, FlowName, Role } from "../../domain/jobs/job.ts";
import type { ListedPerson } from "../../domain/jobs/listed.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Decimal } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";
import type { Part, PartName } from "../../monitor/reconciliation/balance.ts";
import type { Finding, ReconciledState } from "../../monitor/reconciliation/facts.ts";
import type { Message } from "../../messages/message.ts";

export type ReconciledOrderView = {
  readonly id: number;
  readonly number: string | null;
  readonly date: string;
  /** `null`: the run that read it hasn't ended yet. */
  readonly state: ReconciledState | null;
  readonly why: Reason | null;
  readonly currency: string | null;
  readonly gross: string | null;
  /** Its total before it was cancelled. Absent: it isn't cancelled. */
  readonly was?: string;
  /** What stands in the ledger, second documents among it; `null`: nothing readable. */
  readonly ledgerGross: string | null;
  /** Where it differs from the order's; `null`: it doesn't, or isn't known. */
  readonly ledgerCurrency?: string | null;
  /** By name, the ledger's amount less the amount due. Absent: not compared. */
  readonly parts?: readonly Part[];
  /** Remarks about a booked order, such as one cent of VAT that the two sides round differently. */
  readonly notes: readonly Reason[];
  readonly documents: string | null;
  /** What both sides have by rate, and the days of its documents. Absent: not requested. */
  readonly sums?: {
    readonly shop: SideView | null;
    readonly ledger: SideView | null;
    /** `YYYY-MM-DD`; none of what was compared by an earlier release. */
    readonly dates: readonly string[];
  };
  readonly at: number;
  /** The job on whose page it is handled; `null`: none yet. */
  readonly jobId?: string | null;
  /** Of an order on hold: how its job ended, as its page says it. Absent: it isn't done. */
  readonly outcome?: CountedAs;
  /** A run ended since it was compared (ms), and led to something else. Absent: none did. */
  readonly processedAt?: number;
  /** It is in this day's voucher, the newest one that is closed. Absent: in none. */
  readonly day?: string;
  /** The person whom it is about; `null`: not kept any more. Absent: not requested. */
  readonly person?: ListedPerson | null;
};

/** VAT of one side of an order; `null`: the side doesn't show it, or not by rate. */
type SideView = {
  readonly vat: Decimal | null;
  readonly perRate: readonly RateTotals[] | null;
};

/** A finding of the newest reconciliation about one order. */
export type OrderFinding = {
  readonly finding: Finding;
  /** The order's. */
  readonly number: string | null;
  /** The order's newest job; `null`: no order is known for the document, or it had none. */
  readonly jobId: string | null;
  /** The day (`YYYY-MM-DD`) under which it is compared. */
  readonly day: string | null;
  /** When it was last compared, in ms. */
  readonly at: number;
  readonly currency: string | null;
  readonly gross: string | null;
  /** The ledger's total, of a surplus document with that itself; `null`: nothing readable. */
  readonly ledgerGross: string | null;
  readonly ledgerCurrency: string | null;
  /** The surplus document, by its number or id. */
  readonly document: string | null;
};

/** How many orders of the days come before those of a page, and how many there are. */
export type PagePosition = { readonly before: number; readonly of: number };

/** One order, or one document without an order, that causes part of the difference. */
export type DifferenceItem = {
  readonly name: PartName;
  readonly day: string;
  readonly parts: readonly Part[];
  /** `null`: no order is known for the document. */
  readonly order: ReconciledOrderView | null;
  readonly document: FindingView["document"];
  readonly number: string | null;
};

/** Orders for which nothing is due, with what the shop charged for them, by cause. */
export type ExcludedOrders = {
  readonly state: ReconciledState;
  /** `null`: several reasons, too many to list. */
  readonly why: Reason | null;
  readonly currency: string | null;
  readonly orders: number;
  readonly gross: Decimal;
};

/** The causes of the difference of some days, item by item. */
export type DifferencesView = {
  /** The first items of each name. */
  readonly items: readonly DifferenceItem[];
  readonly counts: Readonly<Partial<Record<PartName, number>>>;
  readonly leftOut: readonly ExcludedOrders[];
  /** Orders that were under way, and whose runs ended since; the last one (ms). Absent: none. */
  readonly processed?: { readonly count: number; readonly last: number };
  /** Findings that don't change a sum of these days, the first of each kind. */
  readonly apart: readonly OtherFinding[];
};

/** A finding that doesn't change a sum of the days, with its details. */
export type OtherFinding = FindingView & {
  /** The order as last compared; `null`: it is unknown, or isn't kept any more. */
  readonly order: ReconciledOrderView | null;
  /** Of a document without an order: its amounts. */
  readonly parts: readonly Part[];
};

/** Why the object refused. The caller shows it in the reader's language. */
export type Refusal = { readonly ok: false; readonly kind: string; readonly message: Message };

export const refusal = (kind: string, text: Message): Refusal => ({
  ok: false,
  kind,
  message: text,
});

export type FindingView = {
  readonly finding: Finding;
  readonly key: string | null;
  readonly number: string | null;
  readonly document: {
    readonly kind: string;
    readonly id: string;
    readonly number: string | null;
  } | null;
  readonly at: number;
  /** Of the order, or the day on which the document was made; `null`: not known. */
  readonly day?: string | null;
  /** Of an order whose document is missing: the job on whose page it is booked again. */
  readonly jobId: string | null;
};

/**
 * The state of notifications: those still to send, those that no channel took within a day, and
 * what a channel lacks.
 */
export type NoticesView = {
  readonly waiting: number;
  readonly undelivered: Readonly<Record<string, number>>;
  readonly lastFault: string | null;
  readonly mail: boolean;
  readonly secret: boolean;
  /** Chats that have an address. */
  readonly chats: readonly Chat[];
  /** Addresses that refuse mail, and since when. */
  readonly bounced: readonly { readonly address: string; readonly since: number }[];
};

/** From `from` until before `to`, in ms on whole hours. */
export type Span = { readonly from: number; readonly to: number };

/**
 * How many things ended within a span, and their totals. `at`: index of the requested span. Amounts
 * in millionths of `currency` ("" where there are none), as text: they may exceed the range of
 * exact numbers.
 */
export type OutcomeSum = {
  readonly at: number;
  readonly flow: string;
  readonly outcome: string;
  readonly currency: string;
  readonly n: number;
  readonly gross: string;
  readonly vat: string;
};

/**
 * Within the span at this index: orders that were booked within this many minutes of the first
 * report, and not within the next smaller number; `null`: later.
 */
export type WaitingTimeSum = {
  readonly at: number;
  readonly within: number | null;
  readonly n: number;
};

/** Within the span at this index: orders that began to need a person for this kind of reason. */
export type CauseSum = { readonly at: number; readonly area: HeldArea; readonly n: number };

/** A document's total from its planned content, whatever its sign. */
export type ChargedAmount = { readonly figure: Decimal; readonly currency: string };

/** A document of an order as it stands in the ledger. `manual`: a person linked it. */
export type CurrentDocument = {
  readonly role: Role;
  /** Its number within its role. */
  readonly n: number;
  readonly id: string;
  readonly number: string | null;
  readonly manual: boolean;
  /** `2026-11-28`: the order is part of that day's voucher. */
  readonly day?: string;
  /** Absent where it isn't known. */
  readonly charged?: ChargedAmount;
};

/** A former document of an order. `gone`: deleted, replaced, or reversed by another one. */
export type PastDocument = Pick<CurrentDocument, "role" | "n" | "id" | "number" | "charged"> & {
  readonly state: "gone" | "unlinked";
};

/**
 * What was read of a document last, where that isn't what was written. `one-differs`: it or another
 * of the order's documents, which were compared together.
 */
export type DocumentReading = {
  readonly id: string;
  readonly kind: "gone" | "differs" | "one-differs" | "invoiced";
  /** The total that was read; `null`: it isn't known. Absent: it is as it was written. */
  readonly ledger?: ChargedAmount | null;
};

/** A person's request to link a record to a job's order, by the ledger's number or by its id. */
export type LinkRequest = {
  readonly what: "order" | "invoice-draft" | "invoice" | "voucher" | "customer";
  readonly number: string;
  /** The person saw the differences and confirms the link. */
  readonly confirmed: boolean;
  /** Whether the order runs again with the linked customer; absent: it does. */
  readonly again?: boolean;
};

/** `differs`: may be confirmed; `refused`: may not; `later`: couldn't be read now. */
export type LinkAnswer = {
  readonly kind: "linked" | "differs" | "refused" | "later" | "not-found";
  readonly reasons: readonly Reason[];
  /** The order's job may be run at once. */
  readonly dispatch?: boolean;
  /** The order's newest job. Absent where nothing was linked. */
  readonly jobId?: string;
};

/** A vendor's own words of a refusal. They may name people. */
export type VendorErrorText = { readonly vendor: Vendor; readonly text: string };

/** What happened to a row of the audit log after it was sealed. `id` is the row's. */
export type AuditFault = { readonly id: number; readonly kind: "changed" | "added" | "removed" };
/** Rows above `sealedUpTo` aren't sealed yet; `null`: none is. */
export type AuditCheck = {
  readonly sealedUpTo: number | null;
  readonly faults: readonly AuditFault[];
};
/** A part of the log: the newest rows (`null`), or those below a row; `whole`: none is older. */
export type AuditSpan = { readonly below: number | null; readonly whole: boolean };

/** A long run: it reads lists, and writes differences itself or by one job each. */
export type RunView = {
  readonly id: string;
  readonly flow: FlowName;
  readonly key: string;
  /** It compares everything, not only changes. */
  readonly whole: boolean;
  /**
   * `reading`: more may still be found; `writing`: all is found. `cancelling`: it waits for a write
   * that is under way. `failed`: it ended without having read everything.
   */
  readonly state: "reading" | "writing" | "done" | "cancelling" | "cancelled" | "failed";
  readonly read: number;
  /** The vendor's count; `null`: it names none. */
  readonly readTotal: number | null;
  /** Differences found so far, and how many of them are settled. */
  readonly total: number;
  readonly done: number;
  /** Of the current phase: read, or settled. `null` once it is over. */
  readonly perMinute: number | null;
  readonly secondsLeft: number | null;
  readonly beganAt: number;
  readonly endedAt: number | null;
};

/** What cancelling a long run would do now. */
export type RunCancelView = {
  readonly run: RunView;
  /** It writes differences itself, without jobs. */
  readonly writesItself: boolean;
  /** Waiting jobs that would be dropped, as only this run asked for them, and those that stay. */
  readonly dropped: number;
  readonly stays: number;
};
