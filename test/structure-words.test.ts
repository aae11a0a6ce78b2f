/**
 * What comments and documents name is there, each comment is of something, and an assertion can
 * fail.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everyOf, vacuous } from "./support/every-of.ts";
import { unknownExplained } from "./support/explained-names.ts";
import {
  endsOf,
  missingFolders,
  missingInComments,
  missingInDocument,
} from "./support/named-files.ts";
import { participleNames } from "./support/participle-names.ts";
import { retiredNames } from "./support/retired-names.ts";
import { read, ROOT, type Source, sources } from "./support/sources.ts";
import { strayComments } from "./support/stray-comments.ts";

const src = sources("src");

test("a file has one header, and each other comment is of what follows it", () => {
  expect(src.flatMap(strayComments)).toEqual([]);
});

test("a file or folder that a comment or a document names is there", () => {
  const paths = ["src", "test", "scripts", "docs"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
      (path) => `${folder}/${path}`,
    ),
  );
  const known = endsOf([...paths, ...readdirSync(ROOT)]);
  const documents = paths
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path, text: read(path) }));
  const all = new Set(paths);
  expect([
    ...["src", "test", "scripts"].flatMap(sources).flatMap((one) => missingInComments(one, known)),
    ...documents.flatMap((one) => missingInDocument(one, known)),
    ...documents.flatMap((one) => missingFolders(one, all)),
  ]).toEqual([]);
});

test("a name that a doc comment explains is in its file's code", () => {
  expect(src.flatMap(unknownExplained)).toEqual([]);
});

test("no type or function is called by a bare participle", () => {
  expect(src.flatMap(participleNames)).toEqual([]);
});

test("no name of src or scripts has a word that was retired", () => {
  expect(["src", "scripts"].flatMap(sources).flatMap(retiredNames)).toEqual([]);
});

test("no assertion is fulfilled by an empty list", () => {
  const tests = sources("test").filter(({ path }) => path.endsWith(".test.ts"));
  expect(tests.length).toBeGreaterThan(100);
  expect(tests.flatMap(vacuous)).toEqual([]);
});

test("the rules catch what they forbid", () => {
  const at = (path: string, text: string): Source => ({ path, text });
  const named = (says: string) =>
    missingInComments(at("src/a.ts", `/${"*"} ${says} */`), endsOf(["src/b/c.ts"]));
  expect(named("See c.ts, ../b/c.ts, `*.test.ts`.")).toEqual([]);
  expect(named("See b/d.ts.")).toEqual(["src/a.ts: b/d.ts"]);
  const there = new Set(["src/flows", "src/flows/orders", "test/flows"]);
  const folders = (says: string) => missingFolders(at("docs/a.md", says), there);
  expect(folders("`flows/orders`, `src/flows`, `test/flows/`, `vat/high`.")).toEqual([]);
  expect(folders("`flows/stock`, `test/orders`.")).toEqual([
    "docs/a.md: flows/stock",
    "docs/a.md: test/orders",
  ]);
  const explained = (code: string) =>
    unknownExplained(at("src/a.ts", `/${"*"}* \`one\`: the first; \`null\`: none. */\n${code}`));
  expect(explained("const of = (one: number) => one;")).toEqual([]);
  expect(explained("const of = (ones: number) => ones;")).toEqual(["src/a.ts: one"]);
  const empty = `${"expect"}(asked.every(isRead)).toBe(true);`;
  expect(vacuous(at("test/a.test.ts", `\n${empty}`))).toEqual(["test/a.test.ts:2"]);
  expect(vacuous(at("test/a.test.ts", "expect(everyOf(asked, isRead)).toBe(true);"))).toEqual([]);
  expect(() => everyOf([], () => true)).toThrow("nothing to look at");
  expect([everyOf([1], (n) => n > 0), everyOf([1, 2], (n) => n > 1)]).toEqual([true, false]);
  const participles = (text: string) => participleNames(at("src/a.ts", text));
  expect(participles("type Found = 1;\nconst kept = (a: A) => a;\nfunction told() {}")).toEqual([
    "src/a.ts: Found",
    "src/a.ts: kept",
    "src/a.ts: told",
  ]);
  expect(participles("type FoundRow = 1;\n  const found = (a ?? b);\nf({ kept });")).toEqual([]);
  const retired = (text: string) => retiredNames(at("src/a.ts", text));
  expect(retired("type TenantRoom = 1;\nconst story = noteWish(stirred, hasRoom);")).toEqual([
    "src/a.ts: TenantRoom",
    "src/a.ts: noteWish",
  ]);
  expect(retired('// The door.\nset("heard", writeHeartbeat);')).toEqual([]);
  const stray = (text: string) => strayComments(at("src/a.ts", `/** Header. */\n\n${text}`));
  expect(stray("/** Of it. */\nconst a = 1;\n\n// Of it.\nconst b = 1;\n")).toEqual([]);
  expect(stray("// A second header.\n\nconst a = 1;\n")).toEqual(["src/a.ts:3"]);
  expect(stray("const a = 1;\n/** One. */\n/** Two. */\nconst b = 1;\n")).toEqual(["src/a.ts:4"]);
});
