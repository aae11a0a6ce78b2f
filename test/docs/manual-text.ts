/** The manual as source text: written from docs/manual by write-manual.ts, and held to it by a test. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import { MANUAL_PAGES, type ManualPage } from "../../src/http/pages/manual/pages.ts";

const ROOT = join(import.meta.dirname, "../..");

/** English stands in the folder itself, the others in one of their own. */
export const manualFolder = (language: Language): string =>
  `docs/manual${language === "en" ? "" : `/${language}`}`;

export const pageText = (language: Language, page: ManualPage): string =>
  readFileSync(join(ROOT, manualFolder(language), `${page}.md`), "utf8");

const camel = (page: string): string =>
  page.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const SOURCES = "src/http/pages/manual/text";
const keyed = (page: string): string =>
  page === camel(page) ? page : `${JSON.stringify(page)}: ${camel(page)}`;

/**
 * By path, all files that the manual is bundled from. A line of the page is a line of the source,
 * so that a change reads as one.
 */
export function manualSources(): ReadonlyMap<string, string> {
  const sources = LANGUAGES.flatMap((language): [string, string][] => {
    const pages = MANUAL_PAGES.map((page): [string, string] => [
      `${SOURCES}/${language}/${page}.ts`,
      `/** ${manualFolder(language)}/${page}.md, written by test/docs/write-manual.ts. */\nexport const ${camel(page)} = [\n${pageText(
        language,
        page,
      )
        .trimEnd()
        .split("\n")
        .map((line) => `  ${JSON.stringify(line)},\n`)
        .join("")}].join("\\n");\n`,
    ]);
    const index = `/** The manual in one language, written by test/docs/write-manual.ts. */
import type { Manual } from "../../pages.ts";
${MANUAL_PAGES.toSorted()
  .map((page) => `import { ${camel(page)} } from "./${page}.ts";\n`)
  .join("")}
export const ${language}: Manual = { ${MANUAL_PAGES.map(keyed).join(", ")} };
`;
    return [...pages, [`${SOURCES}/${language}/index.ts`, index]];
  });
  const index = `/** The manual as it stands in docs/manual, written by test/docs/write-manual.ts: the pages show it. A page that is missing in a language doesn't compile. */
import type { Words } from "../../../words/words.ts";
import type { Manual } from "../pages.ts";
${LANGUAGES.toSorted()
  .map((language) => `import { ${language} } from "./${language}/index.ts";\n`)
  .join("")}
export const MANUAL: Words<Manual> = { ${LANGUAGES.join(", ")} };
`;
  return new Map([...sources, [`${SOURCES}/index.ts`, index]]);
}
