/**
 * What would become of the last orders, and of those on hold, with unsaved settings, beside the
 * saved ones: the order flow itself, run on what is remembered of each. A change that is on hold is
 * tried with the order's documents. Reads no vendor and writes nothing. Holds personal data, like
 * the timelines that it comes from.
 */
import { asksApproval } from "../../../settings/orders/order-types.ts";
import { APPROVED_AS_SHOWN } from "../../../domain/jobs/requested-actions.ts";
import type { SystemArticleView } from "../../../domain/ledger/ledger.ts";
import type { Decimal } from "../../../domain/money.ts";
import { listedOrder, nameIn } from "../../../domain/jobs/listed.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import type { VoucherRow } from "../../../domain/ledger/voucher.ts";
import type { FieldDifference } from "../../../flows/orders/trial/plan-vs-other-settings.ts";
import {
  differencesOf,
  forecastOrder,
  isWritten,
  type OrderForecast,
} from "../../../flows/orders/trial/preview.ts";
import type { LedgerLists } from "../../../flows/port.ts";
import { shownArticles } from "../../../flows/setup/shown-articles.ts";
import {
  CUSTOMER_STEPS,
  DOCUMENT_STEPS,
  PREVIEW_STEPS,
} from "../../../settings/expressions/limits.ts";
import { Budget, OrderRules } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { withHeldState, heldOrders, type RecentOrder, recentOrders } from "./recent-orders.ts";
import type { Answer } from "../refusal.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import { readSettings } from "../settings/settings.ts";

type PreviewedOrder = {
  readonly jobId: string;
  readonly label: string | null;
  readonly settingsVersion: number | null;
  readonly differences: readonly FieldDifference[];
  /** Why it is left or held, under the saved settings and under these. */
  readonly reasons: { readonly before: readonly Reason[]; readonly after: readonly Reason[] };
  /** The order's. */
  readonly gross: Decimal;
  readonly currency: string;
  /** Numbers of articles that its plans knew, by id. */
  readonly articles: Readonly<Record<string, string>>;
  /** The customer's name; `null`: it has none, or the caller may not see it. */
  readonly customer: string | null;
  /** What its journal vouchers would book; `null`: it would be none. */
  readonly vouchers: Readonly<Record<"before" | "after", readonly VoucherRow[] | null>>;
};
export type Preview = {
  readonly compared: number;
  /** How many of these are tried only because they are on hold. */
  readonly held: number;
  readonly changed: readonly PreviewedOrder[];
  /** System articles that these settings need, the saved ones don't, and the ledger lacks. */
  readonly lacked: readonly SystemArticleView[];
};

export const PREVIEWED_ORDERS = 20;
/** Orders on hold that are tried beside the last ones, at most. */
const HELD_ORDERS = 20;

/**
 * All rules on all orders share one budget; orders beyond it aren't compared, and `compared` says
 * how many were.
 */
export async function previewSettings(
  asking: TenantRequest,
  input: unknown,
  orders = PREVIEWED_ORDERS,
): Answer<Preview> {
  const { deps, actor, tenantId } = asking;
  const parsed = parseSettings(input);
  if (!parsed.ok) return parsed;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const saved = await readSettings(asking);
  if (!saved.ok) return saved;
  const { administrationId } = found.value;
  const [before, after] = asIfOn(saved.value.settings, parsed.value);
  const compared = await callTenant(asking, async (tenant) => {
    const query = {
      tenantId,
      administrationId,
      now: deps.clock.now(),
      most: orders,
      asksApproval: [before, after].some((settings) => asksApproval(settings.orders.approval)),
    };
    const recent = await recentOrders(tenant, query);
    const held = await heldOrders(tenant, { ...query, most: HELD_ORDERS }, recent);
    const lists = recent[0]?.memory.lists ?? (await tenant.reads.ledger(tenantId));
    const all: PreviewedOrder[] = [];
    const budget = new Budget(PREVIEW_STEPS);
    for (const one of [...recent, ...held]) {
      const known = await withHeldState(tenant, tenantId, one);
      // What is on hold or booked stays so while the flow is off: switching it changes nothing.
      const now = after.orders.enabled && (known.isHeld || known.stands) ? asOn(before) : before;
      const shown = await previewed(known, now, after, budget);
      // It would appear as held because other orders used up the steps, so it isn't compared.
      if (budget.left === 0) break;
      all.push(shown);
    }
    return {
      all,
      held: Math.max(0, all.length - recent.length),
      lacked: lackedArticles(lists, before, after),
    };
  });
  if (!compared.ok) return compared;
  const { all, held, lacked } = compared.value;
  const seesCustomers = mayOn(actor, "see-customers", tenantId);
  return ok({
    compared: all.length,
    held,
    changed: all
      .filter((order) => order.differences.length > 0)
      .map((order) => (seesCustomers ? order : { ...order, customer: null })),
    lacked,
  });
}

/** Before set-up, all are created together, as the set-up shows. */
function lackedArticles(
  lists: LedgerLists,
  before: Settings,
  after: Settings,
): readonly SystemArticleView[] {
  if (lists.systemArticles.closing === null) return [];
  const missing = (settings: Settings): readonly SystemArticleView[] =>
    shownArticles(lists, settings, []).filter(({ id }) => id === null);
  const thing = ({ kind, key, oss }: SystemArticleView): string => JSON.stringify([kind, key, oss]);
  const known = new Set(missing(before).map(thing));
  return missing(after).filter((one) => !known.has(thing(one)));
}

/**
 * A shop whose order flow is off under both is shown what it would get. Switching it is a
 * difference like any other.
 */
const asIfOn = (before: Settings, after: Settings): readonly [Settings, Settings] =>
  before.orders.enabled || after.orders.enabled ? [before, after] : [asOn(before), asOn(after)];

const asOn = (settings: Settings): Settings => ({
  ...settings,
  orders: {
    ...settings.orders,
    enabled: true,
    startLine: settings.orders.startLine ?? "1970-01-01T00:00:00Z",
  },
});

async function previewed(
  { jobId, label, settingsVersion, order, memory }: RecentOrder,
  saved: Settings,
  wanted: Settings,
  budget: Budget,
): Promise<PreviewedOrder> {
  // An order that waits for approval under both is tried as approved, to show other differences.
  const rules = [saved, wanted].map(({ orders }) => JSON.stringify(orders.approval));
  const asked = rules[0] === rules[1] ? [APPROVED_AS_SHOWN] : [];
  const [before, after] = [
    await within(budget, memory, order, saved, asked),
    await within(budget, memory, order, wanted, asked),
  ];
  return {
    jobId,
    label,
    settingsVersion,
    gross: order.gross,
    currency: order.currency,
    differences: differencesOf(before, after),
    reasons: { before: before.reasons, after: after.reasons },
    articles: { ...articlesOf(before), ...articlesOf(after) },
    customer: nameIn(listedOrder(order).person),
    vouchers: { before: voucherRowsOf(before), after: voucherRowsOf(after) },
  };
}

function voucherRowsOf(would: OrderForecast): readonly VoucherRow[] | null {
  const { plan } = would;
  if (!isWritten(would) || plan === null) return null;
  return plan.plan.kind === "write" && "voucher" in plan.plan ? plan.plan.voucher.rows : null;
}

/** Its rules use the budget of all orders; those of a new customer count in full. */
async function within(
  budget: Budget,
  memory: RecentOrder["memory"],
  order: RecentOrder["order"],
  settings: Settings,
  asked: readonly string[],
): Promise<OrderForecast> {
  const rules = new OrderRules(new Budget(Math.min(DOCUMENT_STEPS, budget.left)));
  const had = rules.budget.left;
  const become = await forecastOrder(memory, order, settings, rules, asked);
  const makesCustomer =
    settings.mapping.customers.length > 0 &&
    become.writes.some(({ kind }) => kind === "customer.create");
  budget.spend(
    Math.min(budget.left, had - rules.budget.left + (makesCustomer ? CUSTOMER_STEPS : 0)),
  );
  return become;
}

function articlesOf({ plan }: OrderForecast): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.values(plan?.input.articles ?? {}).flatMap((answer) =>
      "article" in answer ? [[answer.article.id, answer.article.number]] : [],
    ),
  );
}
