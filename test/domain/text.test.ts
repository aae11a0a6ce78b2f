import fc from "fast-check";
import { expect, it } from "vitest";
import {
  cut,
  cutTrimmed,
  oneLine,
  nonBlankOrNull,
  shortened,
} from "../../src/domain/platform/text.ts";

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
    nonBlankOrNull(" \n"),
    nonBlankOrNull(null),
    nonBlankOrNull(undefined),
    nonBlankOrNull(" a "),
  ]).toEqual(["a b c", null, null, null, "a"]);
});

it("control characters and halves of characters are left out, line breaks and tabs stay", () => {
  expect([
    cut("a\u0007b\u0000c\u001bd\u0085", 10),
    cut("a\tb\r\nc", 10),
    cut("\u0007\u0007abc", 3),
    cut("x\ud83d", 10),
    cut("\ude00x🎁", 10),
    oneLine("a\u0007 \u0000b"),
    nonBlankOrNull("\u0000 a\ud83d"),
  ]).toEqual(["abcd", "a\tb\r\nc", "abc", "x", "x🎁", "a b", "a"]);
});

it("what nobody can see is nothing, and what joins characters stays", () => {
  expect([
    nonBlankOrNull("\u200b"),
    nonBlankOrNull("\u200b \ufeff\u2060\u00ad"),
    nonBlankOrNull("\u0000"),
    oneLine(" \u200d\n"),
    nonBlankOrNull("👩‍👩‍👧"),
    oneLine("a\u200bb"),
  ]).toEqual([null, null, null, "", "👩‍👩‍👧", "a\u200bb"]);
});

it("shortens a text for a reader to whole words, with a mark", () => {
  expect(shortened("Booked documents, of the day", 17)).toBe("Booked documents…");
  expect(shortened("Booked documents, of the day", 20)).toBe("Booked documents, of…");
  expect(shortened("Booked documents", 16)).toBe("Booked documents");
  expect(shortened("Bookeddocuments", 6)).toBe("Booked…");
});
