/**
 * A runner's calls of its object, in the session of the call that gave it its claim: the platform
 * bills them all as one request and opens no new connection. A session ends when its object ends;
 * later calls go through the stub.
 */
import { unpackClaim } from "../plan-basis.ts";
import type { Next } from "./run-job.ts";
import type { RunCalls, RunnerStub } from "../tenant/stub.ts";

/**
 * Calls that are repeated through the stub if the session broke off, as it is unknown whether they
 * arrived. Repeating is safe: progress is stored once, and a second end changes nothing.
 */
const REPEATABLE: ReadonlySet<string> = new Set<keyof RunCalls>([
  "resolveFor",
  "record",
  "complete",
  "park",
]);

export class ObjectConnection implements RunnerStub {
  readonly #stub: RunnerStub;
  #session: RunCalls | null;
  readonly runner: RunnerStub["runner"];
  readonly runs: RunCalls;

  constructor(stub: RunnerStub, session: RunCalls | undefined) {
    this.#stub = stub;
    this.#session = session ?? null;
    this.runner = {
      claim: async (tenantId, jobId) => {
        const { session: opened, ...answer } = await stub.runner.claim(tenantId, jobId, {
          takes: true,
        });
        if (opened !== undefined) this.#session = opened;
        if (answer.kind !== "packed") return answer;
        return { kind: "run", claim: unpackClaim(tenantId, answer.packed) };
      },
      renewToken: (...input) => stub.runner.renewToken(...input),
      throttled: (...input) => stub.runner.throttled(...input),
      stopTenant: (...input) => stub.runner.stopTenant(...input),
    };
    this.runs = new Proxy({} as RunCalls, {
      get:
        (_, method) =>
        (...input: readonly unknown[]) =>
          this.#ask(String(method), input),
    });
  }

  /** The next job continues in the session; without one the session is closed. */
  goesOn(next: Next | null): Next | null {
    if (next?.grant === undefined) {
      this.over();
      return next;
    }
    const { claim, began } = next.grant;
    const session = this.#session;
    return { ...next, grant: { claim, began, ...(session === null ? {} : { session }) } };
  }

  /** Closes the session, so that the object needn't be kept for it. */
  over(): void {
    const session = this.#session as Partial<Disposable> | null;
    this.#session = null;
    session?.[Symbol.dispose]?.();
  }

  async #ask(method: string, input: readonly unknown[]): Promise<unknown> {
    if (this.#session === null) return call(this.#stub.runs, method, input);
    try {
      return await call(this.#session, method, input);
    } catch (fault) {
      if (!isBrokenOff(fault)) throw fault;
      this.#session = null;
      if (!REPEATABLE.has(method)) throw fault;
      return call(this.#stub.runs, method, input);
    }
  }
}

const call = (calls: RunCalls, method: string, input: readonly unknown[]): Promise<unknown> =>
  Reflect.apply(
    Reflect.get(calls, method) as (...all: readonly unknown[]) => Promise<unknown>,
    calls,
    input,
  );

/** The platform's own words for a lost connection; the object throws other errors. */
const isBrokenOff = (fault: unknown): boolean =>
  typeof fault === "object" &&
  fault !== null &&
  (("retryable" in fault && fault.retryable === true) ||
    ("durableObjectReset" in fault && fault.durableObjectReset === true));
