/**
 * What rules cost on the largest order that there is, measured when they are saved: half of what they may take, so that
 * the next larger order doesn't stop. Without a real order at hand a model of 300 lines stands in for it.
 */
import type { Order, OrderLine } from "../../domain/order.ts";
import { evaluate } from "../expressions/index.ts";
import { STEPS_AT_SAVE } from "../expressions/limits.ts";
import { sourceOrderId } from "../../domain/ids.ts";
import { DOCUMENT_STEPS } from "./apply.ts";
import { type Mapping, type MappingFault, type ReadyRule, readyRules } from "./compile.ts";
import { lineRecord, orderRecord } from "./sources.ts";

type Data = Readonly<Record<string, unknown>>;

const figures = (count: number): string => count.toLocaleString("en-GB");

/** The rules that would cost too much on this order, each with its path. */
export function tooCostly(mapping: Mapping, order: Order): readonly MappingFault[] {
  const record = orderRecord(order);
  const head = readyRules(mapping, "orders.head").flatMap((rule) => costFault(rule, [record]));
  const rows = readyRules(mapping, "orders.rows").flatMap((rule) => costFault(rule, order.lines.map((line) => lineRecord(record, line))));
  return [...head, ...rows];
}

function costFault(rule: ReadyRule, records: readonly Data[]): readonly MappingFault[] {
  const at = (message: string): readonly MappingFault[] => [{ path: [...rule.path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)), rule.by ?? "default"], message, fault: null }];
  if (rule.compiled === null) return [];
  let total = 0;
  for (const record of records) {
    const done = evaluate(rule.compiled, record);
    const steps = done.ok ? done.value.steps : done.error.code === "too-heavy" ? STEPS_AT_SAVE + 1 : 0;
    if (steps > STEPS_AT_SAVE) return at(`on the largest order this takes more than ${figures(STEPS_AT_SAVE)} steps; shorten it, or go through a list only once`);
    total += steps;
    if (total > DOCUMENT_STEPS / 2) return at(`on the largest order, of ${records.length} rows, this takes more than ${figures(DOCUMENT_STEPS / 2)} steps in all; a rule of rows should look at its own line`);
  }
  return [];
}

/** The larger of two orders, by what there is to go through. */
export const larger = (a: Order, b: Order): Order => (b.lines.length > a.lines.length ? b : a);

const WORDS = "A thing with a name of ordinary length, in three colours";
const PLACE = { name: "Anna Svensson", street: "Storgatan 1", street2: "3 tr", postCode: "11122", city: "Stockholm", country: "SE" };

const line = (lineNumber: number): OrderLine => ({
  lineNumber, kind: "article", sku: `AB-${lineNumber}`, text: WORDS, quantity: "2", price: "12.50", discount: "0", vatCode: "1", vatRate: "0.25", net: "20.00", vat: "5.00", gross: "25.00",
});

export const MODEL_ORDER: Order = {
  id: sourceOrderId(1), administrationId: 1, number: "1001", buyerReference: "PO 4711", debtorId: 55, date: "2026-01-31T10:15:00", changed: null, state: "confirmed", payment: "paid", currency: "SEK",
  pricesIncludeVat: true, companyName: "Shop AB", attentionTo: "Anna Svensson", email: "anna@example.com", phone: "0812345", vatNumber: null, organisationNumber: null, invoiceAddress: PLACE, deliveryAddress: PLACE,
  paymentConditionId: "1", paymentMethodId: "1", deliveryMethodId: "1", comments: `${WORDS}. ${WORDS}.`, creditsOrderId: null, headDiscount: null, net: "6000.00", vat: "1500.00", gross: "7500.00", amountPaid: "7500.00", paidAt: null,
  lines: Array.from({ length: 300 }, (_, index) => line(index + 1)),
};
