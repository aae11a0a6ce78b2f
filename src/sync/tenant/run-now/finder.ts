/**
 * Finds debtors and customers for a person. Many more are found than chosen, and they may be
 * people, so the results are kept in memory while that person waits. Only one that was the single
 * result gets a name in the lists.
 */
import type {
  DebtorSales,
  SearchAnswer,
  NameEntry,
  OrdersFound,
  PartiesFound,
  PartyList,
  RecordAsked,
  RecordRead,
  StockAsked,
  StockRead,
} from "../../../domain/ledger/names.ts";
import type { BalancesRead, PostingsRead } from "../../../domain/ledger/posting.ts";
import type { AskedPosting } from "../../../flows/orders/posting/documents.ts";
import { FIND_KEY } from "../../../flows/vendor-reads/parties.ts";
import type { ClaimRef } from "../../contract/runs.ts";
import { runNow, findObstacle } from "./run-now.ts";
import * as cache from "../storage/cache.ts";
import * as claims from "../claims/claims.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** Looks for a debtor or customer at its vendor, now. */
export async function find(
  context: TenantContext,
  list: PartyList,
  text: string,
): Promise<PartiesFound> {
  const found = (await ask(context, { list, text })) as PartiesFound;
  const [only, second] = found.kind === "found" ? found.entries : [];
  if (only !== undefined && second === undefined) name(context, list, only);
  return found;
}

/**
 * Whether anything was sold to a debtor of the shop, asked now. Nothing is put in line where it
 * can't be asked now.
 */
export async function sales(context: TenantContext, debtorId: number): Promise<DebtorSales> {
  if (findObstacle(context) !== null) return { kind: "later" };
  return (await ask(context, { salesTo: debtorId })) as DebtorSales;
}

/** Looks for an order of the shop by its number, now. */
export async function orders(context: TenantContext, number: string): Promise<OrdersFound> {
  if (findObstacle(context) !== null) return { kind: "later" };
  return (await ask(context, { orderNumber: number })) as OrdersFound;
}

/** Reads a debtor of the shop or an article of the ledger by its number, now. */
export async function record(context: TenantContext, asked: RecordAsked): Promise<RecordRead> {
  if (findObstacle(context) !== null) return { kind: "later" };
  return (await ask(context, asked)) as RecordRead;
}

/** Reads an article's stock on both sides, now; `null`: it can't be read now. */
export async function stock(context: TenantContext, asked: StockAsked): Promise<StockRead | null> {
  if (findObstacle(context) !== null) return null;
  const read = await ask(context, asked);
  return read.kind === "stock" ? read : null;
}

/** Reads what documents of an order booked, now. */
export const postings = async (
  context: TenantContext,
  asked: readonly AskedPosting[],
): Promise<PostingsRead> => (await ask(context, { postings: asked })) as PostingsRead;

/**
 * Reads the ledger's balances of accounts on a day, now. Nothing is put in line where it can't be
 * asked now.
 */
export const balances = async (
  context: TenantContext,
  accounts: readonly number[],
  day: string,
): Promise<BalancesRead> =>
  findObstacle(context) !== null
    ? { kind: "later" }
    : ((await ask(context, { balances: accounts, day })) as BalancesRead);

async function ask(context: TenantContext, asked: unknown): Promise<SearchAnswer> {
  const key = `${FIND_KEY}${meta.next(context.sql, "finds")}`;
  const jobId = await runNow(context, { key, flow: "names", type: "by-hand", lane: "live" }, asked);
  const found = context.found.get(jobId) ?? { kind: "later" as const };
  context.found.delete(jobId);
  return found;
}

/** Called by the job that asked the vendor: hands what was found to the person who waits. */
export function take(
  context: TenantContext,
  ref: ClaimRef,
  found: SearchAnswer,
): { readonly fenced: boolean } {
  if (claims.holder(context.sql, ref) === null) return { fenced: true };
  context.found.set(ref.jobId, found);
  return { fenced: false };
}

function name({ sql, now }: TenantContext, list: PartyList, entry: NameEntry): void {
  const before = cache.names(sql)[list];
  const entries = [...(before?.entries ?? []).filter(({ id }) => id !== entry.id), entry];
  cache.save(
    sql,
    { names: { [list]: { entries, readAt: before?.readAt ?? null, fault: null } } },
    now(),
  );
}
