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

test("a page that a chapter explains leads to that chapter, in each language", async () => {
  const { world, user } = await signedIn({ "privacy.evidenceQuarters": [] }, "203.0.113.212");
  const id = await world.makeTenant();
  for (const language of LANGUAGES) {
    user.jar.set("language", language);
    const led = new Set<string>();
    for (const page of ["personal-data", "vat-evidence"]) {
      const { text } = await user.go(`/admin/tenants/${id}/${page}`);
      const [, at = "", said = ""] =
        /<a class="manual" href="\/admin\/manual\/people#([^"]+)">([^<]+)<\/a>/.exec(text) ?? [];
      const manual = (await user.go("/admin/manual/people")).text;
      const [, heading = ""] = new RegExp(`<h2 id="${at}">([^<]+)<`).exec(manual) ?? [];
      expect([language, page, heading !== "", said.endsWith(heading)]).toEqual([
        language,
        page,
        true,
        true,
      ]);
      led.add(heading);
    }
    expect(led.size).toBe(2);
  }
});
