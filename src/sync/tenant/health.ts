import type { GateView } from "../engine-rpc.ts";
import type { TenantHealth } from "../rpc.ts";
import { json, all, first } from "./sql.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { Reason } from "../../domain/reasons.ts";
import * as backfillView from "./backfill-view.ts";
import * as cache from "./cache.ts";
import * as counted from "./counted.ts";
import * as ended from "./ended.ts";
import * as meta from "./meta.ts";
import * as outbox from "./outbox.ts";
import type { Room } from "./room.ts";
import * as runView from "./run-view.ts";
import * as turns from "./turns.ts";

/** How the tenant stands, in one answer: for its page, its API and the alerts. */
export function health(
  room: Room,
  nextAlarm: number | null,
  vendorLimit: GateView | null,
): TenantHealth {
  const { sql } = room;
  const { company, ownArticles, learnt, fiscalYears = [] } = cache.lookups(sql);
  const today = new Date(room.now()).toISOString().slice(0, 10);
  const capabilities = all<{ vendor: Vendor; capability: string; reason: string; until: number }>(
    sql,
    "SELECT * FROM capabilities WHERE until > ?",
    room.now(),
  );
  return {
    tenantId: room.tenantId(),
    pause: meta.pauseState(sql),
    connections: room.vault.views(),
    capabilities: capabilities.map((entry) => ({
      vendor: entry.vendor,
      capability: entry.capability,
      reason: json<Reason>(entry.reason),
      until: entry.until,
    })),
    settingsVersion: meta.configuration(sql)?.version ?? null,
    journalBornAt: meta.bornAt(sql),
    schemaVersion: Number(meta.get(sql, "schema") ?? 0),
    jobs: room.atomically(() => counted.jobCounts(sql)),
    inDoubt: counted.inDoubt(sql),
    oldestWaiting:
      first<{ at: number | null }>(
        sql,
        "SELECT min(created_at) AS at FROM jobs WHERE over = 0 AND status IN ('queued', 'waiting')",
      )?.at ?? null,
    lastDay: room.atomically(() => ended.lastDay(sql, room.now())),
    openAlerts: counted.openAlerts(sql),
    projectionLag: outbox.lag(sql),
    nextAlarm,
    company,
    bookkeeping:
      fiscalYears.find(({ start, end }) => start <= today && today <= end)?.method ?? null,
    ownArticles,
    learnt,
    heard: meta.heard(sql),
    backfill: backfillView.current(room),
    runs: runView.views(room),
    vendorLimit,
    stoppedFlows: meta.stoppedFlows(sql),
    works: turns.views(room),
    orderSort: sortOf(meta.memory(sql)["orders-sort"]),
    changeFilter:
      meta.memory(sql)["orders-change-filter"] === "unusable"
        ? "unusable"
        : meta.memory(sql)["orders-change-filter"] === undefined
          ? null
          : "works",
  };
}

/** As the last sweep saw it; `null`: none yet. */
const sortOf = (kept: string | undefined): TenantHealth["orderSort"] =>
  kept === undefined ? null : kept === "one-key" ? "one-key" : "works";
