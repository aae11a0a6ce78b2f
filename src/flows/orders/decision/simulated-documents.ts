/** What test mode and dry runs show instead of booking it, where an order is over. Pure. */
import { type Reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { liveWithRole } from "../shared/case.ts";

const TAKES_BACK: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>([
  "voucher-reversal",
  "delta-credit",
]);

/** Test mode and dry runs: the documents as they would be once `shown` takes a sale back. */
export const withSimulatedReversals = (
  documents: readonly DocumentRecord[],
  shown: readonly DocumentRecord[],
): readonly DocumentRecord[] =>
  shown.reduce((all, record) => {
    // Before the invoice, which is the document that has a number.
    if (record.role === "delta-credit") return [record, ...all];
    const own = liveWithRole(all, "voucher").find(({ n }) => n === record.n);
    if (record.role !== "voucher-reversal" || own === undefined) return all;
    const taken = new Set([own, ...liveWithRole(all, "voucher-payment")]);
    const { id, number } = own;
    return [
      ...all.map((one) => (taken.has(one) ? { ...one, state: "gone" as const } : one)),
      { ...record, id, number },
    ];
  }, documents);

/** Whether what test mode or a dry run shows would take the sale back. */
export const hasSimulatedReversal = (shown: readonly DocumentRecord[]): boolean =>
  shown.some(({ role }) => TAKES_BACK.has(role));

/** As it is told of a document that is only shown; `null`: it tells of one that stands. */
export function asSimulatedReason(told: Reason): Reason | null {
  if (told.code === "refunded-by-dispute") return null;
  return SAYS_WHEN.has(told.code) ? { ...told, params: { ...told.params, when: "shown" } } : told;
}

const SAYS_WHEN: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "cancelled-money-kept",
  "paid-after-cancellation",
]);

/** Test mode and dry runs: what would explain the money isn't among the documents. */
export const showsCorrection = ({ reasons }: FlowEnd): boolean =>
  reasons.some(
    ({ code, params: { write } }) =>
      code === "trial-mode" && (write === "draft.create" || write === "voucher.create"),
  );
