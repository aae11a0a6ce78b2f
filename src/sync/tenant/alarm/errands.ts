/**
 * What the object has to tell others, and to ask of them: D1, the queue, vendors, mail, other
 * people's servers. Whoever starts an errand doesn't wait for it. Of each kind one is out at a
 * time, however often it is started, and one that doesn't come back is given up: a slow or silent
 * other side costs its own errand and nothing else.
 */
import { bounded } from "../../bounded.ts";

/** Longer than an errand takes whose every call comes to its own time-out. */
const LONGEST_MS = 120_000;

type ErrandDeps = {
  /** Keeps the object from being put away meanwhile. */
  readonly hold: (work: Promise<void>) => void;
  readonly failed: (name: string, fault: unknown) => void;
  /** One is back, whatever came of it. */
  readonly back: () => Promise<void>;
};

export class Errands {
  readonly #out = new Set<string>();

  constructor(readonly deps: ErrandDeps) {}

  isOut(name: string): boolean {
    return this.#out.has(name);
  }

  /** Begins at once, unless one of this name is out. */
  start(name: string, work: () => Promise<void>): void {
    if (this.#out.has(name)) return;
    this.#out.add(name);
    this.deps.hold(this.#go(name, work));
  }

  async #go(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await bounded(work(), LONGEST_MS);
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
