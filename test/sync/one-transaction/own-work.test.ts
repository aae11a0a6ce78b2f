/**
 * What belongs together is written together: also of what the object does by itself, of its
 * migrations, and of what follows a transaction.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { defaultSettings } from "../../../src/settings/schema.ts";
import * as retention from "../../../src/sync/tenant/alarm/retention.ts";
import * as watching from "../../../src/sync/tenant/alarm/watching.ts";
import * as backfills from "../../../src/sync/tenant/backfills/backfills.ts";
import * as turns from "../../../src/sync/tenant/intake/turns.ts";
import * as jobs from "../../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../../src/sync/tenant/journal/payloads.ts";
import * as alerts from "../../../src/sync/tenant/monitoring/alerts.ts";
import { migrate } from "../../../src/sync/tenant/storage/schema.ts";
import { all, Atomic, count, first, run } from "../../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../../support/bare-reason.ts";
import { memoryTables } from "../../support/object-sql.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../../support/tenant-in-node.ts";
import { enqueued, filling, running, SEALED } from "./worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

describe("of the object's own work", () => {
  /**
   * With a fault at each statement in turn: `holds` throws, or expects, where something was left
   * half done.
   */
  async function faults<W extends NodeTenant>(
    make: () => Promise<W>,
    work: (world: W) => unknown,
    holds: (world: W) => void,
  ): Promise<void> {
    const world = await make();
    world.keep();
    const before = world.statements();
    await work(world);
    const statements = world.statements() - before;
    expect(statements).toBeGreaterThan(3);
    for (let n = 1; n <= statements; n += 1) {
      world.again();
      world.failAt(n);
      try {
        await work(world);
      } catch (fault) {
        expect(String(fault)).toContain("this statement fails");
      }
      world.mend();
      holds(world);
    }
  }
  const total = (sql: SqlStorage, query: string): number =>
    count(sql, `SELECT count(*) AS n FROM ${query}`);
  /** What D1 is to be told of jobs that are over, wait or were never begun stands beside them. */
  const told = (sql: SqlStorage, id: string): boolean =>
    first(sql, "SELECT 1 AS one FROM outbox WHERE id = ?", id) !== null;

  test("an order of a back-fill is handed in and noted, or neither", () =>
    faults(
      filling,
      ({ object }) => backfills.advance(object.inside()),
      ({ sql, id }) => {
        expect(total(sql, "jobs WHERE key IN ('order:1', 'order:2', 'order:3')")).toBe(
          count(
            sql,
            "SELECT count(*) AS n FROM backfill_orders WHERE backfill = ? AND state = 'open' AND job_id IS NOT NULL",
            id,
          ),
        );
      },
    ));

  test("a turn that began is noted with its job", () =>
    faults(
      tenantInNode,
      ({ object }) => turns.runDue(object.inside()),
      ({ sql }) => {
        for (const { key } of all<{ key: string }>(sql, "SELECT key FROM jobs"))
          expect(
            total(sql, `turns WHERE job_id = (SELECT id FROM jobs WHERE key = '${key}')`),
          ).toBe(1);
      },
    ));

  test("what the retention forgets is forgotten everywhere", () =>
    faults(
      async () => {
        const world = await tenantInNode();
        const id = enqueued(world, "order:1");
        jobs.update(world.sql, id, { status: "done", outcome: "booked", due: null }, 1);
        payloads.add(world.sql, id, { timeline: SEALED, people: [] }, NOW);
        alerts.raise(world.sql, "a", bareReason("no-access"), null, 1);
        alerts.resolve(world.sql, "a", 1);
        run(world.sql, "DELETE FROM outbox");
        return { ...world, id };
      },
      ({ object }) => retention.step(object.inside(), 30, null, true),
      ({ sql, id }) => {
        const gone = jobs.byId(sql, id) === null;
        expect(payloads.of(sql, id).length === 0).toBe(gone);
        expect(told(sql, "a")).toBe(total(sql, "alerts WHERE id = 'a'") === 0);
      },
    ));

  test("what the watch raises is told to D1 and to people", () =>
    faults(
      async () => {
        const world = await tenantInNode();
        enqueued(world, "order:1");
        const settings = defaultSettings();
        await world.object.admin.configure(TENANT, {
          administrationId: 1,
          version: 2,
          settings: {
            ...settings,
            notifications: { ...settings.notifications, webhook: "https://hooks.nl/a" },
          },
        });
        world.clock.at += 3_600_000;
        return world;
      },
      ({ object }) => watching.updateAlerts(object.inside()),
      ({ sql }) => {
        for (const { id } of all<{ id: string }>(sql, "SELECT id FROM alerts"))
          expect([
            id,
            told(sql, id),
            count(sql, "SELECT count(*) AS n FROM notices WHERE alert = ?", id),
          ]).toEqual([id, true, 1]);
      },
    ));

  test("a job whose runner is gone is taken back, and is due", async () => {
    const late = async () => {
      const world = await running();
      world.clock.at += 60_000;
      return world;
    };
    await faults(
      late,
      ({ object }) => object.ticks(),
      ({ sql, ref, clock }) => {
        const job = jobs.byId(sql, ref.jobId);
        expect([
          ["running", false, null],
          ["queued", true, clock.at],
        ]).toContainEqual([job?.status, job?.lease_until === null, job?.due]);
      },
    );
  });
});

describe("a migration", () => {
  const STEPS = [
    "CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE TABLE a (id TEXT); CREATE TABLE b (id TEXT);",
    "CREATE TABLE c (id TEXT);",
  ];
  const tables = (sql: SqlStorage): readonly string[] =>
    all<{ name: string }>(
      sql,
      "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    ).map(({ name }) => name);

  test("whose second statement fails leaves nothing of itself, and is done whole when it can be", () => {
    const storage = memoryTables();
    expect(() =>
      migrate(storage, NOW, [
        ...STEPS.slice(0, 1),
        "CREATE TABLE a (id TEXT); CREATE TABLE a (id TEXT);",
      ]),
    ).toThrow("already exists");
    expect([
      tables(storage.sql),
      first(storage.sql, "SELECT v FROM meta WHERE k = 'schema'"),
    ]).toEqual([["meta"], { v: "1" }]);
    migrate(storage, NOW, STEPS);
    expect([
      tables(storage.sql),
      first(storage.sql, "SELECT v FROM meta WHERE k = 'schema'"),
    ]).toEqual([["a", "b", "c", "meta"], { v: "3" }]);
  });

  test("is done once, and alone those that an object hasn't been through yet", () => {
    const storage = memoryTables();
    migrate(storage, NOW, STEPS.slice(0, 2));
    run(storage.sql, "INSERT INTO a (id) VALUES ('kept')");
    migrate(storage, NOW + 1, STEPS);
    migrate(storage, NOW + 2, STEPS);
    expect([
      tables(storage.sql),
      all(storage.sql, "SELECT id FROM a"),
      all(storage.sql, "SELECT k, v FROM meta ORDER BY k"),
    ]).toEqual([
      ["a", "b", "c", "meta"],
      [{ id: "kept" }],
      [
        { k: "born", v: String(NOW) },
        { k: "schema", v: "3" },
      ],
    ]);
  });

  test("of a newer release is left as it is by an older one that takes over again", () => {
    const storage = memoryTables();
    migrate(storage, NOW, STEPS);
    migrate(storage, NOW, STEPS.slice(0, 1));
    expect([
      tables(storage.sql),
      first(storage.sql, "SELECT v FROM meta WHERE k = 'schema'"),
    ]).toEqual([["a", "b", "c", "meta"], { v: "3" }]);
  });
});

describe("what is to follow a transaction", () => {
  test("comes after the outermost, also where that is taken back: an alarm that was set in it would be gone", () => {
    const happened: string[] = [];
    const atomic = new Atomic({ transactionSync: (work) => work() }, () => undefined);
    const work = (): void => {
      atomic.run(() => {
        atomic.after(() => void happened.push("alarm"));
        happened.push("inner");
      });
      happened.push("outer");
      throw new Error("no room");
    };
    expect(() => atomic.run(work)).toThrow("no room");
    expect(happened).toEqual(["inner", "outer", "alarm"]);
    atomic.after(() => void happened.push("at once"));
    expect(happened.at(-1)).toBe("at once");
  });
});
