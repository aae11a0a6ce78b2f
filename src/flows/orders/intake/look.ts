/**
 * Checks whether a sweep would find anything. It runs the sweep's own code on ports that store
 * nothing and stop at the first thing that would be stored. A check that finds nothing leaves no
 * trace; one that finds anything, fails or takes long is followed by a sweep with a job of its own,
 * which reads everything again.
 *
 * Watermarks stay: the next check reads the same orders again, and the next sweep, at the latest
 * the nightly one, moves past them.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { err } from "../../../domain/result.ts";
import { hasMarks, isMark, type SweepPorts, sweepOrders } from "./sweep.ts";

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

/** True: a sweep now would store only its watermarks. */
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
