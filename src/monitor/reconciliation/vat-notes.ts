/**
 * Explains where the VAT of a booked order isn't the shop's to the cent and still right: both sides
 * round in different places. Shown beside the order, so that every difference by rate is explained.
 * Pure.
 */
import { amount, dec, type Decimal, same, sum } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import type { Figures } from "./balance.ts";
import { merge } from "./charged.ts";
import type { LedgerSums } from "./classify-order.ts";

/**
 * Returns one note per rate; one for the whole order (`rate` is `null`) where one side doesn't show
 * its rates. For an order without findings. `due`: what the sums of its day count for it.
 */
export function vatNotes(due: Figures, ledger: LedgerSums): readonly Reason[] {
  if (ledger.vat === null) return [];
  if (ledger.perRate === null || due.rates.some(({ rate }) => rate === null))
    return noteOf(null, amount(sum(due.rates.map(({ vat }) => vat))), ledger.vat);
  const books = merge(ledger.perRate);
  const rates = new Set([...due.rates, ...books].map(({ rate }) => rate));
  return [...rates].flatMap((rate) =>
    noteOf(
      rate,
      due.rates.find((one) => one.rate === rate)?.vat ?? "0.00",
      books.find((one) => one.rate === rate)?.vat ?? "0.00",
    ),
  );
}

const noteOf = (rate: Decimal | null, source: Decimal, ledger: Decimal): readonly Reason[] =>
  same(source, ledger)
    ? []
    : [
        reason("vat-method-difference", {
          rate,
          source,
          ledger,
          difference: amount(dec(ledger).minus(dec(source))),
        }),
      ];
