type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/**
 * Without the fields that weren't given. `undefined` and absent are one thing to those who ask, and
 * two for the compiler.
 */
export function defined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  ) as Partial<Defined<T>>;
}
