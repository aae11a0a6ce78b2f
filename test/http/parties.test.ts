/**
 * Debtors and customers on the settings form: what was typed becomes whom it means, and what isn't
 * sure is no choice.
 */
import { expect, test } from "vitest";
import type { NameEntry, PartiesFound } from "../../src/domain/ledger/names.ts";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { findMeantParty, partiesTyped } from "../../src/http/pages/settings/parties/parties.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const GUID = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const entry = (id: string): NameEntry => ({ id, name: `Name of ${id}`, note: null });
const foundAll = (...ids: readonly string[]): PartiesFound => ({
  kind: "found",
  entries: ids.map(entry),
  more: false,
});

const settings = settingsSchema.parse({
  orders: { collectiveDebtors: [299], defaultDebtor: { id: GUID, when: "guests" } },
  stock: { correctionDebtor: 205 },
});

async function typed(
  fields: Readonly<Record<string, readonly string[]>>,
  answers: Readonly<Record<string, PartiesFound>>,
) {
  const looked: string[] = [];
  const before = valuesOf(settings);
  const form = new Map([...before, ...Object.entries(fields)]);
  const { form: after, asked } = await partiesTyped(
    FIELDS,
    form,
    before,
    {},
    async (_, text) => (looked.push(text), answers[text] ?? foundAll()),
  );
  const parsed = settingsSchema.safeParse(inputOf(settings, after, FIELDS));
  return {
    looked,
    parsed,
    after,
    open: [...asked].filter(([, one]) => one.open).map(([path]) => path),
    asked,
  };
}

test("shown and sent back untouched nobody is looked for, and nothing differs", async () => {
  const { looked, parsed, open } = await typed({}, {});
  expect([looked, open, parsed.data]).toEqual([[], [], settings]);
});

test("one who alone fits is chosen: in place of another, or beside the others", async () => {
  const { parsed, open } = await typed(
    {
      "stock.correctionDebtor.find": ["Corrections"],
      "orders.collectiveDebtors.find": [" 1001 "],
      "orders.defaultDebtor.id.find": ["web@example.com"],
    },
    {
      Corrections: foundAll("206"),
      "1001": foundAll("300"),
      "web@example.com": foundAll(GUID.replace("11", "22")),
    },
  );
  expect(open).toEqual([]);
  expect([
    parsed.data?.stock.correctionDebtor,
    parsed.data?.orders.collectiveDebtors,
    parsed.data?.orders.defaultDebtor?.id,
  ]).toEqual([206, [299, 300], GUID.replace("11", "22")]);
});

test("of several, of none and of a vendor that isn't asked nobody is chosen, and what was typed and chosen stays", async () => {
  for (const found of [
    foundAll("206", "207"),
    foundAll(),
    { kind: "unsearchable" },
    { kind: "later" },
    { kind: "found", entries: [entry("206")], more: true },
  ] as readonly PartiesFound[]) {
    const { open, after, parsed } = await typed(
      { "stock.correctionDebtor.find": ["Berg"] },
      { Berg: found },
    );
    expect([
      open,
      after.get("stock.correctionDebtor.find"),
      parsed.data?.stock.correctionDebtor,
    ]).toEqual([["stock.correctionDebtor"], ["Berg"], 205]);
  }
});

test("an id that can't be looked at now is taken at its word, a name isn't", () => {
  expect([
    findMeantParty("asperion.debtors", "206", { kind: "later" }),
    findMeantParty("asperion.debtors", "Berg", { kind: "later" }),
    findMeantParty("eaccounting.customers", "206", { kind: "unsearchable" }),
    findMeantParty("eaccounting.customers", GUID, { kind: "unsearchable" }),
  ]).toEqual(["206", null, null, GUID]);
});

test("one who was chosen among several is proved by the id, and refused if nobody has it", async () => {
  const chosen = await typed({ "stock.correctionDebtor": ["206"] }, { "id:206": foundAll("206") });
  expect([chosen.looked, chosen.open, chosen.parsed.data?.stock.correctionDebtor]).toEqual([
    ["id:206"],
    [],
    206,
  ]);
  expect((await typed({ "stock.correctionDebtor": ["207"] }, {})).open).toEqual([
    "stock.correctionDebtor",
  ]);
  expect(
    (await typed({ "stock.correctionDebtor": ["208"] }, { "id:208": { kind: "later" } })).open,
  ).toEqual([]);
});

test("one who is chosen and one who is typed beside are both looked at", async () => {
  const { looked, parsed } = await typed(
    { "orders.collectiveDebtors": ["299", "300"], "orders.collectiveDebtors.find": ["1001"] },
    { "id:300": foundAll("300"), "1001": foundAll("301") },
  );
  expect([looked, parsed.data?.orders.collectiveDebtors]).toEqual([
    ["id:300", "1001"],
    [299, 300, 301],
  ]);
  expect(
    (
      await typed(
        { "orders.collectiveDebtors": ["299", "300"], "orders.collectiveDebtors.find": ["1001"] },
        { "1001": foundAll("301") },
      )
    ).open,
  ).toEqual(["orders.collectiveDebtors"]);
});

test("who isn't ticked any more is taken off, and a page that was opened before says nothing of them", async () => {
  const cleared = new Map(
    [...valuesOf(settings)].filter(
      ([name]) => name !== "orders.collectiveDebtors" && name !== "stock.correctionDebtor",
    ),
  );
  const of = (form: ReadonlyMap<string, readonly string[]>) =>
    settingsSchema.parse(inputOf(settings, form, FIELDS));
  expect(of(cleared)).toMatchObject({
    orders: { collectiveDebtors: [299] },
    stock: { correctionDebtor: 205 },
  });
  const sent = new Map([
    ...cleared,
    ["orders.collectiveDebtors.find", [""]],
    ["stock.correctionDebtor.find", [""]],
  ]);
  expect(of(sent)).toMatchObject({
    orders: { collectiveDebtors: [] },
    stock: { correctionDebtor: null },
  });
  expect(valuesOf(defaultSettings()).get("stock.correctionDebtor")).toEqual([""]);
});
