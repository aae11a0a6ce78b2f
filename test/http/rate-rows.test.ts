/**
 * A choice by VAT rate as rows of the settings form, and back: what is shown, what is taken, and
 * what is refused.
 */
import { expect, test } from "vitest";
import type { NameEntry, NameLists } from "../../src/domain/ledger/names.ts";
import { fieldAt, FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { entriesFor, rateRows } from "../../src/http/pages/settings/lookups/rate-rows.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";

const CODINGS = "orders.newArticles.codings";
const A = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const B = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c22";

const list = (...entries: readonly NameEntry[]) => ({ entries, readAt: 1, fault: null });
const names: NameLists = {
  "eaccounting.codings": list(
    { id: A, name: "Goods", note: "25 %" },
    { id: B, name: "Books", note: "6 %" },
  ),
  "asperion.vatCodes": list(
    { id: "H", name: "High", note: "25 %" },
    { id: "M", name: "Middle", note: "12 %" },
  ),
};
const of = (codings: Record<string, string>): Settings =>
  settingsSchema.parse({
    orders: { newArticles: { codings } },
    products: { vatCode: { table: { 25: "H", 12: "M" } } },
  });
const sent = (settings: Settings, fields: Readonly<Record<string, readonly string[]>>) =>
  settingsSchema.safeParse(
    inputOf(
      settings,
      new Map([
        ...valuesOf(settings),
        ...Object.entries(fields).map(([name, texts]) => [`${CODINGS}.${name}`, texts] as const),
      ]),
      FIELDS,
    ),
  );
const taken = (fields: Readonly<Record<string, readonly string[]>>, settings = of({})) =>
  sent(settings, fields).data?.orders.newArticles.codings;
const refused = (fields: Readonly<Record<string, readonly string[]>>) =>
  sent(of({}), fields).error?.issues.map(({ path }) => path.join("."));

test("rates that are set come back as they were, whether or not the lists know them", () => {
  for (const settings of [
    of({}),
    of({ 25: A, "12.5": B, "06.00": "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c99" }),
  ])
    expect(settingsSchema.parse(inputOf(settings, valuesOf(settings), FIELDS))).toEqual(settings);
});

test("there is a row for each rate that is set or that either side knows, and empty ones for others", () => {
  const { known, other } = rateRows(CODINGS, valuesOf(of({ 19: B, "25.00": A })), names);
  expect(known).toEqual([
    { rate: "25.00", to: A },
    { rate: "19", to: B },
    { rate: "12", to: "" },
    { rate: "6", to: "" },
  ]);
  expect(other).toEqual([
    { rate: "", to: "" },
    { rate: "", to: "" },
  ]);
  expect(rateRows(CODINGS, valuesOf(of({})), {}).known).toEqual([]);
});

test("a form that comes back has the rows as they were typed", () => {
  const form = new Map(
    Object.entries({
      [`${CODINGS}.known`]: ["25", "12"],
      [`${CODINGS}.knownTo`]: [A, ""],
      [`${CODINGS}.from`]: ["", "nine"],
      [`${CODINGS}.to`]: ["", B],
    }),
  );
  expect(rateRows(CODINGS, form, names)).toEqual({
    known: [
      { rate: "25", to: A },
      { rate: "12", to: "" },
      { rate: "6", to: "" },
    ],
    other: [
      { rate: "nine", to: B },
      { rate: "", to: "" },
      { rate: "", to: "" },
    ],
  });
});

test("what is chosen by rate is taken, a row without a choice is none, and a rate is typed as people write it", () => {
  expect(taken({ known: ["25", "12"], knownTo: [A, ""], from: ["6 %", ""], to: [B, ""] })).toEqual({
    25: A,
    6: B,
  });
  expect(taken({ from: ["17,50"], to: [B] })).toEqual({ "17.5": B });
  expect(taken({ known: ["25"], knownTo: [""] }, of({ 25: A }))).toEqual({});
});

test("half a row, a rate twice and a rate that is none are refused at the field: nothing is dropped", () => {
  for (const fields of [
    { from: ["25"], to: [""] },
    { from: [""], to: [A] },
    { known: ["25"], knownTo: [A], from: ["25,0"], to: [B] },
    { from: ["25", "25 %"], to: [A, B] },
  ])
    expect([fields, refused(fields)]).toEqual([fields, [CODINGS]]);
  expect(refused({ from: ["high"], to: [A] })).toEqual([`${CODINGS}.high`]);
  expect(refused({ from: ["25"], to: ["goods"] })).toEqual([`${CODINGS}.25`]);
});

test("a page that was opened before says nothing of the rates: they stay", () => {
  const settings = of({ 25: A });
  const form = new Map([...valuesOf(settings)].filter(([name]) => !name.startsWith(CODINGS)));
  expect(settingsSchema.parse(inputOf(settings, form, FIELDS))).toEqual(settings);
});

test("the choices of a rate stand first, each with what tells it apart", () => {
  expect(entriesFor("6.0", "eaccounting.codings", names, "en").map(({ name }) => name)).toEqual([
    "Books (6%)",
    "Goods (25%)",
  ]);
  expect(entriesFor("", "asperion.vatCodes", names, "sv").map(({ name }) => name)).toEqual([
    "High (25\u00a0%)",
    "Middle (12\u00a0%)",
  ]);
});

test("what the order is raised to is chosen by name, or nothing is", () => {
  const status = (text: string) =>
    settingsSchema.safeParse(
      inputOf(of({}), new Map([...valuesOf(of({})), ["orders.writeBack.status", [text]]]), FIELDS),
    ).data?.orders.writeBack.status;
  expect(["4", "none", ""].map(status)).toEqual([4, null, null]);
  expect([
    status("9"),
    valuesOf(of({})).get("orders.writeBack.status"),
    fieldAt("orders.writeBack.status")?.kind,
  ]).toEqual([undefined, ["none"], "number-or-none"]);
});
