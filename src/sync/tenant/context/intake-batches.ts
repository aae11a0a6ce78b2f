/**
 * Stores events that arrive together in one transaction and one commit, and only then answers (the
 * platform holds an answer back until earlier writes are safe). A commit costs several times an
 * event's rows, so without this a burst of events would be a burst of commits. An event that comes
 * alone is stored at once.
 */
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";

type Arrival = {
  readonly input: AcceptInput;
  readonly resolve: (answer: AcceptAnswer) => void;
  readonly reject: (fault: unknown) => void;
};

/** Events that follow each other sooner, in ms, are a burst. */
const BURST_MS = 20;

export class IntakeBatches {
  readonly #accept: (input: AcceptInput) => AcceptAnswer;
  readonly #now: () => number;
  #waiting: Arrival[] = [];
  #lastAt = -Infinity;

  constructor(accept: (input: AcceptInput) => AcceptAnswer, now: () => number) {
    this.#accept = accept;
    this.#now = now;
  }

  async accept(input: AcceptInput): Promise<AcceptAnswer> {
    const before = this.#lastAt;
    this.#lastAt = this.#now();
    // The clock may have been set back.
    const isAlone = Math.abs(this.#lastAt - before) > BURST_MS && this.#waiting.length === 0;
    return isAlone ? this.#accept(input) : this.#together(input);
  }

  #together(input: AcceptInput): Promise<AcceptAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ input, resolve, reject });
      // The first one waits only for what has arrived already.
      if (this.#waiting.length === 1) setTimeout(() => this.#all(), 0);
    });
  }

  #all(): void {
    const arrived = this.#waiting;
    this.#waiting = [];
    for (const { input, resolve, reject } of arrived) {
      try {
        resolve(this.#accept(input));
      } catch (fault) {
        // One bad event doesn't stop the others.
        reject(fault);
      }
    }
  }
}
