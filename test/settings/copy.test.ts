/** Settings of one shop taken over into another: what fits, what doesn't, and what never goes. */
import { expect, test } from "vitest";
import type { NameEntry, NameListName, NameLists } from "../../src/domain/ledger/names.ts";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { COPY_PARTS, copySettings, NEVER_COPIED } from "../../src/settings/copy/copy-settings.ts";
import type { CopySide } from "../../src/settings/copy/counterpart.ts";
import { SCALARS } from "../../src/settings/copy/scalars.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { everyOf } from "../support/every-of.ts";
import { guid } from "../support/guid.ts";

const entry = (id: string, name: string, note: string | null = null): NameEntry => ({
  id,
  name,
  note,
});
const lists = (of: Partial<Record<NameListName, readonly NameEntry[]>>): NameLists =>
  Object.fromEntries(
    Object.entries(of).map(([name, entries]) => [name, { entries, readAt: 1, fault: null }]),
  );
const side = (names: NameLists, over: Partial<CopySide> = {}): CopySide => ({
  names,
  company: { country: "SE", currency: "SEK" },
  articles: new Set(),
  ...over,
});
const set = (of: object): Settings => settingsSchema.parse(of);
const copy = (from: Settings, into: Settings, source: CopySide, target: CopySide) =>
  copySettings(from, into, COPY_PARTS, source, target);

test("what a setting names becomes the thing of the same name, never of the same id", () => {
  const source = side(
    lists({
      "asperion.paymentConditions": [entry("3", "30 days")],
      "eaccounting.termsOfPayment": [entry(guid(1), "30 dagar netto", "30")],
    }),
  );
  const target = side(
    lists({
      "asperion.paymentConditions": [entry("3", "Cash on delivery"), entry("8", "30 Days")],
      "eaccounting.termsOfPayment": [entry(guid(9), "30 dagar netto", "30")],
    }),
  );
  const from = set({
    lookups: { termsOfPayment: { default: guid(1), table: { "3": guid(1), "3@NL": guid(1) } } },
  });
  const { settings, left } = copy(from, set({}), source, target);
  expect(settings.lookups.termsOfPayment).toEqual({
    default: guid(9),
    table: { "8": guid(9), "8@NL": guid(9) },
  });
  expect(left).toEqual([]);
});

test("what has no thing of its name, several, or another rate stays as the target has it, and says why", () => {
  const source = side(
    lists({
      "eaccounting.codings": [
        entry(guid(1), "Goods", "25 %"),
        entry(guid(2), "Fees", "25 %"),
        entry(guid(3), "Tips", "0 %"),
      ],
      "eaccounting.units": [entry(guid(4), "piece")],
    }),
  );
  const target = side(
    lists({
      "eaccounting.codings": [
        entry(guid(11), "Goods", "21 %"),
        entry(guid(12), "Fees", "25 %"),
        entry(guid(13), "fees", "25 %"),
      ],
    }),
  );
  const from = set({
    orders: {
      giftCardCoding: guid(1),
      tipCoding: guid(3),
      newArticles: { codings: { "25": guid(2) }, unit: guid(4) },
    },
    lookups: { feeCoding: { default: guid(7), table: {} } },
  });
  const into = set({ orders: { giftCardCoding: guid(12) } });
  const { settings, left } = copy(from, into, source, target);
  expect(left.map(({ path, why }) => [path, why])).toEqual([
    ["orders.newArticles.codings.25", "several"],
    ["orders.newArticles.unit", "not-read"],
    ["orders.giftCardCoding", "missing"],
    ["orders.tipCoding", "missing"],
    ["lookups.feeCoding.default", "unknown"],
  ]);
  expect(settings).toEqual(into);
});

test("rows go one by one, those of the target alone stay, and an empty mapping takes nothing away", () => {
  const methods = [entry("1", "iDEAL"), entry("2", "Klarna")];
  const source = side(
    lists({
      "asperion.paymentMethods": methods,
      "eaccounting.bankAccounts": [entry(guid(1), "Bank"), entry(guid(2), "Klarna")],
    }),
  );
  const target = side(
    lists({
      "asperion.paymentMethods": [entry("7", "ideal"), entry("9", "Swish")],
      "eaccounting.bankAccounts": [entry(guid(5), "Bank"), entry(guid(6), "Klarna")],
    }),
  );
  const from = set({
    lookups: { paymentMethod: { table: { "1": guid(1), "2": guid(2) } } },
  });
  const into = set({
    lookups: {
      paymentMethod: { table: { "9": guid(6) } },
      ourReference: { default: "Anna", table: {} },
    },
  });
  const { settings, left } = copy(from, into, source, target);
  expect(settings.lookups.paymentMethod.table).toEqual({ "7": guid(5), "9": guid(6) });
  expect(settings.lookups.ourReference.default).toBe("Anna");
  expect(left).toEqual([{ path: "lookups.paymentMethod.table.2", value: guid(2), why: "missing" }]);
});

test("another country keeps its VAT and accounts, another currency its amounts", () => {
  const names = lists({ "eaccounting.accounts": [entry("3001", "Sales")] });
  const source = side(names);
  const from = set({
    orders: { tolerance: "1.00", typeRules: [{ grossFrom: "500.00", type: "invoice" }] },
    lookups: { revenueAccount: { default: "3001", table: { NL: "3001" } } },
    evidenceYears: 10,
  });
  const abroad = side(names, { company: { country: "NL", currency: "EUR" } });
  const { settings, left } = copy(from, set({}), source, abroad);
  expect(settings).toEqual(set({}));
  expect(left.map(({ path, why }) => [path, why])).toEqual([
    ["orders.typeRules", "currency"],
    ["orders.tolerance", "currency"],
    ["evidenceYears", "country"],
    ["lookups.revenueAccount.default", "country"],
    ["lookups.revenueAccount.table.NL", "country"],
  ]);
  expect(copy(from, set({}), source, side(names, { company: null })).left).toHaveLength(5);
  const home = copy(from, set({}), source, side(names));
  expect(home.left).toEqual([]);
  expect(home.settings).toEqual(from);
});

test("rules of documents go all or none, field rules one by one with their ids led over", () => {
  const source = side(
    lists({
      "asperion.paymentMethods": [entry("1", "iDEAL"), entry("2", "Klarna")],
      "eaccounting.projects": [entry(guid(1), "Web"), entry(guid(2), "Shop")],
    }),
  );
  const target = side(
    lists({
      "asperion.paymentMethods": [entry("5", "iDEAL")],
      "eaccounting.projects": [entry(guid(8), "Web")],
    }),
  );
  const rule = (n: number) => ({ target: "ProjectId", default: guid(n) });
  const from = set({
    orders: {
      typeRules: [
        { paymentMethods: ["1"], type: "invoice" },
        { paymentMethods: ["2"], type: "draft-invoice" },
      ],
    },
    mapping: {
      orders: { head: [{ target: "YourReference", field: "order.comments" }], rows: [rule(1)] },
      vouchers: { rows: [rule(2)] },
      tables: { teams: { a: guid(1), b: guid(2), c: "plain" } },
    },
  });
  const into = set({
    mapping: { orders: { head: [{ target: "DeliveryTermCode", default: "EXW" }] } },
  });
  const { settings, left } = copy(from, into, source, target);
  expect(settings.orders.typeRules).toEqual([]);
  expect(settings.mapping.orders).toEqual({
    head: [...into.mapping.orders.head, ...from.mapping.orders.head],
    rows: [rule(8)],
  });
  expect(settings.mapping.vouchers.rows).toEqual([]);
  expect(settings.mapping.tables).toEqual({ teams: { a: guid(8), c: "plain" } });
  expect(left.map(({ path, why }) => [path, why])).toEqual([
    ["orders.typeRules", "missing"],
    ["mapping.tables.teams.b", "missing"],
    ["mapping.vouchers.rows.0", "missing"],
  ]);
});

test("articles are taken over where the other ledger is known to have them", () => {
  const from = set({ lookups: { article: { table: { GIFT: "A-1", WRAP: "A-2" } } } });
  const target = side({}, { articles: new Set(["A-1"]) });
  const { settings, left } = copy(from, set({}), side({}), target);
  expect(settings.lookups.article.table).toEqual({ GIFT: "A-1" });
  expect(left).toEqual([{ path: "lookups.article.table.WRAP", value: "A-2", why: "article" }]);
});

test("what is each shop's own never goes, whatever is chosen", () => {
  const from = set({
    trial: true,
    orders: {
      enabled: true,
      startLine: "2026-01-01T00:00:00Z",
      orderPage: "https://one.example/{id}",
      statuses: [4],
      firstDayLimit: 9,
      approval: { firstDays: 7 },
    },
    customers: { enabled: true, numberPrefix: "ONE" },
    products: { enabled: true },
    notifications: {
      emails: ["anna@one.example"],
      webhook: "https://hooks.one-shop.com/in",
      kinds: ["jobs"],
    },
    setup: { flows: ["orders"], answered: true },
    retentionDays: 90,
  });
  const { settings } = copy(from, set({}), side({}), side({}));
  expect(settings).toEqual(
    set({
      orders: { statuses: [4] },
      notifications: { kinds: ["jobs"] },
      retentionDays: 90,
    }),
  );
  // Each of them is a setting that there is.
  const paths = (value: unknown, at: string): unknown =>
    at.split(".").reduce<unknown>((part, name) => Reflect.get(Object(part), name), value);
  for (const path of NEVER_COPIED) expect(paths(set({}), path), path).not.toBe(undefined);
});

test("a filter that would let in more stays, as it asks for a start of its own", () => {
  const on = { enabled: true, startLine: "2026-01-01T00:00:00Z" };
  const { settings, left } = copy(
    set({ orders: { statuses: [1, 2], paymentStatuses: [] } }),
    set({ orders: { ...on, statuses: [2], paymentStatuses: ["Paid"] } }),
    side({}),
    side({}),
  );
  expect(settings.orders).toMatchObject({ statuses: [2], paymentStatuses: ["Paid"] });
  expect(left.map(({ path, why }) => [path, why])).toEqual([
    ["orders.statuses", "widens"],
    ["orders.paymentStatuses", "widens"],
  ]);
});

test("only what is chosen is taken over", () => {
  const from = set({
    retentionDays: 90,
    stock: { decimals: 2 },
    lookups: { ourReference: { default: "Anna", table: {} } },
  });
  expect(copySettings(from, set({}), ["stock"], side({}), side({})).settings).toEqual(
    set({ stock: { decimals: 2 } }),
  );
  expect(copySettings(from, set({}), [], side({}), side({})).settings).toEqual(set({}));
});

test("every setting that names a thing of either side is led over, or never goes", () => {
  const naming = FIELDS.flatMap((field) => ("list" in field ? [field.path] : []));
  expect(naming.length).toBeGreaterThan(10);
  const isCared = (path: string): boolean =>
    Object.keys(SCALARS).includes(path) ||
    NEVER_COPIED.includes(path) ||
    (path.startsWith("orders.defaultDebtor") && "orders.defaultDebtor" in SCALARS);
  expect(naming.filter((path) => !isCared(path))).toEqual([]);
  // And every mapping of a list is one of the ledger's or of fixed words.
  expect(everyOf(LOOKUPS, ({ name }) => name in set({}).lookups)).toBe(true);
});

test("settings of payouts are taken over: choices as they are, accounts by what they are called", () => {
  const accounts = (...all: readonly NameEntry[]) => lists({ "eaccounting.accounts": all });
  const source = side(accounts(entry("1930", "Bank"), entry("6570", "Bank fees")));
  const target = side(accounts(entry("6570", "Bank fees")), {
    company: { country: "SE", currency: "EUR" },
  });
  const from = set({
    payouts: {
      unmatched: "account",
      chargebacks: "account",
      series: "P",
      roundingLimit: "0.05",
      dateOrder: "day-first",
      accounts: { unmatched: "6570", chargeback: "1930" },
      columns: { payout: "Payout" },
    },
  });
  const { settings, left } = copy(from, set({}), source, target);
  expect(settings.payouts).toMatchObject({
    unmatched: "account",
    chargebacks: "account",
    series: "P",
    roundingLimit: "0.00",
    dateOrder: "day-first",
    accounts: { unmatched: "6570", chargeback: null },
    columns: { payout: "Payout" },
  });
  expect(left.map(({ path, why }) => [path, why])).toEqual([
    ["payouts.roundingLimit", "currency"],
    ["payouts.accounts.chargeback", "missing"],
  ]);
});

test("what payouts' fees bear is a choice of few values, and no article", () => {
  const from = set({ lookups: { payoutFeeVat: { table: { Stripe: "exempt" } } } });
  const { settings, left } = copy(from, set({}), side({}), side({}));
  expect([settings.lookups.payoutFeeVat.table, left]).toEqual([{ Stripe: "exempt" }, []]);
});
