/**
 * Has the order of a credit looked at again where the credit's own run changes what becomes of it.
 * Its own later events wouldn't come: a cancelled order has none. Only `tellOriginals` asks the
 * tenant's object.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { orderKey } from "../../../domain/ids.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd, WorkPort } from "../../port.ts";

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

export type ToTell = {
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
): ToTell | null {
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
export async function tellOriginals(
  ports: WorkPort,
  { keys, always }: ToTell,
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
