/**
 * What a shop costs in which nothing happens, over a day of the product's own clock: sweeps,
 * look-ups, renewed grants, the night's comparison. Prices times counts; the one estimate says so.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../../scripts/local/world.ts";
import { forget, inside } from "./inside.ts";
import { OBJECT_GB, PRICES } from "./prices.ts";
import { drained, type Tenant } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";
import { callsSince, lastCall } from "./vendor-log.ts";

/** Statements that are named. */
const SHOWN = 6;
const short = (statement: string): string => statement.trim().split(/\s+/).slice(0, 5).join(" ");

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;
const DAYS_A_MONTH = 30;
/** What is due at an instant is done long before: vendors here answer at once. */
const QUIET_MS = 1_500;
/** In the minutes between nothing is due. */
const BETWEEN_MS = 30;
/** A vendor's answer, and what an object takes for itself each time it wakes. */
const CALL_SECONDS = 0.15;
const WAKE_SECONDS = 0.02;

/** `wanted`: dollars a month. */
export async function measureIdle(
  world: World,
  tenant: Tenant,
  { title, hours, wanted }: { title: string; hours: number; wanted: number },
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  await drained(world.operator, tenant.id, 60_000);
  // An hour first: what a new shop does once isn't what it does each day.
  for (let step = 0; step < 13; step += 1) await pass(world, STEP_MS);
  const logs = {
    asperion: await lastCall(world.operator, "asperion"),
    eaccounting: await lastCall(world.operator, "eaccounting"),
  };
  await forget(world);
  const steps = (hours * 60 * MINUTE_MS) / STEP_MS;
  for (let step = 0; step < steps; step += 1) await pass(world, STEP_MS);
  const { counts: counted, writes } = await inside(world);
  const counts: Readonly<Record<string, number>> = {
    ...counted,
    "object requests: alarms": counted["alarms set"] ?? 0,
  };
  const calls =
    (await callsSince(world.operator, "asperion", logs.asperion)).length +
    (await callsSince(world.operator, "eaccounting", logs.eaccounting)).length;
  const month = (DAYS_A_MONTH * 24) / hours;
  const monthly = (name: string): number => (counts[name] ?? 0) * month;
  const requests = ["endpoint", "runner", "gate", "cron", "alarms"].reduce(
    (total, who) => total + monthly(`object requests: ${who}`),
    0,
  );
  const wakes = monthly("object requests: alarms") + monthly("object requests: cron");
  const lines = [
    {
      what: "object rows written",
      each: monthly("object rows written"),
      price: PRICES.rowsWritten,
    },
    { what: "object rows read", each: monthly("object rows read"), price: PRICES.rowsRead },
    {
      what: "D1 rows written",
      each: monthly("D1 rows written") - (steps * month * STEP_MS) / MINUTE_MS,
      price: PRICES.rowsWritten,
    },
    { what: "D1 rows read", each: monthly("D1 rows read"), price: PRICES.rowsRead },
    { what: "object requests", each: requests, price: PRICES.objectRequests },
    {
      what: `object active, GB-s (assumed: ${CALL_SECONDS} s a vendor's call, ${WAKE_SECONDS} s a wake)`,
      each: (calls * month * CALL_SECONDS + wakes * WAKE_SECONDS) * OBJECT_GB,
      price: PRICES.objectGbSeconds,
    },
    {
      what: "queue operations",
      each: monthly("queue messages sent") * 3,
      price: PRICES.queueOperations,
    },
    {
      what: "Worker requests: queue batches",
      each: monthly("worker invocations: queue"),
      price: PRICES.workerRequests,
    },
  ];
  const total = lines.reduce((sum, { each, price }) => sum + each * price, 0);
  const missed = total > wanted;
  return {
    section: {
      title,
      head: ["", "a month", "$ a month"],
      rows: [
        ...lines.map(({ what, each, price }) => [what, fixed(each, 0), fixed(each * price, 4)]),
        ["vendors' calls", fixed(calls * month, 0), ""],
        [
          `together; wanted: at most ${wanted}`,
          "",
          `${fixed(total, 3)}${missed ? ", MISSED" : ""}`,
        ],
      ],
      notes: [
        `${hours} hours of the product's clock in steps of five minutes, times ${fixed(month, 1)}.` +
          " Cron comes by each minute. The clock moves by its ticks here: production has an alarm for" +
          " each one that was set, and those are counted." +
          " D1's rows are without those of cron itself, which are the deployment's.",
        `Rows that the object writes most, by each five minutes: ${writes
          .slice(0, SHOWN)
          .map(([statement, rows]) => `${fixed(rows / steps, 1)} ${short(statement)}`)
          .join("; ")}.`,
      ],
    },
    missed,
  };
}

/** The clock goes on, and cron comes by: the platform's own alarms go by the machine's clock. */
async function pass(world: World, ms: number): Promise<void> {
  for (let passed = MINUTE_MS; passed <= ms; passed += MINUTE_MS) {
    await fetch(`${world.runtime.url}/_bench/clock?by=${MINUTE_MS}`, { method: "POST" });
    await world.runtime.cron();
    await sleep(passed < ms ? BETWEEN_MS : QUIET_MS);
  }
}
