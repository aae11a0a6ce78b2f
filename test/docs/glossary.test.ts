/**
 * The dictionaries are held to docs/glossary.md: what has a fixed term is never called by another
 * word that accountants know for it. A word is forbidden in one language, with the term that stands
 * for it; the term itself is in the glossary.
 */
import { roundingWord } from "../../src/flows/orders/texts/document-words.ts";
import { namesIn } from "../../src/flows/setup/article-names.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allCatalogues } from "../support/catalogues.ts";
import {
  FORBIDDEN,
  OF_SOMETHING_ELSE,
  ONE_WORD,
  OWN,
  RETIRED,
  SPOKEN,
  type Spoken,
  type Words,
} from "./glossary-words.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Without the names of arguments, which are code. */
const spokenIn = (text: string): string => text.replaceAll(/\{\w+(?=[,}])/g, "{");

/**
 * Words that a reader may type, and by which the search finds the glossary's: no page shows them.
 * By the file that reads each.
 */
const TYPED: Readonly<Record<string, string>> = {
  "search.otherVoucher": "src/http/usecases/search/document-in.ts",
  "search.synonyms": "src/http/pages/search/terms.ts",
};

const shownIn = (language: string) =>
  (allCatalogues.get(language) ?? []).filter(({ id }) => !Object.hasOwn(TYPED, id));

test("what is only typed is read where texts are searched, and by nothing that shows them", () => {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("compiled"))
    .map((name) => `src/${name}`);
  for (const [id, reader] of Object.entries(TYPED))
    expect(sources.filter((path) => read(path).includes(`"${id}"`))).toEqual([reader]);
});

/** The catalogue's messages, an area's together. */
const areasOf = (language: string): readonly (readonly [string, string])[] =>
  [...Map.groupBy(shownIn(language), ({ id }) => id.split(".")[0] ?? "")].map(([area, entries]) => [
    `${language}.po, ${area}`,
    entries.map(({ text }) => spokenIn(text)).join("\n"),
  ]);

const manualOf = (language: string): readonly (readonly [string, string])[] => {
  const folder = `docs/manual/${language}`;
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`${folder}/${name}`, read(`${folder}/${name}`)]);
};

const textsOf = (language: string): readonly (readonly [string, string])[] => [
  ...areasOf(language),
  ...manualOf(language),
];

/** Each line that says a word of `words`, with the term that the glossary has for it. */
const wrongly = (texts: readonly (readonly [string, string])[], words: Words): readonly string[] =>
  texts.flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        words
          .filter(([pattern]) => pattern.test(line))
          .map(
            ([pattern, term]) =>
              `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, where the glossary says ${term}`,
          ),
      ),
  );

/** Names of files in links are addresses, and what is typed just so is code: neither is words. */
const wordsOf = (text: string): string =>
  text.replaceAll(/\]\([^)]*\)/g, "]").replaceAll(/`[^`\n]*`/g, "``");

/** Each message of the catalogue by itself, by whether it is one that speaks of something else. */
const messagesOf = (language: Spoken, isElse: boolean): readonly (readonly [string, string])[] =>
  shownIn(language)
    .filter(({ id }) => OF_SOMETHING_ELSE[language].includes(id) === isElse)
    .map(({ id, text }) => [`${language}.po, ${id}`, spokenIn(text)]);

test.each(SPOKEN)("the words of %s are those of the glossary", (language) => {
  expect([
    ...wrongly(textsOf(language), FORBIDDEN[language]),
    ...wrongly(messagesOf(language, false), RETIRED[language]),
    ...wrongly(
      manualOf(language).map(([path, text]) => [path, wordsOf(text)]),
      RETIRED[language],
    ),
  ]).toEqual([]);
});

test("the words that documents carry are the glossary's as well", () => {
  const written = [
    "src/flows/orders/texts/document-words.ts",
    "src/flows/setup/article-names.ts",
  ].map((path) => [path, read(path)] as const);
  expect(wrongly(written, FORBIDDEN.sv)).toEqual([]);
});

test.each(["SE", "NO", "DK", "FI", "NL", "PL", "GB"])(
  "a row that rounds, in %s, is called as its article is",
  (country) => {
    const [article] = namesIn(country, ({ rounding }) => rounding, false);
    expect(roundingWord(country)).toBe(article);
  },
);

test.each(SPOKEN)("each message of %s that is left out says such a word", (language) => {
  const left = messagesOf(language, true);
  expect(left.length).toBe(OF_SOMETHING_ELSE[language].length);
  for (const one of left) expect(wrongly([one], RETIRED[language]), one[0]).not.toEqual([]);
});

test.each(["nl", "pl", "sv"] as const)("one thing has one word in %s", (language) => {
  const wrong = textsOf(language).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        ONE_WORD[language]
          .filter(([pattern]) => pattern.test(line))
          .map(
            ([pattern, word]) =>
              `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, elsewhere ${word}`,
          ),
      ),
  );
  expect(wrong).toEqual([]);
});

/** Of Action needed, the bell and what is processed: a row of a document has a word of its own. */
const ITEM: Readonly<Record<Spoken, RegExp>> = {
  en: /\bitems?\b/i,
  nl: /\bitems?\b/i,
  pl: /(?<!\p{L})(?:spraw|element)/iu,
  sv: /\bpost(?:en|er|erna)?\b/i,
};

test.each(SPOKEN)("what waits for somebody is counted by one word in %s", (language) => {
  const counted = new Set(
    (allCatalogues.get("en") ?? [])
      .filter(({ id }) => /^(?:attention|orders\.skipSheet|frame|overview|changes|runs)\./.test(id))
      .filter(({ text }) => /# (?:more )?items?\b/.test(text))
      .map(({ id }) => id),
  );
  expect(counted.size).toBeGreaterThan(15);
  const other = (allCatalogues.get(language) ?? []).filter(
    ({ id, text }) => counted.has(id) && !ITEM[language].test(text),
  );
  expect(other.map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
});

test.each(SPOKEN)("no term of another language is left in the words of %s", (language) => {
  const others = Object.entries(OWN).filter(([of]) => of !== language);
  const left = textsOf(language).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        others
          .filter(([, own]) => own.test(line))
          .map(([of, own]) => `${path}:${index + 1}: ${own.exec(line)?.[0]} (${of})`),
      ),
  );
  expect(left).toEqual([]);
});

test.each(["nl", "pl", "sv"] as const)(
  "the terms by which %s is known in others' texts are its own",
  (language) => {
    expect(textsOf(language).filter(([, text]) => OWN[language].test(text)).length).toBeGreaterThan(
      20,
    );
  },
);

test.each(SPOKEN)("each term of %s that is held is in the glossary, and is used", (language) => {
  const glossary = read("docs/glossary.md");
  const said = textsOf(language)
    .map(([, text]) => text)
    .join("\n")
    .toLowerCase();
  for (const [, term] of FORBIDDEN[language]) {
    expect(glossary, term).toContain(term);
    expect(said, term).toContain(term.toLowerCase().slice(0, Math.max(3, term.length - 2)));
  }
  for (const [, term] of RETIRED[language]) expect(glossary, term).toContain(term);
});
