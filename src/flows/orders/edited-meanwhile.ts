/**
 * Whether an order of the shop was edited while it was worked on: two readings of it are compared
 * whole. Our own note in its texts and the shop's stamp of its last change don't count. Pure.
 */
import { headOf, type OrderHead, orderSchema } from "../../asperion/orders.ts";
import type { Order } from "../../domain/order.ts";
import { toOrder } from "./pull.ts";

export type ReadOrder = { readonly order: Order; readonly head: OrderHead };

/** An order out of a raw answer; `null` where it can't be read, so that nothing is concluded. */
export function orderOf(raw: unknown, administrationId: number): ReadOrder | null {
  const parsed = orderSchema.safeParse(raw);
  if (!parsed.success) return null;
  const order = toOrder(parsed.data, administrationId);
  return order.ok ? { order: order.value, head: headOf(parsed.data) } : null;
}

/**
 * `taken`: a status that `now` may have in place of the other's, as our own write asked for it. One
 * that the shop did not take is no edit either: handing the order in again would not help.
 */
export function sameOrder(
  before: Order,
  now: Order,
  taken: Order["state"] = before.state,
): boolean {
  const state = now.state === taken ? before.state : now.state;
  return said(before) === said({ ...now, state });
}

function said(order: Order): string {
  const { changed: _stamp, ...rest } = withoutNote(order);
  return JSON.stringify(rest);
}

export const NOTE = /\s*\[eAccounting [^\]]*\]/g;

/** The order as its shop wrote it: our own note is no edit, and no rule meets it. */
export function withoutNote(order: Order): Order {
  const [comments, buyerReference] = [theirs(order.comments), theirs(order.buyerReference)];
  const same = comments === order.comments && buyerReference === order.buyerReference;
  return same ? order : { ...order, comments, buyerReference };
}

function theirs(text: string | null): string | null {
  if (text === null || !text.includes("[eAccounting ")) return text;
  const own = text.replaceAll(NOTE, "").trim();
  return own === "" ? null : own;
}
