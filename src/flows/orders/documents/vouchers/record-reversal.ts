/**
 * Records a reversal, also one whose answer was lost and that was found later: the found voucher is
 * compared with what was sent, and counts as reversing nothing that was booked after it was sent.
 */
import type { Reason } from "../../../../domain/reasons/index.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { AnsweredVoucher } from "../../../../domain/ledger/voucher.ts";
import type { DocumentRecord } from "../../../port.ts";
import { settleRecord, writeOf } from "../../../settlement.ts";
import { compareVoucher } from "../../../voucher-vs-plan.ts";
import { vatFaultsOf } from "../../../vat-codes.ts";
import { sentBooking, voucherOf } from "../../existing/system-voucher.ts";
import type { OrderCase } from "../../shared/case.ts";
import { livePaymentVouchers, withLaterPayments } from "./retained-money.ts";

/** Saves the documents that a reversal reversed as no longer valid. */
export function saveAsReversed(
  { ports }: Pick<OrderCase, "ports">,
  reversed: readonly DocumentRecord[],
): void {
  for (const one of reversed) ports.saveDocument({ ...one, state: "gone" });
}

/**
 * Records `done`, a reversal of `document` that was booked, and the money that it retained. One
 * that a look-up found is read and compared once. Returns how it differs from what was sent;
 * `null`: a person deleted it.
 */
export async function recordReversal(
  order: OrderCase,
  document: DocumentRecord,
  done: DocumentRecord,
): Promise<Result<readonly Reason[] | null, Failure>> {
  const { ports } = order;
  const sent = sentBooking(ports, done);
  const write = ports.journal.findLast(
    ({ role, n, state }) => role === done.role && n === done.n && state === "done",
  );
  const existing = write === undefined ? null : await voucherOf(order, done, "voucher-reversal");
  if (existing !== null && !existing.ok) return existing;
  if (existing?.value === null) return ok(null);
  const differs =
    sent?.as.kind !== "voucher" || existing === null
      ? ok([])
      : await reversalDifferences(ports, sent.as, existing.value);
  if (!differs.ok) return differs;
  saveAsReversed(order, [document, ...livePaymentVouchers(ports.documents)]);
  const withVoucher = { ...done, ...defined({ voucher: done.voucher ?? sent?.record.voucher }) };
  const record = withLaterPayments(ports, document, withVoucher);
  if (write !== undefined) settleRecord(ports, writeOf(write), "compared", record);
  if (differs.value.length > 0) ports.saveDocument({ ...record, differs: differs.value });
  else if (record.voucher !== done.voucher) ports.saveDocument(record);
  return differs;
}

/** Returns how a reversal in the ledger differs from what was sent; empty: it doesn't. */
export async function reversalDifferences(
  ports: OrderCase["ports"],
  asSent: Parameters<typeof compareVoucher>[0],
  booked: AnsweredVoucher,
): Promise<Result<readonly Reason[], Failure>> {
  const faults = await vatFaultsOf(ports, booked);
  if (!faults.ok) return faults;
  const differs = [...compareVoucher(asSent, booked), ...faults.value];
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", { booked });
  return ok(differs);
}
