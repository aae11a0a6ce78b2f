/**
 * Finds the orders that no webhook reported, so that webhooks are optional. Everything changed or
 * dated since the last sweep is compared with the known states, and each order that differs becomes
 * a job. Only heads are read; the job reads the order itself. A sweep that finds nothing new costs
 * two reads.
 *
 * The marks are instants of Asperion's own clock, read 75 minutes back: its stamps have no zone,
 * and an hour comes twice a year. They move only behind jobs that are durable, page by page, so
 * that a sweep that breaks off goes on from there. A list that is longer than a run may take is
 * read on by the next run of the job (list-past.ts); no page is kept.
 *
 * Each night the last weeks are read by date and compared as a whole. That finds an order whose
 * change was missed, one that was dated back, and one that has a document but left the shop's list:
 * its job asks for it by id. Without a usable change filter each sweep compares the last days in
 * this way.
 */
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { DAY_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import {
  type Sweep,
  sweepChanged,
  sweepDated,
  type SweepInput,
  type Visited,
} from "../../../asperion/order-sweep.ts";
import type { OrderHead } from "../../../asperion/orders.ts";
import { orderKey } from "../../../domain/ids.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import {
  instantsOf,
  localStamp,
  parseLocal,
  SOURCE_ZONE,
} from "../../../domain/platform/zoned-time.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { FlowEnd, FlowPorts, KeyMemory, WorkItem } from "../../port.ts";
import { sideOfStartLine } from "../preparation/eligibility.ts";
import { isReported, stateOf } from "../../settlement.ts";
import {
  stampLagMs,
  type StampZone,
  stampZone,
  widestOf,
  ZONE_OBSERVATION,
  stampSeen,
} from "../../vendor-observations.ts";
import { flowEnd } from "../../flow-end.ts";
import { createTimeLimit, keepPlace, orderPages, readSweepPlace } from "./list-past.ts";

const OVERLAP_MS = 75 * MINUTE_MS;
/** How far back the night compares. */
const NIGHT_DAYS = 35;
/** How far back every sweep compares while there is no change filter to go by. */
const COMPARED_DAYS = 7;
/**
 * Nights are 23 to 25 hours apart. A run after a finished night isn't another night, although its
 * job still has the event.
 */
const NIGHT_OVER_MS = DAY_MS / 2;

const CHANGED_UNTIL = "orders-changed-until";
const DATED_UNTIL = "orders-dated-until";
const NIGHT = "orders-night";
const NIGHT_ENDED = "orders-night-ended";
/** Also read for the tenant's health. */
const CHANGE_FILTER = "orders-change-filter";

export const ORDER_SWEEP_KEY = "sweep:orders";

/** Stamps of a shop in UTC may be hours behind what they are read as. */
const overlapOf = ({ lists }: SweepPorts): number => OVERLAP_MS + stampLagMs(lists);

/** A nightly pass, over as many runs as it takes, that marks each order it reads. */
type Night = { readonly pass: number; readonly found: number; readonly begins?: true };

/** What a sweep needs, so that the object itself can check whether there is anything to do. */
export type SweepPorts = Pick<
  FlowPorts,
  | "settings"
  | "administrationId"
  | "eventTypes"
  | "now"
  | "readPage"
  | "saveLists"
  | "remember"
  | "remembered"
  | "recall"
  | "openKeys"
  | "enqueue"
  | "note"
> & { readonly lists: Pick<FlowPorts["lists"], "seenAtWork"> };

type Run = {
  readonly ports: SweepPorts;
  readonly night: Night | null;
  readonly long: () => boolean;
  readonly send: SweepInput["send"];
  readonly taking: ((head: OrderHead) => void) | undefined;
  zone: StampZone;
  read: number;
  taken: number;
};

/** `taking`: told each order that becomes a job. */
export async function sweepOrders(
  ports: SweepPorts,
  taking?: (head: OrderHead) => void,
): Promise<Result<FlowEnd, Failure>> {
  const { enabled, startLine } = ports.settings.orders;
  if (!enabled || startLine === null) return ok(flowEnd("skipped", [reason("flow-off")]));
  const line = Date.parse(startLine);
  const night = nightOf(ports);
  const run: Run = {
    ports,
    night,
    long: createTimeLimit(ports),
    send: orderPages(ports, night?.begins === true),
    taking,
    zone: stampZone(ports.lists),
    read: 0,
    taken: 0,
  };

  const overlap = overlapOf(ports);
  const changed = await sweepChanged(
    inputOf(run, markOf(ports, CHANGED_UNTIL, line) - overlap, CHANGED_UNTIL),
  );
  if (!changed.ok) return changed;
  const works = changed.value.filter === "works";
  if (changed.value.filter === "works" && brokenOff(run, CHANGED_UNTIL, changed.value))
    return goOn(run, works);
  if (!works) keepPlace(ports, placed(ports, CHANGED_UNTIL), {});
  ports.remember(CHANGE_FILTER, changed.value.filter);

  const since = markOf(ports, DATED_UNTIL, line) - overlap;
  const compared = Math.max(line, ports.now() - COMPARED_DAYS * DAY_MS);
  const dated = await sweepDated(
    works
      ? inputOf(run, since, DATED_UNTIL)
      : { ...inputOf(run, Math.min(since, compared), DATED_UNTIL), whole: true },
  );
  if (!dated.ok) return dated;
  if (brokenOff(run, DATED_UNTIL, dated.value)) return goOn(run, works);
  return night === null
    ? ok(ended(run, works, null))
    : sweepNight(run, night, Math.max(line, ports.now() - NIGHT_DAYS * DAY_MS) - overlap, works);
}

async function sweepNight(
  run: Run,
  night: Night,
  from: number,
  works: boolean,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = run;
  const before = run.taken;
  const swept = await sweepDated({ ...inputOf(run, from, null), whole: true });
  if (!swept.ok) return swept;
  const found = night.found + run.taken - before;
  if (brokenOff(run, NIGHT, swept.value)) {
    ports.remember(marked(ports, NIGHT), JSON.stringify({ pass: night.pass, found }));
    return goOn(run, works);
  }
  const unlisted = await takeUnlisted(ports, night.pass);
  if (!unlisted.ok) return unlisted;
  ports.remember(marked(ports, NIGHT), "");
  ports.remember(marked(ports, NIGHT_ENDED), String(ports.now()));
  return ok(ended(run, works, { found, unlisted: unlisted.value }));
}

/** Returns the night that a previous run began, or that this one begins; `null`: it isn't night. */
function nightOf(ports: SweepPorts): Night | null {
  const kept = ports.remembered(marked(ports, NIGHT)) ?? "";
  if (kept !== "") return storedJson<Night>(kept);
  const ended = Number(ports.remembered(marked(ports, NIGHT_ENDED)) ?? -Infinity);
  return ports.eventTypes.includes("nightly") && ports.now() - ended > NIGHT_OVER_MS
    ? { pass: ports.now(), found: 0, begins: true }
    : null;
}

function inputOf(run: Run, since: number, mark: string | null): SweepInput {
  const { ports, send } = run;
  const visit: SweepInput["visit"] = (heads, reached) => visitPage(run, heads, mark, reached);
  return {
    send,
    administrationId: ports.administrationId,
    from: localStamp(since, SOURCE_ZONE),
    visit,
    place: readSweepPlace(ports, placed(ports, mark ?? NIGHT)),
  };
}

/** Remembers how far the list was read. True: it isn't finished. */
function brokenOff({ ports }: Run, name: string, swept: Sweep): boolean {
  keepPlace(ports, placed(ports, name), swept);
  if (swept.place === undefined && name !== NIGHT) moveMark(ports, name, swept.serverTime);
  return swept.place !== undefined;
}

const placed = (ports: SweepPorts, name: string): string => `${marked(ports, name)}:place`;

async function visitPage(
  run: Run,
  heads: readonly OrderHead[],
  mark: string | null,
  reached: string | null,
): Promise<Result<Visited, Failure>> {
  const { ports } = run;
  run.read += heads.length;
  lookAtZone(run, heads);
  const taken = await unknown(run, heads);
  if (!taken.ok) return taken;
  if (taken.value.length > 0) {
    for (const { head } of taken.value) run.taking?.(head);
    const handed = await ports.enqueue(taken.value.map((one) => item(one, ports.now(), run.zone)));
    if (!handed.ok) return handed;
    run.taken += taken.value.length;
    ports.note(
      "plan",
      "taken up",
      taken.value.map(({ head }) => ({
        id: head.id,
        number: head.number,
        date: head.date,
        changed: head.changed,
      })),
    );
  }
  const stamp = reached === null ? null : parseLocal(reached);
  if (mark !== null && stamp !== null)
    moveMark(ports, mark, instantsOf(stamp, SOURCE_ZONE).earliest);
  return ok({ allKnown: taken.value.length === 0, stop: run.long() });
}

/**
 * The stamp of a change of a moment ago shows the shop's zone, whichever order bears it: also one
 * from long before the start line, which never becomes a job.
 */
function lookAtZone(run: Run, heads: readonly OrderHead[]): void {
  const { ports } = run;
  if (run.zone !== "unknown") return;
  const before = ports.lists.seenAtWork?.[ZONE_OBSERVATION];
  for (const { changed } of heads) {
    const seen = stampSeen({ changed, now: ports.now(), eventTypes: [], before });
    if (seen === null) continue;
    ports.saveLists({ seenAtWork: { [ZONE_OBSERVATION]: seen } });
    run.zone = stampZone({ seenAtWork: { [ZONE_OBSERVATION]: seen } });
    return;
  }
}

/**
 * Orders that have a document and weren't met by this pass. An older one that was edited lately is
 * among them: a look costs one read.
 */
async function takeUnlisted(ports: SweepPorts, pass: number): Promise<Result<number, Failure>> {
  const since = ports.now() - NIGHT_DAYS * DAY_MS;
  let unlisted = 0;
  for (let after = ""; ;) {
    const open = await ports.openKeys(since, after, pass);
    if (!open.ok) return open;
    const last = open.value.at(-1);
    if (last === undefined) return ok(unlisted);
    const handed = await ports.enqueue(
      open.value.map((key) => ({ key, flow: "orders", type: "sweep", lane: "sweep" })),
    );
    if (!handed.ok) return handed;
    unlisted += open.value.length;
    after = last;
  }
}

async function unknown(
  { ports, night, zone }: Run,
  heads: readonly OrderHead[],
): Promise<Result<readonly KnownState[], Failure>> {
  if (heads.length === 0) return ok([]);
  const remembered = await ports.recall(
    heads.map((head) => orderKey(head.id)),
    night?.pass,
  );
  if (!remembered.ok) return remembered;
  const knownState = await Promise.all(
    heads.map(async (head): Promise<KnownState> => ({
      head,
      state: await stateOf(head, ports.settings.trial),
      memory: remembered.value[orderKey(head.id)],
    })),
  );
  return ok(knownState.filter((one) => classifyHead(one, ports.settings, zone) === "take"));
}

/** A webhook may take this long to arrive. */
const ON_ITS_WAY_MS = 2 * MINUTE_MS;

const item = ({ head, state, memory }: KnownState, now: number, zone: StampZone): WorkItem => ({
  key: orderKey(head.id),
  flow: "orders",
  type: "sweep",
  lane: "sweep",
  knownState: state,
  untold: !isReported(memory, state) && !isJustNow(head, now, zone),
});

/** Whether an order changed just now, by the shop's own stamp, in whole seconds. */
function isJustNow({ changed, date }: OrderHead, now: number, zone: StampZone): boolean {
  const stamp = parseLocal(changed ?? date);
  if (stamp === null) return false;
  const { earliest, latest } = instantsOf(stamp, SOURCE_ZONE);
  const read = zone === "utc" ? [stamp.asUtc] : [earliest, latest];
  return read.some((at) => Math.abs(now - at) < ON_ITS_WAY_MS);
}

/** Test mode has its own watermarks: it booked nothing, so going live starts at the line again. */
const marked = (ports: Pick<SweepPorts, "settings">, name: string): string =>
  ports.settings.trial ? `${name}:trial` : name;

const markOf = (ports: SweepPorts, name: string, otherwise: number): number =>
  Number(ports.remembered(marked(ports, name)) ?? otherwise);

/** A previous sweep was completed, so there are watermarks. */
export const hasMarks = (ports: Pick<SweepPorts, "settings" | "remembered">): boolean =>
  [CHANGED_UNTIL, DATED_UNTIL].some((name) => ports.remembered(marked(ports, name)) !== null);

/** Whether this memory tells that a night is under way, how far it is, or when it ended. */
export const isOfNight = (name: string): boolean =>
  [NIGHT, NIGHT_ENDED].some((mark) => name === mark || name.startsWith(`${mark}:`));

/** Whether this memory is a watermark, which says nothing about an order. */
export const isMark = (ports: Pick<SweepPorts, "settings">, name: string): boolean =>
  [CHANGED_UNTIL, DATED_UNTIL].some((mark) => marked(ports, mark) === name);

/**
 * Moves a watermark forwards only, and never past the present: an order may be dated ahead, with
 * earlier ones still to come.
 */
function moveMark(ports: SweepPorts, name: string, instant: number | null): void {
  const moved = instant === null ? null : Math.min(instant, ports.now());
  if (moved !== null && moved > markOf(ports, name, -Infinity))
    ports.remember(marked(ports, name), String(moved));
}

/** The rest is a run of its own, durable before this one ends. */
async function goOn(run: Run, works: boolean): Promise<Result<FlowEnd, Failure>> {
  const handed = await run.ports.enqueue([
    { key: ORDER_SWEEP_KEY, flow: "order-sweep", type: "go-on", lane: "sweep" },
  ]);
  return handed.ok ? ok(ended(run, works, null)) : handed;
}

function ended(
  { read, taken }: Run,
  works: boolean,
  night: { readonly found: number; readonly unlisted: number } | null,
): FlowEnd {
  const reasons: Reason[] = [
    taken === 0
      ? reason("sweep-nothing-new", { read })
      : reason("sweep-took-up", { count: taken, read }),
  ];
  const { found, unlisted } = night ?? { found: 0, unlisted: 0 };
  if (found > 0) reasons.push(reason("sweep-found-missing", { count: found }));
  if (unlisted > 0) reasons.push(reason("sweep-unlisted", { count: unlisted }));
  if (!works)
    reasons.push(reason("change-filter-unusable", { days: COMPARED_DAYS, night: NIGHT_DAYS }));
  return flowEnd(taken + unlisted === 0 ? "skipped" : "updated", reasons);
}

type KnownState = {
  readonly head: OrderHead;
  readonly state: string;
  /** `undefined`: this order was never reported. */
  readonly memory: KeyMemory | undefined;
};

/**
 * Decides which orders of a sweep become a job, by the head, what is remembered of its key, and the
 * settings. `known`: the same state was handled by a job that is durable or over. `before-start`:
 * we have no document for it and will make none. An order whose date can't be read becomes a job,
 * which holds it with its reason; so does one before the start line while it is unknown whether the
 * shop stamps in UTC. Pure.
 */
export function classifyHead(
  { head, state, memory }: KnownState,
  settings: Settings,
  zone: StampZone,
): "take" | "known" | "before-start" {
  if (memory !== undefined && memory.known && memory.knownState === state) return "known";
  const line = settings.orders.startLine;
  if (
    line !== null &&
    memory?.document !== true &&
    sideOfStartLine(head.date, line, widestOf(zone)) === "before"
  )
    return "before-start";
  return "take";
}
