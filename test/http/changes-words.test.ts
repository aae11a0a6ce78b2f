/** Recorded changes as people read them: every action in the code has its words, and what is no word of ours stays. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { formatOf } from "../../src/http/pages/format.ts";
import { actionText, actorText, valueText } from "../../src/http/pages/people/change-words.ts";
import { ACTIONS } from "../../src/http/words/changes/en.ts";
import { CHANGES } from "../../src/http/words/changes/index.ts";
import { TENANT } from "../../src/http/words/tenant/index.ts";

const SRC = join(import.meta.dirname, "../../src");
const textsIn = (language: (typeof LANGUAGES)[number]) => ({ t: CHANGES[language], flows: TENANT[language].flows.names, format: formatOf(language) });

test("every action that is recorded has its words, and each word its action", () => {
  const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path)).map((path) => readFileSync(join(SRC, path), "utf8"));
  const recorded = sources.filter((text) => /writeAudit|auditRow|AuditEntry|updateTenant|insertTenant|updateUser|insertUser/.test(text)).flatMap((text) => [...text.matchAll(/\baction: "([^"]+)"/g)].map(([, action]) => action));
  expect([...new Set(recorded)].toSorted()).toEqual([...ACTIONS].toSorted());
});

test.each(LANGUAGES)("no code is left of actions and of who did them in %s", (language) => {
  const texts = textsIn(language);
  for (const action of ACTIONS) expect(actionText(texts, action)).not.toBe(action);
  expect(actorText(texts, "admin-token")).not.toBe("admin-token");
});

test.each([
  ["version 12", "versie 12"], ["administration 123", "administratie 123"], ["the last 5 orders", "de laatste 5 orders"], ["paused: stocktaking", "stopgezet: stocktaking"],
  ["products", "Producten"], ["eaccounting b64f", "eAccounting b64f"], ["2026-01-19 to 2026-01-31, dry run", "19 jan 2026 t/m 31 jan 2026, proefrun"], ["2026-01-19 2026-01-31", "19 jan 2026 t/m 31 jan 2026"],
  ["whs_6BtD6b4iUdAf", "whs_6BtD6b4iUdAf"], ["anna@example.com, all tenants", "anna@example.com, all tenants"], [null, ""],
] as const)("the value %s is read as %s in Dutch", (value, said) => {
  expect(valueText(textsIn("nl"), value)).toBe(said);
});

test("an action, an actor or a value of a newer release stays as it is", () => {
  const texts = textsIn("sv");
  expect([actionText(texts, "something.new"), actorText(texts, "anna@example.com"), valueText(texts, "constructor")]).toEqual(["something.new", "anna@example.com", "constructor"]);
});
