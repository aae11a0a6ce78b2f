/**
 * Debtors, customers and articles that settings name. There are too many to be listed, so those
 * that are set are read by themselves, and another one is looked for by what people know of it: its
 * number, its e-mail address, its name, or its id.
 */
import { findDebtors, readDebtor, type AsperionDebtor } from "../../asperion/debtors.ts";
import {
  BY_ID,
  type NameEntry,
  type PartiesFound,
  type PartyList,
  type RecordAsked,
  type RecordRead,
  type StockRead,
} from "../../domain/ledger/names.ts";
import { isId } from "../../domain/ids.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  articleByNumber,
  articlesLike,
  articlesNumbered,
  readArticlesByNumber,
  readArticlesLike,
  readArticlesNumbered,
} from "../../eaccounting/articles.ts";
import {
  customersBy,
  customersNamed,
  readCustomersBy,
  readCustomersNamed,
  findCustomerById,
} from "../../eaccounting/customers.ts";
import { isFilterRefused } from "../../eaccounting/errors.ts";
import type { Settings } from "../../settings/schema.ts";
import { z } from "zod";
import { readStockOfCode } from "../../asperion/stock.ts";
import { readProductNumbered } from "../../eaccounting/products.ts";
import { readStockNumbered } from "../../eaccounting/stock.ts";
import { toDebtor } from "../parties/pull-debtor.ts";

/** The key of a job that looks for one begins so. */
export const FIND_KEY = "find:";

/** Records read each day, at most. */
const MAX_NAMED = 50;
/** Results shown, at most. */
const MAX_FOUND = 10;

type Entries = Result<readonly NameEntry[], Failure>;
type PartiesResult = Result<PartiesFound, Failure>;

const debtorEntry = ({ id, name, customerNumber }: AsperionDebtor): NameEntry => ({
  id: String(id),
  name,
  note: customerNumber,
});
const customerEntry = ({
  id,
  name,
  number,
}: {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
}): NameEntry => ({ id, name, note: number });

const articleEntry = ({
  number,
  name,
}: {
  readonly number: string;
  readonly name: string;
}): NameEntry => ({ id: number, name: `${number} ${name}`, note: null });

export function namedDebtors(
  send: SendRead,
  administrationId: number,
  { orders, stock }: Settings,
): Promise<Entries> {
  const ids = [
    ...orders.collectiveDebtors,
    ...(stock.correctionDebtor === null ? [] : [stock.correctionDebtor]),
  ];
  return each([...new Set(ids)], (id) => debtorById(send, administrationId, id));
}

export function namedCustomers(send: SendRead, { orders, lookups }: Settings): Promise<Entries> {
  const { force, default: rest, table } = lookups.debtor;
  const ids = [orders.defaultDebtor?.id, force, rest, ...Object.values(table)].flatMap((id) =>
    id === undefined ? [] : [id.toLowerCase()],
  );
  return each([...new Set(ids)], (id) => ledgerById(send, id));
}

/** Numbers per request. */
const NUMBERS_AT_ONCE = 20;

/** Returns articles that replace others, also for a VAT code or a sales type. */
export async function namedArticles(
  send: SendRead,
  { lookups: { article, vat, salesType } }: Settings,
): Promise<Entries> {
  const numbers = [article, vat, salesType]
    .flatMap(({ force, default: rest, table }) => [force, rest, ...Object.values(table)])
    .flatMap((number) => (number === undefined || isGuid(number) ? [] : [number]));
  const wanted = [...new Set(numbers)].slice(0, MAX_NAMED);
  const entries: NameEntry[] = [];
  for (let from = 0; from < wanted.length; from += NUMBERS_AT_ONCE) {
    const some = wanted.slice(from, from + NUMBERS_AT_ONCE);
    const answer = await send(articlesNumbered(some));
    if (!answer.ok) return answer;
    const read = readArticlesNumbered(answer.value, some);
    if (!read.ok) return read;
    entries.push(...read.value.map(articleEntry));
  }
  return ok(entries);
}

/** One that isn't there has no name; it stays in the settings. */
async function each<T>(
  ids: readonly T[],
  read: (id: T) => Promise<Result<NameEntry | null, Failure>>,
): Promise<Entries> {
  const entries: NameEntry[] = [];
  for (const id of ids.slice(0, MAX_NAMED)) {
    const entry = await read(id);
    if (!entry.ok) return entry;
    if (entry.value !== null) entries.push(entry.value);
  }
  return ok(entries);
}

async function debtorById(
  send: SendRead,
  administrationId: number,
  id: number,
): Promise<Result<NameEntry | null, Failure>> {
  const read = await readDebtor(send, id, administrationId, "list");
  if (read.ok) return ok(debtorEntry(read.value.item));
  return read.error.kind === "not-found" ? ok(null) : read;
}

async function ledgerById(send: SendRead, id: string): Promise<Result<NameEntry | null, Failure>> {
  const read = await findCustomerById(send, id);
  if (!read.ok) return read;
  return ok(read.value === null ? null : customerEntry(read.value));
}

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
const isEmail = (text: string): boolean => text.includes("@");

const partiesFound = (entries: readonly NameEntry[], complete = true): PartiesResult => {
  const each = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  return ok({
    kind: "found",
    entries: each.slice(0, MAX_FOUND),
    more: !complete || each.length > MAX_FOUND,
  });
};

/** `text`: a number, an e-mail address, a part of a name or an id; behind `BY_ID` an id alone. */
export async function findParties(
  send: SendRead,
  administrationId: number,
  list: PartyList,
  text: string,
): Promise<PartiesResult> {
  if (list === "eaccounting.articles") return findArticles(send, text);
  if (!text.startsWith(BY_ID))
    return list === "asperion.debtors"
      ? findShopDebtors(send, administrationId, text)
      : findCustomers(send, text);
  const id = text.slice(BY_ID.length);
  const own = await (list === "eaccounting.customers"
    ? ledgerById(send, id.toLowerCase())
    : shopDebtorById(send, administrationId, id));
  return own.ok ? partiesFound(own.value === null ? [] : [own.value]) : own;
}

/** Finds articles in use. After `BY_ID` the whole number is meant, not its beginning. */
async function findArticles(send: SendRead, text: string): Promise<PartiesResult> {
  if (text.startsWith(BY_ID)) {
    const number = text.slice(BY_ID.length);
    const answer = await send(articleByNumber(number));
    if (!answer.ok) return answer;
    const read = readArticlesByNumber(answer.value, number);
    return read.ok
      ? partiesFound(read.value.filter(({ active }) => active).map(articleEntry))
      : read;
  }
  const answer = await send(articlesLike(text));
  if (!answer.ok) return isFilterRefused(answer.error) ? ok({ kind: "unsearchable" }) : answer;
  const read = readArticlesLike(answer.value, text);
  return read.ok ? partiesFound(read.value.articles.map(articleEntry), read.value.complete) : read;
}

/** Finds none by a text that is no id. */
const shopDebtorById = async (send: SendRead, administrationId: number, id: string) =>
  isId(id) ? debtorById(send, administrationId, Number(id)) : ok(null);

/**
 * A number may be a debtor's number or an id: both are searched, and a person chooses. Only if
 * neither fits is it taken as a part of a name.
 */
async function findShopDebtors(
  send: SendRead,
  administrationId: number,
  text: string,
): Promise<PartiesResult> {
  const exact = await findDebtors(send, isEmail(text) ? "email" : "number", text, administrationId);
  if (!exact.ok) return exact;
  const own = isId(text) ? await debtorById(send, administrationId, Number(text)) : ok(null);
  if (!own.ok) return own;
  const hits = [
    ...(exact.value?.debtors ?? []).map(debtorEntry),
    ...(own.value === null ? [] : [own.value]),
  ];
  if (hits.length > 0) return partiesFound(hits, exact.value?.complete ?? true);
  if (isEmail(text)) return exact.value === null ? ok({ kind: "unsearchable" }) : partiesFound([]);
  const named = await findDebtors(send, "name", text, administrationId);
  if (!named.ok) return named;
  return named.value === null || (exact.value === null && named.value.debtors.length === 0)
    ? ok({ kind: "unsearchable" })
    : partiesFound(named.value.debtors.map(debtorEntry), named.value.complete);
}

/** Finds customers in use: an order on another one would be refused. */
async function findCustomers(send: SendRead, text: string): Promise<PartiesResult> {
  if (isGuid(text)) {
    const own = await ledgerById(send, text.toLowerCase());
    return own.ok ? partiesFound(own.value === null ? [] : [own.value]) : own;
  }
  const by = isEmail(text) ? "email" : "customer-number";
  const answer = await send(customersBy(by, text));
  if (!answer.ok) return answer;
  const exact = readCustomersBy(answer.value, by, text);
  if (!exact.ok) return exact;
  const hits = exact.value.customers.filter(({ active }) => active);
  if (hits.length > 0 || isEmail(text))
    return partiesFound(hits.map(customerEntry), exact.value.complete);
  const listed = await send(customersNamed(text));
  if (!listed.ok) return isFilterRefused(listed.error) ? ok({ kind: "unsearchable" }) : listed;
  const named = readCustomersNamed(listed.value, text);
  return named.ok
    ? partiesFound(
        named.value.customers.filter(({ active }) => active).map(customerEntry),
        named.value.complete,
      )
    : named;
}

type Read = Promise<Result<RecordRead, Failure>>;

/**
 * Reads one record that a person tries rules on or looks at, by its number while that person waits.
 * Nothing of it is kept.
 */
export const readRecord = (
  send: SendRead,
  administrationId: number,
  { of, number }: RecordAsked,
): Read =>
  of === "debtor" ? debtorNumbered(send, administrationId, number) : articleNumbered(send, number);

async function articleNumbered(send: SendRead, number: string): Read {
  const read = await readProductNumbered(send, number);
  if (!read.ok) return read;
  return ok(read.value === null ? { kind: "none" } : { kind: "article", ...read.value });
}

/** A figure that is no debtor's number may be an id. */
async function debtorNumbered(send: SendRead, administrationId: number, number: string): Read {
  const found = await findDebtors(send, "number", number, administrationId);
  if (!found.ok) return found;
  const [debtor] = found.value?.debtors ?? [];
  if (debtor !== undefined) return ok({ kind: "debtor", debtor: toDebtor(debtor) });
  if (/^[1-9]\d{0,8}$/.test(number)) {
    const own = await readDebtor(send, Number(number), administrationId, "list");
    if (own.ok) return ok({ kind: "debtor", debtor: toDebtor(own.value.item) });
    if (own.error.kind !== "not-found") return own;
  }
  return ok({ kind: found.value === null ? "unsearchable" : "none" });
}

const text = z.string().trim().min(1).max(100);

export const askedStock = z.object({
  stockOf: z.object({ id: z.string(), number: text, code: text.nullable() }),
});

/**
 * Reads an article's stock on both sides; `field`: of the shop's article, with the figure. `code`
 * `null`: it stands for nothing in the shop.
 */
export async function readStock(
  send: SendRead,
  administrationId: number,
  { stockOf: { id, number, code } }: z.infer<typeof askedStock>,
  field: string,
): Promise<Result<StockRead, Failure>> {
  const [ledger, shop] = await Promise.all([
    readStockNumbered(send, number),
    code === null ? ok([]) : readStockOfCode(send, code, administrationId, field),
  ]);
  if (!ledger.ok) return ledger;
  if (!shop.ok) return shop;
  const found = ledger.value.find((one) => one.id.toLowerCase() === id.toLowerCase()) ?? null;
  return ok({ kind: "stock", ledger: found, shop: shop.value });
}
