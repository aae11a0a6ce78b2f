// The sandbox's own time. Every stamp, expiry and late commit of a sandbox follows this clock and nothing else,
// so a test can move a vendor through an hour, or over a change to summer time, without waiting.
//
// It is the real clock plus an offset, or frozen. Work registered with `at` runs when the clock passes its instant:
// by real time (a timer) as well as by moving the clock. `set` answers only after the work that became due is done.
// It never runs backwards by itself; setting it back is allowed and leaves work that already ran as it is.
import { clearTimeout, setTimeout } from "node:timers";

export interface ClockChange {
  /** Jump to this instant; the clock runs on from there unless it is frozen. */
  readonly now?: string | undefined;
  /** Distance from the real clock; also thaws a frozen clock. */
  readonly offsetMs?: number | undefined;
  /** Move forward from the present reading. */
  readonly advanceMs?: number | undefined;
  /** true: time stands still from here; false: it runs on from the present reading. */
  readonly frozen?: boolean | undefined;
}

export interface ClockReading {
  readonly now: string;
  readonly offsetMs: number;
  readonly frozen: boolean;
  readonly scheduled: number;
}

interface Scheduled {
  readonly due: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

/** setTimeout overflows above 2^31 ms; a longer wait is simply looked at again. */
const LONGEST_TIMER = 2_000_000_000;

export class SandboxClock {
  readonly #real: () => number;
  #offsetMs = 0;
  #frozenAt: number | null = null;
  #scheduled: Scheduled[] = [];
  #order = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(real: () => number = Date.now) {
    this.#real = real;
  }

  now(): number {
    return this.#frozenAt ?? this.#real() + this.#offsetMs;
  }

  read(): ClockReading {
    return {
      now: new Date(this.now()).toISOString(),
      offsetMs: this.now() - this.#real(),
      frozen: this.#frozenAt !== null,
      scheduled: this.#scheduled.length,
    };
  }

  async set(change: ClockChange): Promise<void> {
    if (change.offsetMs !== undefined) {
      this.#frozenAt = null;
      this.#offsetMs = change.offsetMs;
    }
    if (change.now !== undefined) this.#moveTo(Date.parse(change.now));
    if (change.advanceMs !== undefined) this.#moveTo(this.now() + change.advanceMs);
    if (change.frozen === true) this.#frozenAt = this.now();
    if (change.frozen === false) {
      const reading = this.now();
      this.#frozenAt = null;
      this.#offsetMs = reading - this.#real();
    }
    await this.#runDue();
  }

  /** Runs `run` once the clock reads `due` or later; answers a function that calls it off. */
  at(due: number, run: () => void | Promise<void>): () => void {
    const entry: Scheduled = { due, order: this.#order++, run };
    this.#scheduled.push(entry);
    this.#arm();
    return () => {
      this.#scheduled = this.#scheduled.filter((other) => other !== entry);
    };
  }

  /** Back to the real clock; work not yet due is forgotten. */
  reset(): void {
    this.#offsetMs = 0;
    this.#frozenAt = null;
    this.#scheduled = [];
    this.#arm();
  }

  #moveTo(instant: number): void {
    if (this.#frozenAt === null) this.#offsetMs = instant - this.#real();
    else this.#frozenAt = instant;
  }

  async #runDue(): Promise<void> {
    for (;;) {
      const now = this.now();
      const due = this.#scheduled.filter((entry) => entry.due <= now);
      if (due.length === 0) break;
      this.#scheduled = this.#scheduled.filter((entry) => entry.due > now);
      due.sort((a, b) => a.due - b.due || a.order - b.order);
      for (const entry of due) await entry.run();
    }
    this.#arm();
  }

  #arm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#frozenAt !== null || this.#scheduled.length === 0) return;
    const next = Math.min(...this.#scheduled.map((entry) => entry.due));
    const wait = Math.min(Math.max(next - this.now(), 0), LONGEST_TIMER);
    this.#timer = setTimeout(() => void this.#runDue(), wait);
    this.#timer.unref();
  }
}
