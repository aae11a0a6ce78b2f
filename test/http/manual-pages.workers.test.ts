/** The manual as the pages show it: each in the reader's language, as it stands in the docs. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { blocks } from "../../src/http/pages/manual/markdown.tsx";
import { MANUAL_PAGES, manualText } from "../../src/http/pages/manual/pages.ts";
import { signedIn } from "./browser.ts";

test("each page of the manual is shown in the reader's language", async () => {
  const { user } = await signedIn({}, "203.0.113.211");
  const shown = new Set<string>();
  for (const language of LANGUAGES) {
    user.jar.set("language", language);
    for (const page of MANUAL_PAGES) {
      const article = blocks(await manualText(language, page))
        .map(String)
        .join("");
      const { status, text } = await user.go(`/admin/manual/${page}`);
      expect(status).toBe(200);
      expect(text).toContain(article);
      shown.add(article);
    }
  }
  expect(shown.size).toBe(LANGUAGES.length * MANUAL_PAGES.length);
});
