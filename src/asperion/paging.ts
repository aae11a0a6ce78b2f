/**
 * Lists: `{ _data, _meta }`, pages from 1. Every list names the administration that it comes from.
 * Another one than the tenant's is a hard stop before anything is read; so is a list that names
 * none.
 *
 * `nextPage` is an address from outside: only its page number is read, and it is never followed, as
 * that would send the token wherever it points.
 */
import { z } from "zod";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { PAGE_SIZE, QUERY } from "./contract.ts";
import { contractFailure, readBody } from "./request.ts";

export type Page<T> = {
  readonly items: readonly T[];
  /** `null` on the last page. */
  readonly nextPage: number | null;
  readonly totalCount: number | null;
  readonly administrationId: number;
};

export function listQuery(
  filters: Readonly<Record<string, string>>,
  page: number,
  orderBy?: string,
): Record<string, string> {
  return {
    ...filters,
    ...(orderBy === undefined ? {} : { [QUERY.orderBy]: orderBy }),
    [QUERY.page]: String(page),
    [QUERY.pageSize]: String(PAGE_SIZE),
  };
}

const metaSchema = z.looseObject({
  _meta: z.looseObject({
    administrationId: z.int().nullish(),
    totalCount: z.int().nullish(),
    nextPage: z.string().nullish(),
  }),
});

/**
 * Reads the administration of a list and its paging, without its items (`metaOnly`, or before they
 * are read).
 */
export function readMeta(
  answer: VendorAnswer,
  expectedAdministration: number | null,
): Result<Omit<Page<never>, "items">, Failure> {
  const read = readBody(metaSchema, answer);
  if (!read.ok) return read;
  const { administrationId, totalCount, nextPage } = read.value._meta;
  const got = administrationId ?? null;
  if (expectedAdministration !== null && got !== expectedAdministration)
    return err({ kind: "wrong-administration", expected: expectedAdministration, got });
  const next = pageNumber(nextPage ?? null);
  if (next === "unreadable")
    return err(contractFailure(["_meta", "nextPage"], "no page number in it"));
  return ok({ nextPage: next, totalCount: totalCount ?? null, administrationId: got ?? 0 });
}

const listOf = <T>(item: z.ZodType<T>) => z.looseObject({ _data: z.array(item) });

/** Cached by an item's schema: making one costs more than reading a list with it. */
const lists = new WeakMap<z.ZodType, ReturnType<typeof listOf>>();

function listSchema<T>(item: z.ZodType<T>): ReturnType<typeof listOf<T>> {
  const made = lists.get(item) ?? listOf(item);
  lists.set(item, made);
  return made as ReturnType<typeof listOf<T>>;
}

/** `expectedAdministration` is `null` only where no tenant has one yet. */
export function readList<T>(
  item: z.ZodType<T>,
  answer: VendorAnswer,
  expectedAdministration: number | null,
): Result<Page<T>, Failure> {
  const meta = readMeta(answer, expectedAdministration);
  if (!meta.ok) return meta;
  const items = readItems(item, answer);
  return items.ok ? ok({ ...meta.value, items: items.value }) : items;
}

/** Reads a list whose administration was looked at before. */
export function readItems<T>(
  item: z.ZodType<T>,
  answer: VendorAnswer,
): Result<readonly T[], Failure> {
  const read = readBody(listSchema(item), answer);
  return read.ok ? ok(read.value._data) : read;
}

/** A small list: how one of its pages is requested, and how it is read. */
export type SmallList<T> = {
  readonly pageAt: (page: number) => VendorRequest;
  readonly read: (
    answer: VendorAnswer,
    expectedAdministration: number | null,
  ) => Result<Page<T>, Failure>;
};

const counts = z.looseObject({
  _meta: z.looseObject({ totalCount: z.int().nullish() }),
  _data: z.array(z.unknown()),
});

/**
 * Returns the number of items in this answer, and in the whole list if the answer names it; `null`:
 * the answer isn't a list.
 */
export function listed(
  answer: VendorAnswer,
): { readonly items: number; readonly total: number | null } | null {
  const read = counts.safeParse(answer.body);
  return read.success
    ? { items: read.data._data.length, total: read.data._meta.totalCount ?? null }
    : null;
}

/** The address may be absolute or relative; only its number counts. */
function pageNumber(nextPage: string | null): number | null | "unreadable" {
  if (nextPage === null || nextPage === "") return null;
  const query = nextPage.split("#")[0]?.split("?")[1] ?? "";
  const text =
    [...new URLSearchParams(query)].find(
      ([name]) => name.toLowerCase() === QUERY.page.toLowerCase(),
    )?.[1] ?? "";
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : "unreadable";
}

const MAX_PAGES = 200;

/** Reads every item of a small list, one read per page; never returns a part of it. */
export async function readAllPages<T>(
  send: SendRead,
  list: SmallList<T>,
  expectedAdministration: number | null,
): Promise<Result<readonly T[], Failure>> {
  const items: T[] = [];
  let number = 1;
  for (let reads = 0; reads < MAX_PAGES; reads += 1) {
    const answer = await send(list.pageAt(number));
    if (!answer.ok) return answer;
    const page = list.read(answer.value, expectedAdministration);
    if (!page.ok) return page;
    items.push(...page.value.items);
    if (page.value.nextPage === null) return ok(items);
    number = page.value.nextPage;
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${MAX_PAGES} pages`));
}
