/**
 * Has the order of a credit looked at again where the credit's own run changes what becomes of it.
 * Its own later events wouldn't come: a cancelled order has none. Only `notifyOriginals` asks the
 * tenant's object. Refunds that the shop shows on the credit alone are told to it as well.
 */
import { orderKey } from "../../../domain/ids.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd, WorkPort, RunFacts, WorkItem } from "../../port.ts";
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { retainedMoney } from "../documents/vouchers/retained-money.ts";
import { isBooked } from "../shared/document-kinds.ts";
import { refundedAmount, receivedAmount } from "../payments/plan-payment.ts";
import { bookedMoney } from "../payments/registered-money.ts";

const CAME: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "credit-booked",
  "voucher-credit-booked",
  "refund-registered",
  "voucher-paid",
]);

/** A document of a credit order that stands no more: it was reversed, or deleted as a draft. */
const takenBackCredits = (documents: readonly DocumentRecord[]): readonly DocumentRecord[] =>
  documents.filter(
    ({ role, n, state }) =>
      state === "gone" &&
      (role === "voucher-credit" ||
        (role === "credit-draft" &&
          !documents.some((booked) => booked.role === "credit" && booked.n === n))),
  );

const BACK: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "voucher-reversed",
  "taken-out-of-day",
  "invoice-draft-removed",
  "order-removed",
]);

export type OriginalsToNotify = {
  readonly keys: readonly string[];
  /** Whatever came of them; otherwise only those that a person was told of. */
  readonly always: boolean;
};

/**
 * Returns which originals are to be looked at again: one that may have been reported for a refund,
 * where a credit or its refund was just booked; and, where a credit stands no more or was booked
 * anew, the one it was of, as a cancelled order may have nothing to be taken back beside that
 * credit. A cancelled credit tells it in each run, as an earlier run may have stopped before.
 * Pure.
 */
export function originalsToTell(
  order: Order,
  { reasons }: FlowEnd,
  documents: readonly DocumentRecord[],
): OriginalsToNotify | null {
  if (order.creditsOrderId === null) return null;
  const own = orderKey(order.creditsOrderId);
  const back = takenBackCredits(documents);
  const says = (codes: ReadonlySet<ReasonCode>): boolean =>
    reasons.some(({ code }) => codes.has(code));
  if (back.length > 0 && (order.state === "cancelled" || says(BACK) || says(CAME))) {
    const others = back.flatMap(({ credits }) => (credits === undefined ? [] : [credits.original]));
    return { keys: [...new Set([own, ...others])], always: true };
  }
  return says(CAME) ? { keys: [own], always: false } : null;
}

/** The records are stored with the lock, so they are durable before an order is handed in. */
export async function notifyOriginals(
  ports: WorkPort,
  { keys, always }: OriginalsToNotify,
): Promise<Result<void, Failure>> {
  const [key] = keys;
  if (key === undefined) return ok(undefined);
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  if (always)
    return ports.enqueue(
      keys.map((one) => ({
        key: one,
        flow: "orders",
        type: "credited-in-shop",
        lane: "update",
      })),
    );
  return locked.value.outcome === "needs-attention"
    ? ports.enqueue([{ key, flow: "orders", type: "credit-booked", lane: "sweep" }])
    : ok(undefined);
}

const EVENT = "refunded-by-credit:";

type Refunds = Readonly<Record<string, Decimal>>;

/**
 * Returns what tells the original of a refund that the shop shows on its credit alone, where the
 * original was cancelled and taken back before that credit came: nothing is left to credit, and the
 * money went back. It is booked with the original, whose money is owed to the buyer, as if the
 * original showed it. `null`: there is none, or it is booked.
 */
export function refundNotice(
  { settings }: Pick<RunFacts, "settings">,
  credit: Order,
  { reasons }: Pick<FlowEnd, "reasons">,
): WorkItem | null {
  const isTakenBack = reasons.some(
    ({ code, params }) => code === "credit-original-not-here" && params["why"] === "taken-back",
  );
  const back = refundedAmount(credit);
  const id = credit.creditsOrderId;
  if (!isTakenBack || settings.trial || id === null || dec(back).lte(0)) return null;
  const type = `${EVENT}${credit.id}:${back}`;
  return { key: orderKey(id), flow: "orders", type, lane: "sweep" };
}

const refundsIn = (types: readonly string[]): Refunds =>
  Object.fromEntries(
    types.flatMap((type) => {
      const [id, back] = type.startsWith(EVENT) ? type.slice(EVENT.length).split(":") : [];
      return id === undefined || back === undefined ? [] : [[id, back]];
    }),
  );

/** The document with the money: what its reversal left, or the invoice that was credited. */
const moneyOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  retainedMoney(documents)?.document ??
  documents.findLast(({ role, content }) => isBooked(role) && content !== undefined);

const refundsOf = ({ voucher, content }: DocumentRecord): Refunds =>
  voucher?.backByCredits ?? content?.backByCredits ?? {};

/**
 * Returns a cancelled order as it is with those refunds, and the document that remembers them;
 * `null`: nothing changes. Where the order itself says that money went back, that may be the same
 * money, and it alone counts.
 */
export function withRefundsByCredits(
  facts: Pick<RunFacts, "documents" | "journal" | "paidByPayouts" | "eventTypes">,
  order: Order,
): { readonly order: Order; readonly document: DocumentRecord | null } | null {
  const { documents, eventTypes } = facts;
  if (order.state !== "cancelled" || order.creditsOrderId !== null) return null;
  const document = moneyOf(documents);
  const has = receivedAmount(order);
  if (document === undefined || has === null) return null;
  const known = refundsOf(document);
  const told = refundsIn(eventTypes);
  const refunds = { ...known, ...told };
  const back = sum(Object.values(refunds));
  const kept = retainedMoney(documents)?.facts.charged ?? bookedMoney(facts, documents);
  if (back.lte(0) || !same(has, kept)) return null;
  const left = amount(back.gt(dec(has)) ? 0 : dec(has).minus(back));
  const isNew = Object.entries(told).some(([id, one]) => known[id] !== one);
  return {
    order: { ...order, amountPaid: left, payment: same(left, 0) ? "refunded" : "partly-paid" },
    document: isNew ? withRefunds(document, refunds) : null,
  };
}

function withRefunds(document: DocumentRecord, backByCredits: Refunds): DocumentRecord {
  const { voucher, content } = document;
  if (document.role === "voucher-reversal" && voucher !== undefined)
    return { ...document, voucher: { ...voucher, backByCredits } };
  return content === undefined ? document : { ...document, content: { ...content, backByCredits } };
}
