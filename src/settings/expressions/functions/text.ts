/**
 * Functions of text. Every result is measured before it is made.
 *
 * Patterns have `*` (any characters), `?` (one character) and `#` (one digit), over the whole text.
 * Each run between two stars is searched once, from left to right: the work is at most the length
 * of the text times the length of the pattern. Regular expressions are excluded on purpose: one of
 * 9 characters can block a Worker for minutes.
 */
import type Big from "big.js";
import { plain, round } from "../../../domain/money.ts";
import { cutTrimmed, oneLine } from "../../../domain/platform/text.ts";
import { message, type Message } from "../../../messages/message.ts";
import { COST, LIST_ITEMS, PATTERN_LENGTH } from "../limits.ts";
import type { Meter } from "../meter.ts";
import { list, maxOf, NUMBER, text, YES_NO } from "../types.ts";
import { Stop, type Value } from "../values.ts";
import type { Arguments, FunctionDef, Param } from "./define.ts";

const TEXT: Param = { name: "text", takes: "text" };

/** A whole number from `least` to `most`, or the rule stops. */
export function whole(
  value: Big,
  what: "decimals" | "days" | "characters",
  least: number,
  most: number,
): number {
  if (!value.eq(value.round(0)) || value.lt(least) || value.gt(most))
    throw new Stop(
      "not-whole",
      message("expressions.notWhole", { what, least, most }),
      plain(value),
    );
  return Number(value.toFixed(0));
}

function nonEmpty(value: string, name: string): string {
  if (value === "")
    throw new Stop(
      "nothing-to-search",
      message("expressions.nothingToSearch", { name }),
      message("expressions.values.emptyText"),
    );
  return value;
}

/** Builds a text character by character: counts its work before, its length after. */
function anew(of: string, meter: Meter, make: (of: string) => string): string {
  meter.made(of.length);
  return meter.text(make(of));
}

function written(figure: string, meter: Meter): string {
  meter.steps(2 * COST.number);
  return figure;
}

/** The shorter of two limits, where `null` is none. */
function least(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}

const PART_TESTS = {
  startsWith: (of: string, part: string): boolean => of.startsWith(part),
  endsWith: (of: string, part: string): boolean => of.endsWith(part),
  contains: (of: string, part: string): boolean => of.includes(part),
};

export const textFunctions: readonly FunctionDef[] = [
  {
    name: "upper",
    group: "text",
    about: message("described.functions.upper"),
    examples: [{ expression: 'upper("ab-12")', result: "AB-12" }],
    signatures: [
      {
        params: [TEXT],
        result: () => text(),
        apply: (args, meter) => anew(args.text(0), meter, (of) => of.toUpperCase()),
      },
    ],
  },
  {
    name: "lower",
    group: "text",
    about: message("described.functions.lower"),
    examples: [{ expression: 'lower("Info@Shop.NL")', result: "info@shop.nl" }],
    signatures: [
      {
        params: [TEXT],
        result: () => text(),
        apply: (args, meter) => anew(args.text(0), meter, (of) => of.toLowerCase()),
      },
    ],
  },
  {
    name: "trim",
    group: "text",
    about: message("described.functions.trim"),
    examples: [{ expression: 'trim("  Anna ")', result: "Anna" }],
    signatures: [
      {
        params: [TEXT],
        result: ([of]) => text(maxOf(of)),
        apply: (args, meter) => meter.text(args.text(0).trim()),
      },
    ],
  },
  {
    name: "oneLine",
    group: "text",
    about: message("described.functions.oneLine"),
    examples: [
      { expression: 'oneLine("Ring the bell,\\nplease")', result: "Ring the bell, please" },
    ],
    signatures: [
      {
        params: [TEXT],
        result: ([of]) => text(maxOf(of)),
        apply: (args, meter) => anew(args.text(0), meter, oneLine),
      },
    ],
  },
  {
    name: "cut",
    group: "text",
    about: message("described.functions.cut"),
    examples: [{ expression: 'cut("Rotterdam", 6)', result: "Rotter" }],
    signatures: [
      {
        params: [TEXT, { name: "characters", takes: "number" }],
        result: ([of], [, most]) =>
          text(least(maxOf(of), most === null || most === undefined ? null : Number(most))),
        apply: (args, meter) =>
          meter.text(cutTrimmed(args.text(0), whole(args.number(1), "characters", 0, 10_000))),
      },
    ],
  },
  {
    name: "replace",
    group: "text",
    about: message("described.functions.replace"),
    examples: [{ expression: 'replace("1011 AB", " ", "")', result: "1011AB" }],
    signatures: [
      {
        params: [TEXT, { name: "from", takes: "text" }, { name: "to", takes: "text" }],
        result: () => text(),
        apply: (args, meter) => {
          const [of, from, to] = [args.text(0), nonEmpty(args.text(1), "replace"), args.text(2)];
          meter.search(of, from, "replace");
          const parts = of.split(from);
          meter.steps(parts.length);
          meter.characters(of.length + (parts.length - 1) * (to.length - from.length));
          return parts.join(to);
        },
      },
    ],
  },
  {
    name: "split",
    group: "text",
    about: message("described.functions.split"),
    examples: [{ expression: 'coalesce(split("NL-1001", "-")[1], "")', result: "1001" }],
    signatures: [
      {
        params: [TEXT, { name: "separator", takes: "text" }],
        result: ([of]) => list(text(maxOf(of))),
        apply: (args, meter) => {
          const [of, separator] = [args.text(0), nonEmpty(args.text(1), "split")];
          meter.search(of, separator, "split");
          return meter.list(of.split(separator, LIST_ITEMS + 1));
        },
      },
    ],
  },
  {
    name: "text",
    group: "text",
    about: message("described.functions.text"),
    examples: [
      { expression: "text(12.5)", result: "12.5" },
      { expression: "text(12.5, 2)", result: "12.50" },
    ],
    signatures: [
      {
        params: [{ name: "number", takes: "number" }],
        result: () => text(40),
        apply: (args, meter) => written(plain(args.number(0)), meter),
      },
      {
        params: [
          { name: "number", takes: "number" },
          { name: "decimals", takes: "number" },
        ],
        result: () => text(40),
        apply: (args, meter) => {
          const decimals = whole(args.number(1), "decimals", 0, 10);
          return written(
            round(args.number(0), decimals)
              .toFixed(decimals)
              .replace(/^-(0(?:\.0+)?)$/, "$1"),
            meter,
          );
        },
      },
    ],
  },
  ...(["startsWith", "endsWith", "contains"] as const).map((name): FunctionDef => ({
    name,
    group: "text",
    about: message(`described.functions.${name}`),
    examples: [
      { expression: `${name}("AB-1001", "${name === "endsWith" ? "01" : "AB"}")`, result: "true" },
    ],
    signatures: [
      {
        params: [TEXT, { name: "part", takes: "text" }],
        result: () => YES_NO,
        apply: (args, meter) => {
          const [of, part] = [args.text(0), args.text(1)];
          if (name === "contains") meter.search(of, part, "contains");
          else meter.characters(Math.min(of.length, part.length));
          return PART_TESTS[name](of, part);
        },
      },
    ],
  })),
  {
    name: "matches",
    group: "text",
    about: message("described.functions.matches"),
    examples: [
      { expression: 'matches("AB-1001", "AB-####")', result: "true" },
      { expression: 'matches("ZX-9", "AB*")', result: "false" },
    ],
    signatures: [
      {
        params: [TEXT, { name: "pattern", takes: "text", written: globFault }],
        result: () => YES_NO,
        apply: (args, meter) => {
          meter.steps(Math.ceil((args.text(0).length * args.text(1).length) / 200));
          return globMatches(args.text(0), args.text(1));
        },
      },
    ],
  },
  {
    name: "join",
    group: "text",
    about: message("described.functions.join"),
    examples: [{ expression: 'join(["AB-1", "AB-2"], ", ")', result: "AB-1, AB-2" }],
    signatures: [
      {
        params: [
          { name: "texts", takes: "texts" },
          { name: "separator", takes: "text" },
        ],
        result: () => text(),
        apply: (args, meter) => {
          const [parts, separator] = [args.texts(0), args.text(1)];
          meter.steps(parts.length);
          meter.characters(
            parts.reduce((total, part) => total + part.length + separator.length, 0),
          );
          return parts.join(separator);
        },
      },
    ],
  },
  {
    name: "size",
    group: "text",
    about: message("described.functions.size"),
    examples: [{ expression: 'size("Anna")', result: "4" }],
    signatures: [
      { params: [TEXT], result: () => NUMBER, apply: sizeOf },
      { params: [{ name: "list", takes: "list" }], result: () => NUMBER, apply: sizeOf },
    ],
  },
];

function sizeOf(args: Arguments, meter: Meter): Value {
  const of = args.any(0);
  return meter.number(typeof of === "string" ? of.length : args.list(0).length);
}

/** Returns a pattern's fault; `null`: none. Detects regular expressions, which never match. */
export function globFault(pattern: string): Message | null {
  if (pattern === "") return message("expressions.emptyPattern");
  if (pattern.length > PATTERN_LENGTH)
    return message("expressions.patternTooLong", { most: PATTERN_LENGTH });
  if (/^\^|\$$|\\[dwsb.]|\.[*+]|\[[^\]]*\]|\([^)]*[|+*?]/.test(pattern))
    return message("expressions.regularExpression");
  return null;
}

export function globMatches(text: string, pattern: string): boolean {
  const runs = pattern.split("*");
  const first = runs[0] ?? "";
  if (runs.length === 1) return text.length === pattern.length && fitsAt(text, 0, pattern);
  const last = runs.at(-1) ?? "";
  if (
    text.length < first.length + last.length ||
    !fitsAt(text, 0, first) ||
    !fitsAt(text, text.length - last.length, last)
  )
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const run of runs.slice(1, -1)) {
    while (at + run.length <= end && !fitsAt(text, at, run)) at += 1;
    if (at + run.length > end) return false;
    at += run.length;
  }
  return true;
}

function fitsAt(text: string, at: number, run: string): boolean {
  for (let index = 0; index < run.length; index += 1) {
    const [sign, got] = [run[index], text[at + index]];
    if (
      got === undefined ||
      (sign !== "?" && (sign === "#" ? got < "0" || got > "9" : sign !== got))
    )
      return false;
  }
  return true;
}
