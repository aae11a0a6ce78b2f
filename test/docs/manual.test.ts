/**
 * The manual: every page is there in every language, leads only to pages that are, and is made of
 * nothing that the pages can't show.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { blocks } from "../../src/http/pages/manual/markdown.tsx";
import { manualFolder, pageText } from "./manual-text.ts";
import { MANUAL_PAGES, type ManualPage } from "../../src/http/pages/manual/pages.ts";
import {
  compileManual,
  type ManualFolders,
  readManualFolders,
} from "../../scripts/messages/manual.ts";
import { allCatalogues } from "../support/catalogues.ts";
import { messagesOf } from "../../src/messages/index.ts";

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
    expect(html.replace(/<code>.*?<\/code>/g, "")).not.toMatch(/\*|\]\(|^\||`/m);
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

test("a page that a language lacks, a surplus one and a folder without a catalogue don't compile", () => {
  const folders = readManualFolders();
  const faultsOf = (changed: ManualFolders): readonly string[] =>
    compileManual(changed, LANGUAGES).faults;
  expect(faultsOf(folders)).toEqual([]);
  const polish = folders.get("pl") ?? [];
  expect(faultsOf(new Map([...folders, ["pl", polish.slice(1)]]))).toEqual([
    `docs/manual/pl: lacks ${polish[0]}.md`,
  ]);
  expect(faultsOf(new Map([...folders, ["pl", [...polish, "more"]]]))).toEqual([
    "docs/manual/pl: has more.md, which English has not",
  ]);
  expect(faultsOf(new Map([...folders, ["xx", polish]]))).toEqual([
    "docs/manual/xx: has no catalogue",
  ]);
  expect(faultsOf(new Map([...folders].filter(([language]) => language !== "sv")))).toHaveLength(
    MANUAL_PAGES.length,
  );
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
    const { t } = messagesOf(language);
    const read = (page: ManualPage): string => pageText(language, page);
    for (const label of [
      t("orders.actions.bookAgain.button"),
      t("orders.actions.undoSkip.button"),
      t("orders.actions.retry"),
    ])
      expect(read("held")).toContain(`*${label}*`);
    expect(read("comparison")).toContain(`*${t("orders.actions.bookAgain.button")}*`);
    expect(read("comparison")).not.toContain(t("orders.actions.retry").toLowerCase());
    for (const page of ["mapping", "settings", "everyday"] as const)
      expect(read(page)).toContain(`*${t("settings.compare")}*`);
    expect(read("products")).toMatch(/\b(unit|eenheid|jednostka|enhet)\b/i);
  },
);

test.each(LANGUAGES)("what the manual emphasizes is a text of the pages (%s)", (language) => {
  const shown = new Set((allCatalogues.get(language) ?? []).map(({ text }) => text));
  const unknown = MANUAL_PAGES.flatMap((page) =>
    [
      ...pageText(language, page)
        .replaceAll(/`[^`]*`/g, "")
        .matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)/g),
    ]
      .flatMap(([, name = ""]) => (shown.has(name) ? [] : name.split(" › ")))
      .filter((name) => !shown.has(name))
      .map((name) => `${page}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

test.each(LANGUAGES)("each page is headed as the contents name it (%s)", (language) => {
  const { t } = messagesOf(language);
  for (const page of MANUAL_PAGES)
    expect(pageText(language, page).split("\n")[0], page).toBe(`# ${t(`manual.pages.${page}`)}`);
});
