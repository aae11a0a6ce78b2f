/**
 * Money of an order that went back to the buyer by a lost dispute, which a payout booked as a loss.
 * Where the sale is taken back as well, its refund is that money: registered once more it would
 * leave the bank twice in the books, so a person moves the loss. Pure.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";

type Facts = Pick<RunFacts, "lost" | "documents">;

/** What a person says was refunded elsewhere of the money of this document. */
export const elsewhereOf = ({ voucher, content }: DocumentRecord): Decimal =>
  voucher?.refundedElsewhere?.amount ?? content?.refundedElsewhere ?? "0";

/** Less what a person says they booked. */
export function lostByDisputes({ lost = [], documents }: Facts): Decimal {
  const left = sum(lost.map((one) => one.amount)).minus(sum(documents.map(elsewhereOf)));
  return amount(left.gt(0) ? left : 0);
}

/** The accounts of the loss. */
export const accountsOf = ({ lost = [] }: Pick<Facts, "lost">): string =>
  lost.map(({ account }) => account).join(", ");

/** Why a refund on a credit order isn't registered; `null`: nothing was lost. */
export function refundIsDispute(original: Facts, due: Decimal): Reason | null {
  const lost = dec(lostByDisputes(original));
  return lost.eq(0)
    ? null
    : reason("refunded-by-dispute", {
        due: amount(lost.lt(due) ? lost : dec(due)),
        number: null,
        account: accountsOf(original),
        stands: "credit",
        on: null,
      });
}
