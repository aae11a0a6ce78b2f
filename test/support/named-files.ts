/** Files that comments and documents name, so that none is sent to one which isn't there. */
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:\w"'`])\/\/.*$/gm;
/** A name, or the end of a path; a pattern (`*.test.ts`) and a part of an address are none. */
const NAMED =
  /(?<![\w*.<>…{}$@/-])(?:\.{1,2}\/)*((?:[\w@-][\w.@-]*\/)*[\w-][\w.-]*\.(?:tsx?|md))\b/g;

type Text = { readonly path: string; readonly text: string };

/** Every end of every path: `src/domain/money.ts`, `domain/money.ts` and `money.ts`. */
export function endsOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(
    paths.flatMap((path) => {
      const parts = path.split("/");
      return parts.map((_, index) => parts.slice(index).join("/"));
    }),
  );
}

const missing = (part: string, known: ReadonlySet<string>): readonly string[] =>
  [...part.matchAll(NAMED)].flatMap(([, name = ""]) => (known.has(name) ? [] : [name]));

/** What a source's comments name that is none of the known ends. */
export const missingInComments = (
  { path, text }: Text,
  known: ReadonlySet<string>,
): readonly string[] =>
  [...text.matchAll(COMMENT)].flatMap(([comment]) =>
    missing(comment, known).map((name) => `${path}: ${name}`),
  );

/** The same of a document. */
export const missingInDocument = (
  { path, text }: Text,
  known: ReadonlySet<string>,
): readonly string[] => missing(text, known).map((name) => `${path}: ${name}`);

const TOP = ["src", "test", "scripts", "docs"];
const FOLDER = /`((?:[\w@-]+\/)+[\w@-]+)\/?`/g;
/** Names of tests, without the end of their files: its own test looks whether they are there. */
const OF_TESTS = "docs/test-matrix.md";

/** Folders that a document names, from the root or from src on, and that aren't there. */
export function missingFolders(
  { path, text }: Text,
  paths: ReadonlySet<string>,
): readonly string[] {
  if (path === OF_TESTS) return [];
  return [...text.matchAll(FOLDER)]
    .map(([, name = ""]) => name)
    .filter((name) => {
      const [top = ""] = name.split("/");
      if (TOP.includes(top)) return !paths.has(name);
      return paths.has(`src/${top}`) && !paths.has(`src/${name}`);
    })
    .map((name) => `${path}: ${name}`);
}
