/** What is known of an order in a run, and what can be done about it. */
import { type Act, ACTS, RETRY } from "../../../domain/acts.ts";
import type { Order } from "../../../domain/order.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { OrderType } from "../../../settings/order-types.ts";
import type { DocumentRecord, FlowEnd, RunFacts } from "../../port.ts";
import type { Due, OpenOrder, OrderFacts, Prepared } from "../case.ts";
import type { DocumentRole } from "../documents/document-kinds.ts";
import type { RemoveWhy } from "../documents/remove.ts";
import type { ToSend } from "../documents/sending.ts";
import type { ToWriteBack } from "../documents/write-back.ts";
import type { RefundOfEdits } from "../payments/refund.ts";
import type { InQuestion } from "../payments/unexplained-money.ts";

/** The order as the shop tells it, and as the flow works with it. */
export type Subject = OrderFacts & {
  /** As it was fetched, with what we wrote into it. */
  readonly placed: Order;
  readonly source: Order;
  /** Why the flow can't work with it: a credit whose sign isn't the one that the tenant named. */
  readonly unfit: Reason | null;
};

/** What was looked up and done in this run so far. */
export type Seen = {
  /** What was sent twice was looked for: it is there once. */
  readonly verified: boolean;
  /** Nobody booked it: neither our marker nor its number is in the ledger. */
  readonly nothingThere: boolean;
  /** The order's document, where it isn't as memory has it: met in the ledger, or found deleted. */
  readonly document: DocumentRecord | null;
  /** That document was met in the ledger: nobody knows what it held when it was written. */
  readonly found: boolean;
  /** Documents that memory knows and the ledger doesn't; `null`: not asked. */
  readonly deleted: readonly DocumentRecord[] | null;
  /**
   * In what those that are there aren't what the shop says; `null`: not compared, or nothing that
   * can be.
   */
  readonly differs: readonly Reason[] | null;
  /** What somebody deleted is forgotten, to be made again. */
  readonly forgotten: boolean;
  /** Of a credit, once its original was found: whom that was sold to. */
  readonly original: { readonly customerId: string | null } | null;
  /** Customer and articles. */
  readonly prepared: Prepared | null;
  /** Whether a booked document that was found has the figures sent; `null`: not compared. */
  readonly asSent: boolean | null;
  /** Once its document has come to an end; `null` before. */
  readonly after: After | null;
};

/** What the run came to, and what was done since. */
export type After = {
  /** With all that was said so far. */
  readonly end: FlowEnd;
  /** Money that may be missing and wasn't seen to yet. */
  readonly due: readonly Due[];
  readonly documents: readonly DocumentRecord[];
  readonly done: readonly ("write-back" | "send" | "tell-original" | "money" | "attach")[];
};

export const NOTHING_SEEN: Seen = {
  verified: false,
  nothingThere: false,
  document: null,
  found: false,
  deleted: null,
  differs: null,
  forgotten: false,
  original: null,
  prepared: null,
  asSent: null,
  after: null,
};

type Reasons = { readonly reasons: readonly Reason[] };
type Of = { readonly document: DocumentRecord };

export type Action =
  // Ends.
  /** Nothing is made of it. */
  | ({ readonly kind: "skip" | "before-start" } & Reasons)
  /** It waits for a person, or for something to be put right. */
  | ({ readonly kind: "hold" } & Reasons)
  /** What is booked stands, and a person has to know. */
  | ({ readonly kind: "report" } & Reasons)
  /** Its document says what it says. Money that came or went since is registered. */
  | ({ readonly kind: "leave"; readonly outcome: FlowEnd["outcome"] } & Of & Reasons)
  // What has to be known first.
  /** Something was sent twice: is it there twice? */
  | { readonly kind: "verify-repeats"; readonly documents: readonly DocumentRecord[] }
  /** Is it booked already? `withNumber`: by a person as well, who left no marker. */
  | ({ readonly kind: "lookup-first"; readonly withNumber: boolean } & Reasons)
  /** Is what memory knows still in the ledger? */
  | ({ readonly kind: "lookup-deleted" } & Of)
  /** The order that a credit takes back; the run waits for one that isn't booked yet. */
  | { readonly kind: "find-original" }
  /**
   * Its customer and its articles, found or made. `as`: what it is planned as before; `document`:
   * the one that it has, `null` for its first.
   */
  | {
      readonly kind: "prepare";
      readonly as: DocumentRole;
      readonly document: DocumentRecord | null;
      /** As which type it may have to be approved first; `null`: nothing is to be written. */
      readonly asks: OrderType | null;
    }
  /** Has a booked document that was found the figures that it was sent with? */
  | ({ readonly kind: "compare-as-sent"; readonly cancelled: boolean } & Of)
  // What is written.
  /** Somebody deleted these, and a person wants them made again. */
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
      /** After one that was taken back. */
      readonly anew: boolean;
    } & Reasons)
  | ({
      readonly kind: "update";
      readonly prepared: Prepared;
      readonly book: boolean;
      readonly found: boolean;
    } & Of &
      Reasons)
  | ({ readonly kind: "change-voucher" } & Of)
  /** Found, and booked by somebody or without an answer: held against the order, and linked. */
  | ({ readonly kind: "link-invoice"; readonly prepared: Prepared } & Of)
  /** Changed after it was booked: a credit and a further invoice, where the tenant wants that. */
  | ({ readonly kind: "correct"; readonly prepared: Prepared } & Of)
  /** Nobody booked it: deleted. `why`: what became of the order in the shop. */
  | ({ readonly kind: "remove"; readonly why: RemoveWhy } & Of)
  /** A credit order: its sales order is lowered by it, and is handed in for that. */
  | { readonly kind: "lower-order"; readonly open: OpenOrder }
  /** A credit order that is cancelled: its sales order gets back what it took off. */
  | ({ readonly kind: "raise-order" } & Of)
  /** Another voucher takes it back. */
  | ({ readonly kind: "reverse-voucher"; readonly why: "cancelled" | "undone" } & Of)
  /** All that is booked is credited. */
  | ({ readonly kind: "credit" } & Of)
  // What follows, once that has come to an end.
  /** Money that came in is registered on its invoice, and on those beside it. */
  | {
      readonly kind: "register-payment";
      readonly due: Extract<Due, { readonly on: "invoice" | "credit" }>;
      readonly further: readonly string[];
    }
  /** On its voucher. */
  | ({
      readonly kind: "pay-voucher";
      readonly due: Due;
    } & Of)
  /** Money that went back is registered on its credit, or on those of its edits. */
  | {
      readonly kind: "register-refund";
      readonly due: Extract<Due, { readonly on: "invoice" | "credit" }>;
    }
  | {
      readonly kind: "register-refund-of-edits";
      readonly due: Due;
      readonly refund: RefundOfEdits;
    }
  /** Status and number are written into the order of the shop. */
  | ({ readonly kind: "write-back" } & ToWriteBack)
  /** What was booked is sent to the buyer. */
  | { readonly kind: "send"; readonly documents: readonly ToSend[] }
  /** A credit was booked: the order that it credits is looked at again. */
  | { readonly kind: "tell-original"; readonly key: string }
  /** A PDF of the order is attached to what stands for it, or is as it should be. */
  | ({ readonly kind: "attach" } & Of)
  /** Can the ledger account for money that we can't? */
  | { readonly kind: "check-money"; readonly question: InQuestion }
  /** It is said, and nothing is done. `of`: in whose place. */
  | ({
      readonly kind: "say";
      readonly of: After["done"][number];
      readonly toPerson: boolean;
    } & Reasons)
  | { readonly kind: "finish"; readonly end: FlowEnd };

export type ActionOf<Kind extends Action["kind"]> = Extract<Action, { readonly kind: Kind }>;

type Asked = Pick<RunFacts, "eventTypes">;

/** What a person's act lets the run of an order do that an event alone must not. Pure. */
const asks = ({ eventTypes }: Asked, act: Act | typeof RETRY): boolean => eventTypes.includes(act);

export const bookedAgain = (asked: Asked): boolean => asks(asked, "book-again");

/**
 * Somebody waits for what comes of it: what memory says of the ledger is held against the ledger
 * itself.
 */
export const readsLedger = (asked: Asked): boolean =>
  asks(asked, RETRY) || ACTS.some((act) => asks(asked, act));

/**
 * Whether a document that somebody deleted is made again. A retry of an order that was booked
 * doesn't ask for that: whoever pressed it didn't know of the deletion.
 */
export const makesAgain = (ports: Asked & Pick<RunFacts, "before">): boolean =>
  bookedAgain(ports) ||
  (asks(ports, RETRY) && ports.before !== "booked" && ports.before !== "updated");
