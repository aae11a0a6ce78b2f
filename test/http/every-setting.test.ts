/**
 * Whatever can be set has its place on a page: a field of the catalogue, or a part of a page that
 * is made for it.
 */
import { expect, test } from "vitest";
import { FIELDS } from "../../src/http/pages/settings/catalogue.ts";
import { formOf } from "../../src/http/pages/form.ts";
import { inputOf, write } from "../../src/http/pages/settings/values.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { LOOKUPS } from "../../src/http/pages/settings/look-ups.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { messagesOf } from "../../src/messages/index.ts";

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
    "stock.margin",
    "stock.percentage",
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

test("never is taken in each language's own word, and shown so on the page", () => {
  const interval = FIELDS.filter(({ kind }) => kind === "interval");
  expect(interval.length).toBeGreaterThan(3);
  for (const word of ["never", "nooit", "nigdy", "aldrig", "Aldrig", " never "])
    expect([
      word,
      inputOf(settingsSchema.parse({}), formOf({ "schedules.orders": [word] }), interval),
    ]).toEqual([word, withOne("schedules.orders", "never")]);
  expect(
    settingsSchema.safeParse(
      inputOf(settingsSchema.parse({}), formOf({ "schedules.orders": ["jamais"] }), interval),
    ).success,
  ).toBe(false);
  for (const language of LANGUAGES) {
    const { t } = messagesOf(language);
    expect([
      language,
      new RegExp(`[“"„”]${t("settings.never")}[”"]`).test(t("fields.schedules.orders.hint")),
      t("fields.schedules.orders.wrong").includes(t("settings.never")),
    ]).toEqual([language, true, true]);
  }
});
