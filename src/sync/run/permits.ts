/**
 * The connections of one invocation. The platform allows six at once, calls of D1 and of objects
 * among them, and the seventh waits: a write that waited there after its `begin` would be a zombie.
 * So a permit comes before everything else of a call, and there are five. The local runtime doesn't
 * enforce the limit, which is why this must.
 */
export class Permits {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(count = 5) {
    this.#free = count;
  }

  async with<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
