/**
 * The shop's last orders, each handed in as a dry run of its own: what a person looks at before
 * going live.
 */
import { ordersDatedFrom, readOrderHeads } from "../../asperion/orders.ts";
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts, WorkItem } from "../port.ts";

/** Before the first order of any shop. */
const EVER = "2000-01-01T00:00:00";

/**
 * `item` makes the dry run of one order. Cancelled orders are left out: nothing would become of
 * them.
 */
export async function listLastOrders(
  ports: FlowPorts,
  most: number,
  item: (orderId: number) => WorkItem,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await ports.read(ordersDatedFrom(EVER, 1, "newestFirst"));
  if (!answer.ok) return answer;
  const page = readOrderHeads(answer.value, ports.administrationId);
  if (!page.ok) return page;
  const last = page.value.items.filter(({ status }) => status !== CANCELLED).slice(0, most);
  const handed = await ports.enqueue(last.map(({ id }) => item(id)));
  return handed.ok ? ok({ outcome: "updated", reasons: [], label: null, figures: null }) : handed;
}

const CANCELLED = 9;
