/**
 * Which orders have to be looked at in both systems: those that the tenant's object has open, and
 * those that the shop dated or changed lately, of which the object may know nothing yet.
 */
import { sweepChanged, sweepDated, type Visited } from "../../asperion/order-sweep.ts";
import type { OrderHead } from "../../asperion/orders.ts";
import { bySortKeys } from "../../asperion/sorting.ts";
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import {
  instantsOf,
  localDay,
  localStamp,
  parseLocal,
  SOURCE_ZONE,
} from "../../domain/zoned-time.ts";
import type { ClockPort, OrderState, RunFacts, VendorPort } from "../port.ts";

/**
 * Longer than it takes until the sweep has told of an order, and longer than the hour that a clock
 * change repeats.
 */
const REACH_MS = 8_100_000;
/** The shop's clock and ours differ by less than this. */
const SKEW_MS = 120_000;

/**
 * Orders changed since a while, and all that are dated since that day: a shop may write no time of
 * day.
 */
export async function recentOrders(
  ports: RunFacts & VendorPort & ClockPort,
): Promise<Result<readonly OrderHead[], Failure>> {
  const since = ports.now() - REACH_MS;
  const day = localDay(since, SOURCE_ZONE);
  const heads = new Map<number, OrderHead>();
  const visit = async (orders: readonly OrderHead[]): Promise<Result<Visited, Failure>> => {
    for (const head of orders) heads.set(head.id, head);
    // A list that comes newest first, as its filter says less than was asked, is read no further
    // than it matters.
    return ok({ allKnown: orders.every((head) => head.date < day && (head.changed ?? "") < day) });
  };
  const input = {
    send: bySortKeys(ports.readPage, ports.memory["orders-sort"] === "one-key", () => undefined),
    administrationId: ports.administrationId,
    visit,
  };
  // Where the vendor can't filter by change, what changed is found by the sweep, and what is dated
  // today is read here.
  const changed = await sweepChanged({ ...input, from: localStamp(since, SOURCE_ZONE) });
  if (!changed.ok) return changed;
  const dated = await sweepDated({ ...input, from: `${day}T00:00:00` });
  return dated.ok ? ok([...heads.values()]) : dated;
}

export type Watch = {
  readonly before: readonly OrderState[];
  readonly after: readonly OrderState[];
  readonly recent: readonly OrderHead[];
  /** Our clock before anything was read. */
  readonly startedAt: number;
  /** The shop's clock when the reading of its stock began. */
  readonly shopReadAt: number;
};

export type Watched = {
  readonly orderId: string;
  readonly moving: boolean;
  readonly orderState: OrderState | null;
};

/** The orders that have to be read, each with whether something happened on it meanwhile. Pure. */
export function ordersToRead({
  before,
  after,
  recent,
  startedAt,
  shopReadAt,
}: Watch): readonly Watched[] {
  const was = new Map(before.map((entry) => [entry.orderId, entry]));
  const is = new Map(after.map((entry) => [entry.orderId, entry]));
  const heads = new Map(recent.map((head) => [String(head.id), head]));
  const ids = [...new Set([...was.keys(), ...is.keys(), ...heads.keys()])];
  return ids.flatMap((orderId): Watched[] => {
    const orderState = is.get(orderId) ?? null;
    const head = heads.get(orderId);
    const touched =
      orderState?.state === "moving" ||
      was.get(orderId)?.state === "moving" ||
      (orderState?.fetchedAt ?? 0) >= startedAt ||
      (was.has(orderId) && orderState?.state !== "open");
    const moving = touched || (head !== undefined && latestOf(head) >= shopReadAt - 1000);
    // Changed since a run last looked at it: what was booked then isn't what the shop has now.
    const behind =
      head !== undefined &&
      orderState !== null &&
      changedAt(head) >= (orderState.fetchedAt ?? 0) - SKEW_MS;
    return moving || behind || orderState?.state !== "settled"
      ? [{ orderId, moving, orderState }]
      : [];
  });
}

const instantOf = (stamp: string | null): number => {
  const parsed = stamp === null ? null : parseLocal(stamp);
  return parsed === null ? 0 : instantsOf(parsed, SOURCE_ZONE).latest;
};

const changedAt = (head: OrderHead): number => instantOf(head.changed);
const latestOf = (head: OrderHead): number =>
  Math.max(instantOf(head.changed), instantOf(head.date));
