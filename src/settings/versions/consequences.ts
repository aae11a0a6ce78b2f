/**
 * Consequences of saving settings that another save doesn't undo, or that stop what is live: a
 * person confirms them with a preview. Pure.
 */
import { SWITCHED_FLOWS } from "../../domain/jobs/job.ts";
import { LONGEST_YEARS, SHORTEST_YEARS } from "../../domain/orders/vat-evidence.ts";
import { lineOf, PAYMENT_STATUSES, STATUSES, widened } from "../orders/filter-lines.ts";
import { areInvoiced, kindsOf } from "../orders/order-types.ts";
import type { Settings } from "../schema.ts";
import { includesEarlierOrders } from "../orders/earlier-orders.ts";

/** In the order in which they are shown. */
export const CONSEQUENCES = [
  "trial-ends",
  "trial-begins",
  "orders",
  "earlier-orders",
  "more-statuses",
  "first-day-limit",
  "booked-invoices",
  "vouchers",
  "sending",
  "deltas",
  "deltas-vouchers",
  "credits",
  "credits-vouchers",
  "payments",
  "refunds",
  "write-back",
  "payout-invoices",
  "customer-sync",
  "article-sync",
  "article-changes",
  "stock-sync",
  "orders-off",
  "customers-off",
  "articles-off",
  "stock-off",
  "kept-shorter",
  "evidence-shorter",
] as const;
export type Consequence = (typeof CONSEQUENCES)[number];

/** Whether a flow runs automatically with these settings, and writes. */
export const isLive = (settings: Settings): boolean =>
  !settings.trial && SWITCHED_FLOWS.some((flow) => settings[flow].enabled);

/** Returns what the change switches on, stops or deletes. */
export function consequencesOf(before: Settings, after: Settings): readonly Consequence[] {
  const [had, has] = [inEffect(before), inEffect(after)];
  const [books, booked] = [booksOf(after), booksOf(before)];
  const found = new Set<Consequence>([
    ...[...has].filter((one) => !had.has(one)),
    // Also while nothing is booked: what orders become is decided where it is chosen.
    ...[...books].filter((one) => !booked.has(one)),
    ...reachesBack(before, after),
    ...(changesArticles(before, after) ? (["article-changes"] as const) : []),
    ...(has.has("sending") && sendsMore(before, after) ? (["sending"] as const) : []),
    ...(has.has("write-back") && writesMoreBack(before, after) ? (["write-back"] as const) : []),
    ...(before.trial && has.size > 0 ? (["trial-ends"] as const) : []),
    ...(isLive(before) && after.trial ? (["trial-begins"] as const) : []),
    ...stopped(before, after),
    // Deleted data can't be restored, even in test mode.
    ...(after.retentionDays < before.retentionDays ? (["kept-shorter"] as const) : []),
    ...(keepsEvidenceShorter(before, after) ? (["evidence-shorter"] as const) : []),
  ]);
  return CONSEQUENCES.filter((one) => found.has(one));
}

const OFF = {
  orders: "orders-off",
  customers: "customers-off",
  products: "articles-off",
  stock: "stock-off",
} as const satisfies Readonly<Record<(typeof SWITCHED_FLOWS)[number], Consequence>>;

/** Live flows that the change turns off. */
const stopped = (before: Settings, after: Settings): readonly Consequence[] =>
  before.trial
    ? []
    : SWITCHED_FLOWS.filter((flow) => before[flow].enabled && !after[flow].enabled).map(
        (flow) => OFF[flow],
      );

/** Consequences by which something that is live no longer writes. */
export const STOPPING: ReadonlySet<Consequence> = new Set<Consequence>([
  "trial-begins",
  ...Object.values(OFF),
]);

/** The company's country isn't known here: its requirement may be the longest or shortest. */
const keepsEvidenceShorter = (before: Settings, after: Settings): boolean =>
  before.evidenceYears !== after.evidenceYears &&
  (after.evidenceYears ?? SHORTEST_YEARS) < (before.evidenceYears ?? LONGEST_YEARS);

/** What happens automatically with these settings. In test mode nothing is written. */
function inEffect(settings: Settings): ReadonlySet<Consequence> {
  const { trial, orders, customers, products, stock, payouts } = settings;
  if (trial) return new Set();
  return new Set([
    ...(orders.enabled ? ofOrders(settings) : []),
    ...(customers.enabled ? (["customer-sync"] as const) : []),
    ...(products.enabled ? (["article-sync"] as const) : []),
    ...(stock.enabled ? (["stock-sync"] as const) : []),
    // Payouts are booked whichever flows are on.
    ...(PAYING.includes(payouts.invoices) ? (["payout-invoices"] as const) : []),
  ]);
}

const PAYING: readonly Settings["payouts"]["invoices"][] = ["settle", "settle-open"];

function ofOrders(settings: Settings): readonly Consequence[] {
  const { sending, editedAfterBooking, cancelledAfterBooking, payments, refunds } = settings.orders;
  const { status, number } = settings.orders.writeBack;
  return [
    "orders",
    ...booksOf(settings),
    ...(sending.company !== "none" || sending.private !== "none" ? (["sending"] as const) : []),
    ...(editedAfterBooking === "delta" ? kindsOfChange("deltas", settings) : []),
    ...(cancelledAfterBooking === "credit" ? kindsOfChange("credits", settings) : []),
    ...(payments === "register" ? (["payments"] as const) : []),
    ...(refunds === "register" ? (["refunds"] as const) : []),
    ...(status !== null || number !== "none" ? (["write-back"] as const) : []),
  ];
}

/** What a change of a booked order makes: of invoices, of journal vouchers, or of both. */
function kindsOfChange(
  what: "deltas" | "credits",
  { orders }: Settings,
): readonly ("deltas" | "credits" | `${"deltas" | "credits"}-vouchers`)[] {
  const kinds = kindsOf(orders);
  return [
    ...([...kinds].some((kind) => kind !== "mutation") ? [what] : []),
    ...(kinds.has("mutation") ? [`${what}-vouchers` as const] : []),
  ];
}

const sendsMore = ({ orders: before }: Settings, { orders: after }: Settings): boolean =>
  (["company", "private"] as const).some(
    (kind) => before.sending[kind] === "none" && after.sending[kind] !== "none",
  );

/** A higher status, or the number where it wasn't noted. */
function writesMoreBack({ orders: before }: Settings, { orders: after }: Settings): boolean {
  const [was, is] = [before.writeBack, after.writeBack];
  return (is.status ?? 0) > (was.status ?? 0) || (is.number !== "none" && is.number !== was.number);
}

/** Another filter, other fields or prices: the next run applies them to every article. */
const changesArticles = (before: Settings, after: Settings): boolean =>
  [before, after].every((one) => inEffect(one).has("article-sync")) &&
  JSON.stringify(before.products) !== JSON.stringify(after.products);

/** Which orders are booked that were left out, though the flow was on. */
function reachesBack(before: Settings, after: Settings): readonly Consequence[] {
  if (!inEffect(before).has("orders") || !inEffect(after).has("orders")) return [];
  return [
    ...(includesEarlierOrders(before, after) ? (["earlier-orders"] as const) : []),
    ...(letsMoreIn(before.orders, after.orders) ? (["more-statuses"] as const) : []),
    ...(liftsLimit(before.orders, after.orders) ? (["first-day-limit"] as const) : []),
  ];
}

/** More documents may be made on the first day: orders that wait for it go on at once. */
const liftsLimit = (before: Settings["orders"], after: Settings["orders"]): boolean =>
  (before.firstDayLimit ?? Infinity) < (after.firstDayLimit ?? Infinity);

/** A status is let in, or its orders count from an earlier instant. */
function letsMoreIn(before: Settings["orders"], after: Settings["orders"]): boolean {
  if (widened(before, after).length > 0) return true;
  const from = (orders: Settings["orders"], status: (typeof STATUSES)[number], paid: Paid) =>
    Date.parse(lineOf(orders, status, paid) ?? "1970-01-01T00:00:00Z");
  return after.statuses.some((status) =>
    PAYMENT_STATUSES.some((paid) => from(after, status, paid) < from(before, status, paid)),
  );
}

type Paid = (typeof PAYMENT_STATUSES)[number];

/** Bookings that an order's outcome may have. */
function booksOf({ orders }: Settings): ReadonlySet<Consequence> {
  return new Set([
    ...(areInvoiced(orders) ? (["booked-invoices"] as const) : []),
    ...(kindsOf(orders).has("mutation") ? (["vouchers"] as const) : []),
  ]);
}
