/** Rules as the texts of a form, and back. What was typed is kept as typed until it is valid. */
import type { Rule } from "../../../settings/rules/compile.ts";
import type { Part } from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type Form, many, one } from "../form.ts";

export type TypedRule = {
  readonly target: string;
  readonly field: string;
  readonly expression: string;
  readonly default: string;
};
export type Typed = {
  readonly rules: Readonly<Record<Part, readonly TypedRule[]>>;
  readonly tables: string;
};

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
  tables: Object.entries(mapping.tables)
    .flatMap(([table, entries]) =>
      Object.entries(entries).map(([from, to]) => `${table}: ${from} = ${to}`),
    )
    .join("\n"),
});

/** A rule without a target was left empty, or is taken away by this. */
export function typedIn(form: Form): Typed {
  const rulesIn = (part: Part): readonly TypedRule[] =>
    many(form, inputName(part, "target"))
      .map(
        (target, index) =>
          ({
            target: target.trim(),
            ...Object.fromEntries(
              NAMES.slice(1).map((name) => [
                name,
                (many(form, inputName(part, name))[index] ?? "").replaceAll("\r\n", "\n").trim(),
              ]),
            ),
          }) as TypedRule,
      )
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
    tables: one(form, "tables"),
  };
}

const LINE = /^([A-Za-z][A-Za-z0-9_-]*)\s*:\s*(.*?)\s*=\s*(.+)$/;

/** As the settings hold it; a line of a table that can't be read is told by its number. */
export function mappingOfTyped({ rules, tables }: Typed): {
  readonly mapping: unknown;
  readonly badLine: number | null;
} {
  const lines = tables.split(/\r?\n/).map((line) => line.trim());
  const read = lines.map((line) => (line === "" ? null : LINE.exec(line)));
  const bad = read.findIndex((match, index) => match === null && lines[index] !== "");
  const made: Record<string, Record<string, string>> = {};
  for (const match of read)
    if (match !== null)
      made[match[1] ?? ""] = { ...made[match[1] ?? ""], [match[2] ?? ""]: match[3] ?? "" };
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
    badLine: bad < 0 ? null : bad + 1,
  };
}
