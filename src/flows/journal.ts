/**
 * What is remembered of writes and of what they made: the journal's entries, the documents of an
 * order in the ledger, what a write is to do and its outcome.
 */
import type { BookedContent } from "../domain/booked-content.ts";
import type { DayMember } from "../domain/day-book.ts";
import type { Failure } from "../domain/failure.ts";
import type { OperationKind, OperationState, Outcome, Role } from "../domain/job.ts";
import type { LedgerCustomer } from "../domain/ledger.ts";
import type { Decimal } from "../domain/money.ts";
import type { VendorAnswer } from "../domain/request.ts";
import type { Reason } from "../domain/reasons.ts";
import type { SalesOrder } from "../domain/sales-order.ts";
import type { SendWay } from "../domain/sending.ts";
import type { AnsweredVoucher, VoucherFacts, VoucherShare } from "../domain/voucher.ts";

export type JournalEntry = {
  readonly id: number;
  readonly key: string;
  readonly role: Role;
  readonly n: number;
  readonly kind: OperationKind;
  readonly state: OperationState;
  /** How often it has been sent. */
  readonly attempt: number;
  readonly marker: string | null;
  readonly markerCode: string | null;
  readonly markerField: string | null;
  readonly documentId: string | null;
  /** Of an attachment that was made: its own id; `documentId` is what it is attached to. */
  readonly attachmentId?: string | null;
  readonly sentAt: number | null;
  /** Nothing was on its way any more after this instant. */
  readonly abortAt: number | null;
  /** Look-ups already made while in doubt. */
  readonly lookups: number;
  /**
   * The vendor itself said that nothing happened: the same identity may be sent again as if for the
   * first time.
   */
  readonly refused: boolean;
  /** Of a payment: what it is of, what remained of the invoice before it, and where it went. */
  readonly payment?: {
    readonly amount: Decimal;
    readonly remaining: Decimal;
    readonly bank?: string | null;
  } | null;
  /** Of an invoice, or a voucher of an order or a credit, until its answer was compared. */
  readonly booking?: SentBooking | null;
  /** How often it was sent again after a doubt; retries of a refusal aren't counted. */
  readonly repeats: number;
  /**
   * Of a customer's creation: short hashes of the identities that any attempt was sent with. Of a
   * document's update: of the owned fields that it set.
   */
  readonly sentAs?: readonly string[];
};

/**
 * A document of an order in the ledger. Never deleted from memory; `gone` says that it isn't in the
 * ledger any more, `unlinked` that a person said it isn't this order's: it isn't booked again
 * unless a person says that as well.
 */
export type DocumentRecord = {
  readonly role: Role;
  readonly n: number;
  readonly id: string;
  readonly number: string | null;
  readonly state: "live" | "gone" | "unlinked";
  /** Hash of the source content that was written last. */
  readonly sourceHash: string | null;
  /** Hash of the fields we own, as the ledger stored them last. */
  readonly ownedHash: string | null;
  /** Of a credit: what it takes back of which order (its key). */
  readonly credits?: { readonly original: string; readonly amount: Decimal };
  /**
   * What it stands for in the shop's figures: of a booked invoice, and of what was booked after it.
   * Absent where nobody compared it.
   */
  readonly content?: BookedContent;
  /** Of a voucher: what its credits and its reversal are measured by. */
  readonly voucher?: VoucherFacts;
  /**
   * Of a voucher that is booked by the day: what it adds to its day. `waits`: the day's voucher
   * doesn't have it yet. `booked`: the number of the day's voucher, once it is in the ledger.
   */
  readonly member?: Pick<DayMember, "label" | "day" | "rows"> & {
    readonly waits: boolean;
    readonly booked?: string;
  };
  /** How it is to be sent to the customer, by the tenant's settings when it was booked. */
  readonly sending?: SendWay;
  /**
   * Under what the order's buyer is known, where a person linked the document: it may be another
   * customer's.
   */
  readonly buyer?: string;
  /**
   * In what it differed from its order when they were compared last; absent where it agreed, was
   * written since, or nobody compared it.
   */
  readonly differs?: readonly Reason[];
};

/** The order that a credit is of, as it is while its credits are locked. */
export type Original = {
  readonly documents: readonly DocumentRecord[];
  /**
   * What its newest job came to; `null` for an order that was never met, or is still being worked
   * on.
   */
  readonly outcome: Outcome | null;
  /** What other orders' credits take back of it. */
  readonly credited: Decimal;
  /** Of that, what lowered it while it was a sales order: its document has less for it. */
  readonly lowered: Decimal;
  /** What the shop said last that it comes to; `null`: not known. */
  readonly gross: Decimal | null;
  /** What is registered as paid back of it, on its own credits and on those of others. */
  readonly refunded: Decimal;
  /** What gift cards paid of it, as registered. Absent: an older object doesn't say. */
  readonly cards?: Decimal;
  /** What the vouchers of other orders' credits are booked with. Absent where one doesn't say. */
  readonly shares?: readonly VoucherShare[];
  /** What other orders' credits take back, each by itself. Absent: an older object doesn't say. */
  readonly taken?: readonly Stands[];
};

/** What a document says of what it stands for. */
export type Stands = Pick<DocumentRecord, "role" | "content" | "voucher">;

/**
 * Of each field of a customer that is ours: short hashes of the values that we wrote. More than one
 * while it isn't known which of them the ledger holds. By the ledger's customer, as several parties
 * may share one.
 */
export type OwnedHashes = Readonly<Record<string, readonly string[]>>;

export type CustomerLink = {
  readonly customer: LedgerCustomer;
  /**
   * The order's own party data at the last push: another value means that the customer is looked at
   * again.
   */
  readonly fingerprint: string;
};

export type WriteIntent = {
  readonly key: string;
  readonly role: Role;
  readonly n: number;
  readonly kind: OperationKind;
  readonly marker: string | null;
  readonly markerCode: string | null;
  readonly markerField: string | null;
  /** The document that an update, confirmation, deletion, booking or payment is about. */
  readonly documentId: string | null;
  /** Of a payment: how its outcome is told, should its answer be lost. */
  readonly payment?: {
    readonly amount: Decimal;
    readonly remaining: Decimal;
    /** The ledger's bank account that it is registered on; absent: it is no money. */
    readonly bank?: string;
  };
  /**
   * Of a payout's payment: the orders whose money it is. Where one of them has a payment of its own
   * by then, nothing is sent.
   */
  readonly pays?: { readonly on: "invoice" | "credit"; readonly orders: readonly string[] };
  /** Of a refund by a credit order's run: the key of the order that it takes back. */
  readonly original?: string;
  /**
   * Of an invoice, or a voucher of an order or a credit: what it is to hold, should its answer be
   * lost and the shop change its mind.
   */
  readonly booking?: SentBooking;
  /**
   * Of a customer's creation: what identifies its record if the answer is lost and the shop changes
   * the customer meanwhile. Of a document's update: what it sets, should it come true late.
   */
  readonly sentAs?: readonly string[];
};

/** What a booked invoice is held against. */
export type BookedPlan = Pick<
  SalesOrder,
  "prediction" | "rounding" | "orderDate" | "currency" | "credit"
>;

/**
 * Of a booking that is sent: what it is to hold, and what is remembered of it once it holds that.
 * An order may be edited while the answer is lost, and what was booked is what the order said
 * then.
 */
export type SentBooking = {
  readonly as:
    | ({ readonly kind: "voucher" } & Pick<AnsweredVoucher, "date" | "rows">)
    | { readonly kind: "invoice"; readonly planned: BookedPlan };
  /** Its id and number aren't known yet. */
  readonly record: DocumentRecord;
};

/** What came of a write, recorded together with the next call of the object. */
export type Settlement = {
  readonly opId: number;
  readonly attempt: number;
  readonly state: "done" | "compared" | "rejected" | "in-doubt" | "not-sent";
  readonly documentId: string | null;
  readonly documentNumber: string | null;
  readonly failure: Failure | null;
  readonly document: (DocumentRecord & { readonly key: string }) | null;
  readonly link: SavedLink | null;
};

/** `owned`: what is known of the customer's fields now; `null`: nothing new. */
export type SavedLink = {
  readonly source: string;
  readonly link: CustomerLink;
  readonly owned: OwnedHashes | null;
};

/** What a look-up of a doubtful write found. */
export type DoubtHit = {
  readonly documentId: string;
  readonly documentNumber: string | null;
  readonly document: (DocumentRecord & { readonly key: string }) | null;
};

export type Written = {
  readonly opId: number;
  readonly attempt: number;
  readonly answer: VendorAnswer;
};
