/**
 * Finds the orders that no webhook told of, so that none is needed: everything changed or dated since the last sweep is
 * held against what was met before, and each order that isn't known exactly so becomes a job. Only heads are read; what
 * an order says is fetched by its own job. A sweep with nothing new costs two reads.
 *
 * The marks are instants of Asperion's own clock, read 75 minutes back: its stamps have no zone, and an hour comes twice
 * a year. They move only behind jobs that are durable, page by page, so that a sweep that breaks off goes on from there.
 *
 * Each night the last weeks are read by date and compared as a whole: that finds an order whose change nobody saw, one
 * that was dated back, and one that has a document and isn't in the shop's list any more: its job asks for it by its id. Without a usable change filter the last days are compared so each time.
 */
import { sweepChanged, sweepDated, type SweepInput, type Visited } from "../../asperion/order-sweep.ts";
import type { OrderHead } from "../../asperion/orders.ts";
import type { Failure } from "../../domain/failure.ts";
import { orderKey } from "../../domain/ids.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { instantsOf, localStamp, parseLocal, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import type { FlowEnd, FlowPorts, WorkItem } from "../port.ts";
import { stateOf } from "./met.ts";
import { judgeHead, type Met } from "./sweep-plan.ts";

const OVERLAP_MS = 75 * 60_000;
const DAY_MS = 86_400_000;
/** How far back the night compares. */
const NIGHT_DAYS = 35;
/** How far back every sweep compares while there is no change filter to go by. */
const COMPARED_DAYS = 7;

const CHANGED_UNTIL = "orders-changed-until";
const DATED_UNTIL = "orders-dated-until";
/** Read by the tenant's health as well. */
const CHANGE_FILTER = "orders-change-filter";

type Counts = { read: number; taken: number; readonly seen: Set<string> };

export async function sweepOrders(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const { enabled, startLine } = ports.settings.orders;
  if (!enabled || startLine === null) return ok({ outcome: "skipped", reasons: [reason("flow-off")], label: null, figures: null });
  const line = Date.parse(startLine);
  const counts: Counts = { read: 0, taken: 0, seen: new Set() };
  const input = (since: number, mark: string | null): SweepInput => ({
    send: ports.read, administrationId: ports.administrationId, from: localStamp(since, SOURCE_ZONE), visit: (heads, reached) => visit(ports, counts, heads, mark, reached),
  });

  const changed = await sweepChanged(input(markOf(ports, CHANGED_UNTIL, line) - OVERLAP_MS, CHANGED_UNTIL));
  if (!changed.ok) return changed;
  const works = changed.value.filter === "works";
  if (changed.value.filter === "works") moveMark(ports, CHANGED_UNTIL, changed.value.serverTime);
  ports.remember(CHANGE_FILTER, changed.value.filter);

  const since = markOf(ports, DATED_UNTIL, line) - OVERLAP_MS;
  const compared = Math.max(line, ports.now() - COMPARED_DAYS * DAY_MS);
  const dated = await sweepDated(works ? input(since, DATED_UNTIL) : { ...input(Math.min(since, compared), DATED_UNTIL), whole: true });
  if (!dated.ok) return dated;
  moveMark(ports, DATED_UNTIL, dated.value.serverTime);

  const before = counts.taken;
  if (ports.eventTypes.includes("nightly")) {
    const night = await sweepDated({ ...input(Math.max(line, ports.now() - NIGHT_DAYS * DAY_MS) - OVERLAP_MS, null), whole: true });
    if (!night.ok) return night;
  }
  const found = counts.taken - before;
  const unlisted = ports.eventTypes.includes("nightly") ? await takeUnlisted(ports, counts) : ok(0);
  return unlisted.ok ? ok(ended(counts, found, unlisted.value, works)) : unlisted;
}

async function visit(ports: FlowPorts, counts: Counts, heads: readonly OrderHead[], mark: string | null, reached: string | null): Promise<Result<Visited, Failure>> {
  counts.read += heads.length;
  for (const head of heads) counts.seen.add(orderKey(head.id));
  const taken = await unknown(ports, heads);
  if (!taken.ok) return taken;
  if (taken.value.length > 0) {
    const handed = await ports.enqueue(taken.value.map(item));
    if (!handed.ok) return handed;
    counts.taken += taken.value.length;
    ports.note("plan", "taken up", taken.value.map(({ head }) => ({ id: head.id, number: head.number, date: head.date, changed: head.changed })));
  }
  const stamp = reached === null ? null : parseLocal(reached);
  if (mark !== null && stamp !== null) moveMark(ports, mark, instantsOf(stamp, SOURCE_ZONE).earliest);
  return ok({ allKnown: taken.value.length === 0 });
}

/** Orders that have a document and weren't met in the lists. An older one that was edited lately is among them: a look costs one read. */
async function takeUnlisted(ports: FlowPorts, counts: Counts): Promise<Result<number, Failure>> {
  const since = ports.now() - NIGHT_DAYS * DAY_MS;
  let unlisted = 0;
  for (let after = ""; ; ) {
    const standing = await ports.standing(since, after);
    if (!standing.ok) return standing;
    const last = standing.value.at(-1);
    if (last === undefined) return ok(unlisted);
    const missing = standing.value.filter((key) => !counts.seen.has(key));
    const handed = await ports.enqueue(missing.map((key) => ({ key, flow: "orders", type: "sweep", lane: "sweep" })));
    if (!handed.ok) return handed;
    unlisted += missing.length;
    after = last;
  }
}

async function unknown(ports: FlowPorts, heads: readonly OrderHead[]): Promise<Result<readonly Met[], Failure>> {
  if (heads.length === 0) return ok([]);
  const remembered = await ports.recall(heads.map((head) => orderKey(head.id)));
  if (!remembered.ok) return remembered;
  const met = await Promise.all(heads.map(async (head): Promise<Met> => ({ head, state: await stateOf(head, ports.settings.trial), memory: remembered.value[orderKey(head.id)] })));
  return ok(met.filter((one) => judgeHead(one, ports.settings) === "take"));
}

const item = ({ head, state }: Met): WorkItem => ({ key: orderKey(head.id), flow: "orders", type: "sweep", lane: "sweep", met: state });

/** A trial has marks of its own: going live begins at the start line again, as nothing of what it passed is booked. */
const marked = (ports: FlowPorts, name: string): string => (ports.settings.trial ? `${name}:trial` : name);

const markOf = (ports: FlowPorts, name: string, otherwise: number): number => Number(ports.remembered(marked(ports, name)) ?? otherwise);

/** Forwards only, and never past the present: an order may be dated ahead, and those before it are still to come. */
function moveMark(ports: FlowPorts, name: string, instant: number | null): void {
  const moved = instant === null ? null : Math.min(instant, ports.now());
  if (moved !== null && moved > markOf(ports, name, -Infinity)) ports.remember(marked(ports, name), String(moved));
}

function ended({ read, taken }: Counts, missing: number, unlisted: number, works: boolean): FlowEnd {
  const reasons: Reason[] = [taken === 0 ? reason("sweep-nothing-new", { read }) : reason("sweep-took-up", { count: taken, read })];
  if (missing > 0) reasons.push(reason("sweep-found-missing", { count: missing }));
  if (unlisted > 0) reasons.push(reason("sweep-unlisted", { count: unlisted }));
  if (!works) reasons.push(reason("change-filter-unusable", { days: COMPARED_DAYS, night: NIGHT_DAYS }));
  return { outcome: taken + unlisted === 0 ? "skipped" : "updated", reasons, label: null, figures: null };
}
