/**
 * Where the VAT of a rate that the ledger will compute isn't the source's. Both are honest: the
 * source was checked, and the gross is what was charged; they differ by how VAT is rounded.
 * Recorded, so that the VAT return can be explained.
 */
import { amount, dec, plain, same, sum } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { Totals } from "../../domain/sales-order.ts";
import { counted, type SourceLine } from "./lines.ts";

export function vatDifferences(lines: readonly SourceLine[], predicted: Totals): readonly Reason[] {
  return predicted.perRate.flatMap(({ rate, vat }) => {
    const source = amount(
      sum(
        counted(lines)
          .filter((line) => plain(line.vatRate) === rate)
          .map((line) => line.vat),
      ),
    );
    return same(source, vat)
      ? []
      : [
          reason("vat-method-difference", {
            rate,
            source,
            ledger: vat,
            difference: amount(dec(vat).minus(dec(source))),
          }),
        ];
  });
}
