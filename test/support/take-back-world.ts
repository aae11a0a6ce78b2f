/** A tenant's object with orders that went live, for what takes back what was made. */
import type { Role } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { WriteIntent } from "../../src/flows/port.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import type { TakeBackScope } from "../../src/sync/contract/backfills.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { firstDayConfigured } from "../../src/sync/tenant/runs/before-writes.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../http/world.ts";
import { atomicallyOn, objectSql } from "./object-sql.ts";

export const HOUR = 3_600_000;
export const LIVE = Date.parse("2026-03-10T08:00:00Z");

export function tenant() {
  const sql = objectSql();
  let now = LIVE;
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "t",
    deps: { timings: { coalesceMs: 0 } },
  } as unknown as TenantContext;
  const configure = (version: number): void => {
    meta.configure(sql, {
      administrationId: 1,
      version,
      settings: {
        ...defaultSettings(),
        trial: false,
        orders: { ...defaultSettings().orders, enabled: true, startLine: "2026-03-01T00:00:00Z" },
      },
    });
    firstDayConfigured(sql, now);
  };
  configure(1);
  cache.save(sql, { company: company("c", "Demo AB") }, now);
  /** What this credit order takes back of a sale. */
  const credits = (original: string, key: string, gross: string): void => {
    sql.exec("INSERT INTO credits VALUES (?, ?, 1, ?)", original, key, gross);
    stands(key, "voucher-credit");
  };
  /** A write that was answered, by a job of the order, and what it made. */
  const made = (
    key: string,
    at: number,
    version: number | null,
    {
      kind = "order.create",
      role = "sales-order",
      n = 1,
    }: { kind?: WriteIntent["kind"]; role?: Role; n?: number } = {},
  ): void => {
    const { job } = intake.enqueue(context, { key, flow: "orders", type: "x", lane: null });
    const { opId, attempt } = journal.send(sql, {
      jobId: job.id,
      claimNo: 1,
      intent: {
        key,
        role,
        n,
        kind,
        marker: "m",
        markerCode: "c",
        markerField: "OurReference",
        documentId: null,
      },
      request: { keyId: "k", bytes: new Uint8Array() },
      now: at,
      abortAt: at,
      settingsVersion: version,
    });
    journal.settle(
      sql,
      {
        opId,
        attempt,
        state: "compared",
        failure: null,
        documentId: `d-${key}`,
        documentNumber: "1",
        document: null,
        link: null,
      },
      at,
    );
    jobs.update(sql, job.id, { status: "done", outcome: "booked", due: null, reasons: "[]" }, at);
  };
  const stands = (
    key: string,
    role: Role = "sales-order",
    state: "live" | "gone" = "live",
    n = 1,
  ) =>
    journal.saveDocument(
      sql,
      key,
      { role, n, id: `d-${key}`, number: "1", sourceHash: null, ownedHash: null, state },
      1,
    );
  const book = (key: string, at: number, version: number | null): void => {
    made(key, at, version);
    stands(key);
  };
  const keysOf = (scope: TakeBackScope): readonly string[] | string => {
    const begun = takeBacks.begin(context, { scope, dryRunId: null }, "somebody");
    if (!begun.ok) return begun.kind;
    const keys = all<{ key: string }>(
      sql,
      "SELECT key FROM backfill_orders WHERE backfill = ? ORDER BY key",
      begun.id,
    ).map(({ key }) => key);
    backfills.cancel(context, begun.id);
    backfills.advance(context);
    return keys;
  };
  const end = (key: string, code: Parameters<typeof reason>[0], would?: string): void => {
    const job = jobs.openFor(sql, key);
    if (job === null) throw new Error(`${key} has no open job`);
    const reasons = JSON.stringify([reason(code, { would: would ?? null })]);
    jobs.update(sql, job.id, { status: "done", outcome: "skipped", due: null, reasons }, now);
  };
  const contextOf = (key: string) => {
    const job = jobs.latestFor(sql, key);
    return job === null ? null : backfills.contextOf(sql, job);
  };
  return { sql, context, configure, made, stands, credits, book, keysOf, end, contextOf };
}
