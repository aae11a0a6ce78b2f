/** The page of look-ups names every look-up that the settings have, and its keys are keys. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keyFault, parseKey } from "../../src/settings/lookups/lookup-key.ts";
import { orderLookups } from "../../src/settings/lookups/order-lookups.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { everyOf } from "../support/every-of.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/lookups.md"), "utf8");
const cell = (line: string, at: number): readonly string[] =>
  [...(line.split("|")[at] ?? "").matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
const rows = page.split("\n").filter((line) => line.startsWith("| `"));

/** Those whose name ends in "Account" are the vouchers' own, and told of on their page. */
test("every look-up of the settings has its row", () => {
  const named = rows.flatMap((line) => cell(line, 1));
  const wanted = Object.keys(defaultSettings().lookups).filter((name) => !name.endsWith("Account"));
  expect(wanted.filter((name) => !named.includes(name))).toEqual([]);
  expect(everyOf(Object.keys(orderLookups), (name) => named.includes(name))).toBe(true);
});

test("every key that it shows is one", () => {
  const keys = rows
    .flatMap((line) => cell(line, 1))
    .filter((word) => /[@/\d]|^(NL|EU|WORLD)$/.test(word) && !/^[a-z]/.test(word));
  expect(keys.length).toBeGreaterThanOrEqual(9);
  expect(keys.flatMap((key) => keyFault(key) ?? [])).toEqual([]);
  expect(parseKey("30@NL/private")).toEqual({
    value: "30",
    country: "NL",
    kind: "private",
    from: null,
    until: null,
  });
});
