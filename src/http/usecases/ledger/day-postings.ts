/**
 * What the documents of some days' orders book, line by line: as read from the ledger, otherwise as
 * predicted. Page by page, as each order's run is opened. Predictions and readings are those of the
 * orders' own pages. Vouchers that many orders share come once, with the first page; an order's
 * share of one of another day comes with the order.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { Chart } from "../../../domain/ledger/posting.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { ok } from "../../../domain/result.ts";
import { listDays } from "../../../store/reconciliations.ts";
import type { BookedDayVoucher } from "../../../sync/contract/days.ts";
import type {
  PagePosition,
  ReconciledOrderView,
  ReconciliationView,
} from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import {
  chartOf,
  type DocumentPosting,
  type Postings,
  postingsOf,
  readPostings,
} from "./posting.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { peopleFor } from "./reconciliation.ts";
import { notCompared } from "../../../monitor/reconciliation/compared-days.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import type { Answer } from "../refusal.ts";
import { timelinesOf } from "../jobs/timelines.ts";

/** The result of reading an order's postings. `none`: nothing of it is booked. */
export type OrderPostings = {
  readonly order: ReconciledOrderView;
  readonly documents: readonly DocumentPosting[];
  /** Booked, and not read, or not since it was written last. */
  readonly unread: boolean;
  /** Its run couldn't be opened: nothing is known of its documents here. */
  readonly untold?: true;
  /** The ledger's currency, as far as its plan shows it. */
  readonly home: string | null;
};

export type DayPostings = {
  readonly orders: readonly OrderPostings[];
  /** Of these days, whichever orders they have. None but on the first page. */
  readonly vouchers: readonly BookedDayVoucher[];
  readonly chart: Chart;
  readonly cursor: string | null;
  /** How many orders of the days come before these, and how many it has; `null`: not known. */
  readonly place: PagePosition | null;
  /** When the days were reconciled, the oldest one (ms): what came since isn't listed. */
  readonly reconciledAt: number | null;
  /** Days up to today that no reconciliation has compared: their orders aren't listed. */
  readonly notCompared: readonly Range[];
  /** Booked documents of these days that belong to no order, or are a second one: not listed. */
  readonly apart: number;
};

const PAGE = 25;
/** Orders read from the ledger at once: a few reads each, within the vendor's limit. */
const MOST_READ = 10;

/** `all`: all of the days, where they have at most {@link MOST_AT_ONCE} orders. */
export type DayQuery = {
  readonly from: string;
  readonly to: string;
  readonly cursor: string | null;
  readonly all?: boolean;
};
/** As many as a browser prints at once: longer lists come by pages. */
const MOST_AT_ONCE = 200;

export async function dayPostings(asking: TenantRequest, query: DayQuery): Answer<DayPostings> {
  const pages = await dayPages(asking);
  return pages.ok ? pages.value(query) : pages;
}

/**
 * Returns pages of days for one reader: account names are read once, and each page of orders takes
 * one call, with its customers, and one for their runs.
 */
export async function dayPages(
  asking: TenantRequest,
): Answer<(query: DayQuery) => Answer<DayPostings>> {
  const reached = await requireTenant(asking);
  if (!reached.ok) return reached;
  // Without names, ids are shown.
  const named = await callTenant(asking, (tenant) => tenant.reads.names(asking.tenantId));
  const names = named.ok ? named.value : {};
  let read: { readonly range: string; readonly at: number | null } | null = null;
  return ok(async ({ all = false, ...query }) => {
    // Read before the orders, so that none of them is from before it.
    const range = `${query.from} ${query.to}`;
    if (read?.range !== range) read = { range, at: await oldestOf(asking, query) };
    const reconciledAt = read.at;
    const page = await pageOfDay(asking, query, names);
    let found = page.ok ? ok({ ...page.value, reconciledAt }) : page;
    // One after the other, so that no more runs are open at once than a page has.
    while (all && found.ok && found.value.cursor !== null) {
      const { orders, vouchers, cursor, place } = found.value;
      if (orders.length + PAGE > MOST_AT_ONCE || (place?.of ?? 0) > MOST_AT_ONCE) break;
      const more = await pageOfDay(asking, { ...query, cursor }, names);
      found = more.ok
        ? ok({
            ...more.value,
            vouchers,
            orders: [...orders, ...more.value.orders],
            place,
            reconciledAt,
          })
        : more;
    }
    return found;
  });
}

/** When the days were reconciled, the oldest one. */
async function oldestOf(
  { deps, tenantId }: TenantRequest,
  { from, to }: Range,
): Promise<number | null> {
  const days = await listDays(deps.db, tenantId, from, to);
  return days.length === 0 ? null : Math.min(...days.map(({ at }) => at));
}

async function pageOfDay(
  asking: TenantRequest,
  { from, to, cursor }: Omit<DayQuery, "all">,
  names: NameLists,
): Answer<Omit<DayPostings, "reconciledAt">> {
  const { actor, deps, tenantId } = asking;
  const asked = await callTenant(asking, (tenant) =>
    tenant.reconciliation.view(tenantId, {
      from,
      to,
      limit: PAGE,
      placed: true,
      ...peopleFor(actor, tenantId),
      ...(cursor === null ? {} : { cursor }),
    }),
  );
  if (!asked.ok) return asked;
  const jobIds = asked.value.orders.flatMap(({ jobId = null }) => jobId ?? []);
  const timelines = await callTenant(asking, (tenant) => timelinesOf(tenant, tenantId, jobIds));
  if (!timelines.ok) return timelines;
  const orders = asked.value.orders.map((order): OrderPostings => {
    const described = timelines.value.get(order.jobId ?? "");
    if (described == null) {
      const none = { order, documents: [], unread: false, home: null };
      return described === null ? { ...none, untold: true } : none;
    }
    const postings = postingsOf(described, names);
    return {
      order,
      documents: postings.documents.filter((one) => !isOfDays(one, { from, to })),
      unread: isUnread(postings),
      home: postings.home,
    };
  });
  const { cursor: next, place = null, vouchers = [], currency = null, findings } = asked.value;
  const chart = chartOf(names);
  return ok({
    orders: inOneLedger(orders, currency),
    vouchers,
    chart,
    cursor: next,
    place,
    apart: findings.filter((one) => isApart(one, { from, to })).length,
    notCompared: notCompared(
      asked.value.compared,
      { from, to },
      localDay(deps.clock.now(), SOURCE_ZONE),
    ),
  });
}

const BOOKED: ReadonlySet<string> = new Set(["invoice", "credit-invoice", "voucher"]);

const isApart = (
  { finding, day, document }: ReconciliationView["findings"][number],
  { from, to }: Range,
): boolean =>
  (finding === "without-order" || finding === "twice") &&
  BOOKED.has(document?.kind ?? "") &&
  day != null &&
  day >= from &&
  day <= to;

/** It is a share of a voucher of these days, which the list has as a whole. */
function isOfDays({ day, predicted }: DocumentPosting, { from, to }: Range): boolean {
  const date = day === undefined ? null : (predicted?.date ?? null);
  return date !== null && date >= from && date <= to;
}

/** All of them are of one ledger: where no plan of an order tells its currency, another's does. */
function inOneLedger(
  orders: readonly OrderPostings[],
  currency: string | null,
): readonly OrderPostings[] {
  const known = orders.find(({ home }) => home !== null)?.home ?? currency;
  return orders.map((order) => ({ ...order, home: order.home ?? known }));
}

const isUnread = ({ readable, documents, refused }: Postings): boolean =>
  readable && refused === null && documents.every(({ booked }) => booked === null);

/**
 * Reads the next orders of a page from the ledger, one after the other, until one has to wait.
 * `next`: where the list continues.
 */
export async function readDayPostings(
  asking: TenantRequest,
  query: DayQuery,
): Answer<{ readonly read: number; readonly left: number; readonly next: string | null }> {
  const found = await dayPostings(asking, query);
  if (!found.ok) return found;
  const unread = found.value.orders.filter((one) => one.unread);
  let read = 0;
  for (const { order } of unread.slice(0, MOST_READ)) {
    const asked = await readPostings(asking, order.jobId ?? "");
    if (!asked.ok) {
      if (read === 0) return asked;
      break;
    }
    read += 1;
  }
  return ok({ read, left: unread.length - read, next: found.value.cursor });
}

export type Balanced = {
  readonly currency: string | null;
  readonly debit: Decimal;
  readonly credit: Decimal;
};

/** Debit and credit of all lines, by currency. */
export function totalsOf(
  lines: readonly {
    readonly currency: string | null;
    readonly debit: Decimal | null;
    readonly credit: Decimal | null;
  }[],
): readonly Balanced[] {
  return [...Map.groupBy(lines, ({ currency }) => currency)].map(([currency, of]) => ({
    currency,
    debit: amount(sum(of.map(({ debit }) => debit ?? "0"))),
    credit: amount(sum(of.map(({ credit }) => credit ?? "0"))),
  }));
}

export const isBalanced = ({ debit, credit }: Balanced): boolean => dec(debit).eq(dec(credit));
