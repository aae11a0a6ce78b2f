/**
 * The state in which an order was last read, short enough to be kept for each: another value means
 * that it changed. A trial writes nothing, so its states count separately.
 */
import type { OrderHead } from "../asperion/orders.ts";
import { hexOf } from "./settlement.ts";

export async function stateOf(head: Pick<OrderHead, "state">, trial: boolean): Promise<string> {
  return `${trial ? "trial:" : ""}${await hexOf(head.state, 16)}`;
}
