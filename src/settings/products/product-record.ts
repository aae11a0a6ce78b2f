/**
 * The article of the ledger as expressions of the product flow see it. Names only grow: saved
 * expressions use them.
 */
import { type Message, message } from "../../messages/message.ts";
import { about, type Fields, list, NUMBER, optional, text, YES_NO } from "../expressions/types.ts";
import { check, type Compiled, type Target } from "../expressions/index.ts";

const PRODUCT_RECORD: Fields = {
  number: about(text(40), message("described.product.number")),
  name: text(50),
  nameEnglish: optional(text(50)),
  note: optional(text(4000)),
  netPrice: about(optional(NUMBER), message("described.product.netPrice")),
  grossPrice: about(optional(NUMBER), message("described.product.grossPrice")),
  vatRate: about(NUMBER, message("described.product.vatRate")),
  coding: about(text(), message("described.product.coding")),
  unit: optional(text()),
  active: YES_NO,
  service: YES_NO,
  labels: list(text(50)),
  barcodes: list(text()),
  stockLocation: optional(text()),
  supplierNumber: optional(text(16)),
};

export const FILTER_TARGET: Target = { kind: "yes-no", required: true };
export const textTarget = (max: number): Target => ({ kind: "text", max, required: false });

/** The expression, or everything that is wrong with it. */
export function productExpression(
  name: string,
  source: string,
  target: Target,
): Compiled | { readonly wrong: readonly Message[] } {
  const checked = check(source, { name, fields: PRODUCT_RECORD, target });
  return checked.ok ? checked.value : { wrong: checked.error.map((fault) => fault.message) };
}
