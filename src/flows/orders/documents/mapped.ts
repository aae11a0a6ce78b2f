/**
 * The tenant's rules on a planned document: which of its fields they fill, or why the order is
 * held. Runs last, on a document that is otherwise whole, and changes no figure, article or
 * identity. Pure, like the plan that it completes.
 */
import type { MappedField } from "../../../domain/mapped.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { PlannedRow, PostalAddress, SalesOrder } from "../../../domain/sales-order.ts";
import { type MapFault, valuesOf } from "../../../settings/rules/apply.ts";
import { mappingOf } from "../../../settings/rules/compile.ts";
import type { OrderRules } from "../../../settings/rules/order-rules.ts";
import { targetNamed } from "../../../settings/rules/targets.ts";
import type { PlanInput } from "./plan-input.ts";

export type Mapped = { readonly document: SalesOrder; readonly recorded: readonly Reason[] };

export function mapDocument(
  document: SalesOrder,
  { order, settings }: PlanInput,
  rules: OrderRules,
): Result<Mapped, MapFault> {
  const mapping = mappingOf(settings);
  if (mapping.orders.head.length + mapping.orders.rows.length === 0)
    return ok({ document, recorded: [] });
  const head = rules.head(mapping, order);
  if (!head.ok) return head;
  const rows: PlannedRow[] = [];
  const ofRows: MappedField[] = [];
  for (const row of document.rows) {
    const line =
      row.sourceLine === null
        ? undefined
        : order.lines.find(({ lineNumber }) => lineNumber === row.sourceLine);
    if (line === undefined || mapping.orders.rows.length === 0) {
      rows.push(row);
      continue;
    }
    const mapped = rules.row(mapping, order, line, row.articleId === null);
    if (!mapped.ok) return mapped;
    rows.push(withRow(row, mapped.value));
    ofRows.push(...mapped.value);
  }
  return ok({
    document: withHead({ ...document, rows, mappedBy: [...head.value, ...ofRows] }, head.value),
    recorded: recordedOf(head.value, ofRows),
  });
}

/** The value stays in the sealed timeline; a reason names the rule and what is wrong with it. */
export const failed = ({ target, fault, line }: MapFault): Reason =>
  reason("rule-failed", {
    field: target,
    rule: fault.rule,
    fault: fault.code,
    line,
    column: fault.at.column,
  });

function recordedOf(head: readonly MappedField[], rows: readonly MappedField[]): readonly Reason[] {
  const targets = [...new Set(rows.map(({ target }) => target))];
  return [
    ...head.map((field) =>
      reason("field-mapped", {
        field: field.target,
        rule: field.rule,
        by: field.by,
        source: sourceOf(field),
      }),
    ),
    ...targets.map((target) => {
      const of = rows.filter((field) => field.target === target);
      return reason("field-mapped", {
        field: target,
        rule: of[0]?.rule ?? null,
        by: of[0]?.by ?? null,
        source: of[0] === undefined ? null : sourceOf(of[0]),
        rows: of.length,
      });
    }),
    ...[...head, ...rows]
      .filter(({ shortened }) => shortened)
      .map(({ target, line, value }) =>
        reason("text-shortened", { field: target, line, max: value.length }),
      ),
  ];
}

/** A path is a name; an expression may be long, and stands in the timeline. */
const sourceOf = ({ by, source }: MappedField): string | null => (by === "field" ? source : null);

const ADDRESS: Readonly<Record<string, keyof PostalAddress>> = {
  DeliveryCustomerName: "name",
  DeliveryAddress1: "address1",
  DeliveryAddress2: "address2",
  DeliveryPostalCode: "postCode",
  DeliveryCity: "city",
};
const REFERENCES: Readonly<
  Record<string, "ourReference" | "yourReference" | "buyersOrderReference">
> = {
  OurReference: "ourReference",
  YourReference: "yourReference",
  BuyersOrderReference: "buyersOrderReference",
};

/**
 * A delivery address of which a part is mapped is written whole: the ledger would fill the rest
 * from the customer.
 */
function withHead(document: SalesOrder, fields: readonly MappedField[]): SalesOrder {
  const address = fields.flatMap(({ target, value }) =>
    ADDRESS[target] === undefined ? [] : [[ADDRESS[target], value] as const],
  );
  const references = fields.flatMap(({ target, value }) =>
    REFERENCES[target] === undefined ? [] : [[REFERENCES[target], value] as const],
  );
  const others = fields.filter(
    ({ target }) => ADDRESS[target] === undefined && REFERENCES[target] === undefined,
  );
  return {
    ...document,
    ...Object.fromEntries(references),
    ...(address.length === 0
      ? {}
      : {
          deliveryAddress: {
            ...(document.deliveryAddress ?? document.invoiceAddress),
            ...Object.fromEntries(address),
          },
        }),
    ...(others.length === 0
      ? {}
      : { mapped: valuesOf(others, (name) => targetNamed("orders.head", name)) }),
  };
}

function withRow(row: PlannedRow, fields: readonly MappedField[]): PlannedRow {
  const text = fields.find(({ target }) => target === "Text")?.value;
  const others = fields.filter(({ target }) => target !== "Text");
  return {
    ...row,
    ...(text === undefined ? {} : { text }),
    ...(others.length === 0
      ? {}
      : { mapped: valuesOf(others, (name) => targetNamed("orders.rows", name)) }),
  };
}
