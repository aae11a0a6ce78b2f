/** Plans a booked voucher again, to tell whether its order was edited. */
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
 * Plans a booked voucher again. While the sale is unchanged, the plan keeps the choices of the
 * booking, as a change of settings is no edit of the order. Only the buyer is planned anew. A share
 * that waits for its day follows the settings.
 */
export async function replanVoucher(
  order: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  request: VoucherRequest,
): ReturnType<typeof readyVoucher> {
  const { voucher } = document;
  const isSame =
    voucher?.made !== undefined &&
    document.content !== undefined &&
    !isWaitingForDayClose(document) &&
    isFullyBooked([], document, contentOf(order.order));
  if (!isSame) return readyVoucher(order, identity, request);
  const asBooked = { ...priorVoucherOf(voucher, []), customerId: null };
  const ready = await readyVoucher(order, identity, { ...request, asBooked });
  if (!ready.ok) return ready;
  const { plan } = ready.value;
  const isMadeAlike =
    plan.kind === "write" &&
    plan.voucher.made?.country === voucher.made.country &&
    plan.voucher.made.kind === voucher.made.kind;
  return isMadeAlike ? ready : readyVoucher(order, identity, request);
}

/**
 * Returns what an edited order's voucher keeps of the booked one. The order stays in its day while
 * that is open, and is otherwise booked on the day of the edit. An edited sale keeps its rate, and
 * the accounts of its money, as payouts clear it there.
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
  const laterPayments = livePaymentVouchers(ports.documents);
  const cleared = [facts, ...laterPayments.map(({ voucher }) => voucher)].flatMap((one) =>
    one?.clearing?.method === order.paymentMethodId
      ? [{ method: one.clearing.method, account: one.clearing.account }]
      : [],
  );
  const { owedOn = null, settled, disputed = "0" } = facts?.money ?? {};
  if (cleared.length === 0 || settled === undefined) return {};
  const moneyAt = { cleared, owedOn };
  const paid = settledAmount({ order, form: "voucher" });
  if (paid === null || member?.waits === true) return { moneyAt };
  // Only money that was settled before and no longer is can be disputed.
  const missing = dec(settled).plus(settledByPayments(laterPayments)).plus(disputed).minus(paid);
  const lost = sum((ports.lost ?? []).map((one) => one.amount));
  const disputedPart = lost.lt(missing) ? lost : missing;
  return disputedPart.gt(0) ? { moneyAt, disputed: amount(disputedPart) } : { moneyAt };
}
