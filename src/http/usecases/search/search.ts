/**
 * One search over a user's shops: each object is asked for jobs, vouchers and, by a number, for
 * customers, up to a number of shops. Without the right to see customers of a shop the search
 * doesn't find them either.
 */
import type { JobView } from "../../../domain/jobs/job.ts";
import type { Language } from "../../../domain/language.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobListDetails } from "../../../sync/contract/jobs.ts";
import type { LinkedCustomer } from "../../../sync/contract/customers.ts";
import type { DayVoucherView, FoundVouchers } from "../../../sync/contract/days.ts";
import type { PayoutRow } from "../../../sync/contract/payouts.ts";
import type { JobQuery } from "../../../sync/contract/index.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { type ShopsAsked, shopsAsked } from "./shops-asked.ts";
import { searchConditions } from "./job-search.ts";
import { limitToRights } from "../jobs/jobs.ts";
import { linkedCustomers } from "../ledger/linked-customers.ts";
import { callTenant } from "../tenant-access.ts";
import { visibleTenants } from "../tenants/tenants.ts";
import { parseVoucherQuery } from "./vouchers-in.ts";

const HITS_OF_A_SHOP = 30;
const MOST_SHOPS_SHOWN = 8;
const MOST_TEXT = 100;
/** Customers of one number in a shop. */
const MOST = 10;

const GROUPS = ["orders", "documents", "customers", "products"] as const;
type HitGroup = (typeof GROUPS)[number];

export type Hit = {
  readonly tenant: TenantRow;
  readonly job: JobView;
  readonly beside: JobListDetails | null;
  readonly group: HitGroup;
  /** The text is this order's whole number, and names no document by it. */
  readonly exact: boolean;
};

/** A daily voucher, or a payout, of a shop. */
export type VoucherHit<T> = { readonly tenant: TenantRow; readonly of: T };

export type SearchResult = {
  readonly text: string;
  /** The shop that the search was begun in comes first; never connected ones last. */
  readonly shops: readonly TenantRow[];
  /** Shops whose name has the words. */
  readonly named: readonly TenantRow[];
  /** Orders of exactly this number first. */
  readonly hits: readonly Hit[];
  /** The text names a document by its kind: that comes first. */
  readonly namesDocument: boolean;
  readonly days: readonly VoucherHit<DayVoucherView>[];
  readonly payouts: readonly VoucherHit<PayoutRow>[];
  /** Customers in the ledger of exactly this number. */
  readonly customers: readonly VoucherHit<LinkedCustomer>[];
  /** Which of them were asked, and which weren't. */
  readonly asked: ShopsAsked;
  /** Shops that didn't answer. */
  readonly silent: readonly TenantRow[];
  /** There are more matches in these: orders, customers or articles; or vouchers. */
  readonly more: readonly TenantRow[];
  readonly moreVouchers: readonly TenantRow[];
};

type SearchAsked = {
  readonly typed: string;
  /** The shop that the search was begun in. */
  readonly from: string | null;
  /** From 1; see `shopsAsked`. */
  readonly part: number;
};

export async function search(
  deps: EdgeDeps,
  actor: Actor,
  { typed, from, part }: SearchAsked,
  language: Language,
): Promise<SearchResult> {
  const text = typed.trim().slice(0, MOST_TEXT);
  const visible = (await visibleTenants(deps, actor)).filter(({ state }) => state !== "retired");
  const shopsOf = await shopsAsked(deps.db, visible, from, part);
  const shops = [...shopsOf.ranked, ...shopsOf.never];
  const none = {
    text,
    shops,
    named: [],
    hits: [],
    namesDocument: false,
    days: [],
    payouts: [],
    customers: [],
    asked: shopsOf,
    silent: [],
    more: [],
    moreVouchers: [],
  };
  if (text === "") return none;
  const query = queryOf(text, language);
  const number = numberIn(query.number ?? text);
  const named = parseVoucherQuery(text, language, deps.clock.now());
  const answers = await Promise.all(
    shopsOf.asked.map(async (tenant) => {
      const [page, vouchers, linked] = await Promise.all([
        callTenant({ deps, tenantId: tenant.id }, (object) =>
          object.jobs.list(tenant.id, limitToRights(actor, tenant.id, query)),
        ),
        callTenant({ deps, tenantId: tenant.id }, (object) =>
          object.jobs.vouchers(tenant.id, named),
        ),
        number === null
          ? null
          : linkedCustomers({ deps, actor, tenantId: tenant.id }, { number, limit: MOST }),
      ]);
      return { tenant, page, vouchers, linked };
    }),
  );
  const hitsOf = <T>(of: (found: FoundVouchers) => readonly T[]): readonly VoucherHit<T>[] =>
    answers.flatMap(({ tenant, vouchers }) =>
      vouchers.ok ? of(vouchers.value).map((one) => ({ tenant, of: one })) : [],
    );
  const hits = answers.flatMap(({ tenant, page }) =>
    page.ok
      ? page.value.jobs.flatMap((job) =>
          hitOf({ tenant, job, beside: page.value.rows?.[job.id] ?? null }, query, text),
        )
      : [],
  );
  return {
    ...none,
    named: shopsNamed(shops, text),
    namesDocument: query.document !== undefined,
    hits: [...hits.filter(({ exact }) => exact), ...hits.filter(({ exact }) => !exact)],
    days: hitsOf(({ days }) => days),
    payouts: hitsOf(({ payouts }) => payouts),
    customers: answers.flatMap(({ tenant, linked }) =>
      linked?.ok === true ? linked.value.customers.map((of) => ({ tenant, of })) : [],
    ),
    silent: answers.flatMap(({ tenant, page, vouchers }) =>
      page.ok && vouchers.ok ? [] : [tenant],
    ),
    more: answers.flatMap(({ tenant, page }) =>
      page.ok && page.value.cursor !== null ? [tenant] : [],
    ),
    moreVouchers: answers.flatMap(({ tenant, vouchers }) =>
      vouchers.ok && vouchers.value.more ? [tenant] : [],
    ),
  };
}

/** One word with a figure in it, or a guest's: our prefix and a code that may have none. */
const CUSTOMER_NUMBER = /^(?:(?=.*\d)[\p{L}\d-]+|[A-Z2-7]{9,})$/u;
const numberIn = (text: string): string | null => (CUSTOMER_NUMBER.test(text) ? text : null);

/** Things, not reasons: those are searched in a shop's own list. */
function queryOf(text: string, language: Language): JobQuery {
  const { codes: _, named: __, ...wanted } = searchConditions({ text }, language);
  return {
    ...wanted,
    flows: ["orders", "customers", "products"],
    newest: true,
    rows: true,
    limit: HITS_OF_A_SHOP,
  };
}

function hitOf(
  found: Pick<Hit, "tenant" | "job" | "beside">,
  { number, document }: JobQuery,
  text: string,
): readonly Hit[] {
  const { job, beside } = found;
  const flow = GROUPS.find((group) => group === job.flow);
  if (flow === undefined) return [];
  const isNumber = number !== undefined && job.label?.toLowerCase() === number.toLowerCase();
  const exact = flow === "orders" && isNumber && document === undefined;
  const named = (document?.number ?? number ?? text).toLowerCase();
  const its = beside?.document ?? null;
  const isOfKind = its !== null && (document?.roles.includes(its.role) ?? true);
  const isDocument = flow === "orders" && !exact && isOfKind && its.number?.toLowerCase() === named;
  return [{ ...found, exact, group: isDocument ? "documents" : flow }];
}

/** Each word is in the name, at least as a part: there are few shops. */
function shopsNamed(shops: readonly TenantRow[], text: string): readonly TenantRow[] {
  const words = wordsIn(text);
  if (words.length === 0) return [];
  return shops
    .filter(({ name }) => {
      const folded = wordsIn(name).join(" ");
      return words.every((word) => folded.includes(word));
    })
    .slice(0, MOST_SHOPS_SHOWN);
}
