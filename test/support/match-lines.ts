/** What the tenant's object does with the lines of a payout in steps, with all of them at once. */
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import {
  type MatchFacts,
  matchByPayment,
  type Matched,
  matchNumbered,
  type MatchableOrder,
  wantedPayment,
} from "../../src/flows/payouts/match.ts";

export function matchLines(lines: readonly PayoutLine[], known: MatchFacts): readonly Matched[] {
  const numbered = matchNumbered(lines, known);
  const payments = new Map<string, MatchableOrder>();
  for (const { line, match } of numbered)
    if (match !== null && line.paymentId !== null && !payments.has(line.paymentId))
      payments.set(line.paymentId, match.target);
  return numbered.map((one) => {
    const payment = wantedPayment(one);
    return payment === null ? one : matchByPayment(one, payments.get(payment), known.currency);
  });
}
