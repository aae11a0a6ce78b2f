/** What a person who skips an order says: its money was refunded where no vendor shows it. Pure. */
import { amount, dec, round } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord } from "../../port.ts";
import { ownBookedDocument } from "../booked/books.ts";
import { retainedMoney } from "../documents/vouchers/retained-money.ts";
import { refundedElsewhereAmount } from "../payments/registered-money.ts";

/**
 * Returns the document with what a person who skips the order says by that: the kept money was
 * refunded elsewhere, and they book it, or a payout registered it on another credit. Providers
 * don't owe it any more. `null`: none was told.
 */
export function withRefundedElsewhere(
  documents: readonly DocumentRecord[],
  reasons: readonly Reason[],
): DocumentRecord | null {
  const told = reasons.find(
    ({ code, params }) =>
      params["when"] !== "shown" &&
      (code === "cancelled-money-kept" ||
        code === "cancelled-money-unsaid" ||
        code === "refunded-by-dispute" ||
        code === "refund-perhaps-by-payout" ||
        code === "refund-perhaps-by-hand"),
  );
  const booked = ownBookedDocument(documents);
  if (told === undefined || booked === undefined) return null;
  // A payout may have paid back more than this order's part.
  const paid = String(told.params["due"] ?? told.params["paid"] ?? "0");
  const known = told.params["stands"] === "account" ? retainedMoney(documents) : null;
  const document = known?.document ?? booked;
  const { voucher, content } = document;
  const said = amount(dec(refundedElsewhereAmount(document)).plus(paid));
  if (voucher === undefined)
    return content === undefined
      ? null
      : { ...document, content: { ...content, refundedElsewhere: said } };
  const clearing = known === null ? undefined : voucher.clearing;
  // In another currency the share of what was booked as owed that this is.
  const cleared =
    // A loss isn't on the account of the payment method.
    known === null ||
    clearing === undefined ||
    dec(known.left).eq(0) ||
    told.code === "refunded-by-dispute"
      ? "0.00"
      : amount(round(dec(known.booked).times(paid).div(known.left)));
  const before = voucher.refundedElsewhere?.cleared ?? "0";
  return {
    ...document,
    voucher: {
      ...voucher,
      refundedElsewhere: { amount: said, cleared: amount(dec(before).plus(cleared)) },
      ...(clearing === undefined
        ? {}
        : { clearing: { ...clearing, moved: amount(dec(clearing.moved).minus(cleared)) } }),
    },
  };
}

/** Returns the documents without what `withRefundedElsewhere` noted: the skip is undone. */
export const withoutRefundedElsewhere = (
  documents: readonly DocumentRecord[],
): readonly DocumentRecord[] =>
  documents.flatMap((document): readonly DocumentRecord[] => {
    const { voucher, content } = document;
    if (content?.refundedElsewhere !== undefined) {
      const { refundedElsewhere: _said, ...others } = content;
      return [{ ...document, content: others }];
    }
    if (voucher?.refundedElsewhere === undefined) return [];
    const { refundedElsewhere: said, clearing, ...others } = voucher;
    const moved = dec(clearing?.moved ?? "0").plus(said.cleared);
    const back = clearing === undefined ? {} : { clearing: { ...clearing, moved: amount(moved) } };
    return [{ ...document, voucher: { ...others, ...back } }];
  });
