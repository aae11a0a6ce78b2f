/** What a CPU profile of V8 says of a start: how long it was busy, and in which modules. */

/** The parts of `.cpuprofile` that are read; times in microseconds. */
export type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

export type StartTime = {
  readonly busyMs: number;
  /**
   * By file, the slowest first: those that are evaluated late in the bundle, whose function bears
   * the file's name. Each includes what it is the first to import.
   */
  readonly modules: readonly { readonly module: string; readonly ms: number }[];
};

const MODULE = /\.(?:[cm]?[jt]sx?)$/;

export function startTime({ nodes, samples, timeDeltas }: Profile): StartTime {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const modules = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const spent = timeDeltas[index] ?? 0;
    if (byId.get(id)?.callFrame.functionName === "(idle)") continue;
    busy += spent;
    const within = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const name = byId.get(at)?.callFrame.functionName ?? "";
      if (MODULE.test(name)) within.add(name);
    }
    for (const module of within) modules.set(module, (modules.get(module) ?? 0) + spent);
  }
  return {
    busyMs: busy / 1000,
    modules: [...modules]
      .map(([module, us]) => ({ module, ms: us / 1000 }))
      .toSorted((a, b) => b.ms - a.ms),
  };
}
