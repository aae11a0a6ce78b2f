/**
 * Rate slots for this tenant. eAccounting's come from the gate that all tenants share: what is asked for while a
 * lease is on its way joins the next one, so that no slot is leased that nobody waits for and the gate is asked
 * once for many. Asperion's limit is per tenant and kept here.
 */
import type { Clock } from "../../domain/clock.ts";
import type { Lane } from "../../domain/job.ts";
import type { GateRpc } from "../engine-rpc.ts";

export type Slot = { readonly kind: "slot"; readonly inMs: number } | { readonly kind: "later"; readonly inMs: number };

type Waiter = (slot: Slot) => void;

const MOST_AT_ONCE = 20;

export class Slots {
  readonly #queues = new Map<string, Waiter[]>();
  readonly #flying = new Set<string>();
  #asperionNext = 0;

  constructor(
    readonly clock: Clock,
    readonly gate: () => GateRpc,
  ) {}

  asperion(perSecond: number): Slot {
    const now = this.clock.now();
    const at = Math.max(now, this.#asperionNext);
    if (at - now > 1_000) return { kind: "later", inMs: at - now - 500 };
    this.#asperionNext = at + 1_000 / perSecond;
    return { kind: "slot", inMs: at - now };
  }

  /** A named pause of Asperion. */
  pauseAsperion(retryAfterMs: number): void {
    this.#asperionNext = Math.max(this.#asperionNext, this.clock.now() + retryAfterMs);
  }

  eaccounting(endpoint: string, lane: Lane): Promise<Slot> {
    const key = `${lane} ${endpoint}`;
    const slot = new Promise<Slot>((resolve) => {
      const queue = this.#queues.get(key) ?? [];
      queue.push(resolve);
      this.#queues.set(key, queue);
    });
    if (!this.#flying.has(key)) void this.#fly(key, endpoint, lane);
    return slot;
  }

  async #fly(key: string, endpoint: string, lane: Lane): Promise<void> {
    this.#flying.add(key);
    try {
      for (let waiting = this.#queues.get(key) ?? []; waiting.length > 0; waiting = this.#queues.get(key) ?? []) {
        const served = waiting.splice(0, MOST_AT_ONCE);
        await this.#serve(served, endpoint, lane);
      }
    } finally {
      this.#flying.delete(key);
    }
  }

  async #serve(waiters: readonly Waiter[], endpoint: string, lane: Lane): Promise<void> {
    const answer = await this.gate()
      .lease(endpoint, lane, waiters.length)
      // A gate that can't be reached gives no slot: nobody goes without one.
      .catch(() => ({ kind: "later", inMs: 1_000 }) as const);
    waiters.forEach((waiter, index) => {
      const inMs = answer.kind === "slots" ? answer.inMs[index] : undefined;
      if (inMs !== undefined) waiter({ kind: "slot", inMs });
      else waiter({ kind: "later", inMs: answer.kind === "later" ? answer.inMs : 1_000 });
    });
  }
}
