/**
 * Links of customers: what is taken off is gone at once, here and in what D1 is told; what isn't
 * there is said.
 */
import { beforeEach, describe, expect, test } from "vitest";
import type { CustomerTax, LedgerCustomer } from "../../src/domain/ledger/ledger.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import { pending } from "../../src/sync/tenant/storage/outbox.ts";
import { all, type Value } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";
import { NOTHING } from "./one-transaction/worlds.ts";

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

describe("a customer that several buyers are linked to", () => {
  const TAX: CustomerTax = {
    currency: "SEK",
    vatCountry: null,
    byDelivery: false,
    forceVat: false,
    northernIreland: false,
    reverseConstruction: false,
  };
  const shown = (country: string | null, tax: Partial<CustomerTax> = {}): LedgerCustomer => ({
    id: "shared",
    number: "AS5",
    kind: "private",
    country,
    vatNumber: null,
    termsOfPaymentId: null,
    tax: { ...TAX, ...tax },
  });
  const settled = (customer: LedgerCustomer, written = false): void =>
    claims.storeUpdates(
      sql,
      {
        ...NOTHING,
        links: [
          {
            source: "6",
            link: { customer, fingerprint: "six" },
            owned: null,
            ...(written ? { written: true as const } : {}),
          },
        ],
      },
      jobs.create(sql, { key: "order:1", flow: "orders", lane: "live", type: "t", due: 0, now: 0 }),
      3,
    );
  const known = (source: string) => {
    const link = links.customer(sql, source);
    return [link?.fingerprint, link?.customer.country, link?.customer.tax?.vatCountry];
  };

  beforeEach(() => {
    for (const source of ["5", "6", "guest:AS1"])
      links.saveCustomer(sql, source, { customer: shown("SE"), fingerprint: source }, 1);
    links.saveCustomer(sql, "7", { customer: { ...shown("SE"), id: "own" }, fingerprint: "7" }, 1);
  });

  test("keeps what was said of each at its last push, however often it is written for another", () => {
    for (let n = 0; n < 2; n += 1) settled(shown("SE"), true);
    const kept = ["6", "5"].map((source) => links.customer(sql, source)?.before);
    expect(kept).toEqual([undefined, "5"]);
  });

  test("is looked at again for the others once it was written for one, and for nobody else", () => {
    settled(shown("SE"), true);
    expect(["6", "5", "guest:AS1", "7"].map(known)).toEqual([
      ["six", "SE", null],
      ["", "SE", null],
      ["", "SE", null],
      ["7", "SE", null],
    ]);
  });

  test("stays known to the others where it was read and is as it was: nothing is written", () => {
    const before = links.customer(sql, "5");
    settled(shown("SE"));
    expect(["6", "5"].map(known)).toEqual([
      ["six", "SE", null],
      ["5", "SE", null],
    ]);
    expect(links.customer(sql, "5")).toEqual(before);
  });

  test.each([
    ["country", shown("DK"), ["", "DK", null]],
    ["VAT number's country", shown("SE", { vatCountry: "NL" }), ["", "SE", "NL"]],
  ])("is seen to be another by its %s: the others know that, too", (_, seen, expected) => {
    settled(seen);
    expect(known("5")).toEqual(expected);
  });

  test("is known to all of them once a run has seen it on its own", () => {
    const job = jobs.create(sql, {
      key: "order:1",
      flow: "orders",
      lane: "live",
      type: "t",
      due: 0,
      now: 0,
    });
    claims.storeUpdates(sql, { ...NOTHING, customers: [shown("DK")] }, job, 3);
    expect(["5", "6", "7"].map(known)).toEqual([
      ["", "DK", null],
      ["", "DK", null],
      ["7", "SE", null],
    ]);
  });

  test("gives an erased link nothing back", () => {
    const { number: _, ...erased } = shown(null);
    const bare = { customer: { ...erased, number: null }, fingerprint: "" };
    links.saveCustomer(sql, "5", bare, 2);
    settled(shown("DK"), true);
    expect(links.customer(sql, "5")).toEqual(bare);
  });

  test("is found by an index, and told of in one statement", () => {
    const seen: string[] = [];
    const watched = {
      exec: (query: string, ...binds: Value[]) => {
        seen.push(
          ...all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, ...binds).map(
            ({ detail }) => detail,
          ),
        );
        return sql.exec(query, ...binds);
      },
    } as unknown as SqlStorage;
    links.updateOtherLinks(watched, "6", shown("DK"), true);
    expect(seen).toEqual([expect.stringContaining("links_target")]);
  });
});
