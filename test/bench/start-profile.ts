/** What a CPU profile of V8 says of a start: how long it was busy. */

/** The parts of `.cpuprofile` that are read; times in microseconds. */
export type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

export function busyMs({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(
    nodes.flatMap(({ id, callFrame }) => (callFrame.functionName === "(idle)" ? [id] : [])),
  );
  const busy = samples.reduce(
    (sum, id, index) => (idle.has(id) ? sum : sum + (timeDeltas[index] ?? 0)),
    0,
  );
  return busy / 1000;
}
