/**
 * Terms of payment and delivery method of an order, by the tenant's look-ups, with the reason that
 * says how they were chosen.
 */
import type { DeliveryMethod, TermsOfPayment } from "../../domain/ledger/ledger.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SalesOrder } from "../../domain/orders/sales-order.ts";
import { cutTrimmed } from "../../domain/platform/text.ts";
import type { LookupFacts } from "../../settings/lookups/lookup-key.ts";
import { type Choice, choose, type Lookup } from "../../settings/lookups/lookup.ts";
import { defined } from "../../domain/platform/defined.ts";

/** With what is to be told of the choice. */
export type RecordedChoice<T> = { readonly value: T; readonly recorded: readonly Reason[] };

/**
 * `null` where nothing is chosen: the ledger then takes the customer's own terms. A choice that the
 * ledger doesn't know errs: other terms would be a guess.
 */
export function termsOfPayment(
  lookup: Lookup,
  condition: string | null,
  known: readonly TermsOfPayment[],
  facts: LookupFacts = {},
): Result<RecordedChoice<string | null>, Reason> {
  const choice = choose(lookup, condition, facts);
  const params = {
    from: choice.from,
    by: choice.value === null ? ("customer" as const) : choice.by,
    terms: choice.value,
    ...rowOf(choice),
  };
  if (choice.value !== null && !known.some((terms) => sameId(terms.id, choice.value)))
    return err(reason("terms-not-mapped", params));
  return ok({ value: choice.value, recorded: [reason("terms-chosen", params)] });
}

/**
 * An order takes a delivery method by name and code, not by id (the ids are read-only on orders).
 * Nothing is recorded for an order without one.
 */
export function deliveryMethod(
  lookup: Lookup,
  method: string | null,
  known: readonly DeliveryMethod[],
  facts: LookupFacts = {},
): Result<RecordedChoice<SalesOrder["deliveryMethod"]>, Reason> {
  const choice = choose(lookup, method, facts);
  const params = { from: choice.from, by: choice.by, method: choice.value, ...rowOf(choice) };
  if (choice.value === null)
    return ok({
      value: null,
      recorded: method === null ? [] : [reason("delivery-method-chosen", params)],
    });
  const found = known.find((one) => sameId(one.id, choice.value));
  if (found === undefined) return err(reason("delivery-method-not-mapped", params));
  return ok({
    value: {
      name: cutTrimmed(found.name, 50),
      code: found.code === null ? null : cutTrimmed(found.code, 20),
    },
    recorded: [reason("delivery-method-chosen", params)],
  });
}

/** The row of the table that chose, where it is a narrowed one. */
const rowOf = ({ key }: Choice): { readonly key?: string } => defined({ key });

const sameId = (a: string, b: string | null): boolean =>
  b !== null && a.toLowerCase() === b.toLowerCase();
