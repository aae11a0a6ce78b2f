/**
 * The fields of a document that look-ups fill: cost centres and project of every row, terms of
 * delivery. A rule of the tenant goes before them, but the settings refuse two wishes for one
 * field. A voucher has the first alone. Pure.
 */
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { MappedValues } from "../../../domain/mapped.ts";
import type { Order } from "../../../domain/order.ts";
import type { SalesOrder } from "../../../domain/sales-order.ts";
import { choose } from "../../../mapping/lookup.ts";
import type { LookupFacts } from "../../../mapping/lookup-key.ts";
import { FILLS, type OrderLookupName } from "../../../mapping/order-lookups.ts";
import type { Settings } from "../../../mapping/settings.ts";

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
