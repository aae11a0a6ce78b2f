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
});

const ACTIONS = idsBelow("changes.actions");

test("every action that is recorded has its words, and each word its action", () => {
  const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(SRC, path), "utf8"));
  const recorded = sources
    .filter((text) =>
      /writeAudit|audited\(|auditRow|AuditEntry|updateTenant|insertTenant|updateUser|insertUser|Membership|insertPasskey/.test(
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

test.each([
  ["version 12", "versie 12"],
  ["administration 123", "administratie 123"],
  ["the last 5 orders", "de laatste 5 orders"],
  ["paused", "stopgezet"],
  ["products", "Artikelen"],
  ["stripe", "Stripe"],
  ["eaccounting b64f", "eAccounting b64f"],
  ["2026-01-19 to 2026-01-31, dry run", "19 jan 2026 t/m 31 jan 2026, proefverwerking"],
  ["2026-01-19 2026-01-31", "19 jan 2026 t/m 31 jan 2026"],
  ["whs_6BtD6b4iUdAf", "whs_6BtD6b4iUdAf"],
  ["anna@example.com, all tenants", "anna@example.com, alle winkels"],
  ["anna@example.com, shop-1", "anna@example.com, Kaffe & Co"],
  ["anna@example.com, shop-2", "anna@example.com, shop-2"],
  ["Warehouse (NI9O)", "Warehouse (NI9O)"],
  ["Kaffe & Co, sv", "Kaffe & Co, Svenska"],
  ["pl", "Polski"],
  ["customer", "klant"],
  ["article → 5f0c", "artikel → 5f0c"],
  [null, ""],
] as const)("the value %s is read as %s in Dutch", (value, said) => {
  expect(valueText(wordsIn("nl"), value)).toBe(said);
});

const WHY_NOT = idsBelow("changes.whyNot");

/** Every phrase of the trail, with names in it that stay. */
const PHRASES: Readonly<Record<keyof typeof values, readonly string[]>> = {
  versionValue: [values.versionValue(12)],
  administrationValue: [values.administrationValue(null), values.administrationValue(123)],
  accountValue: [
    values.accountValue("anna@example.com", null, ""),
    ...SHOP_ROLES.map((role) => values.accountValue("anna@example.com", "shop-1", role)),
  ],
  orderValue: [values.orderValue(1001)],
  lastOrdersValue: [values.lastOrdersValue(5)],
  firstDayValue: [values.firstDayValue()],
  postedOrderValue: [values.postedOrderValue()],
  runPreviewValue: PREVIEWED_FLOWS.map(values.runPreviewValue),
  pastOrdersValue: [
    values.pastOrdersValue("2026-01-19", "2026-01-31", null),
    values.pastOrdersValue("2026-01-19", "2026-01-31", "b12"),
  ],
  orderNamed: [values.orderNamed("A-1001")],
  refusedValue: [...WHY_NOT, "something-newer"].map((why) =>
    values.refusedValue(
      values.documentValue(values.orderNamed("A-1001"), "invoice", "1042", false),
      why,
    ),
  ),
  documentValue: LINKED.flatMap((what) => [
    values.documentValue("j1", what, "1042", false),
    values.documentValue("j1", what, "1042", true),
  ]),
  retryValue: [
    values.retryValue(values.orderNamed("A-1001"), 12, true),
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
    values.skippedValue(values.orderNamed("A-1001"), "j1"),
    values.skippedValue("j1", "j1"),
  ],
  toolValue: [
    values.toolValue("find_order", null),
    values.toolValue("show_posting", values.orderNamed("1001")),
    values.toolValue("compare_month", "2026-11"),
  ],
  namedValue: [values.namedValue("anna", "5f0c")],
  linkValue: [values.linkValue("customer", "5f0c"), values.linkValue("article", "5f0c")],
};

/** Words that are the same in two languages. */
const ALIKE =
  /\b(?:version|administration|administratie|orders?|voucher|sales|invoice|document)\b/g;

test.each(["nl", "pl", "sv"] as const)(
  "every phrase of the trail has its words in %s",
  (language) => {
    const english = new Set(
      Object.values(PHRASES)
        .flat()
        .flatMap((phrase) => phrase.replaceAll(ALIKE, "").match(/\b[a-z]{3,}\b/g) ?? []),
    );
    for (const name of ["anna", "example", "com"]) english.delete(name);
    for (const phrase of Object.values(PHRASES).flat()) {
      const said = valueText(wordsIn(language), phrase);
      expect(
        said.match(/\b[a-z]{3,}\b/g)?.filter((word) => english.has(word)) ?? [],
        `${phrase}: ${said}`,
      ).toEqual([]);
    }
  },
);

test("in English each phrase reads in the words of the pages", () => {
  const texts = wordsIn("en");
  expect(
    [
      ...PHRASES.versionValue,
      ...PHRASES.administrationValue,
      ...PHRASES.accountValue,
      ...PHRASES.orderValue,
      ...PHRASES.lastOrdersValue,
      ...PHRASES.postedOrderValue,
      ...PHRASES.retryValue,
    ].map((phrase) => valueText(texts, phrase)),
  ).toEqual([
    "version 12",
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
  expect(valueText(texts, values.pastOrdersValue("2026-01-19", "2026-01-31", "b12"))).toBe(
    "19 Jan 2026 to 31 Jan 2026, after dry run b12",
  );
  expect(valueText(texts, values.documentValue("j1", "invoice-draft", "1042", true))).toBe(
    "j1 → draft invoice 1042, confirmed",
  );
});

test("an order is told by its number, and what was refused by why", () => {
  const asked = values.documentValue(values.orderNamed("1001"), "invoice", "1003", false);
  expect(
    [
      asked,
      values.refusedValue(asked, "not-found"),
      values.refusedValue("j1", "something-newer"),
      values.orderNamed("A-1"),
    ].map((value) => valueText(wordsIn("sv"), value)),
  ).toEqual([
    "order 1001 → faktura 1003",
    "order 1001 → faktura 1003; finns inte i eAccounting",
    "j1; nekat",
    "order A-1",
  ]);
});

test("a phrase of the trail stands among these, never where it is written", () => {
  const written = ["src/http", "src/store"]
    .flatMap((folder) => textsIn(ROOT, folder))
    .filter(
      ({ key, file }) => (key === "before" || key === "after") && !/\/(words|api)\//.test(file),
    );
  const own = written.filter(({ text }) =>
    /\p{L}{3}.* .*\p{L}|, \p{L}/u.test(text.replaceAll(/\{\d\}/g, "")),
  );
  expect(own.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  expect(written.map(({ text }) => text)).toContain("{0} {1}");
});

test("on the page of one tenant, who may sign in to it is told without its id", () => {
  expect(
    valueText(
      { ...wordsIn("en"), tenants: null },
      values.accountValue("anna@example.com", "shop-1", "reader"),
    ),
  ).toBe("anna@example.com as Read only");
});

test("an action, an actor or a value of a newer release stays as it is", () => {
  const texts = wordsIn("sv");
  expect([
    actionText(texts, "something.new"),
    actorText(texts, "anna@example.com"),
    valueText(texts, "constructor"),
  ]).toEqual(["something.new", "anna@example.com", "constructor"]);
});
