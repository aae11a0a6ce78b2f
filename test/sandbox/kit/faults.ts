// Which call goes wrong, and how. This file only decides; `vendor-calls.ts` carries it out.
// A fault names a route, how often it strikes (`times`), how many matching calls it lets by first (`after`) and,
// where tests share a sandbox, a text that the path, query or body must contain (`match`).
import { z } from "zod";
import { sameRoute } from "./routes.ts";

const common = {
  route: z.string().min(1),
  times: z.union([z.int().min(1), z.literal("always")]).default(1),
  after: z.int().min(0).default(0),
  match: z.string().min(1).optional(),
};

export const faultSchema = z.discriminatedUnion("kind", [
  /** Answered as usual, `ms` of real time later. */
  z.strictObject({ ...common, kind: z.literal("latency"), ms: z.number().min(0) }),
  /** Answered with this status before the vendor does anything. */
  z.strictObject({
    ...common,
    kind: z.literal("status"),
    status: z.int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  /** The connection is cut before the vendor does anything. */
  z.strictObject({ ...common, kind: z.literal("drop") }),
  /** The vendor does all of it, then the connection is cut. */
  z.strictObject({ ...common, kind: z.literal("commit-then-drop") }),
  /**
   * The caller loses the connection at once (or waits for ever); the vendor commits `ms` later by
   * the sandbox's clock.
   */
  z.strictObject({
    ...common,
    kind: z.literal("late-commit"),
    ms: z.number().min(0),
    answer: z.enum(["drop", "hang"]).default("drop"),
  }),
  /** Never answered, nothing done. */
  z.strictObject({ ...common, kind: z.literal("hang") }),
  /** The rows of the answer come in another order. */
  z.strictObject({ ...common, kind: z.literal("reorder-rows") }),
  /** Refused as if the access token had just expired. */
  z.strictObject({ ...common, kind: z.literal("expired-token") }),
  /**
   * All grants are revoked when a matching call arrives: refreshing answers invalid_grant from then
   * on.
   */
  z.strictObject({ ...common, kind: z.literal("revoked-grant") }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultRequest = z.input<typeof faultSchema>;

export interface FaultRow {
  readonly id: number;
  readonly fault: Fault;
  /** Matching calls met so far, and how many of them the fault struck. */
  seen: number;
  struck: number;
}

export class Faults {
  #rows: FaultRow[] = [];
  #lastId = 0;

  add(fault: Fault): number {
    this.#lastId += 1;
    this.#rows.push({ id: this.#lastId, fault, seen: 0, struck: 0 });
    return this.#lastId;
  }

  rows(): readonly FaultRow[] {
    return this.#rows;
  }

  clear(): void {
    this.#rows = [];
  }

  remove(id: number): boolean {
    const before = this.#rows.length;
    this.#rows = this.#rows.filter((row) => row.id !== id);
    return this.#rows.length < before;
  }

  /**
   * The faults that strike this call, oldest first: any number of delays, and one of the other
   * kinds.
   */
  strike(route: string, text: () => string): FaultRow[] {
    if (this.#rows.length === 0) return [];
    const striking: FaultRow[] = [];
    let decided = false;
    for (const row of this.#rows) {
      const { fault } = row;
      if (!sameRoute(fault.route, route)) continue;
      if (fault.match !== undefined && !text().includes(fault.match)) continue;
      row.seen += 1;
      const spent = fault.times !== "always" && row.struck >= fault.times;
      if (row.seen <= fault.after || spent || (decided && fault.kind !== "latency")) continue;
      row.struck += 1;
      decided ||= fault.kind !== "latency";
      striking.push(row);
    }
    return striking;
  }
}
