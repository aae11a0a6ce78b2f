/**
 * The words of the runner: status is where a job stands, outcome is what a finished job led to.
 * They are never mixed.
 */
import type { JobFigures } from "./job-figures.ts";
import type { Vendor } from "../ids.ts";
import type { ListedFacts } from "./listed.ts";
import type { Reason } from "../reasons/index.ts";
import type { StockChange } from "../goods/stock.ts";

/**
 * `lookups` refreshes what is cached of the ledger, `names` reads what settings choose from and
 * other data of both sides that no order needs, `setup` creates the system articles and the
 * company's label, `order-sweep` finds unreported orders, `back-fill` lists past ones, `dry-run`
 * plans one of them, `link` reads a document that a person names for an order, `reconciliation`
 * compares both sides, `payouts` books a payment provider's payouts, `days` books the voucher of a
 * day.
 *
 * The code calls what is cached of the ledger its lists, and the tables of the settings lookups.
 * The flow, its job's key and the reasons about it are stored and public: they keep the older name
 * `lookups`.
 */
export const FLOW_NAMES = [
  "orders",
  "order-sweep",
  "back-fill",
  "dry-run",
  "link",
  "customers",
  "products",
  "stock",
  "lookups",
  "names",
  "setup",
  "reconciliation",
  "payouts",
  "days",
] as const;
export type FlowName = (typeof FLOW_NAMES)[number];

/** The flows that people run, stop and resume. */
export const FLOW_PARTS = [
  "orders",
  "customers",
  "products",
  "stock",
  "lookups",
  "reconciliation",
] as const satisfies readonly FlowName[];

/** The flows that a tenant chooses; each has a list of its own. */
export const SWITCHED_FLOWS = [
  "orders",
  "customers",
  "products",
  "stock",
] as const satisfies readonly FlowName[];
export type SwitchedFlow = (typeof SWITCHED_FLOWS)[number];

/** What people switch, run and stop as one: all that has to do with orders is the order flow. */
export const partOf = (flow: FlowName): FlowName => {
  if (flow === "names") return "lookups";
  return flow === "order-sweep" ||
    flow === "back-fill" ||
    flow === "dry-run" ||
    flow === "link" ||
    flow === "days"
    ? "orders"
    : flow;
};

/**
 * Whether a retry of the job may use older settings. Articles, stock and the product's own runs are
 * compared as a whole: the next run would undo what an older version wrote.
 */
export const canUseOlderSettings = ({ key }: { readonly key: string }): boolean =>
  key.startsWith("order:") || key.startsWith("debtor:");

export const JOB_STATUSES = ["queued", "running", "waiting", "done", "dead"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const OUTCOMES = [
  "booked",
  "updated",
  "skipped",
  "before-start",
  "held",
  "rejected",
  "in-doubt",
  "needs-attention",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes of what waits for a person. */
export const ON_HOLD = [
  "held",
  "needs-attention",
  "rejected",
] as const satisfies readonly Outcome[];

/** A stored outcome may be of a newer release, so it is any text. */
type StoredOutcome = string | null | undefined;

/** An order on hold that waits for its approval and for nothing else. No job stores it. */
export const APPROVAL_WAIT = "waits-for-approval";

export const isOnHold = (outcome: StoredOutcome): boolean =>
  outcome === APPROVAL_WAIT || ON_HOLD.some((one) => one === outcome);

/** The same, or a write in doubt. */
export const isOnHoldOrInDoubt = (outcome: StoredOutcome): boolean =>
  outcome === "in-doubt" || isOnHold(outcome);

/** An order that counts as booked, and waits for its day's voucher. No job stores it. */
export const DAY_WAIT = "waits-for-day";
/** An order that test mode skips because it would get a document. No job stores it. */
export const WOULD_BE_BOOKED = "would-be-booked";
/** How a thing counts: as its job's outcome, or apart. */
export const COUNTED_AS = [...OUTCOMES, DAY_WAIT, WOULD_BE_BOOKED, APPROVAL_WAIT] as const;
export type CountedAs = (typeof COUNTED_AS)[number];

/** In order of priority when the vendor's limit is short. */
export const LANES = ["live", "update", "sweep", "back-fill"] as const;
export type Lane = (typeof LANES)[number];

/** Why a job waits. Each wait has a `due`; nothing waits in the queue. */
export const WAITS = ["key", "coalesce", "party", "rate", "pause", "back-off", "in-doubt"] as const;
export type Wait = (typeof WAITS)[number];

/** The journal's states of one write. `compared`: its answer was compared with the plan. */
export const OPERATION_STATES = [
  "planned",
  "sent",
  "done",
  "compared",
  "rejected",
  "in-doubt",
] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

type Write = { readonly state: OperationState };

export const hasSucceeded = ({ state }: Write): boolean => state === "done" || state === "compared";

/** Sent, and nobody knows (yet) whether it succeeded. */
export const isUnresolved = ({ state }: Write): boolean => state === "sent" || state === "in-doubt";

/** Closed without an answer: only a person can say whether it succeeded. */
export const isUnanswered = ({ state, refused }: Write & { readonly refused: boolean }): boolean =>
  state === "rejected" && !refused;

/** What a write does at the vendor; decides how a doubtful one is settled. */
export const OPERATION_KINDS = [
  "order.create",
  "order.update",
  "order.confirm",
  "order.delete",
  /** A shipped order is ongoing again. */
  "order.void",
  /** Invoices a sales order, at once. */
  "order.convert",
  "draft.create",
  "draft.update",
  "draft.delete",
  /** Books an invoice draft: the draft becomes an invoice. */
  "draft.convert",
  /** Registers money on an invoice: it can't be undone or listed. */
  "payment.create",
  /** Sends a booked invoice to its customer: it can't be undone or looked up. */
  "sending.create",
  /** A PDF of the order: attached to a sales document, or uploaded for a voucher. */
  "attachment.create",
  /** Links an uploaded PDF to its voucher. */
  "attachment-link.create",
  /** Removes a PDF that is outdated. */
  "attachment.delete",
  /** A journal voucher, booked by one POST; only another voucher corrects it. */
  "voucher.create",
  /** The same together with the receivable's item in the customer ledger. */
  "ledger-item.create",
  /** A provider's payout as one journal voucher. */
  "payout.create",
  /** All orders of a day as one journal voucher. */
  "day-voucher.create",
  /** Status and document number in the order at Asperion. */
  "shop-order.update",
  "customer.create",
  "customer.update",
  "article.create",
  "label.create",
  "product.create",
  "product.update",
  "stock-order.create",
  "stock-article.update",
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

const NUMBERED: ReadonlySet<OperationKind> = new Set<OperationKind>([
  "customer.create",
  "customer.update",
  "article.create",
  "label.create",
  "product.create",
  "product.update",
]);

/** Whether what identifies it is a number or name that both sides use, and no tracking code. */
export const isNumbered = (kind: OperationKind): boolean => NUMBERED.has(kind);

const WRITTEN_TO_SHOP: ReadonlySet<OperationKind> = new Set<OperationKind>([
  "shop-order.update",
  "product.create",
  "product.update",
  "stock-order.create",
  "stock-article.update",
]);

/** Returns the vendor that it is written to. */
export const vendorWritten = (kind: OperationKind): Vendor =>
  WRITTEN_TO_SHOP.has(kind) ? "asperion" : "eaccounting";

export const isOperationKind = (text: string): text is OperationKind =>
  OPERATION_KINDS.some((kind) => kind === text);

/**
 * The role of an order's document: its identity in the journal is (order, role, n), never its
 * content. An order credit is no document of its own: it says that a credit order lowers a sales
 * order. An invoice (or a credit) and its draft share their n and their marker. A delta is what an
 * edit after booking adds to the order's invoice or takes back. A voucher and its reversal share
 * their n; each later payment of a voucher is a voucher of its own.
 */
export const ROLES = [
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "order-credit",
  "delta-draft",
  "delta-invoice",
  "delta-credit-draft",
  "delta-credit",
  "voucher",
  "voucher-credit",
  "voucher-reversal",
  "voucher-payment",
  "payout",
  "payout-payment",
  "day-voucher",
  "payment",
  "refund",
  "gift-card",
  "rounding",
  "sending",
  "attachment",
  "attachment-link",
  "customer",
  "own-article",
  "article",
  "claim",
  "label",
  "product",
  "product-parent",
  "stock-correction",
  "stock-article",
] as const;
export type Role = (typeof ROLES)[number];

export type { JobFigures };

export type OperationView = {
  readonly role: Role;
  readonly n: number;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly marker: string | null;
  readonly documentId: string | null;
  readonly documentNumber: string | null;
  readonly request: unknown;
  readonly response: unknown;
  readonly sentAt: number | null;
  readonly settledAt: number | null;
};

const CONVERTS: ReadonlySet<OperationKind> = new Set<OperationKind>([
  "order.convert",
  "draft.convert",
]);

/**
 * It was to book the document that it names, and nothing says that it did: until it is answered,
 * that is still the draft or the sales order.
 */
export const isUnbooked = ({ kind, state }: Pick<OperationView, "kind" | "state">): boolean =>
  CONVERTS.has(kind) && !hasSucceeded({ state });

export type JobView = {
  readonly id: string;
  readonly key: string;
  readonly flow: FlowName;
  readonly lane: Lane;
  readonly status: JobStatus;
  readonly outcome: Outcome | null;
  readonly wait: Wait | null;
  /** Instant in ms at which a waiting job continues. */
  readonly due: number | null;
  readonly wanted: number;
  readonly seen: number;
  readonly settingsVersion: number | null;
  /** Asperion's order number, once read. */
  readonly label: string | null;
  /** Its day's voucher was booked. */
  readonly dayBooked?: true;
  /** How it counts, where that isn't its outcome. */
  readonly stands?: CountedAs;
  readonly figures: JobFigures | null;
  /** Of an order that was read. */
  readonly facts?: ListedFacts;
  /** Of a run of stock: its change of each article of the shop, or in test mode the planned one. */
  readonly changes?: readonly StockChange[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly reasons: readonly Reason[];
};

type DocumentFacts = {
  /** Where the ledger lists it. A draft that is booked is an invoice from then on. */
  readonly ledger: "order" | "invoice-draft" | "invoice" | "voucher";
  /** Of a draft: the role of its booked document, under the same n. */
  readonly bookedAs: Role | null;
  /** A credit invoice, or the draft of one. */
  readonly isCredit: boolean;
};

const draft = (bookedAs: Role, isCredit: boolean): DocumentFacts => ({
  ledger: "invoice-draft",
  bookedAs,
  isCredit,
});
const invoice = (isCredit: boolean): DocumentFacts => ({
  ledger: "invoice",
  bookedAs: null,
  isCredit,
});
const ORDER: DocumentFacts = { ledger: "order", bookedAs: null, isCredit: false };
const VOUCHER: DocumentFacts = { ledger: "voucher", bookedAs: null, isCredit: false };

/** One table, so that a new role says everything at once; who shows documents has its own lists. */
const DOCUMENTS: Readonly<Partial<Record<Role, DocumentFacts>>> = {
  "sales-order": ORDER,
  "invoice-draft": draft("invoice", false),
  invoice: invoice(false),
  "credit-draft": draft("credit", true),
  credit: invoice(true),
  "delta-draft": draft("delta-invoice", false),
  "delta-invoice": invoice(false),
  "delta-credit-draft": draft("delta-credit", true),
  "delta-credit": invoice(true),
  voucher: VOUCHER,
  "voucher-credit": VOUCHER,
  "day-voucher": VOUCHER,
};

/** `null`: a write of this role leaves no document of the order. */
export const documentOf = (role: Role): DocumentFacts | null => DOCUMENTS[role] ?? null;

/** The role of the booked document of a draft; `null`: it is no draft. */
export const bookedAs = (role: Role): Role | null => documentOf(role)?.bookedAs ?? null;

/** A credit invoice, or the draft of one. */
export const isCreditInvoice = (role: Role): boolean => documentOf(role)?.isCredit ?? false;

/** A booked invoice or credit invoice: it moved stock, and can't be changed any more. */
export const isBookedInvoice = (role: Role): boolean => documentOf(role)?.ledger === "invoice";

/** Documents of orders that never move stock in the ledger. A draft does once it is booked. */
export const ROLES_WITHOUT_STOCK = Object.entries(DOCUMENTS).flatMap(([role, { ledger }]) =>
  ledger === "voucher" ? [role] : [],
);
