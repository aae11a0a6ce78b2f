/**
 * Exports that nothing imports, found by reading: by what names each file imports from which. What
 * only tests import counts where its own file uses it as well, so that a part can be tested alone;
 * where only tests do, they hold up code that never runs.
 */
import { posix } from "node:path";

type Source = { readonly path: string; readonly text: string };

const EXPORTED =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|type|interface|enum) (\w+)/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const IMPORTED =
  /^(?:import|export)\s+(?:type\s+)?((?:\w+,\s*)?\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)\s+from\s+"(\.[^"]+)"/gm;
/** Names that are taken of it, where they are said at once. */
const LATE =
  /(?:\{([^{}]*)\}\s*=\s*await\s+)?\bimport\("(\.[^"]+)"\)(?:\.then\(\(\{([^}]*)\}\)|\.(?!then)(\w+))?/g;
const ALL = "*";

/** Without comments: a name that they tell of isn't used. */
export const code = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

/** Of `{ a, type b as c }` the names `a` and `b`, or `a` and `c` as they are known outside. */
const namesIn = (list: string, side: "there" | "here"): readonly string[] =>
  list
    .split(",")
    .map((part) => part.trim().replace(/^type\s+/, ""))
    .filter((part) => part !== "")
    .map((part) => part.split(/\s+as\s+|\s*:\s*/).at(side === "there" ? 0 : -1) ?? part);

const exportsOf = (text: string): readonly string[] => [
  ...[...text.matchAll(EXPORTED)].map(([, name = ""]) => name),
  ...[...text.matchAll(LISTED)].flatMap(([, list = ""]) => namesIn(list, "here")),
];

function namespaceUses(text: string, name: string): readonly string[] {
  const uses = [
    ...text.matchAll(new RegExp(`(?<!\\w|(?<!\\.\\.)\\.)${name}\\b(?:\\.(\\w+))?`, "g")),
  ];
  // Once it is named by its own import; whole where it is handed on.
  const bare = uses.filter(([, member]) => member === undefined).length;
  return bare > 1 ? [ALL] : uses.flatMap(([, member]) => member ?? []);
}

/** What a file takes of which: `*` for all of it. */
function takenBy(path: string, text: string): readonly (readonly [string, readonly string[]])[] {
  const at = (name: string): string => posix.join(posix.dirname(path), name);
  const early = [...text.matchAll(IMPORTED)].map(([whole, what = "", from = ""]) => {
    const braces = /\{([^}]*)\}/.exec(what)?.[1];
    const space = /\*\s+as\s+(\w+)/.exec(what)?.[1];
    if (braces !== undefined) return [at(from), namesIn(braces, "there")] as const;
    if (space === undefined || whole.startsWith("export")) return [at(from), [ALL]] as const;
    return [at(from), namespaceUses(text, space)] as const;
  });
  const late = [...text.matchAll(LATE)].map(([, before, from = "", then, member]) => {
    const list = before ?? then;
    if (list !== undefined) return [at(from), namesIn(list, "there")] as const;
    return [at(from), [member ?? ALL]] as const;
  });
  return [...early, ...late];
}

function taken(all: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path, text } of all)
    for (const [from, names] of takenBy(path, code(text))) {
      const known = found.get(from) ?? new Set();
      for (const name of names) known.add(name);
      found.set(from, known);
    }
  return found;
}

const isTaken = (
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  path: string,
  name: string,
): boolean => uses.get(path)?.has(name) === true || uses.get(path)?.has(ALL) === true;

/** `running`: what runs without being held by a test. Entries are started by others than code. */
export function unusedExports(
  running: readonly Source[],
  tests: readonly Source[],
  entries: readonly string[],
): readonly string[] {
  const byRunning = taken(running);
  const byTests = taken(tests);
  return running
    .filter(({ path }) => path.startsWith("src/") && !entries.includes(path))
    .flatMap(({ path, text }) => {
      const own = code(text);
      return exportsOf(own).flatMap((name) => {
        if (isTaken(byRunning, path, name)) return [];
        const usedHere = [...own.matchAll(new RegExp(`\\b${name}\\b`, "g"))].length > 1;
        if (!isTaken(byTests, path, name)) return [`${path}: nothing imports ${name}`];
        return usedHere ? [] : [`${path}: only tests use ${name}`];
      });
    });
}
