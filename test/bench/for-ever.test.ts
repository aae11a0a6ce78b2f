/** What stays of a tenant: of the one that is measured, whatever other tenants there are. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MIGRATIONS } from "../../src/sync/tenant/storage/schema.ts";
import { bytesForEver, bytesStored } from "./for-ever.ts";

let stateDir = "";

beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "for-ever-test-"));
  await mkdir(join(stateDir, "do/-TenantSync"), { recursive: true });
  for (const tenant of ["a", "b", "c"])
    within(tenant, (database) => {
      database.exec(MIGRATIONS.join("\n"));
      database.prepare("INSERT INTO meta (k, v) VALUES ('tenant', ?)").run(`tenant-${tenant}`);
    });
});
afterEach(() => rm(stateDir, { recursive: true, force: true }));

function within(name: string, work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(stateDir, "do/-TenantSync", `${name}.sqlite`));
  database.exec("PRAGMA synchronous = OFF; BEGIN");
  work(database);
  database.exec("COMMIT");
  database.close();
}

/** Documents stay for ever, payloads don't. */
function book(name: string, orders: number): void {
  within(name, (database) => {
    for (let n = 0; n < orders; n += 1) {
      database
        .prepare(
          "INSERT INTO documents (key, role, n, id, state, content, updated_at) VALUES (?, 'invoice', 0, ?, 'booked', ?, 1)",
        )
        .run(`order:${n}`, `id-${n}`, "x".repeat(300));
      database
        .prepare(
          "INSERT INTO payloads (job_id, seq, at, people, key_id, bytes) VALUES (?, 1, 1, '[]', 'k', ?)",
        )
        .run(`job-${n}`, new Uint8Array(5_000));
    }
  });
}

test.each(["a", "b", "c"])(
  "the bytes are those of tenant %s, and of what it keeps",
  async (name) => {
    const before = await bytesForEver(stateDir, `tenant-${name}`);
    book(name, 100);
    const each = ((await bytesForEver(stateDir, `tenant-${name}`)) - before) / 100;
    expect(each).toBeGreaterThan(320);
    expect(each).toBeLessThan(400);
    for (const other of ["a", "b", "c"].filter((one) => one !== name))
      expect(await bytesForEver(stateDir, `tenant-${other}`)).toBe(before);
  },
);

test("what orders store is told without the row that plans share, whichever of them was the first", async () => {
  const before = await bytesStored(stateDir, "tenant-a");
  book("a", 30);
  const each = async () => ((await bytesStored(stateDir, "tenant-a")) - before) / 30;
  const own = await each();
  expect(own).toBeGreaterThan(5_300);
  expect(own).toBeLessThan(5_600);
  within("a", (database) => {
    database
      .prepare("INSERT INTO plan_bases (id, used_at, text) VALUES (1, 1, ?)")
      .run("x".repeat(28_000));
  });
  expect(await each()).toBe(own);
});

test("a tenant without an object is no zero", async () => {
  await expect(bytesForEver(stateDir, "tenant-d")).rejects.toThrow(/no object/);
});
