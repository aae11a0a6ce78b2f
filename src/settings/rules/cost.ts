/**
 * Measures the cost of rules on the largest record when they are saved: half of the budget, so that
 * the next larger record doesn't stop. Every kind of rule is measured. Without a real order a model
 * of 300 lines is used; customers and articles are models with all fields.
 */
import type { Order } from "../../domain/orders/order.ts";
import { type Message, message } from "../../messages/message.ts";
import { type Compiled, evaluate, type Target } from "../expressions/index.ts";
import {
  ARTICLE_STEPS,
  CUSTOMER_STEPS,
  DOCUMENT_STEPS,
  STEPS_AT_SAVE,
} from "../expressions/limits.ts";
import type { Settings } from "../schema.ts";
import { compileStock } from "../stock/stock-expression.ts";
import {
  type MappingFault,
  type ReadyRule,
  readyRules,
  customerRecord,
  lineRecord,
  orderRecord,
  voucherRowRecord,
} from "./compile.ts";
import { MODEL_ARTICLE, MODEL_CUSTOMER, MODEL_STOCK } from "./models.ts";
import type { Part } from "./targets.ts";
import { FILTER_TARGET, productExpression, textTarget } from "../products/product-record.ts";
import { type ProductSettings, textMax } from "../products/products.ts";

type Data = Readonly<Record<string, unknown>>;
type Path = MappingFault["path"];

/** An expression with the records that it runs on for one thing. */
type Measured = {
  readonly path: Path;
  readonly compiled: Compiled;
  readonly records: readonly Data[];
};
/** The rules that run for one record, and their common budget. */
type Group = {
  readonly of: "order" | "customer" | "article";
  readonly most: number;
  readonly measured: readonly Measured[];
};

/** Whole sentences, as other languages bend their words. */
const ALONE = {
  order: "settings.faults.costsOnOrder",
  customer: "settings.faults.costsOnCustomer",
  article: "settings.faults.costsOnArticle",
} as const;
const TOGETHER = {
  order: "settings.faults.costTogetherOnOrder",
  customer: "settings.faults.costTogetherOnCustomer",
  article: "settings.faults.costTogetherOnArticle",
} as const;

/** Returns the rules that cost too much: alone, or as the most expensive of too many. */
export function tooCostly(settings: Settings, order: Order): readonly MappingFault[] {
  return groupsOf(settings, order).flatMap(faultsOf);
}

function groupsOf(settings: Settings, order: Order): readonly Group[] {
  const mapping = settings.mapping;
  const record = orderRecord(order);
  const lines = order.lines.map((line) => lineRecord(record, line));
  const rules = (part: Part, records: readonly Data[]): readonly Measured[] =>
    readyRules(mapping, part).flatMap((rule) => ruleOn(rule, records));
  const rows = order.lines.map((line) =>
    voucherRowRecord(record, {
      kind: "revenue",
      account: "3001",
      text: line.text.slice(0, 60),
      sku: line.sku,
      vatRate: line.vatRate,
    }),
  );
  const products = productExpressions(settings.products).map(({ path, compiled }) => ({
    path: ["products", ...path],
    compiled,
    records: [MODEL_ARTICLE],
  }));
  const stock =
    settings.stock.calculation === "expression" ? compileStock(settings.stock.expression) : null;
  return [
    {
      of: "order",
      most: DOCUMENT_STEPS / 2,
      measured: [...rules("orders.head", [record]), ...rules("orders.rows", lines)],
    },
    {
      of: "order",
      most: DOCUMENT_STEPS / 2,
      measured: [...rules("vouchers.head", [record]), ...rules("vouchers.rows", rows)],
    },
    {
      of: "article",
      most: ARTICLE_STEPS / 2,
      measured: rules("articles", lines.slice(0, 1)),
    },
    {
      of: "customer",
      most: CUSTOMER_STEPS / 2,
      measured: rules("customers", [customerRecord(MODEL_CUSTOMER)]),
    },
    { of: "article", most: ARTICLE_STEPS / 2, measured: products },
    {
      of: "article",
      most: ARTICLE_STEPS / 2,
      measured:
        stock?.ok === true
          ? [{ path: ["stock", "expression"], compiled: stock.value, records: [MODEL_STOCK] }]
          : [],
    },
  ];
}

function ruleOn(rule: ReadyRule, records: readonly Data[]): readonly Measured[] {
  if (rule.compiled === null) return [];
  return [
    {
      path: [
        ...rule.path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        rule.by ?? "default",
      ],
      compiled: rule.compiled,
      records,
    },
  ];
}

function faultsOf({ of, most, measured }: Group): readonly MappingFault[] {
  const costs = measured.map((one) => ({ ...one, ...costOf(one, most) }));
  const alone = costs.flatMap((cost) => faultOf(cost, of, most));
  if (alone.length > 0) return alone;
  const [heaviest] = costs.toSorted((a, b) => b.total - a.total);
  const total = costs.reduce((sum, cost) => sum + cost.total, 0);
  if (heaviest === undefined || total <= most) return [];
  return [fault(heaviest.path, message(TOGETHER[of], { steps: most }))];
}

type Cost = { readonly largest: number; readonly total: number };

/** No further than the limit: what lies beyond it needn't be known. */
function costOf({ compiled, records }: Measured, most: number): Cost {
  let [largest, total] = [0, 0];
  for (const record of records) {
    // A rule that stops for another reason costs what it took until then.
    evaluate(compiled, record, Math.min(STEPS_AT_SAVE, most) + 1, (steps) => {
      largest = Math.max(largest, steps);
      total += steps;
    });
    if (largest > STEPS_AT_SAVE || total > most) break;
  }
  return { largest, total };
}

function faultOf(
  { path, records, largest, total }: Measured & Cost,
  of: Group["of"],
  most: number,
): readonly MappingFault[] {
  const one = Math.min(STEPS_AT_SAVE, most);
  if (largest > one) return [fault(path, message(ALONE[of], { steps: one }))];
  if (total > most)
    return [
      fault(path, message("settings.faults.costOfRows", { rows: records.length, steps: most })),
    ];
  return [];
}

const fault = (path: Path, described: Message): MappingFault => ({
  path,
  message: described,
  fault: null,
});

/** The larger of two orders, by what there is to go through. */
export const larger = (a: Order, b: Order): Order => (b.lines.length > a.lines.length ? b : a);

type ProductExpression = { readonly path: readonly string[]; readonly compiled: Compiled };

/** The expressions in use; accepted settings compile. */
function productExpressions({ filter, fields }: ProductSettings): readonly ProductExpression[] {
  const texts = Object.entries(fields).flatMap(([name, rule]) =>
    "expression" in rule
      ? [made(["fields", name, "expression"], rule.expression, textTarget(textMax(name)))]
      : [],
  );
  return [made(["filter", "expression"], filter.expression, FILTER_TARGET), ...texts].filter(
    (one) => one !== null,
  );
}

function made(path: readonly string[], source: string, target: Target): ProductExpression | null {
  const compiled = source === "" ? null : productExpression(path.join("."), source, target);
  return compiled === null || "wrong" in compiled ? null : { path, compiled };
}
