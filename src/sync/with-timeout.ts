/** A time limit on waiting for an answer. */

export class Late extends Error {
  override readonly name = "Late";
}

/** Rejects with `Late` after `ms`. The work itself isn't cancelled. */
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late(`no answer within ${ms} ms`)), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
