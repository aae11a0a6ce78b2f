/**
 * What isn't an export's is refused by the object, whole pages at a time, before anything of it is
 * stored.
 */
import { describe, expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { TRANSFER_PARTS, type TransferRow } from "../../src/sync/contract/index.ts";
import { takeEvidence } from "../../src/sync/tenant/transfer/evidence-rows.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { TABLES } from "../../src/sync/tenant/transfer/transfer-tables.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

type Column = {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
  readonly pk: number;
};

const sql = objectSql();
const keyring = openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
const context = {
  sql,
  atomically: atomicallyOn(sql),
  now: () => 1,
  tenantId: () => "shop",
  deps: { keyring: () => keyring },
} as unknown as TenantContext;
const SPECIAL: Readonly<Record<string, TransferRow>> = {
  documents: { voucher: "{}" },
  links: { kind: "article", by: "person", data: "{}" },
  evidence: { quarter: "2026Q4" },
  backfills: { id: "b000007", of: "b000006", take_back: "{}" },
};
/** What is sealed of a row of evidence stands in it opened. */
const content = JSON.stringify({ evidence: { day: "2026-11-24" }, people: [] });
const takeRow = async (part: keyof typeof TABLES, row: TransferRow) =>
  part === "evidence" ? takeEvidence(context, [{ ...row, content }]) : take(context, part, [row]);

const tables = Object.entries(TABLES).map(([part, { columns }]) => {
  const all_ = all<Column>(sql, `PRAGMA table_info(${part})`).filter(({ name }) =>
    columns.includes(name),
  );
  const good: TransferRow = {
    ...Object.fromEntries(
      all_.map(({ name, type }) => [
        name,
        type === "TEXT" ? `a-${name}` : type === "BLOB" ? "AQID" : 7,
      ]),
    ),
    ...SPECIAL[part],
  };
  return { part: part as keyof typeof TABLES, columns: all_, good };
});
const stored = (part: string): number => all(sql, `SELECT 1 AS one FROM ${part}`).length;

test("the types of all columns are such that their values can be told apart", () => {
  expect(
    [...new Set(tables.flatMap(({ columns }) => columns.map(({ type }) => type)))].toSorted(),
  ).toEqual(["BLOB", "INTEGER", "TEXT"]);
});

describe.each(tables)("a row of $part", ({ part, columns, good }) => {
  const wrong = columns.flatMap(
    ({ name, type, notnull, dflt_value, pk }): [string, string, TransferRow][] => {
      const { [name]: _gone, ...without } = good;
      const needed = notnull === 1 || pk > 0;
      return [
        [name, "another type", { ...good, [name]: type === "INTEGER" ? "5" : 5 }],
        ...(type !== "INTEGER"
          ? []
          : [[name, "no whole number", { ...good, [name]: 1.5 }] as [string, string, TransferRow]]),
        ...(needed
          ? [[name, "null", { ...good, [name]: null }] as [string, string, TransferRow]]
          : []),
        ...(needed && dflt_value === null
          ? [[name, "not there", without] as [string, string, TransferRow]]
          : []),
      ];
    },
  );
  test.each(wrong)("whose %s is %s is refused with its page", (name, _, row) => {
    const before = stored(part);
    expect(take(context, part, [good, row])).toEqual({
      ok: false,
      kind: "bad-rows",
      message: message("refusals.badRow", { part, field: name }),
    });
    expect(stored(part)).toBe(before);
  });
  test("that an export gives is taken", async () => {
    const before = stored(part);
    expect([await takeRow(part, good), stored(part)]).toEqual([{ ok: true }, before + 1]);
  });
});

test.each([
  ["links", { kind: "supplier" }, "kind"],
  ["links", { by: "nobody" }, "by"],
  ["links", { data: "{" }, "data"],
  ["documents", { voucher: "{" }, "voucher"],
] as const)("words that %s doesn't know are refused: %j", (part, change, name) => {
  const { good } = tables.find((table) => table.part === part) ?? { good: {} };
  expect(take(context, part, [{ ...good, ...change }])).toMatchObject({
    kind: "bad-rows",
    message: message("refusals.badRow", { part, field: name }),
  });
});

test.each([
  ["open", { id: 1, key: "order:1", flow: "orders" }, "id"],
  ["open", { id: "j", key: "orders", flow: "orders" }, "key"],
  ["open", { id: "j", key: "order:1", flow: "everything" }, "flow"],
  ["open", {}, "id"],
  ["facts", { k: 1, v: "x" }, "k"],
  ["facts", { k: "memory" }, "v"],
] as const)("what is no row of %s is refused: %j", (part, row, name) => {
  expect(take(context, part, [row])).toMatchObject({
    kind: "bad-rows",
    message: message("refusals.badRow", { part, field: name }),
  });
});

test.each(TRANSFER_PARTS)("a cursor of %s that no page answered is refused", (part) => {
  const values = part === "open" || part === "facts" ? 0 : TABLES[part].key.length;
  for (const length of [0, 1, 2, 3, 4].filter((n) => n !== values || n === 0))
    expect([
      length,
      give(
        context,
        part,
        Array.from({ length }, () => "x"),
      ),
    ]).toEqual([length, { ok: false, kind: "bad-cursor", message: message("refusals.badCursor") }]);
  if (values > 0)
    expect(
      give(
        context,
        part,
        Array.from({ length: values }, () => "~"),
      ),
    ).toMatchObject({ after: null });
});
