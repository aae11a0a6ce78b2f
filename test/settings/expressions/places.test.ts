/**
 * Where a fault is: the marks « and » stand around the part that is at fault, and the offset, line
 * and column of each fault are held against them.
 */
import { describe, expect, test } from "vitest";
import { AMOUNT, faults, inOrder, said, unmarked } from "./kit.ts";

describe("faults of an expression that is saved", () => {
  test.each([
    // Names, fields and functions.
    ["«ordr».number", ["unknown-name"], "Did you mean “order”?"],
    ["«client»", ["unknown-name"], "Available: order."],
    ["upper(\n  order.«nmber»)", ["unknown-field"], "Did you mean “number”?"],
    ["order.number.«size»", ["unknown-field"], ""],
    ["order.lines.«text»", ["unknown-field"], ".map(item, …)"],
    ["order.number + «uper(order.number)»", ["unknown-function"], "Did you mean “upper”?"],
    ["order.number + «upper(order.number, 2)»", ["wrong-count"], "upper(text)"],
    ["«order.number.cut()»", ["wrong-count"], "cut(text, characters)"],
    ["«round(1, 2, 3)»", ["wrong-count"], "round(number) or round(number, decimals)"],
    ["«max(1)» > 0", ["wrong-count"], "max(number, number, …)"],
    ["«coalesce(order.comments)»", ["wrong-count"], "coalesce(value, value, …)"],
    // Kinds.
    ["order.number + «order.gross»", ["wrong-type"], "Use text(…)."],
    ["«order.gross» + order.number", ["wrong-type"], "Use text(…)."],
    ["«order.number» - «order.date»", ["wrong-type", "wrong-type"], "Use number(…)."],
    ["-«order.number» > 1", ["wrong-type"], "Use number(…)."],
    ["!«order.number»", ["wrong-type"], ""],
    ["«order.number» && «order.gross»", ["wrong-type", "wrong-type"], ""],
    ["«order.number» || «order.gross»", ["wrong-type", "wrong-type"], ""],
    ["order.gross >\n «order.date + order.date»", ["wrong-type"], "addDays"],
    ["«1 + order.date»", ["wrong-type"], "addDays"],
    ['«order.gross == "1"» && order.paid', ["wrong-type"], "can't be compared"],
    ["order.paid && «order.lines == order.lines»", ["wrong-type"], ""],
    ["«order != order»", ["wrong-type"], ""],
    ["«order.paid < true»", ["wrong-type"], "larger or smaller"],
    ["«null < null»", ["wrong-type"], "larger or smaller"],
    ['"a" in «order.number»', ["wrong-type"], "needs a list"],
    ['order.paid || «1 in ["a"]»', ["wrong-type"], "the list contains text"],
    ["«order.lines[0] in order.lines»", ["wrong-type"], ""],
    ["«order.number»[0]", ["wrong-type"], "one item of a list"],
    ['order.lines[«"0"»].text', ["wrong-type"], "Use number(…)."],
    ['upper(«[1, "a"]»[0])', ["wrong-type"], "of the same type"],
    ['size(«[1, "a", 2]») > 1', ["wrong-type"], "of the same type"],
    ["size(«[]») > 1", ["not-available"], ""],
    ["«order.number» ? 1 : 2", ["wrong-type"], ""],
    ['upper(«order.paid ? "a" : 1»)', ["wrong-type"], "of the same type"],
    ["upper(«order.gross»)", ["wrong-type"], "Use text(…)."],
    ["cut(«order.gross», «order.number»)", ["wrong-type", "wrong-type"], "Use text(…)."],
    ['join(«order.number», "")', ["wrong-type"], ""],
    ["sum(«order.lines») > 1", ["wrong-type"], ""],
    ["formatAddress(«order»)", ["wrong-type"], ""],
    ["upper(«coalesce(order.comments, 1)»)", ["wrong-type"], "of the same type"],
    ["size(«order.gross»)", ["wrong-type"], "Use text(…)."],
    ["size(coalesce(«order.lines», «order.lines»))", ["wrong-type", "wrong-type"], ""],
    ["sum(«order.gross») > 1", ["wrong-type"], "a list of numbers"],
    ["sum(«[order.number]») > 1", ["wrong-type"], "a list of numbers"],
    ['join(«[1]», "")', ["wrong-type"], "a list of text"],
    ["formatAddress(«order.lines»)", ["wrong-type"], "an address"],
    // Lists.
    ["«order.number».exists(l, true)", ["wrong-type"], ""],
    ["order.lines.all(l, «l.text»)", ["wrong-type"], ""],
    ["size(order.lines.filter(l, «l.sku»)) > 1", ["wrong-type"], ""],
    ["«order.lines.exists(order, true)»", ["unknown-name"], "already in use"],
    ["order.lines.all(l, «order.lines.exists(k, true)»)", ["nested-list"], "inside another list"],
    ["size(order.lines.map(l, «ordr»)) > 1", ["unknown-name"], "Did you mean “order”?"],
    // What may be empty.
    ["order.number + «order.comments»", ["may-be-empty"], "order.comments may be empty"],
    ["«order.discount» > 1", ["may-be-empty"], "order.discount may be empty"],
    ["1 < «order.discount»", ["may-be-empty"], "order.discount may be empty"],
    ["order.gross - «order.discount»", ["may-be-empty"], "order.discount may be empty"],
    ["-«order.discount» > 1", ["may-be-empty"], "order.discount may be empty"],
    ["«null» + order.number", ["may-be-empty"], "This may be empty"],
    ["upper(«order.lines[0].text»)", ["may-be-empty"], "This may be empty"],
    ["order.lines[«order.discount»].text", ["may-be-empty"], "order.discount may be empty"],
    ['join(«order.lines.map(l, l.sku)», "")', ["may-be-empty"], "coalesce"],
    ["sum(«order.lines.map(l, order.discount)») > 1", ["may-be-empty"], "coalesce"],
    ["order.number in split(order.number, «order.comments»)", ["may-be-empty"], "coalesce"],
    ["upper(«null»)", ["may-be-empty"], "This may be empty"],
    ['"a" in «order.tags»', ["may-be-empty"], "order.tags may be empty"],
    ["«order.tags».exists(t, true)", ["may-be-empty"], "order.tags may be empty"],
    ['«lookup("carriers", order.number)» + ""', ["may-be-empty"], "This may be empty"],
    ['"" + «coalesce(order.comments, order.pickup.city)»', ["may-be-empty"], "coalesce"],
    // Parts that have to be written out.
    ["matches(order.number, «order.number»)", ["bad-pattern"], "in quotes"],
    ['matches(order.number, «"^a$"»)', ["bad-pattern"], "regular expression"],
    ['matches(order.number, «""»)', ["bad-pattern"], ""],
    ['format(order.date, «"jjjj"»)', ["bad-pattern"], "jjjj"],
    ['order.number +\n\n  lookup(«"cariers"», order.number, "")', ["unknown-table"], "carriers"],
    ["lookup(«order.number», order.number)", ["bad-pattern"], "in quotes"],
  ])("%s: %j", (marked, codes, words) => {
    const { source, places } = unmarked(marked);
    const found = faults(source).toSorted((a, b) => inOrder(a.at, b.at));
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found.map(({ at }) => at)).toEqual(places);
    expect(said(found[0])).toContain(words);
    // The part's own fault, not that its kind isn't the field's.
    expect(said(found[0])).not.toContain("The field needs");
  });
});

describe("faults of what can't be read", () => {
  test.each([
    ["«»", "syntax", "The expression is empty."],
    ["«» \n ", "syntax", "The expression is empty."],
    ["upper(order.number«»", "syntax", "Expected “)” here, not the end."],
    ["order.number\n+«»", "syntax", "The expression is incomplete."],
    ["order.paid «=» true", "syntax", "Use “==” to compare."],
    ['order.paid ||\n «"abc»', "syntax", "This text has no closing quote."],
    ["«'''abc»", "syntax", "This text has no closing quote."],
    ['"abc«\n»def"', "syntax", "A text must end on the same line. Use \\n for a line break."],
    ["order.number «;» 1", "syntax", "Unexpected character: ;."],
    ['1 + «{"a": 1}»', "not-available", "use lookup(…)"],
    ["order.gross +\n «1e300»", "not-available", "Write numbers as digits with a point"],
    ["1 + «0x10»", "not-available", "Write numbers as digits with a point"],
    ["«1234567890123456»", "not-available", "Write numbers as digits with a point"],
    ["«1.12345678901»", "not-available", "Write numbers as digits with a point"],
    ["1 + «1u»", "not-available", "You can only write text, numbers"],
    ['"" + «b"abc"»', "not-available", "You can only write text, numbers"],
    ["«order.lines.map(l, l.a, l.b)»", "not-available", "Write map like this"],
    ["size(«order.lines.filter()»)", "not-available", "Write filter like this"],
    ["«order.lines.all(1, 2, 3)»", "not-available", "Write all like this"],
    ["size(«order.lines.filter(l)»)", "not-available", "Write filter like this"],
  ])("%s: %s", (marked, code, words) => {
    const { source, places } = unmarked(marked);
    const found = faults(source);
    expect(found).toMatchObject([{ code, at: places[0] }]);
    expect(said(found[0])).toContain(words);
  });

  test("the part that is over the most characters is at fault", () => {
    expect(faults('"x"'.padEnd(2000))).toEqual([]);
    expect(faults('"x"'.padEnd(2003))).toMatchObject([
      { code: "too-large", at: { offset: 2000, length: 3, line: 1, column: 2001 } },
    ]);
    expect(said(faults('"x"'.padEnd(2003))[0])).toMatch(/2000 characters.*2003/);
  });

  test.each([
    ["parts", (count: number) => `1${"+1".repeat(count)}`, 149],
    ["brackets in brackets", (count: number) => `${"(".repeat(count)}1${")".repeat(count)}`, 29],
    ["items of a list", (count: number) => `size([${"1,".repeat(count - 1)}1])`, 100],
    ["values of a function", (count: number) => `max(${"1,".repeat(count - 1)}1)`, 10],
  ])("so many %s are read, and no more", (_, source, most) => {
    expect(faults(source(most), AMOUNT)).toEqual([]);
    expect(faults(source(most + 1), AMOUNT)).toMatchObject([{ code: "too-large" }]);
    expect(said(faults(source(most + 1), AMOUNT)[0])).toContain("too many parts");
  });
});

/** Each sign of the language as the faults name it, where another was expected. */
test.each([
  ["(1 2.5", "a number"],
  ['(1 "x"', "text"],
  ["(1 true", "true or false"],
  ["(1 null", "null"],
  ["(1 a", "a name"],
  ['(1 b"x"', "bytes"],
  ["(1", "the end"],
  ["(1 ,", "a comma"],
  ["(1 (", "“(”"],
  ["(1 ]", "“]”"],
  ["(1 {", "“{”"],
  ["(1 }", "“}”"],
  ["(1 :", "“:”"],
  ["(1 !", "“!”"],
])("%s: a closing bracket is expected, not %s", (source, given) => {
  expect(said(faults(source)[0])).toBe(`Expected “)” here, not ${given}.`);
});

test.each([
  ["[1", "“]”"],
  ["order.", "a name"],
  ["order.paid ? 1", "“:”"],
])("%s: %s is expected, not the end", (source, wanted) => {
  expect(said(faults(source)[0])).toBe(`Expected ${wanted} here, not the end.`);
});

test.each(["map", "filter", "exists", "all"])("%s over more than a name is told", (macro) => {
  const [fault] = faults(`order.lines.${macro}(l.a, true)`);
  expect(fault).toMatchObject({ code: "syntax" });
  expect(said(fault)).toBe(`Write ${macro} like this: list.${macro}(item, what to do with item).`);
});

const SIGNS = ["]", ":", "?", "+", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"];
test.each([
  ...[...SIGNS, "in"].map((sign) => [sign, `“${sign}”`] as const),
  [".", "a point"],
  [",", "a comma"],
] as const)("%s alone isn't allowed", (source, name) => {
  expect(said(faults(source)[0])).toBe(`Not allowed here: ${name}.`);
});

test.each(["order.-a", "order.[", "order.("])("%s: a name is expected, not a sign", (source) => {
  expect(said(faults(source)[0])).toBe(`Expected a name here, not “${source[6]}”.`);
});
