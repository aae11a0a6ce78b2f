/**
 * Rules as they stand in the settings, checked and made ready to run. Every fault has the path of
 * what it is about, so that the API and the page can say it where it stands. A mapping that was
 * saved compiles: saving refuses any other.
 *
 * Beside it, what rules may read: an order with its lines, and the customer as order and debtor
 * describe it. Declared by type for the checker, and converted to plain records for a rule. Fields
 * that change with payments and deliveries (states, the payment method, the change stamp) are left
 * out: their change isn't an edit, so a rule's result would be outdated.
 */
import type { MappedField } from "../../domain/ledger/mapped.ts";
import { type Message, message } from "../../messages/message.ts";
import {
  check,
  type Compiled,
  type Fault,
  placed,
  type Tables,
  type Type,
} from "../expressions/index.ts";
import { readDate } from "../expressions/dates.ts";
import { RESULT_LENGTH } from "../expressions/limits.ts";
import {
  type MapTarget,
  type OwnFields,
  type Part,
  PARTS,
  targetNamed,
  targetFault,
} from "./targets.ts";
import type { Address, Order, OrderLine } from "../../domain/orders/order.ts";
import {
  about,
  address,
  DATE,
  type Fields,
  list,
  NUMBER,
  optional,
  record,
  text,
  YES_NO,
} from "../expressions/types.ts";

/** As in the settings (rules/schema.ts). */
export type Rule = {
  readonly target: string;
  readonly field?: string | undefined;
  readonly expression?: string | undefined;
  readonly default?: string | undefined;
};

export type Mapping = {
  readonly tables: Tables;
  readonly orders: { readonly head: readonly Rule[]; readonly rows: readonly Rule[] };
  readonly customers: readonly Rule[];
  readonly vouchers: { readonly head: readonly Rule[]; readonly rows: readonly Rule[] };
  readonly articles: readonly Rule[];
};

export type ReadyRule = {
  /** Its path: "mapping.orders.head.0". */
  readonly path: string;
  readonly target: MapTarget;
  readonly by: Exclude<MappedField["by"], "default"> | null;
  readonly source: string | null;
  readonly compiled: Compiled | null;
  readonly fallback: string | null;
};

export type MappingFault = {
  readonly path: readonly (string | number)[];
  readonly message: Message;
  /** For an expression: the fault and its place. */
  readonly fault: Fault | null;
};

export const FIELD_PATH = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function rulesOf(mapping: Mapping, part: Part): readonly Rule[] {
  switch (part) {
    case "orders.head":
      return mapping.orders.head;
    case "orders.rows":
      return mapping.orders.rows;
    case "vouchers.head":
      return mapping.vouchers.head;
    case "vouchers.rows":
      return mapping.vouchers.rows;
    case "customers":
      return mapping.customers;
    case "articles":
      return mapping.articles;
  }
}

/** Read once for each mapping: an order's plans and rows ask again and again. */
const known = new WeakMap<Mapping, Map<Part, readonly ReadyRule[]>>();

/** The rules of one part. Throws where one is faulty: that is refused when settings are saved. */
export function readyRules(mapping: Mapping, part: Part): readonly ReadyRule[] {
  const parts = known.get(mapping) ?? new Map<Part, readonly ReadyRule[]>();
  known.set(mapping, parts);
  const rules = parts.get(part) ?? readAll(mapping, part);
  parts.set(part, rules);
  return rules;
}

function readAll(mapping: Mapping, part: Part): readonly ReadyRule[] {
  return rulesOf(mapping, part).map((rule, index) => {
    const made = ready(rule, part, index, mapping.tables);
    if (made.rule === null)
      throw new Error(
        `mapping.${part}.${index}: ${made.faults.map((fault) => fault.message.id).join("; ")}`,
      );
    return made.rule;
  });
}

/** Everything that is wrong with a mapping. */
export function mappingFaults(settings: {
  readonly mapping: Mapping;
  readonly orders: OwnFields;
}): readonly MappingFault[] {
  return PARTS.flatMap((part) => {
    const rules = rulesOf(settings.mapping, part);
    return rules.flatMap((rule, index): readonly MappingFault[] => {
      const at = (...more: readonly string[]) => ["mapping", ...part.split("."), index, ...more];
      const owned = targetFault(part, rule.target, settings.orders);
      const first = rules.findIndex((other) => other.target === rule.target);
      if (owned !== null) return [{ path: at("target"), message: owned, fault: null }];
      if (first < index)
        return [
          {
            path: at("target"),
            message: message("settings.faults.filledTwice", {
              target: rule.target,
              place: first + 1,
            }),
            fault: null,
          },
        ];
      return ready(rule, part, index, settings.mapping.tables).faults;
    });
  });
}

/** Returns one rule, compiled where it has no fault. */
function ready(
  rule: Rule,
  part: Part,
  index: number,
  tables: Tables,
): { readonly rule: ReadyRule | null; readonly faults: readonly MappingFault[] } {
  const path = ["mapping", ...part.split("."), index];
  const fault = (name: string, described: Message, of: Fault | null = null): MappingFault => ({
    path: [...path, name],
    message: described,
    fault: of,
  });
  const target = targetNamed(part, rule.target);
  if (target === null)
    return {
      rule: null,
      faults: [fault("target", message("settings.faults.noSuchTarget", { target: rule.target }))],
    };
  if (rule.field !== undefined && rule.expression !== undefined)
    return {
      rule: null,
      faults: [fault("expression", message("settings.faults.fedTwice"))],
    };
  if (rule.field === undefined && rule.expression === undefined && rule.default === undefined)
    return {
      rule: null,
      faults: [fault("expression", message("settings.faults.emptyRule"))],
    };
  const wrong = rule.default === undefined ? null : valueFault(rule.default, target);
  const faults = wrong === null ? [] : [fault("default", wrong)];
  const by = fedBy(rule);
  const name = by ?? "default";
  const checked =
    by === null ? null : checkRule(rule, part, target, tables, `mapping.${part}.${index}`);
  const all = [
    ...faults,
    ...(checked === null || checked.ok
      ? []
      : checked.error.map((one) => fault(name, by === "field" ? one.message : placed(one), one))),
  ];
  if (all.length > 0) return { rule: null, faults: all };
  return {
    rule: {
      path: path.join("."),
      target,
      by,
      source: rule.field ?? rule.expression ?? null,
      compiled: checked?.ok === true ? checked.value : null,
      fallback: rule.default ?? null,
    },
    faults: [],
  };
}

/** `null`: by its default alone. */
function fedBy({ field, expression }: Rule): "field" | "expression" | null {
  if (field !== undefined) return "field";
  return expression === undefined ? null : "expression";
}

/**
 * The field or the expression that feeds a rule; a field is written as an expression first. `name`:
 * what its faults call it.
 */
export function checkRule(
  { field, expression = "" }: Pick<Rule, "field" | "expression">,
  part: Part,
  target: MapTarget,
  tables: Tables,
  name = target.name,
): ReturnType<typeof check> {
  return check(field === undefined ? expression : fieldExpression(field, part, target), {
    name,
    fields: SOURCES[part],
    target: loose(target, field === undefined ? "expression" : "field"),
    tables,
  });
}

/**
 * A plain field is cut to fit, like every other field that is carried over; an expression says
 * itself what to do.
 */
const loose = ({ takes }: MapTarget, by: ReadyRule["by"]): MapTarget["takes"] =>
  by === "field" && takes.kind === "text" ? { ...takes, max: RESULT_LENGTH } : takes;

/** A plain field of another kind than its target, written as text the way people do. */
function fieldExpression(field: string, part: Part, { takes }: MapTarget): string {
  if (takes.kind !== "text") return field;
  const kind = typeAt(field, SOURCES[part])?.kind;
  if (kind !== "number" && kind !== "date") return field;
  return kind === "number"
    ? `${field} != null ? text(${field}) : null`
    : `${field} != null ? format(${field}, "yyyy-MM-dd") : null`;
}

const fieldsWithin = (type: Type): Fields => (type.kind === "record" ? type.fields : {});

function typeAt(path: string, fields: Fields): Type | null {
  return path.split(".").reduce<Type | null>((type, name) => {
    const within: Fields = type === null ? fields : fieldsWithin(type);
    return Object.hasOwn(within, name) ? (within[name] ?? null) : { kind: "unknown" };
  }, null);
}

/** Returns the fault of a constant value for a target; `null`: none. */
export function valueFault(
  value: string,
  { name: target, takes, form }: MapTarget,
): Message | null {
  if (takes.kind === "date")
    return readDate(value) === null ? message("settings.faults.takesDate", { target }) : null;
  if (takes.kind === "number")
    return /^-?\d{1,9}$/.test(value) ? null : message("settings.faults.takesWhole", { target });
  if (takes.kind === "text" && value.length > takes.max)
    return message("settings.faults.takesCharacters", {
      target,
      most: takes.max,
      length: value.length,
    });
  return form === "guid" && !GUID.test(value)
    ? message("settings.faults.takesId", { target })
    : null;
}

type Data = Readonly<Record<string, unknown>>;

const maybe = optional(text());
const place = (words: Message) =>
  about(
    address({
      name: maybe,
      street: about(maybe, message("described.address.street")),
      street2: maybe,
      postCode: maybe,
      city: maybe,
      country: about(maybe, message("described.address.country")),
    }),
    words,
  );

const line = record("line", {
  lineNumber: NUMBER,
  kind: about(text(20), message("described.line.kind")),
  sku: about(maybe, message("described.line.sku")),
  salesTypeId: about(maybe, message("described.line.salesTypeId")),
  text: text(),
  quantity: NUMBER,
  price: about(NUMBER, message("described.line.price")),
  discount: about(NUMBER, message("described.line.discount")),
  vatCode: maybe,
  vatRate: about(NUMBER, message("described.line.vatRate")),
  net: NUMBER,
  vat: NUMBER,
  gross: NUMBER,
});

const row = record("row", {
  kind: about(text(20), message("described.row.kind")),
  account: about(text(10), message("described.row.account")),
  text: text(60),
  sku: about(maybe, message("described.row.sku")),
  vatRate: about(optional(NUMBER), message("described.row.vatRate")),
});

const order = record("order", {
  id: about(text(20), message("described.order.id")),
  number: about(maybe, message("described.order.number")),
  buyerReference: about(maybe, message("described.order.buyerReference")),
  debtorId: about(maybe, message("described.order.debtorId")),
  date: DATE,
  currency: text(3),
  pricesIncludeVat: YES_NO,
  companyName: maybe,
  attentionTo: maybe,
  email: maybe,
  phone: maybe,
  vatNumber: maybe,
  organisationNumber: maybe,
  invoiceAddress: place(message("described.order.invoiceAddress")),
  deliveryAddress: place(message("described.order.deliveryAddress")),
  paymentConditionId: maybe,
  deliveryMethodId: maybe,
  comments: about(maybe, message("described.order.comments")),
  net: NUMBER,
  vat: NUMBER,
  gross: about(NUMBER, message("described.order.gross")),
  lines: list(line),
});

const customer = record("customer", {
  kind: about(text(10), message("described.customer.kind")),
  debtorId: about(maybe, message("described.order.debtorId")),
  number: about(maybe, message("described.customer.number")),
  name: maybe,
  contactPerson: maybe,
  email: maybe,
  phone: maybe,
  mobile: maybe,
  organisationNumber: maybe,
  vatNumber: maybe,
  paymentConditionId: maybe,
  invoiceAddress: place(message("described.customer.invoiceAddress")),
  deliveryAddress: place(message("described.customer.deliveryAddress")),
});

export const SOURCES: Readonly<Record<Part, Fields>> = {
  "orders.head": { order },
  "orders.rows": { order, line },
  "vouchers.head": { order },
  "vouchers.rows": { order, row },
  customers: { customer },
  articles: { order, line },
};

/** An order as rules see it. */
export function orderRecord(source: Order): Data {
  return { order: { ...source, debtorId: idText(source.debtorId), lines: source.lines } };
}

/** A line, with its order. */
export const lineRecord = (whole: Data, source: OrderLine): Data => ({ ...whole, line: source });

/** A row of a voucher beside its order. `sku` and `vatRate`: where all its lines have the same. */
type VoucherRowSource = {
  readonly kind: string;
  readonly account: string;
  readonly text: string;
  readonly sku: string | null;
  readonly vatRate: string | null;
};

export const voucherRowRecord = (whole: Data, row: VoucherRowSource): Data => ({ ...whole, row });

/** What is known of a buyer, from any source. */
export type CustomerSource = {
  readonly kind: string;
  readonly debtorId: number | null;
  readonly number: string | null;
  readonly name: string | null;
  readonly contactPerson: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly organisationNumber: string | null;
  readonly vatNumber: string | null;
  readonly paymentConditionId: string | null;
  readonly invoiceAddress: Address;
  readonly deliveryAddress: Address;
};

export const customerRecord = (source: CustomerSource): Data => ({
  customer: { ...source, debtorId: idText(source.debtorId) },
});

const idText = (id: number | null): string | null => (id === null ? null : String(id));
