/**
 * Explains where the VAT of a booked order isn't the shop's to the cent and still right: both sides
 * round in different places. Shown beside the order, so that every difference by rate is explained.
 * Pure.
 */
import type { OrderSums } from "../../asperion/order-sums.ts";
import { amount, dec, type Decimal, same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { merge } from "./charged.ts";
import type { LedgerSums } from "./classify-order.ts";

/**
 * Returns one note per rate; one for the whole order (`rate` is `null`) where one side doesn't show
 * its rates. For an order without findings.
 */
export function vatNotes(sums: OrderSums, ledger: LedgerSums): readonly Reason[] {
  if (ledger.vat === null) return [];
  // The shop's sign of credits is its own.
  const turn = sums.credit && dec(sums.gross).gt(0) !== dec(ledger.gross).gt(0) ? -1 : 1;
  if (sums.perRate === null || ledger.perRate === null)
    return noteOf(null, amount(dec(sums.vat).times(turn)), ledger.vat);
  const shop = merge(sums.perRate);
  const books = merge(ledger.perRate);
  const rates = new Set([...shop, ...books].map(({ rate }) => rate));
  return [...rates].flatMap((rate) =>
    noteOf(
      rate,
      amount(dec(shop.find((one) => one.rate === rate)?.vat ?? "0").times(turn)),
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
