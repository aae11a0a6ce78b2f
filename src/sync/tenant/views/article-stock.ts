/**
 * An article's stock on both sides, the last correction of it, and when the next run is. No table
 * keeps the stock of articles: both vendors are asked while a person looks at the article, and what
 * they answered stays in memory.
 */
import { shopCodeResolver } from "../../../flows/stock/sold.ts";
import type { StockChange } from "../../../domain/goods/stock.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type {
  ArticleStockAsked,
  ArticleStockView,
  StockReading,
} from "../../contract/article-stock.ts";
import * as turns from "../intake/turns.ts";
import * as links from "../links/links.ts";
import * as products from "../links/products.ts";
import * as finder from "../run-now/finder.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { memoryOf } from "../storage/memory.ts";
import { first, raw } from "../storage/sql.ts";

/** A page that is opened again within this time shows the same figures. */
const JUST_READ_MS = 60_000;
const MAX_READINGS = 100;
/** Runs of stock that are looked at: ten days of one every 15 minutes. */
const MAX_RUNS = 1000;

/** `null`: no pass has read the article yet. */
export async function articleStock(
  context: TenantContext,
  { id, fresh }: ArticleStockAsked,
): Promise<ArticleStockView | null> {
  const number = products.numberOf(context.sql, id);
  if (number === null) return null;
  const code = shopCodeResolver(links.articlesOf(context.sql, "all"))({ id, number });
  const { reading, late } = await readingOf(context, { id, number, code, fresh });
  return {
    number,
    code,
    reading,
    late,
    // Without a code it stands for nothing in the shop: what bears its number there is another one.
    ...(code === null ? { corrected: null, lookedFrom: null } : lastCorrection(context.sql, code)),
    nextRun: turns.views(context).find(({ name }) => name === "stock")?.nextRun ?? null,
  };
}

async function readingOf(
  context: TenantContext,
  { id, number, code, fresh }: ArticleStockAsked & { number: string; code: string | null },
): Promise<Pick<ArticleStockView, "reading" | "late">> {
  const { stockReadings } = memoryOf(context.sql);
  // Another number or code is another article on one of the sides.
  const place = JSON.stringify([id, number, code]);
  const before = stockReadings.get(place) ?? null;
  const isNew = before !== null && before.at > context.now() - JUST_READ_MS;
  if (!fresh || isNew) return { reading: before, late: false };
  const read = await finder.stock(context, { stockOf: { id, number, code } });
  if (read === null) return { reading: before, late: true };
  const { ledger, shop } = read;
  const reading: StockReading = { at: context.now(), ledger, shop };
  stockReadings.delete(place);
  stockReadings.set(place, reading);
  for (const oldest of stockReadings.keys()) {
    if (stockReadings.size <= MAX_READINGS) break;
    stockReadings.delete(oldest);
  }
  return { reading, late: false };
}

/** In test mode a run tells what it would change, and was skipped: that is no correction. */
function lastCorrection(
  sql: SqlStorage,
  code: string,
): Pick<ArticleStockView, "corrected" | "lookedFrom"> {
  const found = first<{ id: string; at: number; change: string }>(sql)`
    SELECT j.id, j.updated_at AS at, c.value AS change
    FROM (
      SELECT id, updated_at, outcome, changes
      FROM jobs
      WHERE over = 1 AND flow = 'stock' AND flow <> 'orders'
      ORDER BY updated_at DESC, id DESC
      LIMIT ${raw(MAX_RUNS)}
    ) j, json_each(j.changes) c
    WHERE j.outcome <> 'skipped' AND json_extract(c.value, '$.code') = ${code}
    ORDER BY j.updated_at DESC, j.id DESC
    LIMIT 1`;
  const beyond = first<{ at: number }>(sql)`
    SELECT updated_at AS at
    FROM jobs
    WHERE over = 1 AND flow = 'stock' AND flow <> 'orders'
    ORDER BY updated_at DESC, id DESC
    LIMIT 1 OFFSET ${raw(MAX_RUNS)}`;
  return {
    corrected:
      found === null
        ? null
        : { jobId: found.id, at: found.at, change: storedJson<StockChange>(found.change) },
    lookedFrom: beyond?.at ?? null,
  };
}
