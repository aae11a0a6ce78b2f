/** What is around inserted values: marks of quotation, and blanks. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { REASONS, type ReasonCode } from "../../src/domain/reasons/index.ts";
import { allCatalogues } from "../support/catalogues.ts";

/** Prose, without commands and configuration, and without what a person types as it stands. */
const PROSE = /^(?!cli\.|expressions\.(?:emptyPattern|useFormat)$|mapping\.entry$)/;

/** A language's own marks; `'` is also an apostrophe. */
const NO_MARKS = { en: /["„‘’]/, nl: /["„‘’]/, pl: /["‘’“]/, sv: /["„“‘]/ } as const;

test.each(LANGUAGES)("%s: prose has one pair of quotation marks", (language) => {
  const wrong = (allCatalogues.get(language) ?? []).filter(
    ({ id, text }) => PROSE.test(id) && NO_MARKS[language].test(text),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test.each(LANGUAGES)("%s: a line is said with its own blank and brackets", (language) => {
  const lines = Object.entries(REASONS).flatMap(([code, { params }]) =>
    Object.entries(params)
      .filter(([, kind]) => kind === "line" || kind === "line?")
      .map(([name]) => [code as ReasonCode, name] as const),
  );
  const texts = new Map((allCatalogues.get(language) ?? []).map(({ id, text }) => [id, text]));
  const doubled = lines.filter(([code, name]) =>
    ["text", "next"].some((part) =>
      new RegExp(`(?:^|[ (])\\{${name}\\}`).test(texts.get(`reasons.${code}.${part}`) ?? ""),
    ),
  );
  expect([lines.length > 20, doubled]).toEqual([true, []]);
});

test.each(["nl", "pl", "sv"] as const)(
  "%s: no English plural is left on what is inserted",
  (language) => {
    const wrong = (allCatalogues.get(language) ?? []).filter(({ text }) => /\{\w+\}s\b/.test(text));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  },
);
