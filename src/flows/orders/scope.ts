/**
 * What this product doesn't book yet, each kind by its own reason. Such an order is held: it is
 * neither dropped nor turned into something that it isn't.
 */
import type { LedgerCompany } from "../../domain/ledger.ts";
import { dec } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { PlanForm } from "./plan-input.ts";

/** All reasons why this order is beyond what is handled; empty where it isn't. */
export function outOfScope(
  order: Order,
  company: LedgerCompany,
  currencies: readonly string[],
  form: PlanForm = "sales-order",
): readonly Reason[] {
  const reasons: Reason[] = [];
  if ((order.creditsOrderId !== null && form !== "credit") || dec(order.gross).lt(0))
    reasons.push(reason("credit-order", { credits: order.creditsOrderId, total: order.gross }));
  else if (dec(order.gross).eq(0))
    reasons.push(reason("total-not-positive", { total: order.gross }));

  if (order.currency !== company.currency && !currencies.includes(order.currency))
    reasons.push(
      reason("currency-unknown", { currency: order.currency, company: company.currency }),
    );
  return reasons;
}
