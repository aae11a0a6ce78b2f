import { expect, test } from "vitest";
import { misconfigured } from "../../src/http/misconfigured.ts";
import { writeHeartbeat, noteDeadline } from "../../src/store/heartbeat.ts";
import { noteKeyInUse } from "../../src/store/projection.ts";
import { edges } from "./world.ts";

test("a deployment that could work is 200, with the age of its heartbeats", async () => {
  const { fetch, db, clock } = await edges();
  await writeHeartbeat(db, "cron", clock.now());
  await writeHeartbeat(db, "cron", clock.now() + 1_000);
  clock.advance(61_000);
  const answer = await fetch("/healthz");
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      ok: true,
      configuration: [],
      database: "ok",
      missingKeys: [],
      silentTenants: 0,
      heartbeats: [{ name: "cron", ageMs: 60_000 }],
    },
  ]);
});

test("an unreachable database is 503", async () => {
  const { fetch, db } = await edges();
  const batch = db.batch.bind(db);
  db.batch = () => Promise.reject(new Error("down"));
  const answer = await fetch("/healthz");
  db.batch = batch;
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    { ok: false, database: "unreachable" },
  ]);
});

test("a wrong configuration is 503 on every path, with names and without values", async () => {
  const answer = misconfigured([{ name: "ENCRYPTION_KEYS", problem: "is missing" }]);
  expect([answer.status, answer.headers.get("retry-after"), await answer.json()]).toMatchObject([
    503,
    "60",
    { ok: false, configuration: [{ name: "ENCRYPTION_KEYS", problem: "is missing" }] },
  ]);
});

test("a key that something is sealed with, but that the configuration has lost, is named", async () => {
  const { fetch, db, clock } = await edges();
  await noteKeyInUse(db, "some-tenant", "k-old", clock.now());
  await noteKeyInUse(db, "some-tenant", "k-old", clock.now());
  const answer = await fetch("/healthz");
  expect([answer.status, await answer.json()]).toMatchObject([
    503,
    {
      ok: false,
      missingKeys: ["k-old"],
      configuration: [{ name: "ENCRYPTION_KEYS", problem: 'key "k-old" is in use but absent' }],
    },
  ]);
});

test("a tenant whose deadline for looking for orders is over is counted and makes the deployment ill, until it has looked or needn't", async () => {
  const { fetch, db, clock } = await edges();
  await noteDeadline(db, "some-tenant", clock.now() + 1_000);
  const asked = async () => {
    const answer = await fetch("/healthz");
    const { silentTenants, heartbeats } = (await answer.json()) as {
      silentTenants: number;
      heartbeats: { name: string }[];
    };
    return {
      status: answer.status,
      silentTenants,
      named: JSON.stringify(heartbeats).includes("some-tenant"),
    };
  };
  expect(await asked()).toMatchObject({ silentTenants: 0, named: false });
  clock.advance(1_001);
  expect(await asked()).toEqual({ status: 503, silentTenants: 1, named: false });
  await noteDeadline(db, "some-tenant", null);
  expect(await asked()).toMatchObject({ silentTenants: 0 });
});
