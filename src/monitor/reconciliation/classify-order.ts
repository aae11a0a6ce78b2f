/**
 * Judges one order between shop and ledger: its state, and what disagrees. Pure: the order as the
 * shop lists it, what the object remembers, the listed documents with its marker.
 *
 * Promises: every order has exactly one state; an order or change that was missed is taken; amounts
 * are judged only where nothing is under way, as they may differ meanwhile.
 */
import { isOnHoldOrInDoubt } from "../../domain/jobs/job.ts";
import type { OrderSums } from "../../asperion/order-sums.ts";
import { disagreement } from "../../domain/orders/agreement.ts";
import { dec, type Decimal, sum } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";
import { type Balance, balanceOf, type PartName, type SideSums } from "./balance.ts";
import { chargedOf, merge } from "./charged.ts";
import { type Belonging, classifyDocument } from "./classify-document.ts";
import { countedDocuments, isInvoicedUnseen } from "./invoiced.ts";
import { documentDiffers, isTested, isUndone } from "./last-outcome.ts";
import { mayBeListedAs } from "./kinds.ts";
import { isPaymentOrRounding, withVoucherSums } from "./voucher-sums.ts";
import type {
  DocumentKind,
  Finding,
  LedgerFact,
  OrderMemory,
  ReconciledState,
  RecordedDocument,
  SourceFact,
} from "./facts.ts";

export type OrderContext = {
  readonly enabled: boolean;
  /** On which side of the start line the order lies; `null`: its date can't be read. */
  readonly side: "before" | "perhaps" | "after" | null;
  readonly startLine: string | null;
  /** Major units: what the tenant accepts as unexplained. */
  readonly tolerance: Decimal;
  /** From when on the ledger's documents were listed, ms. */
  readonly listedSince: number;
  /** Kinds that couldn't be listed: none of their documents counts as missing. */
  readonly notListed: readonly DocumentKind[];
};

type OrderVerdict = {
  readonly state: ReconciledState;
  /** Why it isn't booked. */
  readonly why: Reason | null;
  /** It has to become a job now. */
  readonly needsJob: boolean;
  /** A person invoiced its sales order, and the invoice isn't remembered yet: it is looked for. */
  readonly invoiced: boolean;
  readonly findings: readonly Finding[];
  /** The sum of its valid documents in the ledger. `null`: none, or unreadable. */
  readonly ledger: LedgerSums | null;
  readonly balance: Balance;
};

/** `vat`: `null`: in no row of its own. `currency`: `null` where it doesn't say. */
export type LedgerSums = {
  readonly gross: Decimal;
  readonly vat: Decimal | null;
  readonly perRate: readonly RateTotals[] | null;
  readonly currency?: string | null;
};

export function classifyOrder(
  source: SourceFact,
  memory: OrderMemory,
  listed: readonly LedgerFact[],
  context: OrderContext,
): OrderVerdict {
  const facts = withVoucherSums(listed, memory.documents);
  const belongs = (document: LedgerFact) => classifyDocument(document, memory, listed);
  // A second document is one finding, and no difference in amount as well.
  const documents = facts.filter(
    (document) => belongs(document) === "ours" && !isPaymentOrRounding(document, memory.documents),
  );
  const classified = classifiedState(source, memory, context);
  const counted = countedDocuments(withoutNothing(documents, memory), memory, facts);
  const ledger = add(counted);
  const charged = source.sums === null ? null : chargedOf(source.sums, memory);
  const findings = findingsOf({ classified, memory, documents, counted, context, ledger, charged });
  const own = countedDocuments(
    facts.filter((document) => documents.includes(document) || belongs(document) === "pending"),
    memory,
    facts,
  );
  const others = facts.flatMap((document) => tooMuch(document, belongs(document)));
  const name = nameOf(
    classified,
    findings,
    heldAs(source.sums, charged, own, memory),
    charged === null || own.length === 0
      ? classified.state === "booked"
      : own.some(({ sums }) => sums === null),
  );
  const undone = isUndone(classified, memory);
  const isDue =
    (IS_DUE.has(classified.state) ||
      undone ||
      own.some((document) => !isTakenBack(document, memory))) &&
    !isLowering(memory);
  const sideOf = (document: LedgerFact): readonly SideSums[] =>
    sidesOf(document, charged?.currency ?? null);
  const balance = balanceOf({
    due: isDue ? charged : null,
    own: own.flatMap(sideOf),
    others: others.flatMap(({ name: kind, document }) =>
      sideOf(document).map((sums) => ({ name: kind, sums })),
    ),
    name: undone && own.length === 0 ? "undone" : name,
  });
  const invoiced = context.enabled && isInvoicedUnseen(source, memory, facts);
  return { ...classified, invoiced, findings, ledger, balance };
}

/**
 * A voucher that was taken back, and what took it back: both stay in the ledger, and nothing is due
 * for them. What they don't come to nothing by stands all the same.
 */
const isTakenBack = ({ id }: LedgerFact, { documents }: OrderMemory): boolean =>
  documents.some(
    (one) =>
      one.id === id &&
      (one.role === "voucher-reversal" ||
        (one.state === "gone" && (one.role === "voucher" || one.role === "voucher-credit"))),
  );

/**
 * Leaves out the vouchers that were taken back, with what took them back, where each currency comes
 * to nothing and others stand for the order: it may have been sold in another currency then.
 */
function withoutNothing(
  documents: readonly LedgerFact[],
  memory: OrderMemory,
): readonly LedgerFact[] {
  const [back = [], left = []] = [true, false].map((isBack) =>
    documents.filter((document) => isTakenBack(document, memory) === isBack),
  );
  const currencies = Map.groupBy(back, ({ sums }) => sums?.currency?.toUpperCase() ?? null);
  const isNothing = [...currencies.values()].every((of) => {
    const sums = add(of);
    return sums !== null && dec(sums.gross).eq(0) && dec(sums.vat ?? "0").eq(0);
  });
  return left.length > 0 && isNothing ? left : documents;
}

/**
 * What stands in the ledger of an order that the shop deleted, with its sums: not what was taken
 * back whole, nor money that moved later.
 */
export function existingLedgerDocuments(
  listed: readonly LedgerFact[],
  memory: OrderMemory,
): readonly LedgerFact[] {
  const own = withVoucherSums(listed, memory.documents).filter(
    (document) => !isPaymentOrRounding(document, memory.documents),
  );
  const isNothing = own.every((document) => isTakenBack(document, memory)) && isZero(add(own));
  return isNothing ? [] : countedDocuments(own, memory, own);
}

/** What can't be read counts as that. */
const isZero = (sums: LedgerSums | null): boolean => sums === null || dec(sums.gross).eq(0);

/** What is to be in the ledger, or is to be decided. */
const IS_DUE: ReadonlySet<ReconciledState> = new Set<ReconciledState>([
  "booked",
  "held",
  "waiting",
  "in-doubt",
]);

const tooMuch = (
  document: LedgerFact,
  belongs: Belonging,
): readonly { readonly name: "twice" | "without-order"; readonly document: LedgerFact }[] =>
  belongs === "twice" || belongs === "without-order" ? [{ name: belongs, document }] : [];

/** None where its figures, or their currency, can't be read. */
export function sidesOf({ sums }: LedgerFact, currency: string | null): readonly SideSums[] {
  const own = sums?.currency?.toUpperCase() ?? currency;
  return sums === null || own === null
    ? []
    : [{ currency: own, gross: sums.gross, vat: sums.vat, perRate: sums.perRate }];
}

/** A credit order that lowers its sales order: what it takes off is counted there. */
const isLowering = ({ documents }: OrderMemory): boolean =>
  documents.some(({ role, state }) => role === "order-credit" && state === "live");

type FindingsInput = {
  readonly classified: ClassifiedState;
  readonly memory: OrderMemory;
  readonly documents: readonly LedgerFact[];
  /** Those of which the sums count. */
  readonly counted: readonly LedgerFact[];
  readonly context: OrderContext;
  readonly ledger: LedgerSums | null;
  readonly charged: OrderSums | null;
};

function findingsOf({
  classified: { state, needsJob },
  memory,
  documents,
  counted,
  context,
  ledger,
  charged,
}: FindingsInput): readonly Finding[] {
  // While a run is on its way, or may have written, nothing is gone for good.
  const settled = (state === "booked" || state === "held") && !needsJob;
  if (!settled) return [];
  if (isMissing(memory, documents, context)) return ["missing"];
  if (state !== "booked") return [];
  const amounts =
    charged === null || ledger === null
      ? []
      : amountsOf(charged, counted, ledger, context.tolerance);
  return documents.some((document) => isForAnother(document, memory))
    ? [...amounts, "customer"]
    : amounts;
}

/** A person linked it, and the order's buyer belongs to another customer. */
function isForAnother({ id, customerId = null }: LedgerFact, { documents }: OrderMemory): boolean {
  const buyer = documents.find((one) => one.id === id)?.buyerIs ?? null;
  return buyer !== null && customerId !== null && buyer.toLowerCase() !== customerId.toLowerCase();
}

/**
 * Why an order on hold, or one of test mode, differs. What is due and what stands already may have
 * opposite signs.
 */
function heldAs(
  sums: OrderSums | null,
  charged: OrderSums | null,
  own: readonly LedgerFact[],
  { job }: Pick<OrderMemory, "job">,
): PartName {
  if (own.length > 0) {
    if (charged !== null && comesToDue(own, charged) && !isTested(job)) return "held";
    if (sums?.was !== undefined) return "cancelled";
    return documentDiffers(job) ?? "changed";
  }
  return charged !== null && dec(charged.gross).lt(0) ? "not-credited" : "not-booked";
}

/** Whether the documents come to what is due: the order is on hold for something else. */
function comesToDue(own: readonly LedgerFact[], charged: OrderSums): boolean {
  const sums = add(own);
  return (
    sums !== null &&
    dec(sums.gross).eq(dec(charged.gross)) &&
    (sums.currency ?? charged.currency) === charged.currency
  );
}

/** Returns the name of an order's difference. */
function nameOf(
  { state, why }: ClassifiedState,
  findings: readonly Finding[],
  held: PartName,
  isUnread: boolean,
): PartName {
  if (findings.includes("missing")) return "missing";
  if (state === "held" || why?.code === "trial-mode") return held;
  if (state === "waiting" || state === "in-doubt") return state;
  if (state !== "booked") return "left";
  if (isUnread) return "unread";
  return (
    (["currency", "amount", "vat"] as const).find((finding) => findings.includes(finding)) ??
    "rounding"
  );
}

type ClassifiedState = Pick<OrderVerdict, "state" | "why" | "needsJob">;

function classifiedState(
  source: SourceFact,
  memory: OrderMemory,
  context: OrderContext,
): ClassifiedState {
  const { job } = memory;
  const first = job?.reasons[0] ?? null;
  const live = memory.documents.some(
    ({ state, role }) =>
      state === "live" && role !== "voucher-reversal" && role !== "voucher-payment",
  );
  if (memory.doubt) return { state: "in-doubt", why: reason("outcome-unknown"), needsJob: false };
  if (job !== null && job.status !== "done" && job.status !== "dead")
    return {
      state: job.outcome === "in-doubt" ? "in-doubt" : "waiting",
      why: first,
      needsJob: false,
    };
  const left = context.side === "before" && !live;
  // A new state is handled by the order's own run; before the start line there is nothing to do.
  const news = memory.knownState !== source.knownState && !left;
  const needsJob = news && context.enabled;
  if (job?.status === "dead" || isOnHoldOrInDoubt(job?.outcome))
    return { state: "held", why: first, needsJob };
  if (job?.outcome === "before-start" || left) {
    const startLine = context.startLine ?? "";
    const why =
      // Its run knows whether it was cancelled.
      first?.code === "before-start"
        ? first
        : reason("before-start", { date: source.date, startLine, cancelled: false });
    return { state: "before-start", why, needsJob: false };
  }
  if (needsJob) return { state: "waiting", why: reason("reconciliation-taken-up"), needsJob };
  if (news) return { state: "skipped", why: reason("flow-off"), needsJob };
  const day = memory.waitsForDay ?? null;
  const waits = { state: "waiting", why: reason("added-to-day", { day: day ?? "" }) } as const;
  // What takes it back is booked with its day.
  if (!live && day !== null) return { ...waits, needsJob };
  if (job?.outcome === "skipped") return { state: "skipped", why: first, needsJob };
  // Booked once and removed, or run in test mode: it has no document, and the run said why.
  if (!live) return { state: "skipped", why: first ?? reason("order-removed"), needsJob };
  if (day !== null) return { ...waits, needsJob };
  const bookedDay = memory.manualDay ?? null;
  const why = bookedDay === null ? null : reason("day-booked-by-hand", { day: bookedDay });
  return { state: "booked", why, needsJob };
}

function add(documents: readonly LedgerFact[]): LedgerSums | null {
  const known = documents.map((document) => document.sums).filter((sums) => sums !== null);
  if (known.length === 0 || known.length < documents.length) return null;
  const perRate = known.some((sums) => sums.perRate === null)
    ? null
    : merge(known.flatMap((sums) => sums.perRate ?? []));
  const vats = known.map((sums) => sums.vat).filter((vat) => vat !== null);
  const currencies = new Set(known.map((sums) => sums.currency?.toUpperCase() ?? null));
  return {
    currency: currencies.size === 1 ? (known[0]?.currency?.toUpperCase() ?? null) : null,
    gross: sum(known.map((sums) => sums.gross)).toFixed(2),
    vat: vats.length < known.length ? null : sum(vats).toFixed(2),
    perRate,
  };
}

/**
 * It is ours by the records, and the ledger doesn't list it: written within the listed time, with a
 * marker; or linked by a person, without a marker, and then read itself. A share of a day without a
 * marker isn't in the ledger before its voucher is.
 */
function isMissing(
  memory: OrderMemory,
  documents: readonly LedgerFact[],
  { listedSince, notListed }: OrderContext,
): boolean {
  if ((memory.waitsForDay ?? null) !== null) return false;
  const live = memory.documents.filter(
    (document) => document.state === "live" && !BESIDE_ROLES.has(document.role),
  );
  const lookedUp = ({ role, code, writtenAt }: RecordedDocument): boolean =>
    !mayBeListedAs(role).some((kind) => notListed.includes(kind)) &&
    (code === null || (writtenAt !== null && writtenAt >= listedSince));
  return documents.length === 0 && live.length > 0 && live.every(lookedUp);
}

const BESIDE_ROLES: ReadonlySet<RecordedDocument["role"]> = new Set([
  "voucher-reversal",
  "voucher-payment",
  "rounding",
  "order-credit",
]);

/** Returns the first disagreement with the shop. */
function amountsOf(
  charged: OrderSums,
  documents: readonly LedgerFact[],
  ledger: LedgerSums,
  tolerance: Decimal,
): readonly Finding[] {
  const counted = documents.map(({ kind, sums }) => ({
    isVoucher: kind === "voucher",
    currency: sums?.currency ?? null,
    rows: sums?.rows ?? 0,
  }));
  const found = disagreement(charged, counted, ledger, tolerance);
  return found === null ? [] : [found];
}
