/** The manual as source text: written from docs/manual by write-manual.ts, and held to it by a test. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MANUAL_PAGES, type ManualPage } from "../../src/http/pages/manual/pages.ts";

const ROOT = join(import.meta.dirname, "../..");

export const pageText = (page: ManualPage): string => readFileSync(join(ROOT, `docs/manual/${page}.md`), "utf8");

const camel = (page: string): string => page.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** By path, all files that the manual is bundled from. A line of the page is a line of the source, so that a change reads as one. */
export function manualSources(): ReadonlyMap<string, string> {
  const pages = MANUAL_PAGES.map((page): [string, string] => [
    `src/http/pages/manual/text/${page}.ts`,
    `/** docs/manual/${page}.md, written by test/docs/write-manual.ts. */\nexport const ${camel(page)} = [\n${pageText(page).trimEnd().split("\n").map((line) => `  ${JSON.stringify(line)},\n`).join("")}].join("\\n");\n`,
  ]);
  const index = `/** The manual as it stands in docs/manual, written by test/docs/write-manual.ts: the pages show it. */
import type { Manual } from "../pages.ts";
${MANUAL_PAGES.toSorted().map((page) => `import { ${camel(page)} } from "./${page}.ts";\n`).join("")}
export const MANUAL: Manual = { ${MANUAL_PAGES.map((page) => (page === camel(page) ? page : `${JSON.stringify(page)}: ${camel(page)}`)).join(", ")} };
`;
  return new Map([...pages, ["src/http/pages/manual/text/index.ts", index]]);
}
