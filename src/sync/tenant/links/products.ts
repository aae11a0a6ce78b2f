/**
 * What is remembered of each product: the article as the last pass read it, its article in the
 * shop, and fingerprints of what was written. A pass compares here, in the object, so that a page
 * costs one call. A row counts as different until its job has settled it, so a run that dies loses
 * nothing.
 */
import type { FieldMemory, LedgerProduct, ProductField } from "../../../domain/goods/product.ts";
import {
  type Compared,
  groupId,
  type ProductAnswer,
  type ProductAsk,
  productKey,
  type ProductKnown,
  type ProductOwner,
  type ProductPatch,
  type ProductRow,
  type Staged,
  type StageItem,
} from "../../../flows/products/port.ts";
import { message } from "../../../messages/message.ts";
import type { CallResult } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as cache from "../storage/cache.ts";
import { all, count, first, raw, type Row, run } from "../storage/sql.ts";
import * as links from "./links.ts";

type ProductsRow = {
  id: string;
  group_code: string | null;
  active: number;
  product: string | null;
  desired: string | null;
  settled_desired: string | null;
  asperion_id: number | null;
  sku: string | null;
  pushed_group: string | null;
  fields: string;
  pass: number;
  updated_at: number;
} & Row;

const UNMET_AT_ONCE = 500;

export function answer(sql: SqlStorage, ask: ProductAsk, now: number): ProductAnswer {
  switch (ask.ask) {
    case "stage":
      return { kind: "staged", staged: stage(sql, ask.items, ask.pass, now) };
    case "compare":
      return { kind: "compared", compared: ask.items.map((item) => compare(sql, item)) };
    case "open":
      return { kind: "open", open: open(sql) };
    case "known":
      return { kind: "known", known: knowledgeOf(sql, ask.id, ask.group) };
    case "owner":
      return { kind: "owner", owner: owner(sql, ask.asperionId, ask.except) };
    case "unmet":
      return { kind: "unmet", ids: unmet(sql, ask.pass, ask.after) };
  }
}

const rowOf = (sql: SqlStorage, id: string): ProductsRow | null =>
  first<ProductsRow>(sql)`SELECT * FROM products WHERE id = ${id}`;

function stage(
  sql: SqlStorage,
  items: readonly StageItem[],
  pass: number | null,
  now: number,
): Staged {
  const differ = items
    .filter((item) => stageOne(sql, item, pass, now))
    .map((item) => item.product.id);
  return { differ, open: open(sql) };
}

/** Compares an article that was just read with its row. */
function standsAs(
  row: ProductsRow | null,
  { goes, desired }: Pick<StageItem, "goes" | "desired">,
): Compared["stands"] {
  // A creation that was tried may have succeeded, so the article counts as existing.
  if (!goes && (row === null || (row.asperion_id === null && row.fields === "{}"))) return "left";
  return row !== null && row.desired === desired && row.settled_desired === desired
    ? "settled"
    : "differs";
}

/** Compares as `stage` does, without noting anything. */
function compare(sql: SqlStorage, item: StageItem): Compared {
  const { id } = item.product;
  const row = rowOf(sql, id);
  return {
    id,
    row: row === null ? null : view(row),
    made: wasMade(sql, item.product),
    linked: links.articleOf(sql, id),
    stands: standsAs(row, item),
  };
}

/** Whether it needs a job. What isn't wanted nor in the shop through us leaves no trace. */
function stageOne(
  sql: SqlStorage,
  { product, goes, group, desired }: StageItem,
  pass: number | null,
  now: number,
): boolean {
  const row = rowOf(sql, product.id);
  const stands = standsAs(row, { goes, desired });
  // On hold, and left out by now: a run says so, or it would stay on hold for ever.
  if (stands === "left" && !isHeld(sql, row)) {
    run(sql)`DELETE FROM products WHERE id = ${product.id}`;
    return false;
  }
  const active = product.active && goes ? 1 : 0;
  const stored = JSON.stringify(product);
  forgetOldNumber(sql, row, product);
  if (row !== null && stands === "settled") {
    if (pass !== null) run(sql)`UPDATE products SET pass = ${pass} WHERE id = ${product.id}`;
    // Changed in fields that the shop doesn't get. Kept all the same, as rules are tried on the
    // article as it is.
    if (row.product !== stored)
      run(sql)`UPDATE products SET product = ${stored} WHERE id = ${product.id}`;
    return false;
  }
  run(sql)`
    INSERT INTO products (id, group_code, active, product, desired, pass, fields, updated_at)
    VALUES (${product.id}, ${group}, ${active}, ${stored}, ${desired}, coalesce(${pass}, 0), '{}',
      ${now})
    ON CONFLICT (id) DO UPDATE SET group_code = ${group}, active = ${active}, product = ${stored},
      desired = ${desired}, pass = coalesce(${pass}, pass), updated_at = ${now}`;
  // Read again while its job waits: that job uses what was just noted.
  return (
    row === null || row.desired !== desired || jobs.openFor(sql, productKey(product.id)) === null
  );
}

const isHeld = (sql: SqlStorage, row: ProductsRow | null): boolean =>
  row !== null && jobs.latestFor(sql, productKey(row.id))?.outcome === "held";

/** A person skipped it as it is: it is asked for again once it changes. */
export const leaveToPerson = (sql: SqlStorage, key: string): void =>
  run(sql)`
    UPDATE products SET settled_desired = desired WHERE id = ${key.slice(productKey("").length)}`;

/** Renumbered in the ledger: its old number leads to it no more. */
function forgetOldNumber(sql: SqlStorage, row: ProductsRow | null, { id, number }: LedgerProduct) {
  const before = row?.product == null ? number : storedJson<LedgerProduct>(row.product).number;
  if (before === number) return;
  if (cache.articles(sql, [before])[before]?.id.toLowerCase() === id.toLowerCase())
    cache.forgetArticle(sql, before);
}

/** Returns an article as a pass last read it: with this number, or the last changed one. */
export function article(sql: SqlStorage, number: string | null): LedgerProduct | null {
  const there = "product IS NOT NULL AND settled_desired IS NOT 'gone'";
  const row =
    number === null
      ? first<Pick<ProductsRow, "product">>(sql)`
        SELECT product FROM products WHERE ${raw(there)} ORDER BY updated_at DESC, id DESC LIMIT 1`
      : first<Pick<ProductsRow, "product">>(sql)`
        SELECT product FROM products
        WHERE ${raw(there)} AND json_extract(product, '$.number') = ${number} LIMIT 1`;
  return row?.product == null ? null : storedJson<LedgerProduct>(row.product);
}

/** Returns the number of an article as last read; `null`: never read. */
export function numberOf(sql: SqlStorage, id: string): string | null {
  const row = rowOf(sql, id);
  return row?.product == null ? null : storedJson<LedgerProduct>(row.product).number;
}

const open = (sql: SqlStorage): number =>
  count(sql)`
    SELECT count(*) AS n
    FROM jobs INDEXED BY jobs_next
    WHERE over = 0 AND key >= 'product:' AND key < 'product;'`;

function knowledgeOf(sql: SqlStorage, id: string, group: string | null): ProductKnown {
  const row = rowOf(sql, id);
  const parent = group === null ? null : rowOf(sql, groupId(group));
  return {
    row: row === null ? null : view(row),
    parent: parent === null ? null : view(parent),
    linked: links.articleOf(sql, id),
    made: row?.product != null && wasMade(sql, storedJson<LedgerProduct>(row.product)),
    members:
      group === null
        ? 0
        : count(sql)`
          SELECT count(*) AS n FROM products WHERE group_code = ${group} AND active = 1`,
  };
}

/** The journal knows what was made of an order's line, for good. */
const wasMade = (sql: SqlStorage, { id, number }: LedgerProduct): boolean =>
  first(
    sql,
    "SELECT 1 AS one FROM operations WHERE key = ? AND role = 'article' AND document_id = ?",
    `article:${number}`,
    id,
  ) !== null;

function view(row: ProductsRow): ProductRow {
  return {
    product: row.product === null ? null : storedJson<LedgerProduct>(row.product),
    group: row.group_code,
    desired: row.desired,
    pushedGroup: row.pushed_group,
    memory: {
      asperionId: row.asperion_id,
      sku: row.sku,
      fields: storedJson<Partial<Record<ProductField, FieldMemory>>>(row.fields),
    },
  };
}

function owner(sql: SqlStorage, asperionId: number, except: string): ProductOwner | null {
  const row = first<ProductsRow>(sql)`
    SELECT * FROM products WHERE asperion_id = ${asperionId} AND id <> ${except}`;
  if (row === null) return null;
  return {
    id: row.id,
    number: row.product === null ? null : storedJson<LedgerProduct>(row.product).number,
    gone: row.settled_desired === "gone",
    fields: view(row).memory.fields,
  };
}

/** Whether its link may change: a pass has read it as an article, and no job of it is open. */
function linkable(sql: SqlStorage, id: string): "yes" | "unknown" | "busy" {
  if (rowOf(sql, id)?.product == null) return "unknown";
  return jobs.openFor(sql, productKey(id)) === null ? "yes" : "busy";
}

/** Its data in the shop may be another article's: the next comparison or retry starts again. */
function forgetShop(sql: SqlStorage, id: string, now: number): void {
  run(sql)`
    UPDATE products
    SET asperion_id = NULL, sku = NULL, fields = '{}', pushed_group = NULL,
      settled_desired = NULL,
      updated_at = ${now}
    WHERE id = ${id}`;
}

/** Articles that this pass did not meet: those in the shop, and those held before they were. */
const unmet = (sql: SqlStorage, pass: number, after: string): string[] =>
  all<{ id: string }>(sql)`
    SELECT id
    FROM products
    WHERE id > ${after}
      AND pass < ${pass}
      AND product IS NOT NULL
      AND (asperion_id IS NOT NULL OR settled_desired IS NOT desired)
      AND settled_desired IS NOT 'gone'
    ORDER BY id
    LIMIT ${raw(UNMET_AT_ONCE)}`.map((row) => row.id);

export function save(sql: SqlStorage, patch: ProductPatch, now: number): void {
  run(sql)`
    INSERT OR IGNORE INTO products (id, active, pass, fields, updated_at)
    VALUES (${patch.id}, 0, 0, '{}', ${now})`;
  const { memory, settledState, pushedGroup, product, gone } = patch;
  if (memory !== undefined)
    run(sql)`
      UPDATE products SET asperion_id = ${memory.asperionId}, sku = ${memory.sku},
        fields = ${JSON.stringify(memory.fields)}, updated_at = ${now} WHERE id = ${patch.id}`;
  if (settledState !== undefined)
    run(sql)`UPDATE products SET settled_desired = ${settledState} WHERE id = ${patch.id}`;
  if (pushedGroup !== undefined)
    run(sql)`UPDATE products SET pushed_group = ${pushedGroup} WHERE id = ${patch.id}`;
  if (product !== undefined)
    run(sql)`UPDATE products SET product = ${JSON.stringify(product)} WHERE id = ${patch.id}`;
  if (gone === true)
    run(sql)`UPDATE products SET group_code = NULL, active = 0 WHERE id = ${patch.id}`;
}

const BUSY = refusal("running", message("refusals.articleBusy"));

/**
 * Links an article of the ledger (`target`, its id) to an article of the shop (`source`, its code),
 * as a person says, in one step: no other product keeps that article, and no product has two. What
 * was remembered of both is forgotten, so the flow starts again with them.
 */
export function linkArticle(context: TenantContext, source: string, target: string): CallResult {
  const { sql } = context;
  const concerned = [target, ...holdersOf(context, source).filter((id) => id !== target)];
  if (linkable(sql, target) === "unknown")
    return refusal("not-found", message("refusals.articleUnknown"));
  if (concerned.some((id) => linkable(sql, id) === "busy")) return BUSY;
  const before = links.articleOf(sql, target);
  if (before !== null) links.remove(sql, "article", before, context.now());
  links.save(sql, { kind: "article", source, target, by: "person", data: {} }, context.now());
  for (const id of concerned) forgetShop(sql, id, context.now());
  context.wake();
  return { ok: true };
}

export function unlinkArticle(context: TenantContext, source: string): CallResult {
  const { sql } = context;
  const concerned = holdersOf(context, source);
  if (concerned.length === 0) return refusal("not-found", message("refusals.noSuchLink"));
  if (concerned.some((id) => linkable(sql, id) === "busy")) return BUSY;
  links.remove(sql, "article", source, context.now());
  for (const id of concerned) forgetShop(sql, id, context.now());
  context.wake();
  return { ok: true };
}

const holdersOf = ({ sql }: TenantContext, source: string): readonly string[] =>
  links.page(sql, { kind: "article", source }).links.map(({ target }) => target);
