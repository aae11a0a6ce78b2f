/** The field rules of one shop taken over into another: a rule replaces the one of its field. */
import type { Settings } from "../schema.ts";
import { type Copying, type Misfit, translated } from "./counterpart.ts";

type Mapping = Settings["mapping"];
type Rule = Mapping["customers"][number];

export function copiedRules(from: Mapping, into: Mapping, copying: Copying): Mapping {
  const rules = (path: string, of: readonly Rule[], had: readonly Rule[]): Rule[] =>
    mergedRules(`mapping.${path}`, of, had, copying);
  return {
    tables: tables(from.tables, into.tables, copying),
    orders: {
      head: rules("orders.head", from.orders.head, into.orders.head),
      rows: rules("orders.rows", from.orders.rows, into.orders.rows),
    },
    vouchers: {
      head: rules("vouchers.head", from.vouchers.head, into.vouchers.head),
      rows: rules("vouchers.rows", from.vouchers.rows, into.vouchers.rows),
    },
    customers: rules("customers", from.customers, into.customers),
    articles: rules("articles", from.articles, into.articles),
  };
}

function mergedRules(
  path: string,
  from: readonly Rule[],
  into: readonly Rule[],
  { source, target, left }: Copying,
): Rule[] {
  const fitting: Rule[] = [];
  for (const [index, rule] of from.entries()) {
    let misfit: Misfit | null = null;
    const text = <Text extends string | undefined>(wanted: Text): Text | string => {
      if (wanted === undefined) return wanted;
      const read = translated(wanted, source, target);
      if ("text" in read) return read.text;
      misfit ??= read.misfit;
      return wanted;
    };
    const expression = text(rule.expression);
    const rest = text(rule.default);
    if (misfit === null)
      fitting.push({
        ...rule,
        ...(expression === undefined ? {} : { expression }),
        ...(rest === undefined ? {} : { default: rest }),
      });
    else left.push({ path: `${path}.${index}`, value: rule, why: misfit });
  }
  const kept = into.filter((rule) => fitting.every(({ target: field }) => field !== rule.target));
  return [...kept, ...fitting];
}

function tables(
  from: Mapping["tables"],
  into: Mapping["tables"],
  { source, target, left }: Copying,
): Mapping["tables"] {
  const all: Record<string, Record<string, string>> = { ...into };
  for (const [name, rows] of Object.entries(from)) {
    const table: Record<string, string> = { ...into[name] };
    for (const [key, value] of Object.entries(rows)) {
      const read = translated(value, source, target);
      if ("text" in read) table[key] = read.text;
      else left.push({ path: `mapping.tables.${name}.${key}`, value, why: read.misfit });
    }
    all[name] = table;
  }
  return all;
}
