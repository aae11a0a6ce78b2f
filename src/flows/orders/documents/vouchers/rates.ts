/**
 * The exchange rate of an order that isn't in the company's currency: the ledger's on the booking
 * day, or the order's own. Neither is trusted alone. The ledger's is checked against two
 * references, as its direction and units are an assumption (E212). The order's own is checked
 * against the ledger's, as the shop's direction is another assumption (P55). Otherwise wrong
 * amounts would be booked silently.
 *
 * Whether the customer ledger converts an item in another currency at the rate that was sent (E120)
 * is checked until it was seen once: the invoice that stands for the item shows its amount in the
 * company's currency, and the answer doesn't. No order depends on it.
 */
import { isProven, isUnlikely } from "../../../../domain/ledger/exchange-rate.ts";
import type { VendorRequest } from "../../../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { BookedRate, LedgerItem } from "../../../../domain/ledger/voucher.ts";
import {
  type ExchangeRate,
  exchangeRate,
  FIXED,
  fixedRate,
  readExchangeRate,
} from "../../../../eaccounting/exchange-rates.ts";
import { bookingDay } from "../../../booking-day.ts";
import type { VendorPort } from "../../../port.ts";
import { orderDate } from "../../shared/filled-fields.ts";
import type { VoucherInput } from "./voucher-input.ts";
import { z } from "zod";
import { differs, holds, type Observation } from "../../../../domain/vendors/checks.ts";
import { amount, dec, same } from "../../../../domain/money.ts";
import { invoiceById } from "../../../../eaccounting/customer-invoices.ts";
import { isOpen, recordObservation, type Observer } from "../../../vendor-observations.ts";

/** `null`: no rate is needed, or none is known; without a known rate the plan holds the order. */
export async function rateFor(
  ports: VendorPort,
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
  const isOwn = settings.orders.voucher.rate === "source";
  if (isOwn && order.currencyRate == null) return ok(null);
  const ledger = await ledgerRate(ports, order.currency, company.currency, day.day);
  if (!ledger.ok || !isOwn || order.currencyRate == null) return ledger;
  const own = { rate: order.currencyRate, day: ordered, by: "source" } as const;
  if (ledger.value?.unproven === true) return ok({ ...own, unproven: true });
  const against = ledger.value?.rate ?? null;
  return ok(
    against === null || isUnlikely(own.rate, against) ? { ...own, doubted: { against } } : own,
  );
}

/** Returns the ledger's rate, and whether its references agree. `null`: it has none. */
async function ledgerRate(
  ports: VendorPort,
  of: string,
  into: string,
  day: string,
): Promise<Result<BookedRate | null, Failure>> {
  const rate = await askRate(ports, exchangeRate(of, into, day), of, into);
  if (!rate.ok) return rate;
  if (rate.value === null) return ok(null);
  const back = await askRate(ports, exchangeRate(into, of, day), into, of);
  if (!back.ok) return back;
  const kroner = await askRate(ports, fixedRate(), FIXED.of, FIXED.into);
  if (!kroner.ok) return kroner;
  const isSure = isProven({
    rate: rate.value.rate,
    back: back.value?.rate ?? null,
    kroner: kroner.value?.rate ?? null,
  });
  return ok({ ...rate.value, by: "ledger", ...(isSure ? {} : { unproven: true }) });
}

async function askRate(
  ports: VendorPort,
  request: VendorRequest,
  of: string,
  into: string,
): Promise<Result<ExchangeRate | null, Failure>> {
  const answer = await ports.read(request);
  // The vendor says that it has no such rate.
  if (!answer.ok)
    return answer.error.kind === "rejected" || answer.error.kind === "not-found"
      ? ok(null)
      : answer;
  return readExchangeRate(answer.value, of, into);
}

const total = z.looseObject({ TotalAmount: z.number(), CurrencyCode: z.string() });

/**
 * Returns the finding. `null`: the item is in the company's currency, or the invoice has no total
 * in it. Pure.
 */
export function observedRate(
  { total: owed, rate, currency }: Pick<LedgerItem, "total" | "rate" | "currency">,
  invoice: unknown,
): Observation | null {
  const read = total.safeParse(invoice);
  if (rate === null || !read.success || read.data.CurrencyCode !== currency) return null;
  const expected = amount(dec(owed).times(dec(rate)).abs());
  return same(expected, amount(dec(read.data.TotalAmount).abs())) ? holds() : differs();
}

/** A missing or unreadable invoice proves nothing. */
export async function noteRate(
  ports: Pick<VendorPort, "read"> & Observer,
  item: LedgerItem | null,
  itemId: string | null,
): Promise<void> {
  if (item === null || item.rate === null || itemId === null || !isOpen(ports, "E120")) return;
  const answer = await ports.read(invoiceById(itemId));
  if (answer.ok) recordObservation(ports, "E120", observedRate(item, answer.value.body));
}
