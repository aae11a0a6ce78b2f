/** What an isolate's start reads of a built Worker: the entry, and what it imports at once. */
import type { BuiltWorker } from "./build.ts";

export type AtStart = {
  /** Below the folder: the entry, and the modules that it shares with what is imported late. */
  readonly modules: readonly string[];
  readonly bytes: number;
  /** By file below the project: its part of these modules in bytes. */
  readonly sources: ReadonlyMap<string, number>;
};

export function atStart({ metafile, entry, files }: BuiltWorker): AtStart {
  const outputs = new Map(
    Object.entries(metafile.outputs).flatMap(([path, output]) => {
      const name = [...files.keys()].find((known) => path.endsWith(`/${known}`));
      return name === undefined ? [] : [[path, { ...output, name }] as const];
    }),
  );
  const first = [...outputs].find(([, { name }]) => name === entry)?.[0] ?? "";
  const found = new Set([first]);
  // A set is gone through in the order of its growth.
  for (const path of found)
    for (const { path: next, kind, external } of outputs.get(path)?.imports ?? [])
      if (kind === "import-statement" && external !== true) found.add(next);
  const read = [...found].flatMap((path) => outputs.get(path) ?? []);
  const sources = new Map<string, number>();
  for (const { inputs } of read)
    for (const [source, { bytesInOutput }] of Object.entries(inputs))
      sources.set(source, (sources.get(source) ?? 0) + bytesInOutput);
  return {
    modules: read.map(({ name }) => name),
    bytes: read.reduce((sum, { bytes }) => sum + bytes, 0),
    sources,
  };
}

/** The package that a source is of, else its folder, at most three steps deep. */
export const partOf = (path: string): string =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ??
  path.split("/").slice(0, -1).slice(0, 3).join("/");
