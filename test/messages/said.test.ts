/** Every text in every language: said in that language, and none left half made. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { allCatalogues as catalogues } from "../support/catalogues.ts";

/** Alike in several languages, and rightly so. */
const ALIKE =
  /^(\{count, plural, one \{# item\} other \{# items\}\}|status|administration|orders?|import|export|plan|mapping|normal|start|land|markering|marker|information|e-mail|sku|ean|vat|moms|btw|a|–|json|csv|api)$/i;

/** Messages that name the expressions' own word. */
const NAMES_NULL: ReadonlySet<string> = new Set([
  "expressions.onlyPlain",
  "expressions.tokens.null",
]);

/** Without what is put in. */
const ownWords = (text: string): string => text.replaceAll(/\{\w+(, number, \w+)?\}/g, "–");

test.each(LANGUAGES)("no text is left unmade in %s", (language) => {
  for (const { id, text } of catalogues.get(language) ?? [])
    if (!NAMES_NULL.has(id)) expect(text, id).not.toMatch(/undefined|\bnull\b|NaN|\[object|TODO/);
});

test.each(LANGUAGES.filter((language) => language !== "en"))(
  "no sentence is English in %s",
  (language) => {
    const same = (catalogues.get(language) ?? []).filter(
      ({ text, english }) =>
        text === english && !ALIKE.test(text) && /[a-z]{3}.*\s.*[a-z]{3}/i.test(ownWords(text)),
    );
    expect(same.map(({ id }) => id)).toEqual([]);
  },
);
