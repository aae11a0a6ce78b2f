/**
 * What is asked before a booked voucher is left or taken back: whether its order still says the
 * same.
 */
import { amount, dec, sum } from "../../../../domain/money.ts";
import type { DocumentRecord } from "../../../port.ts";
import { contentOf } from "../../booked/booked-vs-charged.ts";
import { isFullyBooked } from "../../booked/books.ts";
import {
  isRemovedBeforeDayClose,
  type OrderCase,
  isWaitingForDayClose,
} from "../../shared/case.ts";
import type { VoucherIdentity } from "../../shared/identity.ts";
import { priorVoucherOf } from "./prior-voucher.ts";
import { readyVoucher, type VoucherRequest } from "./book-voucher.ts";
import { settledAmount } from "./money-side.ts";
import { livePaymentVouchers, settledByPayments } from "./retained-money.ts";

/**
 * Plans a booked voucher again. While its sale is the same it is made as it was made: settings that
 * were changed since are no edit of the order. Only its buyer may have become another one. A share
 * that waits for its day follows the settings.
 */
export async function replanVoucher(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  then: VoucherRequest,
): ReturnType<typeof readyVoucher> {
  const { voucher } = document;
  const isSame =
    voucher?.made !== undefined &&
    document.content !== undefined &&
    !isWaitingForDayClose(document) &&
    isFullyBooked([], document, contentOf(order.order));
  if (!isSame) return readyVoucher(order, identity, then);
  const asBooked = { ...priorVoucherOf(voucher, []), customerId: null };
  const ready = await readyVoucher(order, identity, { ...then, asBooked });
  if (!ready.ok) return ready;
  const { plan } = ready.value;
  const isMadeAlike =
    plan.kind === "write" &&
    plan.voucher.made?.country === voucher.made.country &&
    plan.voucher.made.kind === voucher.made.kind;
  return isMadeAlike ? ready : readyVoucher(order, identity, then);
}

/**
 * While its day is open an order stays in it; otherwise it is booked on the day of the edit. An
 * edited sale keeps its rate, and its money where that stands: payouts take it off there.
 */
export function editedVoucherRequest(
  { ports, order }: OrderCase,
  document: DocumentRecord,
): Omit<VoucherRequest, "form"> {
  const { voucher: facts } = document;
  const isAnew = !isWaitingForDayClose(document) && !isRemovedBeforeDayClose(document);
  return {
    ...(isAnew ? { anew: true } : {}),
    ...(facts?.currency === order.currency && facts.rate !== null ? { rate: facts.rate } : {}),
    ...(document.role === "voucher" ? moneyOf({ ports, order }, document) : {}),
  };
}

function moneyOf(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { voucher: facts, member }: DocumentRecord,
): Pick<VoucherRequest, "disputed" | "moneyAt"> {
  const later = livePaymentVouchers(ports.documents);
  const cleared = [facts, ...later.map(({ voucher }) => voucher)].flatMap((one) =>
    one?.clearing?.method === order.paymentMethodId
      ? [{ method: one.clearing.method, account: one.clearing.account }]
      : [],
  );
  const { owedOn = null, settled: before, disputed = "0" } = facts?.money ?? {};
  if (cleared.length === 0 || before === undefined) return {};
  const moneyAt = { cleared, owedOn };
  const paid = settledAmount({ order, form: "voucher" });
  if (paid === null || member?.waits === true) return { moneyAt };
  // Of what was there: a further payment isn't the dispute's.
  const gone = dec(before).plus(settledByPayments(later)).plus(disputed).minus(paid);
  const lost = sum((ports.lost ?? []).map((one) => one.amount));
  const stays = lost.lt(gone) ? lost : gone;
  return stays.gt(0) ? { moneyAt, disputed: amount(stays) } : { moneyAt };
}
