/** The manual's pages as they stand in the docs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../src/domain/language.ts";
import type { ManualPage } from "../../src/http/pages/manual/pages.ts";

const ROOT = join(import.meta.dirname, "../..");

export const manualFolder = (language: Language): string => `docs/manual/${language}`;

export const pageText = (language: Language, page: ManualPage): string =>
  readFileSync(join(ROOT, manualFolder(language), `${page}.md`), "utf8");
