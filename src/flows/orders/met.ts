/** The state in which an order was met, short enough to be kept for each: another value means that it changed. */
import type { OrderHead } from "../../asperion/orders.ts";
import { hashOf } from "../settlement.ts";

export async function stateOf(head: Pick<OrderHead, "state">): Promise<string> {
  return (await hashOf(head.state)).slice(0, 16);
}
