/** The comparison of both sides. */
import { type Query, reconcile, view } from "../reconciliation/reconciliation-view.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";

export const reconciliation = {
  /** Answers the run that compares these days now. */
  start: atomic(reconcile),
  view: ({ sql }: TenantContext, query: Query) => view(sql, query),
};
