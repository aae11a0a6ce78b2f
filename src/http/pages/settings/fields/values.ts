/**
 * Settings as the texts of a form, and back. What a person typed is kept as it was typed until it
 * is valid, so nothing is lost when something else is refused; settings without a field keep the
 * value that they have.
 */
import { z } from "zod";
import type { Language } from "../../../../domain/language.ts";
import { jsonText } from "../../../../domain/platform/text.ts";
import { PAYMENT_STATUSES, STATUSES, widened } from "../../../../settings/orders/filter-lines.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { amountInput, decimalInput } from "../../forms/decimal-input.ts";
import { type Form, many, one } from "../../forms/form.ts";
import { inputStamp, readInputStamp } from "../../../words/format.ts";
import { type Field, FIELDS } from "../catalogue/index.ts";
import { intervalInput, intervalValues } from "./interval-row.tsx";
import { namedInput, hasRates, rateInput, rateValues } from "../lookups/rate-rows.ts";
import { hasParties, idsIn, isPartyField } from "../parties/parties.ts";
import { ruleInput, ruleValues } from "../sections/product-rules.ts";
import { countriesIn } from "./countries.tsx";
import { TYPE_RULES, typeRulesInput, typeRuleValues } from "../sections/type-rules.ts";

type Tree = { readonly [name: string]: unknown };

const NEVER = "never";
const NONE = "none";
const FILTER_LINES = "orders.filterLines";
const ordersFilter = z.object({
  enabled: z.boolean(),
  statuses: z.array(z.literal(STATUSES)),
  paymentStatuses: z.array(z.enum(PAYMENT_STATUSES)),
});
const DEBTOR = "orders.defaultDebtor.";

/** The texts that show these settings. */
export function valuesOf(settings: Settings): Form {
  const form = new Map<string, readonly string[]>();
  for (const field of FIELDS) {
    const value = read(settings, field.path);
    if (field.kind === "by-rate" || field.kind === "by-name")
      for (const [name, texts] of rateValues(field.path, value)) form.set(name, texts);
    else if (field.kind === "interval")
      for (const [name, texts] of intervalValues(field.path, value)) form.set(name, texts);
    else form.set(field.path, textsOf(field, value));
  }
  const debtor = settings.orders.defaultDebtor;
  form.set(`${DEBTOR}when`, [debtor?.when ?? NEVER]);
  form.set(`${DEBTOR}id`, [debtor?.id ?? ""]);
  for (const [name, texts] of [
    ...ruleValues(settings.products),
    ...typeRuleValues(settings.orders.typeRules),
  ])
    form.set(name, texts);
  return form;
}

function textsOf(field: Field, value: unknown): readonly string[] {
  if (field.kind === "check") return value === true ? ["on"] : [];
  if (field.kind === "instant")
    return [typeof value === "string" ? inputStamp(Date.parse(value)) : ""];
  if (field.kind === "number-or-none")
    return [value === undefined || value === null ? NONE : jsonText(value)];
  if (field.kind === "texts") return [Array.isArray(value) ? value.join(", ") : ""];
  if (Array.isArray(value)) return value.map(jsonText);
  return value === undefined || value === null ? [""] : [jsonText(value)];
}

/**
 * What is to be validated: the settings as they are, with what the form has of these fields.
 * `language`: in which amounts were typed; `null`: only what all read alike is one.
 */
export function inputOf(
  settings: Settings,
  form: Form,
  fields: readonly Field[],
  language: Language | null = null,
): object {
  const input: Tree = fields
    .filter((field) => !field.path.startsWith(DEBTOR) && field.path !== FILTER_LINES)
    .reduce<Tree>(
      (tree, field) => write(tree, field.path, fieldValue(field, form, settings, language)),
      settings,
    );
  const rules = ruleInput(settings.products, form);
  const ruled = write(
    write(
      write(
        write(input, TYPE_RULES, typeRulesInput(settings.orders.typeRules, form, language)),
        "products.fields",
        rules.fields,
      ),
      "products.variants",
      rules.variants,
    ),
    FILTER_LINES,
    linesOf(settings, input, form),
  );
  if (!form.has(`${DEBTOR}when`)) return ruled;
  const when = one(form, `${DEBTOR}when`);
  return write(
    ruled,
    "orders.defaultDebtor",
    when === NEVER || when === "" ? null : { when, id: one(form, `${DEBTOR}id`) },
  );
}

/** One instant for all that the filter lets in and didn't before. */
function linesOf(settings: Settings, input: Tree, form: Form): unknown {
  const { orders } = settings;
  const from = instant(one(form, FILTER_LINES), null);
  const asked = ordersFilter.safeParse(input["orders"]);
  if (from === null || !asked.success) return orders.filterLines;
  return widened(orders, { ...orders, ...asked.data }).reduce(
    (lines, { part, status }) => ({ ...lines, [part]: { ...lines[part], [status]: from } }),
    orders.filterLines,
  );
}

function fieldValue(
  field: Field,
  form: Form,
  settings: Settings,
  language: Language | null,
): unknown {
  if (field.kind === "by-rate")
    return hasRates(field.path, form) ? rateInput(field.path, form) : read(settings, field.path);
  if (field.kind === "by-name")
    return hasRates(field.path, form) ? namedInput(field.path, form) : read(settings, field.path);
  if (isPartyField(field))
    return hasParties(field.path, form) ? partyValue(field, form) : read(settings, field.path);
  // A page from before this field existed doesn't send it. An unticked box is never sent.
  if (!form.has(field.path) && field.kind !== "check" && field.kind !== "choices")
    return read(settings, field.path);
  const text = one(form, field.path);
  switch (field.kind) {
    case "check":
      return many(form, field.path).length > 0;
    case "choices":
      return many(form, field.path).map((value) =>
        field.path === "orders.statuses" ? Number(value) : value,
      );
    case "named-several":
      return many(form, field.path).filter((id) => id !== "");
    case "countries":
      return countriesIn(many(form, field.path));
    case "optional-amount":
      return text === "" ? null : amountInput(text, language);
    case "amount":
      return amountInput(text, language);
    case "decimal":
      return decimalInput(text);
    case "whole-number":
      return wholeNumber(text);
    case "optional-number":
      return text === "" ? null : wholeNumber(text);
    case "interval":
      return intervalInput(field.path, form, wholeNumber);
    case "texts":
      return text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    case "number-or-none":
      return text === NONE || text === "" ? null : wholeNumber(text);
    case "named":
    case "text-or-none":
      return text === "" ? undefined : text;
    case "instant":
      return instant(text, read(settings, field.path));
    default:
      return text;
  }
}

/** Debtors of the shop are whole numbers. */
function partyValue(
  { path, kind }: { readonly path: string; readonly kind: string },
  form: Form,
): unknown {
  const ids = idsIn(path, form).map(wholeNumber);
  return kind === "parties" ? ids : (ids[0] ?? null);
}

/** The text itself where it isn't a whole number: the validator refuses it with its path. */
const wholeNumber = (text: string): number | string =>
  /^-?\d{1,9}$/.test(text) ? Number(text) : text;

/** An instant is shown to the second; one that wasn't edited keeps its milliseconds. */
function instant(text: string, before: unknown): unknown {
  if (text === "") return null;
  if (typeof before === "string" && inputStamp(Date.parse(before)) === text) return before;
  const ms = readInputStamp(text);
  return ms === null ? text : new Date(ms).toISOString();
}

export function read(tree: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null ? (value as Tree)[name] : undefined,
      tree,
    );
}

export function write(tree: Tree, path: string, value: unknown): Tree {
  const [name = "", ...rest] = path.split(".");
  const inner = tree[name];
  return {
    ...tree,
    [name]:
      rest.length === 0
        ? value
        : write(
            typeof inner === "object" && inner !== null ? (inner as Tree) : {},
            rest.join("."),
            value,
          ),
  };
}
