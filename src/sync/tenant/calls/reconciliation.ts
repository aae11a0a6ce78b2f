/** The comparison of both sides. */
import { type Query, reconcile, view } from "../reconciliation-view.ts";
import { atomic } from "../served.ts";
import type { TenantContext } from "../tenant-context.ts";

export const reconciliation = {
  /** Answers the run that compares these days now. */
  start: atomic(reconcile),
  view: ({ sql }: TenantContext, query: Query) => view(sql, query),
};
