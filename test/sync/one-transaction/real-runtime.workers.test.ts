/**
 * On the real runtime: what was written before a fault is taken back with the rest, and the object
 * goes on afterwards.
 */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { defaultSettings } from "../../../src/settings/schema.ts";
import type { PendingUpdates, ClaimRef } from "../../../src/sync/contract/runs.ts";
import { migrate } from "../../../src/sync/tenant/storage/schema.ts";
import { TenantObject } from "../../../src/sync/tenant/tenant-object.ts";

const NOTHING: PendingUpdates = {
  settlements: [],
  documents: [],
  kinds: {},
  links: [],
  lists: {},
  memory: {},
};
const HELD = {
  outcome: "held",
  reasons: [reason("article-not-found", { sku: "MUG" })],
  label: "1001",
  figures: null,
  timeline: null,
  people: [],
} as const;
const CREATE = {
  key: "order:1",
  role: "sales-order",
  n: 0,
  kind: "order.create",
  marker: "1001 #K7Q2M9XA",
  markerCode: "K7Q2M9XA",
  markerField: "OurReference",
  documentId: null,
} as const;
const HOUR = 3_600_000;

/** Runs within a new tenant's object, as its own calls do. */
const inside = <T>(
  name: string,
  work: (object: TenantObject, storage: DurableObjectStorage) => Promise<T>,
): Promise<T> =>
  runInDurableObject(env.TENANTS.getByName(name), (object, state) => {
    if (!(object instanceof TenantObject)) throw new Error("not a tenant's object");
    return work(object, state.storage);
  });

/** An order that is worked on, with a write that was sent. */
async function running(
  object: TenantObject,
  tenantId: string,
): Promise<{ readonly ref: ClaimRef; readonly carry: PendingUpdates }> {
  const settings = defaultSettings();
  await object.admin.configure(tenantId, {
    administrationId: 1,
    version: 1,
    settings: {
      ...settings,
      orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
    },
  });
  // Nothing is asked of the vendors, who aren't there.
  for (const flow of ["lookups", "names"] as const)
    await object.flows.pause(tenantId, flow, "anna", "");
  for (const vendor of ["asperion", "eaccounting"] as const)
    await object.connections.store(tenantId, {
      vendor,
      accessToken: "a",
      refreshToken: "r",
      accessExpiresAt: Date.now() + 10 * HOUR,
      identity: "company",
      name: "Shop",
      scope: "all",
      company: null,
      client: null,
    });
  const { jobId } = await object.inbox.accept(tenantId, {
    eventId: "e1",
    type: "order.created",
    key: "order:1",
    flow: "orders",
  });
  const answer = await object.runner.claim(tenantId, jobId);
  if (answer.kind !== "run") throw new Error(answer.kind);
  const ref = { tenantId, jobId, claimNo: answer.claim.claimNo };
  await object.runs.lockParty(ref, NOTHING, {
    lockKeys: ["a"],
    linkSource: null,
    journalKey: null,
  });
  const begun = await object.runs.begin(ref, NOTHING, CREATE, {
    vendor: "eaccounting",
    endpoint: "/orders",
    capability: "orders",
    request: { keyId: "k1", bytes: new Uint8Array(4) },
  });
  if (begun.kind !== "start") throw new Error(begun.kind);
  const document = {
    role: "sales-order",
    n: 0,
    id: "d-1",
    number: "42",
    state: "live",
    sourceHash: "h",
    ownedHash: "h",
    key: "order:1",
  } as const;
  return {
    ref,
    carry: {
      ...NOTHING,
      settlements: [
        {
          opId: begun.opId,
          attempt: begun.attempt,
          state: "compared",
          documentId: "d-1",
          documentNumber: "42",
          failure: null,
          document,
          link: null,
        },
      ],
    },
  };
}

/** Every writing of a row into this table fails. */
const refuse = ({ sql }: DurableObjectStorage, table: string): void =>
  void sql.exec(
    `CREATE TRIGGER refused BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no room'); END`,
  );
const allow = ({ sql }: DurableObjectStorage): void => void sql.exec("DROP TRIGGER refused");

const stored = ({ sql }: DurableObjectStorage): object => ({
  jobs: sql
    .exec("SELECT status, outcome, lease_until IS NULL AS free FROM jobs WHERE key = 'order:1'")
    .toArray(),
  locks: sql.exec("SELECT key FROM locks").toArray().length,
  writes: sql
    .exec("SELECT state FROM operations")
    .toArray()
    .map(({ state }) => state),
  documents: sql.exec("SELECT id FROM documents").toArray().length,
  alerts: sql.exec("SELECT id FROM alerts WHERE id = 'job order:1'").toArray().length,
});

test("a job whose end fails half-way goes on as if it hadn't been tried, with what came of its write, and ends at the next try", async () => {
  await inside("half-an-end", async (object, storage) => {
    const { ref, carry } = await running(object, "half-an-end");
    // The last thing that is written of an end that a person has to look at.
    refuse(storage, "alerts");
    await expect(object.runs.complete(ref, carry, HELD)).rejects.toThrow("no room");
    expect(stored(storage)).toEqual({
      jobs: [{ status: "running", outcome: null, free: 0 }],
      locks: 1,
      writes: ["compared"],
      documents: 1,
      alerts: 0,
    });
    allow(storage);
    expect(await object.runs.complete(ref, NOTHING, HELD)).toMatchObject({ fenced: false });
    expect(stored(storage)).toEqual({
      jobs: [{ status: "done", outcome: "held", free: 1 }],
      locks: 0,
      writes: ["compared"],
      documents: 1,
      alerts: 1,
    });
    // The alarm that the end asks for is set, though the first one was taken back.
    expect(await storage.getAlarm()).not.toBeNull();
  });
});

test("what came of a write is kept whole or not at all", async () => {
  await inside("half-a-carry", async (object, storage) => {
    const { ref, carry } = await running(object, "half-a-carry");
    refuse(storage, "documents");
    await expect(object.runs.complete(ref, carry, HELD)).rejects.toThrow("no room");
    expect(stored(storage)).toEqual({
      jobs: [{ status: "running", outcome: null, free: 0 }],
      locks: 1,
      writes: ["sent"],
      documents: 0,
      alerts: 0,
    });
  });
});

test("a migration whose second statement fails leaves nothing of itself", async () => {
  await inside("half-a-migration", async (_object, storage) => {
    const { v } = storage.sql.exec<{ v: string }>("SELECT v FROM meta WHERE k = 'schema'").one();
    const steps = Array.from({ length: Number(v) }, () => "");
    expect(() =>
      migrate(storage, 0, [...steps, "CREATE TABLE later (id TEXT); CREATE TABLE jobs (id TEXT);"]),
    ).toThrow("already exists");
    const there = (): readonly unknown[] =>
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'later'").toArray();
    expect([there(), storage.sql.exec("SELECT v FROM meta WHERE k = 'schema'").toArray()]).toEqual([
      [],
      [{ v }],
    ]);
    migrate(storage, 0, [
      ...steps,
      "CREATE TABLE later (id TEXT); CREATE TABLE later_still (id TEXT);",
    ]);
    expect([
      there().length,
      storage.sql.exec("SELECT v FROM meta WHERE k = 'schema'").toArray(),
    ]).toEqual([1, [{ v: String(Number(v) + 1) }]]);
  });
});
