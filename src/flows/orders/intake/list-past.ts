/**
 * Lists the orders that a back-fill covers: those of a range of days dated before the start line.
 * Later orders are taken automatically. Only heads are read; each page is durable before the next
 * is asked for.
 *
 * A list may be longer than one run may take. The run then remembers its place, and the next run of
 * the same job continues there.
 */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { type SweepPlace, type Sweep, sweepBetween } from "../../../asperion/order-sweep.ts";
import { ordersDatedFrom, readOrderHeads } from "../../../asperion/orders.ts";
import { bySortKeys } from "../../../asperion/sorting.ts";
import { orderKey } from "../../../domain/ids.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { SendRead } from "../../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type {
  ClockPort,
  FlowEnd,
  FlowPorts,
  MemoryPort,
  RunFacts,
  VendorPort,
  WorkItem,
  WorkPort,
} from "../../port.ts";
import { sideOfStartLine } from "../preparation/eligibility.ts";
import { flowEnd } from "../../flow-end.ts";
import { stampZone } from "../../vendor-observations.ts";

/** Only one back-fill lists at a time. */
const LISTING = "back-fill-listing";
type Listing = { readonly key: string; readonly place: SweepPlace; readonly found: number };

export async function listPastOrders(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const { startLine } = ports.settings.orders;
  if (ports.backfill?.kind !== "list" || startLine === null)
    return ok(flowEnd("skipped", [reason("flow-off")]));
  const { from, to } = ports.backfill;
  const zone = stampZone(ports.lists);
  const before = listingOf(ports);
  const long = createTimeLimit(ports);
  let found = before?.found ?? 0;
  const listed = await sweepBetween({
    send: orderPages(ports),
    administrationId: ports.administrationId,
    from: `${from}T00:00:00`,
    to: `${to}T23:59:59`,
    whole: true,
    place: before?.place ?? null,
    visit: async (heads) => {
      const past = heads.filter(
        (head) =>
          head.date.slice(0, 10) >= from &&
          head.date.slice(0, 10) <= to &&
          sideOfStartLine(head.date, startLine, zone) === "before",
      );
      const enrolled = await ports.enrol(
        past.map((head) => ({ key: orderKey(head.id), dated: head.date })),
      );
      if (!enrolled.ok) return enrolled;
      found += enrolled.value;
      return ok({ allKnown: false, stop: long() });
    },
  });
  if (!listed.ok) return listed;
  const { place } = listed.value;
  if (place !== undefined) {
    ports.remember(LISTING, JSON.stringify({ key: ports.key, place, found } satisfies Listing));
    const handed = await ports.enqueue([
      { key: ports.key, flow: "back-fill", type: "go-on", lane: "sweep" },
    ]);
    if (!handed.ok) return handed;
  } else if (before !== null) ports.remember(LISTING, "");
  return ok(flowEnd("updated", [reason("back-fill-listed", { count: found, from, to })]));
}

/** Returns where the previous run stopped; `null`: this run begins. */
function listingOf(ports: RunFacts & MemoryPort): Listing | null {
  const text = ports.remembered(LISTING) ?? "";
  const kept = text === "" ? null : storedJson<Listing>(text);
  return kept?.key === ports.key ? kept : null;
}

/** Earlier than any order. */
const EVER = "2000-01-01T00:00:00";

/**
 * Hands in the shop's last orders, each as a dry run of its own: a person looks at them before
 * going live. `item` makes the dry run of one order. Cancelled orders are left out, as they would
 * not be booked.
 */
export async function listLastOrders(
  ports: RunFacts & VendorPort & WorkPort,
  most: number,
  item: (orderId: number) => WorkItem,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await ports.read(ordersDatedFrom(EVER, 1, "newestFirst"));
  if (!answer.ok) return answer;
  const page = readOrderHeads(answer.value, ports.administrationId);
  if (!page.ok) return page;
  const last = page.value.items.filter(({ status }) => status !== CANCELLED).slice(0, most);
  const handed = await ports.enqueue(last.map(({ id }) => item(id)));
  return handed.ok ? ok(flowEnd("updated")) : handed;
}

const CANCELLED = 9;

/** A run shares its queue batch with others. */
const RUN_MS = 15_000;

/** Also read for the tenant's health. */
const SORT = "orders-sort";
const ONE_KEY = "one-key";

type Memory = Pick<FlowPorts, "remember" | "remembered">;

/** Returns a function that is true once this run has taken long enough and should stop. */
export function createTimeLimit(ports: ClockPort): () => boolean {
  const began = ports.now();
  return () => ports.now() - began > RUN_MS;
}

export function readSweepPlace(ports: Memory, name: string): SweepPlace | null {
  const text = ports.remembered(name) ?? "";
  return text === "" ? null : storedJson<SweepPlace>(text);
}

/** Remembers where a sweep stopped, or that it is complete. */
export function keepPlace(ports: Memory, name: string, { place }: Pick<Sweep, "place">): void {
  const before = ports.remembered(name) ?? "";
  const after = place === undefined ? "" : JSON.stringify(place);
  if (after !== before) ports.remember(name, after);
}

/** Returns a reader of sorted pages of orders. `anew`: tries again what was refused before. */
export function orderPages(ports: Memory & Pick<FlowPorts, "readPage">, anew = false): SendRead {
  const known = ports.remembered(SORT);
  if (anew && known === ONE_KEY) ports.remember(SORT, "works");
  else if (known === null) ports.remember(SORT, "works");
  return bySortKeys(ports.readPage, !anew && known === ONE_KEY, () =>
    ports.remember(SORT, ONE_KEY),
  );
}
