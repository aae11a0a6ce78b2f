/**
 * Catalogues: what a translator may get wrong doesn't compile, and what a user typed is never read
 * as a message.
 */
import { parse as parseMessage } from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import { byId, type Compiled, messagesFrom } from "../../src/messages/index.ts";
import { formats } from "../../src/messages/formats.ts";
import { pack, type Packed, unpack } from "../../src/messages/packed.ts";
import {
  type Catalogues,
  type Entry,
  parse,
  print,
  syncCatalogues,
} from "../../scripts/messages/catalogue.ts";
import { compileAll } from "../../scripts/messages/compile.ts";
import { compileManual, readManualFolders } from "../../scripts/messages/manual.ts";
import { allCatalogues } from "../support/catalogues.ts";

const entry = (id: string, text: string, more: Partial<Entry> = {}): Entry => ({
  id,
  english: text,
  text,
  fuzzy: false,
  comments: [],
  ...more,
});
const ORDERS = "{count, plural, one {# order} other {# orders}} of {name}";
const ZAMOWIENIA =
  "{count, plural, one {# zamówienie} few {# zamówienia} many {# zamówień} other {# zamówienia}} sklepu {name}";

/** English with one message, and Polish with what is given. */
const polish = (...entries: readonly Entry[]): Catalogues =>
  new Map([
    ["en", [entry("orders", ORDERS)]],
    ["pl", entries],
  ]);
const faultsOf = (catalogues: Catalogues): readonly string[] => compileAll(catalogues).faults;
const translated = (text: string, more: Partial<Entry> = {}): Entry =>
  entry("orders", text, { english: ORDERS, ...more });

test("each language has its catalogue, and all of them compile", () => {
  expect([...allCatalogues.keys()].toSorted()).toEqual([...LANGUAGES].toSorted());
  expect(faultsOf(allCatalogues)).toEqual([]);
});

test("a language is added by a translated catalogue and a folder of the manual", () => {
  const [catalogues, manual] = [allCatalogues, readManualFolders()];
  const added = new Map([...catalogues, ["de", catalogues.get("nl") ?? []]]);
  const { faults, files } = compileAll(added);
  expect(faults).toEqual([]);
  expect(files.get("de.ts")).toBeDefined();
  const pages = new Map([...manual, ["de", manual.get("en") ?? []]]);
  expect(compileManual(pages, [...added.keys()]).faults).toEqual([]);
  expect(compileManual(manual, [...added.keys()]).faults).not.toEqual([]);
});

test("what scripts print stands in English alone, and not in the Worker", () => {
  const printed = entry("cli.demo.done", "Done.");
  const catalogues = new Map([
    ["en", [entry("orders", ORDERS), printed]],
    ["pl", [translated(ZAMOWIENIA)]],
  ]);
  const { files, faults } = compileAll(catalogues);
  expect(faults).toEqual([]);
  expect(syncCatalogues(catalogues).get("pl")).toHaveLength(1);
  expect(files.get("cli.ts")).toContain("cli.demo.done");
  for (const name of ["en.ts", "pl.ts", "ids.ts"]) expect(files.get(name)).not.toContain("cli.");
  expect(files.get("cli-ids.ts")).toContain("cli.demo.done");
  expect(faultsOf(new Map([...catalogues, ["pl", [translated(ZAMOWIENIA), printed]]]))).toEqual([
    "pl.po has cli.demo.done, which stands in English alone",
  ]);
});

test("a whole translation has no fault", () => {
  expect(faultsOf(polish(translated(ZAMOWIENIA)))).toEqual([]);
});

test.each([
  ["a missing message", [], /lacks orders/],
  [
    "a surplus one",
    [translated(ZAMOWIENIA), entry("more", "x")],
    /has more, which English has not/,
  ],
  ["an empty one", [translated(" ")], /is empty/],
  ["one that stands there twice", [translated(ZAMOWIENIA), translated(ZAMOWIENIA)], /twice/],
  ["one marked fuzzy", [translated(ZAMOWIENIA, { fuzzy: true })], /fuzzy/],
  ["one translated from another text", [translated(ZAMOWIENIA, { english: "Before" })], /changed/],
  ["an argument that English has not", [translated(`${ZAMOWIENIA} {nam}`)], /no \{nam\}/],
  [
    "a plural without a form of its grammar",
    [translated("{count, plural, one {#} many {#} other {#}} {name}")],
    /lacks few/,
  ],
  ["a syntax that isn't ICU's", [translated("{count, plural, one {#}")], /orders: /],
  ["a tag that English has not", [translated(`<a>${ZAMOWIENIA}</a>`)], /no \{a\}/],
])("%s is a fault", (_, entries, fault) => {
  expect(faultsOf(polish(...entries)).join("\n")).toMatch(fault);
});

test("a missing argument throws rather than leave a hole in the text", () => {
  const { t } = made("greeting", "Hello {name}");
  expect(() => (t as (id: string) => string)("greeting")).toThrow(/name/);
  expect(() => (t as (id: string) => string)("unknown")).toThrow(/no message "unknown"/);
});

test.each(["<a>", "</b><a>", "{name}", "#", "'", "''", "\\x3c", "<script>", "|"])(
  "what a user typed stays as it is: %s",
  (typed) => {
    const { rich } = made("plain", "Is {name} there? <b>{name}</b>");
    const said = (rich as (id: string, args: object) => unknown)("plain", {
      name: typed,
      b: (inside: readonly unknown[]) => ({ bold: inside }),
    });
    expect(said).toEqual([`Is ${typed} there? `, { bold: [typed] }]);
  },
);

test("plurals, amounts, percentages and days are said by the language's own rules", () => {
  const text =
    "{count, plural, one {# order} few {# few} many {# many} other {# orders}}; {total, number, figure}; {rate, number, percent}; {day, date, day}";
  const given = {
    count: 22,
    total: "12345678901234567890.5",
    rate: "0.125",
    day: Date.UTC(2026, 10, 27),
  };
  const say = (language: "en" | "pl"): string =>
    (made("all", text, language).t as (id: string, args: object) => string)("all", given);
  expect(say("en")).toBe("22 orders; 12,345,678,901,234,567,890.5; 12.5%; 27 Nov 2026");
  expect(say("pl").replaceAll(/\s/g, " ")).toBe(
    "22 few; 12 345 678 901 234 567 890,5; 12,5%; 27 lis 2026",
  );
});

test.each([
  [
    "pl",
    ["0 zamówień", "1 zamówienie", "2 zamówienia", "5 zamówień", "12 zamówień", "22 zamówienia"],
    "{count, plural, one {# zamówienie} few {# zamówienia} many {# zamówień} other {# zamówienia}}",
  ],
  [
    "sv",
    ["0 rader", "1 rad", "2 rader", "5 rader", "12 rader", "22 rader"],
    "{count, plural, one {# rad} other {# rader}}",
  ],
] as const)("things are counted by the grammar of %s", (language, said, text) => {
  const { t } = made("count", text, language);
  const say = t as (id: string, args: object) => string;
  expect([0, 1, 2, 5, 12, 22].map((count) => say("count", { count }))).toEqual(said);
});

test("a message is said with the messages within it", () => {
  const { files } = compileAll(
    new Map([
      [
        "en",
        [
          entry("outer", "Here {what} is needed."),
          entry("a.list", "a list of {of}"),
          entry("text", "text"),
        ],
      ],
    ]),
  );
  const { say } = messagesFrom("en", compiledIn(files));
  const text = { id: "text" } as never;
  expect(
    say({ id: "outer", args: { what: { id: "a.list", args: { of: [text, text] } } } } as never),
  ).toBe("Here a list of text, text is needed.");
});

test("each message of each catalogue is unpacked as it was parsed", () => {
  for (const entries of allCatalogues.values())
    for (const { id, text } of entries) {
      const parsed = parseMessage(text, { captureLocation: false, shouldParseSkeletons: true });
      const held = JSON.parse(JSON.stringify(pack(parsed))) as Packed;
      expect(unpack(held), id).toEqual(parsed);
    }
});

test("every kind of part is unpacked as it was parsed", () => {
  for (const text of [
    "",
    "{a}",
    "{a}{b}",
    "<b>in <i>{a}</i></b>",
    "{n, number} {n, number, figure} {n, number, ::.00}",
    "{at, date, stamp} {at, date, ::yMMM} {at, time}",
    "{n, plural, offset:1 =0 {none} one {# of {m}} other {{k, select, a {x} other {y #}}}}",
    "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}",
  ]) {
    const parsed = parseMessage(text, { captureLocation: false, shouldParseSkeletons: true });
    const held = JSON.parse(JSON.stringify(pack(parsed))) as Packed;
    expect(new IntlMessageFormat(unpack(held), "en", formats).getAst(), text).toEqual(
      parsed.length === 0 ? [{ type: 0, value: "" }] : parsed,
    );
  }
});

test("a catalogue of other messages than English's isn't read", () => {
  expect(() => byId(["a", "b"], ["A"])).toThrow(/other messages/);
});

test("a catalogue that is written is read as it was", () => {
  const entries = [
    translated('He said "yes"\nand \\ went', { comments: ["For the list."], fuzzy: true }),
  ];
  expect(parse(print("pl", entries))).toEqual(entries);
});

test("bringing the catalogues in step marks what was translated from another text, and only that", () => {
  const before: Catalogues = new Map([
    ["en", [entry("b", "New text"), entry("a", "Text"), entry("c", "Third")]],
    [
      "pl",
      [
        entry("gone", "x"),
        entry("b", "Tekst", { english: "Old text" }),
        entry("a", "Tekst", { english: "Text" }),
      ],
    ],
  ]);
  const after = syncCatalogues(before)
    .get("pl")
    ?.map(({ id, english, text, fuzzy }) => [id, english, text, fuzzy]);
  expect(after).toEqual([
    ["a", "Text", "Tekst", false],
    ["b", "New text", "Tekst", true],
    ["c", "Third", "", false],
  ]);
});

/** A language of one message, compiled as catalogues are. */
function made(id: string, text: string, language: Language = "en") {
  const { files, faults } = compileAll(new Map([["en", [entry(id, text)]]]));
  expect(faults).toEqual([]);
  return messagesFrom(language, compiledIn(files));
}

function compiledIn(files: ReadonlyMap<string, string>): Compiled {
  return byId(jsonIn(files.get("listed.ts")), jsonIn(files.get("en.ts")));
}

function jsonIn<T>(module = ""): T {
  const json = /JSON\.parse\((.*)\);\n$/s.exec(module)?.[1] ?? '"[]"';
  return JSON.parse(JSON.parse(json) as string) as T;
}
