/**
 * Which orders have to be looked at in both systems: those that the tenant's object has open, and
 * those that the shop dated or changed lately, of which the object may know nothing yet.
 */
import { sweepChanged, sweepDated, type Visited } from "../../asperion/order-sweep.ts";
import type { OrderHead } from "../../asperion/orders.ts";
import { bySortKeys } from "../../asperion/sorting.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  instantsOf,
  localDay,
  localStamp,
  parseLocal,
  SOURCE_ZONE,
} from "../../domain/platform/zoned-time.ts";
import { stateOf } from "../settlement.ts";
import { stampLagMs, type StampZone } from "../vendor-observations.ts";
import type { ClockPort, OrderState, RunFacts, VendorPort } from "../port.ts";

/**
 * Longer than it takes until the sweep has told of an order, and longer than the hour that a clock
 * change repeats.
 */
const REACH_MS = 8_100_000;
/** The shop's clock and ours differ by less than this. */
const SKEW_MS = 120_000;

/** An order of a list. `listedState`: its state there, as the tenant's object keeps it of a key. */
export type ListedHead = { readonly head: OrderHead; readonly listedState: string };

/** Orders changed since then, and all dated since that day: a shop may write no time of day. */
export async function recentOrders(
  ports: RunFacts & VendorPort & ClockPort,
): Promise<Result<readonly ListedHead[], Failure>> {
  const since = ports.now() - REACH_MS - stampLagMs(ports.lists);
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
  if (!dated.ok) return dated;
  const listed = [...heads.values()].map(async (head) => ({
    head,
    listedState: await stateOf(head, ports.settings.trial),
  }));
  return ok(await Promise.all(listed));
}

export type Watch = {
  readonly before: readonly OrderState[];
  readonly after: readonly OrderState[];
  readonly recent: readonly ListedHead[];
  /** Our clock before anything was read. */
  readonly startedAt: number;
  /** The shop's clock when the reading of its stock began. */
  readonly shopReadAt: number;
  /** In which the shop's stamps are. */
  readonly zone: StampZone;
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
  zone,
}: Watch): readonly Watched[] {
  const was = new Map(before.map((entry) => [entry.orderId, entry]));
  const is = new Map(after.map((entry) => [entry.orderId, entry]));
  const heads = new Map(recent.map((listed) => [String(listed.head.id), listed]));
  // Until it is known, stamps are taken for local ones: else every sale of the last two hours would
  // keep its articles back, and what a run gets wrong for it the next one puts right.
  const instantOf = instantIn(zone === "utc" ? "utc" : "local");
  const ids = [...new Set([...was.keys(), ...is.keys(), ...heads.keys()])];
  return ids.flatMap((orderId): Watched[] => {
    const orderState = is.get(orderId) ?? null;
    const listed = heads.get(orderId);
    const touched =
      orderState?.state === "moving" ||
      was.get(orderId)?.state === "moving" ||
      (orderState?.fetchedAt ?? 0) >= startedAt ||
      (was.has(orderId) && orderState?.state !== "open");
    // Of an open order the reading's beginning counts: the sweep may have met it since.
    const before = orderState?.state === "settled" ? orderState : was.get(orderId);
    const moving =
      touched ||
      (listed !== undefined &&
        lastTouched(listed, shopReadAt, before, instantOf) >= shopReadAt - 1000);
    const behind =
      listed !== undefined && orderState !== null && isBehind(listed, orderState, instantOf);
    return moving || behind || orderState?.state !== "settled"
      ? [{ orderId, moving, orderState }]
      : [];
  });
}

/**
 * Another than it was when it was read last: what was booked then isn't what the shop has now. The
 * state decides, and no clock: the shop's stamp of a payment and the run that its webhook started
 * are of the same second. A change long after the last fetch was looked at by no run, whoever noted
 * it.
 */
const isBehind = (
  { head, listedState }: ListedHead,
  { knownState, fetchedAt }: OrderState,
  instantOf: InstantOf,
): boolean => knownState !== listedState || instantOf(head.changed) > (fetchedAt ?? 0) + SKEW_MS;

/**
 * When the shop's stock was last moved by it, at the latest. A date that lies ahead is a day of
 * delivery and says nothing of that: its last change does, and where it never had one, its having
 * been met so before.
 */
function lastTouched(
  { head, listedState }: ListedHead,
  shopReadAt: number,
  before: OrderState | undefined,
  instantOf: InstantOf,
): number {
  const dated = instantOf(head.date);
  if (dated <= shopReadAt + SKEW_MS) return Math.max(instantOf(head.changed), dated);
  if (head.changed !== null) return instantOf(head.changed);
  return before?.knownState === listedState ? 0 : dated;
}

type InstantOf = (stamp: string | null) => number;

/** The latest that a stamp may mean; 0 for none. */
const instantIn =
  (zone: "local" | "utc"): InstantOf =>
  (stamp) => {
    const parsed = stamp === null ? null : parseLocal(stamp);
    return parsed === null ? 0 : instantsOf(parsed, zone === "utc" ? "UTC" : SOURCE_ZONE).latest;
  };
