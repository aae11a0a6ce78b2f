/**
 * The manual: every page is there in every language, leads only to pages that are, and is made of
 * nothing that the pages can't show.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { blocks } from "../../src/http/pages/manual/markdown.tsx";
import { manualFolder, manualSources, pageText } from "./manual-text.ts";
import { ORDERS } from "../../src/http/words/orders/index.ts";
import { SETTINGS } from "../../src/http/words/settings/index.ts";
import { MANUAL_PAGES } from "../../src/http/pages/manual/pages.ts";

const ROOT = join(import.meta.dirname, "../..");
const EACH = LANGUAGES.flatMap((language) => MANUAL_PAGES.map((page) => ({ language, page })));

/**
 * What a translation has to keep: how many of which kind of block, lines of lists, rows and
 * columns, and what is code.
 */
const shapeOf = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\n{2,}/)
    .map((block) =>
      block
        .split("\n")
        .map(
          (line) =>
            `${/^(#+|- |\d+\.|\|)/.exec(line)?.[0] ?? "text"}${line.startsWith("|") ? line.split("|").length : ""}`,
        )
        .join(","),
    );
const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`[^`]+`/g)].map(([code]) => code).toSorted();

test.each(LANGUAGES)("each page has its file in %s, and each file its page", (language) => {
  expect(
    readdirSync(join(ROOT, manualFolder(language)))
      .filter((name) => name.endsWith(".md"))
      .toSorted(),
  ).toEqual(MANUAL_PAGES.map((page) => `${page}.md`).toSorted());
});

test.each(EACH)(
  "$page in $language is shown with one heading, its tables whole, and no marks of Markdown left",
  ({ language, page }) => {
    const html = blocks(pageText(language, page)).map(String).join("\n");
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.replace(/<code>.*?<\/code>/g, "")).not.toMatch(/\*\*|\]\(|^\||`/m);
  },
);

test.each(EACH)("$page in $language leads only to what is there", ({ language, page }) => {
  for (const [, target = ""] of pageText(language, page).matchAll(/\]\(([^)#]+)[^)]*\)/g))
    expect(() => readFileSync(join(ROOT, manualFolder(language), target)), target).not.toThrow();
});

test.each(EACH)(
  "$page in $language says what the English page says, block by block",
  ({ language, page }) => {
    const [text, english] = [pageText(language, page), pageText("en", page)];
    expect(shapeOf(text)).toEqual(shapeOf(english));
    expect(codesOf(text)).toEqual(codesOf(english));
  },
);

test("what the pages show is what stands in the docs (write-manual.ts writes it)", () => {
  for (const [path, text] of manualSources())
    expect(readFileSync(join(ROOT, path), "utf8"), path).toBe(text);
});

test.each([
  ["en", /no categories, no images, no customer price lists/i],
  ["nl", /geen categorieën, geen afbeeldingen, geen klantprijslijsten/i],
  ["pl", /bez kategorii, bez obrazów, bez cenników kontrahentów/i],
  ["sv", /inga kategorier, inga bilder, inga kundprislistor/i],
] as const)("what the product doesn't do is said plainly in %s", (language, said) => {
  for (const page of ["first-set-up", "products"] as const)
    expect(pageText(language, page)).toMatch(said);
});

test.each(LANGUAGES)(
  "what the manual says to press is a button by that name, and what it says of products is sent (%s)",
  (language) => {
    const { bookAgain, undoSkip, retry } = ORDERS[language].actions;
    const read = (page: string): string =>
      readFileSync(
        join(
          import.meta.dirname,
          "../../docs/manual",
          language === "en" ? "" : language,
          `${page}.md`,
        ),
        "utf8",
      );
    for (const label of [bookAgain.button, undoSkip.button, retry])
      expect(read("held")).toContain(`*${label}*`);
    expect(read("comparison")).toContain(`*${bookAgain.button}*`);
    expect(read("comparison")).not.toContain(retry.toLowerCase());
    for (const page of ["mapping", "settings", "everyday"])
      expect(read(page)).toContain(`*${SETTINGS[language].compare}*`);
    // Of an article's fields the shop has no unit.
    expect(read("products")).not.toMatch(/\b(unit|eenheid|jednostka|enhet)\b/i);
  },
);
