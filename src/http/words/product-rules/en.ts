/** Rules of a product's fields, and variants, on the settings page. */
import type { ProductSource } from "../../../mapping/products.ts";
import type { RuleName, When } from "../../pages/settings/product-rules.ts";

export type ProductRulesWords = {
  readonly title: string;
  readonly lead: string;
  readonly columns: {
    readonly field: string;
    readonly when: string;
    readonly from: string;
    readonly expression: string;
  };
  readonly field: Readonly<Record<RuleName, string>>;
  readonly when: Readonly<Record<When, string>>;
  readonly from: Readonly<Record<ProductSource, string>>;
  readonly row: (column: string, field: string) => string;
  readonly variants: {
    readonly title: string;
    readonly lead: string;
    readonly by: string;
    readonly none: string;
    readonly number: string;
    readonly label: string;
    readonly pattern: string;
    readonly patternHint: string;
    readonly groupLabel: string;
    readonly groupLabelHint: string;
    readonly attributes: string;
    readonly attributesHint: string;
  };
};

export const en: ProductRulesWords = {
  title: "Products: field by field",
  lead: "Who wins each field. What somebody changed in Asperion since it was written last is kept, unless the field is written over it. Descriptions and free fields take a field of the article, or what an expression makes of it.",
  columns: {
    field: "Field in Asperion",
    when: "Written",
    from: "Taken from",
    expression: "Expression in its place",
  },
  field: {
    code: "Article code",
    name: "Description",
    shortDescription: "Short description",
    longDescription: "Long description",
    priceExclVat: "Price without VAT",
    priceInclVat: "Price with VAT",
    currency: "Currency",
    ean: "EAN",
    tax: "VAT code and sales type",
    active: "Active",
    kind: "Type, parent and attributes",
    free1: "Free field 1",
    free2: "Free field 2",
    free3: "Free field 3",
    free4: "Free field 4",
    free5: "Free field 5",
  },
  when: {
    never: "Never",
    create: "Only when the article is made",
    update: "On updates too",
    overwrite: "On updates too, over what was changed in Asperion",
  },
  from: {
    none: "Nothing",
    name: "Name",
    nameEnglish: "English name",
    note: "Note",
    number: "Article number",
    unit: "Unit",
    coding: "Coding",
    labels: "Labels",
    stockLocation: "Stock location",
    supplierNumber: "Supplier's article number",
  },
  row: (column, field) => `${column}: ${field}`,
  variants: {
    title: "Products: variants",
    lead: "Articles that belong together become variants of one configurable article.",
    by: "Articles belong together",
    none: "Never: each is an article of its own",
    number: "By their number",
    label: "By their labels",
    pattern: "Pattern of the number",
    patternHint:
      "Such as {parent}-{Size}-{Colour}: T-SHIRT-M-RED is a variant of T-SHIRT. Only where they belong together by their number.",
    groupLabel: "Label that names the group",
    groupLabelHint:
      "With Group, the label Group: CAPS makes a variant of CAPS. Only where they belong together by their labels.",
    attributes: "Labels that name attributes",
    attributesHint: "With commas between, such as Size, Colour.",
  },
};
