/**
 * The one clock of a simulation, moved by what is due next. Between two events only microtasks run,
 * until none is left, so the same events make the same run. Every step is written into a trace,
 * whose digest tells whether two runs were the same.
 */
import { createHash, type Hash } from "node:crypto";

type Entry = {
  readonly at: number;
  readonly n: number;
  run: (() => void) | null;
  unref(): Entry;
};

const before = (one: Entry | undefined, other: Entry | undefined): boolean =>
  one !== undefined &&
  (other === undefined || one.at < other.at || (one.at === other.at && one.n < other.n));

/** The machine's own: the rest of the program sees another, which goes by this clock. */
const { setImmediate: atOnce } = globalThis;
/**
 * Runs microtasks until none is left, as the machine does between two of its own events; only
 * outside of all microtasks.
 */
const settle = (): void => (process as unknown as { _tickCallback(): void })._tickCallback();
/** The digest takes so many characters at once. */
const DIGESTED = 65_536;

export class VirtualTime {
  #now: number;
  #made = 0;
  #due: Entry[] = [];
  #hash: Hash = createHash("sha256");
  #undigested = "";
  /** How many events there were. */
  events = 0;
  /** Lines of the trace, where somebody wants to read them. */
  lines: string[] | null = null;

  constructor(start: number) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly wait = (ms: number): Promise<void> =>
    new Promise((resolve) => void this.after(ms, resolve));

  after(ms: number, run: () => void): Entry {
    return this.at(this.#now + ms, run);
  }

  /** A heap by instant; those of one instant in the order in which they were asked for. */
  at(at: number, run: () => void): Entry {
    const entry: Entry = {
      at: Math.max(Math.ceil(at), this.#now),
      n: (this.#made += 1),
      run,
      unref: () => entry,
    };
    let index = this.#due.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(entry, this.#due[parent])) break;
      this.#due[index] = this.#due[parent] as Entry;
      index = parent;
    }
    this.#due[index] = entry;
    return entry;
  }

  /** One line of what happened. */
  trace(line: string): void {
    this.#undigested += `${this.#now} ${line}\n`;
    if (this.#undigested.length > DIGESTED) this.#digest();
    this.lines?.push(`${new Date(this.#now).toISOString()} ${line}`);
  }

  /** For readers alone: what two processes may say otherwise, as places in the bundle. */
  note(line: string): void {
    this.lines?.push(`${new Date(this.#now).toISOString()} ${line}`);
  }

  digest(): string {
    this.#digest();
    return this.#hash.copy().digest("hex");
  }

  /** Until that instant, or until `done`. */
  until(end: number, done: () => boolean = () => false): Promise<void> {
    return new Promise((resolve, reject) =>
      atOnce(() => {
        try {
          this.#pass(end, done);
          resolve();
        } catch (fault) {
          reject(fault);
        }
      }),
    );
  }

  #pass(end: number, done: () => boolean): void {
    settle();
    for (let next = this.#due[0]; next !== undefined && next.at <= end; next = this.#due[0]) {
      if (done()) return;
      this.#take();
      if (next.run === null) continue;
      this.#now = next.at;
      this.events += 1;
      next.run();
      settle();
    }
    if (!done()) this.#now = Math.max(this.#now, end);
  }

  /** As long as it takes somebody to come to an end; at most `ms`. */
  async during<T>(work: Promise<T>, ms = 86_400_000): Promise<T> {
    let over = false;
    const watched = work.finally(() => {
      over = true;
    });
    watched.catch(() => undefined);
    await this.until(this.#now + ms, () => over);
    if (!over) throw new Error("waited in vain");
    return watched;
  }

  #digest(): void {
    this.#hash.update(this.#undigested);
    this.#undigested = "";
  }

  #take(): void {
    const last = this.#due.pop();
    if (last === undefined || this.#due.length === 0) return;
    let index = 0;
    for (let child = 1; child < this.#due.length; child = 2 * index + 1) {
      if (before(this.#due[child + 1], this.#due[child])) child += 1;
      if (!before(this.#due[child], last)) break;
      this.#due[index] = this.#due[child] as Entry;
      index = child;
    }
    this.#due[index] = last;
  }
}
