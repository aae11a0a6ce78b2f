/** Functions of numbers. All numbers are decimal. */
import { dec, isDecimal, round, sum } from "../../../domain/money.ts";
import { message } from "../../../messages/message.ts";
import { COST, LIST_ITEMS } from "../limits.ts";
import type { Meter } from "../meter.ts";
import { NUMBER } from "../types.ts";
import { shortText, Stop } from "../values.ts";
import type { FunctionDef, Param } from "./define.ts";
import { whole } from "./text.ts";

const ONE: Param = { name: "number", takes: "number" };

export const numberFunctions: readonly FunctionDef[] = [
  {
    name: "round",
    group: "number",
    about: message("described.functions.round"),
    examples: [
      { expression: "round(1.005, 2)", result: "1.01" },
      { expression: "round(-2.5)", result: "-3" },
    ],
    signatures: [
      {
        params: [ONE],
        result: () => NUMBER,
        apply: (args, meter) => meter.number(round(args.number(0), 0)),
      },
      {
        params: [ONE, { name: "decimals", takes: "number" }],
        result: () => NUMBER,
        apply: (args, meter) =>
          meter.number(round(args.number(0), whole(args.number(1), "decimals", 0, 10))),
      },
    ],
  },
  {
    name: "floor",
    group: "number",
    about: message("described.functions.floor"),
    examples: [
      { expression: "floor(7.9)", result: "7" },
      { expression: "floor(-0.5)", result: "-1" },
    ],
    signatures: [
      {
        params: [ONE],
        result: () => NUMBER,
        apply: (args, meter) => {
          const cut = args.number(0).round(0, 0);
          return meter.number(cut.gt(args.number(0)) ? cut.minus(1) : cut);
        },
      },
    ],
  },
  {
    name: "abs",
    group: "number",
    about: message("described.functions.abs"),
    examples: [{ expression: "abs(-12.50)", result: "12.5" }],
    signatures: [{ params: [ONE], result: () => NUMBER, apply: (args) => args.number(0).abs() }],
  },
  ...(["min", "max"] as const).map((name): FunctionDef => ({
    name,
    group: "number",
    about: message(`described.functions.${name}`),
    examples: [{ expression: `${name}(3, 12.5)`, result: name === "min" ? "3" : "12.5" }],
    signatures: [
      {
        params: [ONE, ONE],
        rest: true,
        result: () => NUMBER,
        apply: (args) =>
          args.values
            .map((_, index) => args.number(index))
            .reduce((best, one) => ((name === "min" ? one.lt(best) : one.gt(best)) ? one : best)),
      },
    ],
  })),
  {
    name: "sum",
    group: "number",
    about: message("described.functions.sum"),
    examples: [{ expression: "sum([1.10, 2.20])", result: "3.3" }],
    signatures: [
      {
        params: [{ name: "numbers", takes: "numbers" }],
        result: () => NUMBER,
        apply: (args, meter) => {
          meter.steps(Math.min(args.list(0).length, LIST_ITEMS) * COST.number);
          return meter.number(sum(args.numbers(0)));
        },
      },
    ],
  },
  {
    name: "number",
    group: "number",
    about: message("described.functions.number"),
    examples: [
      { expression: 'number("12.50")', result: "12.5" },
      { expression: 'number("A4", 0)', result: "0" },
    ],
    signatures: [
      {
        params: [{ name: "text", takes: "text" }],
        result: () => NUMBER,
        apply: (args, meter) => {
          const read = readNumber(args.text(0), meter);
          if (read === null)
            throw new Stop(
              "not-a-number",
              message("expressions.notANumber"),
              shortText(args.text(0)),
            );
          return meter.number(read);
        },
      },
      {
        params: [
          { name: "text", takes: "text" },
          { name: "otherwise", takes: "number" },
        ],
        result: () => NUMBER,
        apply: (args, meter) => meter.number(readNumber(args.text(0), meter) ?? args.number(1)),
      },
    ],
  },
];

function readNumber(text: string, meter: Meter): string | null {
  meter.characters(text.length);
  const trimmed = text.trim();
  return trimmed.length <= 40 && isDecimal(trimmed) ? dec(trimmed).toFixed() : null;
}
