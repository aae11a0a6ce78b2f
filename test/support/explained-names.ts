/** Names that a doc comment explains (`name`: what it is), so that none outlives a rename. */
import { code } from "./unused-exports.ts";

type Text = { readonly path: string; readonly text: string };

const DOC = /\/\*\*[\s\S]*?\*\//g;
const EXPLAINED = /`([a-z][\w-]*)`:/g;
/** Values that a field's comment explains and that its type needn't spell out in that file. */
const VALUES = ["null", "undefined", "true", "false"];
/** An operator of expressions, and a field that a type takes from another one. */
const ELSEWHERE = [
  "src/settings/expressions/limits.ts: matches",
  "src/sync/contract/jobs.ts: amounts",
];

/** What a file's doc comments explain that its code doesn't have. */
export function unknownExplained({ path, text }: Text): readonly string[] {
  const known = new Set([...VALUES, ...(code(text).match(/\w+(?:-\w+)*/g) ?? [])]);
  return [...text.matchAll(DOC)]
    .flatMap(([doc]) => [...doc.matchAll(EXPLAINED)].map(([, name = ""]) => name))
    .filter((name) => !known.has(name))
    .map((name) => `${path}: ${name}`)
    .filter((one) => !ELSEWHERE.includes(one));
}
