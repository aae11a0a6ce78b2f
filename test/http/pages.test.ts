/** What the pages make of addresses, forms and timelines, without a server. */
import "../support/load-messages.ts";
import fc from "fast-check";
import type { Language } from "../../src/domain/language.ts";
import { expect, test } from "vitest";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";
import { safeReturnPath } from "../../src/http/pages/frame/address.ts";
import { inputStamp, readInputStamp } from "../../src/http/words/format.ts";
import { addressOf, filtersOf, queryOf } from "../../src/http/pages/orders/list/filters.ts";
import { steps } from "../../src/http/pages/orders/timeline/steps.ts";
import { FIELDS } from "../../src/http/pages/settings/catalogue/index.ts";
import { lookupNamed, LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import {
  lookupForm,
  lookupInput,
  lookupTyped,
  tableFaults,
} from "../../src/http/pages/settings/lookups/lookup-values.ts";
import { inputOf, valuesOf } from "../../src/http/pages/settings/fields/values.ts";
import {
  withNames,
  knownNames,
  describeWithNames,
} from "../../src/http/usecases/jobs/known-names.ts";
import type { NameLists } from "../../src/domain/ledger/names.ts";
import { replay } from "../../src/http/usecases/dry-runs/remembered-reads.ts";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { bareReason } from "../support/bare-reason.ts";

const TODAY = "2026-11-24";

const filled = settingsSchema.parse({
  orders: {
    enabled: true,
    startLine: "2026-01-31T23:00:00.123Z",
    statuses: [2, 5],
    paymentStatuses: ["Paid"],
    findCustomerBy: ["email", "vat-number"],
    updateCustomer: false,
    defaultDebtor: { id: "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11", when: "always" },
    collectiveDebtors: [299, 300],
    tolerance: "0.05",
    ourReference: "Anna",
  },
  lookups: {
    termsOfPayment: { default: "a", table: { "1": "b", "2": "c" } },
    deliveryMethod: { force: "d" },
  },
  customers: { enabled: true },
  trial: true,
  retentionDays: 7,
  schedules: { orders: 15, lookups: "never" },
});

test("how often orders are looked for is typed in minutes, switched off by a box, or left blank", () => {
  const read = (typed: string, manual: readonly string[] = []) =>
    settingsSchema.parse(
      inputOf(
        defaultSettings(),
        new Map(valuesOf(defaultSettings()))
          .set("schedules.orders", [typed])
          .set("schedules.orders.manual", manual),
        FIELDS,
      ),
    ).schedules.orders;
  expect([read(""), read("", ["on"]), read("30")]).toEqual([null, "never", 30]);
  const refused = settingsSchema.safeParse(
    inputOf(
      defaultSettings(),
      new Map(valuesOf(defaultSettings())).set("schedules.orders", ["often"]),
      FIELDS,
    ),
  );
  expect(refused.error?.issues[0]?.path).toEqual(["schedules", "orders"]);
});

test("settings that are shown and sent back untouched are the same settings", () => {
  for (const settings of [defaultSettings(), filled])
    expect(settingsSchema.parse(inputOf(settings, valuesOf(settings), FIELDS))).toEqual(settings);
});

test("a text that is no number reaches the validator as it was typed, and is refused with its path", () => {
  const form = new Map(valuesOf(filled))
    .set("retentionDays", ["soon"])
    .set("orders.collectiveDebtors", ["299, x"]);
  const parsed = settingsSchema.safeParse(inputOf(filled, form, FIELDS));
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(
    expect.arrayContaining(["retentionDays", "orders.collectiveDebtors.1"]),
  );
});

test("a status that is ticked takes the instant beside it as its start line; none that was ticked before does", () => {
  const ticked = (instant: string) =>
    settingsSchema.parse(
      inputOf(
        filled,
        new Map(valuesOf(filled))
          .set("orders.statuses", ["2", "4", "5"])
          .set("orders.filterLines", [instant]),
        FIELDS,
      ),
    ).orders;
  expect(ticked("2026-11-25T12:00:00")).toMatchObject({
    statuses: [2, 4, 5],
    filterLines: { statuses: { "4": "2026-11-25T11:00:00.000Z" }, paymentStatuses: {} },
  });
  expect(ticked("").filterLines).toEqual({ statuses: {}, paymentStatuses: {} });
  expect(
    valuesOf({ ...filled, orders: ticked("2026-11-25T12:00:00") }).get("orders.filterLines"),
  ).toEqual([""]);
});

test("what has no field on the page keeps its value", () => {
  const settings = settingsSchema.parse({
    ...filled,
    asperionRequestsPerSecond: 7,
    customers: { enabled: true, numberPrefix: "X1" },
  });
  const form = new Map(valuesOf(settings)).set("orders.ourReference", ["Bo"]);
  expect(settingsSchema.parse(inputOf(settings, form, FIELDS))).toEqual({
    ...settings,
    orders: { ...settings.orders, ourReference: "Bo" },
  });
});

const terms = lookupNamed("termsOfPayment") ?? LOOKUPS[0];
const names: NameLists = {
  "asperion.paymentConditions": {
    entries: [
      { id: "1", name: "Paid in advance", note: null },
      { id: "2", name: "14 days net", note: null },
    ],
    readAt: 0,
    fault: null,
  },
};
const NEVER = { orders: 0, last: null };
const used = (orders: number) => ({ orders, last: "2026-02-03" });
const typed = (form: Record<string, string[]>) =>
  lookupTyped(
    terms,
    new Map(Object.entries(form).map(([name, value]) => [`lookups.termsOfPayment.${name}`, value])),
    lookupForm(terms, { table: {} }, names, new Map()),
  );

test("a look-up that is shown and sent back untouched is the same look-up", () => {
  const value = { default: "d", table: { "1": "a", "9": "b", "2@SE": "c" } };
  const shown = lookupForm(terms, value, names, new Map([["2", used(3)]]));
  expect(lookupInput(shown)).toEqual(value);
  expect(shown.known.map(({ from, name, occurred }) => [from, name, occurred])).toEqual([
    ["2", "14 days net", 3],
    ["1", "Paid in advance", 0],
  ]);
});

test("values that past orders had and that have no row come first, the most frequent one at the top", () => {
  const { known } = lookupForm(
    terms,
    { table: { "2": "b" } },
    names,
    new Map([
      ["1", used(1)],
      ["2", used(9)],
      ["7", used(4)],
    ]),
  );
  expect(known.map(({ from, occurred }) => [from, occurred])).toEqual([
    ["7", 4],
    ["1", 1],
    ["2", 0],
  ]);
});

test("the value that one was sent for stands first, with or without a row, and stays so in a form that comes back", () => {
  const shown = lookupForm(terms, { table: { "2": "b" } }, names, new Map([["7", used(4)]]), {
    wanted: "2",
  });
  expect(shown.known.map(({ from, to, wanted }) => [from, to, wanted])).toEqual([
    ["2", "b", true],
    ["7", "", undefined],
    ["1", "", undefined],
  ]);
  expect(
    lookupForm(terms, { table: {} }, names, new Map(), { wanted: "new" }).known[0],
  ).toMatchObject({
    from: "new",
    name: null,
    wanted: true,
  });
  const sent = new Map([
    ["lookups.termsOfPayment.known", ["2", "7"]],
    ["lookups.termsOfPayment.knownTo", ["c", ""]],
  ]);
  expect(lookupTyped(terms, sent, shown).known).toEqual([
    { from: "2", to: "c", name: "14 days net", occurred: 0, used: NEVER, wanted: true },
    { from: "7", to: "", name: null, occurred: 4, used: used(4) },
  ]);
});

test("a value of the shop's list may stay without a row, and a text wins over what was chosen beside it", () => {
  expect(
    lookupInput(typed({ known: ["1", "2"], knownTo: ["", "b"], knownText: ["", " t "] })),
  ).toEqual({ table: { "2": "t" } });
});

test("a table's row with one side empty, or a source twice, is refused and never dropped", () => {
  const faults = (from: string[], to: string[]) =>
    tableFaults(typed({ known: ["1"], knownTo: ["a"], from, to })).map((fault) => fault.kind);
  expect(faults(["5", ""], ["a", ""])).toEqual([]);
  expect(faults(["5", ""], ["a", "b"])).toEqual(["half"]);
  expect(faults(["5", "6"], ["a", ""])).toEqual(["half"]);
  expect(faults(["5", "5"], ["a", "b"])).toEqual(["twice"]);
  expect(faults(["1"], ["b"])).toEqual(["twice"]);
});

test("an instant survives its way through the input to the second, whatever the season", () => {
  // The hour that a clock change repeats has two instants for one text: there the earlier one counts.
  fc.assert(
    fc.property(
      fc.date({
        min: new Date("2020-01-01T00:00:00Z"),
        max: new Date("2035-01-01T00:00:00Z"),
        noInvalidDate: true,
      }),
      (date) => {
        const shown = inputStamp(date.getTime());
        const read = readInputStamp(shown) ?? Number.NaN;
        expect(inputStamp(read)).toBe(shown);
        expect([0, -3_600_000]).toContain(read - Math.floor(date.getTime() / 1000) * 1000);
      },
    ),
  );
});

test("only a page of ours is gone to after signing in", () => {
  for (const address of [
    "/admin",
    "/admin/tenants/a-1/orders?status=done&number=10%2F1",
    "/admin?done=made",
  ])
    expect(safeReturnPath(address)).toBe(address);
  for (const address of [
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/adminx",
    "/admin@evil.example",
    "/admin\n//evil.example",
    "/api/v1/tenants",
    "javascript:alert(1)",
  ])
    expect(safeReturnPath(address)).toBe("/admin");
});

test("filters that aren't known are none, and those that are reach the query and the next page", () => {
  expect(
    queryOf(
      "orders",
      filtersOf({
        status: "gone",
        outcome: "'; DROP TABLE jobs",
        cursor: "x",
        text: "  ",
        from: "2026-02-30",
        to: "soon",
      }),
      "en",
      TODAY,
    ),
  ).toEqual({ flow: "orders", newest: true, limit: 50 });
  const filters = filtersOf({
    status: "done",
    outcome: "held",
    text: " 10&1 ",
    all: "on",
    from: "2026-11-24",
  });
  expect(queryOf("orders", filters, "en", TODAY)).toEqual({
    status: "done",
    stands: "held",
    text: "10&1",
    codes: [],
    ended: { from: Date.UTC(2026, 10, 23, 23), to: Date.UTC(2026, 10, 24, 23) },
    limit: 50,
  });
  const next = new URL(addressOf("t", "orders", filters, "1764000000000 j000000001"), "http://x");
  expect(filtersOf(Object.fromEntries(next.searchParams))).toEqual({
    ...filters,
    cursor: "1764000000000 j000000001",
  });
  expect(queryOf("stock", filtersOf({}), "en", TODAY)).toEqual({
    flow: "stock",
    newest: false,
    limit: 50,
  });
});

test("a reason is found by its words in the reader's language", () => {
  const codes = (text: string, language: Language) =>
    queryOf("orders", filtersOf({ text }), language, TODAY).codes;
  expect(codes("10&1 of nothing", "en")).toEqual([]);
  expect(codes("vóór de startdatum", "nl")).toContain("before-start");
  expect(codes("BEFORE THE START DATE", "en")).toContain("before-start");
  expect(codes("before the start line", "nl")).toEqual([]);
  expect(codes("be", "en")).toEqual([]);
});

test("a name from the prototype of a table is no filter", () => {
  expect(filtersOf({ status: "constructor", outcome: "toString" })).toMatchObject({
    status: null,
    outcome: null,
  });
});

const entry = (what: TimelineEntry["what"], title: string, detail: unknown): TimelineEntry => ({
  at: 0,
  what,
  title,
  detail,
});

test("a write and its answer are one step, and a write without one stands alone", () => {
  const timeline = [
    entry("write", "POST /orders", {}),
    entry("answer", "order.create", {}),
    entry("write", "PUT /orders/1", {}),
    entry("outcome", "in-doubt", {}),
  ];
  expect(steps(timeline).map((step) => [step.entry.title, step.answer?.title ?? null])).toEqual([
    ["POST /orders", "order.create"],
    ["PUT /orders/1", null],
    ["in-doubt", null],
  ]);
});

test("a timeline answers only the very question that was asked then, with the newest answer", async () => {
  const request = (
    query: Record<string, string>,
    vendor: VendorRequest["vendor"] = "eaccounting",
  ): VendorRequest => ({
    vendor,
    method: "GET",
    endpoint: "/units",
    path: "/units",
    query,
    body: null,
    capability: "x",
  });
  const read = (body: string, query: object) =>
    entry("lookup", "GET /units", { vendor: "eaccounting", query, status: 200, body });
  const send = replay([
    read("old", { page: "1" }),
    read("new", { page: "1" }),
    entry("lookup", "GET /units", {
      vendor: "eaccounting",
      query: { page: "2" },
      failure: { kind: "transient" },
    }),
  ]);
  expect(await send(request({ page: "1" }))).toMatchObject({ ok: true, value: { body: "new" } });
  for (const other of [
    request({}),
    request({ page: "1", size: "2" }),
    request({ page: "2" }),
    request({ page: "1" }, "asperion"),
  ])
    expect((await send(other)).ok).toBe(false);
});

test("names of a timeline's plan are those of terms, delivery methods and codings, of the newest plan", () => {
  const plan = (name: string, more: object = {}): TimelineEntry =>
    entry("plan", "", { input: { terms: [{ id: "t", name }], deliveryMethods: [], ...more } });
  expect([
    ...knownNames([
      plan("Old"),
      plan("30 dagar", { codings: [{ id: "c", name: "Goods 25", kind: "goods" }] }),
    ]),
  ]).toEqual([
    ["t", "30 dagar"],
    ["c", "Goods 25"],
  ]);
  expect([[...knownNames([plan("30 dagar")])], [...knownNames([])]]).toEqual([
    [["t", "30 dagar"]],
    [],
  ]);
});

test("the shop's short ids are told by the list that they are of, and the ledger's by themselves; the ids stay for the way there", () => {
  const list = (id: string, name: string) => ({
    entries: [{ id, name, note: null }],
    readAt: 1,
    fault: null,
  });
  const told = knownNames([], {
    "asperion.paymentMethods": list("CARD", "Bankkort"),
    "asperion.paymentConditions": list("1", "Faktura 30 dagar"),
    "eaccounting.bankAccounts": list("bank-1", "Företagskonto"),
    "eaccounting.termsOfPayment": list("t-1", "30 dagar netto"),
  });
  const said = (one: Reason) => describeWithNames(one, told, "sv");
  expect(
    said(bareReason("payment-chosen", { method: "CARD", account: "bank-1", by: "table" })).text,
  ).toBe("Betalningar med Bankkort går till likvidkonto Företagskonto (enligt mappningen).");
  expect(said(reason("terms-chosen", { terms: "t-1", by: "company", from: "1" })).text).toBe(
    "Betalningsvillkor 30 dagar netto, enligt företagets inställningar i eAccounting, för betalningsvillkor Faktura 30 dagar i Asperion.",
  );
  expect(said(reason("payment-method-not-mapped", { method: "CARD" })).params).toEqual({
    method: "CARD",
  });
  // The "1" of another list is none of these.
  expect(said(reason("order-removed", { number: "1" })).text).not.toContain("Faktura 30 dagar");
});

test("an id in a reason is shown by its name, and stays an id where none is known", () => {
  const names = new Map([["id-1", "30 dagar"]]);
  expect(
    withNames(reason("terms-chosen", { terms: "id-1", by: "table", from: "3" }), names).params,
  ).toEqual({ terms: "30 dagar", by: "table", from: "3" });
  expect(withNames(bareReason("terms-chosen", { terms: "id-2" }), names).params).toEqual({
    terms: "id-2",
  });
});
