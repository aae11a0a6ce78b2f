/**
 * What is wrong with settings and expressions, and how their parts are described, in every
 * language: whole, with what was typed as it was typed. No sentence of it stands in code.
 */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { LANGUAGES } from "../../src/domain/language.ts";
import { problemResponse } from "../../src/http/problem.ts";
import { check, type Target } from "../../src/settings/expressions/index.ts";
import { functionDocs, sourceDocs, acceptedValues } from "../../src/settings/rules/describe.ts";
import { SOURCES } from "../../src/settings/rules/compile.ts";
import { type Part, PARTS, TARGETS, targetFault } from "../../src/settings/rules/targets.ts";
import { faultsIn } from "../../src/settings/setting-faults.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { loadMessages, type Message } from "../../src/messages/index.ts";
import { allCatalogues } from "../support/catalogues.ts";
import { inEnglish, describedInEnglish } from "../support/in-english.ts";
import { textsIn } from "../support/source-texts.ts";

const ROOT = join(import.meta.dirname, "../..");
const messages = await Promise.all(LANGUAGES.map(loadMessages));
const inEach = (message: Message): readonly string[] => messages.map(({ say }) => say(message));
const inOthers = (message: Message): readonly string[] =>
  messages.filter(({ language }) => language !== "en").map(({ say }) => say(message));

const TEXT: Target = { kind: "text", max: 50, required: true };
const wrong = (
  expression: string,
  tables: Readonly<Record<string, Readonly<Record<string, string>>>> = { table: {} },
): readonly Message[] => {
  const given = { name: "x", fields: SOURCES["orders.head"], target: TEXT, tables };
  const checked = check(expression, given);
  return checked.ok ? [] : checked.error.map(({ message }) => message);
};

test("no sentence stands in the code of settings and expressions", () => {
  const bugs = new Set(["Error 0", "unchecked 0"]);
  // A record to try rules on, and what the parser says.
  const others = /^src\/settings\/rules\/models\.ts$/;
  const ofParser = new Set(["Unexpected character: ="]);
  const sentences = textsIn(ROOT, "src/settings").filter(
    ({ file, text, call, place, key }) =>
      /\p{L}{2,}[,:;.]? +\p{L}+/u.test(text) &&
      !bugs.has(`${call} ${place}`) &&
      !others.test(file) &&
      !ofParser.has(text) &&
      key !== "result" &&
      key !== "expression",
  );
  expect(sentences.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});

test("faults of real expressions are said whole, without a rest in English", () => {
  const faulty = [
    "order.nmber",
    "order.number + 1",
    "frist(order.lines)",
    "order.comments",
    "cut(order.number)",
    "order.gross + ",
    "order.date + 1",
    "order.lines.name",
    'lookup("none", "x")',
    'matches(order.currency, "^a.*")',
    "",
    "order.lines == 3",
    "[]",
    "{1: 2}",
    "order.gross > order.currency",
    'coalesce(order.comments, 1, order.date, "x")',
  ];
  const english =
    /\b(Write|There|Here|The|This|needed|may|the|expected|Did|you|Say|number|characters)\b/;
  for (const expression of faulty) {
    const found = wrong(expression);
    expect(found.length, expression).toBeGreaterThan(0);
    for (const fault of found)
      for (const said of inOthers(fault)) {
        expect(said).not.toBe(inEnglish(fault));
        const own = said.replaceAll(/[“„”"].*?[”"]|\w+\([^)]*\)|\w+\.\w+/g, "");
        expect(own, `${expression}: ${said}`).not.toMatch(english);
      }
  }
});

test("targets, fields and functions are described in each language", () => {
  const described = [
    ...PARTS.flatMap((part) => [
      ...TARGETS[part].flatMap((target) => [acceptedValues(target), target.about]),
      ...sourceDocs(part, { order: { lines: [{}, {}] } }).flatMap(({ type, about, value }) =>
        [type, about, value].filter((one) => one !== null && typeof one === "object"),
      ),
    ]),
    ...functionDocs().map(({ about }) => about),
  ];
  expect(described.length).toBeGreaterThan(100);
  for (const one of described)
    expect(new Set(inEach(one)).size, inEnglish(one)).toBeGreaterThanOrEqual(2);
});

test("an argument that one language says is said in the others", () => {
  const ids = /^(expressions|settings\.faults|described)\./;
  const names = (text: string): readonly string[] =>
    [...text.replaceAll(/'\{[^']*'/g, "").matchAll(/\{(\w+)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !name.startsWith("a ") && name !== "");
  const [, english] = [...allCatalogues].find(([language]) => language === "en") ?? [];
  const wanted = new Map((english ?? []).map(({ id, text }) => [id, text]));
  // What the validator says more of in English than in words for people.
  const sparing = /^settings\.faults\.invalid\./;
  const plain = (text: string): boolean => !text.includes("select,");
  for (const [language, entries] of allCatalogues)
    for (const { id, text } of entries)
      if (ids.test(id) && !sparing.test(id) && plain(text))
        expect([language, id, ...new Set(names(text))].toSorted()).toEqual(
          [language, id, ...new Set(names(wanted.get(id) ?? ""))].toSorted(),
        );
});

describe("somebody's own word is never translated and never read", () => {
  const WORDS = ["text", "stock", "products", "nothing", "a number", "order"] as const;
  const HOSTILE = ["{name}", "{0}", "<a>", "</b>", "'{'", "''", "#", "\\u0041", "{x, select,}"];

  test.each([...WORDS, ...HOSTILE])("a name, %s", (name) => {
    const named = [
      { id: "expressions.noFunction", args: { name } },
      { id: "expressions.didYouMean", args: { name } },
      { id: "expressions.noField", args: { name, record: "order" } },
      { id: "expressions.thereAre", args: { names: name } },
      { id: "expressions.sameKind", args: { name, kinds: [] } },
      { id: "expressions.mayBeEmpty", args: { path: name } },
      { id: "settings.faults.noSuchTarget", args: { target: name } },
      { id: "settings.faults.keyDay", args: { key: name } },
      {
        id: "settings.faults.keptByTenant",
        args: { name, id: "t-1", what: "stock", administration: 7 },
      },
    ] as const satisfies readonly Message[];
    for (const one of named) for (const said of inEach(one)) expect(said, one.id).toContain(name);
  });

  test("a function that is called like a translated word is meant by its own name", () => {
    for (const said of inEach(wrong("texxt(1)")[0] as Message)) {
      expect(said).toContain("texxt");
      expect(said).toMatch(/[“„”]text”/);
    }
    for (const said of inEach(wrong("stock(1)")[0] as Message)) expect(said).toMatch(/stock”/);
  });

  test("a table that is called like a message's argument is named as it is called", () => {
    const tables = { "{name}": {}, "<a>": {}, text: {} };
    for (const said of inEach(wrong('lookup("gone", "x")', tables)[0] as Message))
      expect(said).toContain("{name}, <a>, text");
  });

  test("a target is told by the name that was typed", () => {
    for (const name of ["<b>", "text", "stock"])
      for (const said of inEach(
        targetFault("orders.head", name, {
          markerField: "",
          buyerReferenceField: "",
          ourReference: "",
        }) as Message,
      ))
        expect(said).toContain(name);
  });

  test("a key of settings that is called like a message is only a path", () => {
    const found = faultsIn(
      settingsSchema.safeParse({ "settings.faults.startLine": 1, orders: { "{name}": 1 } })
        .error as z.ZodError,
    );
    expect(describedInEnglish(found).toSorted()).toEqual([
      "orders.{name}: this field isn't known",
      "settings.faults.startLine: this field isn't known",
    ]);
  });
});

describe("what the validator says by itself", () => {
  const schema = z.object({
    kind: z.string(),
    whole: z.int(),
    option: z.enum(["a", "b"]),
    email: z.email(),
    url: z.url(),
    date: z.iso.date(),
    instant: z.iso.datetime(),
    form: z.string().regex(/^a<b>{2}$/),
    small: z.number().min(3),
    big: z.number().max(3),
    above: z.number().gt(3),
    short: z.string().min(3),
    long: z.string().max(1),
    few: z.array(z.string()).min(1),
    many: z.array(z.string()).max(0),
    union: z.union([z.string(), z.number()]),
    values: z.union([z.literal(3), z.literal("b")]),
    nan: z.number(),
    guid: z.guid(),
    literal: z.literal(1),
    exact: z.string().length(3),
  });
  const input = {
    kind: 3,
    whole: 1.5,
    option: "c",
    email: "x",
    url: "x",
    date: "x",
    instant: "x",
    form: "x",
    small: 1,
    big: 5,
    above: 1,
    short: "x",
    long: "xxx",
    few: [],
    many: ["x"],
    union: null,
    values: 4,
    nan: Number.NaN,
    guid: "x",
    literal: 2,
    exact: "x",
  };

  test("is said in our own words, but for what only the validator knows how to say", () => {
    const { error } = schema.safeParse(input, { reportInput: true });
    const found = faultsIn(error as z.ZodError);
    expect(
      Object.fromEntries(found.map(({ path, message }) => [path, inEnglish(message)])),
    ).toEqual({
      kind: "this value can't be used (expected: string, received: number)",
      whole: "this value can't be used (expected: int, received: number)",
      option: 'this value can\'t be used; it must be one of "a"|"b"',
      email: "this isn't an e-mail address",
      url: "this isn't a web address",
      date: "this isn't a date",
      instant: "this isn't a date with a time",
      form: "this text doesn't have the required form",
      small: "this value is too small: >=3",
      big: "this value is too large: <=3",
      above: "this value is too small: >3",
      short: "this text is too short: >=3 characters",
      long: "this text is too long: <=1 characters",
      few: "there are too few: >=1",
      many: "there are too many: <=0",
      union: "this value isn't valid",
      values: 'this value can\'t be used; it must be one of 3|"b"',
      nan: "this value can't be used (expected: number, received: NaN)",
      guid: "Invalid GUID",
      literal: "Invalid input: expected 1",
      exact: "Too small: expected string to have exactly 3 characters",
    });
    const asTheValidator = found.flatMap(({ path, message }) =>
      message.id === "settings.faults.asValidated" ? [path] : [],
    );
    expect(asTheValidator).toEqual(["guid", "literal", "exact"]);
  });

  test("names the kind of what came only where it is known, and never its value", () => {
    const { error } = schema.safeParse({ ...input, kind: 31_415 });
    const [first] = faultsIn(error as z.ZodError);
    expect(first?.message).toEqual({
      id: "settings.faults.asValidated",
      args: { text: "Invalid input: expected string, received number" },
    });
    const known = schema.safeParse({ ...input, kind: 31_415 }, { reportInput: true }).error;
    expect(JSON.stringify(faultsIn(known as z.ZodError))).not.toContain("31415");
    expect(inOthers(faultsIn(known as z.ZodError)[0]?.message as Message)[0]).toBe(
      "deze waarde kan niet worden overgenomen (verwacht: string, gekregen: number)",
    );
  });
});

test.each([
  ["minutes:5", "Give the minutes, from 1 to 1440, or never."],
  [1.5, "Give the minutes, from 1 to 1440, or never."],
  [0, "this value is too small: >=1"],
])("how often a sync runs is no %j: what it may be is said", (orders, said) => {
  const { error } = settingsSchema.safeParse({ schedules: { orders } });
  const faults = faultsIn(error as z.ZodError);
  expect(faults.map(({ path, message }) => [path, inEnglish(message)])).toEqual([
    ["schedules.orders", said],
  ]);
});

test("a program reads faults in English", async () => {
  const errors = faultsIn(settingsSchema.safeParse({ orders: { enabled: true } }).error as never);
  const answer = await problemResponse(400, { errors });
  expect((await answer.json<{ errors: unknown }>()).errors).toEqual([
    {
      path: "orders.startLine",
      message: "Enter a start date before you switch on orders.",
    },
  ]);
});

test("every target that is refused says why in each language", () => {
  const own = { markerField: "OurReference", buyerReferenceField: "none", ourReference: "" };
  const never = ["CustomerId", "Amount", "VatRate", "CustomerLabels", "nothing at all"];
  const reasons = never.map((name) => targetFault("orders.head" as Part, name, own) as Message);
  for (const reason of reasons) expect(new Set(inEach(reason)).size).toBe(4);
});
