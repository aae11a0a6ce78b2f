/** Counts what a shorter retention would delete, before it is saved. Deletes nothing. */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { yearsKept } from "../../../domain/orders/vat-evidence.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import type { DeletionPreview, RetentionPeriods } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as evidence from "../journal/evidence.ts";
import * as payloads from "../journal/payloads.ts";
import * as cache from "../storage/cache.ts";

/** Larger counts are shown as "at least". */
const MAX_COUNTED = 10_000;

/** Counts what the hourly maintenance would delete under these settings. */
export function previewDeletion(context: TenantContext, kept: RetentionPeriods): DeletionPreview {
  const { sql } = context;
  const now = context.now();
  const year = Number(localDay(now, SOURCE_ZONE).slice(0, 4));
  const country = cache.lists(sql).company?.country ?? null;
  return {
    timelines: payloads.countOlder(sql, now - kept.retentionDays * DAY_MS, MAX_COUNTED),
    records: evidence.countExpired(sql, year, kept.evidenceYears, MAX_COUNTED),
    most: MAX_COUNTED,
    country,
    years: yearsKept(country, false, kept.evidenceYears),
    asked: yearsKept(country, false, null),
  };
}
