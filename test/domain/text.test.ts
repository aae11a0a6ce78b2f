import fc from "fast-check";
import { expect, it } from "vitest";
import { cut, cutTrimmed, oneLine, present } from "../../src/domain/text.ts";

it("a cut never splits a character, and is as long as it may be", () => {
  expect([cut("a🎁b", 2), cut("a🎁b", 3), cut("abc", 3), cut("abc", 0)]).toEqual([
    "a",
    "a🎁",
    "abc",
    "",
  ]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, max) => {
      const short = cut(text, max);
      expect(short.isWellFormed()).toBe(true);
      expect(text.startsWith(short)).toBe(true);
      expect(short.length <= max && short.length >= Math.min(text.length, max - 1)).toBe(true);
    }),
  );
});

it("nothing hangs at the end of a cut", () => {
  expect(cutTrimmed("ab cd", 3)).toBe("ab");
});

it("lines become one line, and blanks are nothing", () => {
  expect([
    oneLine(" a\r\n b\t\u00a0c "),
    present(" \n"),
    present(null),
    present(undefined),
    present(" a "),
  ]).toEqual(["a b c", null, null, null, "a"]);
});
