/**
 * Converts to form texts and back: the rule of each field of a product, its source, and what makes
 * variants. One choice says when a field is written: never, only when the article is made, also on
 * updates, or even over a change made in the shop.
 */
import type { ProductRules, ProductSettings } from "../../../../settings/products/products.ts";
import { type Form, one } from "../../forms/form.ts";

export const RULES = [
  { name: "code", text: false, always: true },
  { name: "name", text: true, always: false },
  { name: "shortDescription", text: true, always: false },
  { name: "longDescription", text: true, always: false },
  { name: "unit", text: true, always: false },
  { name: "priceExclVat", text: false, always: false },
  { name: "priceInclVat", text: false, always: false },
  { name: "currency", text: false, always: false },
  { name: "ean", text: false, always: false },
  { name: "tax", text: false, always: false },
  { name: "active", text: false, always: false },
  { name: "kind", text: false, always: false },
  { name: "free1", text: true, always: false },
  { name: "free2", text: true, always: false },
  { name: "free3", text: true, always: false },
  { name: "free4", text: true, always: false },
  { name: "free5", text: true, always: false },
] as const satisfies readonly {
  readonly name: keyof ProductRules;
  /** Taken from a field of the article. */
  readonly text: boolean;
  /** Always sent when an article is made. */
  readonly always: boolean;
}[];

type RuleName = (typeof RULES)[number]["name"];

export const WHEN = ["never", "create", "update", "overwrite"] as const;
type When = (typeof WHEN)[number];

export const ruleNames = (name: RuleName) => ({
  when: `products.fields.${name}.when`,
  from: `products.fields.${name}.from`,
  expression: `products.fields.${name}.expression`,
});
export const VARIANTS = {
  by: "products.variants.by",
  pattern: "products.variants.pattern",
  label: "products.variants.label",
  attributes: "products.variants.attributes",
} as const;

type Rule = {
  readonly onUpdate: boolean;
  readonly overwrite: boolean;
  readonly send?: boolean;
  readonly from?: string;
  readonly expression?: string;
};

function whenOf(rule: Rule): When {
  if (rule.send === false) return "never";
  if (!rule.onUpdate) return "create";
  return rule.overwrite ? "overwrite" : "update";
}

export function ruleValues({
  fields,
  variants,
}: ProductSettings): readonly (readonly [string, readonly string[]])[] {
  const rules = RULES.flatMap(({ name, text }): [string, string[]][] => {
    const rule: Rule = fields[name];
    const at = ruleNames(name);
    return [
      [at.when, [whenOf(rule)]],
      ...(text
        ? ([
            [at.from, [rule.from ?? "none"]],
            [at.expression, [rule.expression ?? ""]],
          ] as [string, string[]][])
        : []),
    ];
  });
  return [
    ...rules,
    [VARIANTS.by, [variants?.by ?? "none"]],
    [VARIANTS.pattern, [variants?.by === "number" ? variants.pattern : ""]],
    [VARIANTS.label, [variants?.by === "label" ? variants.label : ""]],
    [VARIANTS.attributes, [variants?.by === "label" ? variants.attributes.join(", ") : ""]],
  ];
}

/** Returns the input to validate. An older page doesn't send these fields, so they stay. */
export function ruleInput(
  { fields, variants }: ProductSettings,
  form: Form,
): { readonly fields: Readonly<Record<string, unknown>>; readonly variants: unknown } {
  return {
    fields: {
      ...fields,
      ...Object.fromEntries(
        RULES.filter(({ name }) => form.has(ruleNames(name).when)).map(({ name, text, always }) => [
          name,
          ruleOf(fields[name], name, text, always, form),
        ]),
      ),
    },
    variants: form.has(VARIANTS.by) ? variantsOf(form) : variants,
  };
}

function ruleOf(
  rule: Rule,
  name: RuleName,
  text: boolean,
  always: boolean,
  form: Form,
): Readonly<Record<string, unknown>> {
  const at = ruleNames(name);
  const when = one(form, at.when);
  // A field that isn't sent keeps its choice for updates, for when it is sent again.
  const update =
    when === "never"
      ? { onUpdate: rule.onUpdate, overwrite: rule.overwrite }
      : { onUpdate: when !== "create", overwrite: when === "overwrite" };
  if (text) return { ...update, from: one(form, at.from), expression: one(form, at.expression) };
  return always ? update : { ...update, send: when !== "never" };
}

function variantsOf(form: Form): unknown {
  const by = one(form, VARIANTS.by);
  if (by === "number") return { by, pattern: one(form, VARIANTS.pattern) };
  if (by !== "label") return by === "none" ? null : { by };
  const attributes = one(form, VARIANTS.attributes)
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return { by, label: one(form, VARIANTS.label), attributes };
}
