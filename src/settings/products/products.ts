/**
 * The settings of the product flow: which articles of the ledger go to the shop, which fields of
 * theirs, and who wins where both sides have a say. Off by default. Unknown keys are refused. What
 * each does: docs/products.md.
 */
import { z } from "zod";
import type { Target } from "../expressions/index.ts";
import { lookupSchema } from "../lookups/lookup.ts";
import { FILTER_TARGET, productExpression, textTarget } from "./product-record.ts";
import { readNumberPattern } from "./number-pattern.ts";
import { addFault, inOne } from "../setting-faults.ts";

/** Fields of the ledger's article that a text of the shop can be taken from. */
export const PRODUCT_SOURCES = [
  "none",
  "name",
  "nameEnglish",
  "note",
  "number",
  "unit",
  "coding",
  "labels",
  "stockLocation",
  "supplierNumber",
] as const;
export type ProductSource = (typeof PRODUCT_SOURCES)[number];

const ruleShape = (onUpdate: boolean) => ({
  /** Written to an article that is there already too, not only when it is made. */
  onUpdate: z.boolean().default(onUpdate),
  /** Overwrites changes made in the shop since our last write of the field. */
  overwrite: z.boolean().default(false),
});

const rule = (onUpdate = true) =>
  z.strictObject({ send: z.boolean().default(true), ...ruleShape(onUpdate) }).prefault({});

/** UTF-16 units that the shop's fields take. */
const MAX_TEXT = {
  name: 255,
  shortDescription: 1000,
  longDescription: 4000,
  unit: 20,
  free: 255,
} as const;

/** Returns the longest text of an article's field. */
export const textMax = (field: string): number =>
  field in MAX_TEXT ? MAX_TEXT[field as keyof typeof MAX_TEXT] : MAX_TEXT.free;

const expression = (name: string, target: Target) =>
  z
    .string()
    .max(2000)
    .default("")
    .superRefine((source, context) => {
      const read = source === "" ? null : productExpression(name, source, target);
      if (read !== null && "wrong" in read)
        addFault(context, { path: [], message: inOne(read.wrong) });
    });

/** A text of the shop: a field of the article, or an expression's result. */
const textRule = (from: ProductSource, max: number, onUpdate = true) =>
  z
    .strictObject({
      from: z.enum(PRODUCT_SOURCES).default(from),
      expression: expression("text", textTarget(max)),
      ...ruleShape(onUpdate),
    })
    .prefault({});
const freeRule = textRule("none", MAX_TEXT.free);

const numberPattern = z
  .string()
  .max(60)
  .superRefine((text, context) => {
    const read = readNumberPattern(text);
    if ("wrong" in read) addFault(context, { path: [], message: read.wrong });
  });

const variants = z.discriminatedUnion("by", [
  /** By number: `{parent}-{Size}-{Colour}`. */
  z.strictObject({ by: z.literal("number"), pattern: numberPattern }),
  /** By label: `Group: TSHIRT` names the parent's code, `Size: M` an attribute. */
  z.strictObject({
    by: z.literal("label"),
    label: z.string().min(1).max(30).default("Group"),
    attributes: z.array(z.string().min(1).max(30)).min(1).max(5),
  }),
]);

const label = z.string().min(1).max(50);

export const productSettings = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** Articles that are in the shop already are never written. */
    createOnly: z.boolean().default(false),
    filter: z
      .strictObject({
        /** An article needs one of these; empty: every article. */
        labels: z.array(label).max(50).default([]),
        withoutLabels: z.array(label).max(50).default([]),
        /** `*` any characters, `?` one; an article must match one of them; empty: every number. */
        numbers: z.array(z.string().min(1).max(60)).max(50).default([]),
        codings: z.array(z.guid()).max(50).default([]),
        /** Yes or no, for each article; empty: every article. */
        expression: expression("filter", FILTER_TARGET),
        /** Inactive articles are made in the shop too, as inactive ones. */
        inactive: z.boolean().default(false),
      })
      .prefault({}),
    /** An article that is in the shop through us and doesn't pass the filter any more. */
    whenFilteredOut: z.enum(["leave", "deactivate"]).default("leave"),
    /** Decimals that the shop keeps of a price. */
    priceDecimals: z.int().min(0).max(4).default(2),
    /** The coding's VAT rate in per cent ("25") → the shop's VAT code. */
    vatCode: lookupSchema,
    /** The coding's id → the shop's sales type. */
    salesType: lookupSchema,
    fields: z
      .strictObject({
        name: textRule("name", MAX_TEXT.name),
        shortDescription: textRule("nameEnglish", MAX_TEXT.shortDescription, false),
        longDescription: textRule("note", MAX_TEXT.longDescription, false),
        unit: textRule("unit", MAX_TEXT.unit),
        priceExclVat: rule(),
        priceInclVat: rule(),
        currency: rule(),
        ean: rule(),
        tax: rule(false),
        active: rule(),
        kind: rule(),
        /** Always sent when an article is made. */
        code: z.strictObject(ruleShape(true)).prefault({}),
        free1: freeRule,
        free2: freeRule,
        free3: freeRule,
        free4: freeRule,
        free5: freeRule,
      })
      .prefault({}),
    variants: variants.nullable().default(null),
  })
  .prefault({});

export type ProductSettings = z.infer<typeof productSettings>;
export type ProductRules = ProductSettings["fields"];
