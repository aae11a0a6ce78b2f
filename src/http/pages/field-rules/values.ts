/** Rules as the texts of a form, and back. What was typed is kept as typed until it is valid. */
import type { Tables } from "../../../settings/expressions/index.ts";
import type { Rule } from "../../../settings/rules/compile.ts";
import type { Part } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type Form, many } from "../forms/form.ts";

export type TypedRule = {
  readonly target: string;
  readonly field: string;
  readonly expression: string;
  readonly default: string;
};
export type Typed = {
  readonly rules: Readonly<Record<Part, readonly TypedRule[]>>;
  readonly tables: readonly TypedEntry[];
};

/** An entry of a table that expressions look values up in. */
export type TypedEntry = Readonly<Record<(typeof ENTRY_NAMES)[number], string>>;
export const ENTRY_NAMES = ["name", "from", "to"] as const;

const NAMES = ["target", "field", "expression", "default"] as const;
export const inputName = (part: Part, name: (typeof NAMES)[number]): string => `${part}.${name}`;

const typed = (rule: Rule): TypedRule => ({
  target: rule.target,
  field: rule.field ?? "",
  expression: rule.expression ?? "",
  default: rule.default ?? "",
});

export const typedOf = ({ mapping }: Pick<Settings, "mapping">): Typed => ({
  rules: {
    "orders.head": mapping.orders.head.map(typed),
    "orders.rows": mapping.orders.rows.map(typed),
    "vouchers.head": mapping.vouchers.head.map(typed),
    "vouchers.rows": mapping.vouchers.rows.map(typed),
    customers: mapping.customers.map(typed),
    articles: mapping.articles.map(typed),
  },
  tables: Object.entries(mapping.tables).flatMap(([name, entries]) =>
    Object.entries(entries).map(([from, to]) => ({ name, from, to })),
  ),
});

/** A rule without a target was left empty, or is taken away by this. */
export function typedIn(form: Form): Typed {
  const rulesIn = (part: Part): readonly TypedRule[] =>
    many(form, inputName(part, "target"))
      .map((_, index) => ruleAt(form, part, index))
      .filter(({ target }) => target !== "");
  return {
    rules: {
      "orders.head": rulesIn("orders.head"),
      "orders.rows": rulesIn("orders.rows"),
      "vouchers.head": rulesIn("vouchers.head"),
      "vouchers.rows": rulesIn("vouchers.rows"),
      customers: rulesIn("customers"),
      articles: rulesIn("articles"),
    },
    tables: many(form, "tables.name")
      .map((name, index) => {
        const cell = (of: "from" | "to"): string =>
          (many(form, `tables.${of}`)[index] ?? "").trim();
        return { name: name.trim(), from: cell("from"), to: cell("to") };
      })
      .filter(({ name, from, to }) => `${name}${from}${to}` !== ""),
  };
}

/** The rule of the row that stands there, also where it is empty. */
export const ruleAt = (form: Form, part: Part, index: number): TypedRule =>
  Object.fromEntries(
    NAMES.map((name) => [
      name,
      (many(form, inputName(part, name))[index] ?? "").replaceAll("\r\n", "\n").trim(),
    ]),
  ) as TypedRule;

const TABLE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

/** As the settings hold it; the first row of the tables that says nothing is told by its number. */
export function mappingOfTyped({ rules, tables }: Typed): {
  readonly mapping: unknown;
  readonly tables: Tables;
  readonly badLine: number | null;
} {
  const bad = tables.findIndex(({ name, to }) => !TABLE_NAME.test(name) || to === "");
  const made: Record<string, Record<string, string>> = {};
  for (const { name, from, to } of tables)
    if (TABLE_NAME.test(name) && to !== "") made[name] = { ...made[name], [from]: to };
  const given = (part: Part) =>
    rules[part].map((rule) =>
      Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== "")),
    );
  return {
    mapping: {
      tables: made,
      orders: { head: given("orders.head"), rows: given("orders.rows") },
      vouchers: { head: given("vouchers.head"), rows: given("vouchers.rows") },
      customers: given("customers"),
      articles: given("articles"),
    },
    tables: made,
    badLine: bad < 0 ? null : bad + 1,
  };
}
