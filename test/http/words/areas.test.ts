/**
 * Every text of the pages in every language: there, said in that language, and made of the same
 * things.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES, type Language } from "../../../src/domain/language.ts";
import { textsOf } from "./texts.ts";

const FOLDER = join(import.meta.dirname, "../../../src/http/words");
const names = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const areas = await Promise.all(
  names.map(async (name) => {
    const module = (await import(join(FOLDER, name, "index.ts"))) as Record<
      string,
      Record<Language, object>
    >;
    const [words, ...rest] = Object.values(module);
    expect(rest, name).toEqual([]);
    const said = (language: Language): ReadonlyMap<string, string> => textsOf(words?.[language]);
    return {
      name,
      texts: { en: said("en"), nl: said("nl"), pl: said("pl"), sv: said("sv") } satisfies Record<
        Language,
        unknown
      >,
    };
  }),
);

/** Alike in several languages, and rightly so. */
const ALIKE =
  /^(status|administration|orders?|import|export|plan|mapping|normal|start|land|markering|marker|information|e-mail|sku|ean|vat|moms|btw|a|–|json|csv|api)$/i;

test("there are areas, and each has its texts", () => {
  expect(areas.length).toBeGreaterThan(2);
  for (const { name, texts } of areas) expect(texts.en.size, name).toBeGreaterThan(0);
});

test.each(LANGUAGES)("no text is missing, empty or left unmade in %s", (language) => {
  for (const { name, texts } of areas) {
    expect([...texts[language].keys()], name).toEqual([...texts.en.keys()]);
    for (const [key, text] of texts[language]) {
      expect(text.trim(), `${name}.${key}`).not.toBe("");
      expect(text, `${name}.${key}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|TODO/);
    }
  }
});

test.each(LANGUAGES.filter((language) => language !== "en"))(
  "no sentence is English in %s",
  (language) => {
    const same = areas.flatMap(({ name, texts }) =>
      [...texts[language]]
        .filter(
          ([key, text]) =>
            text === texts.en.get(key) && !ALIKE.test(text) && /[a-z]{3}.*\s.*[a-z]{3}/i.test(text),
        )
        .map(([key]) => `${name}.${key}`),
    );
    expect(same).toEqual([]);
  },
);

test.each(LANGUAGES)(
  "what stands in a text is said in %s, whatever its place in the sentence",
  (language) => {
    for (const { name, texts } of areas)
      for (const [key, english] of texts.en) {
        const said = (text: string): readonly string[] =>
          [...new Set([...text.matchAll(/‹\d›/g)].map(([mark]) => mark))].toSorted();
        expect(said(texts[language].get(key) ?? ""), `${name}.${key}`).toEqual(said(english));
      }
  },
);
