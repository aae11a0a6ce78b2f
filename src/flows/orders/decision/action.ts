/** What is known of an order in a run, and the actions that are possible. */
import { type RequestedAction, ACTS, RETRY } from "../../../domain/jobs/requested-actions.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { OrderType } from "../../../domain/orders/order-type.ts";
import type { DocumentRecord, FlowEnd, RunFacts } from "../../port.ts";
import type { MoneyDue, OpenOrder, Prepared } from "../shared/case.ts";
import type { DocumentRole } from "../shared/document-kinds.ts";
import type { RemoveWhy } from "../documents/remove.ts";
import type { DocumentToSend } from "../documents/sending.ts";
import type { PlannedWriteBack } from "./write-back.ts";
import type { refundedOfRetained } from "../documents/vouchers/later-payments.ts";
import type { RefundOfEdits } from "../payments/refund.ts";
import type { OriginalsToNotify } from "./notify-originals.ts";
import type { InQuestion } from "./unexplained-money.ts";

/** What this run has looked up and done so far. */
export type RunKnowledge = {
  /** A write that was sent twice was searched for and exists once. */
  readonly verified: boolean;
  /** It isn't booked: neither our marker nor its number is in the ledger. */
  readonly nothingThere: boolean;
  /** The order's document, where it differs from the journal: found in the ledger, or deleted. */
  readonly document: DocumentRecord | null;
  /** That document was found in the ledger: what it held when it was written isn't known. */
  readonly found: boolean;
  /** Its sales order was met as an invoiced one: a person made an invoice of it. */
  readonly invoiced: boolean;
  /** Documents that the journal has and the ledger doesn't; `null`: not checked. */
  readonly deleted: readonly DocumentRecord[] | null;
  /** How the existing documents differ from the shop; `null`: not compared, or not comparable. */
  readonly differs: readonly Reason[] | null;
  /** Deleted documents are forgotten, to be made again. */
  readonly forgotten: boolean;
  /** Of a credit, once its original was found: the customer of the original. */
  readonly original: { readonly customerId: string | null } | null;
  /** Customer and articles. */
  readonly prepared: Prepared | null;
  /** Whether a booked document that was found has the figures sent; `null`: not compared. */
  readonly asSent: boolean | null;
  /** Set once the work on its document has ended. */
  readonly after: FollowUpState | null;
};

/** The run's outcome, and the steps after it. */
export type FollowUpState = {
  /** With all reasons so far. */
  readonly end: FlowEnd;
  /** Money that may be unregistered and isn't handled yet. */
  readonly due: readonly MoneyDue[];
  readonly documents: readonly DocumentRecord[];
  /** What test mode and dry runs would have booked, without ids. */
  readonly shown: readonly DocumentRecord[];
  readonly done: readonly (
    | "pay-back"
    | "write-back"
    | "send"
    | "tell-original"
    | "money"
    | "attach"
  )[];
};

export const NO_KNOWLEDGE: RunKnowledge = {
  verified: false,
  nothingThere: false,
  document: null,
  found: false,
  invoiced: false,
  deleted: null,
  differs: null,
  forgotten: false,
  original: null,
  prepared: null,
  asSent: null,
  after: null,
};

type Reasons = { readonly reasons: readonly Reason[] };
type OfDocument = { readonly document: DocumentRecord };

export type Action =
  // Ends.
  /** Nothing is booked. */
  | ({ readonly kind: "skip" | "before-start" } & Reasons)
  /** Waits for a person, or for something to be corrected. */
  | ({ readonly kind: "hold" } & Reasons)
  /** What is booked stays, and a person is told. */
  | ({ readonly kind: "report" } & Reasons & {
        /** Nothing is told where credit orders took back all of this one already. */
        readonly unlessCredited?: DocumentRecord;
      })
  /** The document agrees with the order. Later payments and refunds are registered. */
  | ({ readonly kind: "leave"; readonly outcome: FlowEnd["outcome"] } & OfDocument & Reasons)
  // Reads that must come first.
  /** Checks whether a write that was sent twice exists twice. */
  | { readonly kind: "verify-repeats"; readonly documents: readonly DocumentRecord[] }
  /** Checks whether it is booked already. `withNumber`: also by a person, without our marker. */
  | ({ readonly kind: "search-first"; readonly withNumber: boolean } & Reasons)
  /** Checks whether the journal's documents are still in the ledger. */
  | ({ readonly kind: "search-deleted" } & OfDocument)
  /** Finds the order that a credit takes back; the run waits for one that isn't booked yet. */
  | { readonly kind: "find-original" }
  /**
   * Finds or creates its customer and articles. `as`: the kind of document to plan first;
   * `document`: its current one, `null` for the first.
   */
  | {
      readonly kind: "prepare";
      readonly as: DocumentRole;
      readonly document: DocumentRecord | null;
      /** As which type it may need approval first; `null`: nothing is to be written. */
      readonly asks: OrderType | null;
    }
  /** Checks whether a booked document that was found has the figures that it was sent with. */
  | ({ readonly kind: "compare-as-sent"; readonly cancelled: boolean } & OfDocument)
  // Writes of the document.
  /** Forgets documents that were deleted in the ledger, as a person wants them made again. */
  | { readonly kind: "forget"; readonly documents: readonly DocumentRecord[] }
  | ({
      readonly kind: "create";
      readonly prepared: Prepared;
      readonly form: DocumentRole;
      /** The draft is booked once it is right. */
      readonly book: boolean;
    } & Reasons)
  | ({
      readonly kind: "book-voucher";
      readonly form: "voucher" | "voucher-credit";
      /** Set for a voucher after one that was reversed. */
      readonly anew: boolean;
    } & Reasons)
  | ({
      readonly kind: "update";
      readonly prepared: Prepared;
      readonly book: boolean;
      readonly found: boolean;
    } & OfDocument &
      Reasons)
  | ({ readonly kind: "change-voucher" } & OfDocument)
  /**
   * Compares an invoice that was found with the order, and links it. A person booked it, or its
   * answer was lost.
   */
  | ({ readonly kind: "link-invoice"; readonly prepared: Prepared } & OfDocument)
  /** Books what changed after the invoice: a credit and a further invoice. */
  | ({ readonly kind: "correct"; readonly prepared: Prepared } & OfDocument)
  /** Deletes an unbooked document. `why`: what happened to the order in the shop. */
  | ({ readonly kind: "remove"; readonly why: RemoveWhy } & OfDocument)
  /** A credit order: hands in its sales order, which is lowered by it. */
  | { readonly kind: "lower-order"; readonly open: OpenOrder }
  /** A cancelled credit order: its sales order gets back what it took off. */
  | ({ readonly kind: "raise-order" } & OfDocument)
  /** Reverses the voucher by another one. */
  | ({ readonly kind: "reverse-voucher"; readonly why: "cancelled" | "undone" } & OfDocument)
  /** Credits all that is booked. */
  | ({ readonly kind: "credit" } & OfDocument)
  // Steps after the document's work has ended.
  /** Registers received money on the invoice, and on those beside it. */
  | {
      readonly kind: "register-payment";
      readonly due: Extract<MoneyDue, { readonly on: "invoice" | "credit" }>;
      readonly further: readonly string[];
    }
  /** Registers received money on the voucher. */
  | ({
      readonly kind: "pay-voucher";
      readonly due: MoneyDue;
    } & OfDocument)
  /** Registers refunded money on the credit, or on the credits of its edits. */
  | {
      readonly kind: "register-refund";
      readonly due: Extract<MoneyDue, { readonly on: "invoice" | "credit" }>;
    }
  | {
      readonly kind: "register-refund-of-edits";
      readonly due: MoneyDue;
      readonly refund: RefundOfEdits;
    }
  /** Books what went back of the money that a cancelled order's reversal left for its buyer. */
  | {
      readonly kind: "pay-back";
      readonly refund: NonNullable<ReturnType<typeof refundedOfRetained>>;
    }
  /** Writes status and number into the shop's order. */
  | ({ readonly kind: "write-back" } & PlannedWriteBack)
  /** Sends the booked documents to the buyer. */
  | { readonly kind: "send"; readonly documents: readonly DocumentToSend[] }
  /** After a credit was booked or taken back: has the credited order looked at again. */
  | { readonly kind: "tell-original"; readonly originals: OriginalsToNotify }
  /** Attaches a PDF of the order to its document, or updates it. */
  | ({ readonly kind: "attach" } & OfDocument)
  /** Checks whether the ledger explains money that the journal doesn't. */
  | { readonly kind: "check-money"; readonly question: InQuestion }
  /** Only gives a reason. `of`: the step that it replaces. */
  | ({
      readonly kind: "say";
      readonly of: FollowUpState["done"][number];
      readonly toPerson: boolean;
    } & Reasons)
  | { readonly kind: "finish"; readonly end: FlowEnd };

export type ActionOf<Kind extends Action["kind"]> = Extract<Action, { readonly kind: Kind }>;

type RunEvents = Pick<RunFacts, "eventTypes">;

/** Returns what a person's action allows a run that an event alone must not do. Pure. */
const asks = ({ eventTypes }: RunEvents, act: RequestedAction | typeof RETRY): boolean =>
  eventTypes.includes(act);

export const isRebookingRequested = (asked: RunEvents): boolean => asks(asked, "book-again");

/** A person waits for the outcome, so the journal is compared with the ledger. */
export const readsLedger = (asked: RunEvents): boolean =>
  asks(asked, RETRY) || ACTS.some((act) => asks(asked, act));

/**
 * Whether a deleted document is made again. A retry of an order that was booked isn't enough: the
 * person may not have known of the deletion.
 */
export const isRecreationRequested = (ports: RunEvents & Pick<RunFacts, "before">): boolean =>
  isRebookingRequested(ports) ||
  (asks(ports, RETRY) && ports.before !== "booked" && ports.before !== "updated");
