import type { Vendor } from "../../../domain/ids.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { shownArticles } from "../../../flows/setup/shown-articles.ts";
import type { GateView } from "../../contract/runs.ts";
import type { TenantHealth } from "../../contract/index.ts";
import * as backfillView from "../backfills/backfill-view.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as counters from "../counts/counters.ts";
import { waitingClose } from "../days/days.ts";
import * as turns from "../intake/turns.ts";
import * as webhooksArrive from "../intake/webhooks-arrive.ts";
import * as ended from "../jobs/ended.ts";
import * as journal from "../journal/journal.ts";
import { firstDayView, isFirstDayOver } from "../runs/before-writes.ts";
import * as runView from "../runs/run-view.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import * as outbox from "../storage/outbox.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";

/** The tenant's state in one answer: for its page, its API and the alerts. */
export function health(
  context: TenantContext,
  nextAlarm: number | null,
  vendorLimit: GateView | null,
): Omit<TenantHealth, "open"> {
  const { sql } = context;
  const known = cache.lists(sql);
  const { company, systemArticles, learnt, fiscalYears = [] } = known;
  const today = new Date(context.now()).toISOString().slice(0, 10);
  type Blocked = { vendor: Vendor; capability: string; reason: string; until: number };
  const capabilities = all<Blocked>(sql)`
    SELECT * FROM capabilities WHERE until > ${context.now()}`;
  const lastDay = context.atomically(() => ended.lastDay(sql, context.now()));
  return {
    tenantId: context.tenantId(),
    pause: meta.pauseState(sql),
    connections: context.vault.views(),
    capabilities: capabilities.map((entry) => ({
      vendor: entry.vendor,
      capability: entry.capability,
      reason: storedJson<Reason>(entry.reason),
      until: entry.until,
    })),
    settingsVersion: meta.configuration(sql)?.version ?? null,
    journalBornAt: meta.bornAt(sql),
    schemaVersion: Number(meta.get(sql, "schema") ?? 0),
    ...context.atomically(() => counters.jobCounts(sql)),
    inDoubt: counters.inDoubt(sql),
    lastDay: byOutcome(lastDay),
    lastDayByFlow: lastDay,
    openAlerts: counters.openAlerts(sql),
    firstDay: firstDayView(sql, context.now(), waitingClose(context)),
    firstDayOver: isFirstDayOver(sql, context.now()),
    projectionLag: outbox.lag(sql),
    nextAlarm,
    company,
    bookkeeping:
      fiscalYears.find(({ start, end }) => start <= today && today <= end)?.method ?? null,
    systemArticles,
    articles: shownArticles(
      { ...known, articleNumbers: cache.articleNumbers(sql) },
      meta.configuration(sql)?.settings ?? null,
      journal.ofOwnArticles(sql).map(journal.entry),
    ),
    learnt,
    lastWebhook: meta.lastWebhook(sql),
    backfill: backfillView.current(context),
    runs: runView.views(context),
    vendorLimit,
    stoppedFlows: meta.stoppedFlows(sql),
    works: turns.views(context),
    sweeps: webhooksArrive.view(context),
    orderSort: sortOf(meta.memory(sql)["orders-sort"]),
    vendorChecks: cache.vendorFindings(sql),
    changeFilter: filterOf(meta.memory(sql)["orders-change-filter"]),
  };
}

const byOutcome = (sums: TenantHealth["lastDay"]): TenantHealth["lastDay"] =>
  [...Map.groupBy(sums, ({ outcome }) => outcome)].map(([outcome, of]) => ({
    outcome,
    n: of.reduce((total, { n }) => total + n, 0),
  }));

/** As the last sweep found; `null`: none yet. */
function sortOf(remembered: string | undefined): TenantHealth["orderSort"] {
  if (remembered === undefined) return null;
  return remembered === "one-key" ? "one-key" : "works";
}

/** As the last sweep found; `null`: none yet. */
function filterOf(remembered: string | undefined): TenantHealth["changeFilter"] {
  if (remembered === undefined) return null;
  return remembered === "unusable" ? "unusable" : "works";
}
