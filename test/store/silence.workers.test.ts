/** Cron as the second witness of a tenant's heartbeat: it sees an object that can't say anything itself. */
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { lookForSilence, SILENCE } from "../../src/monitor/silence.ts";
import { openDb } from "../../src/store/db.ts";
import { noteDeadline } from "../../src/store/heartbeat.ts";
import { openAlertOf } from "../../src/store/registry-alerts.ts";

test("a tenant that missed its deadline has an alert in D1, once, and none any more when it has looked", async () => {
  const db = openDb(env.DB);
  const logged: string[] = [];
  const look = (now: number) => lookForSilence(db, ["t1", "t2"], now, ({ tenant }) => logged.push(tenant));
  await noteDeadline(db, "t1", 1_000);
  await noteDeadline(db, "t2", 9_000);
  await look(1_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
  await look(2_000);
  await look(3_000);
  expect([await openAlertOf(db, SILENCE), logged]).toEqual([["t1"], ["t1", "t1"]]);
  await noteDeadline(db, "t1", 20_000);
  await look(4_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
  // A retired tenant leaves its deadline behind, and alarms nobody.
  await noteDeadline(db, "retired", 1_000);
  await look(5_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
});
