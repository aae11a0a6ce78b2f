/**
 * The fields that look-ups and rules fill, the facts that look-ups use beside a source value
 * (destination, buyer, day), and those by which rules choose a kind of document. Pure.
 */
import type { CustomerKind, LedgerCompany, LedgerCountry } from "../../../domain/ledger/ledger.ts";
import {
  INVOICE_HEAD,
  type MappedField,
  type MappedValues,
} from "../../../domain/ledger/mapped.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { PlannedRow, PostalAddress, SalesOrder } from "../../../domain/orders/sales-order.ts";
import {
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
  zoneOfCountry,
} from "../../../domain/platform/zoned-time.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import { FILLS, type OrderLookupName } from "../../../settings/lookups/order-lookups.ts";
import { type MapFault, valuesOf, type OrderRules } from "../../../settings/rules/apply.ts";
import { targetNamed } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import { defaultDebtorOf, partyOf, isEmptyAddress } from "../../parties/party.ts";
import type { RunFacts, FlowPorts } from "../../port.ts";
import type { OrderFacts } from "./case.ts";
import { areaOf, goodsCountry } from "../../parties/customer-addresses.ts";
import type { PlanInput, Plan } from "./plan-input.ts";
import type { TypeFacts } from "../../../settings/orders/order-types.ts";
import { defined } from "../../../domain/platform/defined.ts";

type Ledger = {
  readonly company: Pick<LedgerCompany, "country">;
  readonly countries?: readonly LedgerCountry[];
};

export function lookupFacts(
  order: Pick<Order, "deliveryAddress" | "invoiceAddress" | "date" | "soldOn">,
  { company, countries = [] }: Ledger,
  kind: CustomerKind,
): LookupFacts & { readonly country: string } {
  const country = goodsCountry(order, company.country);
  const area = areaOf(country, company.country, countries);
  const date = orderDate(order.soldOn ?? order.date, company.country);
  return { country, kind, ...(area === null ? {} : { area }), ...(date === null ? {} : { date }) };
}

/**
 * Returns the order's day in the company's zone; a date without a time of day is used as it is.
 * `null`: it isn't a date.
 */
export function orderDate(date: string, country: string): string | null {
  const stamp = parseLocal(date);
  if (stamp === null) return null;
  return stamp.hasTime
    ? localDay(instantsOf(stamp, SOURCE_ZONE).earliest, zoneOfCountry(country))
    : stamp.day;
}

type OrderWithSettings = Pick<OrderFacts, "order"> & {
  readonly ports: Pick<RunFacts, "settings" | "lists">;
};

/**
 * Returns the facts of an order before its customer is known, from its own data on the buyer, with
 * the fixed customer that they lead to.
 */
export function orderLookupFacts({
  ports,
  order,
}: OrderWithSettings): LookupFacts & { readonly country: string } {
  const { company, countries = [] } = ports.lists;
  if (company === null) throw new Error("looked up without the company's settings");
  return lookupFacts(order, { company, countries }, partyOf(order, null, ports.settings).kind);
}

/**
 * `null`: this order has a customer of its own; so has what was invoiced on one, whatever the
 * settings say now. What was invoiced on a default customer stays on that one.
 */
export function fixedDebtor(given: OrderWithSettings): ReturnType<typeof defaultDebtorOf> {
  const { soldTo, soldToDefault } = given.order;
  if (soldTo !== undefined && soldToDefault === true) return { id: soldTo, when: "always" };
  const fixed = defaultDebtorOf(given.order, given.ports.settings, orderLookupFacts(given));
  return soldTo === undefined || soldTo === fixed?.id ? fixed : null;
}

type Facts = LookupFacts & { readonly country: string };
type ChosenValues = { readonly values: MappedValues; readonly recorded: readonly Reason[] };

const DIMENSIONS = [
  "costCenter1",
  "costCenter2",
  "costCenter3",
  "project",
] as const satisfies readonly OrderLookupName[];

/**
 * Fills the fields of a document that look-ups choose: cost centres and project of every row, terms
 * of delivery. The settings refuse a rule and a look-up for one field. A voucher has only the cost
 * centres and project. Pure.
 */
export function fillDocument(
  document: SalesOrder,
  order: Order,
  settings: Settings,
  facts: Facts,
): { readonly document: SalesOrder; readonly recorded: readonly Reason[] } {
  const rows = dimensionsOf(settings, facts);
  const head = chosenOf(["deliveryTerms"], settings, order.deliveryMethodId, facts);
  const has = ({ values }: ChosenValues): boolean => Object.keys(values).length > 0;
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

/** Returns cost centres and project for the rows of goods. */
export const dimensionsOf = (settings: Settings, facts: Facts): ChosenValues =>
  chosenOf(DIMENSIONS, settings, facts.country, facts);

function chosenOf(
  names: readonly OrderLookupName[],
  { lookups }: Settings,
  from: string | null,
  facts: LookupFacts,
): ChosenValues {
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

type Mapped = { readonly document: SalesOrder; readonly recorded: readonly Reason[] };

/**
 * Applies the tenant's rules to a planned document: returns the fields that they fill, or why the
 * order is held. Runs last, on a complete document, and changes no figure, article or identity.
 * Pure.
 */
export function mapDocument(
  document: SalesOrder,
  { order, settings, form }: PlanInput,
  rules: OrderRules,
): Result<Mapped, MapFault> {
  const mapping = settings.mapping;
  if (mapping.orders.head.length + mapping.orders.rows.length === 0)
    return ok({ document, recorded: [] });
  const all = rules.head(mapping, order);
  if (!all.ok) return all;
  const head = ok(
    (form ?? "sales-order") === "sales-order"
      ? all.value.filter(({ target }) => !INVOICE_HEAD.has(target))
      : all.value,
  );
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

/** The value stays in the sealed timeline; the reason names the rule and the fault. */
export const ruleFailedReason = ({ target, fault, line }: MapFault): Reason =>
  reason("rule-failed", {
    field: target,
    rule: fault.rule,
    fault: fault.code,
    line,
    column: fault.at.column,
  });

export function recordedOf(
  head: readonly MappedField[],
  rows: readonly MappedField[],
): readonly Reason[] {
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

/** A path is short; an expression may be long, and is only in the timeline. */
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
            ...document.deliveryAddress,
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
    ...defined({ text }),
    ...(others.length === 0
      ? {}
      : { mapped: valuesOf(others, (name) => targetNamed("orders.rows", name)) }),
  };
}

/** Returns those facts. `home`: the company's country, for an order that names none. */
export function typeFacts(
  order: Order,
  customerKind: TypeFacts["customerKind"],
  home: string | undefined,
): TypeFacts {
  const { invoiceAddress, deliveryAddress } = order;
  const address = isEmptyAddress(deliveryAddress) ? invoiceAddress : deliveryAddress;
  return {
    paymentMethod: order.paymentMethodId,
    deliveryCountry: address.country ?? invoiceAddress.country ?? home ?? "",
    gross: order.gross,
    customerKind,
  };
}

const MANY = 3;
const MEMORY = "rule-failures";

type Ports = Pick<FlowPorts, "key" | "memory" | "remember">;

/**
 * Counts in the tenant's memory how often in a row a rule stopped a record; says so from the third
 * on. One stop may be the record's fault; several in a row are the rule's.
 */
export function countRuleFailure(
  ports: Ports,
  plan: Extract<Plan, { kind: "hold" }>,
): readonly Reason[] {
  if (plan.ruleFault === undefined) return [];
  const { target, fault } = plan.ruleFault;
  const [rule, count, key] = (ports.memory[MEMORY] ?? "").split(" ");
  const before = rule === fault.rule ? Number(count) : 0;
  // The same record counts once.
  const times = rule === fault.rule && key === ports.key ? before : before + 1;
  ports.remember(MEMORY, `${fault.rule} ${times} ${ports.key}`);
  return times < MANY
    ? []
    : [reason("rule-fails-often", { field: target, rule: fault.rule, times })];
}

/** A record on which every rule worked ends the row. */
export function resetRuleFailures(ports: Ports): void {
  if ((ports.memory[MEMORY] ?? "") !== "") ports.remember(MEMORY, "");
}
