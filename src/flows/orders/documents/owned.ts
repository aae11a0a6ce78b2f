/**
 * The fields of a sales order that are ours, as canonical text to hash or compare. Two questions,
 * two texts:
 *
 * - "nothing to write": `writtenFields` of the plan now and of the plan that was written last are the
 *   same;
 * - "changed by a person": `storedFields` of what the ledger answers now and of what it answered
 *   after our last write differ. Stored is compared with stored, so that what the ledger itself
 *   fills in or rewords is nobody's change.
 *
 * Not ours, and never compared: the status (a person may confirm a draft), totals, what the ledger
 * adds. The texts hold personal data: they are hashed before they are kept.
 */
import { amount, dec, type Decimal, plain } from "../../../domain/money.ts";
import type { AnsweredOrder, SalesOrder } from "../../../domain/sales-order.ts";
import { mappingOf } from "../../../settings/rules/compile.ts";
import type { Settings } from "../../../settings/schema.ts";
import { hashOf } from "../../settlement.ts";

/** Canonical text of all that a plan writes. Reasons and predictions don't count. */
export function writtenFields(document: SalesOrder): string {
  const {
    customerId,
    orderDate,
    currency,
    pricesIncludeVat,
    invoiceAddress,
    deliveryAddress,
    ourReference,
    yourReference,
    buyersOrderReference,
    deliveryMethod,
    termsOfPaymentId,
  } = document;
  return JSON.stringify({
    customerId: customerId.toLowerCase(),
    orderDate,
    currency,
    pricesIncludeVat,
    invoiceAddress: canonical(invoiceAddress),
    deliveryAddress: canonical(deliveryAddress),
    ourReference,
    yourReference,
    buyersOrderReference,
    deliveryMethod: canonical(deliveryMethod),
    termsOfPaymentId,
    rows: document.rows.map((row) => rowFields(row)),
  });
}

export type StoredFields = Readonly<
  Record<
    "customerId" | "currency" | "ourReference" | "yourReference" | "buyersOrderReference" | "rows",
    string
  >
>;

/** The owned fields as the ledger answered them, each as canonical text. */
export function ownedOf(answer: AnsweredOrder): StoredFields {
  return {
    customerId: answer.customerId.toLowerCase(),
    currency: answer.currency,
    ourReference: answer.ourReference ?? "",
    yourReference: answer.yourReference ?? "",
    buyersOrderReference: answer.buyersOrderReference ?? "",
    rows: JSON.stringify(
      [...answer.rows].sort((a, b) => a.lineNumber - b.lineNumber).map((row) => rowFields(row)),
    ),
  };
}

/** What to hash after each write, and to compare on the next read. */
export const storedFields = (answer: AnsweredOrder): string => JSON.stringify(ownedOf(answer));

/**
 * Names of the owned fields in which two answers differ; empty where nobody changed anything of
 * ours.
 */
export function changedFields(before: AnsweredOrder, now: AnsweredOrder): readonly string[] {
  const [old, current] = [ownedOf(before), ownedOf(now)];
  return (Object.keys(old) as (keyof StoredFields)[]).filter(
    (field) => old[field] !== current[field],
  );
}

type OwnedRow = {
  lineNumber: number;
  articleId: string | null;
  text: string | null;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
};

function rowFields(row: OwnedRow): readonly unknown[] {
  const text = row.text ?? "";
  if (row.articleId === null) return [row.lineNumber, null, text];
  return [
    row.lineNumber,
    row.articleId.toLowerCase(),
    text,
    plain(row.quantity),
    amount(row.unitPrice, 4),
    plain(dec(row.discount)),
  ];
}

/** Keys in one order, whatever order they came in. */
const canonical = (value: object | null): unknown =>
  value === null ? null : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

// What is kept of our fields as the ledger stored them, to see later whether a person changed one.
// Fields that rules fill are ours as long as a rule fills them, so the mark says which they were:
// another mapping since is nobody's change.

/** A hash; where rules fill fields, with their names and a hash of those. */
export async function ownedMark(answer: AnsweredOrder, settings: Settings): Promise<string> {
  const { head, rows } = mappingOf(settings).orders;
  return markOf(answer, [
    ...head.map(({ target }) => target),
    ...rows.map(({ target }) => `Rows.${target}`),
  ]);
}

/** Whether one of the fields that a mark is of holds something else now. */
export async function changedSince(answer: AnsweredOrder, mark: string): Promise<boolean> {
  const [, targets] = mark.split(" ");
  return (await markOf(answer, targets === undefined ? [] : targets.split(","))) !== mark;
}

async function markOf(answer: AnsweredOrder, targets: readonly string[]): Promise<string> {
  const stored = await hashOf(storedFields(answer));
  if (targets.length === 0) return stored;
  const rows = [...answer.rows].sort((a, b) => a.lineNumber - b.lineNumber);
  const values = targets.map((target) =>
    target.startsWith("Rows.")
      ? rows.map(({ mappable }) => mappable?.[target.slice("Rows.".length)] ?? "")
      : (answer.mappable?.[target] ?? ""),
  );
  return `${stored} ${targets.join(",")} ${await hashOf(JSON.stringify(values))}`;
}
