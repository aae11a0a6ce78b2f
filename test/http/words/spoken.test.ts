/**
 * No page says a text of its own: what stands between tags or is shown from a string comes from the
 * dictionaries, where it has four languages.
 */
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleAssets } from "../../../scripts/assets/build.ts";
import { type SourceText, textsIn } from "../../support/source-texts.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** What no reader reads. */
const APART = /^src\/http\/pages\/(assets\/|frame\/use-messages\.ts)/;

/** What a browser reads and no person: names of styles, other elements, addresses. */
const FOR_BROWSERS: ReadonlySet<string> = new Set([
  "class",
  "aria-describedby",
  "charset",
  "content",
  "data-live",
  "href",
  "rel",
]);

/** Names of things that have no other, and values of programs. */
const NAMES: ReadonlySet<string> = new Set([
  "Asperion",
  "Slack",
  "Teams",
  "eAccounting",
  "Data",
  "Lax",
  "Strict",
  "Open",
  "Paid",
  "Refunded",
  // Browsers and systems.
  "Edge",
  "Opera",
  "Samsung Internet",
  "Vivaldi",
  "Firefox",
  "Chrome",
  "Safari",
  "Android",
  "Windows",
  "Linux",
]);

/** Headers and the like: a program's words. */
const PROGRAMS =
  /^(text\/\w+; charset=utf-8|public, max-age=.*|<!doctype html>.*|findAll button|input delay:\d+ms)$/;

const reads = ({ kind, text, attribute }: SourceText): boolean => {
  if (kind === "jsx") return /\p{L}{2}/u.test(text);
  if (attribute !== null && FOR_BROWSERS.has(attribute)) return false;
  return /\p{L}{2,}[,:;.]? +\p{L}+/u.test(text) || /^\p{Lu}\p{Ll}+$/u.test(text);
};

test("every text of a page stands in a dictionary", () => {
  const own = textsIn(ROOT, "src/http/pages").filter(
    (one) =>
      !APART.test(one.file) && reads(one) && !NAMES.has(one.text) && !PROGRAMS.test(one.text),
  );
  expect(own.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});

test("no style says anything", () => {
  const { text } = bundleAssets().style;
  const styles = [...text.matchAll(/content:\s*"([^"]*)"/g)].map(([, said = ""]) => said);
  expect(styles).not.toEqual([]);
  expect(styles.filter((said) => /\p{L}{2}/u.test(said))).toEqual([]);
});

test("a text is found wherever it can stand", () => {
  const found = textsIn(import.meta.dirname, "../../support/spoken-example")
    .filter(reads)
    .map(({ text }) => text);
  expect(found).toEqual([
    "As an attribute",
    "Between tags",
    "With {0} in it",
    "Chosen",
    "or this one",
    "Given to a part",
    "Behind a key",
  ]);
});
