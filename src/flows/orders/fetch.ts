/** Fetches fresh, and remembers for the tenant which way of asking Asperion works. */
import type { OrderHead } from "../../asperion/orders.ts";
import { readMode } from "../../asperion/read-one.ts";
import type { Failure } from "../../domain/failure.ts";
import type { SourceOrderId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts } from "../port.ts";
import { pullOrder } from "./pull.ts";

const ORDERS = "asperion-orders";

export async function fetchOrder(
  ports: FlowPorts,
  id: SourceOrderId,
): Promise<Result<{ readonly order: Order; readonly head: OrderHead }, Failure>> {
  const pulled = await pullOrder(
    ports.read,
    Number(id),
    ports.administrationId,
    readMode(ports.memory[ORDERS]),
  );
  if (!pulled.ok) return pulled;
  if (ports.memory[ORDERS] !== pulled.value.mode) ports.remember(ORDERS, pulled.value.mode);
  return ok({ order: pulled.value.order, head: pulled.value.head });
}
