/**
 * A clock that is moved by what is due next: minutes of waiting pass as fast as the machine works
 * through them.
 */
import { vi } from "vitest";

type Due = { readonly at: number; readonly n: number; readonly run: () => void };

/** Lets everything that needs no time happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** How often nothing must be under way before the clock moves. */
const CALM = 3;

export class VirtualTime {
  #now: number;
  #made = 0;
  #due: Due[] = [];

  /**
   * Takes the place of `Date.now` and `setTimeout` until `vi.restoreAllMocks` and
   * `vi.unstubAllGlobals`.
   */
  constructor(
    start: number,
    /** Whether the platform computes something beside the program: no time passes then. */
    readonly busy: (() => boolean) | null = null,
  ) {
    this.#now = start;
    vi.spyOn(Date, "now").mockImplementation(() => this.#now);
    vi.stubGlobal("setTimeout", (run: () => void, ms = 0) => this.at(this.#now + ms, run));
  }

  readonly now = (): number => this.#now;

  readonly wait = (ms: number): Promise<void> =>
    new Promise((resolve) => this.at(this.#now + ms, resolve));

  /** A heap by instant; those of one instant in the order in which they were asked for. */
  at(at: number, run: () => void): void {
    const entry = { at: Math.max(at, this.#now), n: (this.#made += 1), run };
    let index = this.#due.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entry, this.#due[parent])) break;
      this.#due[index] = this.#due[parent] as Due;
      index = parent;
    }
    this.#due[index] = entry;
  }

  /** Up to `end`, also where nothing is due by then; where it is `done` before, up to there. */
  async until(end: number, done: () => boolean): Promise<void> {
    await this.#settled();
    for (
      let next = this.#due[0];
      next !== undefined && next.at <= end && !done();
      next = this.#due[0]
    ) {
      this.#take();
      this.#now = next.at;
      next.run();
      await this.#settled();
    }
    if (Number.isFinite(end) && !done()) this.#now = Math.max(this.#now, end);
  }

  async #settled(): Promise<void> {
    await settle();
    if (this.busy === null) return;
    for (let calm = 0; calm < CALM; calm = this.busy() ? 0 : calm + 1) await settle();
  }

  #take(): void {
    const last = this.#due.pop();
    if (last === undefined || this.#due.length === 0) return;
    let index = 0;
    for (let child = 1; child < this.#due.length; child = 2 * index + 1) {
      if (before(this.#due[child + 1], this.#due[child])) child += 1;
      if (!before(this.#due[child], last)) break;
      this.#due[index] = this.#due[child] as Due;
      index = child;
    }
    this.#due[index] = last;
  }
}

const before = (one: Due | undefined, other: Due | undefined): boolean =>
  one !== undefined &&
  (other === undefined || one.at < other.at || (one.at === other.at && one.n < other.n));
