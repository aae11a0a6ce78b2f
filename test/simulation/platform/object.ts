/**
 * Durable Objects: one instance at a time, which may die at any moment and is made anew from its
 * storage by the next call or alarm. What an instance waited for when it died reaches nobody.
 */
import type { RpcTarget } from "cloudflare:workers";
import { memoryOf } from "../../../src/sync/tenant/storage/memory.ts";
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";
import { type Caller, lost, remoteError } from "./caller.ts";
import { copied } from "./copy.ts";
import type { Network } from "./network.ts";
import { Storage } from "./storage.ts";

type Instance = { alarm?(): Promise<void> } & Record<string, unknown>;
type Method = (...input: unknown[]) => Promise<unknown>;
export type Make = (ctx: DurableObjectState, caller: Caller) => Instance;

const CALL_MS = 1;
const CALL_SPREAD = 3;
const ALARM_SPREAD = 40;
/** The platform tries an alarm again, ever later, and gives up after so often. */
const ALARM_TRIES = 6;
const ALARM_AGAIN_MS = 2_000;
const LATE_ALARM_MS = 90_000;
/** Longer than any call of the object is to take. */
const CRASH_WITHIN_MS = 40;

class Dead extends Error {
  override name = "Dead";
}

export class SimulatedObject {
  readonly storage: Storage;
  #instance: Instance | null = null;
  /** The tables as this life has them. */
  #sql: SqlStorage | null = null;
  /** Which life of the object this is. */
  #life = 0;
  #alarmNo = 0;
  readonly #callers = new Set<() => void>();

  constructor(
    readonly name: string,
    readonly make: Make,
    readonly network: Network,
    readonly faults: Faults,
  ) {
    this.storage = new Storage(name, faults, () => this.#armed());
  }

  /** A call by its stub. */
  call(caller: Caller, group: string | null, method: string, input: unknown[]): Promise<unknown> {
    return this.#called(caller, method, input, () => {
      this.#started();
      const instance = this.#instance as Instance;
      return group === null ? instance : instance[group];
    });
  }

  /** What an answer gave by reference: it is over with the life of the object that gave it. */
  #session(caller: Caller, life: number, target: RpcTarget): unknown {
    const reach = (): RpcTarget => {
      if (this.#life !== life || this.#instance === null) throw lost();
      return target;
    };
    return new Proxy(
      {},
      {
        get: (_, method) =>
          typeof method !== "string" || method === "then"
            ? undefined
            : (...input: unknown[]) => this.#called(caller, method, input, reach),
      },
    );
  }

  #called(
    caller: Caller,
    method: string,
    input: unknown[],
    reach: () => unknown,
  ): Promise<unknown> {
    const sent = copied(input) as unknown[];
    return this.network.pass({
      caller,
      place: `call ${method}`,
      way: CALL_MS,
      spread: CALL_SPREAD,
      carry: () => this.#asked(caller, method, sent, reach),
      strike: (what, back, _, reject) => {
        if (what !== "crash" && what !== "crash-after") return "unknown";
        const life = this.#life;
        const dies = (): void => {
          if (this.#life === life) this.crash();
        };
        if (what === "crash") {
          machine.time.after(CALL_MS, () => {
            void this.#asked(caller, method, sent, reach).catch(() => undefined);
            dies();
            back(() => reject(lost()));
          });
          return "dealt";
        }
        machine.time.after(CALL_MS + this.faults.size(CRASH_WITHIN_MS), dies);
        return "goes-on";
      },
    });
  }

  /** Dies at once: what isn't safe is lost, whoever waits for an answer gets none. */
  crash(): void {
    if (this.#instance === null) return;
    machine.time.trace(`object ${this.name} dies`);
    this.#life += 1;
    this.#instance = null;
    // What is still at work in the dead object goes no further than its next look at the tables.
    if (this.#sql !== null) memoryOf(this.#sql).answers = null;
    this.storage.fall();
    for (const fail of this.#callers) fail();
    this.#callers.clear();
  }

  get isLive(): boolean {
    return this.#instance !== null;
  }

  #asked(caller: Caller, method: string, input: unknown[], reach: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let target: Record<string, Method>;
      try {
        target = reach() as Record<string, Method>;
      } catch (fault) {
        reject(fault);
        return;
      }
      const fail = (): void => reject(lost());
      this.#callers.add(fail);
      const life = this.#life;
      const over = (settle: () => void): void =>
        void this.storage.safe().then(() => {
          if (life !== this.#life) return;
          this.#callers.delete(fail);
          settle();
        });
      try {
        machine.time.trace(`${this.name} ${method}`);
        void Reflect.apply(target[method] as Method, target, input).then(
          (answer) =>
            over(() => resolve(copied(answer, (given) => this.#session(caller, life, given)))),
          (fault: unknown) => {
            if (fault instanceof Error) machine.time.note(`${this.name} throws ${fault.stack}`);
            over(() => reject(remoteError(fault)));
          },
        );
      } catch (fault) {
        over(() => reject(remoteError(fault)));
      }
    });
  }

  /** Answers which life it is now. */
  #started(): number {
    if (this.#instance !== null) return this.#life;
    const life = (this.#life += 1);
    const alive = (): boolean => life === this.#life;
    const living = <T>(work: () => T): T => {
      if (!alive()) throw new Dead();
      return work();
    };
    const { storage } = this;
    const ctx = {
      id: { name: this.name },
      storage: {
        sql: {
          exec: (query: string, ...binds: never[]) => living(() => storage.exec(query, binds)),
        },
        transactionSync: <T>(work: () => T) => living(() => storage.transactionSync(work)),
        setAlarm: async (at: number | Date) => living(() => storage.setAlarm(Number(at))),
        getAlarm: async () => living(() => storage.getAlarm()),
        deleteAlarm: async () => living(() => storage.setAlarm(null)),
      },
      waitUntil: (work: Promise<unknown>) => void work.catch(() => undefined),
      getWebSockets: () => [],
      blockConcurrencyWhile: <T>(work: () => Promise<T>) => work(),
    };
    const caller: Caller = {
      name: this.name,
      alive,
      frozenUntil: () => 0,
      safe: () => storage.safe(),
    };
    this.#sql = ctx.storage.sql as unknown as SqlStorage;
    this.#instance = this.make(ctx as unknown as DurableObjectState, caller);
    return life;
  }

  /** An alarm has become safe: it fires at its time, unless another took its place. */
  #armed(): void {
    const no = (this.#alarmNo += 1);
    const { alarm } = this.storage;
    if (alarm === null) return;
    const fires = (ms: number): void =>
      void machine.time.at(Math.max(alarm, machine.time.now()) + ms, () => {
        if (no === this.#alarmNo) void this.#fire(1);
      });
    const usual = this.network.chance.below(ALARM_SPREAD);
    switch (this.faults.at(`alarm ${this.name}`)) {
      case "lost":
        return;
      case "late":
        return fires(usual + this.faults.size(LATE_ALARM_MS));
      case "twice":
        fires(usual);
        void machine.time.at(Math.max(alarm, machine.time.now()) + usual + 1, () => {
          void this.#fire(ALARM_TRIES);
        });
        return;
      default:
        fires(usual);
    }
  }

  async #fire(tried: number): Promise<void> {
    const life = this.#started();
    machine.time.trace(`${this.name} alarm`);
    this.storage.alarm = null;
    const again = (): void => {
      if (tried < ALARM_TRIES)
        void machine.time.after(ALARM_AGAIN_MS * 2 ** tried, () => void this.#fire(tried + 1));
    };
    const dies = this.faults.at(`alarm-run ${this.name}`) !== null;
    if (dies)
      machine.time.after(this.faults.size(CRASH_WITHIN_MS), () => {
        if (life === this.#life) this.crash();
      });
    this.#callers.add(again);
    try {
      await this.#instance?.alarm?.();
      if (life === this.#life) this.#callers.delete(again);
    } catch {
      if (this.#callers.delete(again)) again();
    }
  }
}

/** A namespace's binding, as this caller has it. */
export function namespaceFor(
  caller: Caller,
  object: (name: string) => SimulatedObject,
): { getByName(name: string): unknown } {
  const stubs = new Map<string, unknown>();
  const groupOf = (name: string, group: string): unknown =>
    new Proxy(
      // Of a flat object the property itself is the call.
      (...input: unknown[]) => object(name).call(caller, null, group, input),
      {
        get:
          (_, method) =>
          (...input: unknown[]) =>
            object(name).call(caller, group, String(method), input),
      },
    );
  return {
    getByName: (name) => {
      const known = stubs.get(name);
      if (known !== undefined) return known;
      const groups = new Map<string, unknown>();
      const stub = new Proxy(
        {},
        {
          get: (_, group) => {
            if (typeof group !== "string" || group === "then") return undefined;
            const one = groups.get(group) ?? groupOf(name, group);
            groups.set(group, one);
            return one;
          },
        },
      );
      stubs.set(name, stub);
      return stub;
    },
  };
}
