/**
 * Events that arrive together are made durable together: one transaction and one commit for all of
 * them, and only then the answers (the platform holds an answer back until what was written before
 * it is safe). A commit costs several times what the rows of an event do, so a storm would
 * otherwise be a storm of commits.
 */
import type { AcceptAnswer, AcceptInput } from "../../rpc.ts";

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
      // The first one waits for what has arrived already, and for nothing else.
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
        // One bad event stops no other.
        reject(fault);
      }
    }
  }
}
