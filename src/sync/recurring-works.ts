/**
 * The recurring works of a tenant's object, one line each. The object's alarm runs them, with cron
 * as a fallback, and the job key ensures that two of one key never run at once.
 *
 * The night is Asperion's (Europe/Amsterdam), as a nightly run compares by that clock's dates. It
 * starts at three o'clock, as the hours before may be skipped or come twice, and each tenant has
 * its own minute.
 */
import { DAY_MS, MINUTE_MS } from "../domain/platform/durations.ts";
import type { FlowName } from "../domain/jobs/job.ts";
import type { Vendor } from "../domain/ids.ts";
import { instantsOf, localDay, parseLocal, SOURCE_ZONE } from "../domain/platform/zoned-time.ts";
import type { Timings } from "../env.ts";
import { CHECKS_KEY } from "../flows/vendor-reads/check.ts";
import type { Settings } from "../settings/schema.ts";

/** `null`: never automatically. */
type Turn =
  | {
      readonly every: (settings: Settings, timings: Timings) => number | null;
      /** How long the first turn waits, ms; absent: not at all. */
      readonly after?: (timings: Timings) => number;
      /** Each tenant's turn is earlier by up to this much. */
      readonly spreadMs?: number;
    }
  | "nightly";

export type RecurringWork = {
  readonly name: string;
  /** The job's key. Works with one key share their job, whose event types tell them apart. */
  readonly key: string;
  readonly flow: FlowName;
  /** The event that the run sees. */
  readonly type: string;
  readonly turn: Turn;
  /** It only starts with a grant for each of these. */
  readonly needs: readonly Vendor[];
  readonly isOn: (settings: Settings) => boolean;
  /** A run by hand does the other work of its key, and less than this one. */
  readonly byTurnAlone?: true;
};

/** Without a filter by change the whole list of debtors is read each time. */
const DEBTORS_EVERY_MS = 30 * MINUTE_MS;
/** Long enough for a tenth of the shop's limit to read ten thousand articles meanwhile. */
const STOCK_MS = 15 * MINUTE_MS;
/** How often changes of articles are fetched, unless the shop chose otherwise. */
export const PRODUCTS_INTERVAL_MS = 15 * MINUTE_MS;

/** Checks that an empty shop couldn't answer are repeated. */
const CHECKS_EVERY_MS = 30 * DAY_MS;
/** The work that checks the assumptions about both vendors. */
export const VENDOR_CHECKS = "vendor-checks";

/** Spreads tenants that were all read at one moment, as after a deploy, over the day. */
const SPREAD_MS = DAY_MS / 4;

type Interval = Settings["schedules"][keyof Settings["schedules"]];

function interval(chosen: Interval, otherwise: number): number | null {
  if (chosen === "never") return null;
  return chosen === null ? otherwise : chosen * MINUTE_MS;
}

/** The event of an ordinary turn, and of the night's. */
export const SCHEDULED = "schedule";
const NIGHTLY = "nightly";

function sweepsOrders(settings: Settings): boolean {
  return settings.orders.enabled && settings.schedules.orders !== "never";
}

export const RECURRING_WORKS: readonly RecurringWork[] = [
  {
    name: "lookups",
    key: "lookups",
    flow: "lookups",
    type: SCHEDULED,
    turn: {
      every: (settings) => interval(settings.schedules.lookups, DAY_MS),
      spreadMs: SPREAD_MS,
    },
    needs: ["eaccounting"],
    isOn: () => true,
  },
  {
    name: "names",
    key: "names",
    flow: "names",
    type: SCHEDULED,
    turn: {
      every: (settings) => (settings.schedules.lookups === "never" ? null : DAY_MS),
      spreadMs: SPREAD_MS,
    },
    needs: ["asperion", "eaccounting"],
    isOn: () => true,
  },
  // Set-up and the first orders come before it.
  {
    name: VENDOR_CHECKS,
    key: CHECKS_KEY,
    flow: "names",
    type: SCHEDULED,
    turn: {
      every: (_settings, { checksAfterMs }) => (checksAfterMs === 0 ? null : CHECKS_EVERY_MS),
      after: ({ checksAfterMs }) => checksAfterMs,
      spreadMs: SPREAD_MS,
    },
    needs: ["asperion", "eaccounting"],
    isOn: () => true,
  },
  {
    name: "order-sweep",
    key: "sweep:orders",
    flow: "order-sweep",
    type: SCHEDULED,
    turn: { every: (settings, timings) => interval(settings.schedules.orders, timings.sweepMs) },
    needs: ["asperion", "eaccounting"],
    isOn: sweepsOrders,
  },
  {
    name: "order-sweep-nightly",
    key: "sweep:orders",
    flow: "order-sweep",
    type: NIGHTLY,
    turn: "nightly",
    needs: ["asperion", "eaccounting"],
    isOn: sweepsOrders,
    byTurnAlone: true,
  },
  {
    name: "products",
    key: "products",
    flow: "products",
    type: SCHEDULED,
    turn: { every: (settings) => interval(settings.schedules.products, PRODUCTS_INTERVAL_MS) },
    needs: ["asperion", "eaccounting"],
    isOn: ({ products }) => products.enabled,
  },
  // A deleted article is never reported, so everything is compared each night.
  {
    name: "products-night",
    key: "products",
    flow: "products",
    type: NIGHTLY,
    turn: "nightly",
    needs: ["asperion", "eaccounting"],
    isOn: ({ products }) => products.enabled,
  },
  {
    name: "debtor-sweep",
    key: "sweep:debtors",
    flow: "customers",
    type: SCHEDULED,
    turn: { every: (settings) => interval(settings.schedules.debtors, DEBTORS_EVERY_MS) },
    needs: ["asperion", "eaccounting"],
    isOn: (settings) => settings.customers.enabled,
  },
  {
    name: "stock",
    key: "stock",
    flow: "stock",
    type: SCHEDULED,
    turn: { every: (settings) => interval(settings.schedules.stock, STOCK_MS) },
    needs: ["asperion", "eaccounting"],
    isOn: (settings) => settings.stock.enabled,
  },
  {
    name: "reconciliation",
    key: "reconciliation",
    flow: "reconciliation",
    type: NIGHTLY,
    turn: "nightly",
    needs: ["asperion", "eaccounting"],
    isOn: ({ orders }) => orders.enabled,
  },
];

/** The work's own row. */
export type TaskSchedule = {
  /** When the object first knew this work: a nightly work waits for its first night. */
  readonly since: number;
  readonly ranAt: number | null;
};

const NIGHT_BEGINS = 3 * 60;
const NIGHT_MINUTES = 120;

/** Returns when the work runs next, in the past when overdue; `null`: never automatically. */
export function dueAt(
  work: RecurringWork,
  turns: TaskSchedule,
  tenantId: string,
  settings: Settings,
  timings: Timings,
): number | null {
  if (work.turn !== "nightly") {
    const { every: interval, after = () => 0, spreadMs = 0 } = work.turn;
    const every = interval(settings, timings);
    if (every === null) return null;
    // Intervals of a day or more are spread; shorter ones aren't, as a person chose them.
    const early =
      every < DAY_MS ? 0 : (spread(`${work.name} ${tenantId}`) % 1_000) * (spreadMs / 1_000);
    return turns.ranAt === null ? turns.since + after(timings) : turns.ranAt + every - early;
  }
  return nightAfter(turns.ranAt ?? turns.since, NIGHT_BEGINS + (spread(tenantId) % NIGHT_MINUTES));
}

/**
 * Cached, as each round of each object asks for a night, and converting a zone's time takes longer
 * than the rest of the round.
 */
const nights = new Map<string, number>();
const MAX_NIGHTS = 2_000;

function nightAfter(instant: number, minuteOfDay: number): number {
  const asked = `${instant} ${minuteOfDay}`;
  const known = nights.get(asked);
  if (known !== undefined) return known;
  if (nights.size >= MAX_NIGHTS) nights.clear();
  const night = workOut(instant, minuteOfDay);
  nights.set(asked, night);
  return night;
}

/** Returns the first instant after `instant` with this minute of the day at the source's clock. */
function workOut(instant: number, minuteOfDay: number): number {
  const onDay = (day: string): number => {
    const stamp = parseLocal(
      `${day}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:00`,
    );
    if (stamp === null) throw new Error(`no such night: ${day}`);
    return instantsOf(stamp, SOURCE_ZONE).earliest;
  };
  const today = onDay(localDay(instant, SOURCE_ZONE));
  return today > instant ? today : onDay(localDay(instant + DAY_MS, SOURCE_ZONE));
}

const two = (number: number): string => String(number).padStart(2, "0");

/** The same number for the same tenant, spread roughly evenly over a hundred minutes. */
const spread = (text: string): number =>
  Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
