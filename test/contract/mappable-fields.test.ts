/**
 * Every field of the vendor's specification that can be written is a target of rules, or stands
 * among those that are never one, with what does fill it. `eaccounting-writable.json`: the writable
 * properties of the OpenAPI document of 17 February 2026, with type, format and length.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { INVOICE_HEAD } from "../../src/domain/ledger/mapped.ts";
import { NEVER, neverMapped } from "../../src/settings/rules/never-mapped.ts";
import { type Part, PARTS, targetNamed, TARGETS } from "../../src/settings/rules/targets.ts";

const WRITABLE = JSON.parse(
  readFileSync("test/contract/eaccounting-writable.json").toString(),
) as Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The parts of rules, and what the vendor calls them. A part of two takes the narrower limit. */
const SCHEMAS = {
  "orders.head": ["OrderApi", "CustomerInvoiceDraftApi"],
  "orders.rows": ["OrderRowApi", "CustomerInvoiceDraftRowApi"],
  "vouchers.head": ["VoucherApi"],
  "vouchers.rows": ["VoucherRowApi"],
  customers: ["CustomerApi"],
  articles: ["ArticleApi"],
} as const satisfies Readonly<Record<Part, readonly string[]>>;

/** The specification calls it read-only there, and its two fellows not (vendor-assumptions.md). */
const SLIPS: readonly string[] = ["VoucherRowApi.CostCenterItemId1"];

const fieldsOf = (schema: string): Readonly<Record<string, string>> => WRITABLE[schema] ?? {};

test.each(PARTS.flatMap((part) => SCHEMAS[part].map((schema) => [part, schema] as const)))(
  "%s: each writable field of %s is a target or says why not, and never both",
  (part, schema) => {
    expect(Object.keys(fieldsOf(schema)).length).toBeGreaterThan(5);
    const answers = Object.keys(fieldsOf(schema)).map((name) => [
      name,
      [targetNamed(part, name) !== null, neverMapped(part, name) !== null].filter(Boolean).length,
    ]);
    expect(answers.filter(([, count]) => count !== 1)).toEqual([]);
  },
);

test.each(PARTS)("%s: a target is a field that the vendor lets one write", (part) => {
  for (const { name } of TARGETS[part]) {
    const lacking = SCHEMAS[part].filter(
      (schema) => !(name in fieldsOf(schema)) && !SLIPS.includes(`${schema}.${name}`),
    );
    expect([name, lacking]).toEqual([
      name,
      part === "orders.head" && INVOICE_HEAD.has(name) ? ["OrderApi"] : [],
    ]);
  }
});

test("the vendor names the length of texts", () => {
  const limits = PARTS.flatMap((part) =>
    TARGETS[part].flatMap(({ name, takes }) =>
      SCHEMAS[part]
        .flatMap((schema) => fieldsOf(schema)[name] ?? [])
        .filter((said) => takes.kind === "text" && /(?<= )\d+(?: |$)/.test(said)),
    ),
  );
  expect(limits.length).toBeGreaterThan(20);
});

test.each(PARTS)("%s: no target takes more, or something else, than the vendor does", (part) => {
  for (const { name, takes, form } of TARGETS[part])
    for (const said of SCHEMAS[part].flatMap((schema) => fieldsOf(schema)[name] ?? [])) {
      const [type, ...more] = said.split(" ");
      const most = more.find((word) => /^\d+$/.test(word));
      expect([name, type]).toEqual([name, takes.kind === "number" ? "integer" : "string"]);
      expect([name, more.includes("uuid")]).toEqual([name, form === "guid"]);
      expect([name, more.includes("date-time")]).toEqual([name, takes.kind === "date"]);
      if (most !== undefined && takes.kind === "text")
        expect([name, takes.max <= Number(most)]).toEqual([name, true]);
    }
});

test.each(PARTS)("%s: nothing is refused that the vendor doesn't know", (part) => {
  const known = new Set(SCHEMAS[part].flatMap((schema) => Object.keys(fieldsOf(schema))));
  // Read-only fields that people look for.
  const shown: readonly string[] = ["VatRate"];
  const shared = Object.entries(NEVER[part]).filter(
    ([name, why]) =>
      why !== "settings.faults.never.taxReduction" && !known.has(name) && !shown.includes(name),
  );
  expect(shared).toEqual([]);
});
