/**
 * Which sign the rows of a credit have isn't documented; that its totals are below zero is. So a
 * ledger that refuses the first credit, its draft or the booking of it, may read the rows the other
 * way: nothing happened, and they are turned once. The sign that it took is remembered (assumption
 * E44). Pure.
 */
import type { Failure } from "../../../../domain/failure.ts";
import type { Learnt } from "../../../../domain/ledger.ts";
import type { SalesOrder } from "../../../../domain/sales-order.ts";
import type { DocumentRecord, Original, Stands } from "../../../port.ts";
import type { OrderCase } from "../../case.ts";

/** The vendor's code for totals that can't be, among other things. */
const INVALID = 2000;

/**
 * The sign of the rows may be why it was refused: nobody knows it yet, and the other one wasn't
 * tried.
 */
export const signUnknown = (planned: SalesOrder, failure: Failure, learnt: Learnt): boolean =>
  planned.credit?.rows === 1 &&
  (learnt.creditRows ?? null) === null &&
  failure.kind === "rejected" &&
  failure.code === INVALID;

/** What is known after the sign of sold rows was refused. Saved once the other one is taken. */
export const turnedSign = (learnt: Learnt): Learnt => ({ ...learnt, creditRows: -1 });

/** The order, to be planned with rows of the other sign. */
export const withTurnedSign = (order: OrderCase): OrderCase => {
  const { lookups } = order.ports;
  return {
    ...order,
    ports: { ...order.ports, lookups: { ...lookups, learnt: turnedSign(lookups.learnt) } },
  };
};

const OF_OTHERS: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>([
  "credit",
  "credit-draft",
  "voucher-credit",
]);

/**
 * What credits are booked with, for the next credit of the same order. Pure.
 *
 * `documents`: of one credit order. What lowers a sales order is in that itself, and isn't among
 * them. A draft that was booked counts once.
 */
export const takenByCredit = (documents: readonly DocumentRecord[]): readonly Stands[] => {
  const live = documents.filter(({ role, state }) => state === "live" && OF_OTHERS.has(role));
  return live
    .filter(({ role, n }) => role !== "credit-draft" || !live.some(isBooked(n)))
    .map(({ role, content, voucher }) => ({
      role,
      ...(content === undefined ? {} : { content }),
      ...(voucher === undefined ? {} : { voucher }),
    }));
};

const isBooked =
  (n: number) =>
  (document: DocumentRecord): boolean =>
    document.role === "credit" && document.n === n;

/**
 * What vouchers of credits are booked with, added up for the next credit of the same order. Pure.
 *
 * `documents`: of all credits of an order but one. Empty where a voucher of theirs doesn't say what
 * it holds.
 */
export function sharesOfCredits(documents: readonly DocumentRecord[]): Pick<Original, "shares"> {
  const live = documents.filter(({ role, state }) => role === "voucher-credit" && state === "live");
  const known = live.flatMap(({ voucher }) =>
    voucher?.shares === undefined ? [] : [voucher.shares],
  );
  return known.length === live.length ? { shares: known.flat() } : {};
}
