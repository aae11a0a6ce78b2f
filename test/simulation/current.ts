/**
 * What stands for the machine in a running simulation: its clock, its chance, its network. The
 * globals of the bundle ask here; one simulation runs at a time.
 */
import { Chance } from "../support/seeded.ts";
import { VirtualTime } from "./time.ts";

export type Machine = {
  time: VirtualTime;
  /** Ids, keys and nonces. */
  ids: Chance;
  /** What people and tools ask for from outside. */
  fetch: typeof fetch;
  /** How many lines the product logged, by event. */
  logged: Map<string, number>;
};

export const machine: Machine = {
  time: new VirtualTime(0),
  ids: new Chance(0),
  fetch: () => Promise.reject(new Error("nothing is simulated yet")),
  logged: new Map(),
};
