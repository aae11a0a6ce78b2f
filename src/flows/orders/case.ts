/** What the parts of the order flow share about the order at hand. */
import { isByDay } from "../../domain/day-book.ts";
import type { Failure } from "../../domain/failure.ts";
import type { BookedContent } from "../../domain/booked-content.ts";
import type { AnsweredInvoice } from "../../domain/invoice.ts";
import type { JobFigures, Role } from "../../domain/job.ts";
import type { LedgerCustomer } from "../../domain/ledger.ts";
import type { Decimal } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { VoucherFacts, VoucherShare } from "../../domain/voucher.ts";
import type { OrderRules } from "../../settings/rules/order-rules.ts";
import type { MarkerField } from "../../settings/schema.ts";
import type {
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  JournalEntry,
  LedgerLookups,
  RunFacts,
  Settlement,
} from "../port.ts";
import type { DocumentRole } from "./documents/document-kinds.ts";
import type { ArticleAnswer, Marker, Plan, PlanInput } from "./documents/plan-input.ts";

/** An order, and what was known of it when the run began: all that a decision goes by. */
export type OrderFacts = {
  readonly ports: RunFacts;
  readonly order: Order;
  /** Hash of what the order says that a document is made of: another value is an edit. */
  readonly sourceHash: string;
  /**
   * Of a credit order: the key of the order that it credits, and the number of the invoice (or
   * voucher) of that one.
   */
  readonly credits?: {
    readonly key: string;
    readonly invoice: string;
    /** What is kept of the original's voucher, where the original is one. */
    readonly voucher?: VoucherFacts;
    /** What of that one was paid, where that is known. */
    readonly settled?: Decimal;
    /** It is a sales order that isn't invoiced, and is lowered. */
    readonly open?: OpenOrder;
    /** What the vouchers of other credits are booked with, where that is known. */
    readonly shares?: readonly VoucherShare[];
  };
  /** It is a part of the order: what changed after its invoice was booked. */
  readonly part?: true;
  /** What its document stands for, once it is booked: of a credit order, what it takes back. */
  readonly content?: BookedContent;
};

/** A sales order that isn't invoiced, as a credit order that lowers it knows it. */
export type OpenOrder = {
  readonly key: string;
  /** In the ledger. */
  readonly number: string;
  /** What the shop said that the order comes to when the credit came; `null`: not known. */
  readonly ordered: Decimal | null;
};

export type OrderCase = Omit<OrderFacts, "ports"> & {
  readonly ports: FlowPorts;
  readonly figures: JobFigures;
  /** The tenant's own rules, as far as they were worked out in this run. */
  readonly rules: OrderRules;
  /** The ledger refused a document, perhaps for its customer: that is read before all else. */
  readonly refusedFor?: Failure;
};

/** What was planned, of what. */
export type PlannedOrder = { readonly input: PlanInput; readonly plan: Plan };

/** Everything that a plan needs beside the order, looked up. */
export type Prepared = {
  readonly customer: LedgerCustomer;
  readonly articles: Readonly<Record<string, ArticleAnswer>>;
  /** For a customer that was known before; `null`: still to be planned. */
  readonly planned: PlannedOrder | null;
  readonly reasons: readonly Reason[];
};

/** The frozen identity of a document: which one it is, and what it carries where. */
export type DocumentIdentity = {
  readonly role: DocumentRole;
  readonly n: number;
  readonly marker: Marker;
  readonly field: MarkerField;
};

/** Of several documents of an order the first of these stands for it. */
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
 * The order's document as it stands in the ledger. What is booked goes before a draft, and a draft
 * before an order: a draft that was converted may still be remembered as one, where the run that
 * converted it died.
 */
export function liveDocument<D extends Pick<DocumentRecord, "role" | "state">>(
  documents: readonly D[],
): D | null {
  const live = (role: Role): D | undefined =>
    documents.filter((document) => document.role === role && document.state === "live").at(-1);
  return LIVE_FIRST.map(live).find((document) => document !== undefined) ?? null;
}

/**
 * What took a voucher back. It may be there while the voucher is still remembered as live, where
 * its answer was lost: together they are nothing, whatever the order said when the voucher was
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
export const waitsForDay = ({ member }: DocumentRecord): boolean => member?.waits === true;

/** It was taken back before its day was closed: nothing of it was ever booked. */
export const leftItsDay = ({ id, member }: DocumentRecord): boolean =>
  isByDay(id) && member === undefined;

/** Somebody deleted our document in the ledger. */
export const documentGone = ({ number, id }: DocumentRecord): Reason =>
  reason("document-gone", { document: number ?? id });

export const goneEnd = (order: OrderCase, document: DocumentRecord): FlowEnd =>
  end(order, "held", [documentGone(document)]);

/** The order's number; its id where it has none. */
export const labelOf = ({ number, id }: Pick<Order, "number" | "id">): string => number ?? id;

export function end(
  { order, figures }: Pick<OrderCase, "order" | "figures">,
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
): FlowEnd {
  return { outcome, reasons, label: labelOf(order), figures };
}

/**
 * Money that may be missing on what stands in the ledger: on an invoice or a credit, as it was read
 * or booked a moment ago; on all credits of the order's edits; on a voucher. `lookups`: the
 * ledger's lists as they were when that was booked.
 */
export type Due = { readonly lookups: LedgerLookups } & (
  | {
      readonly on: "invoice" | "credit";
      readonly id: string;
      readonly known: AnsweredInvoice | null;
    }
  | { readonly on: "edits" }
  | { readonly on: "voucher"; readonly document: DocumentRecord }
);

/** What became of the order's document, and what may be due on it. */
export type DocumentEnd = FlowEnd & { readonly due?: readonly Due[] };

/** `known`: the invoice or the credit that was booked or linked just now. A part bears no money. */
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
            lookups: order.ports.lookups,
          },
        ],
      };

/** What may be due on a document that stands; `null` where nothing is paid on one of its kind. */
export function dueOn(
  { ports: { lookups } }: Pick<OrderFacts, "ports">,
  document: DocumentRecord,
): readonly Due[] {
  const { id, role } = document;
  if (role === "voucher" || role === "voucher-credit")
    return [{ on: "voucher", document, lookups }];
  if (role === "credit") return [{ on: "credit", id, known: null, lookups }];
  return role === "invoice"
    ? [
        { on: "invoice", id, known: null, lookups },
        { on: "edits", lookups },
      ]
    : [];
}

/** The end with more that was recorded after it. */
export const alsoSaid = <End extends FlowEnd>(ended: End, ...reasons: readonly Reason[]): End => ({
  ...ended,
  reasons: [...ended.reasons, ...reasons],
});

/** What was done stands, and a person has to see to this, which is said first. */
export const needsPerson = <End extends FlowEnd>(
  ended: End,
  ...reasons: readonly Reason[]
): End => ({
  ...ended,
  outcome: "needs-attention",
  reasons: [...reasons, ...ended.reasons],
});

/**
 * Returns ports that add to `kept` and `settled` each document and write that the run records, so
 * that the run needn't read the journal again.
 */
export function listening<Ports extends FlowPorts>(
  ports: Ports,
): {
  readonly ports: Ports;
  readonly kept: readonly DocumentRecord[];
  readonly settled: readonly Settlement[];
} {
  const kept: DocumentRecord[] = [];
  const settled: Settlement[] = [];
  const recorded: Ports = {
    ...ports,
    settle: (settlement) => {
      if (settlement.document !== null && settlement.document.key === ports.key)
        kept.push(settlement.document);
      settled.push(settlement);
      ports.settle(settlement);
    },
    saveDocument: (document) => {
      kept.push(document);
      ports.saveDocument(document);
    },
  };
  return { ports: recorded, kept, settled };
}

/** The journal with what came of its writes since; what was sent since isn't in it. */
export const resettled = (
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

/** The documents with what was recorded since. */
export const renewed = (
  documents: readonly DocumentRecord[],
  kept: readonly DocumentRecord[],
): readonly DocumentRecord[] =>
  kept.reduce<readonly DocumentRecord[]>(
    (all, record) => [
      ...all.filter(({ role, n }) => role !== record.role || n !== record.n),
      record,
    ],
    documents,
  );
