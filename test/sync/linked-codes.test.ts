/** Articles of an order's lines and of stock, where a person linked them to other codes. */
import { beforeEach, expect, test } from "vitest";
import type { LedgerArticle } from "../../src/domain/ledger/ledger.ts";
import { underCodes } from "../../src/flows/stock/sold.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import * as products from "../../src/sync/tenant/links/products.ts";
import { resolvedOf } from "../../src/sync/tenant/links/resolved.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { article } from "../flows/products/kit.ts";
import { objectSql } from "../support/object-sql.ts";

const [CAP, HAT] = ["33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"];
let sql: SqlStorage;

const remembered = (id: string, number: string) =>
  cache.save(sql, { articles: { [number]: { id, number } as LedgerArticle } }, 1);
const met = (id: string, number: string, sku: string | null): void =>
  products.save(
    sql,
    {
      id,
      product: article({ id, number }),
      settledState: "as it is",
      memory: { asperionId: 7, sku, fields: {} },
    },
    1,
  );
const link = (source: string, target: string): void =>
  links.save(sql, { kind: "article", source, target, by: "person", data: {} }, 1);
const resolved = (skus: readonly string[], codes: readonly string[] | "all" = skus) => {
  const { articles, linked } = resolvedOf(sql, { linkSource: null, skus, codes });
  return {
    articles: Object.fromEntries(Object.entries(articles).map(([sku, one]) => [sku, one.id])),
    linked: linked ?? {},
  };
};

beforeEach(() => {
  sql = objectSql();
  for (const [id, number] of [
    [CAP, "CAP"],
    [HAT, "HAT"],
  ] as const) {
    remembered(id, number);
    met(id, number, number);
  }
});

test("without a link a code is the article of its number", () => {
  expect(resolved(["CAP", "X"])).toEqual({ articles: { CAP }, linked: {} });
});

test("a linked code is its article alone, never the one of its number", () => {
  link("HAT", CAP);
  met(CAP, "CAP", "HAT");
  expect(resolved(["HAT"])).toEqual({ articles: { HAT: CAP }, linked: { HAT: CAP } });
  // A look-up that leads to HAT means the ledger's number.
  expect(resolved(["HAT"], [])).toEqual({ articles: { HAT }, linked: {} });
  links.remove(sql, "article", "HAT", 1);
  met(CAP, "CAP", "CAP");
  expect(resolved(["HAT"])).toEqual({ articles: { HAT }, linked: {} });
});

test("the code that it has in the shop by now counts as well as the one that was named", () => {
  link("OLD", CAP);
  met(CAP, "CAP", "NEW");
  expect(resolved(["OLD", "NEW"]).articles).toEqual({ OLD: CAP, NEW: CAP });
  expect(resolved([], "all").linked).toEqual({ NEW: CAP });
});

test("one whose number is another's by now is asked for by its id", () => {
  link("X", CAP);
  met(CAP, "CAP", "X");
  remembered(HAT, "CAP");
  expect(resolved(["X"])).toEqual({ articles: {}, linked: { X: CAP } });
});

test("stock goes by the linked code, and what has that number stands for nothing", () => {
  const of = (id: string, number: string) => ({ id, number }) as never;
  expect(
    underCodes([of(CAP.toUpperCase(), "CAP"), of(HAT, "HAT"), of("t", "TEE")], { HAT: CAP }),
  ).toEqual([of(CAP.toUpperCase(), "HAT"), of("t", "TEE")]);
});

test("a number that the ledger gave up leads to its old article no more", () => {
  const stage = (id: string, number: string) => {
    const item = { product: article({ id, number }), goes: true, group: null, desired: number };
    products.answer(sql, { ask: "stage", items: [item], pass: 2 }, 2);
  };
  stage(CAP, "GREEN-1");
  expect(resolved(["CAP", "HAT"]).articles).toEqual({ HAT });
  // Another article has that number by now: it stays.
  stage(HAT, "HAT-2");
  remembered(CAP, "HAT");
  stage(HAT, "HAT-3");
  expect(resolved(["HAT"]).articles).toEqual({ HAT: CAP });
  cache.save(sql, { articlesGone: ["HAT"] }, 3);
  expect(resolved(["HAT"]).articles).toEqual({});
});
