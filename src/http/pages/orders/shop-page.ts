/** The page of an order in the shop, by the pattern that the settings have. */
import type { JobView } from "../../../domain/jobs/job.ts";
import { orderPage } from "../../../flows/orders/money/document-head.ts";

/**
 * `null`: no pattern is set, the job is of no order, or the address isn't one that a page may lead
 * to. `template`: the setting `orders.orderPage`.
 */
export function shopPageOf(
  template: string,
  { flow, key, label }: Pick<JobView, "flow" | "key" | "label">,
): string | null {
  const [kind, order] = key.split(":");
  if ((flow !== "orders" && flow !== "dry-run") || kind !== "order" || order === undefined)
    return null;
  const text = orderPage(template, order, label);
  const url = text === null ? null : URL.parse(text);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null;
}
