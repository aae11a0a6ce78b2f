/** The comparison of both sides. */
import { orderKey } from "../../../domain/ids.ts";
import type {
  DifferencesView,
  ReconciledOrderView,
  ReconciliationView,
} from "../../contract/index.ts";
import { differences, type DifferencesQuery } from "../reconciliation/differences.ts";
import { type Query, reconcile, view } from "../reconciliation/reconciliation-view.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { peopleOf } from "../views/job-rows.ts";

/** Adds each order's person; none for an erased one. */
async function namedBy(
  context: TenantContext,
  orders: readonly ReconciledOrderView[],
): Promise<(order: ReconciledOrderView) => ReconciledOrderView> {
  const people = await peopleOf(context, [...new Set(orders.map(({ id }) => orderKey(id)))]);
  return (order) => ({ ...order, person: people.get(orderKey(order.id)) ?? null });
}

async function viewed(context: TenantContext, query: Query): Promise<ReconciliationView> {
  const found = view(context.sql, query);
  if (query.people !== true) return found;
  return { ...found, orders: found.orders.map(await namedBy(context, found.orders)) };
}

async function differencesOf(
  context: TenantContext,
  query: DifferencesQuery,
): Promise<DifferencesView> {
  const found = differences(context.sql, query);
  if (query.people !== true) return found;
  const named = await namedBy(
    context,
    [...found.items, ...found.apart].flatMap(({ order }) => order ?? []),
  );
  const withName = <T extends { readonly order: ReconciledOrderView | null }>(item: T): T => ({
    ...item,
    order: item.order === null ? null : named(item.order),
  });
  return {
    ...found,
    items: found.items.map(withName),
    apart: found.apart.map(withName),
  };
}

export const reconciliation = {
  /** Answers the run that compares these days now. */
  start: atomic(reconcile),
  differences: differencesOf,
  view: viewed,
};
