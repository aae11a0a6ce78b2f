/**
 * Articles (`/articles`; scope ea:sales). The vendor has no delete: an article that was created
 * stays. This product creates its own system articles at set-up and, where the tenant wants that,
 * articles that an order sells and the ledger lacks.
 */
import { z } from "zod";
import type { LedgerArticle } from "../domain/ledger/ledger.ts";
import type { MappedValues } from "../domain/ledger/mapped.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { text } from "./body.ts";
import { listQuery, readPage, type WholeList } from "./paging.ts";
import {
  afterWrite,
  contains,
  contractFailure,
  eq,
  eqAny,
  guid,
  optionalGuid,
  or,
  readBody,
  request,
  since,
  startsWith,
} from "./request.ts";

const fields = z.looseObject({
  Id: guid,
  Number: z.string(),
  Name: z.string(),
  CodingId: guid,
  IsActive: z.boolean(),
  IsStock: z.boolean().nullish(),
  IsServiceArticle: z.boolean().nullish(),
  UsesMoss: z.boolean().nullish(),
  HouseWorkType: z.int().nullish(),
  GreenTechnologyType: z.int().nullish(),
  UnitId: optionalGuid,
});
const neutral = (article: z.output<typeof fields>): LedgerArticle => ({
  id: article.Id,
  number: article.Number,
  name: article.Name,
  codingId: article.CodingId,
  active: article.IsActive,
  stock: article.IsStock ?? false,
  service: article.IsServiceArticle ?? false,
  usesOss: article.UsesMoss ?? false,
  // 0 means none in both fields.
  taxReduced: (article.HouseWorkType ?? 0) !== 0 || (article.GreenTechnologyType ?? 0) !== 0,
  ...(article.UnitId === null ? {} : { unitId: article.UnitId }),
});
const articleSchema = fields.transform(neutral);

/** With its note, which says what a system article stands for. */
export type NotedArticle = LedgerArticle & { readonly note: string | null };

const notedSchema = fields
  .extend({ Note: z.string().nullish() })
  .transform((article): NotedArticle => ({
    ...neutral(article),
    note: (article.Note ?? "") === "" ? null : (article.Note ?? null),
  }));

export const articleById = (id: string): VendorRequest =>
  request("GET", "/articles/{id}", "articles", { ids: { id } });

export const articleByNumber = (number: string): VendorRequest =>
  request("GET", "/articles", "articles", {
    query: listQuery({ filter: eq("Number", number), orderBy: "Id asc" }),
  });

/** Results of one search, at most. */
const MAX_FOUND = 20;

/**
 * Requests articles whose number begins with the text or whose name contains it, as typed or with a
 * capital: the vendor may distinguish capitals.
 */
export function articlesLike(text: string): VendorRequest {
  const written = text.toLowerCase().replace(/^\S/, (first) => first.toUpperCase());
  const spelt = (...more: readonly string[]) => [...new Set([text, text.toLowerCase(), ...more])];
  const filter = or(
    ...spelt(text.toUpperCase()).map((one) => startsWith("Number", one)),
    ...spelt(written).map((one) => contains("Name", one)),
  );
  return request("GET", "/articles", "articles", {
    query: listQuery({ filter, orderBy: "Number asc", pageSize: MAX_FOUND }),
  });
}

/** Returns the active matches. `complete`: there are no more. */
export function readArticlesLike(
  answer: VendorAnswer,
  text: string,
): Result<{ readonly articles: readonly LedgerArticle[]; readonly complete: boolean }, Failure> {
  const page = readPage(articleSchema, answer);
  if (!page.ok) return page;
  const wanted = text.toLowerCase();
  const articles = page.value.items.filter(
    ({ active, number, name }) =>
      active && (number.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(wanted)),
  );
  return ok({ articles, complete: page.value.next === null });
}

/** Requests articles with one of these numbers. */
export const articlesNumbered = (numbers: readonly string[]): VendorRequest =>
  request("GET", "/articles", "articles", {
    query: listQuery({ filter: eqAny("Number", numbers), orderBy: "Id asc" }),
  });

export function readArticlesNumbered(
  answer: VendorAnswer,
  numbers: readonly string[],
): Result<readonly LedgerArticle[], Failure> {
  const page = readPage(articleSchema, answer);
  return page.ok ? ok(page.value.items.filter(({ number }) => numbers.includes(number))) : page;
}

/** Returns articles of exactly this number: the vendor may ignore case. */
export function readArticlesByNumber(
  answer: VendorAnswer,
  number: string,
): Result<readonly LedgerArticle[], Failure> {
  const page = readPage(articleSchema, answer);
  return page.ok ? ok(page.value.items.filter((article) => article.number === number)) : page;
}

/** The same, with notes. */
export function readNotedByNumber(
  answer: VendorAnswer,
  number: string,
): Result<readonly NotedArticle[], Failure> {
  const page = readPage(notedSchema, answer);
  return page.ok ? ok(page.value.items.filter((article) => article.number === number)) : page;
}

/**
 * Requests articles changed at or after an instant (ms), oldest first. The list moves while it is
 * read: see `readChangedArticles`.
 */
export const articlesChangedSince = (instant: number, page: number): VendorRequest =>
  request("GET", "/articles", "articles", {
    query: listQuery({
      filter: since("ChangedUtc", instant),
      orderBy: "ChangedUtc asc,Id asc",
      page,
    }),
  });

/** When each record of a page was changed. */
export const stampSchema = z.looseObject({
  Data: z.array(z.looseObject({ ChangedUtc: z.string() })),
});
const MAX_READS = 1000;

/**
 * Reads every article changed at or after `instant`, and the vendor's clock before the first page,
 * which is the next watermark. Reads by key and not by page number: an article that changes
 * meanwhile moves to the end, so the first article of page 2 would slip onto page 1 unread. Each
 * read begins at the stamp of the previous one; pages are turned only within one stamp.
 */
export async function readChangedArticles(
  send: SendRead,
  instant: number,
): Promise<
  Result<
    { readonly articles: readonly LedgerArticle[]; readonly serverTimeUtc: string | null },
    Failure
  >
> {
  const found = new Map<string, LedgerArticle>();
  let serverTimeUtc: string | null = null;
  let from = instant;
  let number = 1;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const answer = await send(articlesChangedSince(from, number));
    if (!answer.ok) return answer;
    const page = readPage(articleSchema, answer.value);
    if (!page.ok) return page;
    const stamps = readBody(stampSchema, answer.value);
    if (!stamps.ok) return stamps;
    if (reads === 0) serverTimeUtc = page.value.serverTimeUtc;
    for (const article of page.value.items) found.set(article.id, article);
    if (page.value.next === null) return ok({ articles: [...found.values()], serverTimeUtc });
    const last = Date.parse(stamps.value.Data.at(-1)?.ChangedUtc ?? "");
    if (Number.isNaN(last))
      return err(
        contractFailure(["Data", page.value.items.length - 1, "ChangedUtc"], "not an instant"),
      );
    number = last > from ? 1 : number + 1;
    from = Math.max(from, last);
  }
  return err(contractFailure(["Meta", "TotalNumberOfPages"], `more than ${MAX_READS} reads`));
}

/** Articles whose number begins with `start`; the vendor may ignore case. */
export const articlesNumberedFrom = (start: string): WholeList<NotedArticle> => ({
  pageAt: (page) =>
    request("GET", "/articles", "articles", {
      query: listQuery({ filter: startsWith("Number", start), orderBy: "Id asc", page }),
    }),
  read: (answer) => readPage(notedSchema, answer),
});

export const readNoted = (answer: VendorAnswer): Result<NotedArticle, Failure> =>
  readBody(notedSchema, answer);
export const readArticle = (answer: VendorAnswer): Result<LedgerArticle, Failure> =>
  readBody(articleSchema, answer);
export const readWrittenArticle = (answer: VendorAnswer): Result<LedgerArticle, Failure> =>
  afterWrite(readArticle(answer));

/** The vendor's limit for an article's number. */
export const MAX_ARTICLE_NUMBER = 40;

type NewArticle = {
  readonly number: string;
  readonly name: string;
  readonly codingId: string;
  readonly unitId: string;
  readonly usesOss: boolean;
  readonly note?: string;
  /** Values of the tenant's rules, by the ledger's names. */
  readonly mapped?: MappedValues;
};

/**
 * Creates an article of ours: no stock, no price of its own (rows have prices), and not for the
 * vendor's web shop.
 */
export function createArticle(article: NewArticle): VendorRequest {
  const body = {
    Number: text("Number", article.number, MAX_ARTICLE_NUMBER),
    Name: text("Name", article.name, 50),
    CodingId: article.codingId,
    UnitId: article.unitId,
    IsActive: true,
    NetPrice: 0,
    GrossPrice: 0,
    IsStock: false,
    SendToWebshop: false,
    UsesMoss: article.usesOss,
    ...(article.note === undefined ? {} : { Note: text("Note", article.note, 4000) }),
    ...article.mapped,
  };
  return request("POST", "/articles", "articles", { body });
}
