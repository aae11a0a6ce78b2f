/**
 * Look-ups of the order flow besides those of terms, delivery and payment. Each is asked with
 * destination, kind of customer and the order's day, so that every row may be narrowed by them (see
 * `lookup-key.ts`).
 *
 * Rows of orders and invoices have neither account nor VAT of their own: both come from the
 * article's coding and from the customer. docs/lookups.md explains how to get another account or
 * VAT. Accounts of vouchers may be set before any order becomes one: the type that needs them
 * requires them (vouchers.ts).
 */
import { z } from "zod";
import { CODED } from "../../domain/ledger/ledger.ts";
import { message } from "../../messages/message.ts";
import { codingLookups, type GoodsSettings, someByCoding } from "../orders/codings.ts";
import { clash, keyFault } from "./lookup-key.ts";
import { type Lookup, lookupOf } from "./lookup.ts";
import type { SettingFault } from "../setting-faults.ts";

const id = lookupOf(z.guid());
/**
 * The vendor's limits: 40 characters of an article's number, 50 and 20 of delivery terms, 60 that
 * the marker leaves.
 */
const text = (max: number) => lookupOf(z.string().trim().min(1).max(max));

export const orderLookups = {
  /** Article code of a line → number of the article in the ledger that is sold in its place. */
  article: text(40),
  /** VAT code of a line without an article of its own → coding id, or article number. */
  vat: text(40),
  /** Asked by country: text before the marker, instead of `orders.ourReference`. */
  ourReference: text(60),
  /** Asperion delivery method id → name of the delivery terms. */
  deliveryTerms: text(50),
  /** Asked by country: id of a customer of the ledger. */
  debtor: id,
  /** Asked by country: ids of cost-centre items and of a project, for every row of the document. */
  costCenter1: id,
  costCenter2: id,
  costCenter3: id,
  project: id,
  ...codingLookups,
};

export type OrderLookupName = keyof typeof orderLookups;

/** The field of the ledger that a look-up fills, if a rule of the tenant can fill it too. */
export const FILLS: Readonly<
  Partial<Record<OrderLookupName, { readonly part: "head" | "rows"; readonly field: string }>>
> = {
  ourReference: { part: "head", field: "OurReference" },
  deliveryTerms: { part: "head", field: "DeliveryTermName" },
  costCenter1: { part: "rows", field: "CostCenterItemId1" },
  costCenter2: { part: "rows", field: "CostCenterItemId2" },
  costCenter3: { part: "rows", field: "CostCenterItemId3" },
  project: { part: "rows", field: "ProjectId" },
};

/** Asked by these look-ups too, whose keys are checked with the others'. */
const OTHERS = [
  "termsOfPayment",
  "deliveryMethod",
  "paymentMethod",
  "salesType",
  "giftCard",
] as const;

type Rule = { readonly target: string };
type LookupSettings = {
  readonly orders: { readonly goods: GoodsSettings };
  readonly lookups: Readonly<Record<OrderLookupName | (typeof OTHERS)[number], Lookup>>;
  readonly mapping: {
    readonly orders: { readonly head: readonly Rule[]; readonly rows: readonly Rule[] };
  };
};

export const gives = (lookup: Lookup | undefined): boolean =>
  lookup !== undefined &&
  (lookup.force !== undefined ||
    lookup.default !== undefined ||
    Object.keys(lookup.table).length > 0);

/** Invalid keys, two values for one field, and goods by a table that chooses nothing. */
export function lookupFaults(settings: LookupSettings): readonly SettingFault[] {
  const { orders, lookups } = settings;
  const own = Object.keys(orderLookups) as OrderLookupName[];
  return [
    ...(someByCoding(orders.goods) && !gives(lookups.goodsCoding)
      ? [{ path: ["lookups", "goodsCoding"], message: message("settings.faults.goodsCoding") }]
      : []),
    ...[...own, ...OTHERS].flatMap((name) => keyFaults(name, lookups[name])),
    ...own.flatMap((name) => twice(name, settings)),
  ];
}

function keyFaults(name: string, lookup: Lookup): readonly SettingFault[] {
  const keys = Object.keys(lookup.table);
  const withSale = CODED.some((coded) => coded === name);
  const both = clash(keys, withSale);
  const faults = keys.flatMap((key) => keyFault(key, withSale) ?? []);
  return [
    ...faults,
    ...(both === null
      ? []
      : [message("settings.faults.keysClash", { one: both[0], other: both[1] })]),
  ].map((fault) => ({ path: ["lookups", name, "table"], message: fault }));
}

function twice(
  name: OrderLookupName,
  { lookups, mapping }: LookupSettings,
): readonly SettingFault[] {
  const fills = FILLS[name];
  if (
    fills === undefined ||
    !gives(lookups[name]) ||
    !mapping.orders[fills.part].some(({ target }) => target === fills.field)
  )
    return [];
  return [
    {
      path: ["lookups", name],
      message: message("settings.faults.ruleFills", { field: fills.field }),
    },
  ];
}
