/**
 * An article's stock on both sides with what the next run would make of it, and the last orders
 * that sold it. The stock flow's own plan decides, over what was read.
 */
import type { StockChange } from "../../../domain/goods/stock.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import { nameIn } from "../../../domain/jobs/listed.ts";
import { type Decimal, plain, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { changesOf } from "../../../flows/stock/turns.ts";
import { type LeftAlone, planStock } from "../../../flows/stock/plan.ts";
import { leftReason } from "../../../flows/stock/preview.ts";
import { parseKey } from "../../../settings/lookups/lookup-key.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { ArticleOrdersView } from "../../../sync/contract/article-orders.ts";
import type { ArticleStockView } from "../../../sync/contract/article-stock.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { orderFromTimeline } from "../dry-runs/order-from-timeline.ts";
import { onTenant } from "../tenant-access.ts";
import { timelinesOf } from "./timelines.ts";

/** What the next run would do, were every order booked. */
type NextStock =
  | { readonly kind: "same" }
  | { readonly kind: "change"; readonly change: StockChange }
  | { readonly kind: "left"; readonly why: Reason };

type SoldIn = {
  readonly job: JobView;
  readonly customer: string | null;
  /** `null`: its lines aren't kept any more. */
  readonly pieces: Decimal | null;
};

export type ArticleView = {
  readonly stock: ArticleStockView;
  /** The stock flow is on. */
  readonly isOn: boolean;
  /** The field of the shop's article that has the figure; `null`: the stock itself has. */
  readonly field: string | null;
  readonly next: NextStock | null;
  /** Codes under which the shop sells it. */
  readonly codes: readonly string[];
  /** `null`: they can't be read at the moment. */
  readonly sold: {
    readonly orders: readonly SoldIn[];
    readonly lookedFrom: number | null;
    readonly withCustomers: boolean;
  } | null;
};

type ArticleAsked = {
  /** The ledger's article; `null`: the job is of something else. */
  readonly article: string | null;
  /** Both vendors are asked now. */
  readonly fresh: boolean;
  readonly settings: Settings;
  readonly administrationId: number;
};

/** `null`: it is no article, no pass has read it, or the shop doesn't answer. */
export async function articleView(
  asking: TenantRequest,
  { article, fresh, settings, administrationId }: ArticleAsked,
): Promise<ArticleView | null> {
  if (article === null) return null;
  const asked = await onTenant(asking, (tenant) =>
    tenant.reads.articleStock(asking.tenantId, { id: article, fresh }),
  );
  if (!asked.ok || asked.value === null) return null;
  const stock = asked.value;
  const { enabled, strategy, field } = settings.stock;
  const codes = codesOf(stock, settings);
  return {
    stock,
    isOn: enabled,
    field: enabled && strategy === "article-field" ? field : null,
    next: enabled ? nextOf(stock, settings) : null,
    codes,
    sold: codes.length === 0 ? null : await soldIn(asking, codes, administrationId),
  };
}

/** Its own code, and those that a mapping books as it. */
const codesOf = ({ code, number }: ArticleStockView, { lookups }: Settings): readonly string[] => [
  ...new Set(
    [
      code,
      ...Object.entries(lookups.article.table).flatMap(([key, value]) =>
        value === number ? [parseKey(key).value] : [],
      ),
    ].filter((one) => one !== null),
  ),
];

/** What orders hold that aren't booked is known to a run alone. */
function nextOf({ reading, code }: ArticleStockView, settings: Settings): NextStock | null {
  if (reading === null || reading.ledger === null || code === null) return null;
  const plan = planStock({
    settings: settings.stock,
    ledger: [{ ...reading.ledger, number: code }],
    shop: reading.shop,
    unbooked: new Map(),
    moving: new Set(),
    goods: settings.orders.goods,
    soldAs: settings.lookups.article,
  });
  const [change] = changesOf(plan.differences, plan.managed);
  if (change !== undefined) return { kind: "change", change };
  const why = Object.entries(plan.left).find(([, codes]) => codes.length > 0)?.[0];
  if (why !== undefined) return { kind: "left", why: leftReason(why as LeftAlone, 1, code) };
  return plan.equal > 0 ? { kind: "same" } : null;
}

const LAST_ORDERS = 5;

async function soldIn(
  asking: TenantRequest,
  codes: readonly string[],
  administrationId: number,
): Promise<ArticleView["sold"]> {
  const { actor, tenantId } = asking;
  const withCustomers = mayOn(actor, "see-customers", tenantId);
  const found = await onTenant(asking, async (tenant) => {
    const view: ArticleOrdersView = await tenant.reads.articleOrders(tenantId, {
      codes,
      limit: LAST_ORDERS,
      withPeople: withCustomers,
    });
    const planned = view.orders.map(({ plannedBy }) => plannedBy);
    return { view, timelines: await timelinesOf(tenant, tenantId, planned) };
  });
  if (!found.ok) return null;
  const { view, timelines } = found.value;
  const orders = view.orders.map(({ job, plannedBy, person }): SoldIn => ({
    job,
    customer: person === null ? null : nameIn(person),
    pieces: piecesIn(timelines.get(plannedBy) ?? null, codes, administrationId),
  }));
  return { orders, lookedFrom: view.lookedFrom, withCustomers };
}

function piecesIn(
  timeline: JobTimeline | null,
  codes: readonly string[],
  administrationId: number,
): Decimal | null {
  const order = timeline === null ? null : orderFromTimeline(timeline, administrationId);
  return order === null
    ? null
    : plain(
        sum(
          order.lines.flatMap(({ sku, quantity }) =>
            sku !== null && codes.includes(sku) ? [quantity] : [],
          ),
        ),
      );
}
