/**
 * Which of the orders that a sweep meets become a job. Pure: a head, what is remembered of its key,
 * the settings.
 */
import type { OrderHead } from "../../asperion/orders.ts";
import type { Settings } from "../../mapping/settings.ts";
import type { KeyMemory } from "../port.ts";
import { sideOfLine } from "./judge.ts";

export type Met = {
  readonly head: OrderHead;
  readonly state: string;
  /** `undefined`: nobody ever told of this order. */
  readonly memory: KeyMemory | undefined;
};

/**
 * `known`: met exactly so before, by a job that is durable or over. `before-start`: nothing of ours
 * stands for it, and nothing will; it needs no job of its own. An order whose date can't be read is
 * taken, to be held with its reason.
 */
export function judgeHead(
  { head, state, memory }: Met,
  settings: Settings,
): "take" | "known" | "before-start" {
  if (memory !== undefined && memory.told && memory.met === state) return "known";
  const line = settings.orders.startLine;
  if (line !== null && memory?.document !== true && sideOfLine(head.date, line) === "before")
    return "before-start";
  return "take";
}
