/**
 * What code below the pages says in English is said in each language on a page: every such sentence
 * is found in the source itself.
 */
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { EXPRESSIONS } from "../../../src/http/phrases/expressions/index.ts";
import { isPhrase, say } from "../../../src/http/phrases/say.ts";
import { check } from "../../../src/mapping/expressions/index.ts";
import { SOURCES } from "../../../src/mapping/rules/sources.ts";
import { type SourceText, textsIn } from "../../support/source-texts.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDERS = [
  "src/mapping",
  "src/http/usecases",
  "src/http/oauth",
  "src/http/pages",
  "src/sync/tenant",
];

/**
 * Functions that are handed a sentence for people, and at which place; keys that a sentence stands
 * at.
 */
const SPEAKING: ReadonlySet<string> = new Set([
  "refuse 2",
  "fault 1",
  "fault 2",
  "no 1",
  "add 1",
  "Stop 1",
  "Unavailable 0",
  "whole 1",
  "about 1",
  "line 1",
  "place 0",
  "guid 0",
  "at 0",
  "refine 1",
  "regex 1",
  "min 1",
  "max 1",
  "enum 1",
  "failed 2",
]);
const KEYS: ReadonlySet<string | null> = new Set(["message", "wrong", "about", "detail"]);

const isSentence = ({ text, call, place, key }: SourceText): boolean =>
  /\p{L}{2,}[,:;.]? +\p{L}+/u.test(text) && (SPEAKING.has(`${call} ${place}`) || KEYS.has(key));

test("every sentence that a use case, a schema, an expression or the tenant's object says is there in each language", () => {
  const sentences = FOLDERS.flatMap((folder) => textsIn(ROOT, folder)).filter(isSentence);
  expect(sentences.length).toBeGreaterThan(200);
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
  expect(say("Here a number is needed; this is text. Write number(…) around it.", "nl")).toBe(
    "Hier is een getal nodig; dit is tekst. Zet er number(…) omheen.",
  );
  expect(say("a list of a number", "pl")).toBe("lista: liczba");
  expect(say("There is no field “total” in the order. (line 1, column 7)", "sv")).toBe(
    "Det finns inget fält ”total” i order. (rad 1, kolumn 7)",
  );
  expect(say("Here “)” is expected, not “,”. (line 2, column 3)", "pl")).toBe(
    "Tu oczekiwano: „)”, a jest: „,”. (wiersz 2, kolumna 3)",
  );
  expect(
    say(
      'The company "Demo AB" belongs to the tenant "Demo shop" already; "Three" can\'t have it as well, or each order would be booked twice. Nothing was stored.',
      "pl",
    ),
  ).toContain("„Demo AB” należy już do sklepu „Demo shop”");
  expect(say("Here text is needed; this is a whole address.", "sv")).toContain("en hel adress");
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
  expect(say('"products": no such day', "sv")).toContain('"products"');
  expect(say("There is no field “stock” in the order. (line 1, column 7)", "sv")).toContain(
    "”stock”",
  );
  const keeper = (name: string) =>
    `tenant "${name}" (t-1) keeps the stock of administration 7 already: two would write over each other's figures. Switch it off there first`;
  expect([say(keeper("products"), "nl").includes('"products"'), say(keeper("x"), "nl")]).toEqual([
    true,
    expect.stringContaining("voorraad"),
  ]);
});

test("faults of real expressions are said whole, without a rest in English", () => {
  const wrong = [
    "order.nmber",
    "order.number + 1",
    "frist(order.lines)",
    "order.comments",
    "cut(order.number)",
    "order.gross + ",
    "order.date + 1",
    "order.lines.name",
    'lookup("none", "x")',
    'matches(order.currency, "^a.*")',
    "",
    "order.lines == 3",
    "[]",
    "{1: 2}",
    "order.gross > order.currency",
  ];
  const english = new Set([
    "Write",
    "There",
    "Here",
    "The",
    "This",
    "needed",
    "may",
    "the",
    "expected",
    "Did",
    "you",
    "Say",
    "number",
    "characters",
  ]);
  for (const language of LANGUAGES.filter((one) => one !== "en"))
    for (const expression of wrong) {
      const checked = check(expression, {
        name: "x",
        fields: SOURCES["orders.head"],
        target: { kind: "text", max: 50, required: true },
        tables: { table: {} },
      });
      expect(checked.ok, expression).toBe(false);
      for (const { text } of checked.ok ? [] : checked.error) {
        const said = say(text, language);
        expect(said, text).not.toBe(text);
        const rest = said
          .replaceAll(/[“„”"].*?[”"]|\w+\([^)]*\)|\w+\.\w+/g, "")
          .split(/[^\p{L}]+/u)
          .filter((word) => english.has(word));
        expect(rest, `${expression}: ${said}`).toEqual([]);
      }
    }
});

test("a hole in one language is a hole in the others", () => {
  for (const phrases of Object.values(EXPRESSIONS))
    for (const [english, said] of Object.entries(phrases))
      expect([...said.matchAll(/\{\d\}/g)].map(([hole]) => hole).toSorted()).toEqual(
        [...english.matchAll(/\{\d\}/g)].map(([hole]) => hole).toSorted(),
      );
});
