/**
 * Whether the cause of what waits is gone by what was read of the ledger since: a person opened the
 * period, or created the article. A run saves what it reads, so nothing here is older than its
 * verdict. What the ledger itself refused isn't in the lists.
 */
import type { Reason } from "../../../domain/reasons/index.ts";
import { isKnownOpen } from "../../../flows/booking-day.ts";
import * as cache from "../storage/cache.ts";

export function isOver(sql: SqlStorage, { code, params }: Reason): boolean {
  const { date, sku, why } = params;
  if (code === "article-not-found")
    return typeof sku === "string" && cache.articles(sql, [sku])[sku] !== undefined;
  if (code !== "period-closed" && code !== "period-closed-ask") return false;
  if (typeof date !== "string" || why === "refused") return false;
  const { fiscalYears = [], company } = cache.lists(sql);
  return isKnownOpen(date, { years: fiscalYears, lockedTo: company?.lockedTo ?? null });
}
