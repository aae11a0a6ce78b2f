/**
 * Stores events that arrive together in one transaction and one commit, and only then answers (the
 * platform holds an answer back until earlier writes are safe). A commit costs several times an
 * event's rows, so without this a burst of events would be a burst of commits.
 */
import type { AcceptAnswer, AcceptInput } from "../../contract/index.ts";

type Arrival = {
  readonly input: AcceptInput;
  readonly resolve: (answer: AcceptAnswer) => void;
  readonly reject: (fault: unknown) => void;
};

export class IntakeBatches {
  readonly #accept: (input: AcceptInput) => AcceptAnswer;
  #waiting: Arrival[] = [];

  constructor(accept: (input: AcceptInput) => AcceptAnswer) {
    this.#accept = accept;
  }

  take(input: AcceptInput): Promise<AcceptAnswer> {
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
