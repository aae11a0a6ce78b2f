/**
 * What a reversal took back whose answer was lost: it is compared with what was sent as such, and
 * takes back nothing that was booked after that.
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

/** Records that what it takes back isn't in the books any more. */
export function saveAsReversed(
  { ports }: Pick<OrderCase, "ports">,
  taken: readonly DocumentRecord[],
): void {
  for (const one of taken) ports.saveDocument({ ...one, state: "gone" });
}

/**
 * Records a reversal that came true, and what it left. One that a look-up found is read once. Tells
 * how it differs from what was sent; `null`: a person deleted it.
 */
export async function recordReversal(
  order: OrderCase,
  document: DocumentRecord,
  done: DocumentRecord,
): Promise<Result<readonly Reason[] | null, Failure>> {
  const { ports } = order;
  const before = sentBooking(ports, done);
  const write = ports.journal.findLast(
    ({ role, n, state }) => role === done.role && n === done.n && state === "done",
  );
  const there = write === undefined ? null : await voucherOf(order, done, "voucher-reversal");
  if (there !== null && !there.ok) return there;
  if (there?.value === null) return ok(null);
  const read =
    before?.as.kind !== "voucher" || there === null
      ? ok([])
      : await reversalDifferences(ports, before.as, there.value);
  if (!read.ok) return read;
  saveAsReversed(order, [document, ...livePaymentVouchers(ports.documents)]);
  const known = { ...done, ...defined({ voucher: done.voucher ?? before?.record.voucher }) };
  const record = withLaterPayments(ports, document, known);
  if (write !== undefined) settleRecord(ports, writeOf(write), "compared", record);
  if (read.value.length > 0) ports.saveDocument({ ...record, differs: read.value });
  else if (record.voucher !== done.voucher) ports.saveDocument(record);
  return read;
}

/** How a reversal in the ledger differs from what was sent. */
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
