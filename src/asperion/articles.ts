/**
 * Articles by code (`/v1/articles`). Text filters of the vendor match within a text, so "10" also
 * finds "100": equality is asked for and compared again, and pages are read until the very one is
 * met or the list ends.
 */
import type { z } from "zod";
import type { SendRead, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { ALL_STATES, EQUALS, FILTERS, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, readList } from "./paging.ts";
import { contractFailure, get } from "./request.ts";

/** Inactive ones too, which the vendor hides by default. Without `exactly` we compare. */
export function articlesByCode(code: string, page: number, exactly: boolean): VendorRequest {
  const filters = {
    [FILTERS.articleCode]: code,
    [FILTERS.activeState]: ALL_STATES,
    ...(exactly ? { [FILTERS.articleCodeComparison]: EQUALS } : {}),
  };
  return get(PATHS.articles, "articles", { query: listQuery(filters, page) });
}

const MAX_PAGES = 200;

/**
 * The article with exactly this code, read as far as `schema` does; `null` when the whole list was
 * read without meeting it.
 */
export async function findByCode<T>(
  ...asked: Parameters<typeof findAllByCode<T>>
): Promise<Result<T | null, Failure>> {
  const found = await findAllByCode(...asked);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

/**
 * All of this code that the first page with one of them has: several, where the shop takes a code
 * twice.
 */
export async function findAllByCode<T>(
  send: SendRead,
  schema: z.ZodType<T>,
  codeOf: (article: T) => string,
  code: string,
  administrationId: number,
): Promise<Result<readonly T[], Failure>> {
  let exactly = true;
  let page: number | null = 1;
  for (let read = 0; page !== null && read < MAX_PAGES; read += 1) {
    const answer = await send(articlesByCode(code, page, exactly));
    if (!answer.ok) {
      if (!exactly || !isQueryRefused(answer.error)) return answer;
      exactly = false;
      page = 1;
      continue;
    }
    const list: ReturnType<typeof readList<T>> = readList(schema, answer.value, administrationId);
    if (!list.ok) return list;
    const found = list.value.items.filter((article) => codeOf(article) === code);
    if (found.length > 0) return ok(found);
    const next: number | null = list.value.nextPage;
    // One that isn't further on would be read for ever, and an absence concluded from it would be
    // none.
    if (next !== null && next <= page)
      return err(contractFailure(["_meta", "nextPage"], `page ${next} after page ${page}`));
    page = next;
  }
  return page === null
    ? ok([])
    : err(
        contractFailure(["_meta", "nextPage"], `more than ${MAX_PAGES} pages for one article code`),
      );
}
