/**
 * The writes of a run, each journaled under the run's own number: one correction order, or one
 * update an article.
 */
import {
  type ArticleChange,
  createCorrection,
  readWrittenCorrection,
  updateArticle,
} from "../../asperion/stock-writes.ts";
import { readWholeArticle, stockIn, wholeArticleByCode } from "../../asperion/stock.ts";
import type { Failure } from "../../domain/failure.ts";
import { markerCode } from "../../domain/marker.ts";
import type { Decimal } from "../../domain/money.ts";
import { ok, type Result } from "../../domain/result.ts";
import { stockMarker } from "../../domain/stock.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import type { ClockPort, JournalPort, MemoryPort, RunFacts, VendorPort } from "../port.ts";
import { settlement } from "../settlement.ts";
import type { Difference } from "./plan.ts";

const RUN = "stock-run";

export type Corrected = { readonly reference: string; readonly number: string | null };

/**
 * One order for all differences. Its mark names the run and the journal's birth, so that no two are
 * ever alike.
 */
export async function writeCorrection(
  ports: RunFacts & JournalPort & MemoryPort & ClockPort,
  debtorId: number,
  differences: readonly Difference[],
): Promise<Result<Corrected, Failure>> {
  const run = Number(ports.memory[RUN] ?? 0) + 1;
  // Kept with the write itself: a number that was ever sent with isn't used again.
  ports.remember(RUN, String(run));
  const key = `stock:${run}`;
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: `${key}:${ports.journalBornAt}`,
    role: "stock-correction",
    n: 1,
  });
  const reference = stockMarker(run, code);
  const date = localStamp(ports.now(), SOURCE_ZONE);
  const lines = differences.map(({ articleId, code: articleCode, quantity }) => ({
    articleId,
    code: articleCode,
    quantity,
  }));
  const intent = {
    key,
    role: "stock-correction",
    n: 1,
    kind: "stock-order.create",
    marker: reference,
    markerCode: code,
    markerField: "reference",
    documentId: null,
  } as const;
  const written = await ports.write(intent, createCorrection({ debtorId, reference, date, lines }));
  if (!written.ok) return written;
  const { id, number } = readWrittenCorrection(written.value.answer);
  ports.settle(settlement(written.value, "compared", { documentId: id, documentNumber: number }));
  return ok({ reference, number });
}

/**
 * Changes what is named of an article, on what it is now. Answers whether the article was still
 * there.
 */
export async function writeArticle(
  ports: RunFacts & VendorPort & JournalPort,
  article: Named,
  change: ArticleChange,
): Promise<Result<boolean, Failure>> {
  const raw = await wholeArticle(ports, article);
  if (!raw.ok) return raw;
  if (raw.value === null) return ok(false);
  const id = String(article.articleId);
  const intent = {
    key: `shop-article:${id}`,
    role: "stock-article",
    n: 1,
    kind: "stock-article.update",
    marker: null,
    markerCode: null,
    markerField: null,
    documentId: id,
  } as const;
  const written = await ports.write(intent, updateArticle(article.articleId, raw.value, change));
  if (!written.ok) return written;
  ports.settle(settlement(written.value, "compared", { documentId: id }));
  return ok(true);
}

type Named = { readonly articleId: number; readonly code: string };

/** The shop's present stock of an article; `null` when the shop has no such article any more. */
export async function readStockNow(
  ports: RunFacts & VendorPort,
  article: Named,
): Promise<Result<Decimal | null, Failure>> {
  const raw = await wholeArticle(ports, article);
  if (!raw.ok) return raw;
  return raw.value === null ? ok(null) : stockIn(raw.value);
}

async function wholeArticle(
  ports: RunFacts & VendorPort,
  { articleId, code }: Named,
): Promise<Result<Readonly<Record<string, unknown>> | null, Failure>> {
  const answer = await ports.readPage(wholeArticleByCode(code));
  return answer.ok ? readWholeArticle(answer.value, articleId, ports.administrationId) : answer;
}
