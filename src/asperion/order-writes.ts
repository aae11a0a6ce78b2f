/**
 * What is written back into an order of the shop. PUT replaces the order (assumed, P65): the body
 * is the whole answer of a read a moment ago, less what the vendor keeps itself, with the fields
 * that change.
 */
import type { VendorRequest } from "../domain/request.ts";
import { PATHS } from "./contract.ts";
import { get, write } from "./request.ts";

type Raw = Readonly<Record<string, unknown>>;

/** For its raw answer only: which administration it is of was seen when the order was fetched. */
export const orderToChange = (id: number): VendorRequest =>
  get(PATHS.order, "orders", { ids: { id } });

export type OrderChange = {
  readonly status?: number;
  readonly comments?: string;
  readonly reference?: string;
};

const KEPT_BY_VENDOR = new Set(["_meta", "id", "dateLastChange"]);

export function updateOrder(id: number, raw: Raw, change: OrderChange): VendorRequest {
  const kept = Object.fromEntries(
    Object.entries(raw).filter(([name]) => !KEPT_BY_VENDOR.has(name)),
  );
  return write("PUT", PATHS.order, "orders", { ids: { id }, body: { ...kept, ...change } });
}
