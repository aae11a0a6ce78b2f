/**
 * What answers to our own writes show of fields that were sent empty (docs/vendor-assumptions.md).
 * None of them changes an amount, an account or VAT.
 */
import { differs, holds, isRow, type Observation } from "../domain/vendors/checks.ts";
import type { VendorAnswer } from "../domain/vendors/request.ts";
import { canonical } from "./body.ts";

const SECOND_LINES = ["InvoiceAddress2", "DeliveryAddress2"];

/**
 * Whether a second address line that was sent as "" was filled anyway (E17). Only a filled line
 * counts: an empty one proves nothing, as most customers have none.
 */
export function observedFilled(sent: unknown, { body }: VendorAnswer): Observation | null {
  if (!isRow(sent) || !isRow(body)) return null;
  const filled = SECOND_LINES.filter((name) => sent[name] === "" && canonical(body[name]) !== null);
  return filled.length === 0 ? null : differs({ hidden: filled.join(", ") });
}

/**
 * Whether a field that a PUT sent as `null` is empty in its answer (E213). `names`: fields of ours
 * that had a value before. `null`: none of them was emptied.
 */
export function observedEmptied(
  before: unknown,
  sent: unknown,
  { body }: VendorAnswer,
  names: readonly string[],
): Observation | null {
  if (!isRow(before) || !isRow(sent) || !isRow(body)) return null;
  const emptied = names.filter(
    (name) => sent[name] === null && canonical(before[name]) !== null && name in body,
  );
  if (emptied.length === 0) return null;
  const kept = emptied.filter((name) => canonical(body[name]) !== null);
  return kept.length === 0 ? holds() : differs({ hidden: kept.join(", ") });
}
