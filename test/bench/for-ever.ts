/**
 * What of a tenant's object is stored, and what of it stays when everything is past its retention:
 * measured on a copy, by the product's own retention and SQLite's own count of the bytes in use.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { clear } from "../support/hourly-care.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { inDatabase, objectFiles } from "../../scripts/local/alarms.ts";

const YEAR_MS = 366 * 86_400_000;
/** Of the newest, as far as it goes: what is deleted a call is bounded. */
const CALLS = 20;

/**
 * Bytes, without the slack of pages, of the tenant's own object: there is one for each tenant. What
 * is cached of the ledger, the small facts and what plans are made of aren't counted: they don't
 * grow with orders, and one look-up in between would be taken for what thirty orders leave.
 */
export const bytesForEver = (stateDir: string, tenantId: string): Promise<number> =>
  bytesOf(stateDir, tenantId, pastRetention);

/** The same of everything that is there now. */
export const bytesStored = (stateDir: string, tenantId: string): Promise<number> =>
  bytesOf(stateDir, tenantId, () => undefined);

async function bytesOf(
  stateDir: string,
  tenantId: string,
  prepare: (database: DatabaseSync) => void,
): Promise<number> {
  for (const path of await objectFiles(stateDir, "TenantSync")) {
    const bytes = await inCopy(path, (database) => {
      if (tenantOf(database) !== tenantId) return null;
      prepare(database);
      return used(database);
    });
    if (bytes !== null) return bytes;
  }
  throw new Error(`no object of ${tenantId} lies in ${stateDir}`);
}

async function inCopy<T>(path: string, work: (database: DatabaseSync) => T): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "for-ever-"));
  try {
    for (const end of ["", "-wal", "-shm"])
      await cp(`${path}${end}`, join(dir, `object${end}`), { force: true }).catch(() => undefined);
    return inDatabase(join(dir, "object"), (database) => {
      // A copy need not survive a crash.
      database.exec("PRAGMA synchronous = OFF");
      return work(database);
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const tenantOf = (database: DatabaseSync): unknown =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() === undefined
    ? null
    : database.prepare("SELECT v FROM meta WHERE k = 'tenant'").get()?.["v"];

function pastRetention(database: DatabaseSync): void {
  const exec = (query: string, ...binds: (string | number | null)[]) => {
    const rows = database.prepare(query).all(...binds);
    return { toArray: () => rows };
  };
  const context = {
    sql: { exec } as unknown as SqlStorage,
    now: () => Date.now() + YEAR_MS,
    atomically: <T>(work: () => T): T => work(),
  } as unknown as TenantContext;
  for (let call = 0; call < CALLS; call += 1) clear(context, 1);
}

function used(database: DatabaseSync): number {
  database.exec("VACUUM");
  const [row] = database
    .prepare(
      "SELECT sum(pgsize - unused) AS bytes FROM dbstat WHERE name NOT IN ('cache', 'meta', 'plan_bases')",
    )
    .all();
  return Number(row?.["bytes"] ?? 0);
}
