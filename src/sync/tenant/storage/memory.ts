/**
 * What the object keeps in memory beside its tables: copies of rows, and facts that may be lost
 * with the object. Nothing here decides whether something was written or may be written again.
 *
 * An exception rolls a transaction back, and then the copies may be ahead of the tables: `forget`
 * drops them, and they are read again. Facts that may be lost are dropped too, except counters.
 */
import type { HeldSum } from "../../../domain/jobs/held.ts";
import type { Vendor } from "../../../domain/ids.ts";
import type { GroupForecast } from "../../contract/jobs.ts";
import type { LedgerLists } from "../../../flows/port.ts";
import type { StockReading } from "../../contract/article-stock.ts";
import type { Row } from "./sql.ts";

export type Running = { readonly lane: string; readonly leaseUntil: number };

/** Changes of a running job that are written with the next statement on its row. */
export type Unwritten = {
  lease_until?: number | null;
  label?: string | null;
  facts?: string | null;
  settings_version?: number | null;
  /** The state in which its thing was read; `null`: the stored one is forgotten. */
  knownState?: string | null;
};

/** `whole`: all are read. Before that only some are there, and what changed meanwhile. */
type Changed = { readonly at: Map<string, number>; whole: boolean };

type Memory = {
  /** Small facts by name; `null`: there is none. */
  readonly meta: Map<string, string | null>;
  /** What is cached of the ledger, as every claim returns it; `null`: not read yet. */
  lists: LedgerLists | null;
  /** Rows of grants by vendor; `null`: there is none. */
  readonly tokens: Map<Vendor, Row | null>;
  /** Jobs that run; `null`: not read yet. */
  running: Map<string, Running> | null;
  /** Jobs that a runner was told to run, and when (ms): if this is lost, they are woken again. */
  readonly woken: Map<string, number>;
  readonly unwritten: Map<string, Unwritten>;
  /** By job: how often planning was about to start since it was claimed, or wrote something. */
  readonly planFailures: Map<string, number>;
  /** When each unfinished job changed last; `null`: no list of very many of them was asked for. */
  changed: Changed | null;
  /** False: no job has older settings than the newest; `null`: not read yet. */
  hasPins: boolean | null;
  /** The highest number of a job; `null`: not read yet. */
  lastJob: number | null;
  /** Ids of writes that are set aside; `null`: none are. */
  operationIds: { readonly next: number; readonly end: number } | null;
  /** The keys of writes that were read since the object started. */
  readonly operationKeys: Map<number, string>;
  /** What waits for people, by cause; `null`: not read since an alert changed. */
  heldSums: readonly HeldSum[] | null;
  /** Open alerts about a thing that another alert counts too; `null`: as with the sums. */
  countedTwice: readonly CountedTwice[] | null;
  /** How many payouts can't be approved yet; `null`: not counted here, but maybe stored. */
  payoutsToSee: CountedPayouts | null;
  /** By article of the ledger: its stock, as a person's page read it last. */
  readonly stockReadings: Map<string, StockReading>;
  /** What sheets of groups in the inbox said: see views/forecasts.ts. */
  readonly forecasts: Map<string, KeptForecast>;
  /** When each job that waits for a vendor's limit was first seen to, ms. */
  readonly rateSince: Map<string, number>;
  /** Since when the jobs that the watch looked at last fail, by id. */
  failingSince: ReadonlyMap<string, number>;
  /** Payouts as they were planned when looked at: see payouts/plan/cached-plans.ts. */
  readonly payoutPlans: KeptPlans;
  /** The keys that the comparison's findings are about; `null`: not read since one changed. */
  foundKeys: Set<string> | null;
  /** When its findings were counted, ms, and whether they changed since; `null`: not known. */
  findingsCounted: { readonly at: number; readonly isDue: boolean } | null;
  /** Orders whose document the comparison didn't find; `null`: not read since one changed. */
  missing: MissingOrders | null;
  /** By statement and its values (answers.ts); `null`: writes aren't watched. */
  answers: Map<string, Map<string, readonly Row[]>> | null;
};

/** `basis`: of the group and the settings that it was worked out for. */
export type KeptForecast = GroupForecast & { readonly basis: string };

/** `writes`: how often something was written that a plan of a payout may depend on. */
type KeptPlans = { readonly plans: Map<string, unknown>; writes: number };

/** A count of payouts, and what it was made from. */
export type CountedPayouts = {
  /** The payouts, their stored plans and the settings: a change of them counts at once. */
  readonly of: string;
  /** The last job that ended, as plans need it. */
  readonly basis: string;
  /** When it was counted, or when that failed. */
  readonly at: number;
  /** `null`: it was never counted without a fault. */
  readonly count: number | null;
};

export type MissingOrders = {
  /** All of them, however they are counted. */
  readonly keys: ReadonlySet<string>;
  /** By hour, outcome and currency; amounts in whole millionths. */
  readonly sums: readonly {
    readonly hour: number;
    readonly outcome: string;
    readonly currency: string;
    readonly n: number;
    readonly gross: string;
    readonly vat: string;
  }[];
};

/** What such an alert adds to the sums. `currency`: empty where it has none. */
export type CountedTwice = { readonly currency: string; readonly gross: number | null };

/** Survives a transaction that is rolled back: a figure may then be one too high. */
type Counters = {
  /** By hour, by kind of arrival. */
  readonly hourly: Map<number, Map<string, number>>;
  /** By order, newest last: the values that look-ups use. */
  readonly values: Map<string, string>;
};

const memories = new WeakMap<SqlStorage, Memory>();
const countings = new WeakMap<SqlStorage, Counters>();

export function memoryOf(sql: SqlStorage): Memory {
  const known = memories.get(sql);
  if (known !== undefined) return known;
  const made: Memory = {
    meta: new Map(),
    lists: null,
    tokens: new Map(),
    running: null,
    changed: null,
    woken: new Map(),
    unwritten: new Map(),
    planFailures: new Map(),
    hasPins: null,
    lastJob: null,
    operationIds: null,
    operationKeys: new Map(),
    heldSums: null,
    countedTwice: null,
    payoutsToSee: null,
    stockReadings: new Map(),
    forecasts: new Map(),
    rateSince: new Map(),
    failingSince: new Map(),
    payoutPlans: { plans: new Map(), writes: 0 },
    foundKeys: null,
    findingsCounted: null,
    missing: null,
    answers: null,
  };
  memories.set(sql, made);
  return made;
}

export function countersOf(sql: SqlStorage): Counters {
  const known = countings.get(sql);
  if (known !== undefined) return known;
  const made: Counters = { hourly: new Map(), values: new Map() };
  countings.set(sql, made);
  return made;
}

/** A transaction was rolled back: the tables are read again. */
export function forget(sql: SqlStorage): void {
  const memory = memoryOf(sql);
  memory.meta.clear();
  memory.lists = null;
  memory.tokens.clear();
  memory.running = null;
  memory.changed = null;
  memory.woken.clear();
  memory.unwritten.clear();
  memory.planFailures.clear();
  memory.hasPins = null;
  memory.lastJob = null;
  memory.operationIds = null;
  memory.operationKeys.clear();
  memory.stockReadings.clear();
  memory.payoutsToSee = null;
  payoutPlansChanged(sql);
  memory.answers?.clear();
  memory.findingsCounted = null;
  alertsChanged(sql);
  comparisonChanged(sql);
}

/** Payouts are planned again, also those that are being planned now. */
export function payoutPlansChanged(sql: SqlStorage): void {
  const kept = memoryOf(sql).payoutPlans;
  kept.writes += 1;
  if (kept.plans.size > 0) kept.plans.clear();
}

/** The sums of alerts are read again. */
export function alertsChanged(sql: SqlStorage): void {
  const memory = memoryOf(sql);
  memory.heldSums = null;
  memory.countedTwice = null;
}

/** The reconciliation's findings, or its time, changed. */
export function comparisonChanged(sql: SqlStorage): void {
  const memory = memoryOf(sql);
  memory.foundKeys = null;
  memory.missing = null;
}

/** A finding about this key was written or is over. A key that has none any more may stay. */
export function findingChanged(sql: SqlStorage, key: string): void {
  const memory = memoryOf(sql);
  memory.foundKeys?.add(key);
  memory.missing = null;
}

/** A document of this key was written, or how the key counts. */
export function keyChanged(sql: SqlStorage, key: string): void {
  const memory = memoryOf(sql);
  if (memory.missing?.keys.has(key) === true) memory.missing = null;
}

/** Two handles on the same tables share one memory. */
export function shareMemory(sql: SqlStorage, as: SqlStorage): void {
  memories.set(sql, memoryOf(as));
  countings.set(sql, countersOf(as));
}
