/**
 * Whatever can be set has its place on a page: a field of the catalogue, or a part of a page that
 * is made for it.
 */
import { expect, test } from "vitest";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { formOf } from "../../src/http/pages/forms/form.ts";
import { inputOf, valuesOf, write } from "../../src/http/pages/settings/fields/values.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { settingsSchema } from "../../src/settings/schema.ts";

/** What has a part of a page of its own, and where. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "orders.defaultDebtor": "two fields that are one setting",
  "orders.typeRules": "rows of rules on the page of the document",
  "products.fields": "a table of rules on the page of products",
  "products.variants": "a section on the page of products",
  mapping: "the page of the mapping",
  setup: "the steps of the set-up",
};

/** Paths of all settings, down to what isn't made of parts. */
function paths(value: unknown, at = ""): readonly string[] {
  if (
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  )
    return [at];
  return Object.entries(value).flatMap(([name, part]) =>
    paths(part, at === "" ? name : `${at}.${name}`),
  );
}

const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`);

test("every setting can be set on a page", () => {
  const places = [
    ...FIELDS.map(({ path }) => path),
    ...LOOKUPS.map(({ name }) => `lookups.${name}`),
    ...Object.keys(ELSEWHERE),
  ];
  const all = paths(settingsSchema.parse({}));
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((path) => !places.some((place) => isWithin(path, place)))).toEqual([]);
  // And no part is named here that isn't there any more.
  expect(
    Object.keys(ELSEWHERE).filter((place) => !all.some((path) => isWithin(path, place))),
  ).toEqual([]);
});

/** The settings with this in one place. */
const withOne = (path: string, value: unknown): object =>
  write(settingsSchema.parse({}), path, value);

test("every decimal of a page is taken with a comma as with a point, and what is none is refused", () => {
  const takes = (path: string, value: unknown): boolean =>
    settingsSchema.safeParse(withOne(path, value)).success;
  const decimals = FIELDS.filter(
    ({ path }) => takes(path, "1.50") && !takes(path, "1.5x") && !takes(path, "abc"),
  );
  expect(decimals.map(({ path }) => path)).toEqual([
    "orders.tolerance",
    "orders.approval.grossFrom",
    "stock.margin",
    "stock.percentage",
    "payouts.roundingLimit",
  ]);
  for (const field of decimals) {
    const typed = (text: string): unknown =>
      inputOf(settingsSchema.parse({}), formOf({ [field.path]: [text] }), [field]);
    for (const text of ["1,50", "1.50", " 1,50 "])
      expect([field.path, text, settingsSchema.safeParse(typed(text)).success]).toEqual([
        field.path,
        text,
        true,
      ]);
    for (const text of ["1,5,0", "1,50 kr", "-1,50", ","])
      expect([field.path, text, settingsSchema.safeParse(typed(text)).success]).toEqual([
        field.path,
        text,
        false,
      ]);
    expect(typed("1,50")).toEqual(withOne(field.path, "1.50"));
  }
});

test("a schedule is switched off by a box, and by no typed word", () => {
  const interval = FIELDS.filter(({ kind }) => kind === "interval");
  expect(interval.length).toBeGreaterThan(3);
  const saved = settingsSchema.parse({});
  const typed = (form: Readonly<Record<string, readonly string[]>>) =>
    inputOf(saved, formOf(form), interval);
  const path = "schedules.orders";
  expect(typed({ [path]: [""], [`${path}.manual`]: ["on"] })).toEqual(withOne(path, "never"));
  // The box says more than what was left in the field.
  expect(typed({ [path]: ["30"], [`${path}.manual`]: ["on"] })).toEqual(withOne(path, "never"));
  expect(typed({ [path]: ["30"] })).toEqual(withOne(path, 30));
  for (const word of ["never", "nooit", "nigdy", "aldrig"])
    expect([word, settingsSchema.safeParse(typed({ [path]: [word] })).success]).toEqual([
      word,
      false,
    ]);
  const never = settingsSchema.parse(withOne(path, "never"));
  const shown = valuesOf(never);
  expect([shown.get(path), shown.get(`${path}.manual`)]).toEqual([[""], ["on"]]);
  expect(inputOf(never, shown, interval)).toEqual(never);
});
