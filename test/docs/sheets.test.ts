import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { appRoutes } from "../support/app-routes.ts";
import { HARMLESS, SHOWN_FIRST } from "./sheets.ts";
import { testFiles } from "./matrix-page.ts";

const forms = appRoutes()
  .filter(({ method, path }) => method === "POST" && path.startsWith("/admin/"))
  .map(({ path }) => path);

test("each form of the pages is shown before it does anything, or says why it needn't be", () => {
  const judged = [...Object.keys(SHOWN_FIRST), ...Object.keys(HARMLESS)];
  expect(judged.toSorted()).toEqual([...new Set(forms)].toSorted());
});

test("each that is shown has a test that is there", () => {
  const files = testFiles().map((file) => file.replace(/(?:\.workers|\.e2e)?\.test\.ts$/, ""));
  expect(Object.entries(SHOWN_FIRST).filter(([, file]) => !files.includes(file))).toEqual([]);
});

/** Words that a button may not stand on: they say nothing of what is done. */
const GENERIC =
  /^(?:confirm|ok|okay|yes|submit|proceed|bevestig|akkoord|ja|verzenden|potwierd|tak|wyślij|bekräfta|skicka)\w*(?: (?:and|en|i|och) .+)?$/i;

const PAGES = join(import.meta.dirname, "../../src/http/pages");
const sources = globSync("**/*.{ts,tsx}", { cwd: PAGES }).map((file) =>
  readFileSync(join(PAGES, file), "utf8"),
);
/** The texts that stand on buttons, and on those of sheets. */
const onButtons = sources
  .flatMap((text) => [
    ...text.matchAll(/<[Bb]utton\b[^]*?<\/[Bb]utton>/g),
    ...text.matchAll(/\bbutton: \{[^}]*\}/g),
    ...text.matchAll(
      /\bdoes(?:: \w+)?(?:\([^)]*\))?: .*|function \w*(?:doesOf|saveOf)\b[^]*?\n\}/g,
    ),
  ])
  .flatMap(([part]) => [...part.matchAll(/"([a-z]\w*(?:\.[\w-]+)+)"/gi)])
  .map(([, id = ""]) => id);

/** As they stand in the catalogue: what is put in isn't known here. */
const textsIn = (language: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      ...readFileSync(join(PAGES, `../../messages/${language}.po`), "utf8").matchAll(
        /msgctxt "([^"]+)"\nmsgid .*\nmsgstr "(.*)"/g,
      ),
    ].map(([, id = "", text = ""]) => [id, text]),
  );

test("no button says only that something is confirmed", () => {
  expect(onButtons.length).toBeGreaterThan(150);
  expect(onButtons).toContain("pastOrders.cancelRun");
  const generic = LANGUAGES.flatMap((language) => {
    const texts = textsIn(language);
    return onButtons.filter((id) => GENERIC.test(texts[id] ?? "")).map((id) => `${language} ${id}`);
  });
  expect(generic).toEqual([]);
});

/** Sheets of what ends, is deleted or can't be restored: their button is in red. */
const ENDING = [
  "takenAway.does",
  "people.people.end",
  "pastOrders.cancelRun",
  "payouts.removal.does",
  "deadLetters.dismissSheet.does",
];

test("what ends something is pressed in red", () => {
  const buttons = sources.flatMap((text) =>
    [...text.matchAll(/\bbutton: (\{[^}]*\})/g)].map(([, button = ""]) => button),
  );
  expect(buttons.length).toBeGreaterThan(12);
  const pale = buttons.filter(
    (button) => ENDING.some((id) => button.includes(id)) && !button.includes("ends: true"),
  );
  expect(pale).toEqual([]);
});
