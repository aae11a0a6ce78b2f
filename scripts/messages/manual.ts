/**
 * The manual's pages, `docs/manual/<language>/<page>.md`: the Worker's bundle holds each as a text
 * of its own, and this writes the list of their imports. A page that a language lacks, or has and
 * English hasn't, is a fault.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SOURCE } from "./catalogue.ts";
import type { Compilation } from "./compile.ts";

/** Names of pages by language. */
export type ManualFolders = ReadonlyMap<string, readonly string[]>;

const MANUAL = join(import.meta.dirname, "../../docs/manual");
const HEADER = "// Made by scripts/compile-messages.ts from docs/manual.\n";

export function readManualFolders(folder = MANUAL): ManualFolders {
  const languages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
  return new Map(languages.map((language) => [language, pagesIn(join(folder, language))]));
}

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .toSorted();

/** `languages` are those that have a catalogue. */
export function compileManual(folders: ManualFolders, languages: readonly string[]): Compilation {
  const english = folders.get(SOURCE) ?? [];
  const faults = [...new Set([...languages, ...folders.keys()])].flatMap((language) => {
    if (!languages.includes(language)) return [`docs/manual/${language}: has no catalogue`];
    const pages = folders.get(language) ?? [];
    return [
      ...english
        .filter((page) => !pages.includes(page))
        .map((page) => `docs/manual/${language}: lacks ${page}.md`),
      ...pages
        .filter((page) => !english.includes(page))
        .map((page) => `docs/manual/${language}: has ${page}.md, which English has not`),
    ];
  });
  const lists = [...folders].map(([language, pages]) => {
    const imports = pages.map(
      (page) => `    "${page}": () => import("../../../docs/manual/${language}/${page}.md"),\n`,
    );
    return `  ${language}: {\n${imports.join("")}  },\n`;
  });
  const list = `${HEADER}export const MANUAL_TEXTS = {\n${lists.join("")}} as const;\n`;
  return { files: new Map([["manual.ts", list]]), faults };
}
