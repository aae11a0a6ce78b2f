import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { NameLists } from "../../src/domain/ledger/names.ts";
import { describedChanges } from "../../src/http/pages/settings/versions/change-words.ts";
import { type Change, changesBetween } from "../../src/settings/versions/stored-settings.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const list = (...entries: [string, string][]) => ({
  entries: entries.map(([id, name]) => ({ id, name, note: null })),
  readAt: 1,
  fault: null,
});
const GUID = "11111111-1111-4111-8111-111111111111";
const NAMES: NameLists = {
  "asperion.paymentConditions": list(["3", "30 days net"]),
  "eaccounting.termsOfPayment": list([GUID, "Net 30"]),
  "eaccounting.codings": list([GUID, "Goods 25"]),
  "asperion.vatCodes": list(["H", "High"]),
  "eaccounting.customers": list([GUID, "Guests of the shop"]),
  "asperion.debtors": list(["299", "Guests"], ["205", "Corrections"]),
};

const told = (before: object, after: object, language: (typeof LANGUAGES)[number] = "en") =>
  describedChanges(
    changesBetween(settingsSchema.parse(before), settingsSchema.parse(after)),
    language,
    NAMES,
  ).map(({ name, before: was, after: is }) => [name, was, is]);

test("a look-up's row is told by the names of both sides, also where it is narrowed or gone", () => {
  const lookups = {
    termsOfPayment: { default: GUID, table: { "3": GUID, "3@NL/private": "gone" } },
  };
  expect(told({}, { lookups })).toEqual([
    ["Payment terms: 30 days net", "not mapped", "Net 30"],
    ["Payment terms: 30 days net@NL/private", "not mapped", "gone"],
    ["Payment terms: Default", "The customer's own", "Net 30"],
  ]);
  expect(told({ lookups }, {}).map(([, was, is]) => [was, is])).toEqual([
    ["Net 30", "The customer's own"],
    ["Net 30", "not mapped"],
    ["gone", "not mapped"],
  ]);
  expect(
    told(
      {},
      { lookups: { article: { table: { "SKU.1": "MUG" } }, customerKind: { force: "private" } } },
    ),
  ).toEqual([
    ["Replacement articles: SKU.1", "not mapped", "MUG"],
    [
      "Customer: company or private person: Fixed value for all customers",
      "not set",
      "Private person",
    ],
  ]);
});

test("the VAT of a payout's fee is told in words, whatever its rate", () => {
  const said = (value: string, language: "en" | "sv") =>
    told({}, { lookups: { payoutFeeVat: { default: value, table: {} } } }, language)[0]?.[2];
  expect(
    (["exempt", "invoice", "file", "included 25", "reverse 7.5"] as const).map((value) =>
      said(value, "en"),
    ),
  ).toEqual([
    "Exempt from VAT",
    "On the provider's invoice; the fee waits until then",
    "As the file states it next to the fee",
    "25% VAT included in the fee",
    "Reverse charge, 7.5%",
  ]);
  expect(said("included 25", "sv")).toBe("25 % moms ingår i avgiften");
  expect(said("included 7.5", "sv")).toBe("7,5 % moms ingår i avgiften");
});

test("yes and no, choices, instants and lists are told as the page of the settings shows them", () => {
  const startLine = "2026-02-01T07:30:00.000Z";
  expect(
    told(
      {},
      {
        trial: true,
        orders: {
          startLine,
          type: "draft-invoice",
          statuses: [2, 4],
          giftCardCoding: GUID,
          tolerance: "0.05",
          newArticles: { codings: { "25": GUID } },
          defaultDebtor: { id: GUID, when: "guests" },
        },
      },
    ),
  ).toEqual([
    ["Start date", "not set", "1 Feb 2026, 08:30:00"],
    [
      "Order statuses to book",
      "Confirmed, Partly delivered, Delivered, Invoiced",
      "Confirmed, Delivered",
    ],
    ["Orders become", "Sales order", "Draft invoice (you book it)"],
    ["Article coding of new and substitute articles: 25%", "–", "Goods 25"],
    ["Article coding for sold gift cards", "not set", "Goods 25"],
    ["Default customer in eAccounting", "not set", "Guests of the shop"],
    [expect.any(String), expect.any(String), expect.any(String)],
    ["Largest accepted difference", "0.00", "0.05"],
    ["Test mode", "Off", "On"],
  ]);
  expect(
    told({}, { orders: { collectiveDebtors: [299, 300] }, stock: { correctionDebtor: 205 } }).map(
      ([, , after]) => after,
    ),
  ).toEqual(["Guests, 300", "Corrections"]);
  expect(told({}, { trial: true }, "sv")).toEqual([["Testläge", "Av", "På"]]);
  expect(told({}, { orders: { tolerance: "0.05" } }, "nl").flat()).toEqual([
    expect.any(String),
    "0,00",
    "0,05",
  ]);
});

test("rules are told as rules, with their place", () => {
  const head = [{ target: "YourReference", expression: "order.number", default: "-" }];
  expect(told({}, { mapping: { orders: { head } } })).toEqual([
    ["Document", "–", 'YourReference ← order.number | "-"'],
  ]);
  const tried = {
    mapping: { orders: { head: [{ ...head[0], expression: 'coalesce(order.number, "-")' }] } },
  };
  expect(
    describedChanges(changesBetween({ mapping: { orders: { head } } }, tried), "en", {}),
  ).toMatchObject([
    {
      name: "Document: Expression of rule 1",
      before: "order.number",
      after: 'coalesce(order.number, "-")',
    },
  ]);
  expect(
    told({}, { orders: { typeRules: [{ deliveryCountries: ["NO"], type: "invoice" }] } }),
  ).toEqual([
    ["Different document for some orders", "–", "Delivery countries: NO, Document: Booked invoice"],
  ]);
  expect(
    told(
      {},
      {
        products: {
          fields: { name: { overwrite: true } },
          variants: { by: "label", label: "Group", attributes: ["Size"] },
        },
      },
    ),
  ).toEqual([
    ["Description: Always, even if changed in Asperion", "No", "Yes"],
    ["Article variants: Group articles as variants", "Don't group", "By label"],
    ["Article variants: Group label", "–", "Group"],
    ["Article variants: Labels used as attributes", "–", "Size"],
  ]);
});

/** Every setting there is, by the path of its leaf. */
function paths(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, part]) =>
    paths(part, path === "" ? name : `${path}.${name}`),
  );
}

test("every setting has its words in every language: none is told by its path", () => {
  const all = [
    ...paths(defaultSettings()).filter((path) => path !== "orders.defaultDebtor"),
    "orders.defaultDebtor.when",
    "orders.defaultDebtor.id",
    "lookups.salesType.table.20",
    "lookups.vat.force",
    "mapping.tables.carriers.12",
    "mapping.customers.0.target",
    "orders.typeRules.0.type",
    "orders.filterLines.statuses.4",
    "products.vatCode.table.0.25",
    "products.salesType.table.x",
  ];
  expect(all.length).toBeGreaterThan(100);
  for (const language of LANGUAGES) {
    const nameless = describedChanges(
      all.map((path): Change => ({ path, before: null, after: "x" })),
      language,
      {},
    ).filter(({ name }) => name === null);
    expect(
      nameless.map(({ path }) => path),
      language,
    ).toEqual([]);
  }
  expect(
    describedChanges([{ path: "of.a.later.release", before: { a: 1 }, after: [true] }], "en", {}),
  ).toEqual([{ path: "of.a.later.release", name: null, before: '{"a":1}', after: "[true]" }]);
});

test("a rate of a table is told as the language writes percentages", () => {
  const said = (language: "en" | "sv") =>
    told({}, { products: { vatCode: { table: { "12.5": "H" } } } }, language)[0];
  expect(said("en")?.[0]).toBe("VAT codes: 12.5%");
  expect(said("sv")?.[0]).toMatch(/: 12,5\u00a0%$/);
});

test("a limit of a rule is told as an amount of the language, alone or with its rule", () => {
  const ruled = (grossFrom: string) => ({
    orders: { typeRules: [{ grossFrom, type: "invoice" }] },
  });
  expect(told({}, ruled("5000.00"))[0]?.[2]).toBe(
    "Amount from: 5,000.00, Document: Booked invoice",
  );
  const at = (language: (typeof LANGUAGES)[number]) =>
    describedChanges(
      ["grossFrom", "grossTo"].map((column) => ({
        path: `orders.typeRules.0.${column}`,
        before: "5000.00",
        after: null,
      })),
      language,
      {},
    ).map(({ before, after }) => [before, after]);
  expect(at("en")).toEqual(Array.from({ length: 2 }, () => ["5,000.00", "–"]));
  expect(at("nl")).toEqual(Array.from({ length: 2 }, () => ["5.000,00", "–"]));
});

test("an empty list says what it means: that any value fits, or that there is none", () => {
  const words = (path: string, language: (typeof LANGUAGES)[number]) =>
    describedChanges([{ path, before: null, after: [] }], language, {})[0]?.after;
  const both = (path: string) => [words(path, "en"), words(path, "nl")];
  for (const path of [
    "orders.paymentStatuses",
    "products.filter.labels",
    "products.filter.numbers",
    "products.filter.codings",
    "notifications.kinds",
  ])
    expect([path, ...both(path)]).toEqual([path, "any", "alle"]);
  for (const path of [
    "orders.statuses",
    "orders.attachPdf",
    "orders.approval.kinds",
    "orders.approval.countries",
    "orders.goods.exceptions",
    "orders.collectiveDebtors",
    "orders.triangularVatCodes",
    "products.filter.withoutLabels",
    "notifications.emails",
  ])
    expect([path, ...both(path)]).toEqual([path, "none", "geen"]);
  expect(words("notifications.channelKinds.mail", "en")).toBe("as under “Send immediately”");
  expect(
    describedChanges([{ path: "orders.attachPdf", before: null, after: ["invoice"] }], "en", {}),
  ).toMatchObject([{ before: "–", after: "Booked invoice or credit" }]);
});
