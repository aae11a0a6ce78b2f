/**
 * Money of a valid sale that the shop doesn't have any more: what the books have of it, and what
 * credits and refunds explain.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, Original, RunFacts, VendorPort, WorkPort } from "../../port.ts";
import {
  creditedByDeltas,
  registeredAmount,
  unaccountedRefund,
} from "../payments/registered-money.ts";
import { labelOf, standsAs } from "../shared/case.ts";
import { refundExplainedByEdit, totalEverCharged } from "./retained-for-buyer.ts";

/** The figures by which money is missing. */
export type MissingMoney = {
  readonly kind: "gone";
  readonly document: DocumentRecord;
  readonly documents: readonly DocumentRecord[];
  readonly has: Decimal;
  readonly booked: Decimal;
  readonly refunds: Decimal;
  /** By an unbooked edit. */
  readonly less: Decimal;
};

/** Returns why money is missing by the ledger's current figures; `null`: the ledger explains it. */
export async function explainMissing(
  ports: RunFacts & VendorPort & WorkPort,
  order: Order,
  question: MissingMoney,
): Promise<Result<Reason | null, Failure>> {
  const { documents } = question;
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  const invoices = await liveInvoicesOf(ports, documents);
  if (!invoices.ok) return invoices;
  const facts = { ...question, locked: locked.value, invoices: invoices.value };
  return ok(
    dec(question.booked).gt(0)
      ? byAmount(ports, order, documents, facts)
      : byStatus(order, documents, facts),
  );
}

type Facts = MissingMoney & {
  readonly locked: Original;
  /** The ledger's current figures. */
  readonly invoices: readonly AnsweredInvoice[];
};

function byAmount(
  ports: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
  facts: Facts,
): Reason | null {
  const { document, has, refunds, locked, invoices } = facts;
  const back = dec(refunds).plus(locked.refunded);
  const credits = credited(documents, facts);
  // Where refunds are registered manually, credits explain the money.
  const manual = ports.settings.orders.refunds === "none" || document.voucher?.ledgerItem != null;
  const accounted = manual && dec(credits).gt(back) ? credits : amount(back);
  // A payment that was deleted in the ledger isn't there any more.
  const booked =
    invoices.length === 0 ? facts.booked : least(facts.booked, paidOn(ports, invoices));
  const above = amount(dec(booked).minus(accounted).minus(order.gross));
  const held = refundExplainedByEdit(documents, { less: facts.less, credits, above });
  const missing = unaccountedRefund({ kept: has, booked, back: amount(dec(accounted).plus(held)) });
  if (missing === null) return null;
  const number = labelOf(document);
  if (order.payment === "refunded" && dec(credits).eq(0))
    return reason("refunded-without-credit", { number });
  return reason("paid-less-than-registered", {
    number,
    paid: has,
    registered: booked,
    missing,
    back: dec(accounted).eq(0) ? null : accounted,
    held: dec(held).eq(0) ? null : held,
  });
}

/** The paid amount isn't known: all that was charged has to be credited. */
function byStatus(order: Order, documents: readonly DocumentRecord[], facts: Facts): Reason | null {
  const credits = credited(documents, facts);
  if (order.payment !== "refunded" || dec(credits).gte(totalEverCharged(order, documents)))
    return null;
  const part = dec(credits).eq(0) ? null : credits;
  const as = standsAs(facts.document);
  return reason("refunded-without-credit", { number: labelOf(facts.document), as, credited: part });
}

/** Credited by us, or by a person who set a credit off in the ledger. */
function credited(documents: readonly DocumentRecord[], { locked, invoices }: Facts): Decimal {
  const ours = dec(locked.credited).plus(dec(creditedByDeltas(documents)));
  const there = sum(invoices.map((invoice) => invoice.credited));
  return amount(ours.gt(there) ? ours : there);
}

/**
 * Returns what invoices were paid, in charged amounts: a total that the ledger rounded was fully
 * paid. Gift cards aren't money.
 */
export function paidOn({ journal }: RunFacts, invoices: readonly AnsweredInvoice[]): Decimal {
  const paid = invoices.map(({ total, roundings, remaining, credited: off }) =>
    dec(total).minus(roundings).minus(remaining).minus(off),
  );
  return amount(sum(paid).minus(registeredAmount(journal, "gift-card")));
}

const least = (a: Decimal, b: Decimal): Decimal => (dec(a).lt(dec(b)) ? a : b);

/** Reads the live invoices. A deleted one is left out: the order's own run reports it. */
export async function liveInvoicesOf(
  ports: VendorPort,
  documents: readonly DocumentRecord[],
): Promise<Result<readonly AnsweredInvoice[], Failure>> {
  const invoices: AnsweredInvoice[] = [];
  for (const { role, id, state } of documents) {
    if (state !== "live" || (role !== "invoice" && role !== "delta-invoice")) continue;
    const answer = await ports.read(invoiceById(id));
    if (!answer.ok && answer.error.kind !== "not-found") return answer;
    const read = answer.ok ? readInvoice(answer.value) : null;
    if (read !== null && !read.ok) return read;
    if (read !== null) invoices.push(read.value);
  }
  return ok(invoices);
}
