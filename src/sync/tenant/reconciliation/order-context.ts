/** What a reconciliation uses to judge an order, beside the order itself. */
import { sideOfStartLine } from "../../../flows/orders/preparation/eligibility.ts";
import { stampZone, widestOf } from "../../../flows/vendor-observations.ts";
import type { OrderContext } from "../../../monitor/reconciliation/classify-order.ts";
import { notListedOf } from "../../../monitor/reconciliation/kinds.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import type * as store from "./reconciliation-store.ts";

/** `date`: of the order, as the shop writes it. */
export function contextOf(
  sql: SqlStorage,
  reconciliation: store.ReconciliationRun,
  date: string,
): OrderContext {
  const settings = meta.configuration(sql)?.settings.orders;
  const startLine = settings?.startLine ?? null;
  return {
    enabled: settings?.enabled === true && startLine !== null,
    startLine,
    side: startLine === null ? "after" : sideOf(sql, date, startLine),
    tolerance: settings?.tolerance ?? "0.00",
    listedSince: reconciliation.since,
    notListed: notListedOf(reconciliation.done),
  };
}

/** In which zone the shop stamps, or may stamp, matters before the line alone. */
function sideOf(sql: SqlStorage, date: string, startLine: string): OrderContext["side"] {
  const side = sideOfStartLine(date, startLine);
  return side === "before"
    ? sideOfStartLine(
        date,
        startLine,
        widestOf(stampZone({ seenAtWork: cache.workObservations(sql) })),
      )
    : side;
}
