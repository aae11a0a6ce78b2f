/** Types and helpers that the parts of the order flow share about the current order. */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { defined } from "../../../domain/platform/defined.ts";
import type { Failure } from "../../../domain/result.ts";
import type { BookedContent } from "../../../domain/orders/booked-content.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { type JobFigures, type Role, documentOf } from "../../../domain/jobs/job.ts";
import type { LedgerCustomer } from "../../../domain/ledger/ledger.ts";
import type { Decimal } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type ParamsOf, reason, type Reason } from "../../../domain/reasons/index.ts";
import type { DocumentForm } from "../../../domain/reasons/words.ts";
import type { PriorVoucher, VoucherFacts, VoucherShare } from "../../../domain/ledger/voucher.ts";
import type { OrderRules } from "../../../settings/rules/apply.ts";
import type { MarkerField } from "../../../settings/schema.ts";
import type {
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  JournalEntry,
  LedgerLists,
  RunFacts,
  Settlement,
  Original,
} from "../../port.ts";
import type { DocumentRole } from "./document-kinds.ts";
import type { ArticleAnswer, Marker, Plan, PlanInput } from "./plan-input.ts";

/** An order, and what was known of it when the run began: all that a decision uses. */
export type OrderFacts = {
  readonly ports: RunFacts;
  readonly order: Order;
  /** Hash of the order's data that its document is made of: another value is an edit. */
  readonly sourceHash: string;
  /** Of a credit order: the credited order's key, and the number of its invoice or voucher. */
  readonly credits?: {
    readonly key: string;
    readonly invoice: string;
    /** Facts of the original's voucher, where the original is one. */
    readonly voucher?: VoucherFacts;
    /** What was paid of the original, where that is known. */
    readonly settled?: Decimal;
    /** The original is a sales order that isn't invoiced, and is lowered. */
    readonly open?: OpenOrder;
    /** What the vouchers of other credits are booked with, where that is known. */
    readonly shares?: readonly VoucherShare[];
    /** What is taken over of the original's voucher. */
    readonly sold?: PriorVoucher;
  };
  /** What credit orders took back of it, where an edit's credit may need an approval. */
  readonly beside?: Pick<Original, "taken" | "credited" | "lowered">;
  /** Set for a part of the order: what changed after its invoice was booked. */
  readonly part?: true;
  /** What its document stands for once booked; of a credit order, what it takes back. */
  readonly content?: BookedContent;
};

/** A sales order that isn't invoiced, as known by a credit order that lowers it. */
export type OpenOrder = {
  readonly key: string;
  readonly number: string;
  /** The order's total in the shop when the credit came; `null`: not known. */
  readonly ordered: Decimal | null;
};

export type OrderCase = Omit<OrderFacts, "ports"> & {
  readonly ports: FlowPorts;
  readonly figures: JobFigures;
  /** The tenant's rules, as far as this run has evaluated them. */
  readonly rules: OrderRules;
  /** Id of its invoice or credit in the ledger, whose customer is the order's. */
  readonly invoiceId?: string;
  /** The ledger refused a document, perhaps because of its customer, which is then read first. */
  readonly refusedFor?: Failure;
  /** Its articles, read again after that, aren't what was remembered of them: that explains it. */
  readonly articlesAnew?: true;
};

export type PlannedOrder = { readonly input: PlanInput; readonly plan: Plan };

/** Everything that a plan needs beside the order. */
export type Prepared = {
  readonly customer: LedgerCustomer;
  readonly articles: Readonly<Record<string, ArticleAnswer>>;
  /** Plan for a customer that was known before; `null`: still to be planned. */
  readonly planned: PlannedOrder | null;
  readonly reasons: readonly Reason[];
};

/** The frozen identity of a document: its role and number, and the marker that it carries. */
export type DocumentIdentity = {
  readonly role: DocumentRole;
  readonly n: number;
  readonly marker: Marker;
  readonly field: MarkerField;
};

/** The order in which one of several documents stands for the order. */
export const LIVE_FIRST = [
  "invoice",
  "credit",
  "voucher",
  "voucher-credit",
  "invoice-draft",
  "credit-draft",
  "order-credit",
  "sales-order",
] as const satisfies readonly Role[];

/**
 * Returns the order's current document. A booked one comes before a draft, and a draft before a
 * sales order: a converted draft may still be recorded as one, where the run that converted it
 * died.
 */
export function liveDocument<D extends Pick<DocumentRecord, "role" | "state">>(
  documents: readonly D[],
): D | null {
  const live = (role: Role): D | undefined =>
    documents.filter((document) => document.role === role && document.state === "live").at(-1);
  return LIVE_FIRST.map(live).find((document) => document !== undefined) ?? null;
}

/** The documents of this role that stand in the ledger, oldest first. */
export const liveWithRole = (
  documents: readonly DocumentRecord[],
  of: Role,
): readonly DocumentRecord[] =>
  documents.filter(({ role, state }) => role === of && state === "live");

/**
 * Returns what reverses a voucher. It may exist while the voucher is still recorded as live, where
 * its answer was lost: together they are zero, whatever the order said when the voucher was
 * booked.
 */
export const reversalOf = (
  documents: readonly DocumentRecord[],
  { n }: Pick<DocumentRecord, "n">,
): DocumentRecord | undefined =>
  documents.find(
    (known) => known.role === "voucher-reversal" && known.n === n && known.state === "live",
  );

/** Its day isn't closed: it is in no voucher of the ledger, and follows the order. */
export const isWaitingForDayClose = ({ member }: DocumentRecord): boolean => member?.waits === true;

/** It was removed before its day was closed, so it was never booked. */
export const isRemovedBeforeDayClose = ({ id, member }: DocumentRecord): boolean =>
  isByDay(id) && member === undefined;

/** The reason for a document of ours that was deleted in the ledger. */
export const documentDeletedReason = ({ role, number, id, member }: DocumentRecord): Reason =>
  member?.in === undefined
    ? reason("document-gone", { document: number ?? id, later: role.startsWith("delta-") })
    : reason("day-voucher-gone", {
        day: member.day,
        number: member.in.number ?? member.in.id,
        ...defined({ voucher: member.in.voucher }),
      });

/**
 * The reason for a booked voucher that stays as it is; of a share, the day's voucher and not the
 * share is what is booked.
 */
export const voucherChanged = (
  { number, id, member }: DocumentRecord,
  why: "changed" | "cancelled",
  what: ParamsOf<"voucher-changed-after-booking">["what"] = null,
): Reason =>
  reason("voucher-changed-after-booking", {
    number: member?.booked ?? number ?? id,
    why,
    what,
    day: member?.day ?? null,
  });

export const documentDeletedEnd = (order: OrderCase, document: DocumentRecord): FlowEnd =>
  end(order, "held", [documentDeletedReason(document)]);

/** The number of an order or document; its id where it has none. */
export const labelOf = ({ number, id }: Pick<DocumentRecord, "number" | "id">): string =>
  number ?? id;

export function end(
  { order, figures }: Pick<OrderCase, "order" | "figures">,
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
): FlowEnd {
  return { outcome, reasons, label: labelOf(order), figures };
}

/**
 * Money that may be unregistered on a document in the ledger: on an invoice or a credit, as just
 * read or booked; on all credits of the order's edits; or on a voucher. `lists`: the ledger's lists
 * at booking.
 */
export type MoneyDue = { readonly lists: LedgerLists } & (
  | {
      readonly on: "invoice" | "credit";
      readonly id: string;
      readonly known: AnsweredInvoice | null;
    }
  | { readonly on: "edits" }
  | { readonly on: "voucher"; readonly document: DocumentRecord }
);

/** The outcome of the order's document, and the money that may be due on it. */
export type DocumentEnd = FlowEnd & { readonly due?: readonly MoneyDue[] };

/**
 * Adds what may be due on a document. `known`: the invoice or credit that was just booked or
 * linked. A part carries no money.
 */
export const withDue = (
  order: Pick<OrderCase, "ports" | "part">,
  ended: FlowEnd,
  known: AnsweredInvoice,
): DocumentEnd =>
  order.part === true
    ? ended
    : {
        ...ended,
        due: [
          {
            on: known.isCredit ? "credit" : "invoice",
            id: known.id,
            known,
            lists: order.ports.lists,
          },
        ],
      };

/** Returns what may be due on a document in the ledger; `null` where its kind takes no payments. */
export function moneyDueOn(
  { ports: { lists } }: Pick<OrderFacts, "ports">,
  document: DocumentRecord,
): readonly MoneyDue[] {
  const { id, role } = document;
  if (role === "voucher" || role === "voucher-credit") return [{ on: "voucher", document, lists }];
  if (role === "credit") return [{ on: "credit", id, known: null, lists }];
  return role === "invoice"
    ? [
        { on: "invoice", id, known: null, lists },
        { on: "edits", lists },
      ]
    : [];
}

/** Returns the end with further reasons after its own. */
export const withReasons = <End extends FlowEnd>(
  ended: End,
  ...reasons: readonly Reason[]
): End => ({
  ...ended,
  reasons: [...ended.reasons, ...reasons],
});

/** Returns the end as "needs attention", with these reasons first. What was done stays. */
export const asNeedsAttention = <End extends FlowEnd>(
  ended: End,
  ...reasons: readonly Reason[]
): End => ({
  ...ended,
  outcome: "needs-attention",
  reasons: [...reasons, ...ended.reasons],
});

/**
 * Returns ports that add to `saved` and `settled` each document and write that the run records, so
 * that the run needn't read the journal again. `shown`: the documents of bookings that test mode
 * and dry runs only show. They have no id, so nothing that asks the ledger may be given them.
 */
export function capturingPorts<Ports extends FlowPorts>(
  ports: Ports,
): {
  readonly ports: Ports;
  readonly saved: readonly DocumentRecord[];
  readonly settled: readonly Settlement[];
  readonly shown: readonly DocumentRecord[];
} {
  const saved: DocumentRecord[] = [];
  const settled: Settlement[] = [];
  const shown: DocumentRecord[] = [];
  const recorded: Ports = {
    ...ports,
    settle: (settlement) => {
      if (settlement.document !== null && settlement.document.key === ports.key)
        saved.push(settlement.document);
      settled.push(settlement);
      ports.settle(settlement);
    },
    saveDocument: (document) => {
      saved.push(document);
      ports.saveDocument(document);
    },
    rehearse: (intent, request) => {
      // A payment stands beside what is booked.
      if (intent.booking !== undefined && intent.role !== "voucher-payment")
        shown.push(intent.booking.record);
      ports.rehearse(intent, request);
    },
  };
  return { ports: recorded, saved, settled, shown };
}

/** Returns the journal with later settlements applied; later writes aren't in it. */
export const applySettlements = (
  journal: readonly JournalEntry[],
  settled: readonly Settlement[],
): readonly JournalEntry[] =>
  journal.map((entry) => {
    const last = settled.findLast(
      ({ opId, attempt }) => opId === entry.id && attempt === entry.attempt,
    );
    return last === undefined || last.state === "not-sent"
      ? entry
      : { ...entry, state: last.state, documentId: last.documentId ?? entry.documentId };
  });

/** Returns the documents with later records applied. */
export const applySavedDocuments = (
  documents: readonly DocumentRecord[],
  saved: readonly DocumentRecord[],
): readonly DocumentRecord[] =>
  saved.reduce<readonly DocumentRecord[]>(
    (all, record) => [
      ...all.filter(({ role, n }) => role !== record.role || n !== record.n),
      record,
    ],
    documents,
  );

/** The order in the shop's form and as the flow uses it. */
export type OrderWithSource = OrderFacts & {
  /** As fetched, including what we wrote into it. */
  readonly placed: Order;
  readonly source: Order;
  /** Why the flow can't handle it: a credit whose sign isn't the one that the tenant named. */
  readonly unfit: Reason | null;
};

/** Returns the order's day as the shop wrote it. */
export const dayOf = ({ date }: Pick<Order, "date">): string => date.slice(0, "2026-01-31".length);

type DayMoved = { readonly why: Reason; readonly month: boolean };

/**
 * An order whose day changed after it was booked. The booking keeps its day; another month may be
 * another VAT period, which a person has to decide. `null`: the day is the same, or the booked one
 * isn't known.
 */
export function dayMoved(
  number: string,
  booked: string | undefined,
  now: string | null,
): DayMoved | null {
  if (booked === undefined || now === null || booked === now) return null;
  const month = booked.slice(0, 7) !== now.slice(0, 7);
  const days = { number, booked, now };
  return {
    month,
    why: month ? reason("order-month-moved", days) : reason("order-day-moved", days),
  };
}

/** The reason for a document that needs no change. */
export const unchangedSince = (document: DocumentRecord): Reason =>
  reason("order-unchanged", { document: document.number ?? document.id, as: standsAs(document) });

/** Documents as a reason names them: by number, and by what each of them is. */
export function namedDocuments(documents: readonly DocumentRecord[]) {
  const [one, ...others] = documents;
  const isOne = one !== undefined && others.length === 0;
  return {
    documents: documents.map(labelOf).join(", "),
    as: isOne ? standsAs(one) : null,
    each: others.length === 0 ? null : documents.map(kindAndLabel).join(", "),
  };
}

/** A payment's voucher stands for no order, and is a voucher. */
function kindAndLabel(document: DocumentRecord): string {
  const kind = standsAs(document) ?? (document.role === "voucher-payment" ? "voucher" : "");
  return `${kind}:${labelOf(document)}`;
}

/** What a document is, as reasons name it; `null`: they have no word for it. */
export function standsAs({ role, member }: DocumentRecord): DocumentForm | null {
  if (member !== undefined) return "day";
  const facts = documentOf(role);
  switch (facts?.ledger) {
    case "order":
      return "sales-order";
    case "invoice-draft":
      return "draft";
    case "invoice":
      return facts.isCredit ? "credit" : "invoice";
    case "voucher":
      return "voucher";
    case undefined:
      return null;
  }
}
