/** A limit of time on waiting for somebody else's answer. */

export class Late extends Error {
  override readonly name = "Late";
}

/** Rejects with `Late` after `ms`. What it waited for may still happen. */
export function bounded<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late(`no answer within ${ms} ms`)), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
