/**
 * Describes what a version changed in the tenant's rules: of fields, of kinds of documents, of
 * products; and settings without a field on the pages.
 */
import { amountText, type Language } from "../../../../domain/language.ts";
import { isDecimal } from "../../../../domain/money.ts";
import { PARTS } from "../../../../settings/rules/targets.ts";
import { TYPE_RULES } from "../sections/type-rules.ts";
import { type Messages, messagesOf } from "../../../../messages/index.ts";

/** A part in words: its name, and how its values are said. */
export type PartInWords = { readonly name: string; readonly value: (value: unknown) => string };

type Tree = Readonly<Record<string, unknown>>;

/** `null`: this path isn't one of these. */
export const ruleChange = (path: string, language: Language): PartInWords | null =>
  mappingChange(path, language) ??
  typeRuleChange(path, language) ??
  productFieldChange(path, language) ??
  variantsChange(path, language) ??
  otherChange(path, language);

function text(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const yesOrNo =
  (t: Messages["t"]) =>
  (value: unknown): string =>
    value === true ? t("settings.history.yes") : t("settings.history.no");

const amount = (value: unknown, language: Language): string | null =>
  typeof value === "string" && isDecimal(value) ? amountText(language, value) : null;

const list = (value: unknown, each: (rule: Tree) => string): string =>
  Array.isArray(value) && value.length > 0
    ? value.map((rule) => each(rule as Tree)).join("; ")
    : "–";

/** Of a rule of the mapping, those that stand on its page. */
const COLUMNS: ReadonlySet<string> = new Set(["target", "field", "expression", "default"]);

function mappingChange(path: string, language: Language): PartInWords | null {
  const { t, find } = messagesOf(language);
  if (path.startsWith("mapping.tables.")) {
    const [table = "", ...key] = path.slice("mapping.tables.".length).split(".");
    return {
      name: `${t("mapping.tables")}: ${table}${key.length === 0 ? "" : `, ${key.join(".")}`}`,
      value: text,
    };
  }
  const part = PARTS.find((one) => path === `mapping.${one}` || path.startsWith(`mapping.${one}.`));
  if (part === undefined) return null;
  const [number, column] = path.slice(`mapping.${part}.`.length).split(".");
  if (number === undefined || number === "")
    return { name: t(`mapping.parts.${part}`), value: (value) => list(value, ruleText) };
  const name = find(`mapping.rule.${column}`, { number: Number(number) + 1 });
  return COLUMNS.has(column ?? "") && name !== null
    ? { name: `${t(`mapping.parts.${part}`)}: ${name}`, value: text }
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

function typeRuleChange(path: string, language: Language): PartInWords | null {
  if (path !== TYPE_RULES && !path.startsWith(`${TYPE_RULES}.`)) return null;
  const { t, find } = messagesOf(language);
  const columnName = (column: string | undefined): string | null =>
    find(`typeRules.columns.${column}`);
  const said = (column: string, value: unknown): string =>
    (column === "type" ? find(`typeRules.types.${text(value)}`) : null) ??
    (column === "level" ? find(`typeRules.levels.${text(value)}`) : null) ??
    (column === "customerKind" ? find(`typeRules.kinds.${text(value)}`) : null) ??
    (column === "grossFrom" || column === "grossTo" ? amount(value, language) : null) ??
    (Array.isArray(value) ? value.join(", ") : text(value));
  const whole = (rule: Tree): string =>
    Object.entries(rule)
      .map(([column, value]) => `${columnName(column) ?? column}: ${said(column, value)}`)
      .join(", ");
  const [number, column] = path.slice(TYPE_RULES.length + 1).split(".");
  const name = columnName(column);
  if (number === undefined || column === undefined || name === null)
    return { name: t("typeRules.title"), value: (value) => list(value, whole) };
  const row = t("typeRules.row", { column: name, row: Number(number) + 1 });
  return { name: `${t("typeRules.title")}: ${row}`, value: (value) => said(column, value) };
}

function productFieldChange(path: string, language: Language): PartInWords | null {
  const { t, find } = messagesOf(language);
  const [, name, part] = /^products\.fields\.([^.]+)\.([^.]+)$/.exec(path) ?? [];
  const field = find(`productRules.field.${name}`);
  if (field === null || part === undefined) return null;
  const yes = yesOrNo(t);
  const said: Readonly<Record<string, PartInWords>> = {
    send: { name: t("productRules.columns.when"), value: yes },
    onUpdate: { name: t("productRules.when.update"), value: yes },
    overwrite: { name: t("productRules.when.overwrite"), value: yes },
    from: {
      name: t("productRules.columns.from"),
      value: (value) => find(`productRules.from.${text(value)}`) ?? text(value),
    },
    expression: { name: t("productRules.columns.expression"), value: text },
  };
  const found = said[part];
  return found === undefined ? null : { name: `${field}: ${found.name}`, value: found.value };
}

const VARIANTS = "products.variants";

function variantsChange(path: string, language: Language): PartInWords | null {
  if (path !== VARIANTS && !path.startsWith(`${VARIANTS}.`)) return null;
  const { t } = messagesOf(language);
  const variant = path.slice(VARIANTS.length + 1);
  if (variant === "by" || variant === "")
    return {
      name: `${t("productRules.variants.title")}: ${t("productRules.variants.by")}`,
      value: (value) => variantsBy(t, value),
    };
  const names: Readonly<Record<string, string>> = {
    pattern: t("productRules.variants.pattern"),
    label: t("productRules.variants.groupLabel"),
    attributes: t("productRules.variants.attributes"),
  };
  const known = names[variant];
  return known === undefined
    ? null
    : {
        name: `${t("productRules.variants.title")}: ${known}`,
        value: (value) => (Array.isArray(value) ? value.join(", ") : text(value)),
      };
}

function variantsBy(t: Messages["t"], value: unknown): string {
  switch (value) {
    case "number":
      return t("productRules.variants.number");
    case "label":
      return t("productRules.variants.label");
    case null:
      return t("productRules.variants.none");
    default:
      return text(value);
  }
}

/** Settings without a field on the settings pages. */
function otherChange(path: string, language: Language): PartInWords | null {
  const { t, find } = messagesOf(language);
  const flow = (value: unknown): string => find(`settings.sections.${text(value)}`) ?? text(value);
  const [, work] = /^schedules\.(\w+)$/.exec(path) ?? [];
  const workName = find(`settings.history.works.${work}`);
  if (workName !== null)
    return { name: t("settings.history.minutes", { work: workName }), value: text };
  if (path === "products.filter.codings")
    return { name: t("settings.history.filterCodings"), value: (value) => list(value, text) };
  if (path === "products.filter.inactive")
    return { name: t("settings.history.filterInactive"), value: yesOrNo(t) };
  const coding = path.startsWith("products.salesType.table.")
    ? path.slice("products.salesType.table.".length)
    : null;
  if (coding !== null)
    return { name: `${t("settings.history.productSalesType")}: ${coding}`, value: text };
  const flows = (value: unknown): string =>
    Array.isArray(value) && value.length > 0 ? value.map(flow).join(", ") : "–";
  if (path === "setup.flows") return { name: t("settings.history.setUpFlows"), value: flows };
  if (path === "setup.answeredFlows")
    return { name: t("settings.history.setUpAnsweredOf"), value: flows };
  if (path === "setup.answered")
    return { name: t("settings.history.setUpAnswered"), value: yesOrNo(t) };
  return null;
}
