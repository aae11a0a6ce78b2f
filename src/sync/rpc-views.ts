/** Parts of what the tenant's object answers that stand by themselves. Shapes only grow. */
import type { Chat } from "../domain/chat.ts";
import type { HeldArea } from "../domain/held.ts";
import type { Vendor } from "../domain/ids.ts";
import type { FlowName, Role } from "../domain/job.ts";
import type { ListedPerson } from "../domain/listed.ts";
import type { Reason } from "../domain/reasons.ts";
import type { Decimal } from "../domain/money.ts";
import type { Part, PartName } from "../monitor/reconciliation/balance.ts";
import type { Finding, OrderState } from "../monitor/reconciliation/facts.ts";
import type { Message } from "../messages/message.ts";

export type ReconciledOrderView = {
  readonly id: number;
  readonly number: string | null;
  readonly date: string;
  /** `null`: read by a run that didn't come to an end yet. */
  readonly state: OrderState | null;
  readonly why: Reason | null;
  readonly currency: string | null;
  readonly gross: string | null;
  /** What the ledger has of it; `null`: nothing that can be read. */
  readonly ledgerGross: string | null;
  /** Where it isn't the order's own; `null` where that is so or isn't told. */
  readonly ledgerCurrency?: string | null;
  /** What the ledger has less what is due, by name. Absent: not compared. */
  readonly parts?: readonly Part[];
  /** What is to be known of a booked order, as a cent of VAT that the two sides round otherwise. */
  readonly notes: readonly Reason[];
  readonly documents: string | null;
  readonly at: number;
  /** Its run, on whose page it is worked on; `null`: none yet. */
  readonly jobId?: string | null;
  /** Whom it is of; `null`: not kept any more. Absent: not asked for. */
  readonly person?: ListedPerson | null;
};

/** What the newest comparison of both sides found, of one order. */
export type OrderFinding = {
  readonly finding: Finding;
  /** The order's. */
  readonly number: string | null;
  /** The order's newest run; `null`: no order is known for the document, or it had none. */
  readonly jobId: string | null;
  /** `YYYY-MM-DD` by which it is compared. */
  readonly day: string | null;
  /** When it was compared last, ms. */
  readonly at: number;
  readonly currency: string | null;
  readonly gross: string | null;
  /** What the ledger has of it; `null`: nothing that can be read. */
  readonly ledgerGross: string | null;
  readonly ledgerCurrency: string | null;
  /** The document that is too much, by its number or id. */
  readonly document: string | null;
};

/** How many orders of the days come before those of a page, and how many there are. */
export type OrdersPlace = { readonly before: number; readonly of: number };

/** One order, or one document without an order, that a part of the difference comes from. */
export type DifferenceItem = {
  readonly name: PartName;
  readonly day: string;
  readonly parts: readonly Part[];
  /** `null`: no order is known for the document. */
  readonly order: ReconciledOrderView | null;
  readonly document: FindingView["document"];
  readonly number: string | null;
};

/** Orders that nothing is due for, with what the shop charged for them, by why. */
export type LeftOut = {
  readonly state: OrderState;
  /** `null`: for several reasons, too many to be told apart. */
  readonly why: Reason | null;
  readonly currency: string | null;
  readonly orders: number;
  readonly gross: Decimal;
};

/** What the difference of some days comes from, each thing by itself. */
export type DifferencesView = {
  /** Of each name the first ones. */
  readonly items: readonly DifferenceItem[];
  /** How many there are of each name. */
  readonly counts: Readonly<Partial<Record<PartName, number>>>;
  readonly leftOut: readonly LeftOut[];
  /** What moves no sum of these days, of each kind the first ones. Absent: not told. */
  readonly apart?: readonly ApartItem[];
};

/** A finding that moves no sum of the days, with what people know of it. */
export type ApartItem = FindingView & {
  /** As it was compared last; `null`: no order is known, or nothing of that is kept. */
  readonly order: ReconciledOrderView | null;
  /** Of a document without an order: what it comes to. */
  readonly parts: readonly Part[];
};

/** Why the object said no. Whoever shows it says it in the reader's language. */
export type Refusal = { readonly ok: false; readonly kind: string; readonly message: Message };

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
  /** Of the order, or on which the document was made; `null`: not known. */
  readonly day?: string | null;
  /** Of an order whose document is missing: the job on whose page it is booked again. */
  readonly jobId: string | null;
};

/**
 * How telling people goes: what is still to be sent, what no channel took within a day, and what is
 * missing for a channel.
 */
export type NoticesView = {
  readonly waiting: number;
  readonly undelivered: Readonly<Record<string, number>>;
  readonly lastFault: string | null;
  readonly mail: boolean;
  readonly secret: boolean;
  /** Chats that have an address. */
  readonly chats: readonly Chat[];
  /** Addresses that mail is refused for, and since when. */
  readonly bounced: readonly { readonly address: string; readonly since: number }[];
};

/** From `from` up to before `to`, ms on whole hours. */
export type Span = { readonly from: number; readonly to: number };

/**
 * How many things came to stand so within a span, and what they come to. `at`: which of the spans
 * that were asked for. Amounts in millionths of `currency` ("" where there are none), as text: they
 * may be larger than a number is exact.
 */
export type EndedSum = {
  readonly at: number;
  readonly flow: string;
  readonly outcome: string;
  readonly currency: string;
  readonly n: number;
  readonly gross: string;
  readonly vat: string;
};

/**
 * Of the span at this place of those that were asked for: how many orders were booked within so
 * many minutes of the first word of them, and not within fewer; `null`: later.
 */
export type WaitSum = { readonly at: number; readonly within: number | null; readonly n: number };

/** Of the span at this place: how many orders came to need somebody for this kind of reason. */
export type CauseSum = { readonly at: number; readonly area: HeldArea; readonly n: number };

/** What a document comes to, by what it was made of: whatever its sign. */
export type Charged = { readonly figure: Decimal; readonly currency: string };

/** A document of an order as it stands in the ledger. `manual`: a person linked it. */
export type HeldDocument = {
  readonly role: Role;
  /** Which of its role: absent in the answer of an earlier release. */
  readonly n?: number;
  readonly id: string;
  readonly number: string | null;
  readonly manual: boolean;
  /** `2026-11-28`: it is in that day's voucher, not one of its own. */
  readonly day?: string;
  /** Absent where that isn't known. */
  readonly charged?: Charged;
};

/**
 * What stood for an order once. `gone`: deleted, replaced, or taken back by a reversal that stands
 * beside it. An earlier release told nothing but its id.
 */
export type PastDocument = Partial<Pick<HeldDocument, "role" | "n" | "number" | "charged">> & {
  readonly id: string;
  readonly state: "gone" | "unlinked";
};

/** What a person wants linked to a job's order: by the ledger's number, or by its id. */
export type LinkRequest = {
  readonly what: "order" | "invoice-draft" | "invoice" | "voucher" | "customer";
  readonly number: string;
  /** Told of what differs, it is right all the same. */
  readonly confirmed: boolean;
  /** Whether the order goes again with the customer that is linked; absent: it does. */
  readonly again?: boolean;
};

/** `differs`: may be confirmed; `refused`: may not; `later`: couldn't be looked at now. */
export type LinkAnswer = {
  readonly kind: "linked" | "differs" | "refused" | "later" | "not-found";
  readonly reasons: readonly Reason[];
  /** The order's job may be run at once. */
  readonly dispatch?: boolean;
  /** The order's newest job. Absent where nothing was linked. */
  readonly jobId?: string;
};

/** What a vendor said in its own words when it refused. They may name people. */
export type VendorWords = { readonly vendor: Vendor; readonly text: string };

/** What became of a row of the audit log after it was sealed. `id` is the row's. */
export type AuditFault = { readonly id: number; readonly kind: "changed" | "added" | "removed" };
/** Rows above `sealedUpTo` are still to be sealed; `null`: none is sealed yet. */
export type AuditCheck = {
  readonly sealedUpTo: number | null;
  readonly faults: readonly AuditFault[];
};
/** A part of the log: the newest rows (`null`), or those below one; `whole`: none is older. */
export type AuditSpan = { readonly below: number | null; readonly whole: boolean };

/** A long run: it reads lists, and writes what differs, by itself or by a job each. */
export type RunView = {
  readonly id: string;
  readonly flow: FlowName;
  readonly key: string;
  /** It compares everything, and not only what changed. */
  readonly whole: boolean;
  /**
   * `reading`: more may still be found; `writing`: all is found. `cancelling`: a write that is on
   * its way is waited for. `failed`: it ended without having read everything.
   */
  readonly state: "reading" | "writing" | "done" | "cancelling" | "cancelled" | "failed";
  readonly read: number;
  /** As the vendors say; `null`: they don't. */
  readonly readTotal: number | null;
  /** Things that differ, as far as they are found, and how many of them are settled. */
  readonly total: number;
  readonly done: number;
  /** Of what it is doing now: read, or settled. `null` once it is over. */
  readonly perMinute: number | null;
  readonly secondsLeft: number | null;
  readonly beganAt: number;
  readonly endedAt: number | null;
};

/** What cancelling a long run would do at this moment. */
export type RunCancelView = {
  readonly run: RunView;
  /** It writes what differs itself, and hands nothing in. */
  readonly writesItself: boolean;
  /** Of what waits: left out, as only this run asked for it; and processed all the same. */
  readonly dropped: number;
  readonly stays: number;
};
