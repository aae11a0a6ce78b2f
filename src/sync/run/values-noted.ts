/** What this run's order has that a look-up is asked for, out of the plan that the run noted: the story itself is sealed. */
import type { Order } from "../../domain/order.ts";
import { type OrderValues, valuesOf } from "../../mapping/occurred.ts";
import type { StoryEntry } from "../rpc.ts";

/** `null`: no order was planned. */
export function valuesNoted(story: readonly StoryEntry[]): OrderValues | null {
  const detail = story.findLast((entry) => entry.what === "plan")?.detail;
  return isOfOrder(detail) ? valuesOf(detail.input.order) : null;
}

const isOfOrder = (detail: unknown): detail is { readonly input: { readonly order: Order } } =>
  typeof detail === "object" && detail !== null && "input" in detail && typeof detail.input === "object" && detail.input !== null && "order" in detail.input;
