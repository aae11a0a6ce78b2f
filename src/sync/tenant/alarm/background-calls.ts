/**
 * Errands: the object's calls of D1, the queue, vendors, mail and other servers. The caller doesn't
 * wait for them. One errand of each name runs at a time, however often it is started, and one that
 * doesn't return is given up, so a slow server delays only its own errand.
 */
import { withTimeout } from "../../with-timeout.ts";

/** Longer than an errand takes if every call in it times out. */
const LONGEST_MS = 120_000;

type ErrandDeps = {
  /** Keeps the object from being evicted meanwhile. */
  readonly hold: (work: Promise<void>) => void;
  readonly failed: (name: string, fault: unknown) => void;
  /** Called when an errand has ended, also after a fault. */
  readonly back: () => Promise<void>;
};

export class BackgroundCalls {
  readonly #out = new Set<string>();

  constructor(readonly deps: ErrandDeps) {}

  isOut(name: string): boolean {
    return this.#out.has(name);
  }

  /** Starts the work at once, unless one of this name is still running. */
  start(name: string, work: () => Promise<void>): void {
    if (this.#out.has(name)) return;
    this.#out.add(name);
    this.deps.hold(this.#go(name, work));
  }

  async #go(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await withTimeout(work(), LONGEST_MS);
    } catch (fault) {
      this.deps.failed(name, fault);
    }
    this.#out.delete(name);
    try {
      await this.deps.back();
    } catch (fault) {
      this.deps.failed(name, fault);
    }
  }
}
