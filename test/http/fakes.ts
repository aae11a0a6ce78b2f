/**
 * Stand-ins for what the edges are given: a clock that is moved by hand, and a tenant's object that
 * notes what it was asked.
 */
import type { AcceptAnswer, AcceptInput, TenantRpc } from "../../src/sync/rpc.ts";

export type TestClock = { now(): number; set(ms: number): void; advance(ms: number): void };

export function testClock(start = Date.UTC(2026, 10, 24, 12)): TestClock {
  let now = start;
  return { now: () => now, set: (ms) => void (now = ms), advance: (ms) => void (now += ms) };
}

export type Call = {
  readonly tenantId: string;
  readonly method: string;
  readonly args: readonly unknown[];
};

/**
 * Answers what `answers` says per method (a value, or a function of the arguments), notes every
 * call, and throws for the rest.
 */
export function fakeTenants(answers: Partial<Record<keyof TenantRpc, unknown>> = {}) {
  const calls: Call[] = [];
  const touched = new Set<string>();
  const tenant = (tenantId: string): TenantRpc => {
    touched.add(tenantId);
    const handler: ProxyHandler<object> = {
      get:
        (_, method) =>
        async (...args: unknown[]) => {
          calls.push({ tenantId, method: String(method), args });
          const answer: unknown = Reflect.get(answers, method);
          if (answer === undefined) throw new Error(`unexpected call of ${String(method)}`);
          return typeof answer === "function"
            ? (answer as (...given: unknown[]) => unknown)(...args)
            : answer;
        },
    };
    return new Proxy({}, handler) as TenantRpc;
  };
  return { tenant, calls, touched, answers };
}

/**
 * Accepts like the object does as far as the webhook endpoint can tell: the same event id again is
 * a duplicate.
 */
export function fakeAccept(dispatch = false) {
  const seen = new Map<string, string>();
  let count = 0;
  return async (_: string, input: AcceptInput): Promise<AcceptAnswer> => {
    const known = input.eventId === null ? undefined : seen.get(input.eventId);
    if (known !== undefined) return { jobId: known, duplicate: true, dispatch: false };
    count += 1;
    if (input.eventId !== null) seen.set(input.eventId, `job-${count}`);
    return { jobId: `job-${count}`, duplicate: false, dispatch };
  };
}

export function fakeContext() {
  const waiting: Promise<unknown>[] = [];
  const ctx = {
    waitUntil: (promise: Promise<unknown>) => void waiting.push(promise),
    passThroughOnException: () => undefined,
    props: {},
  } as unknown as ExecutionContext;
  return { ctx, settled: () => Promise.all(waiting), waiting };
}
