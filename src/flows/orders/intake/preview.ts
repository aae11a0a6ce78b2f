/**
 * What the next sweep would take, by running the sweep itself on other ports. Orders that it would
 * hold, as the shop's time zone isn't known yet, are counted apart.
 */
import type { OrderHead } from "../../../asperion/orders.ts";
import { orderKey } from "../../../domain/ids.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, err, type Failure } from "../../../domain/result.ts";
import { asides, type RunPreview, runPreview } from "../../../domain/jobs/run-preview.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { FlowPorts } from "../../port.ts";
import { previewPorts } from "../../read-only-ports.ts";
import { type StampZone, stampZone } from "../../vendor-observations.ts";
import { waitsForZone } from "../preparation/eligibility.ts";
import {
  isOfNight,
  ORDER_SWEEP_KEY,
  sweepOrders,
  hasMarks,
  isMark,
  type SweepPorts,
} from "./sweep.ts";

/** `untilNight`: includes those that only the next nightly check would take. */
export async function previewOrders(
  ports: FlowPorts,
  untilNight = false,
): Promise<Result<RunPreview, Failure>> {
  const { settings } = ports;
  const taken = new Set<string>();
  const dates = new Map<string, OrderHead>();
  let longer = 0;
  let { lists } = ports;
  const swept = await sweepOrders(
    {
      ...previewPorts(ports, ORDER_SWEEP_KEY),
      ...(untilNight ? atNight(ports) : {}),
      // Test mode has watermarks of its own.
      settings: { ...settings, trial: false, orders: { ...settings.orders, enabled: true } },
      saveLists: ({ seenAtWork }) => {
        lists = { ...lists, seenAtWork: { ...lists.seenAtWork, ...seenAtWork } };
      },
      enqueue: async (items) => {
        for (const { key, flow } of items)
          if (flow === "orders") taken.add(key);
          else longer = 1;
        return ok(undefined);
      },
    },
    (head) => void dates.set(orderKey(head.id), head),
  );
  if (!swept.ok) return swept;
  const zone = stampZone(lists);
  const waiting = waitingOf([...dates.values()], settings, zone);
  return ok(
    runPreview({
      flow: "orders",
      stopped: settings.orders.startLine === null ? swept.value.reasons : [],
      read: taken.size,
      total: taken.size,
      unlooked: longer,
      later: taken.size - waiting.length,
      same: 0,
      left: [],
      held: asides(waiting),
      rows: [],
    }),
  );
}

/** Orders that only wait for the zone, by the rule that holds them. */
function waitingOf(
  heads: readonly OrderHead[],
  { orders: { startLine } }: Settings,
  zone: StampZone,
): Parameters<typeof asides>[0] {
  if (startLine === null) return [];
  return heads
    .filter(({ date }) => waitsForZone(date, startLine, zone))
    .map(({ id, number, date }) => ({
      code: number ?? String(id),
      reason: reason("start-zone-unknown", { date, startLine }),
    }));
}

/**
 * A night that begins with this sweep. The preview doesn't mark the orders that it reads, so it
 * can't tell unlisted ones; those have a document already.
 */
const atNight = (ports: FlowPorts): Partial<FlowPorts> => ({
  eventTypes: ["nightly"],
  remembered: (name) => (isOfNight(name) ? null : ports.remembered(name)),
  recall: (keys) => ports.recall(keys),
  openKeys: async () => ok([]),
});

type LookPorts = Pick<
  SweepPorts,
  | "settings"
  | "administrationId"
  | "eventTypes"
  | "now"
  | "lists"
  | "readPage"
  | "remembered"
  | "recall"
>;

/** One read by change, one by date, and one more where a way of sorting is refused. */
const MAX_READS = 3;
/** With more orders than this behind the watermarks, a sweep should move them. */
const MAX_ORDERS = 100;

/**
 * True: a sweep now would store only its watermarks. Runs the sweep's own code on ports that store
 * nothing and stop at the first thing that would be stored. One that finds anything, fails or takes
 * long is followed by a sweep with a job of its own, which reads everything again. Watermarks stay:
 * the next sweep, at the latest the nightly one, moves past those orders.
 */
export async function sweepFindsNothing(ports: LookPorts): Promise<boolean> {
  if (!hasMarks(ports)) return false;
  const written = new Map<string, string>();
  let reads = 0;
  let orders = 0;
  let found = false;
  const breakOff = (): { readonly ok: false; readonly error: Failure } => {
    found = true;
    return err({ kind: "stopped", vendor: "asperion", cause: "there is something to do" });
  };
  const swept = await sweepOrders({
    ...ports,
    readPage: async (request) => {
      reads += 1;
      return reads > MAX_READS ? breakOff() : ports.readPage(request);
    },
    remembered: (name) => written.get(name) ?? ports.remembered(name),
    remember: (name, value) => {
      written.set(name, value);
      if (!isMark(ports, name) && value !== ports.remembered(name)) found = true;
    },
    saveLists: () => {
      found = true;
    },
    recall: async (keys, pass) => {
      orders += keys.length;
      return pass !== undefined || orders > MAX_ORDERS ? breakOff() : ports.recall(keys);
    },
    openKeys: async () => breakOff(),
    enqueue: async () => breakOff(),
    note: () => undefined,
  });
  return swept.ok && !found && swept.value.outcome === "skipped";
}
