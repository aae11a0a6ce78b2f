/** Fetches fresh, and remembers for the tenant which way of asking Asperion works. */
import { readMode } from "../../asperion/read-one.ts";
import type { Failure } from "../../domain/failure.ts";
import type { SourceOrderId } from "../../domain/ids.ts";
import type { Debtor, Order } from "../../domain/order.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts } from "../port.ts";
import { pullDebtor, pullOrder } from "./pull.ts";

const ORDERS = "asperion-orders";
const DEBTORS = "asperion-debtors";

export async function fetchOrder(ports: FlowPorts, id: SourceOrderId): Promise<Result<Order, Failure>> {
  const pulled = await pullOrder(ports.read, Number(id), ports.administrationId, readMode(ports.memory[ORDERS]));
  if (!pulled.ok) return pulled;
  if (ports.memory[ORDERS] !== pulled.value.mode) ports.remember(ORDERS, pulled.value.mode);
  return ok(pulled.value.order);
}

export async function fetchDebtor(ports: FlowPorts, id: number): Promise<Result<Debtor, Failure>> {
  const pulled = await pullDebtor(ports.read, id, ports.administrationId, readMode(ports.memory[DEBTORS]));
  if (!pulled.ok) return pulled;
  if (ports.memory[DEBTORS] !== pulled.value.mode) ports.remember(DEBTORS, pulled.value.mode);
  return ok(pulled.value.debtor);
}
