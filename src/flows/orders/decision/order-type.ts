/** Which kind of document this order becomes, by the tenant's rules and the customer that was found. */
import type { LedgerCustomer } from "../../../domain/ledger.ts";
import { same } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { roundedBy } from "../../../domain/whole-units.ts";
import { chooseType, type OrderType } from "../../../settings/order-types.ts";
import { partyOf } from "../../parties/party.ts";
import type { OrderFacts, Prepared } from "../case.ts";
import type { DocumentRole } from "../documents/document-kinds.ts";
import { typeFacts } from "../documents/type-facts.ts";
import { saleOf } from "../money/lines.ts";

export type TypeOfOrder = {
  readonly type: OrderType;
  readonly form: DocumentRole | "voucher";
  readonly recorded: readonly Reason[];
};

/** A credit becomes what its original is: a booked invoice, unless the tenant wants to book by hand. */
export function orderType(
  { ports, order, credits, part }: OrderFacts,
  { customer }: Pick<Prepared, "customer">,
): TypeOfOrder {
  const facts = typeFacts(order, customer.kind, ports.lookups.company?.country);
  const chosen = chooseType(ports.settings.orders, facts);
  if (part !== true && credits === undefined && becomesWhole(chosen.type, ports, order))
    return {
      type: "mutation",
      form: "voucher",
      recorded: [reason("rounded-becomes-voucher", { total: order.gross })],
    };
  const { type, rule } = chosen;
  if (credits !== undefined)
    return {
      type: type === "draft-invoice" ? type : "invoice",
      form: "credit-draft",
      recorded: [],
    };
  return {
    type,
    form:
      type === "sales-order" ? "sales-order" : type === "mutation" ? "voucher" : "invoice-draft",
    recorded: rule === null ? [] : [reason("order-type-chosen", { type, rule })],
  };
}

/** Its invoice would be rounded to whole units, and the tenant wants a voucher in its place. */
function becomesWhole(
  type: OrderType,
  { settings, lookups }: OrderFacts["ports"],
  order: OrderFacts["order"],
): boolean {
  if (
    settings.orders.wholeUnits !== "mutation" ||
    lookups.company === null ||
    (type !== "invoice" && type !== "draft-invoice")
  )
    return false;
  return !same(roundedBy(lookups.company, order.currency, saleOf(order).order.gross), 0);
}

/**
 * Whom the order seems to be for, before anybody was looked up: good enough to see that it would be
 * held anyway.
 */
export function provisional({ ports, order }: OrderFacts): LedgerCustomer {
  const { kind } = partyOf(order, null, ports.settings);
  return {
    id: "00000000-0000-0000-0000-000000000000",
    number: null,
    kind,
    country: order.invoiceAddress.country,
    vatNumber: order.vatNumber,
    termsOfPaymentId: null,
  };
}
