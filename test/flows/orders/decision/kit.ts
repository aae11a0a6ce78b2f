/** Words of docs/decisions.md. */
import type { Order } from "../../../../src/domain/orders/order.ts";
import type { VoucherFacts } from "../../../../src/domain/ledger/voucher.ts";
import { MANUAL } from "../../../../src/flows/orders/shared/link-request.ts";
import {
  type Action,
  type FollowUpState,
  NO_KNOWLEDGE,
  type RunKnowledge,
} from "../../../../src/flows/orders/decision/action.ts";
import type { OrderWithSource } from "../../../../src/flows/orders/shared/case.ts";
import { decide } from "../../../../src/flows/orders/decision/decide.ts";
import { contentOf } from "../../../../src/flows/orders/booked/booked-vs-charged.ts";
import { reason, type ReasonCode } from "../../../../src/domain/reasons/index.ts";
import type {
  DocumentRecord,
  FlowEnd,
  JournalEntry,
  RunFacts,
} from "../../../../src/flows/port.ts";
import type { Settings } from "../../../../src/settings/schema.ts";
import { sourceOrderId } from "../../../../src/domain/ids.ts";
import { bareReason } from "../../../support/bare-reason.ts";
import { company, customer, order as orderOf, settings, UNANSWERED, WAITS } from "../kit.ts";
import { placedOf, withCards } from "./placed.ts";

const HASH = "as the order is now";
const usual = settings();
const NO_LISTS = {} as RunFacts["lists"];

type Credits = OrderWithSource["credits"];

/** What words make of the usual case. */
type Draft = {
  order: Partial<Order>;
  orders: Partial<Settings["orders"]>;
  trial?: boolean;
  facts: Partial<RunFacts>;
  documents: DocumentRecord[];
  journal: Partial<JournalEntry>[];
  known: Partial<RunKnowledge>;
  /** Its document has come to an end. */
  after?: Partial<FollowUpState>;
  credits?: Credits;
};
export type Word = (draft: Draft) => void;

export const document = (
  role: DocumentRecord["role"],
  more: Partial<DocumentRecord> = {},
): DocumentRecord => ({
  role,
  n: 1,
  id: `${role}-1`,
  number: "12",
  state: "live",
  sourceHash: HASH,
  ownedHash: "ours",
  ...more,
});
const has =
  (role: DocumentRecord["role"], more: Partial<DocumentRecord> = {}): Word =>
  ({ documents }) =>
    void documents.push(document(role, more));
const wrote =
  (entry: Partial<JournalEntry>): Word =>
  ({ journal }) =>
    void journal.push(entry);
const left = (role: JournalEntry["role"]): Word =>
  wrote({ role, kind: "voucher.create", n: 1, state: "rejected", refused: false, marker: "B1 #A" });
const registered = (role: "payment" | "refund", amount: string): Word =>
  wrote({
    role,
    kind: "payment.create",
    state: "compared",
    payment: { amount, remaining: "100.00" },
  });
const paid = registered("payment", "100.00");

const GONE = reason("document-gone", { document: "12", later: false });
const EDITED = { sourceHash: "as it was before" };
export const CONTENT = contentOf(orderOf([{ price: "100.00" }]));

const FACTS = {
  money: { settled: "0.00", owedOn: 1510 },
  charged: "100.00",
  currency: "SEK",
  ledgerItem: null,
} as unknown as VoucherFacts;

const takenBack =
  (reversal: Partial<DocumentRecord>): Word =>
  ({ documents }) =>
    void documents.push(
      document("voucher", { state: "gone", voucher: FACTS }),
      document("voucher-reversal", reversal),
    );
export const DOCUMENTS: Readonly<Record<string, Word>> = {
  none: () => undefined,
  "taken off by a person": has("sales-order", { state: "unlinked" }),
  gone: has("sales-order", { state: "gone" }),
  "voucher taken back": takenBack({ state: "gone" }),
  "voucher taken back with money kept": takenBack({ voucher: FACTS }),
  "left to a person": left("voucher"),
  paid,
  "sales order, unchanged": has("sales-order"),
  "sales order, found deleted": has("sales-order", { differs: [GONE] }),
  "sales order, edited": has("sales-order", EDITED),
  "draft, unchanged": has("invoice-draft"),
  "draft, edited": has("invoice-draft", EDITED),
  "draft, linked by a person": has("invoice-draft", { ...EDITED, ownedHash: MANUAL }),
  "invoice, unchanged": has("invoice", { content: CONTENT }),
  "invoice, differs": has("invoice", { content: CONTENT, differs: [bareReason("booked-differs")] }),
  "invoice, edited": has("invoice", { ...EDITED, content: CONTENT }),
  "invoice, found": has("invoice", { sourceHash: null, ownedHash: null }),
  "invoice, linked by a person": has("invoice", { ...EDITED, ownedHash: MANUAL }),
  "voucher, unchanged": has("voucher"),
  "voucher, edited": has("voucher", EDITED),
  "voucher, waits for its day": has("voucher", WAITS),
  "its reversal came through": has("voucher-reversal"),
  "reversal left to a person": left("voucher-reversal"),
  "invoice, to be sent": has("invoice", { sending: "email" }),
  "voucher, with an item": has("voucher", {
    voucher: { ...FACTS, ledgerItem: { total: "100.00", customerId: "c" } } as VoucherFacts,
  }),
  "voucher, paid in another": has("voucher", { voucher: FACTS }),
  "an edit was credited": has("delta-credit", { content: CONTENT }),
  credit: has("credit"),
  "paid back": registered("refund", "-100.00"),
  "lowers an order": has("order-credit", { id: "order:400", content: CONTENT }),
  "lowered an order": has("order-credit", { id: "order:400", state: "gone", content: CONTENT }),
  "the shop refused it": wrote({ kind: "shop-order.update", state: "rejected", refused: true }),
};

function credited(price: string, ordered = "100.00"): Word {
  return (draft) => {
    const credit = contentOf(orderOf([{ price }]));
    draft.facts = { ...draft.facts, loweredBy: [{ ...credit, paidBack: null, ordered }] };
  };
}

export const ORDERS: Readonly<Record<string, Word>> = {
  "–": () => undefined,
  "corrects stock": (draft) =>
    void (draft.order = { buyerReference: "Stock 12 #ABCDEFGH", gross: "0.00" }),
  "left out by a filter": (draft) => void (draft.order = { state: "concept" }),
  "before the start line": (draft) => void (draft.order = { date: "2026-10-01T10:00:00" }),
  "on the day of the start line": (draft) => void (draft.order = { date: "2026-11-01" }),
  "no readable date": (draft) => void (draft.order = { date: "soon" }),
  "older than the journal": (draft) =>
    void (draft.facts = { ...draft.facts, journalBornAt: Date.parse("2026-11-25T00:00:00Z") }),
  cancelled: (draft) => void (draft.order = { state: "cancelled" }),
  "comes to nothing": (draft) => void (draft.order = { gross: "0.00", lines: [] }),
  delivered: (draft) => void (draft.order = { state: "delivered" }),
  "credited in part": credited("40.00"),
  "credited whole": credited("100.00"),
  "credited in part, and lowered in the shop": credited("40.00", "125.00"),
  "credited by more": credited("100.01"),
  "a credit": (draft) => {
    draft.order = { creditsOrderId: sourceOrderId(400) };
    draft.orders = { ...draft.orders, creditSign: "positive" };
  },
  "of a guest": (draft) => void (draft.order = { ...draft.order, debtorId: null }),
  "paid in part by a gift card": (draft) => void (draft.order = { lines: withCards() }),
  "paid in part, nobody says how much": (draft) =>
    void (draft.order = { ...draft.order, payment: "partly-paid" }),
  "its money went back": (draft) => void (draft.order = { ...draft.order, amountPaid: "0.00" }),
  "a credit of the other sign": (draft) => {
    draft.order = { creditsOrderId: sourceOrderId(400) };
    draft.orders = { ...draft.orders, creditSign: "negative" };
  },
};

const asks =
  (...eventTypes: readonly string[]): Word =>
  (draft) =>
    void (draft.facts = { ...draft.facts, eventTypes });
const chooses =
  (orders: Draft["orders"]): Word =>
  (draft) =>
    void (draft.orders = { ...draft.orders, ...orders });
const inBackfill =
  (undo: boolean, takenBack?: string): Word =>
  (draft) =>
    void (draft.facts = {
      ...draft.facts,
      backfill: { kind: "order", undo, ...(takenBack === undefined ? {} : { takenBack }) },
    });

const NO_APPROVAL = usual.orders.approval;

export const WISHES: Readonly<Record<string, Word>> = {
  "–": () => undefined,
  "flow off": chooses({ enabled: false }),
  "type draft-invoice": chooses({ type: "draft-invoice" }),
  "type invoice": chooses({ type: "invoice" }),
  "type mutation": chooses({ type: "mutation" }),
  "a mutation for companies": chooses({
    typeRules: [{ customerKind: "company", type: "mutation" }],
  }),
  "invoice delivered orders": chooses({ invoiceOrders: "delivered" }),
  "orders from 50.00 need approval": chooses({ approval: { ...NO_APPROVAL, grossFrom: "50.00" } }),
  "credits need approval": chooses({ approval: { ...NO_APPROVAL, credits: true } }),
  "invoices need approval": chooses({ approval: { ...NO_APPROVAL, kinds: ["invoice"] } }),
  "vouchers need approval": chooses({ approval: { ...NO_APPROVAL, kinds: ["mutation"] } }),
  "tried as approved": asks("approval-tried"),
  "credit what is cancelled": chooses({ cancelledAfterBooking: "credit" }),
  "book what is edited": chooses({ editedAfterBooking: "delta" }),
  "a person's changes: hold": chooses({ changedByPerson: "hold" }),
  "a person's changes: leave": chooses({ changedByPerson: "leave" }),
  "a person's changes: overwrite": chooses({ changedByPerson: "overwrite" }),
  "payments registered": chooses({ payments: "register" }),
  "refunds registered": chooses({ refunds: "register" }),
  "vouchers paid in others": chooses({
    voucher: { ...usual.orders.voucher, paid: "clearing" },
  }),
  "number written back": chooses({ writeBack: { status: null, number: "comments" } }),
  "invoices sent": chooses({ sending: { company: "email", private: "email" } }),
  "a PDF attached": chooses({ attachPdf: ["sales-order", "draft-invoice", "invoice"] }),
  trial: (draft) => void (draft.trial = true),
  retry: asks("retry-by-person"),
  "retry of what stood well": (draft) =>
    void (draft.facts = { ...draft.facts, eventTypes: ["retry-by-person"], before: "booked" }),
  "book again": asks("book-again"),
  "invoiced by hand": asks("invoiced-in-ledger"),
  "back-fill": inBackfill(false),
  "take back a back-fill": inBackfill(true),
  "taken back before": inBackfill(false, "b000002"),
};

const knows =
  (seen: Partial<RunKnowledge>): Word =>
  (draft) =>
    void (draft.known = { ...draft.known, ...seen });
const prepared = (kind: "company" | "private"): Partial<RunKnowledge> => ({
  prepared: { customer: customer(kind), articles: {}, planned: null, reasons: [] },
});
const credits = (voucher?: VoucherFacts): Credits => ({
  key: "order:400",
  invoice: "7",
  ...(voucher === undefined ? {} : { voucher }),
});

const ENDED: FollowUpState = {
  end: { outcome: "booked", reasons: [], label: "1001", figures: null },
  due: [],
  documents: [],
  shown: [],
  done: [],
};
function ended(
  outcome: FlowEnd["outcome"],
  { due = [], code }: { readonly due?: FollowUpState["due"]; readonly code?: ReasonCode } = {},
): Word {
  const reasons = code === undefined ? [] : [reason(code)];
  return (draft) => void (draft.after = { end: { ...ENDED.end, outcome, reasons }, due });
}
function did(step: FollowUpState["done"][number]): Word {
  return (draft) => {
    draft.after = { ...draft.after, due: [], done: [...(draft.after?.done ?? []), step] };
  };
}

const foundOriginal =
  (customerId: string | null, of: Credits): Word =>
  (draft) => {
    knows({ original: { customerId } })(draft);
    draft.credits = of;
  };

export const KNOWN: Readonly<Record<string, Word>> = {
  "–": () => undefined,
  "nobody booked it": knows({ nothingThere: true }),
  prepared: knows(prepared("private")),
  "prepared, a company": knows(prepared("company")),
  "original found": foundOriginal(customer("private").id, credits()),
  "original found, of another customer": foundOriginal("another", credits()),
  "original found, a voucher": foundOriginal(null, credits({} as VoucherFacts)),
  "original found, a sales order to lower": foundOriginal(null, {
    key: "order:400",
    invoice: "7",
    open: { key: "order:400", number: "7", ordered: null },
  }),
  "not as it was sent": knows({ asSent: false }),
  "a draft was met": knows({
    document: document("invoice-draft", { sourceHash: null, ownedHash: null }),
    found: true,
  }),
  "met as invoiced": knows({ invoiced: true }),
  "sent twice": wrote({ repeats: 1 }),
  "an update had no answer": wrote(UNANSWERED),
  "an update was never compared": wrote({ ...UNANSWERED, state: "done" }),
  "looked at once more": asks("verify-repeat"),
  verified: knows({ verified: true }),
  "nothing was deleted": knows({ deleted: [] }),
  "it was deleted": (draft) => void (draft.known = { ...draft.known, deleted: draft.documents }),
  forgotten: knows({ forgotten: true, deleted: [] }),
  booked: ended("booked"),
  held: ended("held"),
  skipped: ended("skipped"),
  "a person is told": ended("needs-attention"),
  "its credit is booked": ended("booked", {
    due: [{ on: "credit", id: "credit-1", known: null, lists: NO_LISTS }],
    code: "credit-booked",
  }),
  "its invoice is booked": ended("booked", {
    due: [{ on: "invoice", id: "invoice-1", known: null, lists: NO_LISTS }],
  }),
  "its edit is booked": ended("updated", {
    due: [{ on: "edits", lists: NO_LISTS }],
  }),
  "its voucher is booked": (draft) =>
    ended("booked", {
      due: draft.documents.map((one) => ({
        on: "voucher" as const,
        document: one,
        lists: NO_LISTS,
      })),
    })(draft),
  "written back": did("write-back"),
  sent: did("send"),
  attached: did("attach"),
  "the original told": did("tell-original"),
  "money looked at": did("money"),
};

/** The usual case. */
function subjectOf(draft: Draft): OrderWithSource {
  const { order: fields, orders, facts } = draft;
  const { source, unfit, order } = placedOf(fields, orders.creditSign, facts.loweredBy);
  return {
    placed: source,
    source,
    unfit,
    order,
    sourceHash: HASH,
    ...(draft.credits === undefined ? {} : { credits: draft.credits }),
    ports: {
      tenantId: "t1",
      administrationId: 7,
      companyId: "c1",
      jobId: "j1",
      deployment: "test",
      sample: null,
      key: "order:501",
      eventTypes: ["order.updated"],
      before: null,
      backfill: null,
      settings: {
        ...usual,
        trial: draft.trial ?? false,
        orders: { ...usual.orders, ...draft.orders },
      },
      lists: { company } as RunFacts["lists"],
      journalBornAt: Date.parse("2026-11-01T00:00:00Z"),
      memory: {},
      loweredBy: [],
      ...draft.facts,
      journal: draft.journal as JournalEntry[],
      documents: draft.documents,
    },
  };
}

export const COLUMNS = [DOCUMENTS, ORDERS, WISHES, KNOWN] as const;
/** Words of a cell. */
export const wordsOf = (cell: string): readonly string[] =>
  cell.split(";").map((word) => word.trim());

/** What is decided where all of these cells hold, and `change`. */
export function decided(cells: readonly string[], change: Word = () => undefined): Action {
  const draft: Draft = { order: {}, orders: {}, facts: {}, documents: [], journal: [], known: {} };
  for (const [index, column] of COLUMNS.entries())
    for (const word of wordsOf(cells[index] ?? "")) {
      const apply = column[word];
      if (apply === undefined) throw new Error(`nobody knows what "${word}" says`);
      apply(draft);
    }
  change(draft);
  const after = draft.after && { ...ENDED, documents: draft.documents, ...draft.after };
  return decide(subjectOf(draft), { ...NO_KNOWLEDGE, after: after ?? null, ...draft.known });
}
