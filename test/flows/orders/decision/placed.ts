/** The order of a case: few of many cases differ in theirs. */
import type { Order } from "../../../../src/domain/orders/order.ts";
import type { OrderWithSource } from "../../../../src/flows/orders/shared/case.ts";
import { lessCredits } from "../../../../src/flows/orders/documents/credits/order-credit.ts";
import { asSale } from "../../../../src/flows/orders/intake/order-case.ts";
import type { RunFacts } from "../../../../src/flows/port.ts";
import type { Settings } from "../../../../src/settings/schema.ts";
import { order as orderOf } from "../kit.ts";

type Placed = Pick<OrderWithSource, "source" | "unfit" | "order">;
/** By what makes them. */
const made = new Map<string, Placed>();

export function placedOf(
  fields: Partial<Order>,
  creditSign: Settings["orders"]["creditSign"] = "negative",
  loweredBy: RunFacts["loweredBy"] = [],
): Placed {
  const of = JSON.stringify([fields, creditSign, loweredBy]);
  const known = made.get(of);
  if (known !== undefined) return known;
  const source = orderOf([{ price: "100.00" }], fields);
  const sale = source.creditsOrderId === null ? null : asSale(source, creditSign);
  const less = lessCredits(source, loweredBy);
  const unfit = sale?.ok === false ? sale.error : less.ok ? null : less.error;
  const placed = { source, unfit, order: less.ok ? less.value : source };
  made.set(of, placed);
  return placed;
}

/** The usual line, and a card of 30.00 that was used. */
export const withCards = (): Order["lines"] => [
  ...orderOf([{ price: "100.00" }]).lines,
  ...orderOf([{ kind: "gift-card", sku: "CARD", quantity: "-1", price: "30.00", rate: "0" }]).lines,
];
