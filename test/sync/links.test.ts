/**
 * Links of customers: what is taken off is gone at once, here and in what D1 is told; what isn't
 * there is said.
 */
import { beforeEach, expect, test } from "vitest";
import type { LedgerCustomer } from "../../src/domain/ledger/ledger.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import { pending } from "../../src/sync/tenant/storage/outbox.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
  for (const [source, target] of [
    ["77", "c-1"],
    ["770", "c-2"],
  ] as const)
    links.save(
      sql,
      {
        kind: "customer",
        source,
        target,
        by: "person",
        data: { customer: { id: target }, fingerprint: "f" },
      },
      1,
    );
});

const told = (): readonly unknown[] => pending(sql, 100);

test("a debtor's customer is looked for anew once its link is off, and no other's", () => {
  expect(links.remove(sql, "customer", "77", 2)).toBe(true);
  expect([links.customer(sql, "77"), links.customer(sql, "770")]).toEqual([
    null,
    { customer: { id: "c-2" }, fingerprint: "f", byPerson: true },
  ]);
  expect(links.page(sql, {}).links.map(({ source }) => source)).toEqual(["770"]);
  expect(told().at(-1)).toMatchObject({
    table: "links",
    deleted: { kind: "customer", source: "77", at: 2 },
  });
});

test("a person's choice is told from what the engine linked or is to look at again", () => {
  const id = "c-3";
  const customer: LedgerCustomer = {
    id,
    number: null,
    kind: "private",
    country: null,
    vatNumber: "SE1",
    termsOfPaymentId: null,
  };
  const by = (): unknown => links.page(sql, { source: "7" }).links.map((one) => one.by);
  links.saveCustomer(sql, "7", { customer, fingerprint: "", byPerson: true }, 1);
  expect([by(), links.customer(sql, "7")?.byPerson]).toEqual([["person"], true]);
  links.saveCustomer(sql, "7", { customer, fingerprint: "", byPerson: false }, 2);
  expect([by(), links.customer(sql, "7")]).toEqual([
    ["engine"],
    { customer: { ...customer, vatNumber: null }, fingerprint: "" },
  ]);
});

test("what isn't linked can't be taken off, and D1 hears nothing of it", () => {
  const before = told().length;
  expect([
    links.remove(sql, "customer", "7", 2),
    links.remove(sql, "article", "77", 2),
    told().length,
  ]).toEqual([false, false, before]);
});
