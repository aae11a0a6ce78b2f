/**
 * What an order needs around it before its document can be planned: the ledger's look-ups, and of a
 * credit its original.
 */
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { FlowEnd } from "../port.ts";
import { touchesAbroad } from "./abroad/sale.ts";
import { end, type OrderCase, type Prepared } from "./case.ts";
import { findOriginal, type FoundOriginal } from "./credits/original.ts";
import { prepare } from "./prepare.ts";

export async function withLookups(order: OrderCase): Promise<Result<OrderCase, Failure>> {
  const { ports } = order;
  const { company, codings, countries = [] } = ports.lookups;
  const lacksCountries =
    company !== null && countries.length === 0 && touchesAbroad(order.order, company.country, null);
  if (company !== null && codings.length > 0 && !lacksCountries) return ok(order);
  const loaded = await loadLookups(ports);
  return loaded.ok ? ok({ ...order, ports: { ...ports, lookups: loaded.value } }) : loaded;
}

/** Hands the order on, with everything looked up that its plan needs; what can't be found holds it. */
export async function prepared(
  before: OrderCase,
  go: (order: OrderCase, looked: Prepared) => Promise<Result<FlowEnd, Failure>>,
): Promise<Result<FlowEnd, Failure>> {
  const order = await withLookups(before);
  if (!order.ok) return order;
  const preparation = await prepare(order.value);
  if (!preparation.ok) return preparation;
  if (preparation.value.kind === "held")
    return ok(end(order.value, "held", preparation.value.reasons));
  const looked = preparation.value.prepared;
  const ended = await go(order.value, looked);
  return ended.ok
    ? ok({ ...ended.value, reasons: [...ended.value.reasons, ...looked.reasons] })
    : ended;
}

type Sold = {
  readonly kind: "found";
  readonly order: OrderCase;
  readonly customerId: string | null;
};

/** A sale has no original, and is what it is. */
export async function originalOf(
  order: OrderCase,
): Promise<Result<Sold | Extract<FoundOriginal, { kind: "end" }>, Failure>> {
  return order.order.creditsOrderId === null
    ? ok({ kind: "found", order, customerId: null })
    : findOriginal(order);
}
