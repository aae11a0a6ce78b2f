/** The comparison of both sides. */
import { differences, type DifferencesQuery } from "../reconciliation/differences.ts";
import { type Query, reconcile, view } from "../reconciliation/reconciliation-view.ts";
import { atomic } from "../context/served.ts";
import type { TenantContext } from "../context/tenant-context.ts";

export const reconciliation = {
  /** Answers the run that compares these days now. */
  start: atomic(reconcile),
  differences: ({ sql }: TenantContext, query: DifferencesQuery) => differences(sql, query),
  view: ({ sql }: TenantContext, query: Query) => view(sql, query),
};
