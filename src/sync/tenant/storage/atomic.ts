/**
 * What belongs together is written together. Guards against a fault in the middle of several
 * statements.
 *
 * Trap: the platform commits what was written up to the next `await`, also where an exception is on
 * its way. Only `transactionSync` takes it back.
 */
export class Atomic {
  #depth = 0;
  #later: (() => void)[] = [];

  /** `undone`: what was written is taken back. */
  constructor(
    readonly storage: Pick<DurableObjectStorage, "transactionSync">,
    readonly undone: () => void,
  ) {}

  /** All that `work` writes, or nothing where it throws. May be nested; must not await. */
  readonly run = <T>(work: () => T): T => {
    this.#depth += 1;
    try {
      return this.storage.transactionSync(work);
    } catch (fault) {
      this.undone();
      throw fault;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) for (const act of this.#later.splice(0)) act();
    }
  };

  /**
   * Once the outermost transaction is over: an alarm that is set within it would be taken back with
   * the rest, unknown to us.
   */
  after(act: () => void): void {
    if (this.#depth === 0) act();
    else this.#later.push(act);
  }
}
