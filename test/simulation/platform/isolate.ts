/** One isolate of the Worker: what it remembers of the registry, and what runs in it. */
import { createWorker, type Outside } from "../../../src/worker.ts";
import { machine } from "../current.ts";
import { type Caller, lost } from "./caller.ts";

type Work = { readonly fail: () => void };

export class Isolate {
  readonly caller: Caller;
  readonly #worker: ReturnType<typeof createWorker>;
  readonly #env: Env;
  readonly #under = new Set<Work>();
  #dead = false;
  #frozenUntil = 0;

  constructor(
    name: string,
    envOf: (caller: Caller) => Env,
    outsideOf: (caller: Caller) => Outside,
  ) {
    this.caller = {
      name,
      alive: () => !this.#dead,
      frozenUntil: () => this.#frozenUntil,
      safe: () => Promise.resolve(),
    };
    this.#worker = createWorker(outsideOf(this.caller));
    this.#env = envOf(this.caller);
  }

  fetch(request: Request): Promise<Response> {
    return this.#run(async (ctx) =>
      this.#worker.fetch(request as never, this.#env, ctx as ExecutionContext),
    );
  }

  queue(batch: MessageBatch): Promise<void> {
    return this.#run(() => this.#worker.queue(batch, this.#env));
  }

  scheduled(): Promise<void> {
    return this.#run(() => this.#worker.scheduled({} as never, this.#env));
  }

  /** Nothing in it goes on; whoever waits for it learns that. */
  die(): void {
    machine.time.trace(`isolate ${this.caller.name} dies`);
    this.#dead = true;
    for (const { fail } of this.#under) fail();
    this.#under.clear();
  }

  /** Gets no time for so long: what it is answered reaches it afterwards, all at once. */
  freeze(ms: number): void {
    machine.time.trace(`isolate ${this.caller.name} freezes for ${ms} ms`);
    this.#frozenUntil = Math.max(this.#frozenUntil, machine.time.now() + ms);
  }

  #run<T>(work: (ctx: unknown) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const under: Work = { fail: () => reject(lost()) };
      this.#under.add(under);
      const over = (settle: () => void): void => {
        if (this.#dead) return;
        this.#under.delete(under);
        settle();
      };
      const ctx = {
        waitUntil: (late: Promise<unknown>) => void late.catch(() => undefined),
        passThroughOnException: () => undefined,
        props: {},
      };
      void work(ctx).then(
        (value) => over(() => resolve(value)),
        (fault: unknown) => over(() => reject(fault)),
      );
    });
  }
}
