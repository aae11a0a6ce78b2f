/** A D1 that counts its statements as the platform does: each of a batch is one. */

const RUNS = ["run", "all", "first", "raw"] as const;

export function countedD1(real: D1Database): {
  readonly database: D1Database;
  readonly statements: () => number;
} {
  let statements = 0;
  const wrapped = new WeakMap<object, D1PreparedStatement>();
  const statement = (of: D1PreparedStatement): D1PreparedStatement => {
    const counted = new Proxy(of, {
      get(target, name) {
        if (name === "bind") return (...binds: unknown[]) => statement(target.bind(...binds));
        const own: unknown = Reflect.get(target, name);
        if (typeof own !== "function") return own;
        if (RUNS.some((run) => run === name)) {
          return (...given: unknown[]) => {
            statements += 1;
            return Reflect.apply(own, target, given) as unknown;
          };
        }
        return own.bind(target) as unknown;
      },
    });
    wrapped.set(counted, of);
    return counted;
  };
  const database = new Proxy(real, {
    get(target, name) {
      if (name === "prepare") return (query: string) => statement(target.prepare(query));
      if (name === "batch")
        return (batch: D1PreparedStatement[]) => {
          statements += batch.length;
          return target.batch(batch.map((one) => wrapped.get(one) ?? one));
        };
      const own: unknown = Reflect.get(target, name);
      return typeof own === "function" ? (own.bind(target) as unknown) : own;
    },
  });
  return { database, statements: () => statements };
}
