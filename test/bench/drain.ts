/** Orders that wait, drained: how much of the vendor's limit is used, and whether it is ever broken. */
import type { World } from "../../scripts/local/world.ts";
import type { Sizes } from "./options.ts";
import { drained, newOrders, tell, type Tenant } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";
import { type Call, callsSince, lastCall, WRITE_ORDER } from "./vendor-log.ts";

/** The gate gives out so much of the limit (docs/adr/0008-rate-slots.md). */
const GATE_SHARE = 0.97;
/** Of the gate's own slots. */
const WANTED = 0.99;
const SECOND = 1_000;

type Drained = {
  /** Of the vendor's limit, and of what the gate gives out of it. */
  readonly share: number;
  readonly ofGate: number;
  readonly perMinute: number;
  readonly seconds: number;
  readonly refused: number;
  readonly mostInASecond: number;
  readonly booked: number;
};

/** `bound`: whether the vendor's limit is to be reached, or only the machine is measured. */
export type Drain = {
  readonly name: string;
  readonly debtors: readonly number[];
  readonly count: number;
  readonly perMinute: number;
  readonly bound: boolean;
};

export async function measureDrains(
  world: World,
  tenant: Tenant,
  drains: readonly Drain[],
  say: (line: string) => void,
): Promise<Section> {
  const rows: string[][] = [];
  for (const drain of drains) {
    const result = await run(world, tenant, drain);
    say(`drain: ${drain.name}: ${fixed(result.perMinute)} a minute`);
    const verdict = !drain.bound
      ? "no bound"
      : `≥ ${WANTED} of the gate's, no 429: ${result.ofGate >= WANTED && result.refused === 0 && result.booked === drain.count ? "met" : "MISSED"}`;
    rows.push([
      drain.name,
      String(drain.count),
      String(drain.perMinute),
      fixed(result.perMinute),
      result.share.toFixed(3),
      result.ofGate.toFixed(3),
      String(result.refused),
      String(result.mostInASecond),
      fixed(result.seconds, 1),
      verdict,
    ]);
  }
  return {
    title: "Waiting orders, drained",
    head: [
      "",
      "orders",
      "limit/min",
      "booked/min",
      "share",
      "of the gate's",
      "429s",
      "most/s",
      "seconds",
      "wanted",
    ],
    rows,
    notes: [
      "share: orders written a minute between the first and the last, of the limit; of the gate's: of the 97 % that the gate gives out. seconds: from the tenant's resume until nothing waits.",
    ],
  };
}

async function run(world: World, tenant: Tenant, drain: Drain): Promise<Drained> {
  const { operator } = world;
  await operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "measured" });
  const orders = await newOrders(operator, drain.count, drain.debtors);
  await tell(tenant, orders);
  const since = await lastCall(operator, "eaccounting");
  const started = performance.now();
  await operator.ask("POST", `/tenants/${tenant.id}/resume`);
  await drained(operator, tenant.id, 600_000);
  const seconds = (performance.now() - started) / 1000;
  const calls = (await callsSince(operator, "eaccounting", since)).filter(
    (call) => call.route === WRITE_ORDER,
  );
  const perMinute = pace(calls);
  return {
    share: perMinute / drain.perMinute,
    ofGate: perMinute / (drain.perMinute * GATE_SHARE),
    perMinute,
    seconds,
    refused: calls.filter((call) => call.status === 429).length,
    mostInASecond: mostWithin(calls, SECOND),
    booked: calls.filter((call) => call.status === 201 || call.status === 200).length,
  };
}

const instants = (calls: readonly Call[]): number[] =>
  calls.map((call) => Date.parse(call.at)).toSorted((a, b) => a - b);

function pace(calls: readonly Call[]): number {
  const at = instants(calls);
  const span = (at.at(-1) ?? 0) - (at[0] ?? 0);
  return ((at.length - 1) / span) * 60_000;
}

function mostWithin(calls: readonly Call[], ms: number): number {
  const at = instants(calls);
  let first = 0;
  let most = 0;
  for (const [last, instant] of at.entries()) {
    while (instant - (at[first] ?? 0) >= ms) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

export function drainsOf(sizes: Sizes, debtors: readonly number[]): readonly Drain[] {
  const [wholesale = 0] = debtors;
  return [
    {
      name: "one tenant, known customers",
      debtors,
      count: sizes.waiting,
      perMinute: sizes.drainPerMinute,
      bound: true,
    },
    {
      name: "one wholesale customer",
      debtors: [wholesale],
      count: sizes.waiting,
      perMinute: sizes.drainPerMinute,
      bound: true,
    },
  ];
}
