/**
 * What this run's order has that a look-up is asked for, out of the plan that the run noted: the
 * timeline itself is sealed.
 */
import type { Order } from "../../domain/order.ts";
import { type OrderValues, valuesOf } from "../../settings/occurred.ts";
import type { TimelineEntry } from "../rpc.ts";

/** `null`: no order was planned. */
export function valuesNoted(timeline: readonly TimelineEntry[]): OrderValues | null {
  const order = orderNoted(timeline);
  return order === null ? null : valuesOf(order);
}

/** So many articles of an order are known to a search. */
const MOST_ARTICLES = 200;

/** The numbers of the articles on its lines, each once. `null`: no order was planned. */
export function articlesNoted(timeline: readonly TimelineEntry[]): readonly string[] | null {
  const order = orderNoted(timeline);
  return order === null
    ? null
    : [
        ...new Set(order.lines.flatMap(({ sku }) => (sku === null || sku === "" ? [] : [sku]))),
      ].slice(0, MOST_ARTICLES);
}

function orderNoted(timeline: readonly TimelineEntry[]): Order | null {
  const detail = timeline.findLast((entry) => entry.what === "plan")?.detail;
  return isOfOrder(detail) ? detail.input.order : null;
}

const isOfOrder = (detail: unknown): detail is { readonly input: { readonly order: Order } } =>
  typeof detail === "object" &&
  detail !== null &&
  "input" in detail &&
  typeof detail.input === "object" &&
  detail.input !== null &&
  "order" in detail.input;
