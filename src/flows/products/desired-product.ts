/**
 * What the shop should have of an article: pure, from the article, the ledger's codings and the
 * settings. Unmanaged fields aren't in it. `null` empties a field that we filled.
 */
import type { LedgerCoding } from "../../domain/ledger/ledger.ts";
import { dec, type Decimal, type DecimalInput, plain, round } from "../../domain/money.ts";
import {
  isUnpriced,
  type LedgerProduct,
  type ProductField,
  type ProductFields,
  type Attribute,
} from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok } from "../../domain/result.ts";
import { cutTrimmed, oneLine, nonBlankOrNull } from "../../domain/platform/text.ts";
import { choose } from "../../settings/lookups/lookup.ts";
import { textTarget } from "../../settings/products/product-record.ts";
import {
  type ProductRules,
  type ProductSettings,
  type ProductSource,
  textMax,
} from "../../settings/products/products.ts";
import { codingOf, filterFault, type ProductContext, compute } from "./filter.ts";
import { defined } from "../../domain/platform/defined.ts";
import { partsOf, readNumberPattern } from "../../settings/products/number-pattern.ts";

export type DesiredProduct = {
  readonly fields: ProductFields;
  readonly reasons: readonly Reason[];
  /** Without it an article can't be made: the fault, in words. */
  readonly missing: Reason | null;
  /** Nothing can be said of the article at all: one that is in the shop isn't touched either. */
  readonly fault: boolean;
};

export const RULE_OF: Readonly<Record<ProductField, keyof ProductRules>> = {
  sku: "code",
  name: "name",
  shortDescription: "shortDescription",
  longDescription: "longDescription",
  unit: "unit",
  priceExclVat: "priceExclVat",
  priceInclVat: "priceInclVat",
  currency: "currency",
  ean: "ean",
  vatCode: "tax",
  salesType: "tax",
  active: "active",
  kind: "kind",
  parent: "kind",
  attributes: "kind",
  free1: "free1",
  free2: "free2",
  free3: "free3",
  free4: "free4",
  free5: "free5",
};

type TextField =
  | "name"
  | "shortDescription"
  | "longDescription"
  | "unit"
  | "free1"
  | "free2"
  | "free3"
  | "free4"
  | "free5";
const TEXTS: readonly TextField[] = [
  "name",
  "shortDescription",
  "longDescription",
  "unit",
  "free1",
  "free2",
  "free3",
  "free4",
  "free5",
];

export function desiredProduct(
  product: LedgerProduct,
  context: ProductContext,
  settings: ProductSettings,
): DesiredProduct {
  const coding = codingOf(product, context);
  if (coding === null)
    return {
      fields: {},
      reasons: [],
      fault: true,
      missing: reason("coding-not-found", { coding: product.codingId, sku: product.number }),
    };
  const rules = settings.fields;
  const reasons: Reason[] = [];
  const fields: Record<string, unknown> = { sku: product.number };
  let fault = filterFault(product, coding, settings);
  for (const field of TEXTS) {
    const { from, expression } = rules[field];
    if (from === "none" && expression === "") continue;
    const asked = { name: field, source: expression, target: textTarget(textMax(field)) };
    const given =
      expression === ""
        ? ok(textOf(product, coding, from))
        : compute(settings, asked, product, coding);
    if (!given.ok) fault ??= given.error;
    const text = given.ok && typeof given.value === "string" ? nonBlankOrNull(given.value) : null;
    const written =
      text === null
        ? null
        : cutTrimmed(field === "longDescription" ? text : oneLine(text), textMax(field));
    if (text !== null && text.length > textMax(field))
      reasons.push(reason("product-text-shortened", { field, max: textMax(field) }));
    fields[field] = written;
  }
  const priced = !isUnpriced(product);
  if (priced) {
    Object.assign(fields, prices(product, coding, settings, reasons));
    if (rules.currency.send) fields["currency"] = context.currency;
  } else if (sendsPrice(settings)) reasons.push(reason("product-price-left"));
  if (rules.ean.send) Object.assign(fields, ean(product, reasons));
  const tax = rules.tax.send ? taxOf(coding, settings) : {};
  Object.assign(fields, tax);
  if (rules.active.send) fields["active"] = product.active;
  if (rules.kind.send) Object.assign(fields, kindOf(product, settings));
  const untaxed = rules.tax.send && Object.keys(tax).length === 0;
  if (fault !== null) return { fields: {}, reasons: [], missing: fault, fault: true };
  const unpriced =
    !priced && sendsPrice(settings)
      ? reason("product-without-price", { code: product.number })
      : null;
  return {
    fields,
    reasons,
    fault: false,
    missing: untaxed
      ? reason("product-tax-not-mapped", { rate: coding.vatRate, coding: coding.id })
      : unpriced,
  };
}

function textOf(product: LedgerProduct, coding: LedgerCoding, from: ProductSource): string | null {
  switch (from) {
    case "none":
      return null;
    case "coding":
      return nonBlankOrNull(coding.name);
    case "labels":
      return nonBlankOrNull(product.labels.toSorted().join(", "));
    default:
      return nonBlankOrNull(product[from]);
  }
}

const sendsPrice = ({ fields }: ProductSettings): boolean =>
  fields.priceExclVat.send || fields.priceInclVat.send;

const saidPrice = (price: Decimal | null): Decimal | null =>
  price === null || dec(price).eq(0) ? null : price;

/**
 * The ledger's two prices, of which it says one at least. A missing one follows from the other, at
 * the coding's rate.
 */
function prices(
  product: LedgerProduct,
  coding: LedgerCoding,
  settings: ProductSettings,
  reasons: Reason[],
): ProductFields {
  const factor = dec(coding.vatRate).plus(1);
  const netPrice = saidPrice(product.netPrice);
  const grossPrice = saidPrice(product.grossPrice);
  const net = netPrice ?? (grossPrice === null ? null : dec(grossPrice).div(factor));
  const gross = grossPrice ?? (netPrice === null ? null : dec(netPrice).times(factor));
  const written = (
    field: "priceExclVat" | "priceInclVat",
    value: DecimalInput | null,
    known: boolean,
  ): Decimal | null => {
    if (value === null) return null;
    const rounded = plain(round(value, settings.priceDecimals));
    // A price that we work out is rounded as a matter of course; one that the ledger names is told
    // of.
    if (known && !dec(rounded).eq(dec(value)))
      reasons.push(reason("product-price-rounded", { field, from: plain(value), to: rounded }));
    return rounded;
  };
  return {
    ...(settings.fields.priceExclVat.send
      ? { priceExclVat: written("priceExclVat", net, netPrice !== null) }
      : {}),
    ...(settings.fields.priceInclVat.send
      ? { priceInclVat: written("priceInclVat", gross, grossPrice !== null) }
      : {}),
  };
}

/**
 * The first number that checks. A bad one is told of and left out: it must not empty or replace a
 * good one in the shop.
 */
function ean(product: LedgerProduct, reasons: Reason[]): ProductFields {
  if (product.barcodes.length === 0) return { ean: null };
  const good = product.barcodes.map(readGtin).find((code) => code !== null);
  const bad = product.barcodes.find((code) => readGtin(code) === null);
  if (bad !== undefined) reasons.push(reason("product-ean-invalid", { ean: bad.slice(0, 40) }));
  return defined({ ean: good });
}

/** Whether any article could be made: without any VAT code or sales type each would be held. */
export function knowsTax({ fields, vatCode, salesType }: ProductSettings): boolean {
  const says = ({ default: fallback, force, table }: ProductSettings["vatCode"]): boolean =>
    fallback !== undefined || force !== undefined || Object.keys(table).length > 0;
  return !fields.tax.send || says(vatCode) || says(salesType);
}

function taxOf(coding: LedgerCoding, settings: ProductSettings): ProductFields {
  const vatCode = choose(settings.vatCode, plain(dec(coding.vatRate).times(100))).value;
  const salesType = choose(settings.salesType, coding.id).value;
  return { ...(vatCode === null ? {} : { vatCode }), ...(salesType === null ? {} : { salesType }) };
}

function kindOf(product: LedgerProduct, settings: ProductSettings): ProductFields {
  const group = groupOf(product, settings);
  if (group === null)
    return { kind: product.service ? "virtual" : "simple", parent: null, attributes: [] };
  return { kind: "variant", parent: group.parent, attributes: group.attributes };
}

/**
 * Returns an EAN or GTIN without blanks and hyphens; `null`: it is none. It has 8, 12, 13 or 14
 * digits, the last of which checks the others (GS1: weights 3 and 1 from the right). Zeros alone
 * stand for no number, though they check.
 */
export function readGtin(text: string): string | null {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return null;
  const weighted = Array.from(digits)
    .toReversed()
    .reduce((sum, digit, place) => sum + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return weighted % 10 === 0 ? digits : null;
}

type Grouping = { readonly parent: string; readonly attributes: readonly Attribute[] };

/** `null`: an article of its own. */
export function groupOf(product: LedgerProduct, settings: ProductSettings): Grouping | null {
  const { variants } = settings;
  // Services have no variants.
  if (variants === null || product.service) return null;
  if (variants.by === "number") {
    const pattern = readNumberPattern(variants.pattern);
    if ("wrong" in pattern) throw new Error("a pattern that the settings must not have taken");
    return partsOf(pattern, product.number);
  }
  const parent = labelled(product, variants.label);
  const attributes = variants.attributes.flatMap((name) => {
    const value = labelled(product, name);
    return value === null ? [] : [{ name, value }];
  });
  return parent === null || attributes.length === 0 ? null : { parent, attributes };
}

/** "Size: M" is M for the name Size, in any case. Of several the alphabetically first counts. */
function labelled(product: LedgerProduct, name: string): string | null {
  const values = product.labels.flatMap((label) => {
    const at = label.indexOf(":");
    return at > 0 && label.slice(0, at).trim().toLowerCase() === name.trim().toLowerCase()
      ? [label.slice(at + 1).trim()]
      : [];
  });
  return values.filter((value) => value !== "").toSorted()[0] ?? null;
}
