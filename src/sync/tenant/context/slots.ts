/**
 * Rate slots for this tenant. eAccounting's come from the gate that all tenants share: requests
 * made while a lease is under way join the next one, so that no unused slot is leased and the gate
 * is asked once for many. Asperion's limit is per tenant and kept here.
 *
 * Slots that were leased ahead for waiting jobs end by themselves, so a holder that dies, or whose
 * jobs need nothing after all, gives nothing back: the gate hands out no instant twice, and counted
 * it when it leased it. Instants are in ms of the holder's own clock.
 */
import type { Clock } from "../../../domain/platform/clock.ts";
import type { Lane } from "../../../domain/jobs/job.ts";
import type { GateRpc, GateSlot } from "../../contract/runs.ts";
import { OutstandingCalls } from "../../rate/rate-gate.ts";
import { type GateState, leaseSlots, spacingMs } from "../../rate/spacing.ts";

/** `turn`: the tenant has a turn, so asking again before it is of no use. */
type Slot =
  | { readonly kind: "slot"; readonly inMs: number }
  | { readonly kind: "later"; readonly inMs: number; readonly turn?: boolean };

type Waiter = (slot: Slot) => void;

const MAX_AT_ONCE = 20;
/**
 * How long others wait while the next turn is requested, or while the job that was let in for this
 * one approaches it.
 */
const ASKING_MS = 200;
/**
 * A job that was let in and hasn't asked for its slot by then is slow, or needs none: the turn goes
 * to the next.
 */
const ON_ITS_WAY_MS = 1_000;

/** Rounds up to whole ms: instants are derived and stored, and an import refuses fractions. */
function whole(answer: GateSlot): GateSlot {
  const up = (many: readonly number[]): readonly number[] => many.map(Math.ceil);
  if (answer.kind === "later") return { ...answer, inMs: Math.ceil(answer.inMs) };
  const { inMs, ahead, turnInMs } = answer;
  return {
    ...answer,
    inMs: up(inMs),
    ...(ahead === undefined ? {} : { ahead: up(ahead) }),
    ...(turnInMs == null ? {} : { turnInMs: Math.ceil(turnInMs) }),
  };
}

/**
 * `inMs`: 0 to begin at once. `letIn`: the job was let in for the tenant's turn, which `left` gives
 * back.
 */
type Early = { readonly inMs: number; readonly letIn: boolean };

const waitFor = (inMs: number): Early => ({ inMs, letIn: false });

/** `taker`: the job that was let in for this turn. `used`: the slot was given. */
type Pressure = {
  readonly endpoint: string;
  readonly lane: Lane;
  turnAt: number;
  taker: { readonly jobId: string; readonly at: number } | null;
  used: boolean;
};

export class Slots {
  readonly #queues = new Map<string, Waiter[]>();
  readonly #flying = new Set<string>();
  #asperion: GateState = { next: 0, nextBackFill: 0 };
  readonly #outstanding = new OutstandingCalls();
  /** Leased ahead, by lane and endpoint. */
  readonly #held = new LeasedSlots();
  #pressure: Pressure | null = null;

  /** `behind`: how many jobs of the lane are due and not begun, as far as it matters. */
  constructor(
    readonly clock: Clock,
    readonly gate: () => GateRpc,
    readonly tenantId: () => string,
    readonly behind: (lane: Lane) => number = () => 0,
  ) {}

  /** The gate has more to serve than there is room: the tenant waits for its turns. */
  get pressed(): boolean {
    return this.#pressure !== null;
  }

  /**
   * Returns how long a job should wait before it begins. While throttled one job is let in per
   * turn: an earlier one would read the order, be refused, and read it again.
   */
  async early(jobId: string): Promise<Early> {
    const pressure = this.#pressure;
    if (pressure === null) return waitFor(0);
    const now = this.clock.now();
    if (now < pressure.turnAt) return waitFor(pressure.turnAt - now);
    if (pressure.taker === null) {
      pressure.taker = { jobId, at: now };
      return { inMs: 0, letIn: true };
    }
    // Asked now, the gate would name the turn that it still keeps, and a second job would read its
    // order for it in vain.
    if (!pressure.used && now < pressure.taker.at + ON_ITS_WAY_MS) return waitFor(ASKING_MS);
    // The turn belongs to another job: the next one is requested, by no second job meanwhile.
    pressure.turnAt = now + ASKING_MS;
    const answer = await this.#lease(pressure.endpoint, pressure.lane, 0, () => 0);
    if (answer.kind === "later" && answer.turn === true) {
      this.#pressure = {
        ...pressure,
        turnAt: this.clock.now() + answer.inMs,
        taker: null,
        used: false,
      };
      return waitFor(answer.inMs);
    }
    this.#pressure = null;
    return waitFor(0);
  }

  /**
   * The job is over, put down, or wasn't begun at all. Had it been let in for a turn and not used
   * it, the tenant's next job may. `sent`: how long ago (ms) its last calls of Asperion went out.
   */
  left(jobId: string, sent: readonly number[] = []): void {
    this.sent(jobId, sent);
    this.#outstanding.release(jobId);
    const pressure = this.#pressure;
    if (pressure !== null && !pressure.used && pressure.taker?.jobId === jobId)
      pressure.taker = null;
  }

  /** Another gate serves from now on. It doesn't count what the old one leased. */
  moved(): void {
    this.#held.drop(() => true);
    this.#pressure = null;
  }

  /** Notes how long ago calls of Asperion went out. */
  sent(jobId: string, agoMs: readonly number[]): void {
    for (const ago of agoMs) this.#outstanding.sent(jobId, ago, this.clock.now());
  }

  /**
   * Returns a slot for one call of Asperion, in the gate's lanes: live orders before sweeps, sweeps
   * before back-fills. Spaced at 97 % of the limit, and never more in any second than the limit
   * allows, however late each goes out.
   */
  asperion(perSecond: number, lane: Lane, jobId: string): Slot {
    const now = this.clock.now();
    const spacing = spacingMs(perSecond * 60);
    const asked = (likely: boolean) => {
      const free = this.#outstanding.freeAt(perSecond, perSecond * spacing, now, likely);
      return leaseSlots(
        { ...this.#asperion, next: Math.max(this.#asperion.next, free) },
        { now, lane, want: 1, spacing },
      );
    };
    const { state, slots } = asked(false);
    const [slot] = slots;
    if (slot === undefined)
      return {
        kind: "later",
        inMs: Math.ceil(Math.max(spacing, (asked(true).later ?? now) - now)),
      };
    this.#asperion = state;
    this.#outstanding.grant(jobId, slot);
    return { kind: "slot", inMs: Math.ceil(slot - now) };
  }

  /** A named pause of Asperion. */
  pauseAsperion(retryAfterMs: number): void {
    this.#asperion = {
      ...this.#asperion,
      next: Math.max(this.#asperion.next, this.clock.now() + retryAfterMs),
    };
  }

  /** The vendor refused a call of the endpoint: what was leased ahead isn't used. */
  refused(endpoint: string): void {
    this.#held.drop((of) => of.endsWith(` ${endpoint}`));
  }

  async eaccounting(endpoint: string, lane: Lane): Promise<Slot> {
    const key = `${lane} ${endpoint}`;
    const held = this.#held.take(key, this.clock.now());
    if (held !== null) return { kind: "slot", inMs: held };
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
      for (
        let waiting = this.#queues.get(key) ?? [];
        waiting.length > 0;
        waiting = this.#queues.get(key) ?? []
      ) {
        const served = waiting.splice(0, MAX_AT_ONCE);
        await this.#serve(served, endpoint, lane);
      }
    } finally {
      this.#flying.delete(key);
    }
  }

  async #serve(waiters: readonly Waiter[], endpoint: string, lane: Lane): Promise<void> {
    const answer = await this.#lease(endpoint, lane, waiters.length, this.behind);
    const now = this.clock.now();
    const turnInMs = turnOf(answer);
    if (turnInMs !== null)
      this.#pressure = { endpoint, lane, turnAt: now + turnInMs, taker: null, used: false };
    else if (
      answer.kind === "slots" &&
      this.#pressure?.endpoint === endpoint &&
      this.#pressure.lane === lane
    )
      this.#pressure.used = true;
    if (answer.kind === "slots")
      this.#held.keep(
        `${lane} ${endpoint}`,
        (answer.ahead ?? []).map((inMs) => now + inMs),
      );
    waiters.forEach((waiter, index) => {
      const inMs = answer.kind === "slots" ? answer.inMs[index] : undefined;
      if (inMs !== undefined) waiter({ kind: "slot", inMs });
      else waiter(answer.kind === "later" ? answer : { kind: "later", inMs: 1_000 });
    });
  }

  /** A gate that can't be reached gives no slot, and no call goes out without one. */
  async #lease(
    endpoint: string,
    lane: Lane,
    want: number,
    behind: (lane: Lane) => number,
  ): Promise<GateSlot> {
    try {
      return whole(await this.gate().lease(endpoint, lane, want, this.tenantId(), behind(lane)));
    } catch {
      // After any fault everybody who waits for a slot must get an answer.
      return { kind: "later", inMs: 1_000 };
    }
  }
}

/** In how many ms this tenant's turn comes; `null`: it has none. */
function turnOf(answer: GateSlot): number | null {
  if (answer.kind === "slots") return answer.turnInMs ?? null;
  return answer.turn === true ? answer.inMs : null;
}

/**
 * How long after its instant a slot may still be used. Calls may be three seconds late
 * (spacing.ts); the rest is for delays on the way.
 */
export const SLOT_GRACE_MS = 500;

export class LeasedSlots {
  readonly #held = new Map<string, number[]>();

  keep(of: string, instants: readonly number[]): void {
    if (instants.length > 0) this.#held.set(of, [...(this.#held.get(of) ?? []), ...instants]);
  }

  /** The first one that can still be used, in how many ms from now; `null`: none is held. */
  take(of: string, now: number): number | null {
    const usable = (this.#held.get(of) ?? []).filter((slot) => slot + SLOT_GRACE_MS >= now);
    const [slot, ...rest] = usable;
    if (rest.length === 0) this.#held.delete(of);
    else this.#held.set(of, rest);
    return slot === undefined ? null : Math.max(0, slot - now);
  }

  /** The vendor refused a call: what was leased lies within the pause that it named. */
  drop(isMeant: (of: string) => boolean): void {
    for (const of of this.#held.keys()) if (isMeant(of)) this.#held.delete(of);
  }
}
