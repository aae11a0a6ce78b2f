/**
 * The records of writes and their results: the journal's entries, an order's documents in the
 * ledger, the intent of a write and its outcome.
 */
import type { BookedContent } from "../domain/orders/booked-content.ts";
import type { DayMember } from "../domain/ledger/day-book.ts";
import type { Failure } from "../domain/result.ts";
import type { OperationKind, OperationState, Outcome, Role } from "../domain/jobs/job.ts";
import type { LedgerCustomer } from "../domain/ledger/ledger.ts";
import type { Decimal } from "../domain/money.ts";
import type { VendorAnswer } from "../domain/vendors/request.ts";
import type { Reason } from "../domain/reasons/index.ts";
import type { SalesOrder } from "../domain/orders/sales-order.ts";
import type { SendingMethod } from "../domain/orders/sending.ts";
import type { AnsweredVoucher, VoucherFacts, VoucherShare } from "../domain/ledger/voucher.ts";

export type JournalEntry = Omit<WriteIntent, "payment" | "pays" | "original" | "booking"> & {
  readonly id: number;
  readonly state: OperationState;
  /** How often it has been sent. */
  readonly attempt: number;
  /** Of a created attachment: its own id; `documentId` is the document that it is attached to. */
  readonly attachmentId?: string | null;
  readonly sentAt: number | null;
  /** After this instant the write can't be under way any more. */
  readonly abortAt: number | null;
  /** Look-ups already made while in doubt. */
  readonly lookups: number;
  /**
   * The vendor itself said that nothing happened: the same identity may be sent again as if for the
   * first time.
   */
  readonly refused: boolean;
  /** Of a payment: its amount, what remained of the invoice before it, and its account. */
  readonly payment?: {
    readonly amount: Decimal;
    readonly remaining: Decimal;
    readonly bank?: string | null;
  } | null;
  /** Of an invoice, or a voucher of an order or credit, until its answer was compared. */
  readonly booking?: SentBooking | null;
  /** How often it was sent again after a doubt; retries of a refusal aren't counted. */
  readonly repeats: number;
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
  /** Of an unlinked one: when (ms). One instant for all that were unlinked together. */
  readonly unlinkedAt?: number;
  /** Hash of the source content that was written last. */
  readonly sourceHash: string | null;
  /** Hash of the fields we own, as the ledger stored them last. */
  readonly ownedHash: string | null;
  /** Of a credit: what it takes back of which order (its key). */
  readonly credits?: { readonly original: string; readonly amount: Decimal };
  /**
   * Its content in the shop's figures: of a booked invoice, and of what was booked after it. Absent
   * where it wasn't compared.
   */
  readonly content?: BookedContent;
  /** Of a voucher: the facts for its credits and its reversal. */
  readonly voucher?: VoucherFacts;
  /**
   * Of a voucher that is booked by the day: its share. `waits`: the day's voucher doesn't have it
   * yet. `booked`: the number of the day's voucher, once it is in the ledger.
   */
  readonly member?: Pick<DayMember, "label" | "day" | "rows"> & {
    readonly waits: boolean;
    /**
     * The day's voucher, once it was booked, and its day; it may be deleted since. Absent: it never
     * was, or a person booked it. `voucher`: its own id, `2026-11-28-1`.
     */
    readonly in?: {
      readonly id: string;
      readonly date: string;
      readonly number?: string;
      readonly voucher?: string;
    };
    readonly booked?: string;
  };
  /** How it is to be sent to the customer, by the tenant's settings when it was booked. */
  readonly sending?: SendingMethod;
  /**
   * Under what the order's buyer is known, where a person linked the document: it may be another
   * customer's.
   */
  readonly buyer?: string;
  /**
   * Its differences from the order when they were last compared; absent where it agreed, was
   * written since, or wasn't compared.
   */
  readonly differs?: readonly Reason[];
};

/**
 * What lost disputes of an order took, booked as a loss on an account, less what was won. In the
 * order's currency, or in the company's where that isn't known: then it is more than the order's.
 */
export type DisputeLoss = {
  readonly account: string;
  readonly amount: Decimal;
  /** Its amount is in the company's currency, as what it was of the order isn't known. */
  readonly asBooked?: true;
};

/** The order that a credit is of, as it is while its credits are locked. */
export type Original = {
  /** Of its own disputes. Absent: none. */
  readonly lost?: readonly DisputeLoss[];
  readonly documents: readonly DocumentRecord[];
  /** The outcome of its newest job; `null` for an unknown order, or one that is being worked on. */
  readonly outcome: Outcome | null;
  /** Its newest job left it out by a filter that it may still pass. Absent: it didn't. */
  readonly filtered?: true;
  /** What other orders' credits take back of it. */
  readonly credited: Decimal;
  /** The part of that which lowered it while it was a sales order: not in its document. */
  readonly lowered: Decimal;
  /** Its last known total in the shop; `null`: not known. */
  readonly gross: Decimal | null;
  /** Its registered refunds, on its own credits and on those of others. */
  readonly refunded: Decimal;
  /** Registered payments by gift cards. */
  readonly cards?: Decimal;
  /** What the vouchers of other orders' credits are booked with. Absent where one has no record. */
  readonly shares?: readonly VoucherShare[];
  /** What other orders' credits take back, each separately. */
  readonly taken?: readonly DocumentContent[];
  /** Booked credits of it, by its own edits and by credit orders. */
  readonly credits?: readonly CreditOfSale[];
  /** What its own runs paid back on the credits of its edits. Absent: as above. */
  readonly byOrder?: Decimal;
  /** What payouts have paid by now on documents of the order that asks. Absent: as above. */
  readonly ownByPayouts?: Readonly<Record<string, Decimal>>;
  /** Keys of its credit orders whose credit is a draft that a job is booking. */
  readonly atWork?: readonly string[];
};

/** A booked credit of a sale, and what went back on it. */
export type CreditOfSale = {
  readonly id: string;
  readonly number: string | null;
  /** What its credit order says went back; `null`: of an edit, or it isn't known. */
  readonly said: Decimal | null;
  /** What its order's runs registered. */
  readonly byOrder: Decimal;
  readonly byPayouts: Decimal;
};

/** The content of a document. */
export type DocumentContent = Pick<DocumentRecord, "role" | "content" | "voucher">;

/**
 * Of each of our fields of a customer: short hashes of the values that we wrote. More than one
 * while it isn't known which of them the ledger has. By the ledger's customer, as several parties
 * may share one.
 */
export type OwnedHashes = Readonly<Record<string, readonly string[]>>;

export type CustomerLink = {
  readonly customer: LedgerCustomer;
  /**
   * The order's own party data at the last push: another value means that the customer is looked at
   * again. `STALE_FINGERPRINT`: it is in any case, and nothing is said about who linked it.
   */
  readonly fingerprint: string;
  /** The same before the ledger's record became another than this buyer's. */
  readonly before?: string;
  /** A person chose this customer, and it hasn't been brought up to date since. */
  readonly byPerson?: boolean;
  /** It isn't kept up to date for this buyer, and had another name when it was read. */
  readonly hasOtherName?: true;
};

/** Equals no party's data. */
export const STALE_FINGERPRINT = "";

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
  /** Of a payment: the amounts that tell its outcome if the answer is lost. */
  readonly payment?: {
    readonly amount: Decimal;
    readonly remaining: Decimal;
    /** The ledger's bank account that it is registered on; absent: it is no money. */
    readonly bank?: string;
  };
  /**
   * Of a payout's payment: the orders that it pays. If one of them has a payment of its own,
   * nothing is sent.
   */
  readonly pays?: { readonly on: "invoice" | "credit"; readonly orders: readonly string[] };
  /** Of a refund by a credit order's run: the key of the order that it takes back. */
  readonly original?: string;
  /**
   * Of an invoice or a voucher: its content, in case the answer is lost and the shop edits the
   * order.
   */
  readonly booking?: SentBooking;
  /**
   * Of a customer's creation: what identifies its record if the answer is lost and the shop changes
   * the customer meanwhile. Of a document's update: what it sets, in case it takes effect late. The
   * journal keeps short hashes, of any attempt.
   */
  readonly sentAs?: readonly string[];
};

/** What a booked invoice is compared with. */
export type BookedPlan = Pick<
  SalesOrder,
  "prediction" | "rounding" | "orderDate" | "currency" | "credit"
>;

/**
 * A sent booking: its expected content, and its record once it has that. An order may be edited
 * while the answer is lost, and what was booked is the order's earlier state.
 */
export type SentBooking = {
  readonly as:
    | ({ readonly kind: "voucher" } & Pick<AnsweredVoucher, "date" | "rows">)
    | { readonly kind: "invoice"; readonly planned: BookedPlan };
  /** Its id and number aren't known yet. */
  readonly record: DocumentRecord;
};

/** The outcome of a write, recorded with the next call of the object. */
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

/**
 * `owned`: what is known of the customer's fields now; `null`: nothing new. `written`: its record
 * in the ledger was or is being changed, so its other links aren't up to date.
 */
export type SavedLink = {
  readonly source: string;
  readonly link: CustomerLink;
  readonly owned: OwnedHashes | null;
  readonly written?: true;
};

/** The result of looking up a doubtful write. */
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
