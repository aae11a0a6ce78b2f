/**
 * A tenant's object as it is, on tables in memory, whose statements can be made to fail. Whoever
 * uses it holds the timers still: nothing happens by itself.
 */
import { err, ok } from "../../src/domain/result.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import type { GateRpc } from "../../src/sync/contract/runs.ts";
import type { Access } from "../../src/sync/tenant/context/vault.ts";
import { watched } from "../../src/sync/tenant/live/live.ts";
import { forget, shareMemory } from "../../src/sync/tenant/storage/memory.ts";
import type { ObjectTables } from "../../src/sync/tenant/storage/schema.ts";
import { all, type Row } from "../../src/sync/tenant/storage/sql.ts";
import { type ObjectDeps, TenantObject } from "../../src/sync/tenant/tenant-object.ts";
import { type Bind, objectTables } from "./object-sql.ts";

export const NOW = Date.parse("2026-11-24T12:00:00Z");
export const TENANT = "shop";
export const TIMINGS = {
  leaseMs: 25_000,
  vendorTimeoutMs: 8_000,
  settleMs: [60_000, 300_000, 900_000],
  coalesceMs: 5_000,
  backoffMs: [1_000],
  sweepMs: 300_000,
  checksAfterMs: 0,
  registryCacheMs: 60_000,
} as const;
const TOKEN: Access = { kind: "token", token: { token: "t", version: 1 } };

class Tenant extends TenantObject {
  constructor(storage: object, deps: ObjectDeps) {
    super(
      {
        storage,
        waitUntil: () => undefined,
        getWebSockets: () => [],
      } as unknown as DurableObjectState,
      {} as Env,
      deps,
    );
    const signedIn = {
      access: async () => TOKEN,
      atHand: () => TOKEN,
      open: async () => undefined,
      identity: () => "company",
      client: () => "main",
      nextRenewal: () => null,
      dueForRenewal: () => [],
      views: () => [],
      store: async () => true,
      forget: () => undefined,
    };
    Object.assign(this.context, { vault: signedIn });
  }

  /** What the object's own parts work with. */
  inside() {
    return this.context;
  }

  ticks(): Promise<void> {
    return this.alarmLoop.tick();
  }
}

export type NodeTenant = Awaited<ReturnType<typeof tenantInNode>>;

/** `setAlarm`: the platform's alarm, where it is to come. */
export async function tenantInNode(
  over: Partial<ObjectDeps> = {},
  setAlarm: (at: number) => void = () => undefined,
) {
  const tables = objectTables(NOW);
  // The object is told of what a test writes itself as of its own.
  const sql = watched(tables.sql, () => undefined);
  shareMemory(sql, tables.sql);
  const statements = { left: Infinity, made: 0 };
  const exec = (query: string, ...binds: Bind[]) => {
    statements.made += 1;
    if ((statements.left -= 1) < 0) throw new Error(`this statement fails: ${query}`);
    return sql.exec(query, ...binds);
  };
  const transactions = { made: 0 };
  const alarm = { at: null as number | null };
  const storage: ObjectTables & {
    setAlarm: (at: number) => Promise<void>;
    getAlarm: () => Promise<number | null>;
  } = {
    sql: { exec } as unknown as SqlStorage,
    transactionSync: (work) => {
      transactions.made += 1;
      return tables.transactionSync(work);
    },
    setAlarm: async (at) => {
      alarm.at = at;
      setAlarm(at);
    },
    // As the platform: none while it comes, unless another one was set since.
    getAlarm: async () => (alarm.at !== null && alarm.at > Date.now() ? alarm.at : null),
  };
  shareMemory(storage.sql, sql);
  const clock = { at: NOW };
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const gate: GateRpc = {
    lease: async (_endpoint, _lane, want) => ({
      kind: "slots",
      inMs: Array.from({ length: want }, () => 0),
    }),
    penalize: async () => undefined,
    view: async () => ({ perMinute: 600, endpoints: [] }),
  };
  const deps = {
    clock: { now: () => clock.at },
    timings: TIMINGS,
    keyring: async () => keyring,
    gate: () => gate,
    wake: async () => undefined,
    project: async () => undefined,
    noteKey: async () => undefined,
    noteDeadline: async () => undefined,
    noteBounced: async () => undefined,
    forgetKeys: async () => undefined,
    mail: null,
    // The shop says nothing that helps: every work gets its job.
    ask: async () => err({ kind: "transient", vendor: "asperion", cause: "no answer" }),
    post: async () => ok({ status: 200, headers: {}, body: null, isJson: false }),
    runHere: async () => undefined,
    publicUrl: "https://bridge.nl",
    ...over,
  } as unknown as ObjectDeps;
  const object = new Tenant(storage, deps);
  const settings = defaultSettings();
  await object.admin.configure(TENANT, {
    administrationId: 1,
    version: 1,
    settings: {
      ...settings,
      orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
      asperionRequestsPerSecond: 50,
    },
  });
  return {
    object,
    sql,
    clock,
    /** The n-th statement from now on fails, and all after it. */
    failAt: (n: number): void => void (statements.left = n - 1),
    mend: (): void => void (statements.left = Infinity),
    statements: (): number => statements.made,
    transactions: (): number => transactions.made,
    /** All that is stored. */
    dump: (): string => dump(tables.sql),
    /** From now on `again` brings back what is stored now; the object reads it anew. */
    keep: (): void => void tables.sql.exec("SAVEPOINT kept"),
    again: (): void => {
      tables.sql.exec("ROLLBACK TO kept");
      forget(tables.sql);
    },
  };
}

function dump(sql: SqlStorage): string {
  const names = all<{ name: string }>(
    sql,
    "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
  ).map(({ name }) => name);
  return names
    .map(
      (name) =>
        `${name}\n${all<Row>(sql, `SELECT * FROM "${name}"`)
          .map((row) => JSON.stringify(row, readable))
          .join("\n")}`,
    )
    .join("\n");
}

const readable = (_: string, value: unknown): unknown =>
  value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
