/**
 * What a reason names is found on the real runtime, which takes a pattern of 50 bytes at most:
 * whatever signs the text has, however long it is.
 */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { conditionsOf } from "../../src/sync/tenant/views/job-conditions.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { TenantObject } from "../../src/sync/tenant/tenant-object.ts";

/** Each as a job's only reason names it. */
const NAMED = [
  "100% cotton",
  "100 x cotton",
  "a_b",
  "aXb",
  String.raw`c:\shop\mugs`,
  "c:/shop/mugs",
  'Lamp "9"',
  "Blå MUGG",
  "line\nbreak",
  "nul\u0000sign",
  "x".repeat(200),
  "Ö".repeat(30),
  ...[44, 45, 46, 47, 48, 49, 50, 51].map((length) => `${"Pattern ".repeat(8).slice(0, length)}!`),
];
const small = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const TEXTS = [
  ...NAMED,
  ...NAMED.map((text) => text.toUpperCase()),
  ...NAMED.map((text) => text.slice(1)),
  "%",
  "_",
  "\\",
  '"',
  "\\n",
  "params",
  "ö",
  "COTTON",
  "y".repeat(60),
];

test("a text is found in what reasons name as it stands there, and nowhere else", async () => {
  const found = await runInDurableObject(
    env.TENANTS.getByName("reasons-searched"),
    (object, state) => {
      if (!(object instanceof TenantObject)) throw new Error("not a tenant's object");
      const { sql } = state.storage;
      for (const [at, sku] of NAMED.entries())
        sql.exec(
          `INSERT INTO jobs (
             id, key, flow, lane, status, over, wanted, types, reasons, created_at, updated_at
           )
           VALUES (?, ?, 'orders', 'live', 'done', 1, 1, '[]', ?, 1, 1)`,
          `j${at}`,
          `order:+${"~".repeat(at)}`,
          JSON.stringify([{ code: "article-not-found", params: { sku } }]),
        );
      return TEXTS.map((text) => {
        const [condition = "", ...binds] =
          conditionsOf({ text }, { people: [], words: null, manyDocuments: false })[0] ?? [];
        return all<{ id: string }>(sql, `SELECT j.id FROM jobs j WHERE ${condition}`, ...binds)
          .map(({ id }) => Number(id.slice(1)))
          .toSorted((a, b) => a - b);
      });
    },
  );
  for (const [at, text] of TEXTS.entries())
    expect([text, found[at]]).toEqual([
      text,
      [...NAMED.keys()].filter((one) => small(NAMED[one] ?? "").includes(small(text))),
    ]);
});
