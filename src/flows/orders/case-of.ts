/**
 * An order as it was fetched, made ready for the flow: its own note taken out, a credit turned into
 * the sale that it takes back.
 */
import { debtorIdentity, emailIdentity } from "../../domain/identities.ts";
import type { Order } from "../../domain/order.ts";
import { ok } from "../../domain/result.ts";
import { OrderRules } from "../../mapping/rules/order-rules.ts";
import type { FlowPorts } from "../port.ts";
import { hashOf } from "../settlement.ts";
import type { OrderCase } from "./case.ts";
import { asSale } from "./credits/as-sale.ts";
import type { Subject } from "./decision/action.ts";
import { contentOf } from "./deltas/content.ts";
import { withoutNote } from "./edited-meanwhile.ts";

/** `rules`: with the steps that the caller leaves them. */
export async function caseOf(
  ports: FlowPorts,
  placed: Order,
  rules = new OrderRules(),
): Promise<OrderCase & Subject> {
  const source = withoutNote(placed);
  const sale =
    source.creditsOrderId === null ? ok(source) : asSale(source, ports.settings.orders.creditSign);
  const order = sale.ok ? sale.value : source;
  if (order.email !== null) ports.person(emailIdentity(order.email));
  if (order.debtorId !== null) ports.person(debtorIdentity(order.debtorId));
  // What moves with deliveries and payments is not mapped: it is no edit.
  const {
    changed: _changed,
    state: _state,
    payment: _payment,
    paymentMethodId: _method,
    amountPaid: _paid,
    paidAt: _paidAt,
    ...content
  } = order;
  const figures = { gross: source.gross, vat: source.vat, currency: source.currency };
  return {
    ports,
    source,
    unfit: sale.ok ? null : sale.error,
    order,
    sourceHash: await hashOf(JSON.stringify(content)),
    figures,
    rules,
    ...(order.creditsOrderId === null ? { content: contentOf(order) } : {}),
  };
}
