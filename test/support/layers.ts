/**
 * Which layer of src may import which. `top` are the files directly in src that wire everything.
 * docs/architecture.md shows the same as a table, which is read here.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  top: [
    "http",
    "messages",
    "sync",
    "monitor",
    "flows",
    "asperion",
    "eaccounting",
    "settings",
    "store",
    "env",
    "domain",
  ],
  http: [
    "messages",
    "sync",
    "monitor",
    "flows",
    "asperion",
    "eaccounting",
    "store",
    "settings",
    "env",
    "domain",
  ],
  sync: [
    "messages",
    "monitor",
    "flows",
    "asperion",
    "eaccounting",
    "settings",
    "store",
    "env",
    "domain",
  ],
  monitor: ["messages", "asperion", "eaccounting", "store", "settings", "env", "domain"],
  flows: ["messages", "asperion", "eaccounting", "settings", "domain"],
  asperion: ["domain"],
  eaccounting: ["domain"],
  settings: ["messages", "domain"],
  store: ["messages", "settings", "env", "domain"],
  env: ["domain"],
  messages: ["domain"],
  domain: [],
};

/** The layer of a file of src. */
export function layerOf(path: string): string {
  const [, first = "", second] = path.split("/");
  return second === undefined ? (first === "env.ts" ? "env" : "top") : first;
}

/**
 * The table of layers in a document: its first column names files or folders of src, its last one
 * the layers that they may import. A package that is named there is none of src.
 */
export function layersTold(document: string): Readonly<Record<string, readonly string[]>> {
  const rows = [...document.matchAll(/^\| (`src\/.*?) \|.*\| (.*?) \|$/gm)];
  const quoted = (cell: string): readonly string[] =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  return Object.fromEntries(
    rows.flatMap(([, subjects = "", imports = ""]) =>
      quoted(subjects).map((path) => [
        layerOf(path.endsWith(".ts") ? path : `${path}/`),
        quoted(imports),
      ]),
    ),
  );
}
