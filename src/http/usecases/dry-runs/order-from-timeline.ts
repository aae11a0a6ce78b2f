/**
 * Asperion's order from a job's timeline, as it was read last: in the neutral model, by the
 * bridge's own reader. `null` where the timeline has expired.
 */
import { z } from "zod";
import { readPostedOrder } from "../../../asperion/orders.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { toOrder } from "../../../flows/orders/intake/fetch.ts";
import type { JobTimeline, TimelineEntry } from "../../../sync/contract/index.ts";
import { recordedReads } from "./remembered-reads.ts";

/** Of the order itself, or of a dry run of it. */
const ORDER_KEY = /^(?:order|dry-run:[\w-]+):(\d+)$/;

export function orderFromTimeline(
  { job, timeline }: JobTimeline,
  administrationId: number,
): Order | null {
  const id = ORDER_KEY.exec(job.key)?.[1];
  return id === undefined ? null : findOrderInTimeline(timeline, id, administrationId);
}

const listed = z.looseObject({ _data: z.array(z.unknown()) });
const whole = z.looseObject({ id: z.int(), lines: z.looseObject({ _data: z.array(z.unknown()) }) });

/**
 * Returns the order with this id as last answered with its lines: in a list of one, or alone. An
 * answer that can't be read isn't replaced by an older one.
 */
export function findOrderInTimeline(
  timeline: readonly TimelineEntry[],
  id: string,
  administrationId: number,
): Order | null {
  const isWhole = (item: unknown): boolean => String(whole.safeParse(item).data?.id) === id;
  for (const { vendor, body } of recordedReads(timeline).toReversed()) {
    if (vendor !== "asperion") continue;
    const item = (listed.safeParse(body).data?._data ?? [body]).find(isWhole);
    if (item === undefined) continue;
    const posted = readPostedOrder(item);
    const order = posted.ok ? toOrder(posted.value, administrationId) : null;
    return order?.ok === true ? order.value : null;
  }
  return null;
}
