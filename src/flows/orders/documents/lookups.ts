/**
 * What a look-up may ask of an order beside its source value: where it goes, who buys, and its day.
 * Pure.
 */
import type { CustomerKind, LedgerCompany, LedgerCountry } from "../../../domain/ledger.ts";
import type { MappedValues } from "../../../domain/mapped.ts";
import type { Order } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { SalesOrder } from "../../../domain/sales-order.ts";
import {
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
  zoneOfCountry,
} from "../../../domain/zoned-time.ts";
import type { LookupFacts } from "../../../settings/lookup-key.ts";
import { choose } from "../../../settings/lookup.ts";
import { FILLS, type OrderLookupName } from "../../../settings/order-lookups.ts";
import type { Settings } from "../../../settings/schema.ts";
import { defaultDebtorOf, partyOf } from "../../parties/party.ts";
import type { RunFacts } from "../../port.ts";
import type { OrderFacts } from "../case.ts";
import { areaOf, goodsCountry } from "../money/cross-border-sale.ts";

type Ledger = {
  readonly company: Pick<LedgerCompany, "country">;
  readonly countries?: readonly LedgerCountry[];
};

export function lookupFacts(
  order: Pick<Order, "deliveryAddress" | "invoiceAddress" | "date">,
  { company, countries = [] }: Ledger,
  kind: CustomerKind,
): LookupFacts & { readonly country: string } {
  const country = goodsCountry(order, company.country);
  const area = areaOf(country, company.country, countries);
  const date = orderDate(order.date, company.country);
  return { country, kind, ...(area === null ? {} : { area }), ...(date === null ? {} : { date }) };
}

// The order's day in the company's zone; a date without a time of day is taken as it stands.
// `null`: it isn't a date.

export function orderDate(date: string, country: string): string | null {
  const stamp = parseLocal(date);
  if (stamp === null) return null;
  return stamp.hasTime
    ? localDay(instantsOf(stamp, SOURCE_ZONE).earliest, zoneOfCountry(country))
    : stamp.day;
}

// The facts of an order before its customer is known: its own word on the buyer counts. And the
// fixed customer that they lead to.

type Given = Pick<OrderFacts, "order"> & { readonly ports: Pick<RunFacts, "settings" | "lookups"> };

export function factsOf({ ports, order }: Given): LookupFacts & { readonly country: string } {
  const { company, countries = [] } = ports.lookups;
  if (company === null) throw new Error("looked up without the company's settings");
  return lookupFacts(order, { company, countries }, partyOf(order, null, ports.settings).kind);
}

/** `null`: this order has a customer of its own. */
export const fixedDebtor = (given: Given): ReturnType<typeof defaultDebtorOf> =>
  defaultDebtorOf(given.order, given.ports.settings, factsOf(given));

// The fields of a document that look-ups fill: cost centres and project of every row, terms of
// delivery. A rule of the tenant goes before them, but the settings refuse two wishes for one
// field. A voucher has the first alone. Pure.

type Facts = LookupFacts & { readonly country: string };
export type Chosen = { readonly values: MappedValues; readonly recorded: readonly Reason[] };

const DIMENSIONS = [
  "costCenter1",
  "costCenter2",
  "costCenter3",
  "project",
] as const satisfies readonly OrderLookupName[];

export function fillDocument(
  document: SalesOrder,
  order: Order,
  settings: Settings,
  facts: Facts,
): { readonly document: SalesOrder; readonly recorded: readonly Reason[] } {
  const rows = dimensionsOf(settings, facts);
  const head = chosenOf(["deliveryTerms"], settings, order.deliveryMethodId, facts);
  const has = ({ values }: Chosen): boolean => Object.keys(values).length > 0;
  return {
    document: {
      ...document,
      ...(has(head) ? { mapped: { ...head.values, ...document.mapped } } : {}),
      rows: has(rows)
        ? document.rows.map((row) =>
            row.articleId === null ? row : { ...row, mapped: { ...rows.values, ...row.mapped } },
          )
        : document.rows,
    },
    recorded: [...head.recorded, ...rows.recorded],
  };
}

/** Cost centres and project for the rows of what is sold. */
export const dimensionsOf = (settings: Settings, facts: Facts): Chosen =>
  chosenOf(DIMENSIONS, settings, facts.country, facts);

function chosenOf(
  names: readonly OrderLookupName[],
  { lookups }: Settings,
  from: string | null,
  facts: LookupFacts,
): Chosen {
  const found = names.flatMap((name) => {
    const { value, by, key } = choose(lookups[name], from, facts);
    const field = FILLS[name]?.field;
    return value === null || field === undefined
      ? []
      : [
          {
            field,
            value,
            why: reason("lookup-chosen", {
              lookup: name,
              line: null,
              from,
              by,
              key: key ?? null,
              value,
            }),
          },
        ];
  });
  return {
    values: Object.fromEntries(found.map(({ field, value }) => [field, value])),
    recorded: found.map(({ why }) => why),
  };
}
