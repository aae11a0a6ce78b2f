/**
 * The rate of an order that isn't in the company's currency: the ledger's on the booking day, or
 * the order's own.
 */
import type { Failure } from "../../../domain/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { BookedRate } from "../../../domain/voucher.ts";
import { exchangeRate, readExchangeRate } from "../../../eaccounting/exchange-rates.ts";
import type { FlowPorts } from "../../port.ts";
import { bookingDay } from "../invoices/booking.ts";
import { orderDate } from "../order-date.ts";
import type { VoucherInput } from "./voucher-input.ts";

/** `null`: none is needed, or there is none; the plan then holds the order. */
export async function rateFor(
  ports: Pick<FlowPorts, "read">,
  input: Omit<VoucherInput, "rate">,
): Promise<Result<BookedRate | null, Failure>> {
  const { order, company, settings, currencies } = input;
  const ordered = orderDate(order.date, company.country);
  if (
    order.currency === company.currency ||
    !currencies.includes(order.currency) ||
    ordered === null
  )
    return ok(null);
  const day =
    input.bookedOn === undefined
      ? bookingDay(input.anew === true ? input.today : ordered, input)
      : { day: input.bookedOn };
  if ("closed" in day) return ok(null);
  if (settings.orders.voucher.rate === "source")
    return ok(
      order.currencyRate == null ? null : { rate: order.currencyRate, day: ordered, by: "source" },
    );
  const answer = await ports.read(exchangeRate(order.currency, company.currency, day.day));
  // The vendor's own word: it has no such rate.
  if (!answer.ok)
    return answer.error.kind === "rejected" || answer.error.kind === "not-found"
      ? ok(null)
      : answer;
  const read = readExchangeRate(answer.value, order.currency, company.currency);
  return read.ok ? ok({ ...read.value, by: "ledger" }) : read;
}
