/**
 * Copies settings of one shop to another. A single setting is copied whole or not at all; tables
 * are copied row by row, and rows that only the target has stay. A name of one side is replaced by
 * the record with the same name on the other; otherwise the target keeps its value and the answer
 * says why. Pure.
 */
import { widened } from "../filter-lines.ts";
import type { Settings } from "../schema.ts";
import { SCALARS } from "./scalars.ts";
import { copiedLookups } from "./copy-lookups.ts";
import { copiedRules } from "./copy-rules.ts";
import type { Copying, CopySide, LeftOut } from "./counterpart.ts";

export const COPY_PARTS = [
  "orders",
  "customers",
  "products",
  "stock",
  "payouts",
  "lookups",
  "mapping",
  "notifications",
  "keeping",
] as const;
export type CopyPart = (typeof COPY_PARTS)[number];

type Copied = { readonly settings: Settings; readonly left: readonly LeftOut[] };

/**
 * Settings of each shop alone: whether it runs, from when, who is notified, and its own records on
 * either side.
 */
export const NEVER_COPIED: readonly string[] = [
  "orders.enabled",
  "orders.startLine",
  "orders.filterLines",
  "orders.orderPage",
  "orders.voucher.series",
  "orders.voucher.ledgerItemsFrom",
  "customers.enabled",
  "customers.numberPrefix",
  "products.enabled",
  "stock.enabled",
  "stock.correctionDebtor",
  "notifications.emails",
  "notifications.webhook",
  "setup",
  "trial",
];

/** The settings at the top that a part is made of. */
const WITHIN: Readonly<Record<CopyPart, readonly (keyof Settings)[]>> = {
  orders: ["orders"],
  customers: ["customers"],
  products: ["products"],
  stock: ["stock"],
  payouts: ["payouts"],
  lookups: [],
  mapping: [],
  notifications: ["notifications"],
  keeping: ["schedules", "retentionDays", "evidenceYears", "asperionRequestsPerSecond"],
};

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function copySettings(
  from: Settings,
  into: Settings,
  parts: readonly CopyPart[],
  source: CopySide,
  target: CopySide,
): Copied {
  const left: LeftOut[] = [];
  const taken = parts.flatMap((part) => WITHIN[part]);
  const plain = Object.fromEntries(
    taken.map((name) => [name, copied(name, from[name], into[name], { source, target, left })]),
  );
  const lookups = parts.includes("lookups")
    ? copiedLookups(from.lookups, into.lookups, { source, target, left })
    : into.lookups;
  const mapping = parts.includes("mapping")
    ? copiedRules(from.mapping, into.mapping, { source, target, left })
    : into.mapping;
  const settings: Settings = { ...into, ...plain, lookups, mapping };
  return { settings: notWidened(settings, into, left), left };
}

function copied(path: string, from: unknown, into: unknown, copying: Copying): unknown {
  if (NEVER_COPIED.includes(path)) return into;
  const special = SCALARS[path];
  if (special !== undefined) return special({ path, from, into, ...copying });
  if (!isTree(from) || !isTree(into)) return from;
  return Object.fromEntries(
    [...new Set([...Object.keys(into), ...Object.keys(from)])].map((name) => [
      name,
      copied(`${path}.${name}`, from[name], into[name], copying),
    ]),
  );
}

/** A filter that would let in more asks for a line of its own, which only a person can give. */
function notWidened(settings: Settings, into: Settings, left: LeftOut[]): Settings {
  const orders = { ...settings.orders };
  for (const part of new Set(widened(into.orders, settings.orders).map((one) => one.part))) {
    left.push({ path: `orders.${part}`, value: settings.orders[part], why: "widens" });
    if (part === "statuses") orders.statuses = into.orders.statuses;
    else orders.paymentStatuses = into.orders.paymentStatuses;
  }
  return { ...settings, orders };
}
