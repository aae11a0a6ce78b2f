/**
 * The article numbers that an order's plan may need, with what is sold in the place of what the
 * shop names. Pure.
 */
import type { LedgerCompany, LedgerCountry } from "../../../domain/ledger.ts";
import type { Order } from "../../../domain/order.ts";
import type { Settings } from "../../../mapping/settings.ts";
import { skusOf } from "../lines-to-plan.ts";
import { lookupFacts } from "./facts.ts";

/**
 * Whether the customer is a company may show only later, so what either kind is sold is looked up.
 * Each once.
 */
export function numbersToLookUp(
  order: Order,
  settings: Settings,
  ledger: { readonly company: LedgerCompany; readonly countries?: readonly LedgerCountry[] },
): readonly string[] {
  const ofKind = (kind: "private" | "company"): readonly string[] => {
    const facts = lookupFacts(order, ledger, kind);
    return skusOf(order, settings, facts);
  };
  return [...new Set([...ofKind("private"), ...ofKind("company")])];
}
