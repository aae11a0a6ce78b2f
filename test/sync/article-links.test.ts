/**
 * One article of the ledger, one of the shop, by a person's word: in one step, and never while one
 * of them is on its way.
 */
import { beforeEach, expect, test } from "vitest";
import { NO_MEMORY } from "../../src/domain/goods/product.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import * as products from "../../src/sync/tenant/links/products.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { article } from "../flows/products/kit.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const [CAP, HAT] = ["33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"];
let sql: SqlStorage;
let context: TenantContext;

beforeEach(() => {
  sql = objectSql();
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => 5,
    wake: () => undefined,
  } as unknown as TenantContext;
  for (const [id, number, asperionId] of [
    [CAP, "CAP", 7],
    [HAT, "HAT", 8],
  ] as const)
    products.save(
      sql,
      {
        id,
        product: article({ id, number }),
        settledState: "as it is",
        memory: {
          asperionId,
          sku: number,
          fields: { name: { pushed: "a", stored: "a", tried: [] } },
        },
      },
      1,
    );
});

const known = (id: string) => {
  const answer = products.answer(sql, { ask: "known", id, group: null }, 1);
  if (answer.kind !== "known") throw new Error(answer.kind);
  return { linked: answer.known.linked, memory: answer.known.row?.memory };
};
const settled = (id: string) =>
  all<{ settled_desired: string | null }>(
    sql,
    "SELECT settled_desired FROM products WHERE id = ?",
    id,
  )[0]?.settled_desired;
const busy = (id: string): void => {
  run(
    sql,
    "INSERT INTO jobs (id, key, flow, lane, status, types, reasons, due, created_at, updated_at) VALUES ('j1', ?, 'products', 'sweep', 'running', '[]', '[]', 1, 1, 1)",
    `product:${id}`,
  );
};

test("what was known of the article in the shop is forgotten, and the next comparison lets it go again", () => {
  expect(products.linkArticle(context, "CUP", CAP)).toEqual({ ok: true });
  expect([known(CAP), settled(CAP)]).toEqual([{ linked: "CUP", memory: NO_MEMORY }, null]);
  expect([known(HAT).linked, settled(HAT)]).toEqual([null, "as it is"]);
  expect(links.page(sql, { kind: "article", target: CAP }).links).toEqual([
    { kind: "article", source: "CUP", target: CAP, by: "person", updatedAt: 5 },
  ]);
});

test("a code stands for one article and an article for one code: the newest word counts", () => {
  products.linkArticle(context, "CUP", CAP);
  products.linkArticle(context, "BEAKER", CAP);
  products.linkArticle(context, "BEAKER", HAT);
  expect(
    links.page(sql, { kind: "article" }).links.map(({ source, target }) => [source, target]),
  ).toEqual([["BEAKER", HAT]]);
  expect([known(CAP), known(HAT)]).toEqual([
    { linked: null, memory: NO_MEMORY },
    { linked: "BEAKER", memory: NO_MEMORY },
  ]);
});

test("unlinked, it is known by nothing but its number", () => {
  products.linkArticle(context, "CUP", CAP);
  products.save(
    sql,
    { id: CAP, settledState: "linked", memory: { asperionId: 9, sku: "CUP", fields: {} } },
    1,
  );
  expect(products.unlinkArticle(context, "CUP")).toEqual({ ok: true });
  expect([known(CAP), settled(CAP)]).toEqual([{ linked: null, memory: NO_MEMORY }, null]);
  expect(products.unlinkArticle(context, "CUP")).toMatchObject({ ok: false, kind: "not-found" });
});

test.each([
  [CAP, { ok: true }],
  [HAT, { ok: false, kind: "running" }],
])("nothing changes while one that it concerns is on its way (%s)", (id, unlinked) => {
  products.linkArticle(context, "CUP", HAT);
  busy(id);
  expect(products.linkArticle(context, "CUP", CAP)).toMatchObject({ ok: false, kind: "running" });
  expect([known(CAP).linked, known(HAT).linked]).toEqual([null, "CUP"]);
  expect(products.unlinkArticle(context, "CUP")).toMatchObject(unlinked);
});

test("an article that no comparison has met, and a group of variants, can't be linked", () => {
  expect(
    products.linkArticle(context, "CUP", "55555555-5555-4555-8555-555555555555"),
  ).toMatchObject({
    ok: false,
    kind: "not-found",
  });
  products.save(sql, { id: "group:SHIRT", memory: NO_MEMORY }, 1);
  expect(products.linkArticle(context, "CUP", "group:SHIRT")).toMatchObject({
    ok: false,
    kind: "not-found",
  });
});

test("an article to try rules on is the one of a number, else the one that changed last; one that is gone isn't", () => {
  expect(products.article(sql, "HAT")?.id).toBe(HAT);
  expect(products.article(sql, "hat")).toBe(null);
  products.save(sql, { id: CAP, memory: NO_MEMORY }, 9);
  expect(products.article(sql, null)?.id).toBe(CAP);
  products.save(sql, { id: CAP, settledState: "gone", gone: true }, 10);
  expect(products.article(sql, null)?.id).toBe(HAT);
  expect(products.article(sql, "CAP")).toBe(null);
});

test("a pass keeps an article as it is now, also where the shop gets nothing of what changed, and asks for no job", () => {
  const meet = (supplierNumber: string, at: number) =>
    products.answer(
      sql,
      {
        ask: "stage",
        items: [
          {
            product: article({ id: CAP, number: "CAP", supplierNumber }),
            goes: true,
            group: null,
            desired: "as it is",
          },
        ],
        pass: null,
      },
      at,
    );
  meet("S-1", 6);
  products.save(sql, { id: CAP, settledState: "as it is" }, 7);
  expect(meet("S-2", 8)).toMatchObject({ staged: { differ: [] } });
  expect(products.article(sql, "CAP")?.supplierNumber).toBe("S-2");
});
