/**
 * Problems of a tenant as a whole that no single job shows: each with its cause, alerted once,
 * resolved automatically. Pure: facts of the object in, alerts by name out. An alert that isn't
 * returned any more is over. All alerts, including those of jobs:
 * sync/tenant/monitoring/alert-causes.ts.
 */
import { DAY_MS, HOUR_MS, lateBy, MINUTE_MS } from "../domain/platform/durations.ts";
import type { Vendor } from "../domain/ids.ts";
import { reason, type Reason } from "../domain/reasons/index.ts";
import type { MAILS_REFUSED } from "../domain/reasons/words.ts";
import { type ConnectionFacts, interruptionOf } from "./interruption.ts";

type RefusedMail = (typeof MAILS_REFUSED)[number];

export type WaitingCount = {
  readonly count: number;
  /** Since when the longest of them waits, in ms. */
  readonly since: number | null;
};

export type WatchFacts = {
  readonly now: number;
  /** Stopped by a person or by the bridge itself, which has an alert of its own. */
  readonly paused: boolean;
  readonly connections: readonly ConnectionFacts[];
  /** The earliest due instant of a job that may continue; `null`: none. */
  readonly overdueSince: number | null;
  /** Jobs that back off again and again. */
  readonly backingOff: WaitingCount & {
    /** The system that doesn't answer the longest of them; `null`: it fails for another reason. */
    readonly vendor: Vendor | null;
  };
  /** Jobs that wait for a vendor's limit; the longest of them for this vendor's. */
  readonly rateWaiting: WaitingCount & { readonly vendor: Vendor | null };
  /**
   * The gate that all tenants share, at its worst endpoint; `null`: this tenant neither waits for
   * it nor was refused lately.
   */
  readonly gate: {
    readonly endpoint: string;
    /** Factor by which calls are spaced wider than usual, after the vendor refused some. */
    readonly slowedBy: number;
    /** Since when the limit is used up, ms. */
    readonly fullSince: number | null;
  } | null;
  /**
   * When a run of the sweep of orders was last begun, and its interval; `null`: it is off, or
   * manual.
   */
  readonly sweep: {
    readonly lastRun: number | null;
    readonly since: number;
    readonly everyMs: number;
    /** Alerted this long after its last run, in ms. */
    readonly lateMs: number;
  } | null;
  /** Rows that D1 doesn't know yet. */
  readonly projection: WaitingCount;
  /** Size of the object's database. */
  readonly bytes: number;
  /** New orders by hour since the epoch; absent hours had none. The last 15 days. */
  readonly orders: Readonly<Record<number, number>>;
  /** Since when arrivals are counted, ms. */
  readonly countedSince: number;
  readonly ordersOn: boolean;
  /** Within the last day: webhooks that came, orders that only a sweep found. */
  readonly webhooksLastDay: number;
  readonly sweptLastDay: number;
  /** Webhooks within the 14 days before: a shop that never sent any isn't silent. */
  readonly webhooksBefore: number;
  /** Notices that a channel didn't take after all its tries, by channel, within the last day. */
  readonly undelivered: Readonly<Record<string, number>>;
  /** Whether this installation can send e-mail at all. */
  readonly canMail: boolean;
  /** Addresses of the notifications that mail is refused for. */
  readonly bounced: number;
  /**
   * Payouts that came by mail and wait for their approval; the last mail, where it was refused
   * within the last week and no file came after it.
   */
  readonly payoutMails: {
    readonly waiting: number;
    readonly refused: { readonly why: RefusedMail; readonly from: string } | null;
  };
  /** Cancelled orders that booked payouts paid for, while their money didn't go back. */
  readonly payoutsOfCancelled: { readonly count: number; readonly orders: string };
};

const OVERDUE_MS = 15 * MINUTE_MS;
const BACKING_OFF_MS = HOUR_MS;
const RATE_MS = 10 * MINUTE_MS;
/** One refusal widens the spacing by a quarter for ten minutes: only persisting ones alert. */
const REFUSED_OFTEN = 1.5;
const PROJECTION_MS = 15 * MINUTE_MS;
/** The platform's limit of an object's database, and from when on there is little room left. */
const GB = 1_000_000_000;
const MAX_GB = 10;
const FILLING_BYTES = 8 * GB;
const SILENT_FROM = 3;

/** Returns what a person has to handle, by name. */
export function findConditions(facts: WatchFacts): ReadonlyMap<string, Reason> {
  const found = watchAround(facts);
  // A paused tenant's work waits anyway, and that is alerted already.
  return facts.paused ? found : new Map([...found, ...watchWork(facts)]);
}

/** For how long, where that is longer than `ms`. */
const longer = ({ count, since }: WaitingCount, now: number, ms: number): number | null =>
  count > 0 && since !== null && now - since > ms ? now - since : null;

/** Connections, storage and the ways out of the tenant. */
function watchAround(facts: WatchFacts): ReadonlyMap<string, Reason> {
  const { now } = facts;
  const found = new Map<string, Reason>();
  for (const connection of facts.connections) {
    const why = interruptionOf(connection, now);
    if (why?.code === "client-refused") found.set(`client ${connection.vendor}`, why);
    else if (why !== null) found.set(`connection ${connection.vendor}`, why);
  }
  const behind = longer(facts.projection, now, PROJECTION_MS);
  if (behind !== null)
    found.set(
      "projection",
      reason("projection-behind", { count: facts.projection.count, ...lateBy(behind) }),
    );
  if (facts.bytes >= FILLING_BYTES)
    found.set(
      "storage",
      reason("storage-filling", { used: Math.floor(facts.bytes / GB), most: MAX_GB }),
    );
  for (const [channel, count] of Object.entries(facts.undelivered))
    if (count > 0)
      found.set(
        `channel ${channel}`,
        channel === "mail" && !facts.canMail
          ? reason("mail-not-set-up", { count })
          : reason("notices-undelivered", { channel, count }),
      );
  if (facts.bounced > 0)
    found.set("addresses", reason("mail-address-bounced", { count: facts.bounced }));
  const { waiting, refused } = facts.payoutMails;
  if (waiting > 0) found.set("payout-mail", reason("payouts-by-mail", { count: waiting }));
  const cancelled = facts.payoutsOfCancelled;
  if (cancelled.count > 0)
    found.set("payout-cancelled", reason("payout-paid-cancelled", cancelled));
  if (refused !== null) found.set("payout-mail-refused", reason("payout-mail-refused", refused));
  return found;
}

/** Work that waits, and what no longer comes. */
function watchWork(facts: WatchFacts): ReadonlyMap<string, Reason> {
  const { now } = facts;
  const found = new Map<string, Reason>();
  if (facts.overdueSince !== null && now - facts.overdueSince > OVERDUE_MS)
    found.set("queue", reason("queue-old", lateBy(now - facts.overdueSince)));
  const tries = longer(facts.backingOff, now, BACKING_OFF_MS);
  if (tries !== null)
    found.set(
      "back-off",
      reason("backing-off-long", {
        vendor: facts.backingOff.vendor,
        count: facts.backingOff.count,
        ...lateBy(tries),
      }),
    );
  const waits = longer(facts.rateWaiting, now, RATE_MS);
  const pressure = waits ?? fullFor(facts);
  if (facts.gate !== null && facts.gate.slowedBy >= REFUSED_OFTEN)
    found.set(
      "rate",
      reason("rate-refused", {
        endpoint: facts.gate.endpoint,
        times: facts.gate.slowedBy.toFixed(2),
      }),
    );
  else if (pressure !== null)
    found.set(
      "rate",
      reason("rate-pressure", {
        count: facts.rateWaiting.count,
        ...lateBy(pressure),
        vendor: waits === null ? "eaccounting" : facts.rateWaiting.vendor,
      }),
    );
  const { sweep } = facts;
  if (sweep !== null && now - (sweep.lastRun ?? sweep.since) > sweep.lateMs)
    found.set(
      "sweep",
      reason("sweep-not-run", {
        ...lateBy(now - (sweep.lastRun ?? sweep.since)),
        ...intervalOf(sweep.everyMs),
      }),
    );
  if (facts.webhooksLastDay === 0 && facts.webhooksBefore > 0 && facts.sweptLastDay >= SILENT_FROM)
    found.set("webhooks", reason("webhooks-silent", { count: facts.sweptLastDay }));
  const quiet = facts.ordersOn ? findQuietSpell(facts) : null;
  if (quiet !== null) found.set("orders", reason("no-orders", quiet));
  return found;
}

/** Jobs change, each waiting a little, while the limit is always used up: that is alerted too. */
function fullFor({ now, gate, rateWaiting }: WatchFacts): number | null {
  const since = gate?.fullSince ?? null;
  return since !== null && rateWaiting.count > 0 && now - since > RATE_MS ? now - since : null;
}

/** How often something runs: in minutes, and also in hours where it is two whole ones or more. */
const intervalOf = (
  ms: number,
): { readonly every: number; readonly everyHours: number | null } => ({
  every: Math.round(ms / MINUTE_MS),
  everyHours: ms < 2 * HOUR_MS || ms % HOUR_MS > 0 ? null : ms / HOUR_MS,
});

const WEEK_HOURS = 7 * 24;
const HISTORY_HOURS = 2 * WEEK_HOURS;
const TIMES = 3;
/** Without two weeks to go by. */
const OTHERWISE_HOURS = 24;

/**
 * No order for longer than three times the longest gap of the last two weeks at this hour of the
 * week; without such data, for more than a day. Counted by hour, so a shop with an order every hour
 * is alerted after three.
 */
export function findQuietSpell({
  now,
  orders,
  countedSince,
}: Pick<WatchFacts, "now" | "orders" | "countedSince">): {
  readonly hours: number;
  readonly usual: number | null;
} | null {
  const hour = Math.floor(now / HOUR_MS);
  const first = Math.ceil(countedSince / HOUR_MS);
  const quiet = hoursWithout(orders, hour, first);
  const known =
    first <= hour - HISTORY_HOURS - OTHERWISE_HOURS ||
    Object.keys(orders).some((one) => Number(one) <= hour - HISTORY_HOURS);
  if (!known)
    return now - countedSince > DAY_MS && quiet > OTHERWISE_HOURS
      ? { hours: quiet, usual: null }
      : null;
  const usual = Math.max(
    1,
    ...[1, 2].map((weeks) => hoursWithout(orders, hour - weeks * WEEK_HOURS, first)),
  );
  return quiet > TIMES * usual ? { hours: quiet, usual } : null;
}

/** Whole hours before this one in which no order came, back to where counting began. */
function hoursWithout(orders: WatchFacts["orders"], hour: number, first: number): number {
  let without = 0;
  for (let at = hour; at >= first && (orders[at] ?? 0) === 0; at -= 1) without += 1;
  return without;
}
