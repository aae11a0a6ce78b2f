/** The Swedish words beside those of glossary.test.ts: one thing, one word, and no word for two. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { messagesOf } from "../../src/messages/index.ts";
import { allCatalogues } from "../support/catalogues.ts";

const MANUAL = join(import.meta.dirname, "../../docs/manual/sv");

const swedish = (allCatalogues.get("sv") ?? []).map(({ id, text }) => [id, text] as const);
const english = new Map((allCatalogues.get("en") ?? []).map(({ id, text }) => [id, text]));

/** Each message, and each line of the manual. */
const said: readonly (readonly [string, string])[] = [
  ...swedish,
  ...readdirSync(MANUAL).flatMap((name) =>
    readFileSync(join(MANUAL, name), "utf8")
      .split("\n")
      .map((line, index) => [`${name}:${index + 1}`, line] as const),
  ),
];

/** What earlier texts said, with what is said in its place. */
const RETIRED: readonly (readonly [RegExp, string])[] = [
  [/\}:e\b/, "an interval: an ordinal ends otherwise after 1 and 2"],
  [/\b(?:över|se|koppla|regler på) order\b(?! \{)/, "several are ordrar"],
  [/sålda antalen, utan returer/, "what was returned is taken off"],
];

test("no Swedish text says a word that was retired", () => {
  const wrong = said.flatMap(([where, text]) =>
    RETIRED.filter(([pattern]) => pattern.test(text)).map(
      ([pattern, word]) => `${where}: ${pattern.exec(text)?.[0]}, where ${word}`,
    ),
  );
  expect(wrong).toEqual([]);
});

test("what is left out isn't called skipped, which is a status", () => {
  const leftOut = swedish.filter(([id]) =>
    /^(?!.*\bskip)(?=.*\bleft out\b)/is.test(english.get(id) ?? ""),
  );
  expect(leftOut.length).toBeGreaterThan(20);
  expect(leftOut.filter(([, text]) => /\bhopp(?:a|ar|as|ats|ade)\b/i.test(text))).toEqual([]);
});

test("what isn't mapped agrees with its number", () => {
  const { t } = messagesOf("sv");
  expect([1, 2].map((count) => t("settings.lookups.open", { count }))).toEqual([
    "1 värde är inte mappat",
    "2 värden är inte mappade",
  ]);
});

test("credit orders that take something back are several", () => {
  const several = swedish.filter(([id]) => /\bcredit orders\b/i.test(english.get(id) ?? ""));
  expect(several.length).toBeGreaterThan(10);
  expect(several.filter(([, text]) => !/kreditordrar/i.test(text))).toEqual([]);
});
