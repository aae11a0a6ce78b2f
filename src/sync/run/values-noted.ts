/**
 * What this run's order has that a look-up is asked for, out of the plan that the run noted: the
 * story itself is sealed.
 */
import type { Order } from "../../domain/order.ts";
import { type OrderValues, valuesOf } from "../../mapping/occurred.ts";
import type { StoryEntry } from "../rpc.ts";

/** `null`: no order was planned. */
export function valuesNoted(story: readonly StoryEntry[]): OrderValues | null {
  const order = orderNoted(story);
  return order === null ? null : valuesOf(order);
}

/** So many articles of an order are known to a search. */
const MOST_ARTICLES = 200;

/** The numbers of the articles on its lines, each once. `null`: no order was planned. */
export function articlesNoted(story: readonly StoryEntry[]): readonly string[] | null {
  const order = orderNoted(story);
  return order === null
    ? null
    : [
        ...new Set(order.lines.flatMap(({ sku }) => (sku === null || sku === "" ? [] : [sku]))),
      ].slice(0, MOST_ARTICLES);
}

function orderNoted(story: readonly StoryEntry[]): Order | null {
  const detail = story.findLast((entry) => entry.what === "plan")?.detail;
  return isOfOrder(detail) ? detail.input.order : null;
}

const isOfOrder = (detail: unknown): detail is { readonly input: { readonly order: Order } } =>
  typeof detail === "object" &&
  detail !== null &&
  "input" in detail &&
  typeof detail.input === "object" &&
  detail.input !== null &&
  "order" in detail.input;
