/** Compares a found voucher with what is planned for its order, now or as before. */
import type { AnsweredVoucher } from "../../../../domain/ledger/voucher.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import { ok } from "../../../../domain/result.ts";
import type { OrderCase } from "../../shared/case.ts";
import type { VoucherIdentity } from "../../shared/identity.ts";
import { compareVoucher } from "../../../voucher-vs-plan.ts";
import { readyVoucher, type VoucherRequest } from "./book-voucher.ts";

/**
 * Later payments aren't in it, as they may have been booked as owed; and older vouchers use the VAT
 * of the lines.
 */
const BOOKED_OTHERWISE: readonly Pick<VoucherRequest, "settled" | "vatBy">[] = [
  { settled: "0.00" },
  { vatBy: "lines" },
  { settled: "0.00", vatBy: "lines" },
];

/** Compares a found voucher with the plan of today, otherwise with plans of before. */
export async function compareFoundVoucher(
  order: OrderCase,
  identity: VoucherIdentity,
  wanted: VoucherRequest,
  found: AnsweredVoucher,
  faults: readonly Reason[],
): ReturnType<typeof against> {
  const now = await against(order, identity, wanted, found, faults);
  if (!now.ok || now.value.differs.length === 0) return now;
  for (const then of BOOKED_OTHERWISE) {
    const tried = await against(order, identity, { ...wanted, ...then }, found, faults);
    if (!tried.ok || tried.value.differs.length === 0) return tried;
  }
  return now;
}

/** The voucher stays even if the order can't be planned; then nothing is compared. */
async function against(
  order: OrderCase,
  identity: VoucherIdentity,
  wanted: VoucherRequest,
  booked: AnsweredVoucher,
  faults: readonly Reason[],
) {
  const asked = await readyVoucher(order, identity, wanted);
  if (!asked.ok) return asked;
  // It has a voucher of its own, whatever the level is now.
  const isOwn = asked.value.plan.kind === "write" && asked.value.plan.voucher.level === "daily";
  const ready = isOwn
    ? await readyVoucher(order, identity, { ...wanted, level: "recommended" })
    : asked;
  if (!ready.ok) return ready;
  const { plan } = ready.value;
  const planned = plan.kind === "write" ? { ...plan.voucher, date: booked.date } : null;
  return ok({
    plan,
    planned,
    differs: planned === null ? plan.reasons : [...compareVoucher(planned, booked), ...faults],
  });
}
