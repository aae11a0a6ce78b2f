/**
 * Lists: `{ Meta, Data }`, pages from 1. We count the page number and compare it with the answer's,
 * so a vendor that ignores `$page` causes an error and no loop.
 */
import { z } from "zod";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { type Capability, contractFailure, readBody, request } from "./request.ts";
import { defined } from "../domain/platform/defined.ts";

export type Page<T> = {
  readonly items: readonly T[];
  readonly page: number;
  /** The next page's number, `null` on the last. */
  readonly next: number | null;
  readonly total: number;
  /** The vendor's clock (ISO): the next watermark. */
  readonly serverTimeUtc: string | null;
};

/** The largest known page; a smaller limit only means more pages. */
const LARGE_PAGE = 1000;

type ListQuery = {
  readonly filter?: string;
  readonly orderBy?: string;
  readonly page?: number;
  readonly pageSize?: number;
};

export function listQuery({
  filter,
  orderBy,
  page = 1,
  pageSize = LARGE_PAGE,
}: ListQuery): Record<string, string> {
  return {
    ...defined({ $filter: filter, $orderby: orderBy }),
    $page: String(page),
    $pagesize: String(pageSize),
  };
}

const meta = z.looseObject({
  CurrentPage: z.int(),
  TotalNumberOfPages: z.int(),
  TotalNumberOfResults: z.int(),
  ServerTimeUtc: z.string().nullish(),
});

const pageOf = <T>(item: z.ZodType<T>) => z.looseObject({ Meta: meta, Data: z.array(item) });

/** Cached by an item's schema: making one costs more than reading a page with it. */
const pages = new WeakMap<z.ZodType, ReturnType<typeof pageOf>>();

function pageSchema<T>(item: z.ZodType<T>): ReturnType<typeof pageOf<T>> {
  const made = pages.get(item) ?? pageOf(item);
  pages.set(item, made);
  return made as ReturnType<typeof pageOf<T>>;
}

/**
 * Reads a page. A page with one unreadable row fails as a whole: without the row, it would count as
 * missing, and a search would book twice. The failure names the row.
 */
export function readPage<T>(item: z.ZodType<T>, answer: VendorAnswer): Result<Page<T>, Failure> {
  const read = readBody(pageSchema(item), answer);
  if (!read.ok) return err(withRow(read.error, answer.body));
  const { Meta, Data } = read.value;
  return ok({
    items: Data,
    page: Meta.CurrentPage,
    next: Meta.CurrentPage < Meta.TotalNumberOfPages ? Meta.CurrentPage + 1 : null,
    total: Meta.TotalNumberOfResults,
    serverTimeUtc: Meta.ServerTimeUtc ?? null,
  });
}

/** A list that is read whole: how one of its pages is requested, and how it is read. */
export type WholeList<T> = {
  readonly pageAt: (page: number) => VendorRequest;
  readonly read: (answer: VendorAnswer) => Result<Page<T>, Failure>;
};

/** A table of the company. `orderBy`: what never changes, so that no row moves meanwhile. */
export const table = <T>(
  path: string,
  capability: Capability,
  row: z.ZodType<T>,
  orderBy = "Id asc",
): WholeList<T> => ({
  pageAt: (page) => request("GET", path, capability, { query: listQuery({ orderBy, page }) }),
  read: (answer) => readPage(row, answer),
});

/** The same list, with the items that each row stands for: one, none or several. */
export const expanded = <Row, T>(
  list: WholeList<Row>,
  itemsOf: (row: Row) => readonly T[],
): WholeList<T> => ({
  ...list,
  read: (answer) => {
    const page = list.read(answer);
    return page.ok ? ok({ ...page.value, items: page.value.items.flatMap(itemsOf) }) : page;
  },
});

/** How the ledger names a row: a number that people see, otherwise its id. */
const NAMES = [
  "Number",
  "NumberAndNumberSeries",
  "InvoiceNumber",
  "CustomerNumber",
  "Code",
  "Id",
] as const;

const anyRow = z.record(z.string(), z.unknown());
const rawPage = z.looseObject({ Data: z.array(anyRow) });

/** The rows of a page as the ledger sent them. */
export const rawRows = (answer: VendorAnswer): readonly Readonly<Record<string, unknown>>[] =>
  rawPage.parse(answer.body).Data;

function withRow(failure: Failure, body: unknown): Failure {
  const at = failure.kind === "contract" ? /^Data\.(\d+)(?:\.|$)/.exec(failure.path) : null;
  if (failure.kind !== "contract" || at === null) return failure;
  const { Data } = body as { readonly Data: readonly unknown[] };
  const read = anyRow.safeParse(Data[Number(at[1])]);
  const row = NAMES.map((field) => (read.success ? read.data[field] : null)).find(isName);
  return row === undefined ? failure : { ...failure, row: String(row) };
}

/** The vendor may put anything there, including an e-mail address. */
const isName = (value: unknown): value is string | number =>
  Number.isInteger(value) || (typeof value === "string" && /^[\w./-]{1,40}$/.test(value));

const counts = z.looseObject({
  Meta: z.looseObject({ TotalNumberOfResults: z.int() }),
  Data: z.array(z.unknown()),
});

/** Returns how many items this answer and the whole list have; `null`: it is no list. */
export function listed(
  answer: VendorAnswer,
): { readonly items: number; readonly total: number } | null {
  const read = counts.safeParse(answer.body);
  return read.success
    ? { items: read.data.Data.length, total: read.data.Meta.TotalNumberOfResults }
    : null;
}

const MAX_PAGES = 1000;
const MAX_PASSES = 3;

/**
 * Reads every item of a list, one read per page. A list that shrinks meanwhile may have moved an
 * item to an earlier page, so it is read again, three times at most, then it is a transient
 * failure. A page that is too long to read is requested in smaller ones. Never returns a part of
 * the list: "not found" must be certain.
 */
export async function readAll<T>(
  send: SendRead,
  list: WholeList<T>,
): Promise<Result<readonly T[], Failure>> {
  const listed = await readMost(send, list, Infinity);
  return listed.ok ? ok(listed.value.items) : listed;
}

type FirstItems<T> = { readonly items: readonly T[]; readonly more: boolean };

/**
 * Reads pages, as {@link readAll} does, until they have this many items: for choices of people,
 * never to prove an absence. `more`: the list continues.
 */
export async function readMost<T>(
  send: SendRead,
  list: WholeList<T>,
  most: number,
): Promise<Result<FirstItems<T>, Failure>> {
  let asked = list;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const listed = await readOnce(send, asked, most);
    if (listed === "moved") continue;
    const pageAt = isTooLarge(listed) ? inSmallerPages(asked.pageAt) : null;
    if (pageAt === null) return listed;
    asked = { ...list, pageAt };
    pass -= 1;
  }
  return err({
    kind: "transient",
    vendor: "eaccounting",
    cause: "the list moved while it was read",
  });
}

const isTooLarge = (read: Result<unknown, Failure>): boolean =>
  !read.ok && read.error.kind === "contract" && read.error.tooLarge === true;

/** `null`: a page has only one row already. */
function inSmallerPages(pageAt: WholeList<unknown>["pageAt"]): WholeList<unknown>["pageAt"] | null {
  const size = Number(pageAt(1).query["$pagesize"]);
  if (!(size > 1)) return null;
  const $pagesize = String(Math.ceil(size / 10));
  return (page) => {
    const asked = pageAt(page);
    return { ...asked, query: { ...asked.query, $pagesize } };
  };
}

async function readOnce<T>(
  send: SendRead,
  { pageAt, read }: WholeList<T>,
  most: number,
): Promise<Result<FirstItems<T>, Failure> | "moved"> {
  const items: T[] = [];
  let total: number | null = null;
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const answer = await send(pageAt(number));
    if (!answer.ok) return answer;
    const page = read(answer.value);
    if (!page.ok) return page;
    if (page.value.page !== number)
      return err(
        contractFailure(
          ["Meta", "CurrentPage"],
          `asked for page ${number}, got ${page.value.page}`,
        ),
      );
    if (total !== null && page.value.total < total) return "moved";
    total = page.value.total;
    items.push(...page.value.items);
    if (page.value.next === null) return ok({ items, more: false });
    if (items.length >= most) return ok({ items, more: true });
  }
  return err(contractFailure(["Meta", "TotalNumberOfPages"], `more than ${MAX_PAGES} pages`));
}
