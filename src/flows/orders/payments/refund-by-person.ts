/**
 * What stands on an order's credits as paid back: by us, by payouts, and by a person. A person's is
 * what is closed of a credit beyond what is known here, unless it was set off against an invoice.
 */
import { orderKey } from "../../../domain/ids.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { currentInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";
import { isLiveInvoice } from "./withdrawn-refund.ts";
import { isPaymentWithdrawn, registeredAmount, withPaidByOthers } from "./registered-money.ts";

type OnCredits = {
  /** Still to be registered; at most zero: nothing. */
  readonly due: Decimal;
  readonly byPerson: Decimal;
  /** It may be a person's refund, or something else: nothing is registered. */
  readonly unclear: Reason | null;
  /** The credit with what others paid back; `null`: nothing new. */
  readonly document: DocumentRecord | null;
};

type Refund = {
  /** What the shop says went back, in sum. */
  readonly back: Decimal;
  /** Of a payment that was in doubt and came through. */
  readonly came: Decimal;
};

/** Returns what of a refund is still missing on these credits, as the ledger has them now. */
export async function missingOn(
  order: OrderCase,
  credits: readonly AnsweredInvoice[],
  refund: Refund,
): Promise<Result<OnCredits, Failure>> {
  const there = onCredits(order.ports, credits, refund);
  if (dec(there.byPerson).eq(0) || there.unclear !== null || dec(there.withoutPerson).lte(0))
    return ok(there);
  const isClear = await isNoSetOff(order, credits);
  if (!isClear.ok) return isClear;
  return ok(
    isClear.value
      ? there
      : { ...there, unclear: perhaps(credits, there.withoutPerson, there.byPerson) },
  );
}

function onCredits(
  { journal, documents, paidByPayouts = {} }: RunFacts,
  credits: readonly AnsweredInvoice[],
  { back, came }: Refund,
): OnCredits & { readonly withoutPerson: Decimal } {
  const own = documents.filter(({ id }) => credits.some((credit) => credit.id === id));
  const ours = dec(registeredAmount(journal, "refund")).plus(dec(came).abs());
  const payouts = sum(credits.map(({ id }) => paidByPayouts[id] ?? "0"));
  const elsewhere = sum(documents.map(({ content }) => content?.refundedElsewhere ?? "0"));
  // What was set off isn't paid back (E249).
  const closed = sum(
    credits.map(({ total, remaining, credited }) =>
      amount(dec(total).abs().minus(dec(remaining).abs()).minus(credited)),
    ),
  );
  const beyond = closed.minus(ours).minus(payouts);
  const manual = beyond.gt(0) ? beyond : dec(0);
  // What a person says was refunded elsewhere may be what stands here.
  const due = (more: typeof manual) => {
    const counted = ours.plus(payouts).plus(more);
    const stands = isPaymentWithdrawn(own) && closed.lt(counted) ? closed : counted;
    return dec(back).minus(stands);
  };
  const withPerson = due(manual.gt(elsewhere) ? manual : elsewhere);
  const known = closed.lt(back) ? closed : dec(back);
  const others = known.minus(ours);
  const first = own.find(({ content }) => content !== undefined);
  const isNew = manual.gt(0) || first?.content?.paidByOthers !== undefined;
  const both = manual.gt(0) && elsewhere.gt(0) && withPerson.gt(0);
  return {
    due: amount(withPerson),
    withoutPerson: amount(due(elsewhere)),
    byPerson: amount(manual),
    unclear: both ? perhaps(credits, amount(withPerson), amount(manual)) : null,
    document: isNew ? withPaidByOthers(first, amount(others.gt(0) ? others : 0)) : null,
  };
}

const perhaps = (credits: readonly AnsweredInvoice[], due: Decimal, closed: Decimal): Reason =>
  reason("refund-perhaps-by-hand", { due, closed, number: numbersOf(credits) });

/** Says that a person registered it, as far as the shop says that it went back. */
export const alreadyRegistered = (
  credits: readonly AnsweredInvoice[],
  back: Decimal,
  byHand: Decimal,
): Reason =>
  reason("refund-already-registered", {
    back,
    registered: dec(byHand).lt(back) ? byHand : back,
    number: numbersOf(credits),
  });

const numbersOf = (credits: readonly AnsweredInvoice[]): string =>
  credits.map(({ number, id }) => number ?? id).join(", ");

/**
 * Whether nothing of these credits can have been set off: a set-off is told on the credit, or at
 * least on the invoice (E249).
 */
async function isNoSetOff(
  { ports, order }: OrderCase,
  credits: readonly AnsweredInvoice[],
): Promise<Result<boolean, Failure>> {
  if (credits.some(({ credited }) => dec(credited).gt(0))) return ok(true);
  let { documents } = ports;
  if (order.creditsOrderId !== null) {
    const locked = await ports.lockOriginal(orderKey(order.creditsOrderId));
    if (!locked.ok) return locked;
    documents = locked.value.documents;
  }
  const invoices = documents.filter(isLiveInvoice);
  for (const { id } of invoices) {
    const read = await currentInvoice(ports.read, id);
    if (!read.ok) return read;
    if (dec(read.value.credited).gt(0)) return ok(false);
  }
  return ok(invoices.length > 0);
}
