/**
 * Where one order stands between shop and ledger, and what of it doesn't agree. Pure: the order as the shop lists it, what
 * the object remembers, the documents with its marker as the ledger lists them.
 *
 * Promises: every order has exactly one state; one that nobody has taken up, or whose change nobody saw, is to be taken up;
 * amounts are judged only where nothing is under way, as they may lawfully differ meanwhile.
 */
import { dec, type Decimal, same, sum } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { RateTotals } from "../../domain/sales-order.ts";
import { judgeDocument } from "./judge-document.ts";
import { isBeside, withVoucherSums } from "./voucher-sums.ts";
import type { Finding, LedgerFact, OrderMemory, OrderState, SourceFact } from "./facts.ts";

export type OrderContext = {
  readonly enabled: boolean;
  /** On which side of the start line the order lies; `null`: its date can't be read. */
  readonly side: "before" | "perhaps" | "after" | null;
  readonly startLine: string | null;
  /** Major units: what the tenant accepts as unexplained. */
  readonly tolerance: Decimal;
  /** From when on the ledger's documents were listed, ms. */
  readonly listedSince: number;
};

export type OrderVerdict = {
  readonly state: OrderState;
  /** Why it isn't booked. */
  readonly why: Reason | null;
  /** It is to become a job now. */
  readonly takeUp: boolean;
  readonly findings: readonly Finding[];
  /** What the ledger has of it: of the documents that count, added up. `null`: nothing, or unreadable. */
  readonly ledger: LedgerSums | null;
};

/** `vat`: `null` where the ledger has it in no row of its own. */
export type LedgerSums = { readonly gross: Decimal; readonly vat: Decimal | null; readonly perRate: readonly RateTotals[] | null };

export function judgeOrder(source: SourceFact, memory: OrderMemory, listed: readonly LedgerFact[], context: OrderContext): OrderVerdict {
  // A second document is told as one, and isn't another amount as well.
  const documents = withVoucherSums(listed, memory.documents).filter((document) => judgeDocument(document, memory, listed) === "ours" && !isBeside(document, memory.documents));
  const stands = standing(source, memory, context);
  const ledger = add(counting(documents));
  if (stands.state !== "booked" || stands.takeUp) return { ...stands, findings: [], ledger };
  const findings: Finding[] = [];
  if (isMissing(memory, documents, context)) findings.push("missing");
  else if (source.sums !== null && ledger !== null) findings.push(...amountsOf(source, documents, ledger, context.tolerance));
  return { ...stands, findings, ledger };
}

type Standing = Pick<OrderVerdict, "state" | "why" | "takeUp">;

function standing(source: SourceFact, memory: OrderMemory, context: OrderContext): Standing {
  const { job } = memory;
  const first = job?.reasons[0] ?? null;
  const live = memory.documents.some(({ state, role }) => state === "live" && role !== "voucher-reversal" && role !== "voucher-payment");
  if (memory.doubt) return { state: "in-doubt", why: reason("outcome-unknown"), takeUp: false };
  if (job !== null && job.status !== "done" && job.status !== "dead") return { state: job.outcome === "in-doubt" ? "in-doubt" : "waiting", why: first, takeUp: false };
  const left = context.side === "before" && !live;
  // What nobody met so before is looked at by its own run; before the start line there is nothing to look at.
  const news = memory.met !== source.met && !left;
  const takeUp = news && context.enabled;
  if (job?.status === "dead" || isHeld(job?.outcome)) return { state: "held", why: first, takeUp };
  if (job?.outcome === "before-start" || left) return { state: "before-start", why: reason("before-start", { date: source.date, startLine: context.startLine ?? "" }), takeUp: false };
  if (takeUp) return { state: "waiting", why: reason("reconciliation-taken-up"), takeUp };
  if (news) return { state: "skipped", why: reason("flow-off"), takeUp };
  if (job?.outcome === "skipped") return { state: "skipped", why: first, takeUp };
  // Booked once and taken back, or worked on in trial mode: nothing stands for it, and the run said why.
  if (!live) return { state: "skipped", why: first ?? reason("order-removed"), takeUp };
  return { state: "booked", why: null, takeUp };
}

const isHeld = (outcome: string | null | undefined): boolean => outcome === "held" || outcome === "rejected" || outcome === "needs-attention" || outcome === "in-doubt";

/** A sales order that became an invoice counts as that invoice. */
function counting(documents: readonly LedgerFact[]): readonly LedgerFact[] {
  return documents.filter((document) => !(document.kind === "order" && documents.some((other) => other.kind === "invoice" && other.code === document.code)));
}

function add(documents: readonly LedgerFact[]): LedgerSums | null {
  const known = documents.map((document) => document.sums).filter((sums) => sums !== null);
  if (known.length === 0 || known.length < documents.length) return null;
  const perRate = known.some((sums) => sums.perRate === null) ? null : merge(known.flatMap((sums) => sums.perRate ?? []));
  const vats = known.map((sums) => sums.vat).filter((vat) => vat !== null);
  return { gross: sum(known.map((sums) => sums.gross)).toFixed(2), vat: vats.length < known.length ? null : sum(vats).toFixed(2), perRate };
}

/** The same rate in one line. */
export function merge(rates: readonly RateTotals[]): readonly RateTotals[] {
  const merged = new Map<string, RateTotals>();
  for (const { rate, net, vat } of rates) {
    const before = merged.get(rate);
    merged.set(rate, { rate, net: sum([before?.net ?? "0", net]).toFixed(2), vat: sum([before?.vat ?? "0", vat]).toFixed(2) });
  }
  return [...merged.values()].sort((a, b) => dec(a.rate).cmp(dec(b.rate)));
}

/** Ours by memory, written within the time that was listed, and the ledger lists nothing with its marker. */
function isMissing(memory: OrderMemory, documents: readonly LedgerFact[], { listedSince }: OrderContext): boolean {
  const live = memory.documents.filter((document) => document.state === "live");
  return documents.length === 0 && live.length > 0 && live.every((document) => document.writtenAt !== null && document.writtenAt >= listedSince && document.code !== null);
}

/**
 * Gross is exact by construction. VAT is not: both sides round, each within half a cent a row and half a cent at the
 * end, so what lies within that of each other is a difference of method, and everything beyond it is none.
 */
function amountsOf(source: SourceFact, documents: readonly LedgerFact[], ledger: LedgerSums, tolerance: Decimal): readonly Finding[] {
  const { sums } = source;
  if (sums === null) return [];
  const sameCurrency = counting(documents).every((document) => document.sums?.currency == null || document.sums.currency.toUpperCase() === sums.currency);
  // The shop's sign of credits is its own; what is taken back is compared by how much it is.
  const off = (ours: Decimal, theirs: Decimal) => (sums.credit ? dec(ours).abs().minus(dec(theirs).abs()) : dec(ours).minus(dec(theirs))).abs();
  if (!sameCurrency || off(sums.gross, ledger.gross).gt(dec(tolerance))) return ["amount"];
  const rows = sums.lines + counting(documents).reduce((count, document) => count + (document.sums?.rows ?? 0), 0) + 2;
  const bound = dec("0.005").times(rows).plus(dec(tolerance));
  if (ledger.vat === null) return [];
  if (off(sums.vat, ledger.vat).gt(bound)) return ["vat"];
  if (sums.perRate === null || ledger.perRate === null) return [];
  const rates = [...new Set([...sums.perRate, ...ledger.perRate].map((one) => one.rate))];
  const at = (side: readonly RateTotals[] | null, rate: string, of: "net" | "vat"): Decimal => side?.find((one) => same(one.rate, rate))?.[of] ?? "0.00";
  const differ = (of: "net" | "vat"): boolean => rates.some((rate) => off(at(sums.perRate, rate, of), at(ledger.perRate, rate, of)).gt(bound));
  if (differ("vat")) return ["vat"];
  // Of an invoice the ledger works VAT out of what was sold; the rows of a voucher are anybody's.
  return counting(documents).every(({ kind }) => kind === "voucher") && differ("net") ? ["amount"] : [];
}
