/**
 * Whether the rows of a credit are positive or negative isn't documented; that its totals are below
 * zero is. A ledger that refuses the first credit, its draft or its booking may expect the other
 * sign. Nothing was booked then, so the rows are turned once. The sign that it accepted is
 * remembered (assumption E44). Pure.
 */
import type { Failure } from "../../../../domain/result.ts";
import type { LedgerBehaviour } from "../../../../domain/ledger/ledger.ts";
import type { SalesOrder } from "../../../../domain/orders/sales-order.ts";
import type { DocumentRecord, Original, DocumentContent } from "../../../port.ts";
import { type OrderCase, liveWithRole } from "../../shared/case.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/** The vendor's error code for impossible totals, among other things. */
const INVALID = 2000;

/** Whether the sign may be why it was refused: it isn't known, and the other wasn't tried. */
export const signUnknown = (
  planned: SalesOrder,
  failure: Failure,
  learnt: LedgerBehaviour,
): boolean =>
  planned.credit?.rows === 1 &&
  (learnt.creditRows ?? null) === null &&
  failure.kind === "rejected" &&
  failure.code === INVALID;

/** Returns what is learnt after the usual sign was refused. Stored once the other is accepted. */
export const turnedSign = (learnt: LedgerBehaviour): LedgerBehaviour => ({
  ...learnt,
  creditRows: -1,
});

/** Returns the order, to be planned with rows of the other sign. */
export const withTurnedSign = (order: OrderCase): OrderCase => {
  const { lists } = order.ports;
  return {
    ...order,
    ports: { ...order.ports, lists: { ...lists, learnt: turnedSign(lists.learnt) } },
  };
};

export const CREDITS: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>([
  "credit",
  "credit-draft",
  "voucher-credit",
]);

/**
 * Returns what credits are booked with, for the next credit of the same order. `documents`: of one
 * credit order. A document that lowers a sales order isn't included; a booked draft counts once.
 * Pure.
 */
export const creditedContents = (
  documents: readonly DocumentRecord[],
): readonly DocumentContent[] => {
  const live = documents.filter(({ role, state }) => state === "live" && CREDITS.has(role));
  return live
    .filter(({ role, n }) => role !== "credit-draft" || !live.some(isBooked(n)))
    .map(({ role, content, voucher }) => ({
      role,
      ...defined({ content, voucher }),
    }));
};

const isBooked =
  (n: number) =>
  (document: DocumentRecord): boolean =>
    document.role === "credit" && document.n === n;

/**
 * Returns the account shares of the credits' vouchers, added up for the next credit of the same
 * order. `documents`: of all credits of the order but one. Empty where one of the vouchers has no
 * shares recorded. Pure.
 */
export function sharesOfCredits(documents: readonly DocumentRecord[]): Pick<Original, "shares"> {
  const live = liveWithRole(documents, "voucher-credit");
  const known = live.flatMap(({ voucher }) =>
    voucher?.shares === undefined ? [] : [voucher.shares],
  );
  return known.length === live.length ? { shares: known.flat() } : {};
}
