/**
 * What others paid back on an order's credits, and a refund that a payout may have registered on
 * another credit of the same sale: a payout knows the sale and the amount, and a credit order may
 * come after it. What payouts paid back on a credit beyond what that credit's own order says is
 * perhaps this money, so it isn't registered again. Pure.
 */
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { CreditOfSale, DocumentRecord, RunFacts } from "../../port.ts";

/** Returns what others paid back on these credits: payouts, and a person who said so. */
export const byOthers = (
  { paidByPayouts = {}, documents }: Pick<RunFacts, "paidByPayouts" | "documents">,
  credits: readonly string[],
): Decimal =>
  amount(
    sum([
      ...credits.map((id) => paidByPayouts[id] ?? "0"),
      ...documents.map(({ content }) => content?.refundedElsewhere ?? "0"),
    ]),
  );

/** What payouts paid back beyond what the credit's order says; below zero: so much is missing. */
function beyond({ said, byOrder, byPayouts }: CreditOfSale): ReturnType<typeof dec> {
  if (said === null) return dec(0);
  const more = dec(byOrder).plus(byPayouts).minus(said);
  // What its own run registered was said once, and was perhaps reversed by a person.
  return more.gt(byPayouts) ? dec(byPayouts) : more;
}

/**
 * Returns why a refund of `due` isn't registered; `null`: it can't be there already. `credits`: the
 * other ones of the sale. Where it isn't known what an order says, only just this amount counts.
 */
export function perhapsPaidBack(
  credits: readonly CreditOfSale[] | undefined = [],
  due: Decimal,
): Reason | null {
  const over = credits.filter((credit) => beyond(credit).gt(0));
  const more = sum(credits.map((credit) => amount(beyond(credit))));
  const unsaid = credits.filter(({ said, byPayouts }) => said === null && same(byPayouts, due));
  const found = more.gt(0) ? over : unsaid;
  if (found.length === 0) return null;
  const paid = sum(found.map(({ byPayouts }) => byPayouts));
  const numbers = found.map(({ number, id }) => number ?? id).join(", ");
  return reason("refund-perhaps-by-payout", { due, paid: amount(paid), number: numbers });
}

/** The credit with what its order says now; `null`: it says so already, or isn't known. */
export const withSaid = (document: DocumentRecord | undefined, back: Decimal) =>
  document?.content === undefined || document.content.saidBack === back
    ? null
    : { ...document, content: { ...document.content, saidBack: back } };
