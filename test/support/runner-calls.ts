/** Stands between a runner and its object. */
import type { RunnerStub } from "../../src/sync/tenant/stub.ts";

export type RunnerMethod = keyof RunnerStub["runner"] | keyof RunnerStub["runs"];

/**
 * The same object, each of whose calls goes by way of `carry`. A group is asked for with each call,
 * as a stub's property is no value that may be kept.
 */
export function between(
  object: RunnerStub,
  carry: (
    method: string,
    input: readonly unknown[],
    ask: () => Promise<unknown>,
  ) => Promise<unknown>,
): RunnerStub {
  const group = <G extends keyof RunnerStub>(name: G): RunnerStub[G] =>
    new Proxy({} as RunnerStub[G], {
      get:
        (_, method) =>
        (...input: unknown[]) =>
          carry(String(method), input, () => {
            const asked = object[name];
            return Reflect.apply(
              Reflect.get(asked, method) as (...all: unknown[]) => Promise<unknown>,
              asked,
              input,
            );
          }),
    });
  return { runner: group("runner"), runs: group("runs") };
}
