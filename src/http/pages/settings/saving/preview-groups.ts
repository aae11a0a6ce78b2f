/**
 * What a preview of settings says first: the orders that would break, by why, and changes that
 * several orders share. Pure.
 */
import { heldCauseOf } from "../../../../domain/jobs/held.ts";
import { amount, type Decimal, sum } from "../../../../domain/money.ts";
import { markersIn } from "../../../../domain/orders/marker.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { FieldDifference } from "../../../../flows/orders/trial/plan-vs-other-settings.ts";
import type { Preview } from "../../../usecases/dry-runs/preview.ts";

export type PreviewedOrder = Preview["changed"][number];

/** Orders that would be put on hold, or booked with something left to do, for the same reason. */
type Broken = { readonly why: Reason | null; readonly orders: readonly PreviewedOrder[] };

type Shared = { readonly change: FieldDifference; readonly orders: readonly PreviewedOrder[] };

/** One order, and its changes that no other shares. */
type Single = { readonly order: PreviewedOrder; readonly differences: readonly FieldDifference[] };

type Grouped = {
  /** On hold now, and booked under these settings. */
  readonly goOn: readonly PreviewedOrder[];
  readonly broken: readonly Broken[];
  readonly shared: readonly Shared[];
  readonly singles: readonly Single[];
};

/** Of a sales order or an invoice, as the comparison names it. */
const STATUS = /^Status$/;

const HELD = "held: ";

/** It would need a person, and doesn't under the saved settings. */
function breaks({ differences }: PreviewedOrder): boolean {
  return differences.some(
    ({ field, before, after }) =>
      (field === "outcome" && after?.startsWith(HELD) === true) ||
      (field === "attention" && before === null && after !== null),
  );
}

/**
 * It is on hold under the saved settings, and is booked under these without a person. What these
 * leave out isn't: a retry would book nothing.
 */
const goesOn = (order: PreviewedOrder): boolean =>
  !breaks(order) &&
  order.differences.some(
    ({ field, before, after }) =>
      field === "outcome" && before?.startsWith(HELD) === true && after === "written",
  );

/** Without our tracking code, which isn't what somebody would see change. */
const withoutCode = (text: string | null): string | null =>
  text === null
    ? null
    : markersIn(text).reduce((rest, { code }) => rest.replace(`#${code}`, "#"), text);

/** What tells people something: no tracking code, and of another kind of document no status. */
function toldOf({ differences }: PreviewedOrder): readonly FieldDifference[] {
  const isOtherKind = differences.some(({ field }) => field === "document");
  return differences.filter(
    ({ field, before, after }) =>
      withoutCode(before) !== withoutCode(after) && !(isOtherKind && STATUS.test(field)),
  );
}

/** In the order in which they were read, the most frequent first. */
export function groupedPreview(changed: readonly PreviewedOrder[]): Grouped {
  const broken = changed.filter(breaks);
  const others = changed.filter((order) => !breaks(order) && !goesOn(order));
  const known = new Map<string, { change: FieldDifference; orders: PreviewedOrder[] }>();
  for (const order of others)
    for (const change of toldOf(order)) {
      const key = keyOf(change);
      const group = known.get(key) ?? { change, orders: [] };
      known.set(key, group);
      group.orders.push(order);
    }
  const shared = [...known.values()].filter(({ orders }) => orders.length > 1);
  const isShared = new Set(shared.map(({ change }) => keyOf(change)));
  return {
    goOn: changed.filter(goesOn),
    broken: byWhy(broken),
    shared: shared.toSorted((a, b) => b.orders.length - a.orders.length),
    singles: others.flatMap((order) => {
      const differences = toldOf(order).filter((change) => !isShared.has(keyOf(change)));
      return differences.length === 0 ? [] : [{ order, differences }];
    }),
  };
}

const keyOf = ({ field, before, after }: FieldDifference): string =>
  JSON.stringify([field, before, after]);

function byWhy(orders: readonly PreviewedOrder[]): readonly Broken[] {
  const groups = new Map<string, { why: Reason | null; orders: PreviewedOrder[] }>();
  for (const order of orders) {
    const why = order.reasons.after[0] ?? null;
    const key = why === null ? "" : JSON.stringify(heldCauseOf(why));
    const group = groups.get(key) ?? { why, orders: [] };
    groups.set(key, group);
    group.orders.push(order);
  }
  return [...groups.values()].toSorted((a, b) => b.orders.length - a.orders.length);
}

/** What orders come to, by currency. */
export function sumsOf(
  orders: readonly PreviewedOrder[],
): readonly { readonly currency: string; readonly gross: Decimal }[] {
  return [...new Set(orders.map(({ currency }) => currency))].map((currency) => ({
    currency,
    gross: amount(
      sum(orders.filter((order) => order.currency === currency).map(({ gross }) => gross)),
    ),
  }));
}
