/**
 * What code below the pages says in English is said in each language on a page: every such sentence
 * is found in the source itself.
 */
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { isPhrase, say } from "../../../src/http/phrases/say.ts";
import { type SourceText, textsIn } from "../../support/source-texts.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDERS = ["src/http/usecases", "src/http/oauth", "src/http/pages", "src/sync/tenant"];

/**
 * Functions that are handed a sentence for people, and at which place; keys that a sentence stands
 * at.
 */
const SPEAKING: ReadonlySet<string> = new Set([
  "refuse 2",
  "no 1",
  "at 0",
  "refine 1",
  "min 1",
  "max 1",
  "enum 1",
  "failed 2",
]);
const KEYS: ReadonlySet<string | null> = new Set(["message", "detail"]);

const isSentence = ({ text, call, place, key }: SourceText): boolean =>
  /\p{L}{2,}[,:;.]? +\p{L}+/u.test(text) && (SPEAKING.has(`${call} ${place}`) || KEYS.has(key));

test("every sentence that a use case, a schema or the tenant's object says is there in each language", () => {
  const sentences = FOLDERS.flatMap((folder) => textsIn(ROOT, folder)).filter(isSentence);
  expect(sentences.length).toBeGreaterThan(80);
  expect(
    sentences
      .filter(({ text }) => !isPhrase(text))
      .map(({ file, line, text }) => `${file}:${line} ${text}`),
  ).toEqual([]);
});

test("what varies stays as it is, and a sentence within a sentence is said as well", () => {
  expect(
    say(
      'The company "Mugs & Sons" belongs to the tenant "Two" already; "Three" can\'t have it as well, or each order would be booked twice. Nothing was stored.',
      "sv",
    ),
  ).toBe(
    'Företaget "Mugs & Sons" hör redan till butiken "Two"; "Three" kan inte också ha det, då skulle varje order bokföras två gånger. Inget sparades.',
  );
  expect(
    say(
      'The company "Demo AB" belongs to the tenant "Demo shop" already; "Three" can\'t have it as well, or each order would be booked twice. Nothing was stored.',
      "pl",
    ),
  ).toContain("„Demo AB” należy już do sklepu „Demo shop”");
  for (const language of LANGUAGES)
    expect(say("nothing that anybody has words for", language)).toBe(
      "nothing that anybody has words for",
    );
});

test("what stands between quotes is somebody's own word, also where it is a sentence or a word that is known", () => {
  expect(isPhrase("products") && isPhrase("there is no such tenant")).toBe(true);
  expect(
    say(
      'The company "stock" belongs to the tenant "products" already; "there is no such tenant" can\'t have it as well, or each order would be booked twice. Nothing was stored.',
      "nl",
    ),
  ).toMatch(/"stock".*"products".*"there is no such tenant"/);
});
