/**
 * A sweep in parts: its lists may be longer than one run may take. What a run has begun and not
 * ended is remembered as the place where its list goes on, and the next run of the same job goes on
 * there.
 */
import type { Place, Sweep } from "../../asperion/order-sweep.ts";
import { bySortKeys } from "../../asperion/sorting.ts";
import type { SendRead } from "../../domain/request.ts";
import type { FlowPorts } from "../port.ts";

/** A run shares its queue batch with others. */
const RUN_MS = 15_000;

/** Read by the tenant's health as well. */
export const SORT = "orders-sort";
const ONE_KEY = "one-key";

type Memory = Pick<FlowPorts, "remember" | "remembered">;

/** True once the run has gone on for long enough. */
export function isLong(ports: Pick<FlowPorts, "now">): () => boolean {
  const began = ports.now();
  return () => ports.now() - began > RUN_MS;
}

export function placeOf(ports: Memory, name: string): Place | null {
  const text = ports.remembered(name) ?? "";
  return text === "" ? null : (JSON.parse(text) as Place);
}

/** Remembers where a sweep was broken off, or that it is through. */
export function keepPlace(ports: Memory, name: string, { place }: Pick<Sweep, "place">): void {
  const before = ports.remembered(name) ?? "";
  const after = place === undefined ? "" : JSON.stringify(place);
  if (after !== before) ports.remember(name, after);
}

/**
 * Pages of orders, sorted as the vendor lets them be. Tried anew with `anew`: what it refused once
 * it may take by now.
 */
export function orderPages(ports: Memory & Pick<FlowPorts, "readPage">, anew = false): SendRead {
  const known = ports.remembered(SORT);
  if (anew && known === ONE_KEY) ports.remember(SORT, "works");
  else if (known === null) ports.remember(SORT, "works");
  return bySortKeys(ports.readPage, !anew && known === ONE_KEY, () =>
    ports.remember(SORT, ONE_KEY),
  );
}
