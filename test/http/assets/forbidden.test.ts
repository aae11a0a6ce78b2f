/**
 * Pages use of htmx only what the content security policy allows: nothing that is compiled from an
 * attribute's text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  "hx-on": /\bhx-on\b/,
  "js:": /["'`{]\s*(?:js|javascript):/,
  "a trigger's filter": /\bhx-trigger\S*=[^>\n]*\[/,
  "an inline handler":
    /\son(?:click|change|submit|input|load|error|focus|blur|toggle|key\w+|mouse\w+|pointer\w+)=/,
  "an inline style": /\sstyle=["'{]/,
};

const forbiddenIn = (text: string): readonly string[] =>
  Object.entries(FORBIDDEN).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

test("no page has code in an attribute", () => {
  const files = readdirSync(join(ROOT, "src/http"), { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.(tsx?|js)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((name) =>
    forbiddenIn(readFileSync(join(ROOT, "src/http", name), "utf8")).map(
      (what) => `${name}: ${what}`,
    ),
  );
  expect(found).toEqual([]);
});

test("each kind of code in an attribute is seen", () => {
  for (const [text, what] of [
    ['<p hx-on:click="x()">', "hx-on"],
    ['<p hx-on="click -> x()">', "hx-on"],
    ['<p hx-vals="js:{a: 1}">', "js:"],
    ["<p hx-confirm={`javascript:x()`}>", "js:"],
    ['<p hx-trigger="click[ctrlKey]">', "a trigger's filter"],
    ['<p hx-trigger:inherited="every 1s [x]">', "a trigger's filter"],
    ['<p onclick="x()">', "an inline handler"],
    ["<p style={{ color: 1 }}>", "an inline style"],
  ] as const)
    expect([text, forbiddenIn(text)]).toEqual([text, [what]]);
});
