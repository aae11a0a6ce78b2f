/**
 * Stand-ins for what the edges are given: a clock that is moved by hand, and a tenant's object that
 * notes what it was asked.
 */
import type { AcceptAnswer, AcceptInput } from "../../src/sync/contract/index.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";

type TestClock = { now(): number; set(ms: number): void; advance(ms: number): void };

export function testClock(start = Date.UTC(2026, 10, 24, 12)): TestClock {
  let now = start;
  return { now: () => now, set: (ms) => void (now = ms), advance: (ms) => void (now += ms) };
}

/** A call of the object by its group and name, as `jobs.retry`. */
export type TenantCall = {
  [G in keyof TenantStub]: `${G}.${string & keyof TenantStub[G]}`;
}[keyof TenantStub];

/** What the object answers to a call: a value, or a function of the arguments. */
export type TenantAnswers = Partial<Record<TenantCall, unknown>>;

export type Call = {
  readonly tenantId: string;
  readonly method: TenantCall;
  readonly args: readonly unknown[];
};

/** What every page of a tenant asks for its head, and every list of orders. */
const HEADS: TenantAnswers = {
  "monitoring.open": { alerts: 0, approvals: 0 },
  // Sheets that book read the ledger's lists first: never read, as before the set-up.
  "flows.listsNow": null,
  "jobs.savedViews": [],
  "jobs.wouldSkip": [],
  "links.customers": { customers: [], cursor: null },
  // A preview of settings asks which articles of ours are there: none yet, as before the set-up.
  "reads.ledger": { systemArticles: { closing: null } },
  "jobs.vouchers": { days: [], payouts: [], more: false },
};

/** Answers what `answers` says, notes every call, and throws for the rest. */
export function fakeTenants(answers: TenantAnswers = {}) {
  const calls: Call[] = [];
  const touched = new Set<string>();
  const answer = async (tenantId: string, method: TenantCall, args: readonly unknown[]) => {
    calls.push({ tenantId, method, args });
    if (method === "jobs.timelines" && !(method in answers)) return eachTimeline(args);
    const given = method in answers ? answers[method] : HEADS[method];
    if (given === undefined) throw new Error(`unexpected call of ${method}`);
    return typeof given === "function"
      ? (given as (...input: readonly unknown[]) => unknown)(...args)
      : given;
  };
  // Several at once are those of each, as the object has them.
  const eachTimeline = ([tenantId, jobIds]: readonly unknown[]): readonly unknown[] => {
    const given = answers["jobs.timeline"];
    if (given === undefined) throw new Error("unexpected call of jobs.timelines");
    return (jobIds as readonly string[]).map((jobId) =>
      typeof given === "function"
        ? (given as (...input: readonly unknown[]) => unknown)(tenantId, jobId)
        : given,
    );
  };
  const tenant = (tenantId: string): TenantStub => {
    touched.add(tenantId);
    return new Proxy({} as TenantStub, {
      get: (_, group) =>
        new Proxy(
          {},
          {
            get:
              (__, name) =>
              (...args: unknown[]) =>
                answer(tenantId, `${String(group)}.${String(name)}` as TenantCall, args),
          },
        ),
    });
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
