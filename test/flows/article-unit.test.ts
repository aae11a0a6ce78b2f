/** The unit of what is created is the company's usual one, never the first of an alphabet. */
import { expect, test } from "vitest";
import { articleUnit } from "../../src/flows/article-unit.ts";
import { inUnit, unitAsked } from "../../src/domain/jobs/requested-actions.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { objectSql } from "../support/object-sql.ts";
import { settings } from "./orders/kit.ts";

const KILO = { id: "00000000-0000-4000-8000-000000000001", name: "Kilogram" };
const PIECE = { id: "abcdef00-0000-4000-8000-000000000002", name: "Styck" };
const METRE = { id: "00000000-0000-4000-8000-000000000003", name: "Meter" };

const unitOf = (over: object, asked?: string, unit: string | null = null) =>
  articleUnit(
    {
      settings: settings({ orders: { newArticles: { codings: {}, unit } } }),
      lists: { ...cache.lists(objectSql()), units: [KILO, METRE, PIECE], ...over },
    },
    asked,
  );

test("a person's choice goes before the setting, and that before the unit of most articles", () => {
  const most = { articleUnit: METRE.id };
  expect([
    unitOf(most, PIECE.id.toUpperCase(), KILO.id),
    unitOf(most, "gone", KILO.id),
    unitOf(most),
    unitOf({ articleUnit: "gone" }),
  ]).toEqual([PIECE.id, KILO.id, METRE.id, PIECE.id]);
});

test.each(["Styck", "st", "Stuk", "sztuka", "szt.", "Piece"])(
  "where nothing is known of articles, %s is taken before the first of the list",
  (name) => {
    expect(unitOf({ units: [KILO, { id: "p", name }] })).toBe("p");
  },
);

test("without a unit of pieces it is the first, and without any none", () => {
  expect([unitOf({ units: [KILO, METRE] }), unitOf({ units: [] })]).toEqual([KILO.id, undefined]);
});

test("the choice is for the article of exactly this code", () => {
  const types = [inUnit("MUG", "kg"), inUnit("A:MUG", "m"), inUnit("MUG", "st")];
  expect([unitAsked(types, "MUG"), unitAsked(types, "A:MUG"), unitAsked(types, "CUP")]).toEqual([
    "st",
    "m",
    null,
  ]);
});

const article = (number: string, unitId?: string) => ({
  id: `id-${number}`,
  number,
  name: number,
  codingId: "c",
  active: true,
  stock: false,
  service: false,
  usesOss: false,
  ...(unitId === undefined ? {} : { unitId }),
});
const listed = (...all: ReturnType<typeof article>[]) =>
  Object.fromEntries(all.map((one) => [one.number, one]));

test("the unit of most articles is counted once all are read, without those that were created", () => {
  const sql = objectSql();
  const own = { codings: { "id-OWN-1": "c", "id-OWN-2": "c", "id-OWN-3": "c" } };
  cache.save(sql, { systemArticles: own as never }, 1);
  const own3 = ["OWN-1", "OWN-2", "OWN-3"].map((number) => article(number, "kg"));
  const most = [article("1", "st"), article("2", "st"), article("3", "m"), article("4")];
  cache.save(sql, { articles: listed(...own3, ...most) }, 2);
  expect(cache.lists(sql).articleUnit).toBeUndefined();
  cache.save(sql, { articlesWhole: true }, 3);
  expect(cache.lists(sql).articleUnit).toBe("st");
});
