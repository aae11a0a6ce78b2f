/**
 * Recorded changes as people read them: every action in the code has its words, and what is no word
 * of ours stays.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { LinkRequest } from "../../src/sync/contract/views.ts";
import { PREVIEWED_FLOWS } from "../../src/domain/jobs/run-preview.ts";
import { SHOP_ROLES } from "../../src/domain/users/shop-role.ts";
import { PROVIDERS } from "../../src/domain/reasons/words.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { actionText, actorText, valueText } from "../../src/http/words/change-words.ts";
import * as values from "../../src/store/audit-values.ts";
import { idsBelow } from "../support/message-ids.ts";
import { textsIn } from "../support/source-texts.ts";
import { messagesOf } from "../../src/messages/index.ts";

const ROOT = join(import.meta.dirname, "../..");
const LINKED: readonly LinkRequest["what"][] = [
  "order",
  "invoice-draft",
  "invoice",
  "voucher",
  "customer",
];
const SRC = join(import.meta.dirname, "../../src");
const wordsIn = (language: (typeof LANGUAGES)[number]) => ({
  messages: messagesOf(language),
  format: formatOf(language),
  tenants: new Map([["shop-1", "Kaffe & Co"]]),
  tokens: new Map<string, string>(),
});

const ACTIONS = idsBelow("changes.actions");

test("every action that is recorded has its words, and each word its action", () => {
  const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(SRC, path), "utf8"));
  const recorded = sources
    .filter((text) =>
      /writeAudit|writeAct|audited\(|recorded\(|auditRow|AuditEntry|updateTenant|insertTenant|updateUser|insertUser|Membership|insertPasskey/.test(
        text,
      ),
    )
    .flatMap((text) => [...text.matchAll(/\baction: "([^"]+)"/g)].map(([, action = ""]) => action));
  expect([...new Set(recorded)].toSorted()).toEqual([...ACTIONS].toSorted());
});

test.each(LANGUAGES)("no code is left of actions and of who did them in %s", (language) => {
  const texts = wordsIn(language);
  for (const action of ACTIONS) expect(actionText(texts, action)).not.toBe(action);
  expect(actorText(texts, "admin-token")).not.toBe("admin-token");
});

/** A value as the log shows it, by way of the form in which it is stored. */
const shown = (language: (typeof LANGUAGES)[number], value: values.AuditValue): string =>
  valueText(wordsIn(language), values.storedValue(value));

test.each([
  [values.versionValue(12), "versie 12"],
  [values.versionValue(12, { trial: true }), "versie 12 · testmodus aan"],
  [values.versionValue(12, { trial: false }), "versie 12 · testmodus uit"],
  [values.administrationValue(123), "administratie 123"],
  [values.lastOrdersValue(5), "de laatste 5 orders"],
  [values.stateValue("paused"), "stopgezet"],
  [values.flowValue("products"), "Artikelen"],
  [values.providerValue("stripe"), "Stripe"],
  [values.vendorValue("eaccounting", "b64f"), "eAccounting b64f"],
  [
    values.pastOrdersValue("2026-01-19", "2026-01-31", null),
    "19 jan 2026 t/m 31 jan 2026, proefverwerking",
  ],
  [values.daysValue("2026-01-19", "2026-01-31"), "19 jan 2026 t/m 31 jan 2026"],
  ["whs_6BtD6b4iUdAf", "whs_6BtD6b4iUdAf"],
  [values.operatorValue("anna@example.com"), "anna@example.com, alle winkels"],
  [
    values.accountValue("anna@example.com", "shop-1", "reader"),
    "anna@example.com, Kaffe & Co als Alleen lezen",
  ],
  [values.namedValue("Warehouse", "NI9O"), "Warehouse (NI9O)"],
  [values.shopValue("Kaffe & Co", "sv"), "Kaffe & Co, Svenska"],
  [values.languageValue("pl"), "Polski"],
  [values.linkValue("customer", null), "klant"],
  [values.linkValue("article", "5f0c"), "artikel → 5f0c"],
] as const)("the value %o is read as %s in Dutch", (value, said) => {
  expect(shown("nl", value)).toBe(said);
});

test.each([
  "active",
  "orders",
  "pl",
  "version 12",
  "Kaffe, sv",
  "tool find_order",
  '{"phrase":"first-day"}',
  "{",
])("a name that somebody chose stays as it is: %s", (name) => {
  for (const language of LANGUAGES) {
    expect(shown(language, name)).toBe(name);
    expect(shown(language, values.namedValue(name, "7"))).toBe(`${name} (7)`);
  }
});

const WHY_NOT = idsBelow("changes.whyNot");

type Helper = "storedValue" | "readValue" | "isPhrase";

/** Every phrase of the audit log, with names in it that stay. */
const PHRASES: Readonly<
  Record<Exclude<keyof typeof values, Helper>, readonly values.AuditValue[]>
> = {
  versionValue: [
    values.versionValue(12),
    values.versionValue(12, { fromId: "shop-2" }),
    values.versionValue(12, { trial: true }),
    values.versionValue(12, { trial: false }),
    { phrase: "version", version: 12, fromId: "shop-1", from: "Kaffe & Co" },
    values.versionValue(12, { live: { flows: ["orders", "customers"], limit: 2 } }),
    values.versionValue(12, { live: { flows: ["stock"], limit: null } }),
  ],
  administrationValue: [values.administrationValue(null), values.administrationValue(123)],
  accountValue: SHOP_ROLES.map((role) => values.accountValue("anna@example.com", "shop-1", role)),
  operatorValue: [values.operatorValue("anna@example.com")],
  orderValue: [values.orderValue(1001)],
  lastOrdersValue: [values.lastOrdersValue(5)],
  firstDayValue: [values.firstDayValue()],
  postedOrderValue: [values.postedOrderValue()],
  runPreviewValue: PREVIEWED_FLOWS.map(values.runPreviewValue),
  daysValue: [values.daysValue("2026-01-19", "2026-01-31")],
  pastOrdersValue: [
    values.pastOrdersValue("2026-01-19", "2026-01-31", null),
    values.pastOrdersValue("2026-01-19", "2026-01-31", "b12"),
  ],
  orderNumberValue: [values.orderNumberValue("A-1001")],
  refusedValue: [...WHY_NOT, "something-newer"].flatMap((why) => [
    values.refusedValue(null, why),
    values.refusedValue(
      values.documentValue(values.orderNumberValue("A-1001"), "invoice", "1042", false),
      why,
    ),
  ]),
  documentValue: LINKED.flatMap((what) => [
    values.documentValue("j1", what, "1042", false),
    values.documentValue("j1", what, "1042", true),
  ]),
  retryValue: [
    values.retryValue(values.orderNumberValue("A-1001"), 12, true),
    values.retryValue("j1", 12, true),
    values.retryValue("j1", 12, false),
  ],
  heldValue: [
    values.heldValue(13, { cause: "article-not-found", thing: "MUG" }),
    values.heldValue(1, { cause: "document-gone", thing: "" }),
    values.heldValue(2, null),
  ],
  chosenValue: [values.chosenValue(2, []), values.chosenValue(2, ["1001", "1002"])],
  skippedValue: [
    values.skippedValue(values.orderNumberValue("A-1001"), "j1"),
    values.skippedValue("j1", "j1"),
  ],
  toolValue: [
    values.toolValue("find_order", null),
    values.toolValue("show_posting", values.orderNumberValue("1001")),
    values.toolValue("compare_month", "2026-11"),
  ],
  namedValue: [values.namedValue("anna", "5f0c")],
  linkValue: [values.linkValue("customer", "5f0c"), values.linkValue("article", null)],
  vendorValue: [values.vendorValue("asperion"), values.vendorValue("eaccounting", "b64f")],
  stateValue: ["active", "paused", "retired"].map(values.stateValue),
  flowValue: idsBelow("tenant.flows.names").map(values.flowValue),
  providerValue: PROVIDERS.map(values.providerValue),
  shopValue: [values.shopValue("Kaffe", "sv")],
  languageValue: LANGUAGES.map(values.languageValue),
};

test.each(LANGUAGES)("every phrase of the audit log has its words in %s", (language) => {
  for (const phrase of Object.values(PHRASES).flat()) {
    const stored = values.storedValue(phrase);
    const said = shown(language, phrase);
    expect(said, stored).not.toMatch(/[{}]|undefined|null|\[object/);
    expect(said.trim(), stored).not.toBe("");
  }
});

test("no two languages say all phrases alike", () => {
  const said = LANGUAGES.map((language) =>
    Object.values(PHRASES)
      .flat()
      .map((phrase) => shown(language, phrase))
      .join("\n"),
  );
  expect(new Set(said).size).toBe(LANGUAGES.length);
});

test("in English each phrase reads in the words of the pages", () => {
  expect(
    [
      ...PHRASES.versionValue,
      ...PHRASES.administrationValue,
      ...PHRASES.operatorValue,
      ...PHRASES.accountValue,
      ...PHRASES.orderValue,
      ...PHRASES.lastOrdersValue,
      ...PHRASES.postedOrderValue,
      ...PHRASES.retryValue,
    ].map((phrase) => shown("en", phrase)),
  ).toEqual([
    "version 12",
    "version 12 · from another shop",
    "version 12 · test mode on",
    "version 12 · test mode off",
    "version 12 · from \u2068Kaffe & Co\u2069",
    "version 12 · Orders, Customers · first-day limit 2",
    "version 12 · Stock syncs",
    "no administration yet",
    "administration 123",
    "anna@example.com, all shops",
    "anna@example.com, Kaffe & Co as Owner",
    "anna@example.com, Kaffe & Co as Accountant",
    "anna@example.com, Kaffe & Co as Read only",
    "order with ID 1001",
    "the last 5 orders",
    "an order sent through the API",
    "order A-1001, settings version 12 (as before)",
    "j1, settings version 12 (as before)",
    "j1, settings version 12 (newest)",
  ]);
  expect(shown("en", values.pastOrdersValue("2026-01-19", "2026-01-31", "b12"))).toBe(
    "19 Jan 2026 to 31 Jan 2026, after dry run b12",
  );
  expect(shown("en", values.documentValue("j1", "invoice-draft", "1042", true))).toBe(
    "j1 → draft invoice 1042, confirmed",
  );
});

test("an order is told by its number, and what was refused by why", () => {
  const asked = values.documentValue(values.orderNumberValue("1001"), "invoice", "1003", false);
  expect(
    [
      asked,
      values.refusedValue(asked, "not-found"),
      values.refusedValue("j1", "something-newer"),
      values.orderNumberValue("A-1"),
    ].map((value) => shown("sv", value)),
  ).toEqual([
    "order 1001 → faktura 1003",
    "order 1001 → faktura 1003; finns inte i eAccounting",
    "j1; nekat",
    "order A-1",
  ]);
});

test("a phrase of the audit log stands among these, never where it is written", () => {
  const written = ["src/http", "src/store"]
    .flatMap((folder) => textsIn(ROOT, folder))
    .filter(
      ({ key, file }) => (key === "before" || key === "after") && !/\/(words|api)\//.test(file),
    );
  const own = written.filter(({ text }) =>
    /\p{L}{3}.* .*\p{L}|, \p{L}/u.test(text.replaceAll(/\{\d\}/g, "")),
  );
  expect(own.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});

test("on the page of one tenant, who may sign in to it is told without its id", () => {
  expect(
    valueText(
      { ...wordsIn("en"), tenants: null },
      values.storedValue(values.accountValue("anna@example.com", "shop-1", "reader")),
    ),
  ).toBe("anna@example.com as Read only");
});

test("an action, an actor or a value of a newer release stays as it is", () => {
  const texts = wordsIn("sv");
  expect([
    actionText(texts, "something.new"),
    actorText(texts, "anna@example.com"),
    valueText(texts, "constructor"),
    valueText(texts, '{"phrase":"constructor"}'),
  ]).toEqual(["something.new", "anna@example.com", "constructor", '{"phrase":"constructor"}']);
});

test("the log names things without ids of programs, an only API client not at all, and a mail by its sender", () => {
  const guid = "b64f3972-0426-4937-8308-fe8f6858c28e";
  expect(shown("en", values.namedValue("eAccounting Demo AB", guid))).toBe("eAccounting Demo AB");
  expect(shown("en", values.vendorValue("eaccounting", "main"))).toBe("eAccounting");
  expect(shown("en", values.vendorValue("eaccounting", "second"))).toBe("eAccounting second");
  expect(actorText(wordsIn("sv"), "mail reports@stripe.com")).toBe(
    "via e-post från reports@stripe.com",
  );
});
