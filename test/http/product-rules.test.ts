/** The rules of a product's fields as texts of the settings form, and back. */
import { expect, test } from "vitest";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";
import { productSettings } from "../../src/settings/products/products.ts";
import { defaultSettings, type Settings, settingsSchema } from "../../src/settings/schema.ts";

const given = (products: Record<string, unknown>): Settings => ({
  ...defaultSettings(),
  products: productSettings.parse(products),
});
const typed = (settings: Settings, entries: Readonly<Record<string, string>>) =>
  inputOf(
    settings,
    new Map([
      ...valuesOf(settings),
      ...Object.entries(entries).map(([name, text]) => [name, [text]] as const),
    ]),
    FIELDS,
  );

const RULED = given({
  fields: {
    name: { from: "note", expression: "upper(name)", overwrite: true },
    priceExclVat: { send: false, onUpdate: false },
    ean: { onUpdate: false },
    code: { overwrite: true },
    free3: { from: "supplierNumber" },
  },
  variants: { by: "label", label: "Group", attributes: ["Size", "Colour"] },
});

test.each([
  ["defaults", defaultSettings()],
  ["rules of every kind", RULED],
  ["variants by number", given({ variants: { by: "number", pattern: "{parent}-{Size}" } })],
])("%s come back from the form as they were shown", (_, settings) => {
  expect(settingsSchema.parse(inputOf(settings, valuesOf(settings), FIELDS))).toEqual(settings);
});

test("one choice says when a field is written", () => {
  const fields = (entries: Record<string, string>) =>
    settingsSchema.parse(typed(RULED, entries)).products.fields;
  expect(fields({ "products.fields.name.when": "create" }).name).toMatchObject({
    onUpdate: false,
    overwrite: false,
    from: "note",
  });
  expect(fields({ "products.fields.ean.when": "overwrite" }).ean).toEqual({
    send: true,
    onUpdate: true,
    overwrite: true,
  });
  expect(fields({ "products.fields.tax.when": "never" }).tax).toEqual({
    send: false,
    onUpdate: false,
    overwrite: false,
  });
  expect(fields({ "products.fields.priceExclVat.when": "update" }).priceExclVat).toEqual({
    send: true,
    onUpdate: true,
    overwrite: false,
  });
});

test("free fields take what they are to be taken from, or an expression, which is checked", () => {
  const typing = (text: string) =>
    settingsSchema.safeParse(
      typed(RULED, {
        "products.fields.free1.from": "unit",
        "products.fields.free1.expression": text,
      }),
    );
  expect(typing("upper(number)").data?.products.fields.free1).toMatchObject({
    from: "unit",
    expression: "upper(number)",
  });
  expect(typing("upper(").error?.issues[0]?.path.join(".")).toBe(
    "products.fields.free1.expression",
  );
});

test("variants are made, changed and taken away", () => {
  const variants = (entries: Record<string, string>) =>
    settingsSchema.safeParse(typed(RULED, entries));
  expect(variants({ "products.variants.by": "none" }).data?.products.variants).toBeNull();
  expect(
    variants({ "products.variants.by": "number", "products.variants.pattern": "{parent}/{Size}" })
      .data?.products.variants,
  ).toEqual({ by: "number", pattern: "{parent}/{Size}" });
  expect(
    variants({ "products.variants.attributes": " Length ,, Width" }).data?.products.variants,
  ).toEqual({ by: "label", label: "Group", attributes: ["Length", "Width"] });
  expect(
    variants({
      "products.variants.by": "number",
      "products.variants.pattern": "{Size}",
    }).error?.issues[0]?.path.join("."),
  ).toBe("products.variants.pattern");
});

test("a page that was opened before these fields came says nothing of them", () => {
  const before = new Map(
    [...valuesOf(RULED)].filter(
      ([name]) => !name.startsWith("products.fields") && !name.startsWith("products.variants"),
    ),
  );
  expect(settingsSchema.parse(inputOf(RULED, before, FIELDS)).products).toEqual(RULED.products);
});
