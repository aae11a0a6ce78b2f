/**
 * Limits how long the edges wait for D1. It fails itself only after half a minute, and callers get
 * an answer within moments. The statement may still run.
 */
import { Late, withTimeout } from "../sync/with-timeout.ts";
import { D1_LATE } from "../store/d1-errors.ts";

const ANSWERS_MS = 5_000;

const ASKING: ReadonlySet<string | symbol> = new Set([
  "all",
  "batch",
  "exec",
  "first",
  "raw",
  "run",
]);

/** The original database or statement: a batch accepts no other. */
const originals = new WeakMap<object, object>();

function originalOf(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(originalOf);
  if (typeof input === "object" && input !== null) return originals.get(input) ?? input;
  return input;
}

/** The same database, or statement; an answer that isn't there in time rejects. */
export function withDatabaseTimeout<T extends object>(target: T, ms: number = ANSWERS_MS): T {
  const timed = new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== "function") return value;
      return (...input: readonly unknown[]): unknown => {
        const answer: unknown = Reflect.apply(value, object, input.map(originalOf));
        if (ASKING.has(name)) return inTime(answer as Promise<unknown>, ms);
        return typeof answer === "object" && answer !== null
          ? withDatabaseTimeout(answer, ms)
          : answer;
      };
    },
  });
  originals.set(timed, target);
  return timed;
}

async function inTime(answer: Promise<unknown>, ms: number): Promise<unknown> {
  try {
    return await withTimeout(answer, ms);
  } catch (error) {
    throw error instanceof Late ? new Error(D1_LATE, { cause: error }) : error;
  }
}
