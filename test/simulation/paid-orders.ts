/** Orders of a shop as it has them now: what a provider may pay out, and what was paid back. */
import type { Shop } from "../chaos/shop.ts";
import type { Json, Operator } from "../../scripts/local/operator.ts";

const HOME = "SEK";
const CANCELLED = 9;

export type Order = {
  readonly id: number;
  readonly number: string;
  /** As the order is now, of its currency; 0: it is cancelled. */
  readonly cents: number;
  readonly currency: string;
  readonly method: string;
};
export type Refund = Order & { readonly of: number };

export async function readOrders(
  operator: Operator,
  shop: Shop,
): Promise<{
  readonly orders: ReadonlyMap<number, Order>;
  readonly refunds: readonly Refund[];
}> {
  const path = `/state?administrationId=${shop.profile.administrationId}`;
  const { administrations } = (await operator.control("asperion", "GET", path)) as {
    administrations: { orders: Json[] }[];
  };
  const ours = (administrations[0]?.orders ?? []).filter(({ id }) => shop.ids.has(Number(id)));
  const orderOf = (order: Json): Order => ({
    id: Number(order["id"]),
    number: String(order["orderNumber"]),
    cents:
      order["status"] === CANCELLED
        ? 0
        : Math.abs(Math.round(Number(order["amountInclVat"]) * 100)),
    currency: String(order["currencyCode"]),
    method: String(order["paymentMethodId"]),
  });
  return {
    orders: new Map(
      ours
        .filter(({ creditsOrderId }) => !creditsOrderId)
        .map((order) => [Number(order["id"]), orderOf(order)]),
    ),
    refunds: ours
      .filter(
        ({ id, creditsOrderId, paymentStatus, currencyCode }) =>
          Boolean(creditsOrderId) &&
          currencyCode === HOME &&
          paymentStatus === "Refunded" &&
          !shop.refused.has(Number(id)),
      )
      .map((order) => ({ ...orderOf(order), of: Number(order["creditsOrderId"]) })),
  };
}
