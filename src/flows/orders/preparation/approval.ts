/**
 * Decides whether an order waits for a person's approval. It waits here, unsent, whatever it
 * becomes: anybody could book a draft in the ledger, and a voucher has no draft. Pure.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { localDay, parseLocal, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import {
  type ApprovalFacts,
  approvedAmount,
  approvedOf,
  asksApproval,
  holdingRule,
} from "../../../settings/orders/approval.ts";
import type { OrderType } from "../../../settings/orders/order-types.ts";
import { APPROVED_AS_SHOWN } from "../../../domain/jobs/requested-actions.ts";
import type { OrderFacts } from "../shared/case.ts";
import { typeFacts } from "../shared/filled-fields.ts";
import { provisional } from "./eligibility.ts";

/**
 * Returns why the order waits; `null`: it may be written. `isCredit`: a credit order, or the credit
 * of a cancelled one.
 */
export function waitsForApproval(
  order: OrderFacts,
  type: OrderType,
  isCredit = order.order.creditsOrderId !== null,
): Reason | null {
  const { ports } = order;
  const rules = ports.settings.orders.approval;
  // Stryker disable next-line ConditionalExpression: without a rule none holds; no facts are needed
  if (!asksApproval(rules)) return null;
  const facts = factsOf(order, type, isCredit);
  const rule = holdingRule(rules, facts);
  if (rule === null) return null;
  const of = approvedOf(rules, facts);
  if (ports.approval?.approved === of || ports.eventTypes.includes(APPROVED_AS_SHOWN)) return null;
  const before = approvedAmount(ports.approval?.approved ?? null);
  return reason("waits-for-approval", {
    rule,
    type,
    gross: facts.gross,
    currency: facts.currency,
    country: facts.country,
    from: rules.grossFrom,
    days: rules.firstDays,
    of,
    approvedGross: before?.gross ?? null,
    approvedCurrency: before?.currency ?? null,
  });
}

function factsOf(order: OrderFacts, type: OrderType, isCredit: boolean): ApprovalFacts {
  const { ports, order: placed } = order;
  const { company } = ports.lists;
  const liveSince = ports.approval?.liveSince ?? null;
  const { gross, deliveryCountry } = typeFacts(placed, provisional(order).kind, company?.country);
  return {
    gross,
    currency: placed.currency,
    home: company?.currency ?? null,
    type,
    isCredit,
    country: deliveryCountry,
    day: parseLocal(placed.date)?.day ?? "",
    liveDay: liveSince === null ? null : localDay(liveSince, SOURCE_ZONE),
  };
}
