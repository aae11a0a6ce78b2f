/**
 * The writes of a run, each journaled under the run's own number: one correction order, or one
 * update an article.
 */
import {
  type ArticleChange,
  compareCorrection,
  createCorrection,
  readWrittenCorrection,
  updateArticle,
} from "../../asperion/stock-writes.ts";
import { readWholeArticle, stockIn } from "../../asperion/stock.ts";
import { markerCode } from "../../domain/orders/marker.ts";
import type { Decimal } from "../../domain/money.ts";
import type { VendorAnswer } from "../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure, isRefusal } from "../../domain/result.ts";
import { stockMarker } from "../../domain/goods/stock.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import type { ClockPort, JournalPort, MemoryPort, RunFacts, VendorPort } from "../port.ts";
import { settlement, CORRECTIONS, withCorrection } from "../settlement.ts";
import type { Difference } from "./plan.ts";
import { readSent, SENT, sentText } from "./last-correction.ts";
import { noteRefused, refusedLately } from "./turns.ts";

const RUN = "stock-run";

/** Orders that one run tries at most, where the shop refuses some. */
const MAX_TRIES = 20;

type Correction = Corrected & { readonly differences: readonly Difference[] };

/**
 * One order for all differences. Should the shop refuse it, the line that it names is left out, or
 * without one the halves are tried by themselves, so that one article stops no other. `refused`:
 * the articles that the shop takes in no order; those that it refused lately have an order of their
 * own, after the others. `untried`: what is left when the tries are used up. Where it takes nothing
 * at all, it is the order that is refused: the failure as it came.
 */
export async function writeCorrections(
  ports: Parameters<typeof writeCorrection>[0],
  debtorId: number,
  differences: readonly Difference[],
): Promise<
  Result<
    {
      readonly done: readonly Correction[];
      readonly refused: readonly string[];
      readonly untried: number;
    },
    Failure
  >
> {
  const done: Correction[] = [];
  const refused: string[] = [];
  const lately = refusedLately(ports);
  const parts: (readonly Difference[])[] = [
    differences.filter(({ code }) => !lately.has(code)),
    differences.filter(({ code }) => lately.has(code)),
  ].filter((part) => part.length > 0);
  let first: Failure | null = null;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const part = parts.shift();
    if (part === undefined) break;
    const written = await writeCorrection(ports, debtorId, part);
    if (written.ok) {
      done.push({ ...written.value, differences: part });
      continue;
    }
    if (!isRefusal(written.error)) return written;
    first ??= written.error;
    const bad = part.length === 1 ? 0 : lineOf(written.error, part.length);
    if (bad === null) {
      const half = Math.ceil(part.length / 2);
      parts.unshift(part.slice(0, half), part.slice(half));
      continue;
    }
    refused.push(...part.slice(bad, bad + 1).map(({ code }) => code));
    if (part.length > 1) parts.unshift(part.toSpliced(bad, 1));
  }
  noteRefused(ports, refused);
  return first !== null && done.length === 0
    ? err(first)
    : ok({ done, refused, untried: parts.flat().length });
}

/** The one line that a refusal names (`lines._data[3].quantity`); `null`: none, or several. */
function lineOf(failure: Failure, lines: number): number | null {
  const fields = failure.kind === "rejected" ? failure.fields : [];
  const named = new Set(
    fields.map(({ field }) => /^(?:\$\.)?lines\b\D*(\d+)/i.exec(field ?? "")?.[1] ?? ""),
  );
  const [only] = named;
  return named.size === 1 && only !== undefined && only !== "" && Number(only) < lines
    ? Number(only)
    : null;
}

type Corrected = { readonly reference: string; readonly number: string | null };

/** Notes the order as ours, and how it stands: it is compared before the next one is written. */
function noteWritten(
  ports: MemoryPort & ClockPort,
  sent: Parameters<typeof createCorrection>[0],
  answer: VendorAnswer,
): Corrected {
  const { id, number } = readWrittenCorrection(answer);
  const { reference } = sent;
  if (id !== null) ports.remember(CORRECTIONS, withCorrection(ports.remembered(CORRECTIONS), id));
  const shown = compareCorrection(sent, answer.body);
  const before = readSent(ports.remembered(SENT) ?? undefined);
  // One that was found to differ stays noted, whatever is written after it in the same run.
  if (before?.shown === undefined && shown !== "as-sent")
    ports.remember(SENT, sentText({ id, number, reference, shown, at: ports.now() }));
  return { reference, number };
}

/**
 * One order for all differences. Its mark contains the run and the journal's birth, so no two
 * orders have the same mark.
 */
async function writeCorrection(
  ports: RunFacts & JournalPort & MemoryPort & ClockPort,
  debtorId: number,
  differences: readonly Difference[],
): Promise<Result<Corrected, Failure>> {
  const run = Number(ports.remembered(RUN) ?? 0) + 1;
  // Saved with the write itself, so that a number is never sent twice.
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
  const order = { debtorId, reference, date, lines };
  const written = await ports.write(intent, createCorrection(order));
  if (!written.ok) return written;
  const { id, number } = readWrittenCorrection(written.value.answer);
  ports.settle(settlement(written.value, "compared", { documentId: id, documentNumber: number }));
  return ok(noteWritten(ports, order, written.value.answer));
}

/** `gone`: the shop has no such article any more. `refused`: it refuses this article's write. */
export type ArticleWritten = "written" | "gone" | "refused";

/**
 * Changes the given fields of an article as it is now. A refusal concerns that article alone: the
 * write sends back all fields, and the shop may refuse one that isn't ours.
 */
export async function writeArticle(
  ports: RunFacts & VendorPort & JournalPort,
  article: ArticleCode,
  change: ArticleChange,
): Promise<Result<ArticleWritten, Failure>> {
  const listsWhole = ports.lists.articlesListedWhole === true;
  const raw = await articleNow(ports, article, listsWhole);
  if (!raw.ok) return raw;
  if (raw.value === null) return ok("gone");
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
  if (!written.ok) return isRefusal(written.error) ? ok("refused") : written;
  ports.settle(settlement(written.value, "compared", { documentId: id }));
  return ok("written");
}

type ArticleCode = { readonly articleId: number; readonly code: string };

/** The shop's present stock of an article; `null` when the shop has no such article any more. */
export async function readStockNow(
  ports: RunFacts & VendorPort,
  article: ArticleCode,
): Promise<Result<Decimal | null, Failure>> {
  // A list is enough here, as nothing of the article is written.
  const raw = await articleNow(ports, article, true);
  if (!raw.ok) return raw;
  return raw.value === null ? ok(null) : stockIn(raw.value);
}

const articleNow = (
  ports: RunFacts & VendorPort,
  { articleId: id, code }: ArticleCode,
  listsWhole: boolean,
): Promise<Result<Readonly<Record<string, unknown>> | null, Failure>> =>
  readWholeArticle(ports.readPage, { id, code }, ports.administrationId, listsWhole);
