/** How a request gets from one to another and its answer back: late, or not at all. */
import type { Chance } from "../../support/seeded.ts";
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";
import { type Caller, lost } from "./caller.ts";

/** `dealt`: the request goes no further; `goes-on`: as if nothing had happened. */
export type Struck = "dealt" | "goes-on" | "unknown";

export type Passage<T> = {
  readonly caller: Caller;
  /** Where faults may strike, by name. */
  readonly place: string;
  /** Milliseconds of one way, and by how much more. */
  readonly way: number;
  readonly spread: number;
  /** At the other side. */
  readonly carry: () => Promise<T>;
  /** A fault that only this kind of passage knows. */
  readonly strike?: (
    what: string,
    answer: (settle: () => void) => void,
    resolve: (value: T) => void,
    reject: (fault: unknown) => void,
  ) => Struck;
};

/** Longer than anybody waits. */
const SLOW_MS = 40_000;

export class Network {
  constructor(
    readonly chance: Chance,
    readonly faults: Faults,
  ) {}

  /** Never answers where the caller is dead by then. */
  pass<T>(passage: Passage<T>): Promise<T> {
    const { caller, place, carry, strike } = passage;
    return new Promise<T>((resolve, reject) => {
      const after = (ms: number, settle: () => void): void =>
        void machine.time.after(ms, () => {
          if (!caller.alive()) return;
          if (caller.frozenUntil() > machine.time.now())
            machine.time.at(caller.frozenUntil(), () => caller.alive() && settle());
          else settle();
        });
      void caller.safe().then(() => {
        if (!caller.alive()) return;
        const way = this.#way(passage);
        const back = (settle: () => void): void => after(this.#way(passage), settle);
        const what = this.faults.at(place);
        const go = (ms: number, settle: typeof back = back): void => {
          machine.time.after(
            ms,
            () =>
              void carry().then(
                (value) => settle(() => resolve(value)),
                (fault: unknown) => settle(() => reject(fault)),
              ),
          );
        };
        if (what === null) return go(way);
        const struck = strike?.(what, back, resolve, reject) ?? "unknown";
        if (struck === "dealt") return undefined;
        if (struck === "goes-on") return go(way);
        switch (what) {
          case "lost":
            return after(way, () => reject(lost()));
          case "answer-lost":
            return go(way, () => after(1, () => reject(lost())));
          case "slow":
            return go(way + this.faults.size(SLOW_MS));
          case "answer-slow":
            return go(way, (settle) => after(this.faults.size(SLOW_MS), settle));
          case "hangs":
            return undefined;
          case "hangs-after":
            return go(way, () => undefined);
          default:
            throw new Error(`nobody knows the fault ${what} at ${place}`);
        }
      });
    });
  }

  #way({ way, spread }: Pick<Passage<unknown>, "way" | "spread">): number {
    return way + this.chance.below(spread + 1);
  }
}
