/**
 * What a version changed in the tenant's rules, in words: rules of fields, of kinds of documents,
 * of products; and what has no field on the settings pages.
 */
import type { Language } from "../../../domain/language.ts";
import { PARTS } from "../../../mapping/rules/targets.ts";
import { MAPPING } from "../../words/mapping/index.ts";
import { PRODUCT_RULES } from "../../words/product-rules/index.ts";
import { SETTINGS } from "../../words/settings/index.ts";
import { TYPE_RULES as TYPE_RULE_WORDS } from "../../words/type-rules/index.ts";
import { isKey } from "../words.ts";
import { TYPE_RULES } from "./type-rules.ts";

/** A part in words: its name, and how its values are said. */
export type Said = { readonly name: string; readonly value: (value: unknown) => string };

type Tree = Readonly<Record<string, unknown>>;

/** `null`: this path isn't one of these. */
export const ruleChange = (path: string, language: Language): Said | null =>
  mappingChange(path, language) ??
  typeRuleChange(path, language) ??
  productChange(path, language) ??
  otherChange(path, language);

const text = (value: unknown): string =>
  value === null || value === undefined || value === ""
    ? "–"
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
const list = (value: unknown, each: (rule: Tree) => string): string =>
  Array.isArray(value) && value.length > 0
    ? value.map((rule) => each(rule as Tree)).join("; ")
    : "–";

function mappingChange(path: string, language: Language): Said | null {
  const t = MAPPING[language];
  if (path.startsWith("mapping.tables.")) {
    const [table = "", ...key] = path.slice("mapping.tables.".length).split(".");
    return {
      name: `${t.tables}: ${table}${key.length === 0 ? "" : `, ${key.join(".")}`}`,
      value: text,
    };
  }
  const part = PARTS.find((one) => path === `mapping.${one}` || path.startsWith(`mapping.${one}.`));
  if (part === undefined) return null;
  const [number, column] = path.slice(`mapping.${part}.`.length).split(".");
  if (number === undefined || number === "")
    return { name: t.parts[part], value: (value) => list(value, ruleText) };
  const rule = t.rule;
  const columns = {
    target: rule.target,
    field: rule.field,
    expression: rule.expression,
    default: rule.default,
  };
  return isKey(columns, column)
    ? { name: `${t.parts[part]}: ${columns[column](Number(number) + 1)}`, value: text }
    : null;
}

/** `YourReference ← upper(order.number) | "-"` */
const ruleText = (rule: Tree): string =>
  `${text(rule["target"])} ← ${[
    rule["expression"],
    rule["field"],
    rule["default"] === undefined ? undefined : JSON.stringify(rule["default"]),
  ]
    .filter((part) => part !== undefined)
    .map(text)
    .join(" | ")}`;

function typeRuleChange(path: string, language: Language): Said | null {
  if (path !== TYPE_RULES && !path.startsWith(`${TYPE_RULES}.`)) return null;
  const t = TYPE_RULE_WORDS[language];
  const said = (column: string, value: unknown): string =>
    column === "type" && typeof value === "string" && isKey(t.types, value)
      ? t.types[value]
      : column === "customerKind" && typeof value === "string" && isKey(t.kinds, value)
        ? t.kinds[value]
        : Array.isArray(value)
          ? value.join(", ")
          : text(value);
  const whole = (rule: Tree): string =>
    Object.entries(rule)
      .map(
        ([column, value]) =>
          `${isKey(t.columns, column) ? t.columns[column] : column}: ${said(column, value)}`,
      )
      .join(", ");
  const [number, column] = path.slice(TYPE_RULES.length + 1).split(".");
  if (number === undefined || column === undefined || !isKey(t.columns, column))
    return { name: t.title, value: (value) => list(value, whole) };
  return {
    name: `${t.title}: ${t.row(t.columns[column], Number(number) + 1)}`,
    value: (value) => said(column, value),
  };
}

function productChange(path: string, language: Language): Said | null {
  const t = PRODUCT_RULES[language];
  const { history } = SETTINGS[language];
  const [, name, part] = /^products\.fields\.([^.]+)\.([^.]+)$/.exec(path) ?? [];
  if (name !== undefined && isKey(t.field, name)) {
    const yes = (value: unknown): string => (value === true ? history.yes : history.no);
    const said: Readonly<Record<string, Said>> = {
      send: { name: t.columns.when, value: yes },
      onUpdate: { name: t.when.update, value: yes },
      overwrite: { name: t.when.overwrite, value: yes },
      from: {
        name: t.columns.from,
        value: (value) =>
          typeof value === "string" && isKey(t.from, value) ? t.from[value] : text(value),
      },
      expression: { name: t.columns.expression, value: text },
    };
    const found = part === undefined ? undefined : said[part];
    return found === undefined
      ? null
      : { name: `${t.field[name]}: ${found.name}`, value: found.value };
  }
  const variant =
    path === "products.variants"
      ? ""
      : path.startsWith("products.variants.")
        ? path.slice("products.variants.".length)
        : null;
  if (variant === null) return null;
  const { variants } = t;
  const by = (value: unknown): string =>
    value === "number"
      ? variants.number
      : value === "label"
        ? variants.label
        : value === null
          ? variants.none
          : text(value);
  if (variant === "by" || variant === "")
    return { name: `${variants.title}: ${variants.by}`, value: by };
  const names: Readonly<Record<string, string>> = {
    pattern: variants.pattern,
    label: variants.groupLabel,
    attributes: variants.attributes,
  };
  const known = names[variant];
  return known === undefined
    ? null
    : {
        name: `${variants.title}: ${known}`,
        value: (value) => (Array.isArray(value) ? value.join(", ") : text(value)),
      };
}

/** Settings without a field on the settings pages. */
function otherChange(path: string, language: Language): Said | null {
  const { history, sections } = SETTINGS[language];
  const flow = (value: unknown): string =>
    typeof value === "string" && isKey(sections, value) ? sections[value] : text(value);
  const [, work] = /^schedules\.(\w+)$/.exec(path) ?? [];
  if (work !== undefined && isKey(history.works, work))
    return { name: history.minutes(history.works[work]), value: text };
  if (path === "products.filter.codings")
    return { name: history.filterCodings, value: (value) => list(value, text) };
  if (path === "products.filter.inactive")
    return {
      name: history.filterInactive,
      value: (value) => (value === true ? history.yes : history.no),
    };
  const coding = path.startsWith("products.salesType.table.")
    ? path.slice("products.salesType.table.".length)
    : null;
  if (coding !== null) return { name: `${history.productSalesType}: ${coding}`, value: text };
  const flows = (value: unknown): string =>
    Array.isArray(value) && value.length > 0 ? value.map(flow).join(", ") : "–";
  if (path === "setup.flows") return { name: history.setUpFlows, value: flows };
  if (path === "setup.answeredFlows") return { name: history.setUpAnsweredOf, value: flows };
  if (path === "setup.answered")
    return {
      name: history.setUpAnswered,
      value: (value) => (value === true ? history.yes : history.no),
    };
  return null;
}
