/** Keys of look-ups as columns of a form, there and back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SALE_NAMES } from "../../src/domain/reasons/words.ts";
import {
  type KeyShape,
  columnsOf,
  keyOf,
  keyTyped,
  type KeyColumns,
} from "../../src/settings/lookups/table-cells.ts";
import { LOOKUPS, lookupNamed } from "../../src/settings/lookups/lookup-lists.ts";
import {
  lookupForm,
  lookupTyped,
  tableFaults,
} from "../../src/http/pages/settings/lookups/lookup-values.ts";
import { parseKey } from "../../src/settings/lookups/lookup-key.ts";

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const country = fc.constantFrom("SE", "NL", "FI", "EU", "WORLD");
const asked: fc.Arbitrary<KeyShape> = fc.record({
  byCountry: fc.boolean(),
  withSale: fc.boolean(),
});
const code = fc.constantFrom("H", "25%", "25.5%", "SHIRT-1", "30 days", "a/b", "ä@ö", "12 from us");

const columns = (of: KeyShape): fc.Arbitrary<KeyColumns> =>
  fc.record({
    code: of.byCountry ? fc.constant("") : fc.oneof(fc.constant(""), code),
    country: fc.oneof(fc.constant(""), country),
    kind: fc.constantFrom("", "company", "private"),
    sale: of.withSale ? fc.constantFrom("", ...SALE_NAMES) : fc.constant(""),
    from: fc.oneof(fc.constant(""), day),
    until: fc.oneof(fc.constant(""), day),
  });

test("what is typed into the columns is what the key shows again", () => {
  fc.assert(
    fc.property(
      asked.chain((of) => fc.tuple(fc.constant(of), columns(of))),
      ([of, typed]) => {
        expect(columnsOf(keyOf(typed, of), of)).toEqual(typed);
      },
    ),
  );
});

test("any key means the same after its columns were written again, and stays as it was if nobody changed it", () => {
  const part = fc.oneof(
    fc.string({ maxLength: 8 }),
    country.map((one) => `@${one}`),
    fc.constantFrom("/company", "/private", "/oss", "/export", "@", "/", " from ", " until "),
    day.map((one) => ` from ${one}`),
    day.map((one) => ` until ${one}`),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), asked, (parts, of) => {
      const key = parts.join("");
      const shown = columnsOf(key, of);
      expect(keyTyped(shown, key, of)).toBe(key);
      const again = keyOf(shown, of);
      const meant = (text: string) => {
        const { value, country: at, ...rest } = parseKey(text, of.withSale);
        // Asked by country, `NL` and `@NL` are two ways to write the same.
        return of.byCountry && (value === null || at === null)
          ? { place: value ?? at, ...rest }
          : { value, country: at, ...rest };
      };
      expect(meant(again)).toEqual(meant(key));
    }),
    { numRuns: 2000 },
  );
});

test("what changed in one column changes the key in that place alone", () => {
  const of = { byCountry: false, withSale: true };
  const was = "25%@NL/private/oss from 2024-01-01";
  expect(keyTyped({ ...columnsOf(was, of), country: "FI" }, was, of)).toBe(
    "25%@FI/oss/private from 2024-01-01",
  );
  expect(keyTyped({ ...columnsOf(was, of), from: "" }, was, of)).toBe("25%@NL/oss/private");
});

const terms = lookupNamed("termsOfPayment") ?? LOOKUPS[0];
const row = (country: string) =>
  lookupTyped(
    terms,
    new Map(
      Object.entries({ from: "5", country, to: "a" }).map(([name, value]) => [
        `lookups.${terms.name}.${name}`,
        [value],
      ]),
    ),
    lookupForm(terms, { table: {} }, {}, new Map()),
  );

test("a country that is none is refused as it was typed, and never a part of the code", () => {
  expect(tableFaults(row("swe"))).toEqual([{ kind: "country", country: "SWE" }]);
  expect(row("swe").other[0]?.typed?.code).toBe("5");
  for (const right of ["se", "EU", "world", ""]) expect(tableFaults(row(right))).toEqual([]);
});
