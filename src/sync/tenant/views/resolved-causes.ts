/**
 * Whether the cause of what waits is gone by what was read of the ledger since: a person opened the
 * period, or created the article. A run saves what it reads, so nothing here is older than its
 * verdict. What the ledger itself refused isn't in the lists.
 */
import type { Reason } from "../../../domain/reasons/index.ts";
import { isKnownOpen } from "../../../flows/booking-day.ts";
import * as cache from "../storage/cache.ts";

/** Those of these reasons whose cause is gone. One look-up for all their articles. */
export function resolvedCauses(sql: SqlStorage, reasons: readonly Reason[]): ReadonlySet<Reason> {
  const known = cache.knownArticles(
    sql,
    reasons.flatMap((one) => missingArticle(one) ?? []),
  );
  return new Set(
    reasons.filter((one) => {
      const number = missingArticle(one);
      if (number !== null) return known.has(number);
      const day = closedDay(one);
      return day !== null && isOpen(sql, day);
    }),
  );
}

function isOpen(sql: SqlStorage, day: string): boolean {
  const { fiscalYears = [], company } = cache.lists(sql);
  return isKnownOpen(day, { years: fiscalYears, lockedTo: company?.lockedTo ?? null });
}

function missingArticle({ code, params: { sku } }: Reason): string | null {
  return code === "article-not-found" && typeof sku === "string" ? sku : null;
}

function closedDay({ code, params: { date, why } }: Reason): string | null {
  if (code !== "period-closed" && code !== "period-closed-ask") return null;
  return typeof date === "string" && why !== "refused" ? date : null;
}
